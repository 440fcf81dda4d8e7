"""Office files and web pages to Markdown, which is read as Markdown files are."""

import re
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement
from markdownify import MarkdownConverter

from ingest.errors import Reason, SlowFileError, UnreadableFileError
from ingest.formats.encoding import decoded
from ingest.formats.grids import lay_tables_out
from ingest.formats.numbers import NUMBER_END, print_numbers
from ingest.formats.opendocument import odt_to_html
from ingest.formats.package import DAMAGE
from ingest.formats.tools import libreoffice
from ingest.formats.unseen import remove_unseen
from ingest.formats.word import docx_to_html

_NOT_READ = ", ".join(
    [
        *"script style noscript template nav footer svg iframe button img title".split(),
        *"audio video canvas datalist".split(),
        *"del s strike [style*=line-through]".split(),
        *(
            f"[{name}*={said} i]"
            for name in ("id", "class", "aria-label")
            for said in ("breadcrumb", "ariane")
        ),
    ]
)
_CONVERSION_SECONDS = 100
_DEEPEST = 100
"""Elements within each other."""
_ENDED = {
    **dict.fromkeys(("li",), ({"li"}, {"ul", "ol"})),
    **dict.fromkeys(("dt", "dd"), ({"dt", "dd"}, {"dl"})),
    **dict.fromkeys(("td", "th"), ({"td", "th"}, {"tr", "table"})),
    "tr": ({"tr"}, {"table"}),
}
"""What an element ends that is open, and what the end does not go beyond: its tag may be left
out."""
_WRITTEN = (
    b"\xd0\xcf\x11\xe0",
    b"PK\x03\x04",
    b"{\\rtf",
    b"<",
    b"MIME-Version:",
    b"\xdb\xa5",
    b"\xec\xa5",
)
"""How files that word processors wrote under these names begin: Word's own, its later ones, RTF,
pages, web archives, Word before 97. LibreOffice makes a text of anything."""
_SETTINGS = """<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetNoProxy" oor:op="fuse"><value></value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>"""
"""LibreOffice loads no picture that a file only names, and has what else it would ask for sent
where no one answers: the port of what is to be thrown away."""
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b", re.I)
_BLANKS = b"\xef\xbb\xbf \t\r\n"
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_EMPHASIS = ["b", "strong", "em", "i", "code", "kbd", "samp"]
"""Tags whose marks would be read as text where they open within a word: "*B*ourse"."""


def docx_to_markdown(content: bytes, *, fresh_dates: bool = True) -> str:
    """The text that a reader of the file sees. Without `fresh_dates` the fields that give the
    date of the day are left out. Raises UnreadableFileError.
    """
    try:
        return _markdown(_parsed(docx_to_html(content, fresh_dates=fresh_dates)))
    except DAMAGE as error:
        raise UnreadableFileError(Reason.CUT_DOCX) from error


def html_to_markdown(content: bytes, charset: str = "") -> str:
    """The text of a page as it is shown, without its menus and foot; nothing it names is fetched.
    `charset` outranks the one that it declares."""
    declared = re.search(rb"charset=[\"']?([\w-]+)", content[:2048])
    said = charset or (declared[1].decode() if declared else "utf-8")
    page = _parsed(decoded(content, said))
    remove_unseen(page)
    print_numbers(page)
    return _markdown(page)


def odt_to_markdown(content: bytes) -> str:
    """The text that a reader of the file sees. Raises UnreadableFileError."""
    try:
        return _markdown(_parsed(odt_to_html(content)))
    except DAMAGE as error:
        raise UnreadableFileError(Reason.CUT_ODT) from error


def through_libreoffice(content: bytes, suffix: str) -> str:
    """Markdown of a DOC or RTF file, or of a web page that has the name of one. Raises
    UnreadableFileError, also without LibreOffice."""
    if _PAGE.match(content):
        return html_to_markdown(content)
    if not (content.lstrip(_BLANKS).startswith(_WRITTEN) or _is_text(content)):
        raise UnreadableFileError(Reason.NO_OFFICE_TEXT)
    program = libreoffice()
    if program is None:
        raise UnreadableFileError(Reason.NO_OFFICE, suffix)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"document{suffix}"
        source.write_bytes(content)
        profile = Path(folder) / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS)
        command = [
            program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
            "--convert-to", "docx", "--outdir", folder, str(source),
        ]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=_CONVERSION_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise SlowFileError(Reason.OFFICE_SLOW, _CONVERSION_SECONDS) from error
        converted = source.with_suffix(".docx")
        if not converted.is_file():
            raise UnreadableFileError(Reason.OFFICE_FAILED)
        return docx_to_markdown(converted.read_bytes(), fresh_dates=False)


def _is_text(content: bytes) -> bool:
    return not _CONTROLS.search(content)


class _Page(BeautifulSoup):
    """Nothing is nested deeper than pages are that someone reads: what would be stands beside the
    last that is."""

    def __init__(self, html: str) -> None:
        self._left_out: Counter[str] = Counter()
        super().__init__(html, "html.parser")

    def handle_starttag(self, name: str, *of_tag: Any, **told: Any) -> Tag | None:  # noqa: ANN401
        self._end_before(name)
        if len(self.tagStack) <= _DEEPEST:
            return super().handle_starttag(name, *of_tag, **told)
        self.endData()
        self._left_out[name] += 1
        return None

    def _end_before(self, name: str) -> None:
        ended, within = _ENDED.get(name, (set(), set()))
        for tag in reversed(self.tagStack[1:] if ended else []):
            if tag.name in ended:
                self.handle_endtag(tag.name)
            if tag.name in ended | within:
                return

    def handle_endtag(self, name: str, nsprefix: str | None = None) -> None:
        if self._left_out[name]:
            self.endData()
            self._left_out[name] -= 1
            return
        super().handle_endtag(name, nsprefix)
        if len(self.tagStack) <= _DEEPEST:  # what was left out without an end has none here
            self._left_out.clear()


def _parsed(html: str) -> BeautifulSoup:
    return _Page(html)


def _markdown(page: BeautifulSoup) -> str:
    for element in page.select(_NOT_READ):
        element.decompose()
    for item in page("li"):
        if all(getattr(child, "name", None) in ("ul", "ol") for child in _shown(item)):
            item.unwrap()
    lay_tables_out(page)
    text = MarkdownConverter(
        heading_style="ATX", bullets="-", table_infer_header=True, escape_misc=True, strip=_EMPHASIS
    ).convert_soup(page)
    return re.sub(r"\A(?:\s|---)+", "", text.replace(NUMBER_END, " "))


def _shown(item: Tag) -> list[PageElement]:
    """What an item of a list holds, blanks apart."""
    return [child for child in item.children if str(child).strip()]
