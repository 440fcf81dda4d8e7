"""Short records of committees, all of them invented, with the questions put to each and which of
its sentences answer them."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RECORDS = Path(__file__).with_name("records.jsonl.gz")
"""Questions mostly in other words than the sentence that answers; a quarter have no answer."""
NEAR_MISSES = Path(__file__).with_name("near_misses.jsonl.gz")
"""Of sentences that are near one another; three questions in eight have no answer."""
DECOYS = Path(__file__).with_name("decoys.jsonl.gz")
"""Each question with a sentence of its words that does not answer it; rows of tables behind the
titles of their columns, items behind what introduces their list, votes and attendance too."""


@dataclass(frozen=True, slots=True)
class Record:
    """`questions` each with the places of the sentences that answer, none where none does; `above`
    is the title and the heading."""

    above: str
    sentences: tuple[str, ...]
    questions: tuple[tuple[str, tuple[int, ...]], ...]


def read_records(path: Path = RECORDS) -> Iterator[Record]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            above = ". ".join(filter(None, (record["title"], record["section"])))
            questions = tuple((asked["q"], tuple(asked["a"])) for asked in record["questions"])
            yield Record(above, tuple(record["sentences"]), questions)


def with_answers(path: Path) -> Iterator[Record]:
    """The records with the questions alone that have an answer: whether one has any is then told
    by no word of it."""
    for record in read_records(path):
        answered = tuple(asked for asked in record.questions if asked[1])
        if answered:
            yield Record(record.above, record.sentences, answered)
