"""Sentences as exact slices of a paragraph."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from ingest.document import CELL
from ingest.language import abbreviations, headings, labels
from ingest.language.civilities import CIVILITY

_BOUNDARY = re.compile(r"(?<![.!?…])[.!?…]+[»”\")]*(?=\s)|\n")
_ITEM = re.compile(r"(?<![^\n])\s*(?:[A-Z]{0,2}\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})[.)]$")
"""The number of an item, alone on its line: "3.", "C2.", "IV."."""
_NEXT_STARTS = re.compile(r"\s+(?:[«“\"(]+\s*)?[A-ZÀ-ÖØ-Þ0-9]")
_ARTICLE = re.compile(r"(?<![\w'’])[adlr]\.\s\d{1,4}-\d")
"""That of a code, in small letters: "l. 123-5"."""
_BRACKETS = re.compile("[()«»]")
_SEMICOLON = re.compile(r"(?<=;)\s+")
_LONGEST_ITEM = 20
_TEXTS_KEPT = 8_192
_LEANS_BACK = re.compile(
    r"(?:Il|Elle|Ils|Elles|C['’](?:est|était)|Ce|Cet|Cette|Ces|Cela|Celui-ci|Celle-ci|Ceux-ci"
    r"|Celles-ci|Son|Sa|Ses|Leurs?|Donc|En effet|Or|Toutefois|Cependant|Néanmoins|Mais|Sauf"
    r"|En revanche|A défaut|À défaut|Faute|D'autres"
    r"|(?:Des|Une|Toute) (?:exceptions?|dérogations?|tolérances?)|Un délai|A cet effet|À cet effet"
    rf"|Réponse|(?:{CIVILITY}\s)?[^.;:?!]{{2,60}}? (?:répond(?:ent|u)?(?= qu)|(?:lui|leur) répond"
    r"|rétorque|réplique|replie[sd])"
    r"|[^.;:?!]{2,60}? (?:cet avis|cette (?:position|proposition|recommandation)"
    r"|ces (?:propositions|recommandations))"
    r"|L['’]opportunité|Entrée en vigueur|Prise d['’]effet|Applicables?"
    r"|Application (?:au|dès|à compter)"
    r"|Unanimité|À l['’]unanimité|\(?\d+ (?:voix )?(?:pour|contre))\b"
)

_LABEL = re.compile(
    rf"((?:{CIVILITY}\s)?[A-ZÀ-Ý0-9](?:[^\s.:;?!«»]+\s){{0,4}}[^\s.:;?!«»]*\.?)\s?:\s(?=\S)"
)
_ATTRIBUTE = re.compile(
    r"(?:montants?|coûts?|prix|budget|durée|délai|dates?|début|fin|lieu|effectifs?|titulaire"
    r"|soit|pas|réponse|position)\b",
    re.I,
)
"""What is told of the subject before it: "Durée : 4 ans"."""
_PERSON = re.compile(rf"{CIVILITY}\s")
_FEWEST_PARTS = 3


@dataclass(frozen=True, slots=True)
class Span:
    """`paragraph[start:end]` is the sentence, without white space around it."""

    start: int
    end: int


@lru_cache(maxsize=_TEXTS_KEPT)
def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a paragraph, in order; between them there is only white space.

    A line of a table counts as a sentence. Full stops within addresses, numbers, names
    such as TECH.GOUV, after usual abbreviations and after the number of an item end nothing.
    """
    spans: list[Span] = []
    start = read = 0
    inside: Counter[str] = Counter()
    in_row = _is_row(text, 0)
    for boundary in _BOUNDARY.finditer(text):
        inside.update(_BRACKETS.findall(text, read, boundary.end()))
        read = boundary.end()
        if boundary.group() == "\n":
            in_row = _is_row(text, read)
        elif in_row or not _ends_sentence(text, boundary, inside):
            continue
        _append(spans, text, start, boundary.end())
        start = boundary.end()
    _append(spans, text, start, len(text))
    return tuple(spans)


@lru_cache(maxsize=_TEXTS_KEPT)
def parts_of(text: str) -> tuple[int, ...]:
    """For each sentence, the labelled part that it is of, where a paragraph runs over several
    subjects, "SI : bascule repoussée. Parc : renouvellement en mai.", or, after what opens it, over
    several people, "Trois recours. Mme Roux : rejeté. …"; else 0 for all. What became
    of a subject, and what is told of it, have labels too, "Vote :", "Durée :", which open none."""
    sentences = sentences_in(text)
    found = [_LABEL.match(sentence) for sentence in sentences]
    on_people = [bool(label and _PERSON.match(label[1])) for label in found]
    opens = [
        is_on_one
        or (
            label is not None
            and not (labels.is_labelled(sentence) or headings.is_proceeding(sentence))
            and not (n and _ATTRIBUTE.match(sentence))
        )
        for n, (label, is_on_one, sentence) in enumerate(
            zip(found, on_people, sentences, strict=True)
        )
    ]
    if not any(opens[:1]):
        opens = on_people
    title = found[0][1] if found and found[0] else ""
    is_titled = len(title) > 1 and title.isupper()
    if sum(opens) < _FEWEST_PARTS - is_titled:
        return (0,) * len(sentences)
    return tuple(accumulate(opens, initial=-opens[0]))[1:]


def part_around(text: str, sentence: Span) -> Span | None:
    """The labelled part that a sentence is of, where its paragraph has several."""
    spans, parts = split_sentences(text), parts_of(text)
    if not any(parts):
        return None
    own = [s for s, part in zip(spans, parts, strict=True) if part == parts[spans.index(sentence)]]
    return Span(own[0].start, own[-1].end)


def sentences_in(text: str) -> list[str]:
    """The same as they are written."""
    return [text[span.start : span.end] for span in split_sentences(text)]


def clauses_in(text: str) -> list[str]:
    """The sentences of a text, cut at their semicolons."""
    return [clause for sentence in sentences_in(text) for clause in _SEMICOLON.split(sentence)]


def _is_row(text: str, start: int) -> bool:
    """Whether the line that starts there is a row of a table, whose cells go together."""
    end = text.find("\n", start)
    return CELL in text[start : end if end >= 0 else len(text)]


def _ends_sentence(text: str, boundary: re.Match[str], inside: Counter[str]) -> bool:
    """`inside` counts the brackets and the quotation marks up to there."""
    if abbreviations.is_open(text, boundary.start() + 1):
        return False
    if _ITEM.search(text, max(0, boundary.end() - _LONGEST_ITEM), boundary.end()):
        return False
    if _ARTICLE.match(text, max(0, boundary.start() - 1)):
        return False
    if inside["("] > inside[")"] or inside["«"] > inside["»"]:
        return False
    return bool(_NEXT_STARTS.match(text, boundary.end()))


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        offset = start + piece.index(bare[0])
        spans.append(Span(offset, offset + len(bare)))


def leans_back(text: str, span: Span) -> bool:
    """Whether a sentence takes its sense, or takes some away, from the one before it."""
    return bool(_LEANS_BACK.match(text, span.start))
