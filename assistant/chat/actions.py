"""What readers do with an answer of the chat, as HTML: copy it, keep it, send it, judge it."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from assistant.answer import Answer, Language, Status
from assistant.chat.page import copied, pasted
from assistant.exports.export import answer_blocks, markdown
from assistant.interface import say
from assistant.schemas.answers import AnswerObject
from assistant.schemas.given import LONGEST_REASON, MOST_EXPORTED, ExportFormat

_THUMB = (
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M2 10h4v11H2zM8 10l5-8q3 0 2.6 3.4L15 9h5'
    'q2.4 0 2 2.6l-1.6 7q-.6 2.4-3 2.4H8z"/></svg>'
)
_ASKED = ("helps", "yes", "no", "why", "send")
_FORM = (
    '<form onsubmit="judge(event)" data-answer="{id_}"><fieldset>'
    "<legend>{helps}</legend>"
    f'<label><input type="radio" name="verdict" value="up" required>{_THUMB}{{yes}}</label>'
    f'<label class="down"><input type="radio" name="verdict" value="down">{_THUMB}{{no}}</label>'
    '<label class="reason">{why}'
    f'<input name="reason" maxlength="{LONGEST_REASON}" autocomplete="off"></label>'
    '<button type="submit">{send}</button></fieldset></form>'
)


def actions(
    answer: Answer | None,
    ids: Sequence[str],
    language: Language,
    *,
    keeps: bool,
    reader: str = "",
) -> str:
    """For the last answer, where there is one, and for all those of the conversation, whose ids
    are given; without a journal, what needs none. The browser is told what was asked, and by which
    `reader`."""
    is_answer = answer is not None and answer.status is not Status.TALK
    parts = [_of_answer(answer, language, keeps=keeps)] if answer and is_answer else []
    if keeps and ids:
        parts.append(_downloads(ids[-MOST_EXPORTED:], language))
    bar = f'<p class="bar">{" ".join(parts)}</p>' if parts else ""
    form = _form(answer, language) if answer and is_answer and keeps else ""
    asked = _asked(answer, reader) if answer and is_answer else ""
    return f'<div class="actions"{asked}>{bar}{form}<p role="status"></p></div>'


def _asked(answer: Answer, reader: str) -> str:
    told = {"answer": answer.id, "asked": answer.understood, "reader": reader}
    return "".join(f' data-{name}="{escape(value)}"' for name, value in told.items())


def _form(answer: Answer, language: Language) -> str:
    words = {key: escape(say(f"judge_{key}", language)) for key in _ASKED}
    return _FORM.format(id_=escape(answer.id), **words)


def _of_answer(answer: Answer, language: Language, *, keeps: bool) -> str:
    written = markdown([*answer_blocks(AnswerObject.of(answer))])
    link = (
        f'<a href="/a/{escape(answer.id)}" target="_blank" rel="noopener">'
        f"{escape(say('permanent', language))}"
        f'<span class="aside"> ({escape(say("new_tab", language))})</span></a>'
    )
    return " ".join(
        [
            _copy(say("copy", language), copied(answer), pasted(answer)),
            _copy(say("copy_markdown", language), written),
            *([link] if keeps else []),
        ]
    )


def _copy(name: str, text: str, html: str = "") -> str:
    as_html = f' data-html="{escape(html)}"' if html else ""
    return (
        f'<button type="button" data-text="{escape(text)}"{as_html} '
        f'onclick="copyText(this)">{escape(name)}</button>'
    )


def _downloads(ids: Sequence[str], language: Language) -> str:
    return " ".join(
        f'<a href="/api/export?{escape(_query(ids, kind))}" download>'
        f"{escape(say('download', language, name))}</a>"
        for kind, name in ((ExportFormat.DOCX, "Word"), (ExportFormat.PDF, "PDF"))
    )


def _query(ids: Sequence[str], kind: ExportFormat) -> str:
    return urlencode({"answer": ids, "format": kind}, doseq=True)
