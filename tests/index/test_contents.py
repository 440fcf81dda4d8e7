"""Contents that are held under another name: not read again, and shown by the name they have."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.added import UPLOADS
from index.builder import BuildReport, build
from index.storage.store import Store
from index.verification import verify
from ingest.document import ADDED
from ingest.folder import SourceFile, find_files
from ingest.pipeline import read_files
from ingest.reader import is_read_alike, read_file
from tests.support.documents import LIBRARY
from tests.support.hashing import HashingEncoder

BIKES, WATER, COMPOST = LIBRARY
TITLE = "Relevé de décisions du comité des quais du {} mai 2022"
QUAY = f"# {TITLE}\n\n## 1. Quai nord\n\nLe comité décide de rendre le quai nord aux piétons.\n"


class Reads:
    """Builds, and tells what was read of the files."""

    def __init__(self, folder: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.data_dir = folder, data_dir
        self.names: list[str] = []

        def reading(sources: dict[SourceFile, str]) -> Iterator[object]:
            self.names = [source.name for source in sources]
            yield from read_files(sources)

        monkeypatch.setattr("index.builder.read_files", reading)

    def build(self, *, prune: bool = True) -> BuildReport:
        encoder = HashingEncoder()
        report = build([self.folder], data_dir=self.data_dir, encoder=encoder, prune=prune)
        assert bool(encoder.encoded) is bool(self.names)
        return report

    def shown(self) -> set[str]:
        with closing(Store(self.data_dir)) as store:
            assert verify(store) == []
            return {record.source_path for record in store.records().values()}


@pytest.fixture
def reads(library: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Reads:
    return Reads(library, data_dir, monkeypatch)


@pytest.mark.parametrize("prune", [True, False])
@pytest.mark.parametrize("name", ["releve-fontaines.md", "2024/05-06.md"])
def test_a_file_of_another_name_is_not_read_again(reads: Reads, name: str, prune: bool) -> None:
    (reads.folder / "2024").mkdir()
    (reads.folder / WATER).rename(reads.folder / name)
    report = reads.build(prune=prune)
    assert (reads.names, report.recognised, report.removed) == ([], [name], [])
    assert reads.shown() == {BIKES, COMPOST, name}
    assert reads.build(prune=prune).unchanged == sorted([BIKES, COMPOST, name])


def test_a_file_whose_new_name_tells_more_is_read_again(reads: Reads) -> None:
    (reads.folder / COMPOST).rename(reads.folder / "2024-05-06-compost.md")
    assert reads.build().added == ["2024-05-06-compost.md"]
    with closing(Store(reads.data_dir)) as store:
        assert {str(r.date.first) for r in store.records().values() if r.date} == {
            "2021-03-04",
            "2022-09-15",
            "2024-05-06",
        }


def test_a_copy_is_not_read_and_shows_its_name_once_it_is_alone(reads: Reads) -> None:
    shutil.copy(reads.folder / WATER, reads.folder / "zz-eau.md")
    assert (reads.build().recognised, reads.names) == (["zz-eau.md"], [])
    assert reads.shown() == {BIKES, WATER, COMPOST}
    (reads.folder / WATER).unlink()
    reads.build()
    assert (reads.shown(), reads.names) == ({BIKES, COMPOST, "zz-eau.md"}, [])


def test_files_that_change_names_with_each_other_show_their_own(reads: Reads) -> None:
    paths = [reads.folder / name for name in ("quai-a.md", "quai-b.md")]
    texts = [QUAY.format(day) for day in (4, 5)]
    for told in (texts, texts[::-1]):
        for path, text in zip(paths, told, strict=True):
            path.write_text(text, encoding="utf-8")
        reads.build()
        assert reads.shown() == {BIKES, WATER, COMPOST, "quai-a.md", "quai-b.md"}
    with closing(Store(reads.data_dir)) as store:
        titles = {d.source_path: d.title for d in store.records().values()}
    assert titles["quai-a.md"].endswith("5 mai 2022")


def test_what_a_reader_added_is_the_team_s_once_the_team_has_it_and_no_longer(reads: Reads) -> None:
    added = reads.data_dir / UPLOADS / "quai.md"
    added.parent.mkdir()
    added.write_text(QUAY.format(4), encoding="utf-8")
    reads.build()
    assert reads.shown() == {BIKES, WATER, COMPOST, f"{ADDED}quai.md"}
    shutil.copy(added, reads.folder / "quai.md")
    for _ in range(2):
        reads.build()
        assert reads.shown() == {BIKES, WATER, COMPOST, "quai.md"}
    (reads.folder / "quai.md").unlink()
    for _ in range(2):
        reads.build()
        assert reads.shown() == {BIKES, WATER, COMPOST, f"{ADDED}quai.md"}


def test_what_the_team_says_of_a_file_that_a_reader_added_too_is_told(reads: Reads) -> None:
    added = reads.data_dir / UPLOADS / "quai.md"
    added.parent.mkdir()
    added.write_text(QUAY.format(4), encoding="utf-8")
    reads.build()
    shutil.copy(added, reads.folder / "quai.md")
    catalog = reads.folder / "documents.yaml"
    catalog.write_text("quai.md: {title: Les quais}\n", encoding="utf-8")
    for left, told in ((True, "Les quais"), (False, TITLE.format(4))):
        if not left:
            catalog.unlink()
            (reads.folder / "quai.md").unlink()
        for _ in range(2):
            reads.build()
            with closing(Store(reads.data_dir)) as store:
                assert told in {record.title for record in store.records().values()}


@pytest.mark.parametrize(
    "stem", ["relevé", "fiche", "2019-05-06", "note", "2021-05-20-releve-cosinum", "cr 3 mai 2020"]
)
def test_what_is_told_to_be_read_alike_is(sample_folder: Path, stem: str) -> None:
    alike = 0
    for source in find_files([sample_folder]):
        if source.suffix == ".pdf":
            continue
        reading, name = read_file(source), f"plus bas/{stem}{source.suffix}"
        if is_read_alike(reading.document, name):
            other = read_file(replace(source, name=name))
            assert replace(other.document, source_path=source.name) == reading.document
            assert other.paragraphs == reading.paragraphs
            alike += 1
    assert alike
