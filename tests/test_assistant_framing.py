"""What is said around quotations, and where there is none."""

import pytest

from assistant import framing
from assistant.question import analyse


@pytest.mark.parametrize(
    ("question", "is_unsure", "said"),
    [
        (
            "Que deviennent les chantiers ?",
            True,
            "aucun passage qui réponde sûrement à cette question",
        ),
        ("Que deviennent les chantiers ?", False, "aucun passage qui réponde à cette question"),
        ("What becomes of the laptops?", True, "no passage that surely answers this question"),
        ("What becomes of the laptops?", False, "no passage that answers this question"),
    ],
)
def test_a_refusal_says_whether_something_may_answer(
    question: str, is_unsure: bool, said: str
) -> None:
    text = framing.not_found(
        analyse(question), unmet=(), lacks=False, is_unsure=is_unsure, documents=3, filtered=False
    )
    assert said in text
