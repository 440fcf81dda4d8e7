"""`python -m eval COMMAND`: figures on answers, search and reading."""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

from eval.errors import EvalError
from index.errors import IndexStoreError
from index.settings import Settings
from ingest.errors import IngestError

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], None] = options.command
    try:
        command(options)
    except (EvalError, IndexStoreError, IngestError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    settings = Settings()
    encoded = argparse.ArgumentParser(add_help=False)
    encoded.add_argument("--encoder", default=settings.encoder, help="name or path of the encoder")
    indexed = argparse.ArgumentParser(add_help=False, parents=[encoded])
    indexed.add_argument("--data", type=Path, default=settings.data_dir, help="data folder")
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    commands = parser.add_subparsers(required=True)
    _add_answers(commands, indexed)
    _add_search(commands, encoded, indexed)
    _add_reading(commands, encoded)
    return parser


def _add_answers(commands: Commands, indexed: argparse.ArgumentParser) -> None:
    """Answers over a data folder, and the checks that they pass."""
    run = commands.add_parser("run", parents=[indexed], help="gold pairs against the data folder")
    run.add_argument("--gold", type=Path, required=True, help="JSON lines of questions")
    run.add_argument("--report", type=Path, default=Path("reports"), help="folder of the rows")
    run.add_argument("--slices", action="store_true", help="by language and by tag too")
    run.set_defaults(command=_run)
    compare = commands.add_parser("compare", help="two reports of runs on the same questions")
    compare.add_argument("before", type=Path, metavar="BEFORE", help="report of a run")
    compare.add_argument("after", type=Path, metavar="AFTER", help="report of another")
    compare.add_argument("--split", default="", help="one split only")
    compare.add_argument(
        "--gate", action="store_true", help="fail where AFTER falls out of BEFORE's interval"
    )
    compare.set_defaults(command=_compare)
    calibrate = commands.add_parser(
        "calibrate", parents=[indexed], help="how sure an answer must be, from gold pairs"
    )
    calibrate.add_argument("--gold", type=Path, required=True, help="JSON lines of questions")
    calibrate.add_argument("--split", default="dev", help="what it is fitted on (%(default)s)")
    calibrate.add_argument("--store", action="store_true", help="keep it with the index")
    calibrate.set_defaults(command=_calibrate)
    sentences = commands.add_parser(
        "sentences", parents=[indexed], help="the checks of what a model writes"
    )
    sentences.add_argument("--gold", type=Path, required=True, help="true and altered sentences")
    sentences.set_defaults(command=_sentences)
    quotations = commands.add_parser(
        "quotations", parents=[indexed], help="altered quotations that are let through"
    )
    quotations.add_argument("--tries", type=int, default=1_000, help="how many (%(default)s)")
    quotations.set_defaults(command=_quotations)


def _add_search(
    commands: Commands, encoded: argparse.ArgumentParser, indexed: argparse.ArgumentParser
) -> None:
    """Search, its units and its speed."""
    bench = commands.add_parser(
        "bench", parents=[encoded], help="search quality on a data set in BEIR layout"
    )
    bench.add_argument("dataset", type=Path, metavar="DATASET_DIR")
    bench.set_defaults(command=_bench)
    chunking = commands.add_parser(
        "chunking", parents=[encoded], help="paragraphs against other units of search"
    )
    chunking.add_argument("folder", type=Path, metavar="FOLDER", help="documents to search")
    chunking.add_argument("--gold", type=Path, required=True, help="questions on them")
    chunking.set_defaults(command=_chunking)
    peers = commands.add_parser("peers", help="other libraries on the same texts and questions")
    peers.add_argument("folder", type=Path, metavar="FOLDER", help="documents, or a BEIR data set")
    peers.add_argument("--gold", type=Path, help="questions on the documents; a set has its own")
    peers.add_argument(
        "--python", type=Path, default=Path("build/peers/.venv/bin/python"), metavar="PYTHON",
        help="of the environment that holds the other libraries (%(default)s)",
    )  # fmt: skip
    peers.set_defaults(command=_peers)
    speed = commands.add_parser(
        "speed", parents=[indexed], help="start-up, query, indexing and memory"
    )
    speed.add_argument("--fiches", type=Path, required=True, help="folder of fiches.jsonl.gz")
    speed.set_defaults(command=_speed)


def _add_reading(commands: Commands, encoded: argparse.ArgumentParser) -> None:
    """What reading yields, and what it withstands."""
    reading = commands.add_parser("reading", help="what reading a folder yields, and how fast")
    reading.add_argument("folder", type=Path, metavar="FOLDER", help="documents to read")
    reading.set_defaults(command=_reading)
    scans = commands.add_parser(
        "scans", parents=[encoded], help="what recognising scanned documents loses"
    )
    scans.add_argument("folder", type=Path, metavar="FOLDER", help="documents to print and scan")
    scans.add_argument("--gold", type=Path, required=True, help="questions on them")
    scans.set_defaults(command=_scans)
    fuzz = commands.add_parser("fuzz", help="damaged files, each read or refused in a sentence")
    fuzz.add_argument("folder", type=Path, metavar="FOLDER", help="documents to damage")
    fuzz.add_argument("--seconds", type=float, default=60, help="for how long (%(default)s)")
    fuzz.add_argument("--most", type=int, default=10_000, help="files at most (%(default)s)")
    fuzz.set_defaults(command=_fuzz)


def _run(options: argparse.Namespace) -> None:
    from assistant.engine import Assistant
    from eval import run as harness
    from eval.gold import read_gold
    from eval.summary import slices, summarise, table
    from index.encoder import load_encoder
    from index.snapshot import Snapshot

    snapshot = Snapshot.open(options.data, load_encoder(options.encoder))
    questions = read_gold(options.gold, snapshot)
    runs = {
        "assistant": harness.run(Assistant(snapshot), questions),
        "BM25, best paragraph": harness.run_bm25(snapshot, questions),
    }
    summaries = []
    for split in sorted({question.split for question in questions}):
        for name, rows in runs.items():
            kept = [row for row in rows if row.split == split]
            summaries.append(summarise(f"{split}: {name}", kept))
    print(table(summaries))
    if options.slices:
        print(table(slices(runs["assistant"])))
    target = options.report / f"{options.gold.stem}.jsonl"
    harness.write_report(runs["assistant"], target)
    harness.write_report(runs["BM25, best paragraph"], target.with_stem(f"{target.stem}-bm25"))
    print(f"One row a question in {target}.", file=sys.stderr)


def _compare(options: argparse.Namespace) -> None:
    from eval.compare import compare, format_differences, read_report

    rows = read_report(options.before), read_report(options.after)
    differences = compare(*rows, split=options.split)
    print(format_differences(differences))
    worse = [d.measure for d in differences if d.is_worse]
    if options.gate and worse:
        raise EvalError(f"Worse than the run before: {', '.join(worse)}.")


def _bench(options: argparse.Namespace) -> None:
    from eval.bench import bench, format_rows
    from index.encoder import load_encoder

    print(options.dataset.name)
    print(format_rows(bench(options.dataset, encoder=load_encoder(options.encoder))))


def _speed(options: argparse.Namespace) -> None:
    from eval.speed import ask_command, cold_start, format_figures, speed
    from index.encoder import load_encoder

    figures = cold_start(ask_command("Qu'a-t-il été décidé sur Zoom ?", data_dir=options.data))
    if options.fiches.is_dir():
        figures += speed(options.fiches, encoder=load_encoder(options.encoder))
    else:
        print(f"Skipped indexing and search: no folder {options.fiches}.", file=sys.stderr)
    print(format_figures(figures))


def _reading(options: argparse.Namespace) -> None:
    from eval.reading import measure_reading
    from eval.speed import format_figures

    print(format_figures(measure_reading(options.folder)))


def _scans(options: argparse.Namespace) -> None:
    from eval.scans import format_scans, measure_scans
    from index.encoder import load_encoder

    encoder = load_encoder(options.encoder)
    print(format_scans(measure_scans(options.folder, options.gold, encoder=encoder)))


def _chunking(options: argparse.Namespace) -> None:
    from eval.chunking import format_chunking, measure_chunking
    from index.encoder import load_encoder

    encoder = load_encoder(options.encoder)
    print(format_chunking(measure_chunking(options.folder, options.gold, encoder=encoder)))


def _peers(options: argparse.Namespace) -> None:
    from eval.peers import format_peers, measure_peers, read_beir, read_corpus

    folder, gold = options.folder, options.gold
    corpus = read_corpus(folder, gold) if gold else read_beir(folder)
    print(f"{folder.name}, {len(corpus.texts)} documents, {len(corpus.asked)} questions:\n")
    print(format_peers(corpus, measure_peers(corpus, python=options.python.absolute())))


def _fuzz(options: argparse.Namespace) -> None:
    from eval.fuzz import format_fuzz, fuzz

    report = fuzz(options.folder, seconds=options.seconds, most=options.most)
    print(format_fuzz(report))
    if report.broken:
        raise EvalError(f"{len(report.broken)} file(s) were neither read nor refused in time.")


def _sentences(options: argparse.Namespace) -> None:
    from eval.sentences import check_sentences, format_checks
    from index.encoder import load_encoder
    from index.snapshot import Snapshot

    snapshot = Snapshot.open(options.data, load_encoder(options.encoder))
    print(format_checks(check_sentences(options.gold, snapshot)))


def _calibrate(options: argparse.Namespace) -> None:
    from assistant.engine import Assistant
    from eval.calibration import best, format_refusals
    from eval.gold import read_gold
    from eval.run import run
    from index.builder import set_least_confidence
    from index.encoder import load_encoder
    from index.snapshot import Snapshot

    with closing(Snapshot.open(options.data, load_encoder(options.encoder))) as snapshot:
        found = run(Assistant(snapshot), read_gold(options.gold, snapshot))
    kept = [row for row in found if row.split == options.split]
    if not {True, False} <= {row.answerable for row in kept}:
        raise EvalError(f"The split {options.split} needs questions with and without an answer.")
    print(format_refusals(found))
    print(f"Best on {options.split}: {best(kept):g}.", file=sys.stderr)
    if options.store:
        set_least_confidence(options.data, best(kept))


def _quotations(options: argparse.Namespace) -> None:
    from eval.mutation import format_mutations, measure_mutations
    from index.encoder import load_encoder
    from index.snapshot import Snapshot

    snapshot = Snapshot.open(options.data, load_encoder(options.encoder))
    report = measure_mutations(snapshot, tries=options.tries)
    print(format_mutations(report))
    if report.accepted:
        raise EvalError(f"{report.accepted} altered quotation(s) were let through.")


if __name__ == "__main__":
    sys.exit(main())
