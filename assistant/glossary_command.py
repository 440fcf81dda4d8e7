"""`python -m assistant glossary`: the acronyms that are known, in the format of the glossary."""

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from assistant.language.glossary import FILE_NAME
from assistant.language.vocabulary import glossary_file
from index.encoders.loading import load_encoder
from index.snapshot import Snapshot

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_FORMAT = f"""
{FILE_NAME} in the data folder, one a line, read again when it changes:
  ordinateur, portable = computer   words of like meaning, French = English
  DINUM, DINSIC                     acronyms that stand for each other
  @ teams, zoom: visioconférence    products, which no other word replaces
  DLNUF: Dites-le-nous une fois     an acronym, before what documents say of it
  CNH:                              an acronym of which nothing is learned
"""


def add_glossary_command(commands: "Commands", index: argparse.ArgumentParser) -> None:
    """It raises AssistantError and IndexStoreError."""
    command = commands.add_parser(
        "glossary",
        parents=[index],
        help=f"check {FILE_NAME} and list the acronyms that are known",
        epilog=_FORMAT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=_glossary)


def _glossary(options: argparse.Namespace) -> int:
    """The acronyms of the file, those of the documents, then as comments those to which the
    documents give several meanings, for the file to choose."""
    glossary = glossary_file(options.data).current()
    with closing(Snapshot.open(options.data, load_encoder(options.encoder))) as snapshot:
        known = snapshot.acronyms
    for acronym in glossary.with_learned(known.agreed):
        print(f"{acronym.short}: {acronym.expansion}")
    for acronym in glossary.open_among(known.disputed):
        print(f"# {acronym.short}: {acronym.expansion}")
    return 0
