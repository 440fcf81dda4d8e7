"""Gold question-answer pairs, read from a file of JSON lines."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.errors import GoldError
from index.snapshot import Snapshot
from ingest.document import Document, Paragraph, ParagraphKind

Documents = Mapping[str, tuple[Document, Sequence[Paragraph]]]
"""The path that the index shows -> a document and its paragraphs, in order."""


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
    """The questions in order, their evidence resolved to paragraphs of the snapshot.

    A line is {"id", "split", "language", "tags", "question", "evidence": [{"document",
    "text"}], "answer"}, with "follows" in a conversation, "decides" where it is told and "twin"
    where the question is put in two languages; `document` is the path that the index shows,
    `text` a piece of one paragraph, of those under the title "section" where the piece has one, or
    of the one whose id is "paragraph", where it still stands there.
    Raises GoldError, for evidence that is in no paragraph too.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}.") from error
    paragraphs = by_path(snapshot)
    questions: list[GoldQuestion] = []
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
            questions.append(_question(row, paragraphs))
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{path.name}, line {number}: {error}.") from error
    return tuple(questions)


def read_pairs(path: Path, *, split: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """Each question with its evidence as (document, text), not resolved to an index; all
    splits where none is named.

    Raises GoldError.
    """
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return [
            (str(row["question"]), [(str(e["document"]), str(e["text"])) for e in row["evidence"]])
            for row in rows
            if split in ("", row.get("split"))
        ]
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{path.name}: {error}.") from error


def by_path(snapshot: Snapshot) -> Documents:
    return {
        document.source_path: (document, snapshot.paragraphs(document.id))
        for document in snapshot.documents()
    }


def _question(row: Mapping[str, object], paragraphs: Documents) -> GoldQuestion:
    evidence = row["evidence"]
    tags, answer = row["tags"], row["answer"]
    if not (isinstance(evidence, list) and isinstance(tags, list) and isinstance(answer, list)):
        raise TypeError("evidence, tags and answer must be lists")
    return GoldQuestion(
        id=str(row["id"]),
        split=str(row["split"]),
        language=str(row["language"]),
        tags=tuple(map(str, tags)),
        question=str(row["question"]),
        evidence=tuple(resolve(piece, paragraphs) for piece in evidence),
        answer=tuple(map(str, answer)),
        follows=str(row.get("follows", "")),
        decides=None if row.get("decides") is None else bool(row["decides"]),
        twin=str(row.get("twin", "")),
    )


def resolve(piece: Mapping[str, str], paragraphs: Documents) -> str:
    """The id of the paragraph with a piece of text: of the one that it names, as long as it holds
    it, else of the only one, under the title `section` where it is told. Raises GoldError."""
    name, text, section = piece["document"], piece["text"], piece.get("section", "")
    if name not in paragraphs:
        raise GoldError(f"The gold file speaks of {name}, which is not indexed; build it first.")
    holding = [paragraph for paragraph in paragraphs[name][1] if text in paragraph.text]
    if any(paragraph.id == piece.get("paragraph") for paragraph in holding):
        return piece["paragraph"]
    found = [
        paragraph.id
        for paragraph in holding
        if paragraph.kind is not ParagraphKind.HEADING
        and (not section or any(above.title == section for above in paragraph.sections))
    ]
    if len(found) != 1:
        raise GoldError(
            f"The evidence “{text}” is in {len(found)} paragraphs of {name}, not in one."
        )
    return found[0]
