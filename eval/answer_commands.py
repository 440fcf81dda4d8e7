"""Commands that measure answers over a data folder, and the checks that they pass."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from eval.errors import EvalError

if TYPE_CHECKING:
    from eval.compare import Difference
    from index.snapshot import Snapshot

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_answer_commands(commands: Commands, indexed: argparse.ArgumentParser) -> None:
    run = commands.add_parser("run", parents=[indexed], help="gold pairs against the data folder")
    run.add_argument("--gold", type=Path, required=True, help="questions, JSON lines or CSV")
    run.add_argument("--report", type=Path, default=Path("reports"), help="folder of the rows")
    run.add_argument("--slices", action="store_true", help="by language, tag and document too")
    run.set_defaults(command=_run)
    compare = commands.add_parser("compare", help="two reports of runs on the same questions")
    compare.add_argument("before", type=Path, metavar="BEFORE", help="report of a run")
    compare.add_argument("after", type=Path, metavar="AFTER", help="report of another")
    compare.add_argument("--split", default="", help="one split only")
    compare.add_argument(
        "--gate",
        action="store_true",
        help="fail where AFTER is worse (one-sided p under 5%%), or lacks a question of BEFORE",
    )
    compare.add_argument("--html", type=Path, metavar="FILE", help="the same as a page to read")
    compare.set_defaults(command=_compare)
    calibrate = commands.add_parser(
        "calibrate", parents=[indexed], help="how sure an answer must be, from gold pairs"
    )
    calibrate.add_argument("--gold", type=Path, required=True, help="questions, JSON lines or CSV")
    calibrate.add_argument("--split", default="dev", help="what it is fitted on (%(default)s)")
    calibrate.add_argument("--store", action="store_true", help="keep it with the index")
    calibrate.set_defaults(command=_calibrate)
    sentences = commands.add_parser(
        "sentences", parents=[indexed], help="the checks of what a model writes"
    )
    sentences.add_argument("--gold", type=Path, required=True, help="true and altered sentences")
    sentences.set_defaults(command=_sentences)
    decisions = commands.add_parser(
        "decisions", parents=[indexed], help="decisions told from what is only discussed"
    )
    decisions.add_argument("--gold", type=Path, required=True, help="sentences of both kinds")
    decisions.add_argument("--split", default="", help="one split only")
    decisions.set_defaults(command=_decisions)
    bias = commands.add_parser(
        "bias", parents=[indexed], help="gold pairs asked again without what answers them"
    )
    bias.add_argument("--gold", type=Path, required=True, help="questions, JSON lines or CSV")
    bias.set_defaults(command=_bias)
    quotations = commands.add_parser(
        "quotations", parents=[indexed], help="altered quotations that are let through"
    )
    quotations.add_argument("--tries", type=int, default=1_000, help="how many (%(default)s)")
    quotations.set_defaults(command=_quotations)


@contextmanager
def _opened(options: argparse.Namespace) -> "Iterator[Snapshot]":
    """The index of the data folder that a command is given."""
    from index.encoders.loading import load_encoder
    from index.snapshot import Snapshot

    with closing(Snapshot.open(options.data, load_encoder(options.encoder))) as snapshot:
        yield snapshot


def _run(options: argparse.Namespace) -> None:
    from eval import run as harness
    from eval.gold import read_gold
    from eval.html_report import run_page
    from eval.lines import write
    from eval.summary import by_split, digest, slices, summarise, table
    from ingest.progress import counted

    with _opened(options) as snapshot:
        questions = read_gold(options.gold, snapshot)
        asked = counted(questions, "Asking")
        runs = {
            "assistant": harness.run(harness.assistant_of(snapshot), asked),
            "BM25, best paragraph": harness.run_bm25(snapshot, questions),
            "dense alone, best paragraph": harness.run_dense(snapshot, questions),
        }
    print(table([summarise(name, rows) for name, rows in by_split(runs).items()]))
    if options.slices:
        print(table(slices(runs["assistant"])))
    target = options.report / f"{options.gold.stem}.jsonl"
    for rows, suffix in zip(runs.values(), ("", "-bm25", "-dense"), strict=True):
        harness.write_report(rows, target.with_stem(f"{target.stem}{suffix}"))
    report = target.with_name(f"{target.stem}-report.html")
    write(report, run_page(options.gold.name, runs))
    for name, rows in by_split({"assistant": runs["assistant"]}).items():
        print(digest(name, rows), file=sys.stderr)
    print(f"One row a question in {target}, to read in {report}.", file=sys.stderr)


def _compare(options: argparse.Namespace) -> None:
    from eval.compare import (
        compare,
        format_differences,
        format_missing,
        missing,
        paired,
        read_report,
        verdict,
    )  # fmt: skip
    from eval.html_report import compare_page
    from eval.lines import write

    rows = read_report(options.before), read_report(options.after)
    differences = compare(*rows, split=options.split)
    pairs = paired(*rows, split=options.split)
    print(f"{format_differences(differences)}\n\n{verdict(differences, pairs)}")
    lacking = missing(*rows, split=options.split)
    if lacking:
        print(format_missing(lacking, len(pairs)), file=sys.stderr)
    if options.html:
        paths = options.before, options.after
        alike = options.before.name == options.after.name
        names = [f"{path}" if alike else path.name for path in paths]
        write(options.html, compare_page(names, differences, pairs))
    if options.gate:
        _hold(differences, lacking=bool(lacking))


def _hold(differences: "Sequence[Difference]", *, lacking: bool) -> None:
    """Raises EvalError where the run after may not take the place of the one before."""
    untold = [d.measure for d in differences if d.is_untold]
    if untold:
        print(f"Less over too few questions to tell: {', '.join(untold)}.", file=sys.stderr)
    told: list[str] = []
    if worse := [d.measure for d in differences if d.is_worse]:
        told.append(f"Worse than the run before: {', '.join(worse)}.")
    if lacking:
        told.append("The run after lacks questions of the one before: run both on all of them.")
    if told:
        raise EvalError("\n".join(told))


def _calibrate(options: argparse.Namespace) -> None:
    from eval.calibration import best, format_refusals, run_unsure
    from eval.gold import read_gold
    from index.builder import set_least_confidence

    with _opened(options) as snapshot:
        least = snapshot.least_confidence
        found = run_unsure(snapshot, read_gold(options.gold, snapshot))
    kept = [row for row in found if row.split == options.split]
    if not {True, False} <= {row.answerable for row in kept}:
        raise EvalError(f"The split {options.split} needs questions with and without an answer.")
    print(format_refusals(found))
    asked = sum(row.answerable for row in kept)
    of = f"{asked} questions with an answer and {len(kept) - asked} without"
    print(f"Best on {options.split}: {best(kept):g}, by {of}.", file=sys.stderr)
    if options.store:
        set_least_confidence(options.data, best(kept))
        least = best(kept)
    print(f"The index answers from {least:g} on.", file=sys.stderr)


def _sentences(options: argparse.Namespace) -> None:
    from eval.sentences import check_sentences, format_checks

    with _opened(options) as snapshot:
        print(format_checks(check_sentences(options.gold, snapshot)))


def _decisions(options: argparse.Namespace) -> None:
    from eval.decisions import format_told, tell_decisions

    with _opened(options) as snapshot:
        print(format_told(tell_decisions(options.gold, snapshot, split=options.split)))


def _bias(options: argparse.Namespace) -> None:
    from eval.bias import format_bias, told_by_wording, withhold
    from eval.gold import read_gold
    from eval.run import assistant_of

    with _opened(options) as snapshot:
        questions = read_gold(options.gold, snapshot)
        pairs = withhold(assistant_of(snapshot), questions)
    print(format_bias(pairs, told_by_wording(snapshot.encoder, questions)))


def _quotations(options: argparse.Namespace) -> None:
    from eval.mutation import format_mutations, measure_mutations

    with _opened(options) as snapshot:
        report = measure_mutations(snapshot, tries=options.tries)
    print(format_mutations(report))
    if report.accepted:
        raise EvalError(f"{report.accepted} altered quotation(s) were let through.")
