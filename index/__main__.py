"""`python -m index build | watch | convert | status | verify | confidence | remove`."""

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from index.builder import BuildReport, build, set_least_confidence
from index.conversion import bring_up_to_date, convert
from index.derived import refresh, writer_lock
from index.encoders.encoder import Encoder
from index.encoders.loading import load_encoder
from index.errors import BusyIndexError, IndexStoreError
from index.settings import Settings
from index.storage.store import Store
from index.storage.writing import StoreWriter
from index.verification import verify
from ingest.command import run
from ingest.errors import IngestError, NothingToReadError
from ingest.plain import json_in_plain
from ingest.progress import ReadingProgress

_NAMED = 10
"""Documents removed that are told by their names."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when all went well, 1 when some files failed or the index is wrong, 2 for a wrong
    input."""
    try:
        options = _parser().parse_args(arguments)
        return int(options.run(options))
    except (IngestError, IndexStoreError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    settings = Settings()
    parser = argparse.ArgumentParser(
        prog="python -m index",
        description="Build the index of a folder of documents, and look after it.",
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--data", type=Path, default=settings.data_dir, help="data folder (%(default)s)"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    encoding = argparse.ArgumentParser(add_help=False, parents=[common])
    encoding.add_argument(
        "--encoder",
        default=settings.encoder,
        help="e5-fr, e5-fr-4, static-fr, or a model's name or folder",
    )
    reading = argparse.ArgumentParser(add_help=False, parents=[encoding])
    reading.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="file or folder")
    reading.add_argument("--json", action="store_true", help="print reports as JSON")

    command = commands.add_parser("build", parents=[reading], help="add or update files")
    command.add_argument(
        "--prune",
        action="store_true",
        help="drop the files that are not under PATH, but for those that readers added",
    )
    command.add_argument(
        "--retry", action="store_true", help="read the quarantined and the removed again"
    )
    command.set_defaults(run=_build)

    command = commands.add_parser(
        "watch", parents=[reading], help="build with --prune, and again at each change of PATH"
    )
    command.set_defaults(run=_watch)

    command = commands.add_parser(
        "convert", parents=[encoding], help="to another encoder, without reading the files again"
    )
    command.set_defaults(run=_convert)

    _add_looks(commands, common)
    _add_confidence(commands, common)
    command = commands.add_parser("remove", parents=[common], help="remove a document")
    command.add_argument("document_id", metavar="DOCUMENT_ID")
    command.set_defaults(run=_remove)
    return parser


def _add_looks(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    common: argparse.ArgumentParser,
) -> None:
    """What changes nothing."""
    command = commands.add_parser("status", parents=[common], help="what the index holds")
    command.add_argument("--json", action="store_true", help="print as JSON")
    command.set_defaults(run=_status)

    command = commands.add_parser(
        "verify", parents=[common], help="check every promise of the index"
    )
    command.add_argument("--json", action="store_true", help="print as JSON")
    command.set_defaults(run=_verify)


def _add_confidence(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    common: argparse.ArgumentParser,
) -> None:
    command = commands.add_parser(
        "confidence", parents=[common], help="how sure an answer must be not to be refused"
    )
    command.add_argument("least", type=_share, metavar="LEAST", help="0 refuses least, 1 most")
    command.set_defaults(run=_confidence)


def _build(options: argparse.Namespace) -> int:
    encoder = load_encoder(options.encoder)
    _bring_up_to_date(options.data, encoder)
    with ReadingProgress("Indexing") as progress:
        report = build(
            options.paths,
            data_dir=options.data,
            encoder=encoder,
            prune=options.prune,
            retry=options.retry,
            progress=progress,
        )
    _report(report, as_json=options.json)
    return 1 if report.failed else 0


def _watch(options: argparse.Namespace) -> int:
    """Until Ctrl-C. What may pass, as an empty folder, a catalog half saved or another writer, is
    told once and tried again; so are files that go on failing."""
    from index.watching import occasions

    missing = [path for path in options.paths if not path.exists()]
    if missing:
        raise NothingToReadError(f"{missing[0]} does not exist; check the path.")
    encoder = load_encoder(options.encoder)
    _bring_up_to_date(options.data, encoder)
    said = ""
    failed: dict[str, str] = {}
    for _ in occasions(options.paths, is_well=lambda: not said):  # noqa: B023 - as it is then
        try:
            report = build(options.paths, data_dir=options.data, encoder=encoder, prune=True)
        except (IngestError, BusyIndexError) as error:
            if str(error) != said:
                print(error, file=sys.stderr)
            said = str(error)
            continue
        said = ""
        if report.added or report.recognised or report.removed or report.failed != failed:
            _report(report, as_json=options.json)
            sys.stdout.flush()
        failed = report.failed
    return 0


def _bring_up_to_date(data_dir: Path, encoder: Encoder) -> None:
    with ReadingProgress("Embedding") as progress:
        paragraphs = bring_up_to_date(data_dir, encoder, progress=progress)
    if paragraphs:
        print(f"{paragraphs} paragraphs of an older version embedded again.", file=sys.stderr)


def _convert(options: argparse.Namespace) -> int:
    encoder = load_encoder(options.encoder)
    with ReadingProgress("Embedding") as progress:
        paragraphs = convert(options.data, encoder, progress=progress)
    if paragraphs:
        print(f"{paragraphs} paragraphs embedded again, by {encoder.name}.")
    else:
        print(f"The index was made by {encoder.name} already.")
    return 0


def _report(report: BuildReport, *, as_json: bool) -> None:
    for sentence in (*report.notices, *report.failed.values()):
        print(sentence, file=sys.stderr)
    if as_json:
        _print_json(asdict(report))
        return
    print(
        f"{len(report.added)} file(s) indexed ({report.paragraphs} paragraphs), "
        f"{len(report.unchanged)} unchanged, {len(report.removed)} removed, "
        f"{len(report.failed)} failed; generation {report.generation}."
    )
    if report.removed:
        more = len(report.removed) - _NAMED
        named = [*report.removed[:_NAMED], *([f"and {more} more"] if more > 0 else [])]
        print(f"Removed: {', '.join(named)}.")
    if report.recognised:
        print(f"{len(report.recognised)} file(s) known by their content, under other names.")
    if report.unwanted:
        print(
            f"{len(report.unwanted)} file(s) left out, whose documents were removed from the "
            "index; --retry reads them."
        )


def _print_json(said: dict[str, object]) -> None:
    print(json_in_plain(json.dumps(said, ensure_ascii=False)))


def _status(options: argparse.Namespace) -> int:
    with closing(Store(options.data)) as store:
        documents, paragraphs = store.counts()
        status = {
            "documents": documents,
            "paragraphs": paragraphs,
            "generation": store.generation,
            "encoder": store.manifest.encoder,
            "dimension": store.manifest.dimension,
            "analyzer": store.manifest.analyzer,
            "format_version": store.manifest.format_version,
        }
        lists = {
            "quarantined": [reason for _, _, reason in store.quarantined()],
            "removed": [path for path, _ in store.unwanted()],
        }
    if options.json:
        _print_json({**status, **lists})
    else:
        print("\n".join(f"{key}: {value}" for key, value in status.items()))
        for name, held in lists.items():
            print("\n".join([f"{name}: {len(held)}", *held]))
    return 0


def _verify(options: argparse.Namespace) -> int:
    with closing(Store(options.data)) as store:
        problems = verify(store)
    if options.json:
        _print_json({"ok": not problems, "problems": problems})
    else:
        print("\n".join(problems) or "All is well.")
    return 1 if problems else 0


def _confidence(options: argparse.Namespace) -> int:
    set_least_confidence(options.data, options.least)
    print(f"Answers need a confidence of {options.least:g} from now on.")
    return 0


def _share(text: str) -> float:
    """A type for argparse."""
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not from 0 to 1")
    return share


def _remove(options: argparse.Namespace) -> int:
    with closing(StoreWriter(options.data)) as store, writer_lock(options.data):
        paths = store.remove_document(options.document_id)
        refresh(store)
    print(
        f"{options.document_id} removed; `build` leaves out, unless --retry, what it was read of:"
    )
    print("\n".join(paths))
    return 0


if __name__ == "__main__":
    run(
        main,
        interrupted="Interrupted; what was indexed is safe, run the command again to go on.",
    )
