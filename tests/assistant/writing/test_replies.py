"""What a reply says, and which extracts its sentences point to."""

from collections.abc import Sequence

import pytest

from assistant.errors import ModelError
from assistant.writing.replies import Marked, joined, marked, sentences_of, spoken

VPN = "Tous ces agents recevront un VPN"
CHORUS = "Les agents accèdent à CHORUS"


def read(reply: str) -> list[Marked]:
    return [marked(sentence) for sentence in sentences_of(reply)]


@pytest.mark.parametrize(
    ("markers", "numbers"),
    [
        ("[1] et [2]", [1, 2]),
        ("[1], [2]", [1, 2]),
        ("[1 et 2]", [1, 2]),
        ("[1, 2 and 4]", [1, 2, 4]),
        ("[1–3]", [1, 2, 3]),
        ("[1]-[3]", [1, 2, 3]),
        ("[3-1]", [3, 1]),
        ("【1】", [1]),
        ("［1］", [1]),
        ("[１]", [1]),
        ("(1)", [1]),
        ("(extraits 1 et 2)", [1, 2]),
        ("([1])", [1]),
        ("(voir l'extrait [1])", [1]),
        ("[extrait 1]", [1]),
        ("[Extracts 1, 2]", [1, 2]),
        ("[^1]", [1]),
        ("**[1]**", [1]),
        ("[[1]]", [1]),
        ("[01]", [1]),
        ("[doc 1]", [1]),
        ("[Extrait n° 1]", [1]),
        ("[1, p. 2]", [1]),
        ("【1†source】", [1]),
        ("\\[1\\]", [1]),
        ("[1](https://exemple.fr/1)", [1]),
        ("<sup>1</sup>", [1]),
        ("<sup>[1]</sup>", [1]),
        ("[\u200b1\u200b]", [1]),
    ],
)
@pytest.mark.parametrize("form", ["{} {}.", "{}{}.", "{}. {}", "{}.\n{}"])
def test_markers_are_read_in_every_form(markers: str, numbers: Sequence[int], form: str) -> None:
    assert read(form.format(VPN, markers)) == [Marked(f"{VPN}.", tuple(numbers))]


@pytest.mark.parametrize(
    "reply",
    [
        "[1] {}. [2] {}.",
        "[1]: {}. [2]: {}.",
        "- [1] {}.\n- [2] {}.",
        "**[1]** {}.\n\n**[2]** {}.",
        "{}. [1] {}. [2]",
        "{}.\n[1]\n{}.\n[2]",
        "{} (1). {} (2).",
        "Selon [1], {}. According to extract [2], {}.",
        "{} [1]. [2] {}.",
        "{}. [1] {}. [2]\n\nSources :\n[1] Relevé de 2020\n[2] Relevé de 2021",
        "{} [^1]. {} [^2].\n\n[^1]: Relevé de 2020\n[^2]: Relevé de 2021",
        "# Réponse\n\n> {} [1].\n> {} [2].",
        "<p>*{}* [1].</p><p>_{}_ [2].</p>",
        "{} [1].<br>{} [2].",
        "| Décision |\n|---|\n| {}. [1] |\n| {}. [2] |",
        "Voici la réponse :\n* {}. [1]\n* {}. [2]",
        "D'après les extraits fournis, {} [1]. {} [2].",
    ],
)
def test_each_sentence_has_its_own(reply: str) -> None:
    assert read(reply.format(VPN, CHORUS)) == [Marked(f"{VPN}.", (1,)), Marked(f"{CHORUS}.", (2,))]


def test_what_is_left_of_a_marker_is_a_sentence() -> None:
    assert read("Selon [1], tous l'ont [1].") == [Marked("Tous l'ont.", (1,))]
    assert read("Tous l'ont, selon [1].") == [Marked("Tous l'ont.", (1,))]
    assert read("Tous, selon [1], l'ont [2].") == [Marked("Tous l'ont.", (1, 2))]


@pytest.mark.parametrize(
    "reply", ["Il en reste dix (10) [1].", "Entre deux et trois (2 à 3) agents [1]."]
)
def test_a_number_between_brackets_is_no_marker(reply: str) -> None:
    assert read(reply) == [Marked(reply.replace(" [1]", ""), (1,))]


def test_an_item_is_read_with_what_introduces_it() -> None:
    assert read("Le comité a refusé :\n- le VPN [1] ;\n- CHORUS [2].") == [
        Marked("Le comité a refusé : le VPN ;", (1,)),
        Marked("Le comité a refusé : CHORUS.", (2,)),
    ]


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_thought_that_only_its_end_tells_is_left_out(cut: int) -> None:
    reply = "Faux [2].\n</think>\nVrai [1]."
    pieces = [reply[start : start + cut] for start in range(0, len(reply), cut)]
    assert joined(spoken(pieces)).strip() == "Vrai [1]."


@pytest.mark.parametrize("tag", ["think", "thinking", "reasoning"])
def test_thoughts_have_several_names(tag: str) -> None:
    assert joined(spoken([f"<{tag}>Faux [2].</{tag}>Vrai [1]."])) == "Vrai [1]."
    assert joined(spoken([f"◁{tag}▷Faux [2].◁/{tag}▷Vrai [1]."])) == "Vrai [1]."


@pytest.mark.parametrize("cut", range(1, 12))
def test_thoughts_are_left_out_however_they_are_cut(cut: int) -> None:
    reply = "<think>Faux [2].</think>Vrai [1] < 3.<thinking>Non</thinking> Oui [2]."
    pieces = [reply[start : start + cut] for start in range(0, len(reply), cut)]
    assert "".join(spoken(pieces)) == "Vrai [1] < 3. Oui [2]."


@pytest.mark.parametrize(
    "reply", ["", " \n", "<think>Vrai.", "<think>x</think> ", "x</think> ", "a" * 6_001]
)
def test_a_reply_that_is_none(reply: str) -> None:
    with pytest.raises(ModelError):
        [*spoken([reply])]
