import pytest

from assistant.decisions import is_decision
from ingest.document import Document, DocumentKind, Paragraph, ParagraphKind


def _document(kind: DocumentKind) -> Document:
    return Document("d", "t", kind, "", None, "t.txt", "0" * 64, "text/plain", "")


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
        "Les ministères mobiliseront leurs équipes pour le bouton « Je donne mon avis ».",
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
