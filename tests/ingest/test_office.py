"""What readers of office files see and no more: hidden and struck text, fields, lists, tables."""

import io
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest

from ingest.document import ParagraphKind
from ingest.formats.word_styles import Styles
from tests.support.containers import ODT_NAMESPACES
from tests.support.reading import read_bytes

WORD_NAMESPACES = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in [
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ]
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        "http://purl.oclc.org/ooxml/wordprocessingml/main"
    ),
    RELATIONS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _p(content: str, properties: str = "") -> str:
    runs = content if content.startswith("<") else _run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _word(
    body: str,
    *,
    styles: str = "",
    parts: Mapping[str, str] | None = None,
    renamed: Mapping[str, str] | None = None,
) -> bytes:
    """A Word file of this body; `parts` are others by their kinds, `renamed` holds words that
    stand otherwise in the names of its parts and in their text."""
    empty, written = io.BytesIO(), io.BytesIO()
    docx.Document().save(empty)
    with zipfile.ZipFile(empty) as source:
        files = {name: source.read(name).decode("latin-1") for name in source.namelist()}
    document = f"<w:body>{body}</w:body>"
    for name, inside in {"document": document, **(parts or {})}.items():
        files[f"word/{name}.xml"] = f"<w:{name} {WORD_NAMESPACES}>{inside}</w:{name}>"
    files["word/styles.xml"] = files["word/styles.xml"].replace(
        "</w:styles>", f"{styles}</w:styles>"
    )
    with zipfile.ZipFile(written, "w") as archive:
        for name, text in files.items():
            for word, other in (renamed or {}).items():
                name, text = name.replace(word, other), text.replace(word, other)
            is_ours = name.startswith("word/") and "xmlns:wps" in text
            archive.writestr(name, text.encode("utf-8" if is_ours else "latin-1"))
    return written.getvalue()


def _odt(body: str, *, automatic: str = "", styles: str = "") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(
            "content.xml",
            f"<office:document-content {ODT_NAMESPACES}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {ODT_NAMESPACES}><office:styles>{styles}</office:styles>"
            "</office:document-styles>",
        )
    return written.getvalue()


def _texts(folder: Path, name: str, content: bytes) -> list[str]:
    return [paragraph.text for paragraph in read_bytes(folder, name, content).paragraphs]


PAS = _run(" pas")
BOX = f"<w:txbxContent>{_p('Le comité ne vote pas.')}</w:txbxContent>"
DRAWN = (
    f"<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>{BOX}</wps:txbx>"
    "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
)


