"""Answers as a document to keep or to send: Word, PDF or Markdown."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from assistant.answer import Language, Status
from assistant.exports.sheet import Block, Run, Style
from assistant.language.quoted_rows import cells, own_words, with_tables
from assistant.language.quoting import quoted
from assistant.reference import written_day
from assistant.schemas.answers import AnswerObject, CitationObject
from assistant.schemas.given import ExportFormat, GivenAnswerObject
from assistant.spacing import NO_BREAK, bound
from assistant.wording.framing import written_by

_WORDS = {
    Language.FRENCH: {
        "title": "Relevés de décisions : réponse",
        "conversation": "Relevés de décisions : {} réponses",
        "exported": "Exporté le {}.",
        "asked": "Question posée : {}",
        "given": "Réponse donnée le {} à {}. Identifiant : {}.",
        "sources": "Sources",
        "named": (
            "Un caractère que ce document ne peut pas montrer y est donné par son code : "
            "[U+2192] pour une flèche, par exemple."
        ),
        "exact": (
            "Les citations entre guillemets « » sont exactes : elles reproduisent leur source "
            "caractère pour caractère."
        ),
    },
    Language.ENGLISH: {
        "title": "Minutes of decisions: answer",
        "conversation": "Minutes of decisions: {} answers",
        "exported": "Exported on {}.",
        "asked": "Question asked: {}",
        "given": "Answer given on {} at {}. Identifier: {}.",
        "sources": "Sources",
        "named": (
            "A character that this document cannot show is given by its code: [U+2192] for an "
            "arrow, for instance."
        ),
        "exact": (
            "The quotations between « » are exact: they give their source character for character."
        ),
    },
}
_MARKDOWN = re.compile(r"[\\`*_\[\]<>#|~&$]|^[ \t]*(?:[-+=]|\d+(?=[.)]))", re.M)
_MOST_COLUMNS = 10
"""That a page has room for; wider rows are written in lines."""
_PREFIXES = {Style.TITLE: "# ", Style.HEADING: "## ", Style.LABEL: "### ", Style.REFERENCE: "- "}


def exported(
    answers: Sequence[GivenAnswerObject], format_: ExportFormat, *, day: date, site: str = ""
) -> bytes:
    """One answer or several, in the language of the first; `day` is that of the export. Markers
    lead to their passages at `site`, "https://releve.exemple.fr/", where it is given."""
    language = answers[0].language
    blocks = [*_blocks(answers, day, site)]
    if format_ is ExportFormat.MARKDOWN:
        return markdown(blocks).encode()
    write: Callable[..., bytes]
    if format_ is ExportFormat.PDF:
        from assistant.exports.paper import pdf as write
        from assistant.exports.paper import shows
    else:
        from assistant.exports.word import docx as write
        from assistant.exports.word import shows
    if not all(shows(character) for block in blocks for character in block.text):
        blocks.append(Block.of(Style.SMALL, _spaced(_WORDS[language]["named"], language)))
    return write(blocks, title=blocks[0].text, language=language.value)


def file_name(answers: Sequence[GivenAnswerObject], format_: ExportFormat, *, day: date) -> str:
    """ "reponse-2026-11-24.pdf", "reponses-…" for several, "answer-…" in English."""
    word = "reponse" if answers[0].language is Language.FRENCH else "answer"
    return f"{word}{'s' if len(answers) > 1 else ''}-{day}.{format_}"


def markdown(blocks: Sequence[Block]) -> str:
    """Marks that documents hold are escaped: a reader of Markdown shows their own characters."""
    return "\n\n".join(map(_marked_up, blocks)) + "\n"


def _marked_up(block: Block) -> str:
    if block.rows:
        return _piped(block)
    return _PREFIXES.get(block.style, "") + "".join(map(_linked, block.runs))


def _linked(run: Run) -> str:
    text = _escaped(run.text).replace("\n", "\\\n")
    return f"[{text}]({run.link})" if run.link else text


def _piped(table: Block) -> str:
    """Its first row stands above the line that Markdown wants, empty where it is no title."""
    rows = [[*map(_escaped, row.cells), _escaped(row.marker)] for row in table.rows]
    head = [] if table.rows[0].is_title else [[""]]
    first, *others = [[*row, *[""] * (table.width - len(row))] for row in [*head, *rows]]
    return "\n".join(f"| {' | '.join(row)} |" for row in [first, ["---"] * table.width, *others])


def _escaped(text: str) -> str:
    def escape(found: re.Match[str]) -> str:
        mark = found[0]
        return f"{mark}\\" if mark[-1].isdigit() else f"{mark[:-1]}\\{mark[-1]}"

    return _MARKDOWN.sub(escape, text)


def _blocks(answers: Sequence[GivenAnswerObject], day: date, site: str) -> Iterator[Block]:
    language = answers[0].language
    words = _WORDS[language]
    title = words["title"] if len(answers) == 1 else words["conversation"].format(len(answers))
    yield Block.of(Style.TITLE, _spaced(title, language))
    yield Block.of(Style.SMALL, words["exported"].format(written_day(day, language)))
    for answer in answers:
        yield from answer_blocks(answer, site)
        yield Block.of(Style.SMALL, given_line(answer))
    if any(answer.citations for answer in answers):
        yield Block.of(Style.SMALL, _spaced(words["exact"], language))


def answer_blocks(answer: AnswerObject, site: str = "") -> Iterator[Block]:
    """The question as it was understood, the answer with its quotations, and where they stand."""
    words, language = _WORDS[answer.language], answer.language
    yield Block.of(Style.HEADING, _spaced(answer.understood, language))
    if asked := asked_line(answer):
        yield Block.of(Style.SMALL, asked)
    yield from _quoting(Style.BODY, answer.answer, answer, site)
    for remark in remarks(answer):
        yield Block.of(Style.SMALL, _spaced(remark, language))
    if answer.status is Status.ANSWERED:
        yield Block.of(Style.LABEL, words["sources"])
        for reference in answer.references:
            yield from _quoting(Style.REFERENCE, reference, answer, site)


def asked_line(answer: AnswerObject) -> str:
    """The question as it was asked, empty where it was understood as it stands."""
    if answer.understood == " ".join(answer.question.split()):
        return ""
    return _spaced(_WORDS[answer.language]["asked"].format(answer.question), answer.language)


def remarks(answer: AnswerObject) -> list[str]:
    """What there is to know of how it was written."""
    return [*filter(None, (answer.notice, written_by(answer.generator, answer.language)))]


def given_line(answer: GivenAnswerObject) -> str:
    """When it was given, by the clock of this machine."""
    time = answer.time.astimezone()
    written = written_day(time.date(), answer.language), _hour(time, answer.language), answer.id
    return _spaced(_WORDS[answer.language]["given"].format(*written), answer.language)


def _quoting(style: Style, text: str, answer: AnswerObject, site: str) -> Iterator[Block]:
    """A block for each line and each table; only the words between quotations are ours to space
    and to break."""
    quotes = [citation.quote for citation in answer.citations]
    titles = {citation.columns for citation in answer.citations}
    tables = [c.quote for c in answer.citations if _is_table(c)]
    marked = quoted(quotes)
    links = {f"[{c.marker}]": f"{site.rstrip('/')}{c.url}" for c in answer.citations if site}
    runs: list[Run] = []
    for part in with_tables(text, quotes, tables, titles):
        if not isinstance(part, str):
            yield from _block(style, runs)
            yield Block(Style.TABLE, rows=part)
            runs = []
        elif part in marked:
            words = f"«{NO_BREAK}{own_words(part)}{NO_BREAK}»"
            runs.append(Run(words, is_quotation=True))
        elif part in links:
            runs.append(Run(part, link=links[part]))
        else:
            line, *others = _spaced(part, answer.language).split("\n")
            runs.append(Run(NO_BREAK if line == " " else line))
            for other in others:
                yield from _block(style, runs)
                runs = [Run(other)]
    yield from _block(style, runs)


def _is_table(citation: CitationObject) -> bool:
    """Whether its rows stand under titles of columns, and a page has room for them."""
    widths = [len(cells(row)) for row in citation.quote.split("\n")]
    return len(cells(citation.columns)) > 1 and max(widths) <= _MOST_COLUMNS


def _block(style: Style, runs: Sequence[Run]) -> Iterator[Block]:
    """None of what is empty, as beside a table."""
    if any(run.text.strip() for run in runs):
        yield Block(style, tuple(runs))


def _spaced(text: str, language: Language) -> str:
    """No line breaks before the high points of French."""
    return bound(text) if language is Language.FRENCH else text


def _hour(time: datetime, language: Language) -> str:
    mark = f"{NO_BREAK}h{NO_BREAK}" if language is Language.FRENCH else ":"
    return f"{time:%H}{mark}{time:%M}"
