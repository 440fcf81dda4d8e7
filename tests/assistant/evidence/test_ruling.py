"""How clauses of minutes rule, and how what is only said, recalled or counted does not."""

import pytest

from assistant.evidence.decisions import is_decision
from assistant.evidence.passages import words_above
from ingest.document import Document, DocumentKind, Paragraph, ParagraphKind, Section


def _decides(
    text: str, *, committee: str = "", before: str = "", lead_in: str = "", title: str = ""
) -> bool:
    whole = f"{before} {text}".strip()
    minutes = Document(
        whole, "t", DocumentKind.RELEVE, committee, None, "t.txt", "0" * 64, "text/plain", whole
    )
    sections = (Section("", title),) if title else ()
    paragraph = Paragraph(
        "d-0001", "d", 1, sections, lead_in, None, 0, len(whole), whole, ParagraphKind.PROSE
    )
    return is_decision(minutes, paragraph, text)


@pytest.mark.parametrize(
    "text",
    [
        "Après échange, le groupe retient le scénario B.",
        "Le comité syndical, par 20 voix contre 2 (M. Lacombe), rapporte sa délibération.",
        "La commission donne un avis favorable au déclassement.",
        "La commission déclare sans suite le marché n° 2023-16, faute de concurrence.",
        "La commission déclare le lot 2 infructueux.",
        "Le conseil se range à cette solution.",
        "Le bureau a validé le calendrier des travaux.",
        "Les membres approuvent le compte rendu.",
        "La présidente tranche en faveur du parc.",
        "Le président s'engage à transmettre l'étude sous un mois.",
        "La direction accorde deux journées par mois.",
        "Le préfet demande que l'étude soit refaite.",
        "L'assemblée suit cet avis.",
        "La directrice ne suit pas la recommandation du cabinet.",
        "La régie voulait un poste ; la direction n'y donne pas suite.",
        "On garde l'ancien logo.",
        "On ne reconduit pas la fête des voisins.",
        "AUTORISE le maire à signer le bail.",
        "Le proviseur accepte la demande des parents.",
        "Sur proposition de M. Lacombe le comité approuve le règlement.",
        "Ont été retenus les projets suivants :",
        "La directrice accède à cette demande : le quai P3 est ouvert la nuit.",
        "Le maire fait droit à la requête des riverains.",
        "Le président y consent.",
        "Le jury déclare admis vingt-six candidats.",
        "La commission proclame M. Abel élu.",
        "Le comité ne souhaite pas ouvrir le kiosque aux voisins.",
        "DÉCIDE, à la majorité (1 abstention), la création d'un emploi de gardien.",
        "DIT que la régie sera dotée de la seule autonomie financière.",
        "PRÉCISE que l'emploi pourra être pourvu pour trois ans.",
        "- dit que les crédits sont inscrits au budget.",
    ],
)
def test_who_has_the_power_rules_by_a_verb(text: str) -> None:
    assert _decides(text)


@pytest.mark.parametrize(
    "text",
    [
        "M. Lacombe attribue cette baisse à la météo.",
        "Mme Perrault accepte cette rédaction.",
        "FO demande l'ouverture de négociations.",
        "La commission s'est demandé s'il fallait attendre.",
        "Le comité demande pourquoi le kiosque est fermé.",
        "Le comité ne tranche pas.",
        "La directrice accorde beaucoup d'importance au silence.",
        "The committee was requested by the mayor.",
        "Abandon de déchets sur la berge.",
        "Le conseil maintient son opposition.",
        "Le bureau d'études a validé la note.",
        "Le conseil régional attribue une aide de 900 €.",
        "Le comité regrette le retard du chantier.",
        "Le comité relève que le devis est ancien.",
        "L'association refuse de déménager.",
        "M. Abel indique que la direction accepte le principe.",
        "D'après Mme Perrault, le comité a tranché trop vite.",
        "Le président en convient mais rappelle que le bail doit être signé en mai.",
        "On prend du retard sur le chantier.",
        "Est-ce qu'on garde l'ancien logo ?",
        "Demande de subvention du club de voile.",
        "Mme Perrault regrette le délai, et demande la création de deux postes.",
        "La direction accède au fichier par le réseau.",
        "M. Abel déclare que le kiosque est fermé.",
        "Le comité souhaite que le kiosque ouvre.",
        "Le comité ne souhaite pas se prononcer.",
        "M. Abel dit que la régie est chère.",
        "Précise que le kiosque est fermé.",
    ],
)
def test_who_speaks_asks_or_wonders_does_not(text: str) -> None:
    assert not _decides(text)


