"""Whether a sentence tells the deed whose doer is asked for, and tells it of someone: who restored
a cave is told neither by "la restauration de la grotte" nor by what others did to one whom the
question names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from assistant.evidence.in_charge import RUNNERS, someone_runs_it
from assistant.evidence.matching import Term, match
from assistant.evidence.naming import has_actor
from assistant.evidence.weighing import Evidence
from assistant.language import lexicon
from assistant.questions.asking import Deed, deed_asked
from assistant.questions.question import Question, subject_terms
from index.language.analyzer import terms, unaccented
from ingest.document import ParagraphKind

_WORD = re.compile(r"[^\W\d_]+")
_NOUN = re.compile(r"(?:[tsx]ions?|ments?|eurs?|euses?|rices?|aisons?|[^o]ats?|oirs?)$", re.I)
"""How words end, without accents, that are no verbs."""
_INFINITIVE = re.compile(r"(?:er|ir|[adflu]ire|crire|dre|ttre|ivre)$", re.I)
_CONDITIONAL = re.compile(r"(?:rait|raient)$", re.I)
_BEFORE_NOUN = re.compile(
    r"(?<!\bqui )(?<!\bne )(?:\b(?:l[ae]s?|une?|d[eu]s?|aux?|ce(?:t|tte|s)?|s(?:on|a|es)|leurs?"
    r"|chaque|tou(?:te|tes|t|s)|aucune?|par|sans|bons?) |\b[ld]['’]"
    rf"|(?:{lexicon.NUMBERS.pattern}) )$",
    re.I,
)
_IT = re.compile(r"\b(?:l[ae]s? |l['’])$", re.I)
_OF = re.compile(
    r"[^.;:]{0,40}?(?:\b(?:par|de|du|des) (?:l[ae]s? )?|\b(?:de )?[ld]['’]| ?: ?[^.;]{0,30}?)$",
    re.I,
)
"""Between a noun and who did it: "l'audit de la", "Financement : 50 %"."""
_CLAUSE = re.compile(r"(?<!\bMM)(?<!\bM)(?<!\bDr)[.;!?](?!\d)")
_HAS = re.compile(r"\b(?:a|ont|avai(?:t|ent)) (?:\w+ment |déjà |bien )?$", re.I)
_IS = re.compile(
    r"\b(?:est|sont|étai(?:t|ent)|ser(?:a|ont)|été|fu(?:t|rent)) (?:\w+ment |déjà |bien )?$", re.I
)
_DONE = re.compile(r"ée?s?$", re.I)
_BY_NEXT = re.compile(r"(?:\s+[\w'’]+){0,2}\s+par\b", re.I)
_PRONOUN = re.compile(r"\b(?:ils?|elles?|on|nous)\b", re.I)
_THEIR = re.compile(r"\b(?:s(?:on|a|es)|leurs?) $", re.I)
_BY = re.compile(
    r"\b(?:par|by|(?:à l['’]initiative|sous l['’]égide|à la charge) d(?:e|u|es)"
    r"|on the initiative of)\b(?P<who>.*)",
    re.I,
)
_LEAST = 0.3
_MOST_TOLD = 20
"""Words that tell the deed in one sentence: each is read with its whole clause."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A word that tells a deed, with what stands before and after it in its clause; `of_other`
    where that clause names nothing of what is asked, and "le" may stand for it."""

    word: str
    before: str
    after: str
    of_other: bool

    @property
    def is_verb(self) -> bool:
        if _INFINITIVE.search(self.word):
            return True
        before = _IT.sub("", self.before) if self.of_other else self.before
        return not (_NOUN.search(unaccented(self.word)) or _BEFORE_NOUN.search(before))

    @property
    def is_active(self) -> bool:
        if _DONE.search(self.word):
            return bool(_HAS.search(self.before))
        return not (_IS.search(self.before) or _BY_NEXT.match(self.after))

    @property
    def is_intended(self) -> bool:
        """What is to be done or would be."""
        return bool(_CONDITIONAL.search(self.word) or _INFINITIVE.search(self.word))


def tells_deed(question: Question, asked: Sequence[Term], evidence: Evidence) -> bool:
    """In a verb, of someone, or in a noun that goes with who did it; in others where that is told
    apart elsewhere, of a word that an answer cannot do without, or where no document has a word for
    what someone does. Any sentence does where no doer is asked for, and so does a list of those
    present."""
    deed = deed_asked(question.text)
    place = next((n for n, term in enumerate(asked) if deed and term.word == deed.word), None)
    if deed is None or place is None:
        return True
    term, paragraph = asked[place], evidence.hit.paragraph
    if paragraph.kind is ParagraphKind.ATTENDANCE:
        return True
    text = f"{paragraph.lead_in} {evidence.text}".strip()
    named = subject_terms(question.subject).difference(terms(deed.word))
    told = [*islice(_telling(term, text, named), _MOST_TOLD)]
    if not told and evidence.matches[place] < _LEAST:
        return term.is_required or not (deed.is_done or term.in_corpus)
    if not told:
        titles = ". ".join([*(section.title for section in paragraph.sections), paragraph.columns])
        return any(True for _ in _telling(term, titles, named)) or _says_otherwise(term, text)
    if verbs := [one for one in told if one.is_verb]:
        return any(_is_told(question, deed, verb) for verb in verbs)
    is_row = bool(RUNNERS.search(paragraph.columns)) or has_actor(question, evidence.text)
    if paragraph.kind is ParagraphKind.TABLE and is_row:
        return True
    if not deed.is_done and has_actor(question, paragraph.lead_in):
        return True
    return someone_runs_it(question, text) or any(_is_of(question, noun) for noun in told)


def _says_otherwise(term: Term, text: str) -> bool:
    stems = frozenset(terms(text))
    return any(expression.stands_in(text, stems) for expression in term.expressions)


@lru_cache(maxsize=64)
def _forms(done: str) -> re.Pattern[str] | None:
    """Of a verb whose participle is asked, "posé": short ones have several stems."""
    root = re.escape(unaccented(done)[:-1])
    endings = "e(?:e?s?|r|nt|ra|ront)?|a(?:it|ient|nt)?"
    return re.compile(rf"{root}(?:{endings})", re.I) if done.endswith("é") else None


def _telling(term: Term, text: str, named: frozenset[str]) -> Iterator[_Told]:
    for clause in _CLAUSE.split(text):
        words = [word for word in _WORD.finditer(clause) if _is_of_deed(term, word[0])]
        of_other = bool(words) and named.isdisjoint(terms(clause))
        for word in words:
            yield _Told(word[0], clause[: word.start()], clause[word.end() :], of_other)


def _is_of_deed(term: Term, word: str) -> bool:
    forms = _forms(term.word)
    is_form = forms is not None and bool(forms.fullmatch(unaccented(word)))
    return is_form or match(term, frozenset(terms(word)), word) >= _LEAST


def _is_told(question: Question, deed: Deed, verb: _Told) -> bool:
    """Of someone, and not as what is to come where it is asked of as done; nor of the one who is
    named in the place of the one asked for."""
    if deed.is_done and verb.is_intended:
        return False
    if verb.is_active and _turns_round(question, deed, verb):
        return False
    if deed.is_undergone:
        return True
    if verb.is_active:
        named = subject_terms(question.subject)
        return bool(_PRONOUN.search(verb.before)) or not named.issuperset(terms(verb.before))
    return bool(_BY.search(f"{verb.before} {verb.after}"))


def _turns_round(question: Question, deed: Deed, told: _Told) -> bool:
    """Whether who did it is the one to whom it was done in the question, or the reverse."""
    before, after = (frozenset(terms(text)) for text in (told.before, told.after))
    if deed.is_undergone:
        by = _BY.search(question.text)
        named = frozenset(terms(by["who"])) & subject_terms(question.subject) if by else frozenset()
        return bool(named) and named <= after and named.isdisjoint(before)
    named = subject_terms(question.subject).difference(terms(deed.word))
    first = lexicon.ACTORS.search(told.before)
    is_doer = first is not None and named.issuperset(terms(first[0]))
    return is_doer and named <= before and named.isdisjoint(after)


def _is_of(question: Question, told: _Told) -> bool:
    """The first who stands after a noun, "le don de la Fondation Marescot", whom the question does
    not name; or before "son départ"."""
    if _THEIR.search(told.before):
        return has_actor(question, told.before)
    who = lexicon.ACTORS.search(told.after)
    if who is None or not _OF.match(told.after[: who.start()]):
        return False
    return not subject_terms(question.subject).issuperset(terms(who[0]))
