"""Documents added from the page: what is kept, what is refused, in a real browser."""

import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from assistant.answer import Language
from assistant.chat import page
from assistant.chat.uploads import MOST_FILES, Added, Fate, Uploads, safe_name
from index.added import UPLOADS
from index.builder import build
from index.snapshot import Snapshot
from index.storage.writing import StoreWriter
from ingest.errors import NothingToReadError
from tests.support.browsing import ask, server
from tests.support.disks import disk_of
from tests.support.hashing import HashingEncoder

QUAI = "# Fiche : quai\n\nLe quai nord est rendu aux piétons.\n"
EMPTY = "the file is empty"
NO_PDF = "it is not a PDF, whatever its name says"


def dropped(folder: Path, texts: Sequence[tuple[str, str]]) -> list[Path]:
    folder.mkdir()
    paths = [folder / name for name, _ in texts]
    for path, (_, text) in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Relevé du 3 déc. (v2).PDF", ("Relevé du 3 déc. (v2)", ".pdf")),
        ("../../etc/passwd.txt", ("passwd", ".txt")),
        ("..\\..\\note.md", ("note", ".md")),
        (".htaccess.txt", ("htaccess", ".txt")),
        ("a<script>\x00\n.md", ("a_script_", ".md")),
        ("....txt", ("document", ".txt")),
        ("x" * 300 + ".txt", ("x" * 100, ".txt")),
    ],
)
def test_names_are_made_safe(name: str, kept: tuple[str, str]) -> None:
    assert safe_name(name) == kept


