"""The checks of written sentences, on true sentences and the same with one thing altered."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Citation, Language
from assistant.evidence.decisions import nature
from assistant.writing.checks import Fault, faults
from eval.gold import by_path, resolve
from eval.gold_lines import Piece
from eval.lines import Line, Text, parse
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


class Written(Line):
    """A line: a true sentence on what it cites, and the same with one thing altered."""

    language: Language
    cites: tuple[Piece, ...]
    sentence: Text
    altered: Text
    change: Text


def check_sentences(path: Path, snapshot: Snapshot) -> list[Checked]:
    """Each line of a file of `Written`. Raises GoldError."""
    documents = by_path(snapshot)

    def checked(line: Written) -> Checked:
        return _checked(line, [_cited(snapshot, resolve(p, documents)) for p in line.cites])

    return parse(path, Written).made(checked)


def _checked(line: Written, cited: Sequence[Citation]) -> Checked:
    return Checked(
        id=line.id,
        split=line.split,
        change=line.change,
        of_true=faults(line.sentence, cited, line.language),
        of_altered=faults(line.altered, cited, line.language),
        sentence=line.sentence,
        altered=line.altered,
    )


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
