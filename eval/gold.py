"""Gold question-answer pairs, read from a file of JSON lines."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from eval.errors import GoldError, MisfitError
from eval.gold_lines import GoldLine, Piece, parse_gold
from eval.lines import LineFault
from index.snapshot import Snapshot
from ingest.document import Document, Paragraph, ParagraphKind

Documents = Mapping[str, tuple[Document, Sequence[Paragraph]]]
"""The path that the index shows -> a document and its paragraphs, in order."""
_APOSTROPHE = re.compile("['’]")
_WORD = re.compile(r"\w+")
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """`evidence` are the ids of the paragraphs that hold the answer, none where the corpus
    is silent; `answer` are the strings that a right answer quotes. `follows` is the id of the
    question before it in a conversation, empty where it opens one. `decides` says whether the
    evidence states a decision, None where the pair does not tell. `twin` is the id of the same
    question in another language, empty where there is none."""

    id: str
    split: str
    language: str
    tags: tuple[str, ...]
    question: str
    evidence: tuple[str, ...]
    answer: tuple[str, ...]
    follows: str = ""
    decides: bool | None = None
    twin: str = ""

    @property
    def is_answerable(self) -> bool:
        return bool(self.evidence)


def read_gold(path: Path, snapshot: Snapshot) -> tuple[GoldQuestion, ...]:
    """The questions in order, their evidence resolved to paragraphs of the snapshot; the format is
    that of `eval.gold_lines`. Raises GoldError, for evidence that is in no paragraph and for words
    of an answer that are in none of its documents too: all that is wrong, a line each.
    """
    parsed = parse_gold(path)
    documents = by_path(snapshot)
    named = {piece.document for line in parsed.lines.values() for piece in line.evidence}
    if len(named) > 1 and named.isdisjoint(documents):
        raise GoldError(
            f"No document that {path.name} speaks of is in the index, not {min(named)} for one. "
            f"It holds {min(documents, default='none')}: write the names as it does, build it of "
            "those documents, or give the data folder that holds them."
        )
    more = [
        LineFault(number, line.id, what)
        for number, line in parsed.lines.items()
        for what in _misfits(line, documents)
    ]
    return tuple(_question(line, documents) for line in parsed.checked(more))


def read_pairs(path: Path, *, split: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """Each question with its evidence as (document, text), not resolved to an index; all
    splits where none is named.

    Raises GoldError.
    """
    return [
        (line.question, [(piece.document, piece.text) for piece in line.evidence])
        for line in parse_gold(path).checked()
        if split in ("", line.split)
    ]


def by_path(snapshot: Snapshot) -> Documents:
    return {
        document.source_path: (document, snapshot.paragraphs(document.id))
        for document in snapshot.documents()
    }


def place(text: str, within: str) -> int:
    """Where a text stands within another, as it is or else with other white space or other
    apostrophes; -1 where it does not."""
    if text in within or not text.strip():
        return within.find(text)
    words = (_APOSTROPHE.sub("['’]", re.escape(word)) for word in text.split())
    found = re.search(r"\s+".join(words), within)
    return found.start() if found else -1


def resolve(piece: Piece, paragraphs: Documents) -> str:
    """The id of the paragraph with a piece of text: of the one that it names, as long as it holds
    it, else of the only one, under the title `section` where it is told. White space and
    apostrophes may be others where it stands nowhere as it is. Raises MisfitError."""
    name, text = piece.document, piece.text
    if name not in paragraphs:
        near = get_close_matches(name, [*paragraphs], 1)
        mend = f"write {near[0]} if that is meant, or build it" if near else "build it"
        raise MisfitError(f"it speaks of {name}, which is not indexed; {mend} first")
    holding = [p for p in paragraphs[name][1] if text in p.text] or [
        p for p in paragraphs[name][1] if place(text, p.text) >= 0
    ]
    if any(paragraph.id == piece.paragraph for paragraph in holding):
        return piece.paragraph
    found = [
        paragraph
        for paragraph in holding
        if paragraph.kind is not ParagraphKind.HEADING
        and (not piece.section or any(a.title == piece.section for a in paragraph.sections))
    ]
    if len(found) != 1:
        where = f"under {piece.section!r} of {name}" if piece.section else f"of {name}"
        mend = _mend(found) if found else _nearest(piece, holding, paragraphs[name][1])
        raise MisfitError(
            f"the evidence “{text}” is in {len(found)} paragraphs {where}, not in one; {mend}"
        )
    return found[0].id


def _mend(found: Sequence[Paragraph]) -> str:
    """Of words that several paragraphs hold."""
    titles = {p.sections[-1].title for p in found if p.sections}
    of = f", one of “{'”, “'.join(sorted(titles))}”" if len(titles) > 1 else ""
    return f"copy more of its words, or tell its section{of}"


def _nearest(piece: Piece, holding: Sequence[Paragraph], every: Sequence[Paragraph]) -> str:
    """Of words that no paragraph that is searched holds, under the section that is told if any."""
    if holding and piece.section:
        return f"the titles above them are “{'”, “'.join(a.title for a in holding[0].sections)}”"
    if holding:
        return "they are a heading, which is not searched; copy words of a paragraph below it"
    words = _words(piece.text)
    texts = [p.text for p in every if p.kind is not ParagraphKind.HEADING]
    near = max(texts, key=lambda text: len(words & _words(text)), default="")
    return f"copy words of one, such as “{near[:_SHOWN]}”" if near else "it has none"


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _misfits(line: GoldLine, documents: Documents) -> Iterator[str]:
    """What of a line is not in the index."""
    told = [*_unresolved(line.evidence, documents)]
    yield from told
    if not told:
        names = dict.fromkeys(piece.document for piece in line.evidence)
        texts = [paragraph.text for name in names for paragraph in documents[name][1]]
        for words in line.answer:
            if not any(place(words, text) >= 0 for text in texts):
                where = " and ".join(names)
                yield f"the answer “{words}” is not in {where}; copy what a right answer quotes"


def _unresolved(pieces: Iterable[Piece], documents: Documents) -> Iterator[str]:
    for piece in pieces:
        try:
            resolve(piece, documents)
        except MisfitError as error:
            yield str(error)


def _question(line: GoldLine, documents: Documents) -> GoldQuestion:
    evidence = (resolve(piece, documents) for piece in line.evidence)
    return GoldQuestion(
        id=line.id,
        split=line.split,
        language=line.language,
        tags=line.tags,
        question=line.question,
        evidence=tuple(dict.fromkeys(evidence)),
        answer=line.answer,
        follows=line.follows,
        decides=line.decides,
        twin=line.twin,
    )
