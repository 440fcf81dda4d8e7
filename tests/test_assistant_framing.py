"""What is said around quotations, and where there is none."""

import pytest

from assistant import framing
from assistant.question import analyse


@pytest.mark.parametrize(
    ("question", "is_unsure", "said"),
    [
        ("Que fait le comité ?", True, "aucun passage qui réponde sûrement à cette question"),
        ("Que fait le comité ?", False, "aucun passage qui réponde à cette question"),
        ("What does the committee do?", True, "no passage that surely answers this question"),
        ("What does the committee do?", False, "no passage that answers this question"),
    ],
)
def test_a_refusal_says_whether_something_may_answer(
    question: str, is_unsure: bool, said: str
) -> None:
    text = framing.not_found(
        analyse(question), unmet=(), lacks=False, is_unsure=is_unsure, documents=3, filtered=False
    )
    assert said in text
