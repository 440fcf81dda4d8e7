"""What readers are told where something is missing or fails, in French and in English."""

APOLOGIES = {
    "missing": ("Introuvable", "Not found"),
    "missing_page": (
        "Il n'y a rien à cette adresse : vérifiez-la, ou posez votre question.",
        "There is nothing at this address: check it, or ask your question.",
    ),
    "unavailable": ("Indisponible pour le moment", "Not available now"),
    "sorry_rate": (
        "Trop de demandes à la suite : réessayez dans {} s.",
        "Too many requests in a row: try again in {} s.",
    ),
    "sorry_away": (
        "Le service ne répond pas pour le moment : réessayez dans {} s. Si cela dure, prévenez "
        "l'équipe qui le tient.",
        "The service does not answer for now: try again in {} s. If it lasts, tell the team that "
        "keeps it.",
    ),
    "missing_paragraph": (
        "Ce paragraphe n'est plus dans le fonds. Le document a peut-être changé ou été retiré : "
        "posez de nouveau la question.",
        "This paragraph is no longer there. Its document may have changed or been removed: ask "
        "the question again.",
    ),
    "missing_document": (
        "Ce document n'est plus dans le fonds. Il a peut-être changé ou été retiré : posez de "
        "nouveau la question.",
        "This document is no longer there. It may have changed or been removed: ask the question "
        "again.",
    ),
    "missing_answer": (
        "Cette réponse n'est pas, ou plus, conservée : posez de nouveau la question.",
        "This answer is not kept, or no longer: ask the question again.",
    ),
    "sorry_session": (
        "Votre session a pris fin : rechargez la page pour vous connecter.",
        "Your session has ended: load the page again to sign in.",
    ),
    "sorry_empty": (
        "La question est vide : écrivez ce que vous cherchez, puis « Demander ».",
        "The question is empty: write what you look for, then “Ask”.",
    ),
    "sorry_no_words": (
        "Rien à rechercher : écrivez des mots, puis « Rechercher ».",
        "Nothing to search for: write some words, then “Search”.",
    ),
    "sorry_file": (
        "Ces fichiers n'ont pas pu être lus ; montrez-les à l'équipe qui tient le fonds.",
        "These files could not be read; show them to the team that keeps the documents.",
    ),
    "sorry_long": (
        "La question est trop longue : 2 000 caractères au plus.",
        "The question is too long: 2,000 characters at most.",
    ),
    "sorry_date": (
        "Date non reconnue : écrivez 2020, 12/2020 ou 03/12/2020.",
        "This date is not understood: write 2020, 12/2020 or 03/12/2020.",
    ),
    "sorry_busy": (
        "Le fonds est en cours d'indexation : recommencez dans un instant.",
        "The documents are being indexed: try again shortly.",
    ),
    "sorry_index": (
        "L'index ne peut pas être lu pour le moment ; prévenez l'équipe qui le tient.",
        "The index cannot be read for now; tell the team that keeps it.",
    ),
}
