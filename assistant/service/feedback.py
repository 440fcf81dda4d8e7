"""What readers thought of answers, as candidates for gold pairs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.service.journal import entries, judgements

CANDIDATE = "candidate"


def candidates(data_dir: Path, *, days: int | None = None) -> Iterator[dict[str, Any]]:
    """A line of a gold file for each answer that was judged, of so many days or of all, oldest
    first: its question as it was understood, and as evidence what it quoted, for a person to
    confirm or to mend.

    The split and a tag say "candidate"; the reader's verdict is the other tag, and the reason
    stands beside. Raises OSError.
    """
    judged = {entry["answer_id"]: entry for entry in judgements(data_dir, days=days)}
    for answer in entries(data_dir, days=days):
        if judgement := judged.get(answer["id"]):
            yield {
                "id": answer["id"],
                "split": CANDIDATE,
                "language": answer["language"],
                "tags": [CANDIDATE, judgement["verdict"]],
                "question": answer["understood"],
                "evidence": [
                    {
                        "document": cited["source_path"],
                        "paragraph": cited["paragraph_id"],
                        "text": cited["quote"],
                    }
                    for cited in answer["citations"]
                ],
                "answer": [cited["quote"] for cited in answer["citations"]],
                "reason": judgement["reason"],
            }
