"""Questions that lean on the one before, made to stand alone by rules; greetings, told apart."""

import re
from datetime import date
from enum import StrEnum

from assistant.answer import Language
from assistant.questions.again import asks_again
from assistant.questions.another_time import at_another_time
from assistant.questions.courtesy import composed, plainly_put
from assistant.questions.handing_on import (
    ARTICLES,
    ASKS,
    CARRIED,
    ON_THINGS,
    agreeing,
    asked_for,
    bare,
    subject_of,
)
from assistant.questions.kinds import Wanted
from assistant.questions.leaning import LEADS, is_of_something, leans
from assistant.questions.question import (
    LONGEST_QUESTION,
    Question,
    analyse,
    check_length,
    subject_words,
    word_places,
)
from assistant.questions.relative import dated
from assistant.questions.replacing import (
    OF,
    OF_END,
    PREPOSITION,
    after,
    at_another_place,
    replaced,
)
from ingest.language import bodies

_INSTEAD = re.compile(
    r"(?:(?:and )?(?:what|how) about|et|mais|ou|and|but|or|non,?|no,)\s+"
    r"(?:(?P<link>pour|sur|avec|chez|dans|concernant|à propos d[eu]s?"
    r"|quant (?:à|aux?)|de|du|des|en|for|on|about|with|in)\s+)?"
    r"(?P<new>[^?]+?)\W*",
    re.I,
)
_AT_TIME = re.compile(r"(?:en|le|depuis|avant|après|dès|in|on|since|before|after)\s", re.I)
_MEANT = re.compile(
    r"(?:(?:mais )?(?:non|no|pardon|sorry)\b,? )?"
    r"(?:(?:je (?:parl(?:e|ais)|voulais parler) |i was (?:talking|asking) )"
    r"(?P<of>d[eu]s?|d['’]|about)|je (?:voulais|veux) dire|i meant?)\s*(?P<new>[^?]+?)\W*",
    re.I,
)
"""Puts right how the question before was read: "Non, je parlais du webinaire"."""
_NUMBER = re.compile(r"^\s+(?:n\s?[°o]\s*)?(?:\d+|(?-i:[A-Z]))\b", re.I)
_ASKED_ON = re.compile(rf"\s(?=(?:{'|'.join(ON_THINGS)})\s)", re.I)
_SOMEONE = re.compile(r"(?:[Ll][ae]s? |[Ll]['’]|[Tt]he )[A-ZÀ-Þ]")
_FILLER = re.compile(
    r"^(?:celui|celle|ceux|celles)\s+(?=d)|[\s,]+(?:alors|donc|aussi|dans tout ça|then|too)$", re.I
)
_ARTICLE = re.compile(
    r"\b(?:la |le |les |l['’]|une? |the |an? |(?:leurs?|notre|nos|votre|vos|son|sa|ses) )$", re.I
)
_OPENING_ARTICLE = re.compile(r"^(?:l[ae]s? |l['’]|the )", re.I)
_BODY = re.compile(
    rf"(?:(?:au|la|le|aux?|à la|the) |à l['’]|l['’])?(?:{bodies.NOUN}|[A-ZÀ-Þ]{{3,}}\b)"
)
_OF_MEETING = re.compile(
    r"(?:quel(?:le)?s (?:sont les )?(?:décisions?|arbitrages?|délibérations?)"
    r"(?: (?:(?:ont|a) )?(?:été )?(?:prise?s?|adoptée?s?|votée?s?|actée?s?|rendue?s?))?"
    r"|qu['’]a(?:-t-il été)? (?:décidé|voté)|que (?:décid(?:e|ait)|s['’]est-il décidé)"
    r"|what (?:was|did)(?: \w+)?)"
    r" (?:au|à la|par l[ae]|lors d[eu](?: la)?|du|de la|le|la|at the|the|by the)"
    rf" (?:derni[eè]re? |last )?(?:{bodies.NOUN}|(?-i:[A-ZÀ-Þ]{{3,}})|séance|réunion|meeting)"
    r"(?P<rest>.*)",
    re.I,
)
_OF_IT = re.compile(r"(pourquoi|comment|combien|quand|où) (?:lui|elles?|eux|ça|cela)$", re.I)
_COUNTS = re.compile(r"(?:de |d['’])(.+)", re.I)
_LONGEST_SUBJECT = 6


