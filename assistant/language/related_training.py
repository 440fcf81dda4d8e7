"""Learn from translated sentences which words mean alike:
`python -m assistant.language.related_training`.

Word alignment by IBM model 1 (Brown et al., 1993, "The Mathematics of Statistical Machine
Translation") over English words and French terms. French words that translate to the same
English word are paraphrases of each other (Bannard & Callison-Burch, 2005).
"""

import argparse
import gzip
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.language.english import english_stems
from assistant.language.related import ENGLISH, FRENCH, LEARNED
from index.language.analyzer import terms

_ROUNDS = 8
_NULL = ""
_FEWEST_LINKS = 1.5
_WEAKEST_TRANSLATION = 0.12
_WEAKEST_PARAPHRASE = 0.10
_MOST_PER_WORD = 5
_COMMON = 15

Links = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class _Alignment:
    """Expected counts of (English, French) links."""

    counts: Links

    def given(self, side: int) -> Links:
        """P(the other side | the word on this side), for each link."""
        totals: dict[str, float] = defaultdict(float)
        for pair, count in self.counts.items():
            totals[pair[side]] += count
        return {pair: count / totals[pair[side]] for pair, count in self.counts.items()}


def align(pairs: list[tuple[list[str], list[str]]]) -> _Alignment:
    """Expectation-maximisation from equal chances, `_ROUNDS` times."""
    english, french = _numbered(e for e, _ in pairs), _numbered(f for _, f in pairs)
    english.setdefault(_NULL, len(english))
    left, right, group = _links(pairs, english, french)
    keys, inverse = np.unique(left * len(french) + right, return_inverse=True)
    owners = keys // len(french)
    chance: NDArray[np.float64] = np.ones(len(keys))
    counts: NDArray[np.float64] = chance
    for _ in range(_ROUNDS):
        weights = chance[inverse]
        shares = weights / np.bincount(group, weights)[group]
        counts = np.bincount(inverse, shares, minlength=len(keys)).astype(np.float64)
        chance = counts / np.bincount(owners, counts, minlength=len(english))[owners]
    names, other = list(english), list(french)
    return _Alignment(
        {
            (names[key // len(french)], other[key % len(french)]): float(count)
            for key, count in zip(keys.tolist(), counts, strict=True)
            if count >= _FEWEST_LINKS and names[key // len(french)] != _NULL
        }
    )


def related(alignment: _Alignment) -> Iterator[tuple[str, str, str, float]]:
    """(language, word, French term, weight in [0, 1]): the geometric mean of both ways."""
    to_french, to_english = alignment.given(0), alignment.given(1)
    for (english, french), chance in to_french.items():
        weight = math.sqrt(chance * to_english[english, french])
        if weight >= _WEAKEST_TRANSLATION:
            yield ENGLISH, english, french, weight
    for (first, second), chance in _pivot(to_french, to_english).items():
        yield FRENCH, first, second, chance


def _pivot(to_french: Links, to_english: Links) -> Links:
    by_english: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (english, french), chance in to_french.items():
        by_english[english].append((french, chance))
    chances: Links = defaultdict(float)
    for (english, french), back in to_english.items():
        for other, chance in by_english[english]:
            if other != french:
                chances[french, other] += back * chance
    means = {(a, b): math.sqrt(p * chances.get((b, a), 0.0)) for (a, b), p in chances.items()}
    return {pair: mean for pair, mean in means.items() if mean >= _WEAKEST_PARAPHRASE}


def _numbered(sentences: Iterator[list[str]]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for sentence in sentences:
        for word in sentence:
            numbers.setdefault(word, len(numbers))
    return numbers


def _links(
    pairs: list[tuple[list[str], list[str]]], english: dict[str, int], french: dict[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Every English word of a pair with every French one; a group is one French word."""
    left: list[int] = []
    right: list[int] = []
    group: list[int] = []
    groups = 0
    for words, translation in pairs:
        numbers = [english[_NULL], *(english[word] for word in words)]
        for term in translation:
            left += numbers
            right += [french[term]] * len(numbers)
            group += [groups] * len(numbers)
            groups += 1
    return np.array(left), np.array(right), np.array(group)


def _read_pairs(path: Path) -> list[tuple[list[str], list[str]]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        split = (line.rstrip("\n").split("\t") for line in lines)
        return [(english_stems(columns[0]), terms(columns[1])) for columns in split]


def _frequencies(sentences: Iterable[list[str]]) -> Iterator[tuple[str, int]]:
    counts: dict[str, int] = defaultdict(int)
    for sentence in sentences:
        for word in set(sentence):
            counts[word] += 1
    return ((word, count) for word, count in sorted(counts.items()) if count >= _COMMON)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m assistant.language.related_training")
    parser.add_argument("pairs", type=Path, help="English TAB French lines, gzipped")
    arguments = parser.parse_args()
    pairs = _read_pairs(arguments.pairs)
    best: dict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
    for language, word, term, weight in related(align(pairs)):
        best[language, word].append((weight, term))
    lines = [
        "# Learned from the English-French sentence pairs of Tatoeba (tatoeba.org), CC BY 2.0.",
        "# sentences: how many there were; frequency: in how many of them a word stands;",
        "# en, fr: a word, a French term of like meaning, the strength of the link.",
        f"sentences\t\t\t{len(pairs)}",
    ]
    lines += [
        f"frequency\t{word}\t{language}\t{count}"
        for side, language in enumerate((ENGLISH, FRENCH))
        for word, count in _frequencies(pair[side] for pair in pairs)
    ]
    lines += [
        f"{language}\t{word}\t{term}\t{weight:.2f}"
        for (language, word), links in sorted(best.items())
        for weight, term in sorted(links, reverse=True)[:_MOST_PER_WORD]
    ]
    LEARNED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} lines in {LEARNED.name}")


if __name__ == "__main__":
    main()
