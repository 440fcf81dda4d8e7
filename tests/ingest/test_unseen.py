"""What no reader of a document sees is not read: hidden parts, letters the colour of paper."""

import time
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from ingest.formats.office import html_to_markdown
from ingest.formats.word_styles import Styles
from tests.support.reading import read_path

_MOST_SECONDS = 5
SHOWN = "Le comité décide de retenir la navette du soir."
HIDDEN = "Le comité décide de supprimer la navette."


def _texts(path: Path) -> list[str]:
    return [paragraph.text for paragraph in read_path(path).paragraphs]


def _page(folder: Path, body: str) -> list[str]:
    (folder / "a.html").write_text(f"<p>{SHOWN}</p>{body}", encoding="utf-8")
    return _texts(folder / "a.html")


CLASS = f'<p class="note">{HIDDEN}</p>'


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<p hidden>{HIDDEN}</p>", id="attribute"),
        pytest.param(f'<div style="DISPLAY : none !important"><p>{HIDDEN}</p></div>', id="display"),
        pytest.param(f'<p style="visibility:hidden">{HIDDEN}</p>', id="visibility"),
        pytest.param(f'<p style="opacity: 0.0">{HIDDEN}</p>', id="opacity"),
        pytest.param(f'<p style="font-size:0px">{HIDDEN}</p>', id="no-size"),
        pytest.param(f'<p style="position:absolute;left:-9999px">{HIDDEN}</p>', id="off-screen"),
        pytest.param(f'<p style="text-indent:-9999px">{HIDDEN}</p>', id="indent"),
        pytest.param(f'<p style="position:absolute;clip:rect(0,0,0,0)">{HIDDEN}</p>', id="clipped"),
        pytest.param(f'<div style="max-height:0;overflow:hidden">{HIDDEN}</div>', id="no-height"),
        pytest.param(f'<p style="color:#fff">{HIDDEN}</p>', id="white-on-white"),
        pytest.param(f'<font color="white">{HIDDEN}</font>', id="font"),
        pytest.param(f'<p style="color:transparent">{HIDDEN}</p>', id="transparent"),
        pytest.param(
            f'<div style="background:#123456"><p style="color:#123457">{HIDDEN}</p></div>',
            id="of-its-ground",
        ),
        pytest.param(f"<style>p.note {{ display: none }}</style>{CLASS}", id="rule"),
        pytest.param(
            f"<style>@import 'a';.note{{color:white}}</style>{CLASS}", id="rule-of-colour"
        ),
        pytest.param(
            f"<style>div > .a, p.note{{opacity:0}}</style>{CLASS}", id="rule-among-others"
        ),
        pytest.param(f"<dialog>{HIDDEN}</dialog>", id="dialog"),
        pytest.param(f"<video>{HIDDEN}</video>", id="video"),
    ],
)
def test_what_a_web_page_hides_is_not_read(tmp_path: Path, body: str) -> None:
    assert _page(tmp_path, body) == [SHOWN]


RED = "<style>.note{color:white;background:red}</style>"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f'<p style="font-size:0"><b style="font-size:12pt">{HIDDEN}</b></p>', id="in"),
        pytest.param(f'<p style="background:navy;color:white">{HIDDEN}</p>', id="on-a-ground"),
        pytest.param(f'<table bgcolor="#000080"><tr><td style="color:#fff">{HIDDEN}', id="bgcolor"),
        pytest.param(f"{RED}{CLASS}", id="ground-of-a-rule"),
        pytest.param(
            f"<style>@media print {{ .note {{ display: none }} }}</style>{CLASS}", id="print"
        ),
        pytest.param(
            f"<style>.note{{display:none}} p.note{{display:block}}</style>{CLASS}", id="shown-too"
        ),
        pytest.param(
            f'<a href="#suite">Suite</a><p id="suite" style="display:none">{HIDDEN}</p>', id="link"
        ),
        pytest.param(
            f'<h4 onclick="show(\'suite\')">Suite</h4><p id="suite" hidden>{HIDDEN}</p>', id="click"
        ),
        pytest.param(
            f"<style>.note{{display:none}}</style>{CLASS}<script>$('.note').show()</script>",
            id="script",
        ),
        pytest.param(
            f"<style>.note{{display:none}} p:hover ~ .note{{display:block}}</style>{CLASS}",
            id="hover",
        ),
        pytest.param(
            f"<style>.note{{display:none}} p ~ .note{{display:block}}</style>{CLASS}",
            id="siblings",
        ),
        pytest.param(f"<details><summary>Suite</summary>{HIDDEN}</details>", id="details"),
        pytest.param(f"<p style='overflow:hidden;position:relative'>{HIDDEN}</p>", id="overflow"),
        pytest.param(f"<style>p{{{{ }} .note{{display</style>{CLASS}", id="broken-rules"),
    ],
)
def test_what_a_reader_may_see_of_a_web_page_is_read(tmp_path: Path, body: str) -> None:
    assert HIDDEN in " ".join(_page(tmp_path, body))


