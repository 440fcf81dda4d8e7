"""Office files, web pages and e-mails to Markdown, which is read as Markdown files are."""

import io
import re
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import ClassVar

import mammoth
from bs4 import BeautifulSoup, Tag
from lxml import etree
from markdownify import MarkdownConverter

from ingest.errors import UnreadableFileError
from ingest.formats.containers import message
from ingest.formats.encoding import decode
from ingest.formats.tools import libreoffice
from ingest.language import headings

_NOT_READ = "script style noscript template nav footer svg iframe button img title".split()
_BREADCRUMB = ", ".join(
    f"[{name}*={said} i]"
    for name in ("id", "class", "aria-label")
    for said in ("breadcrumb", "ariane")
)
_DAMAGE = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    OSError,
    EOFError,
    zlib.error,
    etree.XMLSyntaxError,
)
_CONVERSION_SECONDS = 100
_EMPHASIS = ["b", "strong", "em", "i", "s", "del", "code", "kbd", "samp"]
"""Tags whose marks would be read as text where they open within a word: "*B*ourse"."""
_LONGEST_OPENING = 60
_SHORTEST_TEXT = 200
_BODY = "word/document.xml"
_MOST_XML = 100 * 1024**2
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def docx_to_markdown(content: bytes, *, fresh_dates: bool = True) -> str:
    """The text that a reader of the file sees. Without `fresh_dates` the fields that give the
    date of the day are left out. Raises UnreadableFileError.
    """
    try:
        shown = _without_hidden(content, fresh_dates=fresh_dates)
        return _markdown(mammoth.convert_to_html(io.BytesIO(shown)).value)
    except _DAMAGE as error:
        raise UnreadableFileError("the DOCX is damaged or cut short.") from error


def html_to_markdown(content: bytes) -> str:
    """The text of a page without its menus, its foot and scripts; nothing it names is fetched."""
    declared = re.search(rb"charset=[\"']?([\w-]+)", content[:2048])
    return _markdown(_decoded(content, declared[1].decode() if declared else "utf-8"))


def read_email(content: bytes) -> dict[str, str | bool]:
    """The fields of an `Extraction`: subject, day, and the text, else the web page.

    Raises UnreadableFileError.
    """
    mail = message(content)
    body = mail.get_body(("plain", "html"))
    payload = body.get_payload(decode=True) if body else None
    if body is None or not isinstance(payload, bytes):
        raise UnreadableFileError("the e-mail holds no text.")
    text = _decoded(payload, str(body.get_content_charset("utf-8")))
    is_page = body.get_content_subtype() == "html"
    try:
        day = parsedate_to_datetime(str(mail["date"])).date().isoformat()
    except ValueError:
        day = ""
    return {
        "text": _markdown(text) if is_page else text,
        "markdown": is_page,
        "title": str(mail["subject"] or "").strip(),
        "date": day,
    }


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return decode(content)


def odt_to_markdown(content: bytes) -> str:
    """Raises UnreadableFileError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            root = _xml(archive, "content.xml")
        body = root.find(".//{*}body/{*}text")
    except _DAMAGE as error:
        raise UnreadableFileError("the ODT is damaged or cut short.") from error
    if body is None:
        raise UnreadableFileError("the ODT holds no text.")
    page = _Page(hidden=_hidden_styles(root))
    page.copy(body, page.soup)
    for note in page.notes:
        page.copy(note, page.soup)
    return _markdown(str(page.soup))


def _hidden_styles(root: etree._Element) -> set[str]:
    found = set()
    for style in root.iterfind(".//{*}style"):
        for shown in style.iterfind("{*}text-properties"):
            if shown.get(f"{{{_TEXT}}}display") == "none":
                found.add(str(style.get(f"{{{_STYLE}}}name")))
    return found


def through_libreoffice(content: bytes, suffix: str) -> str:
    """Markdown of a DOC or RTF file. Raises UnreadableFileError, also without LibreOffice."""
    program = libreoffice()
    if program is None:
        raise UnreadableFileError(
            f"{suffix} files are read through LibreOffice, which is not on this machine; install "
            "it (Debian: apt install libreoffice-writer-nogui) or save the file as DOCX."
        )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"document{suffix}"
        source.write_bytes(content)
        profile = (Path(folder) / "profile").as_uri()
        command = [
            program, f"-env:UserInstallation={profile}", "--headless", "--norestore",
            "--convert-to", "docx", "--outdir", folder, str(source),
        ]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=_CONVERSION_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise UnreadableFileError(
                f"LibreOffice took more than {_CONVERSION_SECONDS} seconds over it."
            ) from error
        converted = source.with_suffix(".docx")
        if not converted.is_file():
            raise UnreadableFileError("LibreOffice cannot read it; the file is damaged.")
        return docx_to_markdown(converted.read_bytes(), fresh_dates=False)


def _xml(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """A part of an office file; nothing is fetched, and one that declares entities is refused."""
    if archive.getinfo(name).file_size > _MOST_XML:
        raise UnreadableFileError("its text is larger than a file may hold.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(archive.read(name), parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFileError("it declares XML entities, which no office program writes.")
    return root


def _without_hidden(content: bytes, *, fresh_dates: bool) -> bytes:
    """A DOCX without the text that Word does not show."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(written, "w") as copy:
        root = _xml(archive, _BODY)
        for run in [*root.iterfind(f".//{{{_WORD}}}r")]:
            hidden = run.find(f"{{{_WORD}}}rPr/{{{_WORD}}}vanish")
            if hidden is not None and hidden.get(f"{{{_WORD}}}val") not in ("0", "false"):
                _remove(run)
        if not fresh_dates:
            for run in _date_runs(root):
                _remove(run)
        for info in archive.infolist():
            if info.filename != _BODY and info.file_size <= _MOST_XML:
                copy.writestr(info.filename, archive.read(info))
        copy.writestr(_BODY, etree.tostring(root))
    return written.getvalue()


