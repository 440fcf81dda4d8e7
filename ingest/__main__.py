"""`python -m ingest PATH...`: the paragraphs of files as JSON lines; indexes nothing."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from ingest.document import Reading
from ingest.errors import IngestError, UnreadableFileError
from ingest.folder import find_files
from ingest.pipeline import read_files


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when all was read, 1 when some files were not, 2 when nothing could be."""
    parser = argparse.ArgumentParser(
        prog="python -m ingest",
        description="Print the paragraphs of files and folders as JSON lines; index nothing.",
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="file or folder")
    parser.add_argument("--json", action="store_true", help="JSON lines, which is the default")
    options = parser.parse_args(arguments)
    try:
        sources = find_files(options.paths)
    except IngestError as error:
        print(error, file=sys.stderr)
        return 2
    failed = 0
    recognised = 0
    for _, reading in read_files(sources):
        if isinstance(reading, UnreadableFileError):
            failed += 1
            print(reading, file=sys.stderr)
            continue
        recognised += reading.document.ocr
        for notice in reading.notices:
            print(notice, file=sys.stderr)
        for line in _json_lines(reading):
            print(line)
    print(
        f"{len(sources) - failed} file(s) read, {recognised} of them by OCR, {failed} not.",
        file=sys.stderr,
    )
    return 0 if not failed else 1 if failed < len(sources) else 2


def _json_lines(reading: Reading) -> Iterator[str]:
    document = reading.document
    facts = {
        "document_title": document.title,
        "document_kind": document.kind,
        "committee": document.committee,
        "document_date": document.date.iso if document.date else None,
        "date_origin": document.date.origin if document.date else None,
        "source_path": document.source_path,
    }
    for paragraph in reading.paragraphs:
        fields = asdict(paragraph) | {"section": paragraph.section} | facts
        yield json.dumps(fields, ensure_ascii=False)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        sys.exit(130)
