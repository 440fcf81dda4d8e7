"""`python -m assistant search | ask | journal | glossary | mcp | keys | users | groups`."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from assistant.access_commands import add_access_commands
from assistant.answer import Answer, SearchResult
from assistant.dates import first_day, last_day
from assistant.engine import Assistant
from assistant.errors import AssistantError, InvalidFilterError
from assistant.glossary_command import add_glossary_command
from assistant.terminal import answer_text, hit_lines
from assistant.writing.writer import answers, load_writer
from index.encoders.loading import load_encoder
from index.errors import IndexStoreError
from index.hit import Filters
from index.settings import Settings, as_setting
from index.snapshot import Snapshot
from ingest.command import run
from ingest.document import DocumentKind
from ingest.plain import json_in_plain

Handle = Callable[[str], Answer | SearchResult]


class _BatchError(Exception):
    """A batch file that cannot be read; its text is one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when all went well, found or not; 1 when lines of a batch failed; 2 for a wrong input."""
    try:
        options = _parser().parse_args(arguments)
        return int(options.run(options))
    except (AssistantError, IndexStoreError, _BatchError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    settings = Settings()
    index, model = _index_options(settings), _model_options(settings)
    common = _common_options(index)
    parser = argparse.ArgumentParser(
        prog="python -m assistant",
        description="Search an index, or ask it what was decided, in French or in English.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("search", parents=[common], help="ranked paragraphs")
    command.add_argument("text", nargs="?", metavar="QUERY")
    command.add_argument("-k", type=int, default=10, help="how many (%(default)s)")
    command.set_defaults(run=_run, handler=_search)
    command = commands.add_parser(
        "ask", parents=[common, model], help="an answer with its citations"
    )
    command.add_argument("text", nargs="?", metavar="QUESTION")
    command.add_argument(
        "--previous", default="", metavar="QUESTION", help="the question that it follows"
    )
    command.set_defaults(run=_run, handler=_ask)
    kept = argparse.ArgumentParser(add_help=False)
    kept.add_argument(
        "--journal-days",
        type=as_setting("journal_days"),
        help="no older entries; 0 is none, unless given those that are kept",
    )
    command = commands.add_parser(
        "journal", parents=[kept], help="what the server was asked and answered"
    )
    command.add_argument("id", nargs="?", metavar="ID", help="one answer only")
    command.add_argument(
        "--gold", type=Path, metavar="FILE", help="write what readers judged as gold candidates"
    )
    command.add_argument("--data", type=Path, default=settings.data_dir, help="data folder")
    command.set_defaults(run=_journal)
    command = commands.add_parser(
        "mcp", parents=[index, model, kept], help="tools for an agent, on standard input and output"
    )
    command.set_defaults(run=_mcp)
    add_glossary_command(commands, index)
    add_access_commands(commands, data_dir=settings.data_dir)
    return parser


def _common_options(index: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """What a search and a question have in common."""
    common = argparse.ArgumentParser(add_help=False, parents=[index])
    common.add_argument(
        "--batch", metavar="FILE", help='JSON lines {"id", "question"}, - for standard input'
    )
    common.add_argument(
        "--since", type=_bound(first_day), metavar="DATE", help="2020, 2020-12, 2020-12-03"
    )
    common.add_argument("--until", type=_bound(last_day), metavar="DATE", help="the same, included")
    common.add_argument("--kind", type=DocumentKind, choices=list(DocumentKind))
    common.add_argument("--committee", metavar="NAME", help="one committee only")
    common.add_argument("--document", metavar="ID", help="one document only")
    common.add_argument("--json", action="store_true", help="print as JSON")
    return common


def _index_options(settings: Settings) -> argparse.ArgumentParser:
    index = argparse.ArgumentParser(add_help=False)
    index.add_argument(
        "--data", type=Path, default=settings.data_dir, help="data folder (%(default)s)"
    )
    index.add_argument(
        "--encoder",
        default=settings.encoder,
        help="e5-fr, e5-fr-4, static-fr, or a model's name or folder",
    )
    return index


def _model_options(settings: Settings) -> argparse.ArgumentParser:
    model = argparse.ArgumentParser(add_help=False)
    model.add_argument(
        "--model", default=settings.model, help="language model, provider:model; none unless given"
    )
    model.add_argument(
        "--model-url", default=settings.model_url, metavar="URL", help="its OpenAI-like server"
    )
    return model


def _run(options: argparse.Namespace) -> int:
    """A search or a question, or each of a batch."""
    if (options.text is None) == (options.batch is None):
        print("Give either one text or --batch FILE.", file=sys.stderr)
        return 2
    narrowed = options.since, options.until, options.kind, options.document
    filters = Filters(*narrowed, committee=options.committee)
    with ExitStack() as opened:
        snapshot = Snapshot.open(options.data, load_encoder(options.encoder))
        opened.callback(snapshot.close)
        if filters.document_id:
            snapshot.document(filters.document_id)  # or it is unknown, and is said to be
        _check_committee(filters.committee, snapshot)
        handle: Handle = options.handler(Assistant(snapshot), options, filters, opened)
        if options.batch is not None:
            return _run_batch(options.batch, handle)
        _print(handle(options.text), as_json=options.json)
    return 0


def _check_committee(name: str | None, snapshot: Snapshot) -> None:
    if name is not None and not snapshot.records(Filters(committee=name)):
        known = ", ".join(sorted({d.committee for d in snapshot.records()} - {""}))
        raise InvalidFilterError(f"No document is of {name!r}; there are: {known or 'none'}.")


def _journal(options: argparse.Namespace) -> int:
    """0 with the entries, one JSON object a line; 2 where none has the id, or for no folder."""
    from assistant.service import journal

    found = False
    if not options.data.is_dir():
        print(f"There is no data folder {options.data}.", file=sys.stderr)
        return 2
    try:
        if options.gold:
            return _write_candidates(options)
        for entry in journal.entries(options.data, options.id, days=options.journal_days):
            found = True
            print(json_in_plain(json.dumps(entry, ensure_ascii=False)))
    except OSError as error:
        if error.filename is None:  # it is what is printed that fails
            raise
        print(f"{error.filename}: {error.strerror}.", file=sys.stderr)
        return 2
    if options.id and not found:
        print(f"No answer {options.id} in the journal of {options.data}.", file=sys.stderr)
        return 2
    return 0


def _mcp(options: argparse.Namespace) -> int:
    """0 once standard input ends. Raises IndexStoreError and AssistantError."""
    from assistant.service import journal
    from assistant.service.library import Library
    from assistant.web.mcp_server import serve_stdio

    with ExitStack() as opened:
        writer = load_writer(options.model, options.model_url)
        if writer:
            opened.callback(writer.close)
        encoder = load_encoder(options.encoder)
        days = options.journal_days
        if days is None:
            days = journal.days_kept(options.data, None, default=Settings().journal_days)
        library = Library(
            options.data, encoder, journal_days=days, keeps_journal=False, writer=writer
        )
        opened.callback(library.close)
        serve_stdio(library)
    return 0


def _write_candidates(options: argparse.Namespace) -> int:
    """Raises OSError."""
    from assistant.service.feedback import candidates

    judged = candidates(options.data, days=options.journal_days)
    rows = [json.dumps(row, ensure_ascii=False) + "\n" for row in judged]
    options.gold.write_text("".join(rows), encoding="utf-8")
    print(f"{len(rows)} candidates in {options.gold}, to be looked at.", file=sys.stderr)
    return 0


def _search(
    assistant: Assistant, options: argparse.Namespace, filters: Filters, _: ExitStack
) -> Handle:
    return lambda text: assistant.search(text, k=options.k, filters=filters)


def _ask(
    assistant: Assistant, options: argparse.Namespace, filters: Filters, opened: ExitStack
) -> Handle:
    writer = load_writer(options.model, options.model_url)
    if writer:
        opened.callback(writer.close)

    def ask(text: str) -> Answer:
        *_, whole = answers(assistant, writer, text, previous=options.previous, filters=filters)
        return whole

    return ask


def _run_batch(name: str, handle: Handle) -> int:
    """One JSON object a line, in order; a line that fails gives its id and its error."""
    failed = False
    for line in _lines(name):
        id_: str | None = None
        try:
            row = json.loads(line)
            id_ = None if row.get("id") is None else str(row["id"])
            text = row.get("question", row.get("query"))
            if not isinstance(text, str):
                raise AssistantError("The line has no question.")
            print(_json(handle(text), id_=id_), flush=True)
        except (AssistantError, IndexStoreError, ValueError, AttributeError) as error:
            failed = True
            known = isinstance(error, AssistantError | IndexStoreError)
            sentence = str(error) if known else "The line is not a JSON object."
            failure = json.dumps({"id": id_, "error": sentence}, ensure_ascii=False)
            print(json_in_plain(failure), flush=True)
    return 1 if failed else 0


def _lines(name: str) -> Iterator[str]:
    try:
        if name == "-":
            yield from filter(str.strip, sys.stdin)
            return
        with Path(name).open(encoding="utf-8") as lines:
            yield from filter(str.strip, lines)
    except OSError as error:
        raise _BatchError(f"{name}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise _BatchError(f"{name}: it is not a text in UTF-8.") from error


def _print(result: Answer | SearchResult, *, as_json: bool) -> None:
    if as_json:
        print(_json(result))
    elif isinstance(result, Answer):
        print(answer_text(result))
    else:
        print("\n\n".join(hit_lines(result.hits)) or "Aucun paragraphe trouvé.")


def _json(result: Answer | SearchResult, *, id_: str | None = None) -> str:
    from assistant.schemas.answers import AnswerObject, SearchObject

    if isinstance(result, Answer):
        return json_in_plain(AnswerObject.of(result, id_=id_).model_dump_json())
    return json_in_plain(SearchObject.of(result, id_=id_).model_dump_json())


def _bound(read: Callable[[str], date]) -> Callable[[str], date]:
    """A type for argparse, which prints the sentence of the error."""

    def convert(text: str) -> date:
        try:
            return read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return convert


if __name__ == "__main__":
    run(main)
