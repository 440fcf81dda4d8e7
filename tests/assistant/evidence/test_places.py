"""What tells where something is, whatever the place is called."""

import pytest

from assistant.answer import Status
from assistant.language.lexicon import PLACES
from tests.support.documents import Asked


@pytest.mark.parametrize(
    "sentence",
    [
        "les bornes seront posées par le service immobilier au parking nord.",
        "les casiers sont installés dans le hall.",
        "les archives ont été transférées à l'entrepôt.",
        "le panneau est placé devant la cantine.",
        "les agents pourront se garer gratuitement sur le parking des visiteurs.",
    ],
)
def test_where_something_is_put_is_a_place(sentence: str) -> None:
    assert PLACES.search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "les bornes seront posées au plus tard en juin.",
        "les bornes seront posées à la demande des agents.",
        "le logiciel est installé dans le cadre du plan.",
        "le comité tient au calendrier.",
    ],
)
def test_when_and_how_are_none(sentence: str) -> None:
    assert not PLACES.search(sentence)


def test_where_is_answered(asked: Asked) -> None:
    text = (
        "# Relevé de décisions du comité du 4 mars 2021\n\n"
        "Les bornes de recharge seront posées par le service immobilier au parking nord.\n"
    )
    answer = asked({"r.md": text}, "Où seront posées les bornes de recharge ?")
    assert answer.status is Status.ANSWERED
    assert "au parking nord" in answer.citations[0].quote
