import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.quoting import find_quotation

SOURCE = "Avant le 15 juin 2020, Zoom n’est pas\nautorisé : l'accord reste à donner (art. 12)."


@pytest.mark.parametrize(
    "quotation",
    [
        SOURCE,
        "Zoom n'est pas autorisé",
        "  l’accord reste à donner  ",
        "15 juin 2020",
        "(art. 12)",
    ],
)
def test_what_the_source_says(quotation: str) -> None:
    found = find_quotation(quotation, SOURCE)
    assert found
    said = SOURCE[slice(*found)]
    assert said.replace("’", "'").split() == quotation.replace("’", "'").split()


@pytest.mark.parametrize(
    "quotation",
    [
        "Zoom est autorisé",
        "Zoom n'est autorisé",
        "Zoom n'est pas interdit",
        "zoom n'est pas autorisé",
        "5 juin 2020",
        "15 juin 202",
        "16 juin 2020",
        "Zoom n'est pas autorise",
        "Avant le 15 juin 2020 Zoom",
        "Avant le 15 juin (…) autorisé",
        "Avant le 15 juin … autorisé",
        "n’est pasautorisé",
        "",
        " … ",
    ],
)
def test_what_it_does_not_say(quotation: str) -> None:
    assert find_quotation(quotation, SOURCE) is None


@given(st.text(alphabet="ab '’.\n()[]*+?\\éÉ", min_size=1, max_size=30), st.data())
def test_every_slice_between_words_is_found(source: str, data: st.DataObject) -> None:
    words = source.split()
    start = data.draw(st.integers(0, max(len(words) - 1, 0)))
    end = data.draw(st.integers(start, len(words)))
    quotation = " ".join(words[start:end])
    found = find_quotation(quotation, source)
    if any(map(str.isalnum, quotation)):
        assert found
        assert (
            source[slice(*found)].replace("’", "'").split() == quotation.replace("’", "'").split()
        )
    else:
        assert found is None
