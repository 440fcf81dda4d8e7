"""What stands beside an answer, as HTML."""

from dataclasses import replace

import pytest

from assistant.chat.page import sources
from assistant.engine import Assistant

DOCUMENTS = {
    "releve.md": "# Relevé de décisions\n\n## 1. Vélos\n\nLe comité achète des arceaux à vélos.\n"
}


@pytest.mark.parametrize("is_marked", [True, False])
def test_a_mark_is_told_of_where_one_is(assistant: Assistant, is_marked: bool) -> None:
    answer = assistant.ask("Que dit le comité des arceaux de Quimper ?")
    marked = ((0, 10),) if is_marked else ()
    near = tuple(replace(near, marked=marked) for near in answer.nearest)
    shown = sources(replace(answer, nearest=near))
    assert near
    assert ("<mark>" in shown) == ("surlignée" in shown) == is_marked
