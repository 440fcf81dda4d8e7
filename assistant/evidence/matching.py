"""How far the words of a question are found in a text."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from rapidfuzz.distance import Indel

from assistant.answer import Language
from assistant.evidence.reported import without_nouns
from assistant.language import lexicon
from assistant.language.acronyms import Acronyms, Phrase, has_acronym, stands_alone
from assistant.language.acts import without_acts
from assistant.language.related import RelatedWords, related_words
from assistant.questions.kinds import running_like
from assistant.questions.question import Question
from index.language.analyzer import is_article, terms, unaccented
from ingest.language.words import is_french_word

_YEARS = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?")
_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ](?<!\w.)[A-ZÀ-ÖØ-Þ]{2,}\b")  # opens with a letter: found sooner
_UNDERGONE = re.compile(r"\b(?:été|est|sont|sera|seront|fut|furent) (?:[\w]+ment )?([^\W\d_]+)")
_OFFICES = frozenset(terms(" ".join(re.findall(r"\w{4,}", unaccented(lexicon.ROLES)))))
_SHORTEST_FAMILY = 5
_LONGEST_SUFFIX = 5
_SHORTEST_MISSPELT = 5
_LEAST_ALIKE = 0.84
_MOST_LETTERS = 2
FAMILY = 0.85
_RELATED_FACTOR = 0.5
_SAME = 0.9
"""How far a word is met by another of the same meaning."""
_MISSED_IN_CORPUS = 1.5
_SMALL, _LARGE = 150, 3_000
"""Paragraphs of a corpus whose silence on a word tells little, and as much as its use of it."""
_RARE = 0.6
_BACKGROUND = 0.5
"""What a word counts for that stands before the question itself."""
_DECIDES = 0.5
"""What a word that decides counts for where a decision is asked for, which tells itself."""
_TEXTS_KEPT = 16_384
_NAMES_KEPT = 256


@dataclass(frozen=True, slots=True)
class Term:
    """A subject word of a question: the index terms it gives, those of like meaning with the
    strength of the link, and how much it tells, in [0, 1]. Where the documents use the word
    (`in_corpus`), a text without it is the more likely to speak of something else; where they
    do not, the more so, by `silence`, the more they say. An acronym
    is also met by what it is short for, `phrases`, and each word of such a phrase by the
    acronyms of it, `short_forms`. `expressions` say the same in several words. `tells` gives how
    much an index term tells among the documents, in [0, 1]: a word of the family that all of them
    use is hardly met on purpose. `is_undergone` is said of what was done to something, "arrêtés",
    which no noun tells."""

    word: str
    stems: tuple[str, ...]
    related: Mapping[str, float]
    weight: float
    is_name: bool
    is_required: bool
    in_corpus: bool
    phrases: tuple[Phrase, ...] = ()
    short_forms: frozenset[str] = frozenset()
    expressions: tuple[Phrase, ...] = ()
    silence: float = 1.0
    is_undergone: bool = False
    tells: Callable[[str], float] = field(default=lambda stem: 1.0, compare=False)
    met_by: frozenset[str] = field(init=False)
    """A text with none of these index terms meets it by none but a word of its family, or a name
    misspelt."""

    def __post_init__(self) -> None:
        phrases = (*self.phrases, *self.expressions)
        of_phrases = (stem for phrase in phrases for stem in phrase.stems)
        met_by = frozenset([*self.stems, *self.related, *self.short_forms, *of_phrases])
        object.__setattr__(self, "met_by", met_by)


def question_terms(
    question: Question,
    *,
    frequency: Callable[[str], int],
    paragraphs: int,
    words: RelatedWords | None = None,
    acronyms: Acronyms = Acronyms(),  # noqa: B008 - frozen
) -> tuple[Term, ...]:
    """`frequency` gives how many of the `paragraphs` hold an index term; `words` are those of like
    meaning, of the box where none are given: capitals that they know, "PC", are no name."""
    words = words or related_words()
    english = question.language is Language.ENGLISH
    tells = cache(lambda stem: _specificity(frequency(stem), max(paragraphs, 1)))
    spelt_out = acronyms.spelt_out_in(question.text)
    expressions = words.expressions.read_in(question.text, english=english)
    undergone = frozenset(_UNDERGONE.findall(question.text))
    found: list[Term] = []
    for word in question.subject:
        around = {phrase: short for phrase, short in spelt_out.items() if phrase.holds(word)}
        short_forms = frozenset().union(*around.values())
        stems = tuple(dict.fromkeys(terms(word)))[-1 if is_article(word) else 0 :]
        phrases = acronyms.of(word, is_used=any(map(frequency, stems)))
        if around and not stands_alone(word):
            phrases, stems = tuple(around), tuple(sorted(short_forms))[:1]
        if not stems:
            continue
        decides = question.asks_decision and lexicon.has_stem(lexicon.DECIDES, word)
        links = {} if decides else words.of(word, english=english)
        everyday = words.rarity(word, english=english)
        held = [expression for expression in expressions if expression.phrase.holds(word)]
        related = _related(question, word, {**links, **running_like(word, question.text)})
        is_named = word in question.names and not (word.isupper() and links)
        found.append(
            Term(
                word=word,
                stems=stems,
                related=related | {term: _SAME for e in held for term in e.words},
                weight=min(max(map(tells, stems)), everyday) * _share(question, word, decides),
                is_name=bool(phrases) or is_named or words.is_product(word),
                is_required=_is_required(question, word, everyday),
                in_corpus=any(all(map(frequency, x)) for x in (stems, *(p.stems for p in phrases))),
                phrases=phrases,
                short_forms=short_forms,
                expressions=words.expressions.saying(stems, held),
                silence=_silence(paragraphs),
                is_undergone=word in undergone,
                tells=tells,
            )
        )
    return tuple(found)


def _related(question: Question, word: str, links: Mapping[str, float]) -> dict[str, float]:
    """What words of like meaning count for; what someone does is met by no office."""
    is_done = question.asks_who and word in question.done and question.language is Language.FRENCH
    kept = {term: weight for term, weight in links.items() if not (is_done and term in _OFFICES)}
    return {term: min(_SAME, 0.35 + 0.7 * weight) for term, weight in kept.items()}


def _is_required(question: Question, word: str, everyday: float) -> bool:
    if _YEARS.fullmatch(word) or is_article(word):
        return True
    return word == question.aspect or (word in question.required and everyday >= _RARE)


def _share(question: Question, word: str, decides: bool) -> float:
    """What a word counts for of what it tells."""
    share = _DECIDES if decides else 1.0
    return share * _BACKGROUND if word in question.background else share


def _specificity(frequency: int, paragraphs: int) -> float:
    """1 for a term that no paragraph holds, near 0 for one that all hold."""
    return math.log(1 + paragraphs / (frequency + 0.5)) / math.log(1 + 2 * paragraphs)


def _silence(paragraphs: int) -> float:
    """What a missed word counts for that no paragraph holds, from 1 to `_MISSED_IN_CORPUS`: a
    small corpus may well say the same in other words."""
    said = math.log(max(paragraphs, 1) / _SMALL) / math.log(_LARGE / _SMALL)
    return 1 + (_MISSED_IN_CORPUS - 1) * min(max(said, 0.0), 1.0)


def match(term: Term, stems: frozenset[str], text: str) -> float:
    """1 for the term itself, in short or spelt out, less for a word of its family, of like
    meaning or misspelt. `stems` are the terms of the text."""
    first, whole = term.stems[0], term.stems[-1]
    best = 0.0
    if term.is_undergone and (undergone := without_nouns(text)) != text:
        stems -= frozenset(terms(text)).difference(terms(undergone))
    if not stems.isdisjoint(term.met_by):
        if whole in stems and not _is_written(term, whole, text):
            stems -= {whole}
        if whole in stems or (len(term.stems) > 1 and stems.issuperset(term.stems[:-1])):
            return 1.0
        if term.phrases and any(phrase.stands_in(text, stems) for phrase in term.phrases):
            return 1.0
        if term.short_forms and any(has_acronym(x, text) for x in term.short_forms & stems):
            return 1.0
        best = max((term.related[stem] for stem in term.related.keys() & stems), default=0.0)
        if any(expression.stands_in(text, stems) for expression in term.expressions):
            best = _SAME
    if term.is_name:
        return 1.0 if not _is_exact(term) and _is_misspelt(whole, stems) else 0.0
    if best < FAMILY and (family := _family(first, stems)):
        told = max(map(term.tells, family)) / max(term.tells(first), 1e-9)
        best = max(best, FAMILY * min(told, 1.0))
    return best


def _is_written(term: Term, whole: str, text: str) -> bool:
    """Whether it is the word that gives the stem, not one of another sense: "opération" is of the
    stem of "Opéra", the tool PILOT of that of "pilote"; and the year, not the number of an
    act."""
    if _YEARS.fullmatch(whole):
        return _tells_year(whole, text)
    if not term.is_name:
        return whole not in _named_in_capitals(text) or not is_french_word(term.word.lower())
    if not whole.isalpha() or whole == "saint":  # "St"
        return True
    if term.phrases:
        return has_acronym(whole, text)
    return len(term.stems) > 1 or _as_written(term.word).search(unaccented(text)) is not None


@lru_cache(maxsize=_TEXTS_KEPT)
def _named_in_capitals(text: str) -> frozenset[str]:
    """The index terms that only names in capitals give: no words, in a line that is not all in
    capitals."""
    lines = text.splitlines() if _CAPITALS.search(text) else ()
    capitals = {word for line in lines if not line.isupper() for word in _CAPITALS.findall(line)}
    names = {word for word in capitals if not is_french_word(word.lower())}
    if not names:
        return frozenset()
    others = re.sub(rf"\b(?:{'|'.join(names)})\b", " ", text)
    return frozenset(terms(" ".join(names))).difference(terms(others))


def _tells_year(year: str, text: str) -> bool:
    """Whether it stands anywhere but in the number of an act."""
    return re.search(rf"(?<!\d){year}(?!\d)", without_acts(text)) is not None


@lru_cache(maxsize=_NAMES_KEPT)
def _as_written(name: str) -> re.Pattern[str]:
    """A name with the endings that its last letter may give way to."""
    plain = unaccented(name)
    return re.compile(rf"\b{re.escape(plain[:-1])}(?:{re.escape(plain[-1])})?\w{{0,2}}\b", re.I)


def _is_exact(term: Term) -> bool:
    """Of acronyms that the documents know, the one is not a fault for the other: DINUM, DNUM."""
    return bool(term.phrases) or (term.word.isupper() and term.in_corpus)


def _family(own: str, stems: frozenset[str]) -> list[str]:
    """Those that are of one family: "ecolog" and "ecologiste", "financ" and "financeur"."""
    head = own[:_SHORTEST_FAMILY]
    if len(own) < _SHORTEST_FAMILY or head not in _heads(stems):
        return []
    alike = (stem for stem in stems if stem.startswith(head))
    return [x for x in alike if _is_derived(x, own) or _is_derived(own, x)]


def _is_derived(stem: str, root: str) -> bool:
    """Not a compound: "videosurveil" is not of the family of "video"."""
    is_compound = root.endswith("o") or len(stem) - len(root) > _LONGEST_SUFFIX
    return stem == root or (stem.startswith(root) and not is_compound)


@lru_cache(maxsize=_TEXTS_KEPT)
def _heads(stems: frozenset[str]) -> frozenset[str]:
    """How they begin: some hundred texts a question, and many questions a text."""
    return frozenset([stem[:_SHORTEST_FAMILY] for stem in stems])


def _is_misspelt(name: str, stems: frozenset[str]) -> bool:
    if len(name) < _SHORTEST_MISSPELT or not name.isalpha():
        return False
    near = (stem for stem in stems if stem[0] == name[0] and _is_near(stem, name))
    return any(Indel.normalized_similarity(name, stem) >= _LEAST_ALIKE for stem in near)


def _is_near(stem: str, name: str) -> bool:
    """Of much the same length; one that goes on where the other ends is another name: "Philippe"
    and "Philippidès"."""
    short, long = sorted((stem, name), key=len)
    more = len(long) - len(short)
    return more <= 1 or (more <= _MOST_LETTERS and not long.startswith(short))


def coverage(asked: Sequence[Term], matches: Sequence[float]) -> float:
    """Share of the weight of the question's words that is matched, in [0, 1]."""
    if not any(matches):
        return 0.0
    matched = missed = 0.0
    for term, strength in zip(asked, matches, strict=True):
        told = _MISSED_IN_CORPUS if term.in_corpus else term.silence
        matched += term.weight * strength
        missed += term.weight * (1 - strength) * told
    return matched / (matched + missed) if matched else 0.0


def lookup(asked: Sequence[Term]) -> dict[str, float]:
    """Index terms to look up with the factor of each: those asked, their short
    forms, and those of like meaning. Empty where the question names nothing."""
    weights: dict[str, float] = {}
    for term in asked:
        for stem in term.stems:
            weights[stem] = 1.0
        for short in term.short_forms:
            weights[short] = 1.0
        for related, strength in term.related.items():
            weights.setdefault(related, _RELATED_FACTOR * strength)
        for expression in term.expressions:
            for stem in expression.stems:
                weights.setdefault(stem, _RELATED_FACTOR * _SAME / len(expression.stems))
    return weights
