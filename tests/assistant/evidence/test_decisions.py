from dataclasses import replace

import pytest

from assistant.answer import Nature
from assistant.evidence.decisions import is_decision, nature
from ingest.document import Document, DocumentKind, Paragraph, ParagraphKind, Section

VOTED = "Le tarif est examiné.\nAdopté à l'unanimité.\n"


def _document(kind: DocumentKind, text: str = "") -> Document:
    return Document(f"d-{text}", "t", kind, "", None, "t.txt", "0" * 64, "text/plain", text)


def _paragraph(text: str, lead_in: str = "") -> Paragraph:
    return Paragraph("d-0001", "d", 1, (), lead_in, None, 0, len(text), text, ParagraphKind.PROSE)


@pytest.mark.parametrize(
    "text",
    [
        "Le COSINUM valide la suite des travaux.",
        "Zoom est exclu du réseau.",
        "L'abonnement n'est pas renouvelé.",
        "Chaque ministère fournira un plan avant juin.",
        "Les secrétaires généraux veilleront à la sécurité.",
        "Le comité demande que le calendrier soit revu.",
        "Tous les agents doivent disposer d'une adresse.",
        "La DINUM transmettra la liste.",
        "Chaque ministère mettra en œuvre le plan.",
        "Le comité en fixe le montant.",
        "Les ministères mobiliseront leurs équipes pour le bouton « Je donne mon avis ».",
        "Le CODIR ne retient pas l'idée d'un journal interne.",
        "Le CODIR revient sur sa décision du 4 mai : le local reste ouvert.",
        "Il n'est pas fait droit à cette demande.",
        "La commission le déclare irrecevable.",
        "Le conseil, après en avoir délibéré, porte le loyer à 90 € par mois.",
        "Avis défavorable au recours de M. Petit.",
        "Le comité recommande de fermer la salle.",
        "Abonnement au journal : supprimé pour tous les bureaux.",
        "L'enveloppe est ramenée à 40 000 euros.",
        "Le conseil se prononce à l'unanimité pour l'insalubrité remédiable.",
    ],
)
def test_minutes_decide(text: str) -> None:
    assert is_decision(_document(DocumentKind.RELEVE), _paragraph(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "Le chantier a été présenté.",
        "Aucun arbitrage n'est rendu en séance.",
        "Les membres échangent sur l'offre interne.",
        "Le directeur souligne que les ministères devront suivre.",
        "Les demandes, très nombreuses, portent sur le réseau.",
        "La Secrétaire générale remercie les équipes.",
        "La Ville prend à sa charge les travaux de gros œuvre.",
        "Le réseau a gagné en tenue en charge.",
        "Toute demande de rectification est reçue au greffe.",
        "Un marché à bons de commande est en cours.",
        "L'acte de vente porte deux mentions.",
        "M. ROCHE : La Ville doit soutenir ce quartier.",
        "La direction du port demande à garder ses deux grues.",
        "Pas de décision ; M. Petit proposera une autre rédaction.",
        "Le cabinet d'avocats accorde une remise de 5 %.",
    ],
)
def test_minutes_only_mention(text: str) -> None:
    assert not is_decision(_document(DocumentKind.RELEVE), _paragraph(text), text)


def test_an_item_is_decided_by_the_sentence_above_its_list() -> None:
    item = _paragraph("le calendrier est revu", "Le COSINUM décide que :")
    assert is_decision(_document(DocumentKind.RELEVE), item, item.text)


def test_a_briefing_note_decides_nothing() -> None:
    text = "Le comité décide de généraliser l'outil."
    assert not is_decision(_document(DocumentKind.FICHE), _paragraph(text), text)


def test_what_waits_for_a_decision_to_come_is_not_announced() -> None:
    text = "Une fermeture est envisagée, la décision tombera le 2 avril."
    assert nature(_document(DocumentKind.RELEVE), _paragraph(text), text) is Nature.MENTION


@pytest.mark.parametrize(
    "text",
    [
        "Le bilan sera rendu public en janvier.",
        "La prochaine séance se tiendra le 12 mars.",
        "Cette tolérance prendra fin au printemps.",
        "Le remplacement de la chaudière est programmé en 2025.",
    ],
)
def test_what_will_be_is_announced(text: str) -> None:
    assert nature(_document(DocumentKind.RELEVE), _paragraph(text), text) is Nature.ANNOUNCEMENT


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Mme ROUX – Je mets aux voix le plan. Qui est contre ? Un. Le plan est adopté.",
            Nature.DECISION,
        ),
        (
            "Je propose de surseoir aux tarifs. Pas d'opposition ? Il en est ainsi décidé.",
            Nature.DECISION,
        ),
        ("Mme ROUX – Je mets aux voix le plan. Qui est contre ?", Nature.MENTION),
        ("Mme ROUX : Le règlement est adopté à la majorité.", Nature.DECISION),
        ("Mme ROUX : Le maire dit que le plan est adopté à l'unanimité.", Nature.MENTION),
        ("Mme ROUX : Je regrette que le plan soit adopté. Le quai est supprimé.", Nature.MENTION),
    ],
)
def test_who_presides_rules_aloud(text: str, told: Nature) -> None:
    assert nature(_document(DocumentKind.RELEVE), _paragraph(text), text) is told


