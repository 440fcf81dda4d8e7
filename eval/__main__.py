"""`python -m eval COMMAND`: figures on answers, search and reading."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.errors import AssistantError
from eval.answer_commands import add_answer_commands
from eval.errors import EvalError
from eval.reading_commands import add_reading_commands
from eval.search_commands import add_search_commands
from index.errors import IndexStoreError
from index.settings import Settings
from ingest.command import run
from ingest.errors import IngestError


def main(arguments: Sequence[str] | None = None) -> int:
    try:
        options = _parser().parse_args(arguments)
        command: Callable[[argparse.Namespace], None] = options.command
        command(options)
    except (EvalError, AssistantError, IndexStoreError, IngestError) as error:
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
    add_answer_commands(commands, indexed)
    add_search_commands(commands, encoded, indexed)
    add_reading_commands(commands, encoded)
    return parser


if __name__ == "__main__":
    run(main)
