"""How people are addressed before their name: "M.", "Mme", "Maître"."""

import re

ABBREVIATED = (
    "M",
    "MM",
    "Mme",
    "Mmes",
    "Mlle",
    "Mlles",
    "Melle",
    "Me",
    "Dr",
    "Pr",
    "Mr",
    "Mrs",
    "Ms",
)
IN_FULL = ("Monsieur", "Messieurs", "Madame", "Mesdames", "Mademoiselle")
_BY_TRADE = ("Maître", "Docteur", "Professeur", "Professeure")
CIVILITY = (
    rf"(?:(?-i:{'|'.join((*ABBREVIATED, 'MME', 'MMES', 'MLLE', 'MR', 'MRS'))})\b\.?"
    rf"|(?i:{'|'.join((*IN_FULL, *_BY_TRADE))})\b)"
)
"""A pattern of one of them, without the space before the name."""
WORDS = frozenset(word.lower() for word in (*ABBREVIATED, *IN_FULL))
"""In lower case, those that are nothing else."""
_BEFORE_NAME = re.compile(rf"\b{CIVILITY}\s+(?=[A-ZÀ-ÖØ-Þ])")


def without_civilities(text: str) -> str:
    """The text, with the names alone: "Maître Dupont" is "Dupont"."""
    return _BEFORE_NAME.sub("", text)