@pytest.mark.parametrize(
    "text",
    [
        "Mme Roux signale une panne. M. Petit s'engage à ce que la chaudière soit remplacée.",
        "M. Petit répond que la direction s'engage à transmettre le calendrier avant mars.",
        "La mairie s'est engagée à poser une sirène.",
    ],
)
def test_what_someone_commits_to_is_announced_whoever_tells_it(text: str) -> None:
    assert nature(_document(DocumentKind.RELEVE), _paragraph(text), text) is Nature.ANNOUNCEMENT


def test_what_nobody_commits_to_is_not_announced() -> None:
    text = "M. Petit répond que la direction ne s'engage pas à transmettre le calendrier."
    assert nature(_document(DocumentKind.RELEVE), _paragraph(text), text) is Nature.MENTION


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mme Roux présente le texte. Le plafond est maintenu à deux jours.", Nature.PROPOSAL),
        ("Le comité émet un avis défavorable à l'unanimité.", Nature.DECISION),
        ("Le comité demande que le plafond soit revu.", Nature.DECISION),
        ("L'avis de la formation est donc défavorable.", Nature.DECISION),
    ],
)
def test_what_is_put_to_a_committee_for_its_opinion_is_but_proposed(
    text: str, told: Nature
) -> None:
    title = Section("", "Point 1 – Projet d'arrêté (pour avis)")
    paragraph = replace(_paragraph(text), sections=(title,))
    assert nature(_document(DocumentKind.RELEVE), paragraph, text) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Adopté à l'unanimité.", Nature.DECISION),
        ("\uf0b7 Adopté à la majorité.", Nature.DECISION),
        ("Le Conseil municipal, après en avoir délibéré, approuve le bilan.", Nature.DECISION),
        ("Décision n° 2009-12 : de signer la convention.", Nature.DECISION),
        ("Ont été élus :", Nature.DECISION),
        ("Il est proposé au conseil d'approuver la vente.", Nature.PROPOSAL),
        ("En conséquence, il vous est demandé de signer.", Nature.PROPOSAL),
        ("Conformément à ses statuts, la Ville doit y être représentée.", Nature.MENTION),
        ("La loi impose l'inventaire des biens.", Nature.MENTION),
        ("Les crédits seront prélevés sur la ligne 17564.", Nature.MENTION),
        ("Le projet n'a pas été adopté à l'unanimité.", Nature.MENTION),
        ("Il faut que le conseil approuve le plan.", Nature.MENTION),
        ("Ce texte avait été adopté à l'unanimité en 2004.", Nature.MENTION),
        ("Le bureau d'études valide le plan.", Nature.MENTION),
        ("LE CONSEIL MUNICIPAL, à l'unanimité :", Nature.DECISION),
        ("Le conseil municipal décide que la vente aura lieu.", Nature.DECISION),
        ("Considérant que tout est prêt, le conseil approuve le bilan.", Nature.DECISION),
        ("Il est élu membre du conseil depuis 2001.", Nature.MENTION),
        ("Approuvé antérieurement, le schéma doit être revu.", Nature.MENTION),
        ("Elle a été élue en 1947.", Nature.MENTION),
    ],
)
def test_minutes_that_vote_decide_by_their_votes(text: str, told: Nature) -> None:
    assert nature(_document(DocumentKind.RELEVE, VOTED), _paragraph(text), text) is told


def test_minutes_that_were_approved_are_not_minutes_that_vote() -> None:
    minutes = _document(
        DocumentKind.RELEVE, "Approuvé par le comité le 20 janvier 2022.\nLa suite."
    )
    text = "Zoom est exclu du réseau."
    assert nature(minutes, _paragraph(text), text) is Nature.DECISION


def test_an_outcome_is_a_decision_under_what_was_proposed() -> None:
    outcome = _paragraph("Adopté à l'unanimité.", "Il est proposé au conseil :")
    told = nature(_document(DocumentKind.RELEVE, VOTED), outcome, outcome.text)
    assert told is Nature.DECISION


def test_a_proposal_without_a_vote_is_a_mention() -> None:
    text = "Il est proposé au comité d'approuver la vente."
    assert nature(_document(DocumentKind.RELEVE), _paragraph(text), text) is Nature.MENTION


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Les postes devront être livrés en mai. Leur prix sera examiné au prochain comité.",
            Nature.DECISION,
        ),
        ("Le prix sera examiné au prochain comité.", Nature.MENTION),
        ("Pas de décision ; M. Petit proposera un texte en mai. Deux avis.", Nature.MENTION),
    ],
)
def test_one_sentence_left_open_leaves_the_others_decided(text: str, told: Nature) -> None:
    assert nature(_document(DocumentKind.RELEVE), _paragraph(text), text) is told
