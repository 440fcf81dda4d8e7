"""Why a file is not read, in the language of who sent it."""

import pytest

from assistant.answer import Language
from assistant.reasons import FRENCH, reason
from ingest.errors import Reason, UnreadableFileError


@pytest.mark.parametrize("why", Reason)
def test_each_reason_has_its_french_and_is_known_by_its_sentence(why: Reason) -> None:
    values = tuple(str(number) for number in range(why.count("{}")))
    assert Reason.of(str(UnreadableFileError(why, *values))) == (why, values)
    told = reason(why.told(*values), Language.FRENCH)
    assert told and "{" not in told
    assert FRENCH[why] != why or why is Reason.SYSTEM


def test_a_reason_is_told_with_its_values() -> None:
    said = UnreadableFileError(Reason.TOO_MANY_PAGES, 2_001, 2_000)
    assert reason(str(said), Language.FRENCH) == "il a 2001 pages, et 2000 est le maximum"
    assert reason(str(said), Language.ENGLISH) == "it has 2001 pages and 2000 is the most."
