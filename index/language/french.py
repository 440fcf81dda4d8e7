"""The words of French, looked up without their accents: the only door to pyspellchecker."""

from collections import Counter
from collections.abc import Iterable

from index.language.analyzer import fold


class FrenchWords:
    """Loads the dictionary, which takes a second."""

    def __init__(self) -> None:
        from spellchecker import SpellChecker

        counts = SpellChecker(language="fr").word_frequency.dictionary
        self._frequencies: Counter[str] = Counter()
        self._written: dict[str, str] = {}
        for word, folded in zip(counts, fold("\n".join(counts)).split("\n"), strict=True):
            self._frequencies[folded] += counts[word]
            other = self._written.setdefault(folded, word)
            if counts[word] > counts[other]:
                self._written[folded] = word
        self._checker = SpellChecker(language=None)
        self._checker.word_frequency.load_json(self._frequencies)

    def frequency(self, folded: str) -> int:
        """How often a folded word is written; 0 where it is none."""
        return self._frequencies[folded]

    def written(self, folded: str) -> str:
        """With its accents, where it is a word: as it is most often."""
        return self._written.get(folded, folded)

    def near(self, folded: str) -> list[str]:
        """The folded words that one typing error makes of one, the most written first."""
        return self.known(self._checker.edit_distance_1(folded))

    def known(self, folded: Iterable[str]) -> list[str]:
        """Those that are words, the most written first."""
        words = self._frequencies.keys() & set(folded)
        return sorted(words, key=lambda word: (-self._frequencies[word], word))