@pytest.mark.parametrize(
    "held",
    [
        pytest.param(f'<w:fldSimple w:instr=" MERGEFIELD avis ">{PAS}</w:fldSimple>', id="field"),
        pytest.param(f'<w:bdo w:val="ltr">{PAS}</w:bdo>', id="bdo"),
        pytest.param(f'<w:dir w:val="ltr">{PAS}</w:dir>', id="dir"),
        pytest.param(f"<w:smartTag>{PAS}</w:smartTag>", id="smart-tag"),
        pytest.param(f"<w:customXml>{PAS}</w:customXml>", id="custom-xml"),
        pytest.param(f"<w:ins>{PAS}</w:ins>", id="inserted"),
        pytest.param(f"<w:moveTo>{PAS}</w:moveTo>", id="moved"),
        pytest.param(f"<w:hyperlink>{PAS}</w:hyperlink>", id="link"),
        pytest.param(f"<w:sdt><w:sdtContent>{PAS}</w:sdtContent></w:sdt>", id="control"),
        pytest.param(f"<w:unheardOf>{PAS}</w:unheardOf>", id="unknown"),
        pytest.param(
            f"<w:r><w:ruby><w:rt>{_run('x')}</w:rt><w:rubyBase>{PAS}</w:rubyBase></w:ruby></w:r>",
            id="ruby",
        ),
        pytest.param("<m:oMath><m:r><m:t> pas</m:t></m:r></m:oMath>", id="formula"),
        pytest.param(
            f"<mc:AlternateContent><mc:Choice>{PAS}</mc:Choice></mc:AlternateContent>", id="choice"
        ),
        pytest.param(
            f"<mc:AlternateContent><mc:Choice>{PAS}</mc:Choice><mc:Fallback>{PAS}</mc:Fallback>"
            "</mc:AlternateContent>",
            id="either",
        ),
    ],
)
def test_whatever_holds_text_that_word_shows_is_read(tmp_path: Path, held: str) -> None:
    body = _p(f"{_run('Le comité décide de ne')}{held}{_run(' reconduire le marché.')}")
    assert _texts(tmp_path, "a.docx", _word(body)) == [
        "Le comité décide de ne pas reconduire le marché."
    ]


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param(DRAWN, id="drawn"),
        pytest.param(f"<w:pict><v:oval><v:textbox>{BOX}</v:textbox></v:oval></w:pict>", id="oval"),
    ],
)
def test_a_box_follows_its_paragraph(tmp_path: Path, drawn: str) -> None:
    body = _p(f"{_run('Le comité ')}<w:r>{drawn}</w:r>{_run('adopte la charte.')}")
    assert _texts(tmp_path, "a.docx", _word(body)) == [
        "Le comité adopte la charte.", "Le comité ne vote pas.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        pytest.param("<w:t>a</w:t><w:cr/><w:t>b</w:t>", ["a b"], id="line"),
        pytest.param("<w:t>a</w:t><w:ptab/><w:t>b</w:t>", ["a b"], id="tab"),
        pytest.param('<w:t>5 </w:t><w:sym w:font="Arial" w:char="20AC"/>', ["5 €"], id="sign"),
    ],
)
def test_marks_of_word_part_and_spell(tmp_path: Path, held: str, shown: list[str]) -> None:
    assert _texts(tmp_path, "a.docx", _word(_p(f"<w:r>{held}</w:r>"))) == shown


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        pytest.param(
            "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den>"
            "</m:f>", "1/2", id="fraction",
        ),
        pytest.param(
            "<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den>"
            "</m:f>", "(a+b)/2", id="sum",
        ),
        pytest.param(
            "<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r></m:sup>"
            "</m:sSup>", "10^3", id="power",
        ),
        pytest.param("<m:d><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d>", "(x)", id="brackets"),
        pytest.param("<m:rad><m:e><m:r><m:t>9</m:t></m:r></m:e></m:rad>", "√(9)", id="root"),
    ],
)  # fmt: skip
def test_a_formula_stands_on_one_line(tmp_path: Path, formula: str, shown: str) -> None:
    body = _p(f"{_run('La part est de ')}<m:oMath>{formula}</m:oMath>{_run('.')}")
    assert _texts(tmp_path, "a.docx", _word(body)) == [f"La part est de {shown}."]


