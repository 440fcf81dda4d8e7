"""The interface's own words, in French and in English, and which of the two a browser asks for."""

from assistant.answer import Language
from assistant.apologies import APOLOGIES
from assistant.spacing import bound

_WORDS = {
    "title": ("Relevés de décisions", "Minutes of decisions"),
    "tagline": (
        "Ce que les comités ont décidé, dans leurs propres mots. Chaque citation est exacte et "
        "renvoie à son paragraphe.",
        "What the committees decided, in their own words. Every quotation is exact and leads to "
        "its paragraph.",
    ),
    "skip": ("Aller à la question", "Go to the question"),
    "ask": ("Demander", "Ask"),
    "busy": ("Réponse en cours…", "Answering…"),
    "search": ("Rechercher", "Search"),
    "conversation": ("Conversation", "Conversation"),
    "begin": (
        "Posez une question, ou choisissez un exemple ci-dessous.",
        "Ask a question, or choose an example below.",
    ),
    "question": ("Votre question", "Your question"),
    "question_example": ("Qu'a-t-il été décidé sur… ?", "What was decided about…?"),
    "copy": ("Copier la réponse et ses sources", "Copy the answer and its sources"),
    "copy_markdown": ("Copier en Markdown", "Copy as Markdown"),
    "permanent": ("Lien permanent de la réponse", "Permanent link to the answer"),
    "download": ("Télécharger la conversation ({})", "Download the conversation ({})"),
    "judge_helps": ("Cette réponse vous aide-t-elle ?", "Does this answer help you?"),
    "judge_yes": ("Oui", "Yes"),
    "judge_no": ("Non", "No"),
    "judge_why": ("Pourquoi ? (facultatif)", "Why? (optional)"),
    "judge_send": ("Envoyer l'avis", "Send"),
    "starters": ("Questions auxquelles le fonds répond", "Questions that the documents answer"),
    "next": ("Et ensuite", "And next"),
    "past": ("Mes questions", "My questions"),
    "past_hint": (
        "Les 20 dernières, gardées dans ce navigateur seulement. Sur un poste partagé, "
        "effacez-les avant de partir.",
        "The last 20, kept in this browser alone. On a shared computer, clear them before you "
        "leave.",
    ),
    "past_clear": ("Effacer mes questions", "Clear my questions"),
    "restrict": ("Restreindre la recherche", "Narrow the search"),
    "kind": ("Type de document", "Kind of document"),
    "kind_all": ("Tous les documents", "All documents"),
    "kind_releve": ("Relevés de décisions", "Minutes"),
    "kind_fiche": ("Fiches", "Briefing notes"),
    "kind_autre": ("Autres", "Others"),
    "kind_releve_title": ("Relevé de décisions", "Minutes"),
    "kind_fiche_title": ("Fiche", "Briefing note"),
    "kind_autre_title": ("Document", "Document"),
    "kind_releve_one": ("relevé", "minutes"),
    "kind_fiche_one": ("fiche", "briefing note"),
    "kind_autre_one": ("autre", "other"),
    "committee": ("Comité", "Committee"),
    "committee_all": ("Tous les comités", "All committees"),
    "committee_none": ("aucun comité", "no committee"),
    "since": ("Depuis", "Since"),
    "until": ("Jusqu'à", "Until"),
    "since_example": ("2020 ou 03/12/2020", "2020 or 03/12/2020"),
    "until_example": ("2021 ou 31/12/2021", "2021 or 31/12/2021"),
    "clear": ("Tout enlever", "Remove all"),
    "filters_on": ("Recherche limitée : ", "Search narrowed: "),
    "filter_since": ("depuis le {}", "from {}"),
    "filter_until": ("jusqu'au {}", "to {}"),
    "filter_committee": ("comité : {}", "committee: {}"),
    "filter_document": ("« {} »", "“{}”"),
    "filter_documents": ("documents choisis : {}", "chosen documents: {}"),
    "corpus": ("Ce que contient le fonds", "What the collection holds"),
    "document_counted": ("{} document", "{} document"),
    "documents_counted": ("{} documents", "{} documents"),
    "paragraph_counted": ("{} paragraphe", "{} paragraph"),
    "paragraphs_counted": ("{} paragraphes", "{} paragraphs"),
    "corpus_empty": (
        "Le fonds est vide : demandez à l'équipe qui le tient d'y mettre des documents.",
        "There are no documents yet: ask the team that keeps them to add some.",
    ),
    "corpus_listed": (
        "{} affichés sur {} : écrivez un mot du titre pour trouver les autres.",
        "{} shown out of {}: write a word of the title to find the others.",
    ),
    "corpus_find": ("Trouver un document", "Find a document"),
    "corpus_tick": (
        "Cochez des documents pour n'interroger qu'eux",
        "Tick documents to ask only those",
    ),
    "undated": ("sans date", "undated"),
    "ocr": ("texte reconnu (OCR)", "recognised text (OCR)"),
    "sources": ("Sources", "Sources"),
    "sources_none": (
        "Les paragraphes cités apparaîtront ici, avec la citation surlignée.",
        "The paragraphs quoted will stand here, with the quotation highlighted.",
    ),
    "search_none": (
        "Les paragraphes trouvés apparaîtront ici, leurs mots surlignés, avec leur date et leur "
        "document.",
        "The paragraphs found will stand here, their words highlighted, with date and document.",
    ),
    "sources_far": (
        "Aucun passage ne s'approche de cette question. Essayez d'autres mots, ou élargissez les "
        "filtres.",
        "No passage comes near this question. Try other words, or remove filters.",
    ),
    "unanswered": ("Resté sans réponse : {}", "Left without an answer: {}"),
    "near": ("Ce qui s'en approche", "What comes near"),
    "near_hint": (
        "Rien n'assure que ces passages répondent à la question : à lire avant de conclure.",
        "Nothing assures that these passages answer the question: read before you conclude.",
    ),
    "near_marked": (
        " La phrase la plus proche de la question y est surlignée.",
        " The sentence that comes closest is highlighted.",
    ),
    "decision": ("décision", "decision"),
    "proposal": ("mis aux voix", "put to the vote"),
    "announcement": ("annonce", "announcement"),
    "mention": ("mention", "mention"),
    "item": ("titre du point", "title of the item"),
    "vote": ("vote", "vote"),
    "outcome": ("issue du point", "outcome of the item"),
    "read": ("Lire dans le document", "Read in the document"),
    "new_tab": ("nouvel onglet", "new tab"),
    "words": ("Mots à rechercher", "Words to search for"),
    "year": ("Année", "Year"),
    "sort": ("En premier", "First"),
    "sort_nearest": ("Les plus proches", "Nearest"),
    "sort_newest": ("Les plus récents", "Newest"),
    "sort_oldest": ("Les plus anciens", "Oldest"),
    "remove": ("Enlever : {}", "Remove: {}"),
    "all": ("Tout ({})", "All ({})"),
    "found_none": (
        "Aucun paragraphe trouvé. Essayez d'autres mots.",
        "No paragraph was found. Try other words.",
    ),
    "found_none_filtered": (
        "Aucun paragraphe trouvé. Essayez d'autres mots, ou enlevez des filtres.",
        "No paragraph was found. Try other words, or remove filters.",
    ),
    "found_one": ("1 paragraphe trouvé.", "1 paragraph was found."),
    "found": (
        "Paragraphes {} à {} sur les {} plus proches.",
        "Paragraphs {} to {} of the {} nearest.",
    ),
    "searched": ("Recherche faite avec : {}", "Searched with: {}"),
    "previous_page": ("Page précédente", "Previous page"),
    "next_page": ("Page suivante", "Next page"),
    "chatbot.clear": ("Effacer la conversation", "Clear the conversation"),
    "common.clear": ("Effacer", "Clear"),
    "common.error": ("Erreur", "Error"),
    "common.loading": ("Chargement", "Loading"),
    "common.or": ("ou", "or"),
    "common.upload": ("Déposer des fichiers", "Upload files"),
    "common.complete": ("Terminé", "Done"),
    "upload_text.drop_file": ("Déposez vos fichiers ici", "Drop your files here"),
    "upload_text.click_to_upload": ("Cliquez pour en choisir", "Click to choose some"),
    "add": ("Ajouter des documents", "Add documents"),
    "add_files": (
        "Tous les lecteurs pourront lire ces fichiers. Déposez-en 20 à la fois, 50 Mio chacun au "
        "plus",
        "All readers will be able to read these files. Drop 20 at a time, 50 MiB each at most",
    ),
    "file_counted": ("{} fichier", "{} file"),
    "files_counted": ("{} fichiers", "{} files"),
    "page_counted": ("{} page", "{} page"),
    "pages_counted": ("{} pages", "{} pages"),
    "add_reading": ("Lecture de {}…", "Reading {}…"),
    "add_read": ("lu : {}", "read: {}"),
    "add_pages": ("lu : {}, {}", "read: {}, {}"),
    "add_known": ("déjà dans le fonds", "already there"),
    "add_failed": (
        "n'a pas pu être lu ; enregistrez-le autrement, ou montrez ceci à l'équipe qui tient le "
        "fonds : {}",
        "could not be read; save it in another way, or show this to the team that keeps the "
        "documents: {}",
    ),
    "add_unwanted": (
        "a été retiré du fonds par l'équipe qui le tient",
        "was taken out by the team that keeps the documents",
    ),
    "add_refused_kind": (
        "format non pris en charge (formats lus : {})",
        "is of a kind that is not read (kinds that are: {})",
    ),
    "add_refused_size": ("dépasse 50 Mio", "is larger than 50 MiB"),
    "add_refused_many": ("est de trop : 20 fichiers à la fois", "is one too many: 20 at a time"),
    "add_refused_full": (
        "ne tient plus : l'équipe qui tient le fonds doit faire de la place",
        "does not fit any more: the team that keeps the documents has to make room",
    ),
    "add_unkept": (
        "n'a pas pu être enregistré (disque plein ou protégé) et n'est pas dans le fonds ; "
        "prévenez l'équipe qui le tient",
        "could not be saved (the disk is full or protected) and is not there; tell the team that "
        "keeps the documents",
    ),
    "add_done": ("Vous pouvez poser vos questions.", "You can ask your questions."),
    "said_answered": ("Réponse affichée, avec ses sources.", "The answer is shown, with sources."),
    "said_not_found": ("Aucune réponse n'a été trouvée.", "No answer was found."),
    "said_talk": ("Réponse affichée.", "The answer is shown."),
    "said_no_search": ("La recherche n'a pas pu être faite.", "The search could not be made."),
    "account": ("Votre compte, se déconnecter", "Your account, sign out"),
    "sign_in": ("Connexion", "Signing in"),
    "sign_in_name": ("Identifiant", "User name"),
    "sign_in_password": ("Mot de passe", "Password"),
    "sign_in_go": ("Se connecter", "Sign in"),
    "sign_in_wrong": (
        "Identifiant ou mot de passe incorrect.",
        "Wrong user name or password.",
    ),
    "sign_in_wait": (
        "Trop d'essais : recommencez dans {} s.",
        "Too many attempts: try again in {} s.",
    ),
    "signed_in": ("Connecté : {}.", "Signed in: {}."),
    "go_ask": ("Poser une question", "Ask a question"),
    "sign_out": ("Se déconnecter", "Sign out"),
    "jump": ("Aller au passage cité", "Go to the passage quoted"),
    "page_number": ("Page {}", "Page {}"),
    "page_image": ("Image de la page {}", "Image of page {}"),
    "page_image_framed": (
        "Image de la page {}, passage cité encadré",
        "Image of page {}, the passage quoted framed",
    ),
    "passage_link": ("Lien permanent : {}", "Permanent link: {}"),
    "table": ("Tableau", "Table"),
    "writing": (
        "Le modèle de langage rédige la réponse…",
        "The language model is writing the answer…",
    ),
} | APOLOGIES


def say(key: str, language: Language, *values: object) -> str:
    """The words of a key, its blanks filled in order. Keys with a dot are those of the chat's own
    parts that have no words of theirs."""
    french, english = _WORDS[key]
    return bound(french if language is Language.FRENCH else english).format(*values)


def counted(what: str, language: Language, number: int) -> str:
    """So many "document", "paragraph", "page" or "file", thousands apart as is usual."""
    is_french = language is Language.FRENCH
    is_one = number == 1 or (is_french and number == 0)
    grouped = f"{number:,}".replace(",", "\u202f") if is_french else f"{number:,}"
    return say(f"{what}_counted" if is_one else f"{what}s_counted", language, grouped)


def translations() -> dict[str, dict[str, str]]:
    """All of them by language, for the browser to choose."""
    return {
        language.value: {key: bound(words[n]) for key, words in _WORDS.items()}
        for n, language in enumerate((Language.FRENCH, Language.ENGLISH))
    }


def browser_language(accepted: str) -> Language:
    """From the Accept-Language of a browser: French where it asks for that first or for
    nothing, as the page decides for itself from `navigator.language`."""
    first = accepted.strip().lower()
    return Language.FRENCH if not first or first.startswith("fr") else Language.ENGLISH
