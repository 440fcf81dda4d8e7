"""The words of French, without their accents: the only door to pyspellchecker."""

from collections import Counter
from collections.abc import Iterable

from index.analyzer import fold


class FrenchWords:
    """Loads the dictionary, which takes a second."""

    def __init__(self) -> None:
        from spellchecker import SpellChecker

        written = SpellChecker(language="fr").word_frequency.dictionary
        self._frequencies: Counter[str] = Counter()
        for word, count in zip(fold("\n".join(written)).split("\n"), written.values(), strict=True):
            self._frequencies[word] += count
        self._checker = SpellChecker(language=None)
        self._checker.word_frequency.load_json(self._frequencies)

    def frequency(self, word: str) -> int:
        """How often a folded word is written; 0 where it is none."""
        return self._frequencies[word]

    def near(self, word: str) -> list[str]:
        """The words that one typing error makes of a folded one, the most written first."""
        return self.known(self._checker.edit_distance_1(word))

    def known(self, words: Iterable[str]) -> list[str]:
        """Those that are words, the most written first."""
        return sorted(self._checker.known(words), key=lambda word: (-self.frequency(word), word))
