"""How a question went and, where it went wrong, at which step."""

from enum import StrEnum

from eval.run import Row


class Outcome(StrEnum):
    """The step is the first one that failed: a search that did not find, a choice of sentences
    that did not take what was found, a confidence too low."""

    ANSWERED = "rightly answered"
    REFUSED = "rightly refused"
    ALTERED = "a quotation is not in its paragraph"
    UNANSWERABLE = "answered, should have been refused"
    NOT_FOUND = "evidence not among the candidates"
    NOT_CHOSEN = "evidence among the candidates, not quoted"
    INCOMPLETE = "evidence quoted, not all that was wanted"
    NOT_FIT = "refused, no sentence of the candidates fits"
    UNSURE = "refused, confidence too low"
    OVERSTATED = "discussed, called decided"

    @property
    def is_right(self) -> bool:
        return self in (Outcome.ANSWERED, Outcome.REFUSED)


def outcome(row: Row) -> Outcome:
    if not row.exact:
        return Outcome.ALTERED
    if not row.answerable:
        return Outcome.UNANSWERABLE if row.answered else Outcome.REFUSED
    if row.answered and row.matched:
        return Outcome.OVERSTATED if row.calls_decided else Outcome.ANSWERED
    if not any(row.candidates or row.ranks):
        return Outcome.NOT_FOUND
    if row.answered:
        return Outcome.INCOMPLETE if row.cited_evidence else Outcome.NOT_CHOSEN
    return Outcome.UNSURE if row.confidence else Outcome.NOT_FIT