@pytest.mark.parametrize(
    "text",
    [
        "La capacité de soixante lits est en conséquence reconduite.",
        "Le compte rendu de mai est lu et approuvé.",
        "Un amendement à 18 € est mis aux voix et adopté.",
        "Le tarif réduit demeure fixé à 8 euros.",
        "La règle est assouplie pour les apprentis.",
        "Cette rédaction est substituée à la première.",
        "La durée du prêt est portée à six semaines.",
        "La livraison du kiosque est repoussée à 2031.",
        "La mesure de fermeture est levée.",
        "N'est pas retenue l'idée d'un second bac.",
        "Le lot 2 est déclaré infructueux.",
        "Le bal est remplacé par un concert.",
        "Il est mis fin à la convention.",
        "Il a été convenu de revoir le tarif.",
        "La présidente propose 60 %, ce qui est retenu.",
        "Mme Perrault demande et obtient un délai.",
        "L'avis de la formation est donc défavorable.",
    ],
)
def test_what_is_done_is_decided(text: str) -> None:
    assert _decides(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le retard est ramené à trois semaines.",
        "La prochaine réunion est fixée au 12 mai.",
        "La séance est levée à 18 h.",
        "La livraison est attendue en juin 2031.",
        "Rien n'est confirmé pour le kiosque.",
        "Si le budget est adopté, les travaux commencent.",
        "Les dossiers qui sont acceptés sont payés en mai.",
        "Il avait été décidé en mars de fermer le kiosque.",
        "Rappel : le tarif est fixé à 20 €.",
        "Le projet est porté par les riverains.",
        "La barrière est supprimée par les riverains.",
        "Motion lue en séance : « Le conseil exige un second bac. »",
    ],
)
def test_what_is_told_supposed_or_done_by_others_is_not(text: str) -> None:
    assert not _decides(text)


@pytest.mark.parametrize(
    "text",
    [
        "(8 pour, 1 abstention)",
        "Carried with four votes in favour.",
        "Abandon du projet de passerelle.",
        "Décision de louer un second local.",
        "Report à la séance de mai, faute de devis.",
        "Refusée, faute de crédits.",
        "Accordé pour 12 000 €.",
        "Accord de la direction.",
        "Refus d'octobre confirmé.",
        "Candidature écartée.",
        "M. Abel proposait un tournoi, idée non retenue.",
        "Objectif de 300 places maintenu, malgré les réserves.",
        "Site internet : refonte repoussée à 2031.",
        "Après débat : 45 € par an.",
        "Go pour deux bornes.",
        "→ Choix : le modèle à deux places.",
        "Nouvelle échéance : 4 mai.",
        "Vote : 9 pour, 1 contre.",
        "Pour : 8 ; contre : 2.",
        "Adopté (10 pour, 1 abstention).",
        "Avis du conseil : défavorable, 9 contre.",
        "Unanimité.",
        "Mandat donné au cabinet Orge jusqu'en juin.",
        "Accord de l'ensemble des ministères.",
        "Frais de déplacement : plafond ramené à 310 k€.",
        "Parapheur électronique obligatoire au 1er juin.",
        "3e poste demandé par la régie : non.",
        "Campagne d'affichage : non.",
    ],
)
def test_minutes_decide_without_a_verb(text: str) -> None:
    assert _decides(text)


@pytest.mark.parametrize(
    "text",
    [
        "Décision :",
        "La porte reste ouverte en mai.",
        "Approbation du compte rendu.",
        "Refus de vote : 1.",
        "Vote : 4 pour, 4 contre.",
        "Validation des acquis de l'expérience.",
        "Maintien à domicile : un bilan.",
        "Ordre du jour : adoption du budget.",
        "Approuvé antérieurement, le plan a vieilli.",
        "Nombre de dossiers acceptés, par mois.",
        "Bancs : refusés par les pompiers.",
        "Date limite fixée au 7 mai, reportée au 18.",
        "Retard : délai moyen ramené à 12 jours.",
        "Formation obligatoire, 12 agents.",
        "Un poste de plus : non demandé à ce jour.",
        "M. Petit présente trois toiles : lin maintenu, coton, polyester.",
    ],
)
def test_titles_counts_and_doings_of_others_are_no_decisions(text: str) -> None:
    assert not _decides(text)


@pytest.mark.parametrize(
    ("text", "decides"),
    [
        ("The committee agreed to extend the pilot.", True),
        ("The proposal was rejected.", True),
        ("The picnic was moved to 4 June.", True),
        ("No boat shall leave before dawn.", True),
        ("Agreed.", True),
        ("Members agreed that the fee should rise.", True),
        ("The application is refused.", True),
        ("RESOLVED to close the reading room.", True),
        ("The committee noted the report.", False),
        ("In May, the group had agreed to wait.", False),
        ("The grant was awarded by the Crown in 2021.", False),
        ("Two members felt the proposal was rushed.", False),
    ],
)
def test_english_minutes(text: str, decides: bool) -> None:
    assert _decides(text) is decides