def _date_runs(root: etree._Element) -> Iterator[etree._Element]:
    """The runs that show what a field of the date of the day was last computed to."""
    is_date, shown = False, False
    for run in [*root.iterfind(f".//{{{_WORD}}}r")]:
        instruction = run.findtext(f"{{{_WORD}}}instrText") or ""
        mark = run.find(f"{{{_WORD}}}fldChar")
        kind = mark.get(f"{{{_WORD}}}fldCharType") if mark is not None else ""
        is_date = is_date or instruction.split()[:1] in (["DATE"], ["TIME"])
        if kind == "separate":
            shown = is_date
        elif kind == "end":
            is_date = shown = False
        elif shown:
            yield run


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _markdown(html: str) -> str:
    page = BeautifulSoup(html, "html.parser")
    for element in (*page(_NOT_READ), *page.select(_BREADCRUMB)):
        element.decompose()
    for table in page("table"):
        if _is_layout(table):
            _lay_out(table)
    text = MarkdownConverter(
        heading_style="ATX", bullets="-", table_infer_header=True, escape_misc=True, strip=_EMPHASIS
    ).convert_soup(page)
    return re.sub(r"\A(?:\s|---)+", "", text)


def _is_layout(table: Tag) -> bool:
    """Whether a table only places texts on the page: a third of its rows have a cell of
    several paragraphs that are long or say how a vote went, or it has a single row or column."""
    rows = [row(["td", "th"]) for row in table("tr") if row.get_text(strip=True)]
    if not rows:
        return False
    long = sum(any(_holds_text(cell) for cell in row) for row in rows)
    return 3 * long >= len(rows) or len(rows) == 1 or max(map(len, rows)) == 1


def _lay_out(table: Tag) -> None:
    """The cells of a table as texts that follow each other; the short ones of a row, as a
    number or a name, open the text beside them."""
    for row in table("tr"):
        opening: list[str] = []
        for cell in row(["td", "th"]):
            if len(_paragraphs(cell)) <= 1 and len(cell.get_text(strip=True)) <= _LONGEST_OPENING:
                opening += [cell.get_text(" ", strip=True)]
                cell.clear()
                if cell is not row(["td", "th"])[-1]:
                    continue
            first = next((part for part in cell(["p", "li", "h1", "h2"]) if part.get_text()), cell)
            first.insert(0, " ".join(text for text in [*opening, ""] if text or opening))
            opening = []
    for part in (table, *table(["tbody", "thead", "tr", "td", "th"])):
        part.name = "div"


def _holds_text(cell: Tag) -> bool:
    parts = _paragraphs(cell)
    return len(parts) > 1 and (
        sum(map(len, parts)) >= _SHORTEST_TEXT or any(map(headings.is_outcome, parts))
    )


def _paragraphs(cell: Tag) -> list[str]:
    parts = (part.get_text(" ", strip=True) for part in cell(["p", "li", "tr", "h1", "h2"]))
    return [part for part in parts if part]


class _Page:
    """An OpenDocument text as a web page. `notes` are those met on the way, for its end."""

    _TAGS: ClassVar = {
        "p": "p", "list": "ul", "list-item": "li", "line-break": "br",
        "table": "table", "table-row": "tr", "table-cell": "td",
    }  # fmt: skip
    _LEFT_OUT: ClassVar = set(
        "tracked-changes annotation annotation-end sequence-decls forms note-citation "
        "covered-table-cell binary-data object object-ole title desc".split()
    )

    def __init__(self, hidden: set[str]) -> None:
        self.soup = BeautifulSoup("", "html.parser")
        self._hidden = hidden
        self.notes: list[etree._Element] = []

    def copy(self, element: etree._Element, target: Tag) -> None:
        """The content of an element of OpenDocument into one of the page."""
        target.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self._copy_child(child, target)
            target.append(child.tail or "")

    def _copy_child(self, child: etree._Element, target: Tag) -> None:
        name = etree.QName(child).localname
        if name == "note-body":
            self.notes.append(child)
        elif name == "s":
            target.append(" " * min(100, int(child.get(f"{{{_TEXT}}}c") or 1)))
        elif name == "tab":
            target.append("\t")
        elif name not in self._LEFT_OUT and child.get(f"{{{_TEXT}}}style-name") not in self._hidden:
            level = min(6, int(child.get(f"{{{_TEXT}}}outline-level") or 1))
            tag = f"h{level}" if name == "h" else self._TAGS.get(name)
            inside = self.soup.new_tag(tag) if tag else target
            if tag:
                target.append(inside)
            self.copy(child, inside)