def test_what_a_field_is_told_is_not_its_text(tmp_path: Path) -> None:
    marks = [f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end")]
    told = "<w:r><w:instrText> IF a=b </w:instrText></w:r>"
    field = f"{marks[0]}{told}{_run('refuse')}{marks[1]}{_run('adopte')}{marks[2]}"
    body = _p(f"{_run('Le comité ')}{field}{_run(' la charte.')}")
    assert _texts(tmp_path, "a.docx", _word(body)) == ["Le comité adopte la charte."]


STYLES = "".join(
    f'<w:style w:type="{kind}" w:styleId="{name}">{rest}</w:style>'
    for kind, name, rest in [
        ("paragraph", "Interne", "<w:rPr><w:vanish/></w:rPr>"),
        ("paragraph", "Note", '<w:basedOn w:val="Interne"/>'),
        ("paragraph", "Vu", '<w:basedOn w:val="Note"/><w:rPr><w:vanish w:val="0"/></w:rPr>'),
        ("character", "Cache", "<w:rPr><w:vanish/></w:rPr>"),
        ("character", "Raye", "<w:rPr><w:strike/></w:rPr>"),
        ("paragraph", "Boucle", '<w:basedOn w:val="Boucle"/>'),
    ]
)


@pytest.mark.parametrize(
    ("style", "run", "is_shown"),
    [
        pytest.param("", "<w:vanish/>", False, id="hidden"),
        pytest.param("", '<w:vanish w:val="off"/>', True, id="said-off"),
        pytest.param("", '<w:rStyle w:val="Cache"/>', False, id="character-style"),
        pytest.param("Interne", "", False, id="paragraph-style"),
        pytest.param("Note", "", False, id="based-on"),
        pytest.param("Vu", "", True, id="based-on-and-off"),
        pytest.param("Interne", '<w:vanish w:val="0"/>', True, id="off-in-the-run"),
        pytest.param("Interne", '<w:rStyle w:val="Cache"/>', True, id="turned-twice"),
        pytest.param("Boucle", "", True, id="based-on-itself"),
        pytest.param("", "<w:strike/>", False, id="struck"),
        pytest.param("", "<w:dstrike/>", False, id="struck-twice"),
        pytest.param("", '<w:rStyle w:val="Raye"/>', False, id="struck-by-style"),
        pytest.param("", '<w:strike w:val="false"/>', True, id="not-struck"),
    ],
)
@pytest.mark.parametrize("renamed", [{}, STRICT], ids=["usual", "strict"])
def test_hidden_and_struck_text_of_word_is_left_out(
    tmp_path: Path, style: str, run: str, is_shown: bool, renamed: Mapping[str, str]
) -> None:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    body = _p("Le comité adopte la charte.") + _p(_run("Il retient Zoom.", run), named)
    texts = _texts(tmp_path, "a.docx", _word(body, styles=STYLES, renamed=renamed))
    assert texts == ["Le comité adopte la charte.", *["Il retient Zoom."] * is_shown]


def test_the_defaults_of_a_document_hide_and_rows_are_hidden(tmp_path: Path) -> None:
    rows = "".join(
        f"<w:tr><w:trPr>{mark}</w:trPr><w:tc>{_p(text)}</w:tc><w:tc>{_p('oui')}</w:tc></w:tr>"
        for text, mark in [("Vu", ""), ("Caché", "<w:hidden/>"), ("Lu", "")]
    )
    content = _word(_p("Avis :") + f"<w:tbl>{rows}</w:tbl>")
    assert _texts(tmp_path, "a.docx", content) == ["Avis :", "Vu | oui\nLu | oui"]
    hiding = {"<w:rPrDefault><w:rPr>": "<w:rPrDefault><w:rPr><w:vanish/>"}
    shown = _run("Vu.", '<w:vanish w:val="0"/>')
    content = _word(_p("Caché.") + _p(shown), renamed=hiding)
    assert _texts(tmp_path, "a.docx", content) == ["Vu."]


def test_footnotes_are_read_as_the_text_is(tmp_path: Path) -> None:
    note = _run("Sauf ") + _run("jamais", "<w:vanish/>") + PAS.replace(" pas", "en juin.")
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    content = _word(
        _p(f"{_run('Le comité adopte')}{mark}{_run(' la charte.')}"),
        parts={"footnotes": f'<w:footnote w:id="2">{_p(note)}</w:footnote>'},
    )
    assert _texts(tmp_path, "a.docx", content) == ["Le comité adopte la charte.", "Sauf en juin."]


def test_the_package_names_its_main_part(tmp_path: Path) -> None:
    body = _p("Le comité adopte la charte.") + _p(_run("Caché.", "<w:vanish/>"))
    content = _word(body, renamed={"word/document.xml": "word/document2.xml"})
    assert _texts(tmp_path, "a.docx", content) == ["Le comité adopte la charte."]


def test_items_of_a_list_that_prints_no_numbers_are_read_without(tmp_path: Path) -> None:
    def item(text: str, level: int = 0) -> str:
        return _p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')

    body = (
        _p("Relevé de décisions") + item("Messagerie") + _p("Le comité décide de retenir Tchap.")
        + item("Budget") + _p("Le comité décide de porter le budget à 40 000 euros.")
        + item("Le volet formation est de 5 000 euros", 1)
        + item("Le volet achat est de 35 000 euros", 1) + _p("Le comité lève la séance à midi.")
    )  # fmt: skip
    reading = read_bytes(tmp_path, "a.docx", _word(body, parts={"numbering": NUMBERING}))
    assert [(p.kind.value, p.section, p.text) for p in reading.paragraphs[1:]] == [
        ("heading", "", "Messagerie"),
        ("prose", "Messagerie", "Le comité décide de retenir Tchap."),
        ("heading", "", "Budget"),
        ("prose", "Budget", "Le comité décide de porter le budget à 40 000 euros."),
        ("bullet", "Budget", "Le volet formation est de 5 000 euros"),
        ("bullet", "Budget", "Le volet achat est de 35 000 euros"),
        ("prose", "Budget", "Le comité lève la séance à midi."),
    ]


def test_a_heading_that_word_counts_is_one(tmp_path: Path) -> None:
    document = docx.Document()
    for number in ("un", "deux"):
        heading = document.add_heading(f"Titre {number}", level=2)
        heading._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 5
        heading._p.pPr.numPr.get_or_add_ilvl().val = 0
    written = io.BytesIO()
    document.save(written)
    reading = read_bytes(tmp_path, "a.docx", written.getvalue())
    assert [p.kind.value for p in reading.paragraphs] == ["heading", "heading"]


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_what_has_the_style_of_titles_names_the_document(tmp_path: Path, suffix: str) -> None:
    title = "Retour d'expérience – Panne de la messagerie du rectorat (9 au 27 septembre 2024)"
    if suffix == "docx":
        document, written = docx.Document(), io.BytesIO()
        document.add_heading(title, level=0)
        for heading in ("Causes", "Coût"):
            document.add_heading(heading, level=1)
            document.add_paragraph("Le service a payé 12 000 euros.")
        document.save(written)
        content = written.getvalue()
    else:
        parts = "".join(
            f'<text:h text:outline-level="1">{heading}</text:h>'
            "<text:p>Le service a payé 12 000 euros.</text:p>"
            for heading in ("Causes", "Coût")
        )
        content = _odt(
            f'<text:p text:style-name="P1">{title}</text:p>{parts}',
            automatic=_style("paragraph", "P1", parent="Title"),
            styles=_style("paragraph", "Title"),
        )
    reading = read_bytes(tmp_path, f"a.{suffix}", content)
    assert reading.document.title == title
    assert [p.section for p in reading.paragraphs if p.kind is ParagraphKind.PROSE] == [
        "Causes", "Coût",
    ]  # fmt: skip


def _cells(*texts: str, marks: Mapping[int, str] | None = None) -> str:
    marked = marks or {}
    return "".join(
        f"<w:tc><w:tcPr>{marked.get(place, '')}</w:tcPr>{_p(text) if text else '<w:p/>'}</w:tc>"
        for place, text in enumerate(texts)
    )


TABLE = "Direction | Décision | Échéance\nDSI | Tchap|Webconf | juin\n| Arrêter Zoom | juillet\n"


def test_each_row_of_a_table_has_a_cell_in_every_column(tmp_path: Path) -> None:
    start, goes_on = {0: '<w:vMerge w:val="restart"/>'}, {0: "<w:vMerge/>"}
    inner = f"<w:tbl><w:tr>{_cells('Achat', '100 euros')}</w:tr></w:tbl>"
    rows = [
        _cells("Direction", "Décision", "Échéance"),
        _cells("DSI", "Tchap | Webconf", "juin", marks=start),
        _cells("", "Arrêter Zoom", "juillet", marks=goes_on),
        f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{_cells("Paie", "août")}',
        _cells("DG", inner, "mai"),
    ]
    body = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    assert _texts(tmp_path, "a.docx", _word(_p("Avis :") + body)) == [
        "Avis :", f"{TABLE}| Paie | août\nDG | Achat 100 euros | mai",
    ]  # fmt: skip


def test_rows_spanned_in_pages_and_opendocument_texts(tmp_path: Path) -> None:
    page = (
        "<p>Avis :</p><table><tr><th>Direction<th>Décision<th>Échéance</tr><tr><td rowspan=2>DSI"
        "<td>Tchap | Webconf<td>juin</tr><tr><td>Arrêter Zoom<td>juillet</tr>"
        "<tr><td colspan=2>DRH<td>août</tr></table>"
    )
    said = ["Avis :", f"{TABLE}DRH |  | août"]
    assert _texts(tmp_path, "a.html", page.encode()) == said
    cell, row = "table:table-cell", "table:table-row"

    def cells(*texts: str) -> str:
        return "".join(f"<{cell}><text:p>{text}</text:p></{cell}>" for text in texts)

    covered = "<table:covered-table-cell/>"
    rows = [
        cells("Direction", "Décision", "Échéance"),
        cells("DSI", "Tchap | Webconf", "juin").replace(
            cell, f'{cell} table:number-rows-spanned="2"', 1
        ),
        covered + cells("Arrêter Zoom", "juillet"),
        cells("DRH").replace(cell, f'{cell} table:number-columns-spanned="2"', 1)
        + covered + cells("août"),
    ]  # fmt: skip
    table = "".join(f"<{row}>{inside}</{row}>" for inside in rows)
    body = f"<text:p>Avis :</text:p><table:table>{table}</table:table>"
    assert _texts(tmp_path, "a.odt", _odt(body)) == said


def _style(family: str, name: str, *properties: str, parent: str = "") -> str:
    return (
        f'<style:style style:family="{family}" style:name="{name}" '
        f'style:parent-style-name="{parent}"><style:text-properties {" ".join(properties)}/>'
        "</style:style>"
    )


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        pytest.param('<text:p text:style-name="Interne">x</text:p>', "", id="style"),
        pytest.param('<text:p text:style-name="P9">x</text:p>', "", id="parent"),
        pytest.param('<text:p text:style-name="Vu">x</text:p>', "x", id="of-another-family"),
        pytest.param(
            '<text:p text:style-name="P9">x<text:span text:style-name="Vu">y</text:span></text:p>',
            "y", id="shown-within",
        ),
        pytest.param(
            '<text:p>a<text:hidden-text text:is-hidden="true">x</text:hidden-text>b</text:p>',
            "ab", id="hidden-text",
        ),
        pytest.param(
            '<text:p><text:hidden-paragraph text:is-hidden="true"/>x</text:p>', "", id="paragraph"
        ),
        pytest.param(
            '<text:p><text:hidden-paragraph text:is-hidden="false"/>x</text:p>', "x", id="not"
        ),
        pytest.param(
            '<text:section text:display="none"><text:p>x</text:p></text:section>', "", id="section"
        ),
        pytest.param(
            '<text:section text:display="condition" text:is-hidden="true"><text:p>x</text:p>'
            "</text:section>", "", id="section-for-now",
        ),
        pytest.param(
            '<text:p>a<text:span text:style-name="Raye">x</text:span>b</text:p>', "ab", id="struck"
        ),
    ],
)  # fmt: skip
def test_hidden_and_struck_text_of_opendocument_is_left_out(
    tmp_path: Path, held: str, shown: str
) -> None:
    hidden = 'text:display="none"'
    content = _odt(
        f"<text:p>Le comité vote.</text:p>{held}",
        automatic=_style("paragraph", "P9", parent="Interne")
        + _style("text", "Raye", 'style:text-line-through-style="solid"'),
        styles=_style("paragraph", "Interne", hidden)
        + _style("text", "Vu", 'text:display="true"') + _style("section", "Vu", hidden),
    )  # fmt: skip
    assert _texts(tmp_path, "a.odt", content) == ["Le comité vote.", *[shown] * bool(shown)]


