"""What minutes decide, and what they only speak of: sentences of both kinds, told apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.evidence.decisions import is_decision
from assistant.language.sentences import split_sentences
from eval.gold import Documents, by_path, place, resolve
from eval.gold_lines import Piece
from eval.lines import Line, parse
from index.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, whether it `decides`, and whether it is `called` a decision."""

    id: str
    split: str
    sentence: str
    decides: bool
    called: bool


class Labelled(Line, Piece):
    """A line: `text` begins a sentence of a document of the index."""

    decides: bool


def tell_decisions(path: Path, snapshot: Snapshot, *, split: str = "") -> list[Told]:
    """All splits, or one. Raises GoldError."""
    documents = by_path(snapshot)
    return parse(path, Labelled).made(lambda line: _told(line, documents), split=split)


def _told(line: Labelled, documents: Documents) -> Told:
    found = resolve(line, documents)
    document, paragraphs = documents[line.document]
    paragraph = next(p for p in paragraphs if p.id == found)
    start = place(line.text, paragraph.text)
    end = next(s.end for s in split_sentences(paragraph.text) if s.end > start)
    sentence = paragraph.text[start:end]
    called = is_decision(document, paragraph, sentence)
    return Told(line.id, line.split, sentence, line.decides, called)


def format_told(told: Sequence[Told]) -> str:
    """By split: the share of what is called a decision that is one, of the decisions that is
    called so, and of the rest that is called so all the same; then each error."""
    lines = [
        "| | sentences | decisions | precision | recall | the rest called decided |",
        "|---|---|---|---|---|---|",
    ]
    for split in sorted({row.split for row in told}):
        kept = [row for row in told if row.split == split]
        decisions, called = [r for r in kept if r.decides], [r for r in kept if r.called]
        right = len([row for row in called if row.decides])
        rest = len(kept) - len(decisions)
        lines.append(
            f"| {split} | {len(kept)} | {len(decisions)} | {_share(right, len(called))} "
            f"| {_share(right, len(decisions))} | {_share(len(called) - right, rest)} |"
        )
    missed = [row for row in told if row.called != row.decides]
    errors = [f"- {row.id}, {'missed' if row.decides else 'no decision'}: " for row in missed]
    lines += ["", *(f"{e}{r.sentence[:100]}" for e, r in zip(errors, missed, strict=True))]
    return "\n".join(lines).rstrip()


def _share(part: int, of: int) -> str:
    return f"{part / of:.1%}" if of else "–"
