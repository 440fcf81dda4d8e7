"""Office files, web pages and e-mails to Markdown, which is read as Markdown files are."""

import io
import re
import subprocess
import tempfile
import zipfile
from email.utils import parsedate_to_datetime
from pathlib import Path
from shutil import which
from typing import ClassVar

import mammoth
from bs4 import BeautifulSoup, Tag
from lxml import etree
from markdownify import MarkdownConverter

from ingest.containers import message
from ingest.encoding import decode
from ingest.errors import UnreadableFileError

_NOT_READ = ["script", "style", "noscript", "template", "nav", "svg", "iframe", "button", "img"]
_CONVERSION_SECONDS = 100
_MOST_XML = 100 * 1024**2
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def docx_to_markdown(content: bytes) -> str:
    """Raises UnreadableFileError."""
    try:
        return _markdown(mammoth.convert_to_html(io.BytesIO(content)).value)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
        raise UnreadableFileError("the DOCX is damaged or cut short.") from error


def html_to_markdown(content: bytes) -> str:
    """The text of a page without its menus and scripts; nothing it names is fetched."""
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
            if archive.getinfo("content.xml").file_size > _MOST_XML:
                raise UnreadableFileError("its text is larger than a file may hold.")
            xml = archive.read("content.xml")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        body = etree.fromstring(xml, parser).find(".//{*}body/{*}text")
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, EOFError, OSError) as error:
        raise UnreadableFileError("the ODT is damaged or cut short.") from error
    if body is None:
        raise UnreadableFileError("the ODT holds no text.")
    page = _Page()
    page.copy(body, page.soup)
    for note in page.notes:
        page.copy(note, page.soup)
    return _markdown(str(page.soup))


def through_libreoffice(content: bytes, suffix: str) -> str:
    """Markdown of a DOC or RTF file. Raises UnreadableFileError, also without LibreOffice."""
    program = which("soffice") or which("libreoffice")
    if program is None:
        raise UnreadableFileError(
            f"{suffix} files are read through LibreOffice, which is not on this machine; install "
            "it (Debian: apt install libreoffice-writer-nogui) or save the file as DOCX."
        )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"document{suffix}"
        source.write_bytes(content)
        profile = (Path(folder) / "profile").as_uri()
        subprocess.run(
            [program, f"-env:UserInstallation={profile}", "--headless", "--norestore",
             "--convert-to", "docx", "--outdir", folder, str(source)],
            capture_output=True, timeout=_CONVERSION_SECONDS, check=False,
        )  # fmt: skip
        converted = source.with_suffix(".docx")
        if not converted.is_file():
            raise UnreadableFileError("LibreOffice cannot read it; the file is damaged.")
        return docx_to_markdown(converted.read_bytes())


def _markdown(html: str) -> str:
    page = BeautifulSoup(html, "html.parser")
    for element in page(_NOT_READ):
        element.decompose()
    text = MarkdownConverter(
        heading_style="ATX", bullets="-", table_infer_header=True, escape_misc=True
    ).convert_soup(page)
    return re.sub(r"\A(?:\s|---)+", "", text)


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

    def __init__(self) -> None:
        self.soup = BeautifulSoup("", "html.parser")
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
        elif name not in self._LEFT_OUT:
            level = min(6, int(child.get(f"{{{_TEXT}}}outline-level") or 1))
            tag = f"h{level}" if name == "h" else self._TAGS.get(name)
            inside = self.soup.new_tag(tag) if tag else target
            if tag:
                target.append(inside)
            self.copy(child, inside)