def test_an_item_of_opendocument_that_no_list_holds_is_read(tmp_path: Path) -> None:
    body = "<text:list-item><text:p>Le comité vote.</text:p></text:list-item>"
    assert _texts(tmp_path, "a.odt", _odt(body)) == ["Le comité vote."]


def test_a_box_of_opendocument_follows_its_paragraph(tmp_path: Path) -> None:
    box = "<draw:frame><draw:text-box><text:p>Encadré.</text:p></draw:text-box></draw:frame>"
    body = f"<text:p>Le comité {box}adopte la charte.</text:p><text:p>Fin.</text:p>"
    assert _texts(tmp_path, "a.odt", _odt(body)) == [
        "Le comité adopte la charte.", "Encadré.", "Fin.",
    ]  # fmt: skip


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_struck_text_of_a_page_is_left_out(tmp_path: Path, tag: str) -> None:
    page = (
        f"<p>Le comité retient <{tag}>Zoom</{tag}> "
        '<span style="text-decoration: line-through">Webex</span> Tchap.</p>'
    )
    assert _texts(tmp_path, "a.html", page.encode()) == ["Le comité retient Tchap."]


def test_runs_are_looked_at_in_time_that_grows_with_them() -> None:
    spent = []
    for runs in (1_000, 16_000):
        document = docx.Document()
        paragraph = document.add_paragraph()._p
        held = [paragraph.add_r() for _ in range(runs)]
        styles = Styles(document.styles.element)
        started = time.process_time()
        assert not any(styles.is_on(run, "vanish") for run in held)
        spent.append(time.process_time() - started)
    assert spent[1] < 40 * spent[0]
