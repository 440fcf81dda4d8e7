"""English words as they are compared."""

import pytest

from assistant.language.english import english_stems


@pytest.mark.parametrize(
    "forms",
    ["keep keeps kept", "give gave given", "choose chose chosen", "withdraw withdrew withdrawn"],
)
def test_a_verb_is_one_word_in_all_its_forms(forms: str) -> None:
    assert len(set(english_stems(forms))) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("found", "founded"), ("born", "bear"), ("left", "leave")]
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert not set(english_stems(one)) & set(english_stems(other))