class Talk(StrEnum):
    """What is said to the assistant and asks nothing of the documents."""

    GREETING = "greeting"
    THANKS = "thanks"
    ABOUT = "about"


_TALK = {
    Talk.GREETING: re.compile(
        r"(?:(?:bonjour|bonsoir|salut|coucou|hello|hi|good (?:morning|afternoon|evening))"
        r"(?: (?:à (?:tous|toutes|vous)|madame|monsieur|there))?\W*)+",
        re.I,
    ),
    Talk.THANKS: re.compile(
        r"(?:(?:(?:un grand )?merci(?: (?:beaucoup|bien|à vous))?|(?:many )?thank(?:s| you)"
        r"(?: very much)?|parfait|super|très bien|c['’]est noté|au revoir|bonne (?:journée|soirée)"
        r"|goodbye|bye)\W*)+",
        re.I,
    ),
    Talk.ABOUT: re.compile(
        r"(?:(?:bonjour|hello|et|mais)\W+)?(?:qui (?:es[- ]tu|êtes[- ]vous|est ce assistant)"
        r"|(?:que|qu['’]est-ce que) (?:tu sais|vous savez|sais[- ]tu|peux[- ]tu|savez[- ]vous"
        r"|pouvez[- ]vous) faire|comment (?:ça|cela|tu|vous) (?:marche|fonctionne|fonctionnes"
        r"|fonctionnez)|quels documents (?:avez[- ]vous|as[- ]tu|connaissez[- ]vous)"
        r"|(?:quels sont|liste(?:r|z)?(?: de)?|montrez[- ]moi) (?:tous )?(?:les|vos) documents"
        r"(?: (?:disponibles|indexés))?|(?:which|what) documents (?:do you have|are there)"
        r"|à quoi (?:sers[- ]tu|servez[- ]vous)|aide|aidez[- ]moi|help|who are you|what can you do"
        r"|how does (?:this|it) work)\W*",
        re.I,
    ),
}


def talk(text: str) -> Talk | None:
    """What a text is where it is a courtesy or asks about the assistant itself, and no more."""
    told = composed(text).strip()
    return next((kind for kind, said in _TALK.items() if said.fullmatch(told)), None)


def understood(text: str, previous: str, *, today: date | None = None) -> str:
    """The question as it stands alone, with the dates of what it tells from `today`. `previous` is
    the last one as it was understood, empty where there is none. One that names its own subject is
    left as it is.

    Raises InvalidQuestionError.
    """
    check_length(text)
    if today:
        text, previous = dated(text, today), dated(previous, today)
    asked = analyse(plainly_put(text))
    alone = asked.text
    if any(map(str.isalnum, previous)):
        before = analyse(previous[:LONGEST_QUESTION])
        alone = before.text if asks_again(asked.text) else on_its_own(asked, before)
    return alone if len(alone) <= LONGEST_QUESTION else asked.text


def on_its_own(asked: Question, before: Question) -> str:
    """What is asked right after another question, with what it leaves to that one."""
    if not before.subject:
        return asked.text
    has_subject = word_places(before.text, subject_words(before.text))
    is_told = asked.subject and set(asked.subject) <= set(asked.timing.split())
    is_time = is_told and _AT_TIME.match(asked.text)
    told_of = f"et {asked.text}" if is_time else asked.text
    if has_subject and (instead := _MEANT.fullmatch(asked.text) or _INSTEAD.fullmatch(told_of)):
        told = instead.groupdict()
        new = ARTICLES.get(f"{told.get('of')} ".lower(), "") + told["new"]
        if len(new.split()) <= _LONGEST_SUBJECT and not ASKS.search(new):
            return _instead(before, _FILLER.sub("", new), told.get("link") or "")
    return _about(asked, before) if leans(asked) else asked.text


