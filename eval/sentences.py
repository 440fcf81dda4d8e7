"""The checks of written sentences, on true sentences and the same with one thing altered."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Citation, Language
from assistant.evidence.decisions import nature
from assistant.writing.checks import Fault, faults
from eval.errors import GoldError
from eval.gold import by_path, resolve
from index.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks said of a sentence, `of_altered` of what was made of it by one `change`."""

    id: str
    split: str
    change: str
    of_true: tuple[Fault, ...]
    of_altered: tuple[Fault, ...]
    sentence: str
    altered: str


def check_sentences(path: Path, snapshot: Snapshot) -> list[Checked]:
    """A line is {"id", "split", "language", "cites": [{"document", "text"}], "sentence",
    "altered", "change"}. Raises GoldError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}.") from error
    return [*_checked(path.name, lines, snapshot)]


def _checked(name: str, lines: Sequence[str], snapshot: Snapshot) -> Iterator[Checked]:
    documents = by_path(snapshot)
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
            cited = [_cited(snapshot, resolve(piece, documents)) for piece in row["cites"]]
            language = Language(row["language"])
            yield Checked(
                id=row["id"],
                split=row["split"],
                change=row["change"],
                of_true=faults(row["sentence"], cited, language),
                of_altered=faults(row["altered"], cited, language),
                sentence=row["sentence"],
                altered=row["altered"],
            )
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{name}, line {number}: {error}.") from error


def _cited(snapshot: Snapshot, paragraph_id: str) -> Citation:
    paragraph = snapshot.paragraph(paragraph_id)
    document, text = snapshot.document(paragraph.document_id), paragraph.text
    told = nature(document, paragraph, text)
    return Citation(1, paragraph, document, text, 0, len(text), told)


def format_checks(rows: Sequence[Checked]) -> str:
    """By split: of what was refused the share that was altered, of what was altered the share
    that was refused, and that of the true sentences; then the altered by kind of change."""
    lines = ["| | sentences | precision | recall | true refused |", "|---|---|---|---|---|"]
    for split in sorted({row.split for row in rows}):
        kept = [row for row in rows if row.split == split]
        right, wrong = (
            sum(map(bool, said))
            for said in ([r.of_altered for r in kept], [r.of_true for r in kept])
        )
        precision = right / (right + wrong) if right else 0.0
        lines.append(
            f"| {split} | {2 * len(kept)} | {precision:.1%} | {right / len(kept):.1%} "
            f"| {wrong / len(kept):.1%} |"
        )
    lines += ["", "| altered | sentences | refused |", "|---|---|---|"]
    changes = Counter(row.change for row in rows)
    refused = Counter(row.change for row in rows if row.of_altered)
    lines += [f"| {change} | {n} | {refused[change]} |" for change, n in sorted(changes.items())]
    return "\n".join(lines)
