"""Questions on all that documents have of a subject."""

from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from ingest.document import DocumentKind
from tests.support.documents import assistant_over
from tests.support.hashing import HashingEncoder


def _minutes(day: str, text: str) -> str:
    return f"# COPIL Balise\n\nRelevé de décisions du {day}\n\n{text}\n"


DOCUMENTS = {
    "1.md": _minutes("4 mars 2019", "Le comité autorise la visioconférence Zébu à titre d'essai."),
    "2.md": _minutes("5 mai 2020", "La visioconférence Zébu reste lente le matin."),
    "3.md": _minutes(
        "6 juin 2021",
        "Le comité interdit la visioconférence Zébu en séance.\n\n"
        "Le comité confie le tri des archives à la mairie.\n\n"
        "Le comité décide que les comptes de la visioconférence Zébu sont fermés en juillet.",
    ),
    "4.md": "# Fiche : outils de réunion\n\nNovembre 2020\n\nZébu ne chiffre pas les échanges.\n",
}


def _told(assistant: Assistant, question: str) -> list[str]:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert all(c.paragraph.text[c.start : c.end] == c.quote for c in answer.citations)
    return [f"{c.document.source_path}: {c.quote}" for c in answer.citations]


@pytest.mark.parametrize(
    "question",
    [
        "Historique des décisions sur Zébu",
        "Toutes les décisions prises sur Zébu",
        "Quelles sont toutes les décisions concernant Zébu ?",
        "Donnez-moi la liste des décisions sur Zébu",
        "Qu'a-t-il été décidé sur Zébu au fil des réunions ?",
        "List of the decisions on Zébu",
        "List all decisions that were made on Zébu",
    ],
)
def test_all_decisions_on_a_subject_are_told_from_the_last(
    assistant: Assistant, question: str
) -> None:
    assert _told(assistant, question) == [
        "3.md: Le comité interdit la visioconférence Zébu en séance.",
        "3.md: Le comité décide que les comptes de la visioconférence Zébu sont fermés en juillet.",
        "1.md: Le comité autorise la visioconférence Zébu à titre d'essai.",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Quels documents parlent de Zébu ?",
        "Dans quels documents Zébu est-il évoqué ?",
        "Which documents mention Zébu?",
        "Which documents are about Zébu?",
        "In which documents is Zébu mentioned?",
        "What has changed on Zébu?",
        "Comment la position du comité sur Zébu a-t-elle évolué ?",
        "Quelle différence entre la décision de 2019 et celle de 2021 sur Zébu ?",
        "Qu'est-ce qui a changé entre 2019 et 2021 sur Zébu ?",
        "How has the policy on Zébu changed?",
    ],
)
def test_each_document_that_speaks_of_a_subject_is_told_once(
    assistant: Assistant, question: str
) -> None:
    told = _told(assistant, question)
    assert [one[:4] for one in told] == ["3.md", "4.md", "2.md", "1.md"]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Dans quelles réunions a-t-on parlé de Zébu ?", DocumentKind.RELEVE),
        ("Quels comités ont évoqué Zébu ?", DocumentKind.RELEVE),
        ("Quelles fiches traitent de Zébu ?", DocumentKind.FICHE),
        ("At which meetings was Zébu discussed?", DocumentKind.RELEVE),
        ("At which meetings did the committee discuss Zébu?", DocumentKind.RELEVE),
        ("Which notes deal with Zébu?", DocumentKind.FICHE),
    ],
)
def test_documents_of_a_kind_that_is_named_are_told_alone(
    assistant: Assistant, question: str, kind: DocumentKind
) -> None:
    assert {c.document.kind for c in assistant.ask(question).citations} == {kind}


@pytest.mark.parametrize(
    "question",
    ["Quels documents parlent de la pêche à la baleine ?", "Historique des décisions sur Teams"],
)
def test_what_no_document_speaks_of_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_FOUND


def test_a_long_answer_says_that_it_is_cut(tmp_path: Path) -> None:
    texts = {
        f"{n}.md": _minutes(f"{n} mai 2021", f"Le comité confie Zébu au service {n} de la ville.")
        for n in range(2, 16)
    }
    with assistant_over(texts, tmp_path, HashingEncoder()) as assistant:
        answer = assistant.ask("Quels documents parlent de Zébu ?")
    assert len(answer.citations) == 12
    assert answer.text.endswith("\nCe sont les 12 premiers extraits ; il y en a d'autres.")