def test_what_is_added_is_found_and_nothing_is_dropped(
    data_dir: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    uploads = Uploads(data_dir, encoder)
    files = [("quai.md", QUAI), ("documents.yaml", "quai.md: {title: autre}"), ("vide.txt", " ")]
    told = list(uploads.add(dropped(tmp_path / "in", files)))
    assert [(added.name, added.fate) for added in told] == [
        ("documents.yaml", Fate.KIND),
        ("quai.md", Fate.READ),
        ("vide.txt", Fate.FAILED),
    ]
    assert told[2].values == ("the file is empty",)
    assert sorted(path.name for path in (data_dir / UPLOADS).iterdir()) == ["quai.md", "vide.txt"]
    with closing(Snapshot.open(data_dir, encoder)) as snapshot:
        assert len(snapshot.documents()) == 4
        found = snapshot.search("quai nord")[0]
        assert found.paragraph.text == "Le quai nord est rendu aux piétons."
        assert found.document.source_path == "ajouté par un lecteur/quai.md"


def test_what_was_removed_is_not_added_again(
    data_dir: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    uploads = Uploads(data_dir, encoder)
    list(uploads.add(dropped(tmp_path / "in", [("quai.md", QUAI)])))
    with closing(StoreWriter(data_dir)) as store:
        store.remove_document(next(d.id for d in store.documents() if "quai" in d.source_path))
    told = uploads.add(dropped(tmp_path / "again", [("autre.md", QUAI)]))
    assert [*told] == [Added("autre.md", Fate.UNWANTED)]


def test_what_was_added_stays_when_the_index_is_pruned(
    library: Path, data_dir: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    list(Uploads(data_dir, encoder).add(dropped(tmp_path / "in", [("quai.md", QUAI)])))
    (library / "fiche-compost.md").unlink()
    report = build([library], data_dir=data_dir, encoder=encoder, prune=True)
    assert report.removed == ["fiche-compost.md"]
    assert "ajouté par un lecteur/quai.md" in report.unchanged
    for path in library.iterdir():
        path.unlink()
    with pytest.raises(NothingToReadError):
        build([library], data_dir=data_dir, encoder=encoder, prune=True)
    (data_dir / UPLOADS / "quai.md").unlink()
    (library / "note.md").write_text("# Note\n\nLe comité ferme la halle.\n")
    report = build([library], data_dir=data_dir, encoder=encoder, prune=True)
    assert "quai.md" in report.removed


def test_one_name_with_two_contents_is_two_documents(
    data_dir: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    uploads = Uploads(data_dir, encoder)
    other = QUAI.replace("nord", "sud")
    for folder, text in (("a", QUAI), ("b", other), ("c", QUAI)):
        told = list(uploads.add(dropped(tmp_path / folder, [("quai.md", text)])))
    assert told == [Added("quai.md", Fate.KNOWN)]
    assert {p.name for p in (data_dir / UPLOADS).iterdir()} == {"quai.md", "quai (2).md"}


def test_a_content_that_is_held_under_another_name_is_told_to_be_there(
    library: Path, data_dir: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    text = (library / "fiche-compost.md").read_text(encoding="utf-8")
    files = dropped(tmp_path / "in", [("copie.md", text), ("quai.md", QUAI)])
    told = {added.name: added.fate for added in Uploads(data_dir, encoder).add(files)}
    assert told == {"copie.md": Fate.KNOWN, "quai.md": Fate.READ}


def test_limits_are_held(data_dir: Path, tmp_path: Path, encoder: HashingEncoder) -> None:
    many = [(f"{n:02}.md", f"# Fiche {n}\n\nTexte {n}.\n") for n in range(MOST_FILES + 1)]
    fates = [a.fate for a in Uploads(data_dir, encoder).add(dropped(tmp_path / "a", many))]
    assert (fates.count(Fate.READ), fates.count(Fate.MANY)) == (MOST_FILES, 1)
    small = Uploads(data_dir, encoder, most_bytes=10)
    assert [a.fate for a in small.add(dropped(tmp_path / "b", [("q.md", QUAI)]))] == [Fate.SIZE]
    full = Uploads(data_dir, encoder, most_kept=10)
    assert [a.fate for a in full.add(dropped(tmp_path / "c", [("q.md", QUAI)]))] == [Fate.FULL]


def test_a_document_that_a_full_disk_cuts_is_none(
    data_dir: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    uploads, folder = Uploads(data_dir, encoder), data_dir / UPLOADS
    folder.mkdir()
    (folder / ".stopped.part").write_text("Le comité décide de verser")
    long = dropped(tmp_path / "in", [("long.md", QUAI * 1_000)])
    with disk_of(10_000):
        assert [added.fate for added in uploads.add(long)] == [Fate.UNKEPT]
    assert (list(folder.iterdir()), long[0].exists()) == ([], False)
    again = dropped(tmp_path / "again", [("long.md", QUAI * 1_000)])
    assert [added.fate for added in uploads.add(again)] == [Fate.READ]


def test_readers_are_told_in_their_language_why_a_file_is_not_read() -> None:
    files = [Added("a.exe", Fate.KIND, (".md .txt",)), Added("v.txt", Fate.FAILED, (EMPTY,))]
    told = page.added(files, "", Language.FRENCH)
    assert "format non pris en charge (formats lus\u00a0: .md .txt)" in told
    assert "l&#x27;équipe qui tient le fonds\u00a0: le fichier est vide" in told
    assert EMPTY in page.added(files, "", Language.ENGLISH)
    files = [Added("b.pdf", Fate.FAILED, (NO_PDF,)), Added("c.pdf", Fate.PAGES, (0, 2))]
    told = page.added(files, "", Language.FRENCH, recognised=["c.pdf"])
    assert "ce n&#x27;est pas un PDF, quoi que dise son nom" in told
    assert "lu\u00a0: 0 paragraphe, 2 pages, texte reconnu (OCR)." in told


def test_a_reader_adds_a_document_and_asks_at_once(
    browser: Browser, sample_data: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(sample_data, data)
    files = dropped(
        tmp_path / "in",
        [("<b>quai</b>.md".replace("/", "_"), QUAI), ("v.txt", " "), ("x.exe", "MZ")],
    )
    with server(data, "--uploads") as (address, _):
        page = browser.new_page(locale="fr-FR")
        page.goto(address)
        page.get_by_role("button", name="Ajouter des documents").click()
        expect(page.get_by_text("Tous les lecteurs pourront lire ces fichiers")).to_be_visible()
        expect(page.get_by_role("button", name="Déposer des fichiers")).to_be_visible()
        page.locator("#files input[type=file]").set_input_files(files)
        added = page.locator("#added")
        expect(added).to_contain_text("lu : 1 paragraphe", timeout=20_000)
        expect(added).to_contain_text("v.txt : n'a pas pu être lu")
        expect(added).to_contain_text("le fichier est vide")
        expect(added).to_contain_text("x.exe : format non pris en charge")
        expect(added).to_contain_text("Vous pouvez poser vos questions.")
        assert added.locator("b").count() == 0
        ask(page, "À qui est rendu le quai nord ?")
        expect(page.locator("#sources mark")).to_contain_text("rendu aux piétons")
        expect(page.locator("#sources .file")).to_contain_text("ajouté par un lecteur/")
        expect(page.locator("#conversation")).to_contain_text("ajouté par un lecteur/")
        page.get_by_role("button", name="Ce que contient le fonds").click()
        expect(page.locator("#corpus")).to_contain_text("15 documents")
        page.close()


def test_nothing_can_be_added_unless_it_is_allowed(browser: Browser, sample_data: Path) -> None:
    with server(sample_data) as (address, _):
        page = browser.new_page(locale="fr-FR")
        page.goto(address)
        expect(page.get_by_label("Votre question")).to_be_visible()
        assert page.locator("input[type=file]").count() == 0
        refused = page.request.post(
            f"{address}/gradio_api/upload",
            multipart={"files": {"name": "a.txt", "mimeType": "text/plain", "buffer": b"texte"}},
        )
        assert refused.status == 404
        page.close()
