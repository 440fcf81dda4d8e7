"""`python -m ingest PATH...`: the paragraphs of files as JSON lines; indexes nothing."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ingest.command import run
from ingest.document import Reading
from ingest.errors import IngestError, UnreadableFileError
from ingest.folder import find_files, skipped_files
from ingest.language.periods import find_periods
from ingest.pipeline import read_files
from ingest.plain import json_in_plain
from ingest.progress import ReadingProgress


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when all was read, 1 when some files were not, 2 when nothing could be."""
    parser = argparse.ArgumentParser(
        prog="python -m ingest",
        description="Print the paragraphs of files and folders as JSON lines; index nothing.",
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="file or folder")
    options = parser.parse_args(arguments)
    try:
        sources = find_files(options.paths)
    except IngestError as error:
        print(error, file=sys.stderr)
        return 2
    report = Report(skipped=skipped_files(options.paths))
    with ReadingProgress("Reading") as progress:
        if sys.stderr.isatty():
            progress.start(len(sources))
        for source, reading in read_files(sources):
            report.count(reading)
            if isinstance(reading, UnreadableFileError):
                progress.advance(source.name, 0, 0)
                continue
            progress.advance(source.name, len(reading.paragraphs), reading.document.pages)
            print("\n".join(_json_lines(reading)))
    print(report, file=sys.stderr)
    return 0 if not report.failed else 1 if report.read else 2


@dataclass(slots=True)
class Report:
    """What became of the files. `failed` and `notices` are sentences that name them."""

    skipped: list[str]
    read: int = 0
    recognised: int = 0
    failed: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def count(self, reading: Reading | UnreadableFileError) -> None:
        """Add a file."""
        if isinstance(reading, UnreadableFileError):
            self.failed.append(str(reading))
            return
        self.read += 1
        self.recognised += reading.document.ocr
        self.notices += reading.notices

    def __str__(self) -> str:
        lines = [*self.notices, *self.failed]
        if self.skipped:
            lines.append(f"Of no kind that is read: {', '.join(self.skipped)}.")
        counts = (
            f"{self.read} file(s) read, {self.recognised} of them by OCR; "
            f"{len(self.skipped)} skipped, {len(self.failed)} failed."
        )
        return "\n".join([*lines, counts])


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
    meeting = document.date.first if document.date else None
    for paragraph in reading.paragraphs:
        periods = [asdict(period) for period in find_periods(paragraph.text, meeting=meeting)]
        fields = asdict(paragraph) | {"section": paragraph.section, "dates": periods} | facts
        del fields["misread"]  # told when the paragraph is indexed
        yield json_in_plain(json.dumps(fields, ensure_ascii=False, default=str))


if __name__ == "__main__":
    run(main)
