"""Commands that measure what reading yields, and what it withstands."""

import argparse
from pathlib import Path
from typing import TypeAlias

from eval.errors import EvalError

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_reading_commands(commands: Commands, encoded: argparse.ArgumentParser) -> None:
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


def _reading(options: argparse.Namespace) -> None:
    from eval.reading import measure_reading
    from eval.speed import format_figures

    print(format_figures(measure_reading(options.folder)))


def _scans(options: argparse.Namespace) -> None:
    from eval.scans import format_scans, measure_scans
    from index.encoders.loading import load_encoder

    encoder = load_encoder(options.encoder)
    print(format_scans(measure_scans(options.folder, options.gold, encoder=encoder)))


def _fuzz(options: argparse.Namespace) -> None:
    from eval.fuzz import format_fuzz, fuzz

    report = fuzz(options.folder, seconds=options.seconds, most=options.most)
    print(format_fuzz(report))
    if report.broken:
        raise EvalError(f"{len(report.broken)} file(s) were neither read nor refused in time.")