def test_a_body_goes_by_its_acronym_in_its_own_minutes() -> None:
    text = "La CVE demande un bilan."
    assert _decides(text, committee="Commission de la vie étudiante")
    assert _decides(text, committee="CVE")
    assert not _decides(text, committee="Bureau")


def test_a_body_of_another_name_is_its_own_in_its_own_minutes() -> None:
    text = "Le conseil régional attribue une aide de 900 €."
    assert _decides(text, committee="Conseil régional")


def test_a_pronoun_is_the_body_of_the_sentence_before() -> None:
    text = "Elle y renonce."
    assert _decides(text, before="La commission envisage un recours.")
    assert not _decides(text, before="Mme Perrault envisage un recours.")
    assert _decides("Il est décidé de louer un local.", before="Le comité débat.")
    assert _decides("Le comité hésite. Il demande un devis.")


def test_only_what_introduces_a_list_decides_it() -> None:
    assert _decides("un second bac", lead_in="Sont inscrits au programme :")
    assert not _decides("le bac est vieux", lead_in="Le comité retient un second bac.")


@pytest.mark.parametrize(
    ("columns", "row", "decides"),
    [
        ("Demande | Suite", "Un banc | Refusé", True),
        ("Demande | Suite", "Un banc | Retenu – 80 000 €", True),
        ("Demande | Statut", "Un banc | Accord de principe", True),
        ("Demande | Statut", "Un banc | En cours", False),
        ("Objet | Décision", "Un banc | Refusé", True),
        ("Objet | Décision", "Un banc | En attente d'un avis", False),
        ("Action | Pilote", "Validation du cahier des charges | M. Abel", False),
        ("Action | Pilote", "Acheter un banc | M. Abel", False),
    ],
)
def test_a_row_is_decided_by_what_became_of_it(columns: str, row: str, decides: bool) -> None:
    text = f"{columns}\n{row}"
    minutes = Document(
        "d", "t", DocumentKind.RELEVE, "", None, "t.txt", "0" * 64, "text/plain", text
    )
    table = Paragraph("d-0001", "d", 1, (), "", None, 0, len(text), text, ParagraphKind.TABLE)
    assert is_decision(minutes, table, row) is decides


@pytest.mark.parametrize(
    ("text", "lead_in", "title", "decides"),
    [
        ("Article 2. – L'entrée est libre pour les moins de dix ans.", "", "", True),
        ("Art. 3 : le kiosque ferme à 22 heures.", "", "", True),
        ("le kiosque ferme à 22 heures", "Article unique. – Les horaires sont :", "", True),
        ("Le kiosque ferme à 22 heures.", "", "Article 4 – Horaires", True),
        ("Article L. 2121-29 : le conseil règle les affaires.", "", "", False),
        ("L'article 3 du bail prévoit un préavis.", "", "", False),
        ("Le kiosque ferme à 22 heures.", "", "Horaires", False),
        ("Retirer les chaînes des issues.", "", "Prescriptions", True),
        ("Retirer les chaînes des issues.", "", "Constatations", False),
    ],
)
def test_the_articles_of_an_act_are_what_it_decides(
    text: str, lead_in: str, title: str, decides: bool
) -> None:
    assert _decides(text, lead_in=lead_in, title=title) is decides


@pytest.mark.parametrize(
    ("before", "decides"),
    [
        ("ARRÊTE", True),
        ("Mme Abel insiste sur les horaires.", False),
    ],
)
def test_the_articles_of_a_text_that_is_discussed_decide_nothing(
    before: str, decides: bool
) -> None:
    text = "Le kiosque ferme à 22 heures."
    assert _decides(text, before=before, title="Article 4 – Horaires") is decides


@pytest.mark.parametrize(
    ("text", "is_count"),
    [
        ("Par 9 pour et 2 contre, le banc est déplacé.", True),
        ("Il faut 20 bancs pour la cour et 3 pour le stade, pour avril.", False),
    ],
)
def test_what_counts_votes_tells_of_a_vote(text: str, is_count: bool) -> None:
    assert ("scrutin" in words_above(text, ()).read) is is_count


def test_what_is_listed_as_asked_or_recalled_is_not_settled() -> None:
    text = "Mme Roux repeint la salle avant le 5 mai."
    assert _decides(text)
    assert not _decides(text, title="Rappel du calendrier")
    assert not _decides(text, lead_in="La fanfare demande que :")
