"""What a question asks: its language, the words that name its subject, the answer it wants."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer import Language
from assistant.errors import InvalidQuestionError
from assistant.language import lexicon
from assistant.language.english import CAPITALISED
from assistant.language.sentences import split_sentences
from assistant.language.speech import said_by
from assistant.questions import asking
from assistant.questions.amounts import Amount, amounts_in
from assistant.questions.courtesy import composed, plainly_put
from assistant.questions.everywhere import asked_everywhere
from assistant.questions.full_names import FullName, full_names_in
from assistant.questions.kinds import Wanted, wanted_in, without_kind
from assistant.questions.languages import language_of
from assistant.questions.numbered import PLACE, Numbered, numbered_in
from assistant.questions.preamble import asked_in, on_subject
from assistant.questions.spans import Time, in_words, times_in, words_of_times
from index.language.analyzer import ARTICLE, GROUPED_NUMBER, terms, unaccented
from ingest.document import DocumentKind
from ingest.language.civilities import without_civilities
from ingest.language.periods import ANY_MONTH_NUMBERS

LONGEST_QUESTION = 2_000
_FEWEST_ASKED = 3
"""Words of a question that can do without what was said before it."""
_OF_ANYTHING = frozenset("emploi recours usage usages use utilisation".split())
"""Said of what follows, which is the topic: "sur l'usage des drones"."""
_WORD = re.compile(rf"{ARTICLE}|{GROUPED_NUMBER}|[^\W_]+(?:[.'’-][^\W_]+)*")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]", re.I)
_POSSESSIVE = re.compile(r"['’]s$")
_PRONOUN = re.compile(r"-(?:t-)?(?:ils?|elles?|on|ce|je|nous|vous|moi|toi|lui|leur)$", re.I)
_BEFORE_WHO = (
    "à", "de", "par", "pour", "avec", "chez", "contre", "et", "dire", "savoir", "sais", "sait",
    "indiquer", "préciser", "rappeler", "to", "by", "for", "and", "know", "tell", "say",
)  # fmt: skip
_ASKING_WHO = "|".join(rf"(?<=\b{word} )" for word in _BEFORE_WHO)
_WHO = rf"(?:^|(?<=[.?!:;] )|{_ASKING_WHO})(?:qui|who)"
"""Not "une usine qui traite", which asks nothing."""
_REQUIRING = re.compile(
    r"\b(?:sur(?! s(?:a|on|es)\b)|concernant|about|(?<!-)on"
    r"|quel(?:le)? (?:ministère|direction|service|opérateur|agence|organisme|élue?|adjointe?))\s"
    r"|\b(?:que (?:dit|disent|pensent?|prévoit|prévoient)|dit-on|où en (?:est|sont))\b[^?]*?\b"
    r"(?:d(?:u|es?|e la)\s|de l['’]|d['’])",
    re.I,
)
_CARRYING = re.compile(
    rf"(?:\b(?:{PLACE.pattern}|(?:alternative|avantage|conséquence|contrainte|difficulté|dérogation"
    r"|exception|impact|inconvénient|obligation|pénalité|risque|sanction|advantage|consequence"
    r"|constraint|drawback|penalt|risk|waiver)(?:s|y|ies)?)"
    r"|(?:(?<=^qui )|(?<=^who ))[^\W\d_]{4,})(?=, (?:concernant|about)\s)",
    re.I,
)
"""What a text that tells of it calls by its name, as it does what someone does."""
_ASKED_WHO = re.compile(rf"\b{_WHO}\s(?!revien|incombe)", re.I)
_PREDICATE = re.compile(
    r"[- ](?:t[- ])?(?:ils?|elles?|on)\s+(?:(?:pas|déjà|encore|été|enfin|toujours|\w{3,}ment)\s+)*"
    r"(\w{2,}(?:é|ee|i|u|ert|it|is|int)(?:e|s|es)?)\b"
)
_VERB_FIRST = re.compile(
    r"^(?:et )?(?:depuis |jusqu['’]à )?(?:quand|où) (?:s['’]|se )?"
    r"(\w{4,}) (?:l[ae]s? |l['’]|un|ce|(?-i:[A-Z]))",
    re.I,
)
_NOT_DONE = re.compile(
    r"\bn['’](?:a|ont|est|sont|avai(?:t|ent))-[^?]{0,80}? pas\b|\bn['’]t\b", re.I
)
_DONE = re.compile(
    r"\b(?:be|been|is|are|was|were|get|got) (?:(?:not|ever|finally|still|also) )?"
    r"(\w{2,}ed|built|chosen|cut|drawn|given|held|kept|lost|made|paid|put|sent|set|shut|taken)\b",
    re.I,
)
_WHICH_WAS = re.compile(r"(?:which|what) (?:\w+ ){1,3}(?:was|were|has been|have been) ", re.I)
_NO_NAMES = CAPITALISED.union(ANY_MONTH_NUMBERS, lexicon.INSTITUTIONS)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH_OF_YEAR = re.compile(rf"\b({'|'.join(ANY_MONTH_NUMBERS)}) ((?:19|20)\d\d)\b", re.I)
_IN_YEAR = re.compile(r"(?<!['’])\b(?:en|in|courant|durant|during) ((?:19|20)\d\d)\b", re.I)
_ASKING = frozenset(map(unaccented, lexicon.FRAME | lexicon.FRENCH_WORDS | lexicon.ENGLISH_WORDS))


@dataclass(frozen=True, slots=True)
class Question:
    """`subject` are the words that name what is asked about, as written and in order.
    `names` are those among them that look like proper names, which no other word replaces.
    `background` are those that stand before the question itself.
    `required` are those that an answer cannot do without: the topic after "sur", the verb
    after "qui", the month of a year; `done` the verbs among them. `counted` is the word after
    "combien de", empty where nothing is counted; `listed` how many things are to be named, "quels
    sont les deux ministères", 0 for no number. `asks_outcome` where it is asked what became of
    something put to the vote, which is a decision too; `asks_what_it_is` where a definition is
    wanted, `asks_who` where "qui" opens it. `numbered` are the things that a number tells from
    others of their kind, `full_names` the names of several words. `said_by` is the name of someone
    whose words are asked for, `times` those of a meeting or of a thing done, `timing` the words
    that tell them, `amounts` the sums, shares and measures of it. `decided_in` is the year in which
    what is asked for was decided, empty where none is named. `is_everywhere` where all that
    documents have of the subject is asked for, those of a `kind` where it names one;
    `bound` who is to do it where that is asked, "la DINUM"; `aspect` the word by which it is asked
    of what was asked about before, "risques" of "Quels sont les risques, concernant Tchap ?".
    """

    text: str
    language: Language
    subject: tuple[str, ...]
    names: frozenset[str]
    background: frozenset[str]
    required: frozenset[str]
    counted: str
    wanted: Wanted
    asks_decision: bool
    listed: int
    asks_outcome: bool = False
    asks_what_it_is: bool = False
    asks_who: bool = False
    numbered: tuple[Numbered, ...] = ()
    full_names: tuple[FullName, ...] = ()
    said_by: str = ""
    times: tuple[Time, ...] = ()
    timing: str = ""
    amounts: tuple[Amount, ...] = ()
    done: frozenset[str] = frozenset()
    decided_in: str = ""
    is_everywhere: bool = False
    kind: DocumentKind | None = None
    bound: str = ""
    aspect: str = ""

    def is_of_times(self, stems: Sequence[str]) -> bool:
        """Whether index terms are of the times that are asked about, which figures tell too."""
        return subject_terms((self.timing,)).issuperset(stems)


def analyse(text: str) -> Question:
    """Raises InvalidQuestionError for a question that is empty or too long."""
    stripped = _checked(text)
    language = language_of(_words(stripped))
    stripped = in_words(stripped, language)
    around, proper = asked_in(stripped)
    around, proper = on_subject(around), plainly_put(proper) if around else proper
    told = f"{around}. {proper}".removeprefix(". ")
    everywhere = asked_everywhere(proper)
    proper = everywhere.plainly if everywhere else proper
    plain = unaccented(proper)
    asks_outcome = asking.asks_outcome(plain)
    bound = everywhere.bound if everywhere else ""
    asks_decision = asks_outcome or bool(bound) or asking.asks_decision(plain)
    numbered = tuple(numbered_in(told))
    numbers = (one.number for one in numbered if not one.is_letter)
    wanted = wanted_in(proper, is_outcome=asks_outcome)
    telling = without_kind(asking.without_asking(proper, is_outcome=asks_outcome), wanted)
    asked = [*(subject_words(telling) or subject_words(proper)), *numbers]
    subject = tuple(dict.fromkeys([*asked, *subject_words(around)]))
    background = frozenset(subject).difference(asked)
    done = frozenset(_done(proper, subject, wanted))
    return Question(
        text=stripped,
        language=language,
        subject=subject,
        names=frozenset(_names(stripped, subject)),
        background=background if len(asked) >= _FEWEST_ASKED else frozenset(),
        required=done.union(_required(proper, subject)),
        counted=asking.counted(proper),
        wanted=wanted,
        asks_decision=asks_decision,
        listed=asking.listed(proper),
        asks_outcome=asks_outcome,
        asks_what_it_is=not asks_decision and asking.asks_what_it_is(plain),
        asks_who=asking.asks_who(proper),
        numbered=numbered,
        full_names=tuple(full_names_in(stripped, subject)),
        said_by=said_by(proper),
        times=times_in(proper, language, of_meetings=asking.asks_meetings(plain)),
        timing=words_of_times(proper),
        amounts=tuple(amounts_in(proper)),
        done=done,
        decided_in=_decided_in(proper) if asks_decision else "",
        is_everywhere=everywhere is not None,
        kind=everywhere.kind if everywhere else None,
        bound=bound,
        aspect=_aspect(proper, asked) if wanted is Wanted.ANYTHING else "",
    )


def _checked(text: str) -> str:
    stripped = " ".join(composed(text).split())
    check_length(stripped)
    if not any(character.isalnum() for character in stripped):
        raise InvalidQuestionError("The question is empty; ask one, for instance on a project.")
    return stripped


def _aspect(text: str, asked: Sequence[str]) -> str:
    return next((word for word in _CARRYING.findall(text) if word in asked), "")


def check_length(text: str) -> None:
    """Raises InvalidQuestionError for what is too long to be read as a question."""
    if len(text) > LONGEST_QUESTION:
        raise InvalidQuestionError(
            f"The question has {len(text):,} characters and {LONGEST_QUESTION:,} is the "
            "most; shorten it."
        )


def subject_words(text: str) -> list[str]:
    """The words of a text that name what it is about, as written and in order."""
    named = _words(without_civilities(text))
    return list(dict.fromkeys(word for word in named if _names_subject(word)))


def word_places(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """The slices of a text in which words that it was read as having stand first, in order."""
    found: dict[str, tuple[int, int]] = {}
    for written in _WORD.finditer(text):
        word = _clean(written.group())
        start = written.start() + written.group().find(word)
        found.setdefault(word, (start, start + len(word)))
    return sorted(found[word] for word in words if word in found)


@lru_cache(maxsize=64)
def subject_terms(subject: tuple[str, ...]) -> frozenset[str]:
    """The index terms of subject words: many sentences are held against one question."""
    return frozenset(terms(" ".join(subject)))


def period_named(text: str, word: str) -> str:
    """The year, the month or the day that a word of a text names; empty for another word."""
    if _MONTH_OF_YEAR.search(word):
        return word
    months = (f for f in _MONTH_OF_YEAR.finditer(text) if f[1] == word)
    return word if _YEAR.fullmatch(word) else next((f"{f[1]} {f[2]}" for f in months), "")


def _decided_in(text: str) -> str:
    """Not of what is for a year: "le budget 2020", "pour 2020"."""
    years = {found[1] for found in _IN_YEAR.finditer(text)}
    return years.pop() if len(years) == 1 else ""


def _words(text: str) -> list[str]:
    return [_clean(word) for word in _WORD.findall(text)]


def _clean(word: str) -> str:
    return _PRONOUN.sub("", _ELISION.sub("", _POSSESSIVE.sub("", word)))


def _names_subject(word: str) -> bool:
    """Whether a word is neither a function word nor one of those that ask, accents aside."""
    return len(word) > 1 and unaccented(word.lower()) not in _ASKING


def _names(text: str, subject: tuple[str, ...]) -> Iterator[str]:
    """Capitals and figures within a word tell a name; a capital that opens a sentence
    does not."""
    opening = {span.start for span in split_sentences(text)}
    for found in _WORD.finditer(text):
        word = _clean(found.group())
        is_capital = word[:1].isupper() and found.start() not in opening
        is_name = is_capital or any(character.isupper() for character in word[1:])
        if is_name and word in subject and word.lower().removeprefix("non-") not in _NO_NAMES:
            yield word


def _required(text: str, subject: Sequence[str]) -> Iterator[str]:
    """The first subject word after each "sur", "about", "quel ministère", with at most two words
    between, or the name that it goes with, "sur l'usine Durand"; the month of a year."""
    yield from [month for month, _ in _MONTH_OF_YEAR.findall(text) if month in subject]
    yield from _after(_REQUIRING, text, subject)


def _done(text: str, subject: Sequence[str], wanted: Wanted) -> Iterator[str]:
    """What it is asked who did, else the first subject word after "qui"; what something is asked to
    do, to have done or undergone, when or why: "ouvre le guichet", "sera-t-elle abrogée", "be
    repealed"; what was done to it, "which permit was chosen".
    What was not done is told in other words: "refusé" of what "n'a pas été financé"."""
    deed = asking.deed_asked(text)
    if deed and deed.is_done and deed.word in subject and asking.asks_who(text):
        yield deed.word
    else:
        yield from _after(_ASKED_WHO, text, subject)
    if wanted in (Wanted.TIME, Wanted.REASON) or _WHICH_WAS.match(text):
        told = [p for x in (_PREDICATE, _DONE, _VERB_FIRST) for p in x.findall(text)]
        if _NOT_DONE.search(text):
            return
        predicates = [word for word in told if word in subject]
        yield from predicates if len(predicates) == 1 else []


def _after(asking: re.Pattern[str], text: str, subject: Sequence[str]) -> Iterator[str]:
    for found in asking.finditer(text):
        words = [_clean(w) for w in _WORD.findall(text[found.end() :].partition(", ")[0])[:3]]
        told = [word for word in words if word in subject]
        is_named = told[1:] and (told[1][:1].isupper() or told[0].lower() in _OF_ANYTHING)
        yield from told[1:2] if is_named else told[:1]
