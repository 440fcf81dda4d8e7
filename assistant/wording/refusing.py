"""What readers are told where no passage answers, in the language of the question."""

from collections.abc import Sequence

from assistant.answer import Language
from assistant.questions.kinds import Wanted
from assistant.questions.question import Question, period_named
from assistant.questions.spans import Time

_MISSING = {
    Language.FRENCH: {
        Wanted.MONEY: "un montant",
        Wanted.NUMBER: "le nombre demandé",
        Wanted.SHARE: "la proportion demandée",
        Wanted.DURATION: "la durée demandée",
        Wanted.FREQUENCY: "la fréquence demandée",
        Wanted.NAME: "le nom demandé",
        Wanted.ACTOR: "les personnes ou services demandés",
        Wanted.NEXT: "la date de la prochaine réunion",
        Wanted.TIME: "la date demandée",
        Wanted.REASON: "la raison demandée",
        Wanted.PRESENCE: "la liste des présents ou des absents",
        Wanted.ADDRESS: "l'adresse demandée",
        Wanted.PLACE: "le lieu demandé",
    },
    Language.ENGLISH: {
        Wanted.MONEY: "an amount",
        Wanted.NUMBER: "the number asked for",
        Wanted.SHARE: "the share asked for",
        Wanted.DURATION: "the length of time asked for",
        Wanted.FREQUENCY: "how often it is",
        Wanted.NAME: "the name asked for",
        Wanted.ACTOR: "the people or services asked for",
        Wanted.NEXT: "the date of the next meeting",
        Wanted.TIME: "the date asked for",
        Wanted.REASON: "the reason asked for",
        Wanted.PRESENCE: "the list of those present or absent",
        Wanted.ADDRESS: "the address asked for",
        Wanted.PLACE: "the place asked for",
    },
}


def not_found(
    question: Question,
    *,
    unmet: Sequence[str],
    lacks: bool,
    is_unsure: bool,
    documents: int,
    filtered: bool,
) -> str:
    """`unmet` are the names, periods and required words that stand near no passage; `lacks` says
    that the subject was found, without the figure, date or reason that was asked for; `is_unsure`
    that a passage may answer after all."""
    french = question.language is Language.FRENCH
    where = _where(documents, french=french, filtered=filtered)
    if not question.subject:
        return (
            "La question ne nomme aucun sujet que je puisse chercher ; précisez-la."
            if french
            else "The question names no subject that I can look for; please add one."
        )
    if placeless := next((time for time in question.times if not time.is_placed), None):
        return _no_time(placeless, question.language)
    if unmet and (period := _period(unmet[0], question)):
        if french:
            return f"Je n'ai trouvé aucun passage qui réponde pour {period} {where}."
        return f"I found no passage that answers for {period} {where}."
    if unmet:
        times = [*map(str, question.times)]
        return _not_spoken_of([word for word in unmet if word not in times], where, question)
    if lacks:
        missing = _MISSING[question.language][question.wanted]
        if french:
            return f"Je n'ai trouvé aucun passage qui donne {missing} {where}."
        return f"I found no passage that gives {missing} {where}."
    if french:
        surely = " avec certitude" if is_unsure else ""
        return f"Je n'ai trouvé aucun passage qui réponde{surely} à cette question {where}."
    clearly = " clearly" if is_unsure else ""
    return f"I found no passage that{clearly} answers this question {where}."


def _period(word: str, question: Question) -> str:
    """The time that a refusal names, "le 6 avril 2014", "la période demandée (à partir de 2021)";
    empty for a word that is none."""
    french = question.language is Language.FRENCH
    time = next((time for time in question.times if str(time) == word), None)
    period = str(time) if time else period_named(question.text, word)
    if time and time.is_long and not period.isdigit():
        return f"la période demandée ({period})" if french else f"the time asked about ({period})"
    return f"le {period}" if french and " " in period and period[0].isdigit() else period


def _no_time(time: Time, language: Language) -> str:
    """Of a day that is in no calendar, or of a year beside one that is not named."""
    french = language is Language.FRENCH
    if any(map(str.isdigit, time.written)):
        if french:
            return f"Le {time} n'est pas un jour du calendrier ; vérifiez la date."
        return f"{time} is no day of the calendar; please check the date."
    if french:
        return f"La question ne dit pas de quelle année part « {time} » ; précisez l'année."
    return f"The question does not say which year “{time}” counts from; please name the year."


def _not_spoken_of(words: Sequence[str], where: str, question: Question) -> str:
    """A decision or a passage "on" a name, else one that speaks of a common word, which may be a
    verb."""
    is_name = any(word[0].isupper() for word in words)
    is_open = question.wanted is Wanted.ANYTHING and not question.asks_what_it_is
    is_decision = question.asks_decision or (is_name and is_open)
    named = [_named(word, question.language) for word in words]
    if question.language is Language.FRENCH:
        nothing = "aucune décision" if is_decision else "aucun passage"
        link, also = ("sur", " ni sur ") if is_name else ("où il soit question de", " ni de ")
        return f"Je n'ai trouvé {nothing} {link} {also.join(named)} {where}."
    nothing = "no decision" if is_decision else "no passage"
    link = "on" if is_name else "that speaks of"
    return f"I found {nothing} {link} {' or '.join(named)} {where}."


def _named(word: str, language: Language) -> str:
    """A name as it is, a common word between quotation marks."""
    if word[0].isupper():
        return word
    return f"« {word} »" if language is Language.FRENCH else f"“{word}”"


def _where(documents: int, *, french: bool, filtered: bool) -> str:
    if filtered:
        return "dans les documents que retiennent les filtres" if french else "under these filters"
    if documents == 1:
        return "dans le seul document indexé" if french else "in the one document"
    return f"dans les {documents} documents" if french else f"in the {documents} documents"
