"""True quotations with one thing changed, put to the check of quotations: none may pass."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.quoting import find_quotation
from assistant.language.sentences import sentences_in
from index.snapshot import Snapshot
from ingest.document import ParagraphKind
from ingest.language.periods import MONTHS

_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"\d+")
_YEAR_OR_MONTH = re.compile(rf"\b(?:(?:19|20)\d\d|{'|'.join(MONTHS)})\b")
_NEGATION = re.compile(r"\b(?:ne|pas|aucune?|sans|jamais|ni)\b|\bn['’]")
_INSTITUTION = re.compile(r"\b(?:[A-ZÀ-Ý]{3,}|[A-ZÀ-Ý][a-zà-ÿ]{3,})\b")
_KINDS = ("word", "number", "date", "negation", "institution", "splice", "omission")
_SHORTEST = 25
_SEED = 20
_FAILURES = 20
"""So many times as there are sentences, after which a kind is taken for one that they do not
allow: one that a single sentence allows is given up wrongly once in 500 million."""


@dataclass(frozen=True, slots=True)
class Mutant:
    kind: str
    altered: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class MutationReport:
    """`kinds`: kind of change -> how many were tried and how many passed."""

    true: int
    true_refused: int
    kinds: dict[str, tuple[int, int]]

    @property
    def tried(self) -> int:
        return sum(tried for tried, _ in self.kinds.values())

    @property
    def accepted(self) -> int:
        return sum(passed for _, passed in self.kinds.values())


def measure_mutations(snapshot: Snapshot, *, tries: int) -> MutationReport:
    """Every sentence of the index quoted as it is, and `tries` of them altered."""
    pairs = [*_sentences(snapshot)]
    refused = sum(find_quotation(sentence, text) is None for sentence, text in pairs)
    mutants = _mutants(pairs, tries)
    kinds: dict[str, tuple[int, int]] = {}
    for mutant in mutants:
        tried, passed = kinds.get(mutant.kind, (0, 0))
        accepted = find_quotation(mutant.altered, mutant.paragraph) is not None
        kinds[mutant.kind] = (tried + 1, passed + accepted)
    return MutationReport(len(pairs), refused, dict(sorted(kinds.items())))


def format_mutations(report: MutationReport) -> str:
    lines = ["| quotation | tried | accepted |", "|---|---|---|"]
    lines.append(f"| true | {report.true} | {report.true - report.true_refused} |")
    lines += [f"| {kind} | {n} | {passed} |" for kind, (n, passed) in report.kinds.items()]
    lines.append(f"| all the altered | {report.tried} | {report.accepted} |")
    return "\n".join(lines)


def _sentences(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Each with the paragraph that it stands in."""
    for document in snapshot.records():
        for paragraph in snapshot.paragraphs(document.id):
            if paragraph.kind in (ParagraphKind.HEADING, ParagraphKind.TABLE):
                continue
            for sentence in sentences_in(paragraph.text):
                if len(sentence) >= _SHORTEST:
                    yield sentence, paragraph.text


def _mutants(pairs: Sequence[tuple[str, str]], tries: int) -> list[Mutant]:
    """As many of each kind that the sentences allow, in turn."""
    chance = random.Random(_SEED)  # noqa: S311
    words = sorted({word for sentence, _ in pairs for word in _WORD.findall(sentence)})
    names = sorted({name for sentence, _ in pairs for name in _INSTITUTION.findall(sentence)[1:]})
    found: list[Mutant] = []
    kinds, failures = list(_KINDS) if pairs else [], 0
    while len(found) < tries and kinds:
        sentence, text = chance.choice(pairs)
        other = chance.choice(pairs)[0]
        kind = kinds[len(found) % len(kinds)]
        altered = _altered(kind, sentence, other, words, names, chance)
        if altered and altered.split() != sentence.split():
            found.append(Mutant(kind, altered, text))
            failures = 0
        elif (failures := failures + 1) > _FAILURES * len(pairs):
            kinds.remove(kind)
            failures = 0
    return found


def _altered(
    kind: str,
    sentence: str,
    other: str,
    words: Sequence[str],
    names: Sequence[str],
    chance: random.Random,
) -> str:
    """Empty where the sentence has nothing of that kind to change."""
    if kind == "splice":
        return f"{_half(sentence, 0)} {_half(other, 1)}"
    if kind == "negation":
        return _negated(sentence, chance)
    if kind == "omission":
        middle = sentence.split(" ")[1:-1]
        left_out = chance.randrange(len(middle)) + 1 if middle else 0
        kept = [w for n, w in enumerate(sentence.split(" ")) if n != left_out]
        return " ".join(kept) if middle else ""
    pattern, replacements = {
        "word": (_WORD, words),
        "number": (_NUMBER, [str(n) for n in range(1, 100)]),
        "date": (_YEAR_OR_MONTH, [*MONTHS, *map(str, range(2015, 2026))]),
        "institution": (_INSTITUTION, names),
    }[kind]
    places = [*pattern.finditer(sentence)]
    if not places or not replacements:
        return ""
    place, new = chance.choice(places), chance.choice(replacements)
    return sentence[: place.start()] + new + sentence[place.end() :]


def _half(sentence: str, which: int) -> str:
    words = sentence.split(" ")
    middle = len(words) // 2
    return " ".join(words[middle:] if which else words[:middle])


def _negated(sentence: str, chance: random.Random) -> str:
    """Without one of its negations inside, or with one more."""
    inside = [f for f in _NEGATION.finditer(sentence) if f.start() > 0 and f.end() < len(sentence)]
    if inside:
        place = chance.choice(inside)
        return sentence[: place.start()] + sentence[place.end() :].lstrip()
    words = sentence.split(" ")
    place_of = chance.randrange(1, len(words)) if len(words) > 1 else 0
    return " ".join([*words[:place_of], "pas", *words[place_of:]]) if place_of else ""
