"""What an assistant knows of words: those of like meaning, and the acronyms."""

from dataclasses import dataclass
from pathlib import Path

from assistant.language.acronyms import Acronyms
from assistant.language.glossary import FILE_NAME, Glossary, GlossaryFile
from assistant.language.related import RelatedWords, box_glossary, product_stems, related_words
from index.language.acronym_list import KnownAcronyms, acronym_key


@dataclass(frozen=True, slots=True)
class Vocabulary:
    glossary: Glossary
    words: RelatedWords
    acronyms: Acronyms

    @classmethod
    def of(cls, glossary: Glossary, learned: KnownAcronyms) -> "Vocabulary":
        """`learned` are the acronyms of the documents: the glossary's own come first, and those
        of the box where neither says anything."""
        implied = glossary.open_among(learned.implied)
        told = {acronym_key(a.short) for a in (*learned.agreed, *learned.disputed)}
        usual = [a for a in box_glossary().acronyms if acronym_key(a.short) not in told]
        known = (*glossary.with_learned(learned.agreed), *glossary.open_among(usual))
        return cls(glossary, related_words(glossary), Acronyms.known(known, implied))

    def knows(self, term: str) -> bool:
        """Whether an index term is of a word or of an acronym that means something here."""
        return self.acronyms.knows(term) or self.words.knows(term)


def glossary_file(data_dir: Path) -> GlossaryFile:
    """That of an installation. Raises GlossaryError."""
    return GlossaryFile(data_dir / FILE_NAME, products=product_stems())
