"""E-mails to their text, which is Markdown where a part of it is a web page."""

import re
from email.utils import parsedate_to_datetime

from ingest.errors import Reason, UnreadableFileError
from ingest.formats.containers import message, payload, texts
from ingest.formats.encoding import decoded
from ingest.formats.office import html_to_markdown

_MARKS = re.compile(r"[\\`*_#|\[\]]|^>", re.M)
"""What a text beside web pages must not have read as Markdown."""


def read_email(content: bytes) -> dict[str, str | bool]:
    """The fields of an `Extraction`: subject, day, and the texts, or web pages, in order.

    Raises UnreadableFileError.
    """
    mail = message(content)
    parts = texts(mail)
    if not parts:
        raise UnreadableFileError(Reason.NO_TEXT_IN_MAIL)
    pages = [part.get_content_subtype() == "html" for part in parts]
    told = []
    for part, is_page in zip(parts, pages, strict=True):
        charset = str(part.get_content_charset("utf-8"))
        if is_page:
            told.append(html_to_markdown(payload(part), charset))
        else:
            text = decoded(payload(part), charset)
            told.append(_MARKS.sub(r"\\\g<0>", text) if any(pages) else text)
    try:
        day = parsedate_to_datetime(str(mail["date"])).date().isoformat()
    except (ValueError, OverflowError):
        day = ""
    return {
        "text": "\n\n".join(told),
        "markdown": any(pages),
        "title": str(mail["subject"] or "").strip(),
        "date": day,
    }
