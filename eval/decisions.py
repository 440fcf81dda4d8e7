"""What minutes decide, and what they only speak of: sentences of both kinds, told apart."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.evidence.decisions import is_decision
from assistant.language.sentences import split_sentences
from eval.errors import GoldError
from eval.gold import by_path, resolve
from index.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, whether it `decides`, and whether it is `called` a decision."""

    id: str
    split: str
    sentence: str
    decides: bool
    called: bool


def tell_decisions(path: Path, snapshot: Snapshot, *, split: str = "") -> list[Told]:
    """A line is {"id", "split", "document", "text", "decides"}: `text` begins a sentence of a
    document of the index. All splits, or one. Raises GoldError."""
    documents = by_path(snapshot)
    told: list[Told] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}.") from error
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
            if split and row["split"] != split:
                continue
            paragraph = snapshot.paragraph(resolve(row, documents))
            start = paragraph.text.index(row["text"])
            end = next(s.end for s in split_sentences(paragraph.text) if s.end > start)
            sentence = paragraph.text[start:end]
            called = is_decision(documents[row["document"]][0], paragraph, sentence)
            told.append(Told(row["id"], row["split"], sentence, bool(row["decides"]), called))
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{path.name}, line {number}: {error}.") from error
    return told


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
