"""A data folder behind a server that runs for months."""

import gc
import weakref
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.service.library import Library
from index.builder import build
from tests.support.hashing import HashingEncoder


@pytest.fixture
def nothing_collected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("nothing_collected")
def test_the_memory_of_an_index_goes_with_its_last_reader(
    data_dir: Path, library: Path, encoder: HashingEncoder
) -> None:
    with closing(Library(data_dir, encoder)) as served:
        with served.assistant(collections=None) as reading:
            old = [
                weakref.ref[object](reading.snapshot),
                weakref.ref[object](reading.snapshot._derived.dense),
            ]
            (library / "note.txt").write_text("Le comité retient une date.\n")
            build([library], data_dir=data_dir, encoder=encoder)
            served.look_again()
            for readable in (None, frozenset({"public"})):
                assert served.ask("Que décide le comité ?", collections=readable).citations
            assert all(ref() for ref in old)
        del reading
        assert [ref() for ref in old] == [None, None]
