"""Commands that measure search, its units, its speed and the server."""

import argparse
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from eval.errors import EvalError

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_search_commands(
    commands: Commands, encoded: argparse.ArgumentParser, indexed: argparse.ArgumentParser
) -> None:
    bench = commands.add_parser(
        "bench", parents=[encoded], help="search quality on a data set in BEIR layout"
    )
    bench.add_argument("dataset", type=Path, metavar="DATASET_DIR")
    bench.set_defaults(command=_bench)
    robustness = commands.add_parser(
        "robustness", parents=[indexed], help="what noise, typing errors and English cost search"
    )
    robustness.add_argument("--gold", type=Path, required=True, help="questions, JSON lines or CSV")
    robustness.add_argument(
        "--twins", type=Path, metavar="FILE",
        help="questions in two languages, where --gold has none",
    )  # fmt: skip
    robustness.add_argument(
        "--dataset", type=Path, metavar="DATASET_DIR", help="a data set in BEIR layout too"
    )
    robustness.set_defaults(command=_robustness)
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
    _add_figures(commands, encoded, indexed)


def _add_figures(
    commands: Commands, encoded: argparse.ArgumentParser, indexed: argparse.ArgumentParser
) -> None:
    """Of speed, and of the server."""
    speed = commands.add_parser(
        "speed", parents=[indexed], help="start-up, query, indexing and memory"
    )
    speed.add_argument("--fiches", type=Path, required=True, help="folder of fiches.jsonl.gz")
    speed.add_argument("--paragraphs", type=int, default=40_000, help="about (%(default)s)")
    speed.set_defaults(command=_speed)
    scale = commands.add_parser(
        "scale", parents=[encoded], help="search over many paragraphs made from fiches"
    )
    scale.add_argument("--fiches", type=Path, required=True, help="folder of fiches.jsonl.gz")
    scale.add_argument("--paragraphs", type=int, default=200_000, help="so many (%(default)s)")
    scale.add_argument(
        "--keep", type=Path, metavar="DIR",
        help="where the index is kept, and searched again without building it",
    )  # fmt: skip
    scale.set_defaults(command=_scale)
    load = commands.add_parser(
        "load", parents=[indexed], help="the server searched by many at once"
    )
    load.add_argument("--fiches", type=Path, help="searched in place of the data folder")
    load.add_argument("--seconds", type=float, default=10, help="for how long (%(default)s)")
    load.add_argument("--clients", type=int, default=200, help="at once (%(default)s)")
    load.add_argument("--workers", type=int, default=1, help="processes (%(default)s)")
    load.add_argument(
        "--pause", type=float, default=0, help="of a client after an answer, in s (%(default)s)"
    )
    load.set_defaults(command=_load)
    page = commands.add_parser(
        "page", parents=[indexed], help="the page in a browser, by the clock"
    )
    page.add_argument("--fiches", type=Path, help="asked in place of the data folder")
    page.set_defaults(command=_page)
    contract = commands.add_parser(
        "contract", parents=[indexed], help="the API against its own description"
    )
    contract.add_argument("--cases", type=int, default=1_000, help="requests (%(default)s)")
    contract.add_argument("--seed", type=int, help="of a run to be made again")
    contract.set_defaults(command=_contract)


def _bench(options: argparse.Namespace) -> None:
    from eval.bench import bench, format_rows
    from index.encoders.loading import load_encoder

    print(options.dataset.name)
    print(format_rows(bench(options.dataset, encoder=load_encoder(options.encoder))))


def _robustness(options: argparse.Namespace) -> None:
    from eval import robustness
    from eval.errors import GoldError
    from index.encoders.loading import load_encoder
    from index.snapshot import Snapshot

    encoder = load_encoder(options.encoder)
    with closing(Snapshot.open(options.data, encoder)) as snapshot:
        gold = robustness.of_gold(options.gold, snapshot)
        costs = [*robustness.measure(gold, encoder=encoder)]
        try:
            costs.append(robustness.measure_twins(options.twins or options.gold, snapshot))
        except GoldError as error:
            print(f"Skipped the questions in two languages: {error}", file=sys.stderr)
    if options.dataset and options.dataset.is_dir():
        costs += robustness.measure(robustness.of_dataset(options.dataset), encoder=encoder)
    elif options.dataset:
        print(f"Skipped the data set: no folder {options.dataset}.", file=sys.stderr)
    print(robustness.format_costs(costs))


def _chunking(options: argparse.Namespace) -> None:
    from eval.chunking import format_chunking, measure_chunking
    from index.encoders.loading import load_encoder

    encoder = load_encoder(options.encoder)
    print(format_chunking(measure_chunking(options.folder, options.gold, encoder=encoder)))


def _speed(options: argparse.Namespace) -> None:
    from eval.speed import ask_command, cold_start, format_figures, speed
    from index.encoders.loading import load_encoder

    asked = "Qu'a-t-il été décidé sur Zoom ?"
    figures = cold_start(ask_command(asked, data_dir=options.data, encoder=options.encoder))
    if options.fiches.is_dir():
        figures += speed(
            options.fiches,
            encoder=load_encoder(options.encoder),
            paragraphs=options.paragraphs,
        )
    else:
        print(f"Skipped indexing and search: no folder {options.fiches}.", file=sys.stderr)
    print(format_figures(figures))


def _scale(options: argparse.Namespace) -> None:
    from eval.scale import scale
    from eval.speed import format_figures

    with TemporaryDirectory() as temporary:
        figures = scale(
            options.fiches,
            encoder=options.encoder,
            paragraphs=options.paragraphs,
            data_dir=options.keep or Path(temporary),
        )
    print(format_figures(figures))


def _load(options: argparse.Namespace) -> None:
    from eval.load import NONE, index_of, measure_load
    from eval.speed import format_figures

    with index_of(options.fiches, otherwise=options.data, encoder=options.encoder) as data_dir:
        figures = measure_load(
            data_dir,
            encoder=options.encoder,
            seconds=options.seconds,
            clients=options.clients,
            workers=options.workers,
            pause=options.pause,
        )
    print(format_figures(figures))
    if wrong := [figure.name for figure in figures if figure.target == NONE and figure.value]:
        raise EvalError(f"Under load there were {', '.join(wrong)}.")


def _page(options: argparse.Namespace) -> None:
    from eval.load import index_of
    from eval.page_speed import measure_page
    from eval.speed import format_figures

    with index_of(options.fiches, otherwise=options.data, encoder=options.encoder) as data_dir:
        print(format_figures(measure_page(data_dir, encoder=options.encoder)))


def _contract(options: argparse.Namespace) -> None:
    from eval.contract import is_as_described

    if not is_as_described(
        options.data, encoder=options.encoder, cases=options.cases, seed=options.seed
    ):
        raise EvalError("The API departs from its description; the cases above show where.")


def _peers(options: argparse.Namespace) -> None:
    from eval.peers import format_peers, measure_peers, read_beir, read_corpus

    folder, gold = options.folder, options.gold
    corpus = read_corpus(folder, gold) if gold else read_beir(folder)
    print(f"{folder.name}, {len(corpus.texts)} documents, {len(corpus.asked)} questions:\n")
    print(format_peers(corpus, measure_peers(corpus, python=options.python.absolute())))
