"""Bad input: one clear sentence each, and the other files go through."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from ingest.document import Reading
from ingest.errors import NothingToReadError, UnreadableFileError
from ingest.folder import SourceFile, find_files
from ingest.formats.encoding import decode
from ingest.page import Extraction
from ingest.pipeline import read_files
from ingest.reader import read_extraction
from tests.support.places import ROOT, SAMPLE
from tests.support.reading import read_path

OPENER = "sésame"
GOOD_PDF = SAMPLE / "2021-05-20-releve-cosinum.pdf"


def _encrypted() -> bytes:
    writer = pypdf.PdfWriter(clone_from=GOOD_PDF)
    writer.encrypt(OPENER, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


BAD_FILES = {
    "empty.txt": (b"", "the file is empty"),
    "blank.md": (b" \n\n\t\n", "the file is empty"),
    "marks.md": (b"---\n\n***\n", "holds no paragraph"),
    "image.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is not text"),
    "really-a-pdf.txt": (GOOD_PDF.read_bytes(), "it is a PDF, not text"),
    "really-office.md": (b"PK\x03\x04" + b"\0" * 40, "it is a ZIP or office file"),
    "cut-utf16.txt": (b"\xff\xfeL\0e\0 ", "cut or damaged"),
    "not-a.pdf": (b"Bonjour.\n", "it is not a PDF"),
    "zero.pdf": (b"", "the file is empty"),
    "truncated.pdf": (GOOD_PDF.read_bytes()[:400], "damaged or cut short"),
    "encrypted.pdf": (_encrypted(), "protected by a password"),
}


def _ingest(*paths: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ingest", *map(str, paths)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_one_sentence(tmp_path: Path, name: str) -> None:
    content, said = BAD_FILES[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFileError, match=said) as raised:
        read_path(tmp_path)
    sentence = str(raised.value)
    assert sentence.startswith(f"{name}: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_bad_files_do_not_stop_the_others(tmp_path: Path) -> None:
    for name, (content, _) in BAD_FILES.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text("Le comité décide de surseoir.\n", encoding="utf-8")
    done = _ingest(tmp_path)
    assert done.returncode == 1
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == [
        "Le comité décide de surseoir."
    ]
    *sentences, report = done.stderr.splitlines()
    assert len(sentences) == len(BAD_FILES)
    assert report == f"1 file(s) read, 0 of them by OCR; 0 skipped, {len(BAD_FILES)} failed."


@pytest.mark.parametrize("name", ["b.txt", "b.pdf"])
def test_a_fault_in_reading_one_file_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def failing(extraction: Extraction, *, source: SourceFile, sha256: str) -> Reading:
        if source.name == name:
            raise ValueError("no such\nword")
        return read_extraction(extraction, source=source, sha256=sha256)

    monkeypatch.setattr("ingest.reader.read_extraction", failing)
    for other in ("a.txt", "c.txt"):
        (tmp_path / other).write_text("Le comité adopte la charte.\n", encoding="utf-8")
    content = GOOD_PDF.read_bytes() if name.endswith("pdf") else b"Le vote est clos.\n"
    (tmp_path / name).write_bytes(content)
    before, failed, after = (reading for _, reading in read_files(find_files([tmp_path])))
    assert isinstance(before, Reading)
    assert isinstance(after, Reading)
    said = r"b\.\w+: the program failed to read it, .*\(ValueError no such word; .*, line \d+\)\."
    assert re.fullmatch(said, str(failed))
    assert isinstance(failed, UnreadableFileError)


def test_reading_a_folder_prints_its_paragraphs() -> None:
    done = _ingest(SAMPLE / "2020-12-03-releve-cosinum.txt")
    assert done.returncode == 0
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["ordinal"] for line in lines] == list(range(1, len(lines) + 1))
    assert {line["document_date"] for line in lines} == {"2020-12-03"}
    assert {line["committee"] for line in lines} == {"COSINUM"}
    zoom = next(line for line in lines if "Zoom" in line["text"])
    assert zoom["section"].startswith("1. Fiche n° 1")


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    done = _ingest(tmp_path / "nowhere")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == f"{tmp_path / 'nowhere'} does not exist; check the path.\n"


def test_an_empty_folder(tmp_path: Path) -> None:
    done = _ingest(tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("Nothing to read in ")
    assert done.stderr.count("\n") == 1


def test_only_bad_files_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = _ingest(tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "0 file(s) read, 0 of them by OCR; 0 skipped, 1 failed."


def test_a_file_of_another_format(tmp_path: Path) -> None:
    (tmp_path / "tableau.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(NothingToReadError, match=r"tableau.xlsx cannot be read: only \.doc"):
        find_files([tmp_path / "tableau.xlsx"])


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    link = tmp_path / "away.txt"
    link.symlink_to(tmp_path / "gone.txt")
    with pytest.raises(UnreadableFileError, match="No such file or directory"):
        read_path(tmp_path)


def test_hidden_files_and_other_formats_are_left_out(tmp_path: Path) -> None:
    for name in (".cache/a.txt", "sous/b.TXT", "c.md", ".d.txt", "e.xlsx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Texte.\n")
    assert [source.name for source in find_files([tmp_path])] == ["c.md", "sous/b.TXT"]
    both = find_files([tmp_path, tmp_path / "c.md"])
    assert [source.name for source in both] == ["c.md", "sous/b.TXT"]


def test_links_in_a_circle_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Texte.\n")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(find_files([tmp_path])) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_french_text_in_any_encoding(encoding: str) -> None:
    text = "L'État décide, à l'été, d'équiper les agents « où qu'ils soient » ; ça coûte 3 €."
    text = text if encoding != "latin-1" else text.replace("€", "euros")
    assert decode(text.encode(encoding)) == text


def test_old_mac_and_dos_texts_are_read() -> None:
    text = (
        "Le comité décidera de l'équipement des agents à la rentrée ; l'été est réservé à l'étude."
    )
    for encoding in ("mac_roman", "cp850"):
        assert decode(text.encode(encoding)) == text


def test_a_damaged_byte_costs_one_character_and_is_told(tmp_path: Path) -> None:
    text = "L'État décide, à l'été, d'équiper les agents « où qu'ils soient », dès la rentrée."
    content = text.encode()
    cut = content.index("rentrée".encode()) + len("rentr")
    path = tmp_path / "note.txt"
    path.write_bytes(content[: cut + 1] + content[cut + 2 :])
    reading = read_path(path)
    assert reading.document.text == text.replace("rentrée", "rentr\ufffde")
    assert reading.notices == ("note.txt: 1 damaged character(s), shown as \ufffd.",)


def test_text_in_an_unknown_encoding_is_not_guessed() -> None:
    with pytest.raises(UnreadableFileError, match="save it as UTF-8"):
        decode("Комитет принял решение".encode("koi8-r"))


def test_pages_without_text_are_told(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=GOOD_PDF)
    writer.add_blank_page()
    writer.write(tmp_path / "mixed.pdf")
    reading = read_path(tmp_path)
    last = reading.document.pages
    assert reading.notices == (f"mixed.pdf: no text on page(s) {last}.",)


def test_a_pdf_protected_against_changes_only_is_read(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=GOOD_PDF)
    writer.encrypt("", OPENER, algorithm="RC4-128")
    writer.write(tmp_path / "open.pdf")
    opened = read_path(tmp_path)
    assert opened.document.text == read_path(GOOD_PDF).document.text


def test_the_report_names_what_was_skipped_and_what_failed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Le comité adopte la charte.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "budget.xlsx").write_bytes(b"PK")
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "photo.png").write_bytes(b"PNG")
    (tmp_path / "documents.yaml").write_text("a.txt: {title: Charte}\n", encoding="utf-8")
    done = _ingest(tmp_path)
    assert done.stderr.splitlines() == [
        "b.txt: the file is empty.",
        "Of no kind that is read: budget.xlsx, plan/photo.png.",
        "1 file(s) read, 0 of them by OCR; 2 skipped, 1 failed.",
    ]


def test_reading_writes_nothing(tmp_path: Path) -> None:
    copy = tmp_path / GOOD_PDF.name
    copy.write_bytes(GOOD_PDF.read_bytes())
    before = copy.stat().st_mtime_ns
    read_path(tmp_path)
    assert list(tmp_path.iterdir()) == [copy]
    assert copy.stat().st_mtime_ns == before
