"""Archives and e-mails: nothing that they hold is lost, and nothing takes another's place."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.errors import UnreadableFileError
from ingest.folder import find_files
from ingest.reader import read_file
from tests.support.containers import zipped


def _texts(folder: Path) -> dict[str, str]:
    """What was read of the files of a folder, by their names."""
    return {source.name: read_file(source).document.text for source in find_files([folder])}


def test_a_member_with_an_absolute_name_is_no_file_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / "releve.txt").write_text("Le comité adopte le budget.")
    name = str(tmp_path / "releve.txt")
    (tmp_path / "a.zip").write_bytes(zipped({name: "Le comité le rejette.".encode()}))
    assert _texts(tmp_path) == {
        f"a.zip/{name}": "Le comité le rejette.",
        "releve.txt": "Le comité adopte le budget.",
    }


def test_a_member_that_a_password_protects_is_named(tmp_path: Path) -> None:
    archive = bytearray(zipped({"avis.txt": b"Le texte."}))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        archive[archive.index(header) + flags] |= 1
    (tmp_path / "a.zip").write_bytes(archive)
    (source,) = find_files([tmp_path])
    with pytest.raises(UnreadableFileError, match=r"^a\.zip/avis\.txt: it is protected by a pass"):
        read_file(source)


def test_a_catalog_in_an_archive_has_the_archive_refused(tmp_path: Path) -> None:
    closed = zipped({"a/note.txt": b"Le texte.", "a/documents.yaml": b"collection: direction"})
    (tmp_path / "a.zip").write_bytes(closed)
    (tmp_path / "b.zip").write_bytes(zipped({"a.zip": closed, "avis.txt": b"L'avis."}))
    read, refused = [], {}
    for source in find_files([tmp_path]):
        try:
            read.append(read_file(source).document.source_path)
        except UnreadableFileError as error:
            refused[source.name] = str(error)
    reason = "it holds a/documents.yaml, which is read of folders alone: unpack it."
    assert read == ["b.zip/avis.txt"]
    assert refused == {name: f"{name}: {reason}" for name in ("a.zip", "b.zip/a.zip")}


def _nested(each: int) -> bytes:
    """So many archives, each of so many archives, each of so many files."""
    nested = zipped({f"{n}.txt": b"Le texte." for n in range(each)})
    for _ in range(2):
        nested = zipped({f"{n}.zip": nested for n in range(each)})
    return nested


def test_an_archive_has_one_budget_for_those_within_it(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    archive.write_bytes(_nested(12))
    assert len(find_files([tmp_path])) == 12**3
    archive.write_bytes(_nested(13))
    (source,) = find_files([tmp_path])
    with pytest.raises(UnreadableFileError, match=r"^a\.zip: it holds more than 2000 files"):
        read_file(source)


def test_an_archive_within_another_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    files = {
        "b.zip": b"PK",
        "c.zip": zipped({"d.txt": b"Le texte."}),
        "e.zip": zipped({"f.png": b""}),
    }
    (tmp_path / "a.zip").write_bytes(zipped(files))
    sources = find_files([tmp_path])
    assert [source.name for source in sources] == [
        "a.zip/b.zip",
        "a.zip/c.zip/d.txt",
        "a.zip/e.zip",
    ]
    with pytest.raises(UnreadableFileError, match=r"^a\.zip/b\.zip: the ZIP archive is damaged"):
        read_file(sources[0])
    with pytest.raises(UnreadableFileError, match=r"^a\.zip/e\.zip: it holds no file that can"):
        read_file(sources[2])


def _mail(body: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = f"Objet : {body}"
    message["Date"] = "Tue, 09 Mar 2021 10:00:00 +0100"
    message.set_content(body)
    return message


def test_attachments_of_one_name_are_all_read(tmp_path: Path) -> None:
    mail = _mail("Bonjour.")
    for number, name in enumerate(["note.txt", "note (2).txt", "note.txt", "note.txt"]):
        mail.add_attachment(f"La note {number}.", filename=name)
    (tmp_path / "m.eml").write_bytes(mail.as_bytes())
    assert _texts(tmp_path) == {
        "m.eml": "Bonjour.",
        "m.eml/note.txt": "La note 0.",
        "m.eml/note (2).txt": "La note 1.",
        "m.eml/note (3).txt": "La note 2.",
        "m.eml/note (4).txt": "La note 3.",
    }


@pytest.mark.parametrize(
    ("given", "shown"),
    [("envoi.eml", "envoi.eml"), ("Relevé", "Relevé.eml"), (None, "message.eml")],
)
def test_a_forwarded_email_is_read_with_its_attachments(
    tmp_path: Path, given: str | None, shown: str
) -> None:
    forwarded = _mail("Le comité ferme la halle.")
    forwarded.add_attachment("Le plan de la halle.", filename="plan.txt")
    mail = _mail("À suivre.")
    mail.add_attachment(forwarded, filename=given)
    (tmp_path / "m.eml").write_bytes(mail.as_bytes())
    assert _texts(tmp_path) == {
        "m.eml": "À suivre.",
        f"m.eml/{shown}": "Le comité ferme la halle.",
        f"m.eml/{shown}/plan.txt": "Le plan de la halle.",
    }


def test_a_part_without_a_name_is_text_of_its_email(tmp_path: Path) -> None:
    mail = _mail("Bonjour.")
    mail.add_attachment("La charte.", filename="charte.txt", disposition="inline")
    mail.add_attachment("Le comité ferme la halle.", disposition="inline")
    mail.add_attachment("<p>Le comité <b>ouvre</b> le quai.</p>", "html", disposition="inline")
    (tmp_path / "m.eml").write_bytes(mail.as_bytes())
    read = "Bonjour.\n\nLe comité ferme la halle.\n\nLe comité ouvre le quai."
    assert _texts(tmp_path) == {"m.eml": read, "m.eml/charte.txt": "La charte."}


def test_a_named_text_is_no_body_before_the_page_that_is(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Halle"
    mail.set_content("<p>Le comité ferme la halle.</p>", "html")
    mail.add_attachment("La charte.", filename="charte.txt", disposition="inline")
    (tmp_path / "m.eml").write_bytes(mail.as_bytes())
    read = {"m.eml": "Le comité ferme la halle.", "m.eml/charte.txt": "La charte."}
    assert _texts(tmp_path) == read


def test_of_alternatives_one_is_read_with_all_that_they_hold(tmp_path: Path) -> None:
    page = EmailMessage()
    page.set_content("<p>Le comité ferme la halle.</p>", "html")
    page.add_attachment("La charte.", filename="charte.txt")
    mail = _mail("Le comité ferme la halle.")
    mail.make_alternative()
    mail.attach(page)
    (tmp_path / "m.eml").write_bytes(mail.as_bytes())
    read = {"m.eml": "Le comité ferme la halle.", "m.eml/charte.txt": "La charte."}
    assert _texts(tmp_path) == read


def test_a_text_beside_a_page_keeps_its_marks(tmp_path: Path) -> None:
    text = "> *Bonjour*\n\n# 12 | [a](b) \\* fin_de_mois_"
    mail = EmailMessage()
    mail["Subject"] = "Halle"
    mail.set_content(text)
    mail.add_attachment("<p>Le quai ouvre.</p>", "html", disposition="inline")
    (tmp_path / "m.eml").write_bytes(mail.as_bytes())
    assert _texts(tmp_path) == {"m.eml": f"{text}\n\nLe quai ouvre."}
