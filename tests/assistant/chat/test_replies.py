"""What the page is told of what readers do, without a browser."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from assistant.answer import Language
from assistant.chat.replies import Chat, Reader
from assistant.chat.shelf import EVERY
from assistant.chat.uploads import Added, Fate, Uploads
from assistant.service.library import Library
from ingest.errors import NothingToReadError
from tests.support.hashing import HashingEncoder

READER = Reader(Language.FRENCH, lambda: None)


@pytest.fixture
def chat(data_dir: Path, encoder: HashingEncoder) -> Iterator[Chat]:
    with closing(Library(data_dir, encoder)) as library:
        yield Chat(library)


def test_what_is_no_date_is_told(chat: Chat) -> None:
    (turns, typed, *_) = list(
        chat.reply(READER, "Arceaux ?", [], "", [], "", "hier", "", EVERY, [])
    )[-1]
    assert turns[-1]["content"].startswith("Date non reconnue")
    assert typed == "Arceaux ?"
    assert "Date non reconnue" in chat.narrowed(READER, "", "", "demain", EVERY, [])[0]
    assert "Date non reconnue" in chat.search(READER, "gare", "nearest", "", "x", "", EVERY, [])[4]


def test_the_reason_of_a_question_that_is_too_long_is_in_sight(chat: Chat) -> None:
    long = "Arceaux ? " * 300
    turns, typed, *_, told = list(chat.reply(READER, long, [], "", [], "", "", "", EVERY, []))[-1]
    assert (len(turns[0]["content"]), typed) == (201, long)
    assert (
        turns[-1]["content"]
        == told
        == "La question est trop longue\u00a0: 2 000 caractères au plus."
    )


def test_files_that_cannot_be_read_are_no_broken_index(
    chat: Chat, tmp_path: Path, encoder: HashingEncoder
) -> None:
    class Broken(Uploads):
        def add(self, dropped: Sequence[Path]) -> Iterator[Added]:
            yield Added(dropped[0].name, Fate.KNOWN)
            raise NothingToReadError("there is nothing to read.")

    (*_, told) = chat.add(READER, Broken(tmp_path, encoder), ["a.txt"])
    assert "Ces fichiers n&#x27;ont pas pu être lus" in told


def test_an_empty_search_is_told_as_one(chat: Chat) -> None:
    *_, found, _, _, _, told = chat.search(READER, " ", "nearest", "", "", "", EVERY, [])
    assert "Rien à rechercher" in found
    assert told == "La recherche n'a pas pu être faite."


def test_the_box_is_emptied_once_and_what_is_typed_meanwhile_stays(chat: Chat) -> None:
    first, *later = chat.reply(READER, "Arceaux ?", [], "", [], "", "", "", EVERY, [])
    (turns, typed, *_) = first
    assert (len(turns), typed) == (1, "")
    assert later and all(typed is None for _, typed, *_ in later)


def test_a_greeting_offers_a_question_that_the_documents_answer(chat: Chat) -> None:
    (turns, *_) = list(chat.reply(READER, "Bonjour", [], "", [], "", "", "", EVERY, []))[-1]
    first = chat.offers(READER, "", "", "", "", EVERY, [])[1]["value"]
    assert f"«\u00a0{first}\u00a0»" in turns[-1]["content"].replace("&#x27;", "'")
    (turns, *_) = list(chat.reply(READER, "Merci", [], "", [], "", "", "", EVERY, []))[-1]
    assert "exemple" not in turns[-1]["content"]


def test_a_bug_is_not_taken_for_a_wrong_date(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("a bug")

    monkeypatch.setattr("assistant.chat.replies.search_page", broken)
    with pytest.raises(ValueError, match="a bug"):
        chat.search(READER, "gare", "nearest", "", "", "", EVERY, [])