def _instead(before: Question, new: str, link: str) -> str:
    """The question before, on something else: "Et pour Teams ?"."""
    if other := at_another_place(before.text, new):
        return other
    if other := at_another_time(before.text, new, link):
        return _asking(before, _contracted(bare(other)))
    if _is_on_meeting(before) and (link or not _BODY.match(new)):
        on = "sur" if before.language is Language.FRENCH else "on"
        return _asking(before, f"{bare(before.text)} {on} {new}")
    if before.counted and (counts := _COUNTS.match(f"{link} {new}".lstrip())):
        counted = rf"\bd(?:e |['’]){re.escape(before.counted)}\b"
        return _contracted(re.sub(counted, lambda _: f"de {counts[1]}", before.text, count=1))
    if carried := CARRIED.match(bare(before.text)):
        return _asking(before, f"{before.text[: carried.start('subject')]}{new}")
    asked = _asked_of(before)
    if asked and link.lower() in ON_THINGS:
        return _asking(before, f"{asked}{link} {new}")
    if asked and (link or not _SOMEONE.match(new)):
        return asked + _instead(analyse(before.text[len(asked) :]), new, link)
    start, end = after(before, link) or replaced(before, new)
    if not link and is_of_something(new) and not is_of_something(before.text[start:end]):
        return _about(analyse(asked_for(new)), before)
    head, tail = before.text[:start], _NUMBER.sub("", before.text[end:])
    if PREPOSITION.search(head):
        head = _ARTICLE.sub("", head)
    elif OF.match(f" {new}", 1):
        head = OF_END.sub("", head)
    elif OF_END.search(head):
        head = OF_END.sub(f"{link} " if link in ("du", "des") else "de ", head)
    elif head and link and not before.names and not _ARTICLE.search(head):
        return _asking(before, f"{bare(before.text)} {link} {new}")
    else:
        head = _ARTICLE.sub("", head)
    return _contracted(f"{head}{new}{tail}")


def _is_on_meeting(before: Question) -> bool:
    """Whether all that a meeting decided is asked for: it stays that one, "Et pour Teams ?"."""
    meeting = _OF_MEETING.match(bare(before.text))
    if meeting is None or before.wanted is not Wanted.ANYTHING:
        return False
    dates = before.timing.split()
    return all(word in dates for word in subject_words(meeting["rest"]))


def _asked_of(before: Question) -> str:
    """What a question says before what it asks about, where it names who is asked of: "Que dit le
    COSINUM" of "Que dit le COSINUM sur Zoom ?"; empty for none."""
    on = _ASKED_ON.search(before.text)
    who = word_places(before.text, sorted(before.names))[:1]
    return before.text[: on.end()] if on and who and who[0][1] <= on.start() else ""


def _contracted(text: str) -> str:
    """ "du plan", "des outils", "d'un service", as French writes them."""
    text = re.sub(r"\b(?:au|à la) (?=aux? |à l)", "", text)
    text = re.sub(r"\bde le (?=\w)", "du ", re.sub(r"\bde les (?=\w)", "des ", text))
    return re.sub(r"\bde (?=[aeiouyàâéèêëîïôû])", "d'", text, flags=re.I)


def _about(asked: Question, before: Question) -> str:
    """The question with the subject of the one before: "À quelle date, concernant Zoom ?"."""
    link = "concernant" if asked.language is Language.FRENCH else "about"
    told = _OF_IT.sub(r"\1", bare(LEADS.sub("", asked.text)))
    subject = agreeing(told, subject_of(before))
    if asked.language is not before.language:
        subject = _OPENING_ARTICLE.sub("", subject)
    return _asking(asked, f"{told}, {link} {subject}")


def _asking(question: Question, text: str) -> str:
    mark = " ?" if question.language is Language.FRENCH else "?"
    return f"{text[:1].upper()}{text[1:]}{mark}"
