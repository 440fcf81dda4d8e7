"""What search loses where documents are misread, questions mistyped or put in other ways, or in
another language: R@5 before and after, question by question."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from assistant.engine import Assistant
from eval import noise
from eval.bench import indexed, read_dataset
from eval.compare import interval
from eval.errors import GoldError
from eval.gold import GoldQuestion, read_gold
from index.encoders.encoder import Encoder
from index.snapshot import LONGEST_QUERY, Snapshot
from ingest.document import Reading

DEPTH = 5
DRAWS = 5
"""What is left to chance is tried so often, each time with another seed."""
Search = Callable[[str], Sequence[str]]
"""A query -> the ids of the first five, best first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the ids of what answers it."""

    text: str
    language: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, what is asked of them, and how an index of them is searched."""

    name: str
    readings: tuple[Reading, ...]
    asked: tuple[Asked, ...]
    searched: Callable[[Snapshot], Search]


@dataclass(frozen=True, slots=True)
class Cost:
    """`before` and `after` are R@5 in [0, 1]; `points` is what is lost between them, `low` and
    `high` bound it (percentile bootstrap over the questions, 95%). `most` is the target, None
    where there is none."""

    collection: str
    change: str
    questions: int
    before: float
    after: float
    low: float
    high: float
    most: float | None

    @property
    def points(self) -> float:
        return 100 * (self.before - self.after)


@dataclass(frozen=True, slots=True)
class _Change:
    """Of a question; the second argument is the number of the draw."""

    name: str
    apply: Callable[[Asked, int], str]
    draws: int = 1
    most: float | None = None


_CHANGES = (
    _Change("one typing error a question", lambda q, n: noise.mistyped(q.text, seed=n), DRAWS, 5),
    _Change("questions without accents", lambda q, _: noise.without_accents(q.text)),
    _Change("questions in capitals", lambda q, _: q.text.upper()),
    _Change(
        "questions in polite letters",
        lambda q, n: noise.polite(q.text, q.language, seed=n),
        DRAWS,
    ),
    _Change("three keywords a question", lambda q, _: noise.keywords(q.text)),
)


def of_gold(path: Path, snapshot: Snapshot) -> Collection:
    """The documents of an index, and the questions of a gold file that stand alone and have an
    answer, put to the assistant. Raises GoldError."""
    asked = tuple(
        Asked(q.question, q.language, frozenset(q.evidence))
        for q in read_gold(path, snapshot)
        if q.is_answerable and not q.follows
    )
    if not asked:
        raise GoldError(f"{path.name} has no question with evidence.")
    readings = tuple(Reading(d, snapshot.paragraphs(d.id)) for d in snapshot.documents())
    return Collection(path.stem, readings, asked, _assistant_search)


def of_dataset(folder: Path) -> Collection:
    """A data set in BEIR layout, put to the search beneath the assistant. Raises DatasetError."""
    dataset = read_dataset(folder)
    asked = tuple(
        Asked(text, "fr", right)
        for query, text in dataset.queries.items()
        if (right := frozenset(id_ for id_, score in dataset.qrels[query].items() if score))
    )
    return Collection(folder.name, dataset.passages, asked, _plain_search)


def measure(collection: Collection, *, encoder: Encoder) -> Iterator[Cost]:
    """What noise in the documents costs, then each change of the questions."""
    with indexed(collection.readings, encoder) as snapshot:
        search = collection.searched(snapshot)
        before = _recalls(search, collection.asked, [q.text for q in collection.asked])
        yield _cost(
            collection.name, "5% of the documents' characters misread",
            before, _misread(collection, encoder), most=3,
        )  # fmt: skip
        for change in _CHANGES:
            after = _mean_of(
                _recalls(search, collection.asked, [change.apply(q, n) for q in collection.asked])
                for n in range(change.draws)
            )
            yield _cost(collection.name, change.name, before, after, most=change.most)


def measure_twins(path: Path, snapshot: Snapshot) -> Cost:
    """The questions of a gold file that name a twin, after their twins. Raises GoldError."""
    questions = {question.id: question for question in read_gold(path, snapshot)}
    pairs = [(_twin(q, questions), q) for q in questions.values() if q.twin]
    if not pairs:
        raise GoldError(f"{path.name} has no question that names its twin.")
    search = _assistant_search(snapshot)
    before, after = (
        [_recall(search, q.question, frozenset(q.evidence)) for q in side]
        for side in zip(*pairs, strict=True)
    )
    return _cost(path.stem, "English for French", before, after, most=15)


def format_costs(costs: Sequence[Cost]) -> str:
    """A Markdown table."""
    lines = [
        "| | change | n | R@5 before | after | points lost | 95% interval | at most |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for c in costs:
        most = "" if c.most is None else f"{c.most:g}"
        lines.append(
            f"| {c.collection} | {c.change} | {c.questions} | {c.before:.1%} | {c.after:.1%} "
            f"| {c.points:.1f} | {c.low:.1f} to {c.high:.1f} | {most} |"
        )
    return "\n".join(lines)


def _misread(collection: Collection, encoder: Encoder) -> list[float]:
    def draw(seed: int) -> list[float]:
        readings = [noise.misread(reading, seed=seed) for reading in collection.readings]
        with indexed(readings, encoder) as snapshot:
            search = collection.searched(snapshot)
            return _recalls(search, collection.asked, [q.text for q in collection.asked])

    return _mean_of(map(draw, range(DRAWS)))


def _mean_of(draws: Iterator[list[float]]) -> list[float]:
    """Question by question."""
    return [fmean(values) for values in zip(*draws, strict=True)]


def _recalls(search: Search, asked: Sequence[Asked], texts: Sequence[str]) -> list[float]:
    return [_recall(search, text, q.right) for q, text in zip(asked, texts, strict=True)]


def _recall(search: Search, text: str, right: frozenset[str]) -> float:
    return len(right.intersection(search(text[:LONGEST_QUERY]))) / len(right)


def _cost(
    collection: str,
    change: str,
    before: Sequence[float],
    after: Sequence[float],
    *,
    most: float | None,
) -> Cost:
    lost = [100 * (one - other) for one, other in zip(before, after, strict=True)]
    means = fmean(before), fmean(after)
    return Cost(collection, change, len(lost), *means, *interval(lost), most)


def _twin(question: GoldQuestion, questions: Mapping[str, GoldQuestion]) -> GoldQuestion:
    twin = questions.get(question.twin)
    if twin is None or twin.evidence != question.evidence or not twin.is_answerable:
        raise GoldError(f"The twin of {question.id} must be a question with the same evidence.")
    return twin


def _assistant_search(snapshot: Snapshot) -> Search:
    assistant = Assistant(snapshot)
    return lambda text: [hit.paragraph.id for hit in assistant.search(text, k=DEPTH).hits]


def _plain_search(snapshot: Snapshot) -> Search:
    return lambda text: [hit.document.id for hit in snapshot.search(text, k=DEPTH)]
