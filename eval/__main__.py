"""`python -m eval run|bench|speed`: figures on gold pairs, data sets and the clock."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from eval.gold import GoldError
from index.errors import IndexStoreError
from index.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], None] = options.command
    try:
        command(options)
    except (GoldError, IndexStoreError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    settings = Settings()
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="gold pairs against the data folder")
    run.add_argument("--gold", type=Path, required=True, help="JSON lines of questions")
    run.add_argument("--report", type=Path, default=Path("reports"), help="folder of the rows")
    run.set_defaults(command=_run)
    for command in (run,):
        command.add_argument("--data", type=Path, default=settings.data_dir, help="data folder")
        command.add_argument(
            "--encoder", default=settings.encoder, help="name or path of the encoder"
        )
    return parser


def _run(options: argparse.Namespace) -> None:
    from assistant.engine import Assistant
    from eval import run as harness
    from eval.gold import read_gold
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
            summaries.append(harness.summarise(f"{split}: {name}", kept))
    print(harness.table(summaries))
    target = options.report / f"{options.gold.stem}.jsonl"
    harness.write_report(runs["assistant"], target)
    print(f"One row a question in {target}.", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