@pytest.mark.parametrize(
    ("colour", "size", "ground", "is_shown"),
    [
        pytest.param("FFFFFF", 11, "", False, id="white"),
        pytest.param("FEFEFE", 11, "", False, id="nearly-white"),
        pytest.param("000000", 1, "", False, id="of-a-point"),
        pytest.param("FFFFFF", 11, "FFFFFF", False, id="on-white"),
        pytest.param("FFFFFF", 11, "1F3864", True, id="on-blue"),
        pytest.param("808080", 11, "", True, id="grey"),
        pytest.param("FFFFFF", 11, "table", True, id="in-a-table"),
    ],
)
def test_letters_of_word_that_no_one_sees_are_not_read(
    tmp_path: Path, colour: str, size: int, ground: str, *, is_shown: bool
) -> None:
    document = docx.Document()
    document.add_paragraph(SHOWN)
    table = document.add_table(1, 1) if ground == "table" else None
    paragraph = table.cell(0, 0).paragraphs[0] if table else document.add_paragraph()
    run = paragraph.add_run(HIDDEN)
    run.font.color.rgb, run.font.size = RGBColor.from_string(colour), Pt(size)
    if ground and not table:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{ground}"/>'))
    document.save(str(tmp_path / "a.docx"))
    assert _texts(tmp_path / "a.docx") == [SHOWN, *[HIDDEN] * is_shown]


def _drawn(path: Path) -> canvas.Canvas:
    page = canvas.Canvas(str(path), pagesize=(595, 842))
    page.drawString(70, 780, SHOWN)
    return page


def _under_an_image(page: canvas.Canvas) -> None:
    page.drawString(70, 700, HIDDEN)
    page.drawImage(ImageReader(Image.effect_noise((400, 40), 90)), 60, 690, 400, 40)


def _in_colour(page: canvas.Canvas, ground: str, letters: str) -> None:
    page.setFillColor(ground)
    page.rect(60, 690, 400, 40, stroke=0, fill=1)
    page.setFillColor(letters)
    page.drawString(70, 700, HIDDEN)


@pytest.mark.parametrize(
    ("draw", "is_shown"),
    [
        pytest.param(lambda page: _in_colour(page, "white", "white"), False, id="white"),
        pytest.param(lambda page: _in_colour(page, "navy", "navy"), False, id="of-its-ground"),
        pytest.param(_under_an_image, False, id="under-an-image"),
        pytest.param(lambda page: _in_colour(page, "navy", "white"), True, id="white-on-navy"),
        pytest.param(lambda page: _in_colour(page, "#ffffff", "#dddddd"), True, id="pale"),
    ],
)
def test_letters_of_a_pdf_that_no_one_sees_are_not_read(
    tmp_path: Path, draw: Callable[[canvas.Canvas], None], *, is_shown: bool
) -> None:
    page = _drawn(tmp_path / "a.pdf")
    draw(page)
    page.save()
    assert " ".join(_texts(tmp_path / "a.pdf")) == " ".join([SHOWN, *[HIDDEN] * is_shown])


def test_a_word_that_no_one_sees_is_cut_out_of_its_line(tmp_path: Path) -> None:
    page = _drawn(tmp_path / "a.pdf")
    line = page.beginText(70, 700)
    for colour, words in [("black", "Le comité "), ("white", "ne "), ("black", "vote la motion.")]:
        line.setFillColor(colour)
        line.textOut(words)
    page.drawText(line)
    page.save()
    assert " ".join(_texts(tmp_path / "a.pdf")) == f"{SHOWN} Le comité vote la motion."


def test_the_text_under_the_image_of_a_scan_is_read(tmp_path: Path) -> None:
    page = _drawn(tmp_path / "a.pdf")
    page.drawString(70, 700, HIDDEN)
    page.drawImage(ImageReader(Image.effect_noise((595, 842), 90)), 0, 0, 595, 842)
    page.save()
    assert " ".join(_texts(tmp_path / "a.pdf")) == f"{SHOWN} {HIDDEN}"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f'<p style="opacity:{"0" * 200_000}!">', id="zeros"),
        pytest.param(f'<p style="{"a" * 200_000}">', id="names"),
        pytest.param(f"<style>{'/* ' * 100_000}</style><p>", id="comments"),
        pytest.param(f"<style>{'a' * 200_000}!{{display:none}}</style><p>", id="selectors"),
        pytest.param(f"<style>h6 ~ p{{color:red}}</style>{'<p></p>' * 3_000}<p>", id="siblings"),
    ],
)
def test_hostile_styles_are_read_in_time(body: str) -> None:
    started = time.process_time()
    assert html_to_markdown(f"{body}{SHOWN}</p>".encode()) == SHOWN
    assert time.process_time() - started < _MOST_SECONDS


def test_white_letters_are_looked_at_whatever_stands_beside_them() -> None:
    spent = []
    for beside in (1_000, 200_000):
        document = docx.Document()
        paragraph = document.add_paragraph()._p
        runs = [paragraph.add_r() for _ in range(beside)][:300]
        for run in runs:
            run.get_or_add_rPr().append(parse_xml(f'<w:color {nsdecls("w")} w:val="FFFFFF"/>'))
        styles = Styles(document.styles.element)
        started = time.process_time()
        assert all(styles.is_unseen(run) for run in runs)
        spent.append(time.process_time() - started)
    assert spent[1] < 4 * spent[0]
