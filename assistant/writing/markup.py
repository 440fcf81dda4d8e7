"""A model's reply without the marks of Markdown and HTML that models write unasked."""

import re

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))
_RAISED = re.compile(r"<sup>\s*\[?(\d{1,3})\]?\s*</sup>", re.I)
_BREAK = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|table)(?:\s[^<>]{0,99})?/?>", re.I)
_TAG = re.compile(r"</?(?:su[bp]|b|i|u|em|strong|span|mark|q|td|th)(?:\s[^<>]{0,99})?/?>", re.I)
_ESCAPE = re.compile(r"\\(?=[\[\]()*_#`.!>-])")
_EMPHASIS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=[^\s*_])|(?<=[^\s*_])[*_](?!\w)")
_HEADER = re.compile(r"^[ \t]*\|.*\|[ \t]*\n[ \t]*\|[ \t:|-]+\|[ \t]*$", re.M)
_ROW = re.compile(r"^[ \t]*\|(.*)\|(.*)$", re.M)
_CELL = re.compile(r"(?<!\s)\s+\|\s+")
_TITLE = re.compile(r"^[ \t]*#+[ \t][^\[\n]*$", re.M)
_ITEM = re.compile(r"^[ \t]*(?:>[ \t]*)*(?:(?:[-*•–]|\d{1,2}[.)]|#+)[ \t]+)?", re.M)
_LED = re.compile(
    r"^(?P<lead>[^\w\n\[]*\w[^\n\[]*:)[ \t]*\n+"
    r"(?P<items>(?:[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]+[^\n]+(?:\n+|\Z))+)",
    re.M,
)
_PRESENTS = re.compile(r"\W*(?:voici|voilà|réponse|here (?:is|are)|answer)\b", re.I)
_LINKED = re.compile(r"(\[\^?\d{1,3}\])\([^()\s]{1,500}\)")
_NOTE = re.compile(r"^[ \t]*\[\^\d{1,3}\]:.*$", re.M)
_SOURCES = re.compile(
    r"(?P<told>(?:\A|\w)[^\w\n]*)"
    r"\n\W*(?:sources?|références?|references?|notes?)(?=[^\w\n]*\n)\W*\d[\s\S]*\Z",
    re.I,
)
"""The extracts told again, after what is written from them."""


def plain(reply: str) -> str:
    """Its sentences and their markers, a line for each item with what introduces it, without
    titles, the heads of tables and the list of extracts that may follow."""
    text = _RAISED.sub(r"[\1]", reply.translate(_UNSEEN))
    text = _TAG.sub("", _BREAK.sub("\n", text))
    text = _TITLE.sub("", _HEADER.sub("", _ESCAPE.sub("", text)))
    text = _ROW.sub(lambda row: _CELL.sub(" : ", row[1]).strip() + row[2], text)
    text = _EMPHASIS.sub("", _LINKED.sub(r"\1", text))
    return _ITEM.sub("", _LED.sub(_led, _SOURCES.sub(r"\g<told>", _NOTE.sub("", text))))


def _led(found: re.Match[str]) -> str:
    """Each item after what introduces the list: alone, it might say the contrary."""
    lead, items = found["lead"], found["items"]
    if _PRESENTS.match(lead):
        return items
    return "\n".join(f"{lead} {_ITEM.sub('', item)}" for item in items.split("\n") if item) + "\n"
