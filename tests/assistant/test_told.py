"""What is told of several things, one after another."""

from dataclasses import replace

import pytest

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.questions.question import analyse
from assistant.wording.told import Told, put_in_turn
from index.snapshot import Snapshot
from ingest.document import ParagraphKind


@pytest.fixture(scope="module")
def zoom(sample_snapshot: Snapshot) -> Answer:
    return Assistant(sample_snapshot).ask("Qu'a-t-il été décidé sur Zoom ?")


def test_an_outcome_that_is_told_last_stands_after_what_it_is_of(zoom: Answer) -> None:
    (item,) = zoom.citations
    outcome = replace(item, quote=item.quote[:9], end=item.start + 9, is_outcome=True)
    voted = replace(outcome, start=item.end, end=item.end + 9)
    question = analyse("Quand, et qu'a-t-il été décidé ?")
    told = put_in_turn(
        question,
        [
            ("Quand ?", Told(question, (item,), false_premise=True)),
            ("Qu'a-t-il été décidé ?", Told(question, (item, voted), absent=("décidé",))),
        ],
    )
    assert [citation.is_outcome for citation in told.citations] == [False, False, True]
    assert [citation.marker for citation in told.citations] == [1, 2, 3]
    assert told.text.endswith(f"[2] Issue du point : « {voted.quote} » [3]")


def test_what_is_told_of_one_thing_is_not_told_again_of_another(zoom: Answer) -> None:
    question = analyse("Quand, et qu'a-t-il été décidé ?")
    told = put_in_turn(
        question,
        [
            ("Quand ?", Told(question, zoom.citations, confidence=0.9)),
            ("Qu'a-t-il été décidé ?", Told(question, zoom.citations, confidence=0.7)),
        ],
    )
    assert (told.text, told.citations) == (zoom.text, zoom.citations)
    assert (told.confidence, told.unanswered) == (0.7, ())


def test_a_list_that_is_told_is_not_introduced_again(zoom: Answer) -> None:
    (item,) = zoom.citations
    above = replace(item.paragraph, id="above", ordinal=1, text="Le comité décide :")
    listed = replace(item.paragraph, kind=ParagraphKind.BULLET, ordinal=2, lead_in=above.text)
    bullet = replace(item, paragraph=listed)
    lead_in = replace(item, paragraph=above, quote=above.text, start=0, end=len(above.text))
    question = analyse("Quand, et qu'a-t-il été décidé ?")
    told = put_in_turn(
        question,
        [
            ("Quand ?", Told(question, (bullet,))),
            ("Qu'a-t-il été décidé ?", Told(question, (lead_in,))),
        ],
    )
    assert told.citations == (bullet,)
