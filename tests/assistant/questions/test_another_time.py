"""Follow-ups on another time."""

import pytest

from assistant.questions.conversation import understood

MEETING = "Qu'a-t-on décidé au COSINUM du 3 décembre 2020 ?"


@pytest.mark.parametrize(
    ("previous", "asked", "alone"),
    [
        (MEETING, "Et le 14 mai ?", "Qu'a-t-on décidé au COSINUM du 14 mai 2020 ?"),
        (MEETING, "et d'avril ?", "Qu'a-t-on décidé au COSINUM d'avril 2020 ?"),
        (MEETING, "Et en mai 2021 ?", "Qu'a-t-on décidé au COSINUM de mai 2021 ?"),
        (MEETING, "Et en 2019 ?", "Qu'a-t-on décidé au COSINUM de 2019 ?"),
        (
            "Qu'a-t-on décidé en mai 2020 sur Zoom ?",
            "Et en décembre ?",
            "Qu'a-t-on décidé en décembre 2020 sur Zoom ?",
        ),
        (
            "Qu'a-t-on décidé le 3 décembre 2020 sur Zoom ?",
            "Et en mai ?",
            "Qu'a-t-on décidé en mai 2020 sur Zoom ?",
        ),
        (
            "Qu'a-t-on décidé en mai 2021 sur Zoom ?",
            "Et avant décembre 2020 ?",
            "Qu'a-t-on décidé avant décembre 2020 sur Zoom ?",
        ),
        (
            "Qu'a-t-on décidé en mai 2020 sur Zoom ?",
            "et avant ?",
            "Qu'a-t-on décidé avant mai 2020 sur Zoom ?",
        ),
        (MEETING, "et après ça ?", "Qu'a-t-on décidé au COSINUM après le 3 décembre 2020 ?"),
        ("Quel budget en 2020 ?", "et aujourd'hui ?", "Quel budget aujourd'hui ?"),
        ("What was agreed on Zoom in 2020?", "And since?", "What was agreed on Zoom since 2020?"),
        ("Quel budget ?", "Et maintenant ?", "Quel budget ?"),
        ("Quel budget pour Tchap ?", "Et avant ?", "Avant ?"),
        ("Quel budget ?", "Et depuis 2020 ?", "Quel budget depuis 2020 ?"),
        (
            "combien d'agents auront un portable",
            "et avant le 1er juillet",
            "Combien d'agents auront un portable avant le 1er juillet ?",
        ),
        (
            "Qu'a-t-on décidé en mai 2020 sur Zoom ?",
            "Et depuis juillet ?",
            "Qu'a-t-on décidé depuis juillet 2020 sur Zoom ?",
        ),
        (
            "Qu'a-t-on décidé sur Zoom depuis 2020 ?",
            "Et en 2019 ?",
            "Qu'a-t-on décidé sur Zoom en 2019 ?",
        ),
        (
            "Qu'a-t-on décidé sur Zoom depuis 2020 ?",
            "Et avant juin 2020 ?",
            "Qu'a-t-on décidé sur Zoom avant juin 2020 ?",
        ),
        (
            "Qu'a-t-on décidé entre 2019 et 2021 sur Zoom ?",
            "Et en mai 2022 ?",
            "Qu'a-t-on décidé en mai 2022 sur Zoom ?",
        ),
        (
            "Qu'a-t-on décidé en 2019 sur Zoom ?",
            "Et entre 2020 et 2021 ?",
            "Qu'a-t-on décidé entre 2020 et 2021 sur Zoom ?",
        ),
        (
            "Qu'a-t-on décidé en 2019 sur Zoom ?",
            "Et au premier semestre 2021 ?",
            "Qu'a-t-on décidé au premier semestre 2021 sur Zoom ?",
        ),
        ("What was decided since 2020?", "And in 2019?", "What was decided in 2019?"),
        ("Quel budget en 2021 ?", "Et l'année d'avant ?", "Quel budget en 2020 ?"),
        ("Quel budget en 2021 ?", "Et l'année suivante ?", "Quel budget en 2022 ?"),
        ("Quel budget pour Tchap ?", "Et en mai ?", "Quel budget pour Tchap en mai ?"),
        ("What was decided in May 2020?", "And in December?", "What was decided in December 2020?"),
        ("What was decided in May 2020?", "And the next year?", "What was decided in 2021?"),
        (
            "What was decided on the 3rd of December 2020 on Zoom?",
            "And in Q2 2021?",
            "What was decided in Q2 2021 on Zoom?",
        ),
        (
            "What was decided in December 2020 on Zoom?",
            "And on the 9th of May 2021?",
            "What was decided on the 9th of May 2021 on Zoom?",
        ),
        (
            "What was decided in 2020?",
            "And on May 14, 2021?",
            "What was decided on May 14, 2021?",
        ),
    ],
)
def test_a_follow_up_on_another_time_keeps_the_subject(
    previous: str, asked: str, alone: str
) -> None:
    assert understood(asked, previous) == alone
