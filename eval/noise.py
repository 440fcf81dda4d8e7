"""Documents as a bad scan leaves them, and questions as people type them. Pure functions: the
same text and seed give the same text."""

import random
import re
import string
import unicodedata
from dataclasses import replace
from itertools import accumulate

from index.language.analyzer import terms
from ingest.document import Reading

_ACCENTED = "àâäçéèêëîïôöùûüÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ"
_READ_AS = {
    **{letter: (unicodedata.normalize("NFD", letter)[0],) for letter in _ACCENTED},
    "rn": ("m",),
    "m": ("rn",),
    "e": ("c", "é"),
    "c": ("e",),
    "l": ("I", "1"),
    "I": ("l", "1"),
    "1": ("l", "I"),
    "0": ("O",),
    "O": ("0",),
    "œ": ("oe", "ce"),
    " ": ("",),
    "": (" ",),
}
"""What is printed -> what may be recognised; the two last join words and break them."""
_FAULTS = (
    (re.compile("rn|[" + "".join(p.strip() for p in _READ_AS if len(p) == 1) + "]"), 0.8),
    (re.compile(r"(?<=\w) (?=\w)"), 0.1),
    (re.compile(r"(?<=[^\W\d_]{2})(?=[^\W\d_]{2})"), 0.1),
)
"""Where a fault may stand, and the share of faults that are of its kind."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_TOKEN = re.compile(r"[^\W_]+")
_KEYWORDS = 3
_POLITE = {
    "fr": (
        "Bonjour, je voudrais savoir, si cela ne vous dérange pas, la chose suivante : {} Merci "
        "d'avance pour votre réponse.",
        "Madame, Monsieur, je me permets de vous écrire pour une simple question. {} Bien "
        "cordialement.",
        "Bonsoir, pardon de vous déranger si tard, il me faudrait un renseignement pour une note "
        "que je rédige : {} Je vous remercie beaucoup de votre aide.",
        "Rebonjour, pourriez-vous me dire, s'il vous plaît, ce qu'il en est ? {} Bonne journée à "
        "vous.",
        "Bonjour, je viens d'arriver dans le service et j'espère que vous saurez m'éclairer : {} "
        "Un grand merci par avance.",
    ),
    "en": (
        "Hello, if you do not mind, I would like to know the following: {} Thank you in advance "
        "for your reply.",
        "Dear Sir or Madam, I am writing to you with a simple question. {} Kind regards.",
        "Good evening, sorry to trouble you so late, I need some information for a note that I "
        "am drafting: {} Thank you very much for your help.",
        "Hello again, could you please tell me how things stand? {} Have a nice day.",
        "Hello, I have just joined the department and I hope that you can enlighten me: {} Many "
        "thanks.",
    ),
}


def ocr_noise(text: str, *, share: float = 0.05, seed: int = 0) -> str:
    """`share` of the characters misread as French recognition does, fewer where the text offers
    fewer places: letters taken for others, accents lost, words joined and broken."""
    chance = random.Random(f"{seed} {text}")  # noqa: S311
    faults: list[re.Match[str]] = []
    for pattern, part in _FAULTS:
        places = [*pattern.finditer(text)]
        count = int(part * share * len(text) + chance.random())
        faults += chance.sample(places, min(count, len(places)))
    for fault in sorted(faults, key=lambda found: -found.start()):
        read = chance.choice(_READ_AS[fault.group()])
        text = text[: fault.start()] + read + text[fault.end() :]
    return text


def misread(reading: Reading, *, seed: int = 0) -> Reading:
    """A document with noise in its title, its headings and its paragraphs. Ids, structure and
    date are those that were read without it."""
    texts = [ocr_noise(paragraph.text, seed=seed) for paragraph in reading.paragraphs]
    ends = [end - 1 for end in accumulate(len(text) + 1 for text in texts)]
    paragraphs = tuple(
        replace(
            paragraph,
            text=text,
            start=end - len(text),
            end=end,
            lead_in=ocr_noise(paragraph.lead_in, seed=seed),
            sections=tuple(
                replace(section, title=ocr_noise(section.title, seed=seed))
                for section in paragraph.sections
            ),
        )
        for paragraph, text, end in zip(reading.paragraphs, texts, ends, strict=True)
    )
    document = replace(
        reading.document,
        title=ocr_noise(reading.document.title, seed=seed),
        text="\n".join(texts),
        skipped=(),
        participants=(),
        sources=(),
    )
    return Reading(document, paragraphs)


def mistyped(question: str, *, seed: int = 0) -> str:
    """A letter added, left out, changed or swapped with the next, in one word of four letters or
    more that is no stop word; the question as it is where it has none."""
    chance = random.Random(f"{seed} {question}")  # noqa: S311
    words = [found for found in _WORD.finditer(question) if terms(found.group())]
    if not words:
        return question
    found = chance.choice(words)
    word = found.group()
    at, letter = chance.randrange(len(word) - 1), chance.choice(string.ascii_lowercase)
    before, here, after, rest = word[:at], word[at], word[at + 1], word[at + 2 :]
    typed = (
        f"{before}{letter}{here}{after}{rest}",
        f"{before}{after}{rest}",
        f"{before}{letter}{after}{rest}",
        f"{before}{after}{here}{rest}",
    )
    wrong = chance.choice([other for other in typed if other != word])
    return question[: found.start()] + wrong + question[found.end() :]


def without_accents(question: str) -> str:
    decomposed = unicodedata.normalize("NFD", question)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def polite(question: str, language: str, *, seed: int) -> str:
    """The question within a courteous letter in its language; each seed has its letter."""
    letters = _POLITE[language]
    return letters[seed % len(letters)].format(question)


def keywords(question: str) -> str:
    """Its three longest words that are no stop words, in their order; the question as it is
    where it has none."""
    words = [word for word in _TOKEN.findall(question) if terms(word)]
    longest = sorted(range(len(words)), key=lambda place: -len(words[place]))[:_KEYWORDS]
    return " ".join(words[place] for place in sorted(longest)) or question
