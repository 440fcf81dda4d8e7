"""The parts of office files, which are archives of XML."""

import zipfile
import zlib

from lxml import etree

from ingest.errors import Reason, UnreadableFileError

MOST_XML = 100 * 1024**2
DAMAGE = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    OSError,
    EOFError,
    zlib.error,
    etree.XMLSyntaxError,
)
Element = etree._Element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Before the names of all that a Word file has of its own."""
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/math": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/math"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}


def xml(archive: zipfile.ZipFile, name: str) -> Element:
    """A part of an office file; nothing is fetched, and one that declares entities is refused.

    Raises UnreadableFileError, and those of DAMAGE.
    """
    if archive.getinfo(name).file_size > MOST_XML:
        raise UnreadableFileError(Reason.TOO_MUCH_TEXT)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(usual_names(archive.read(name)), parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFileError(Reason.ENTITIES)
    return root


def usual_names(content: bytes) -> bytes:
    """XML of the strict form of Office Open XML with the names that all others have."""
    for strict, usual in _STRICT.items():
        content = content.replace(strict, usual)
    return content


def as_bytes(root: Element) -> bytes:
    return etree.tostring(root)


def local_name(element: Element) -> str:
    """Empty for what is no element, as a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def whole_number(said: str | None, default: int = 0) -> int:
    """Of an attribute, which may not be there, nor be a number."""
    return int(said) if said and said.isascii() and said.isdecimal() else default


def new_element(parent: Element, place: int, tag: str) -> Element:
    """An empty one that is `parent`'s child at that place."""
    made = parent.makeelement(tag)
    parent.insert(place, made)
    return made


def remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(root: Element, *tags: str) -> None:
    """What elements of these tags hold takes their place."""
    etree.strip_tags(root, *tags)
