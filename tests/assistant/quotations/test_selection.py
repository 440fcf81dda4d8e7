"""Which sentences are quoted beside the best."""

import pytest

from assistant.evidence.matching import Term
from assistant.evidence.weighing import Evidence
from assistant.language.sentences import Span, split_sentences
from assistant.quotations.selection import bounds, choose
from index.hit import Hit
from ingest.document import Document, DocumentKind, Paragraph, ParagraphKind

_BEFORE = (
    "Les analyses de février sont au-dessus de la limite et un plan d'action est réclamé. " * 4
)
TERMS = [Term(word, (word,), {}, 1.0, False, False, True) for word in ("grange", "vente")]


def _evidence(
    document: str, text: str, matches: tuple[float, float], *, meaning: float
) -> Evidence:
    kind = DocumentKind.RELEVE
    of = Document(document, "", kind, "", None, "a.txt", "0" * 64, "text/plain", text)
    paragraph = Paragraph(
        f"{document}-{len(text)}",
        document,
        1,
        (),
        "",
        None,
        0,
        len(text),
        text,
        ParagraphKind.PROSE,
    )
    hit = Hit(paragraph, of, score=1, rank=1, lexical=0, dense=0)
    span = Span(0, len(text))
    return Evidence(hit, span, matches, 0.5, 1.0, 0.5, (), True, False, meaning=meaning)


@pytest.mark.parametrize(
    ("document", "matches", "meaning", "is_quoted"),
    [
        pytest.param("b", (1.0, 0.0), 0.1, False, id="a-word-elsewhere"),
        pytest.param("b", (1.0, 1.0), 0.1, True, id="all-words-elsewhere"),
        pytest.param("b", (1.0, 0.0), 0.4, True, id="same-sense-elsewhere"),
        pytest.param("a", (1.0, 0.0), 0.1, True, id="same-document"),
    ],
)
def test_another_document_is_quoted_where_it_comes_near(
    document: str, matches: tuple[float, float], meaning: float, is_quoted: bool
) -> None:
    best = _evidence("a", "La grange communale sera vendue.", (1.0, 0.0), meaning=0.5)
    other = _evidence(document, "M. Lagrange demande un abri.", matches, meaning=meaning)
    assert choose(TERMS, [best, other]) == ([best, other] if is_quoted else [best])


@pytest.mark.parametrize(
    ("reply", "is_quoted"),
    [
        ("M. Roux répond que ce n'est pas utile.", True),
        ("La directrice lui répond qu'elle y pensera.", True),
        ("Réponse : la distribution n'est pas organisée.", True),
        ("The chair replied that it was not needed.", True),
        ("Le plan répond à ce besoin depuis mai.", False),
        ("M. Roux rappelle que les puits sont privés.", False),
    ],
)
def test_a_reply_is_quoted_with_what_it_replies_to(reply: str, is_quoted: bool) -> None:
    asked = "Mme Sow demande si l'on peut distribuer des bouteilles."
    paragraph = _evidence("a", f"{_BEFORE}{asked} {reply}", (1.0, 0.0), meaning=0.5).hit.paragraph
    *_, of_question, of_reply = split_sentences(paragraph.text)
    for span, alone in ((of_question, asked), (of_reply, reply)):
        start, end = bounds(paragraph, span)
        assert paragraph.text[start:end] == (f"{asked} {reply}" if is_quoted else alone)
