"""What a build makes of files that fail: by the machine, or by the time that they take."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.builder import build
from index.storage.store import Store
from ingest.errors import Reason, SlowFileError
from ingest.folder import SourceFile
from ingest.pipeline import read_files
from tests.support.hashing import HashingEncoder

Read = Iterator[tuple[SourceFile, object]]


def test_a_file_that_is_away_for_a_moment_is_read_when_it_is_back(
    library: Path, tmp_path: Path, encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, elsewhere = library / "fiche-compost.md", tmp_path / "elsewhere.md"

    def read(sources: Iterable[SourceFile]) -> Read:
        lost.rename(elsewhere)
        yield from read_files(sources)

    with monkeypatch.context() as unmounted:
        unmounted.setattr("index.builder.read_files", read)
        report = build([library], data_dir=tmp_path / "data", encoder=encoder)
    assert report.failed == {
        lost.name: f"{lost.name}: No such file or directory. The next build tries again."
    }
    assert _quarantined(tmp_path / "data") == []
    elsewhere.rename(lost)
    report = build([library], data_dir=tmp_path / "data", encoder=encoder)
    assert (report.added, report.failed) == ([lost.name], {})


def test_a_file_that_takes_too_long_is_tried_twice(
    library: Path, data_dir: Path, encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def read(sources: Iterable[SourceFile]) -> Read:
        for source in sources:
            tried.append(source.name)
            yield source, SlowFileError(Reason.SLOW, "120", name=source.name)

    monkeypatch.setattr("index.builder.read_files", read)
    (library / "long.txt").write_text("Le bruit est mesuré la nuit.\n")
    said = "long.txt: reading it took more than 120 seconds."
    for told in (f"{said} The next build tries again.", said, said):
        report = build([library], data_dir=data_dir, encoder=encoder)
        assert report.failed == {"long.txt": told}
    assert tried == ["long.txt", "long.txt"]
    (library / "long.txt").write_text("Le bruit est mesuré le jour.\n")
    build([library], data_dir=data_dir, encoder=encoder)
    assert len(tried) == 3


def _quarantined(data_dir: Path) -> list[str]:
    with closing(Store(data_dir)) as store:
        return [reason for _, _, reason in store.quarantined()]
