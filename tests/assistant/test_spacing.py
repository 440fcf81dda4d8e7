"""No line of the page begins with the high points of our own words; quotations are as they are."""

import re

import pytest

from assistant.answer import Language
from assistant.chat.page import said, sources
from assistant.engine import Assistant
from assistant.interface import translations
from assistant.spacing import bound

DOCUMENTS = {
    "releve.md": (
        "# Relevé de décisions\n\n## 1. Vélos\n\n"
        "Le comité décide ceci : des arceaux à vélos « neufs » ; rien d'autre !\n"
    )
}
_BREAKS = re.compile(r" [»:;?!%]|« ")


@pytest.mark.parametrize(
    ("ours", "shown"),
    [
        ("Rien ; et après ? Non !", "Rien\u00a0; et après\u00a0? Non\u00a0!"),
        ("Sujet : « Vélos : oui » ?", "Sujet\u00a0: «\u00a0Vélos : oui\u00a0»\u00a0?"),
        ("« {} »", "«\u00a0{}\u00a0»"),
        ("What was decided? “Bikes”: yes", "What was decided? “Bikes”: yes"),
    ],
)
def test_high_points_stay_with_their_words(ours: str, shown: str) -> None:
    assert bound(ours) == shown


def test_the_words_of_the_page_break_nowhere_else() -> None:
    words = translations()[Language.FRENCH].values()
    assert [text for text in words if _BREAKS.search(text)] == []


def test_an_answer_is_spaced_around_its_quotation_alone(assistant: Assistant) -> None:
    answer = assistant.ask("Que décide le comité sur les arceaux ?")
    (quotation,) = [citation.quote for citation in answer.citations]
    assert " : des arceaux à vélos « neufs » ; rien d'autre !" in quotation
    for shown in (said(answer, Language.FRENCH), sources(answer)):
        whole = shown.replace("&#x27;", "'").replace("<mark>", "").replace("</mark>", "")
        assert quotation in whole
        assert not _BREAKS.search(re.sub(r"<[^>]*>", "", whole.replace(quotation, "")))
