"""The documents that readers added, told from those of the team wherever they are shown."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ingest.document import ADDED
from ingest.folder import SourceFile

UPLOADS = "uploads"
"""The folder of the data folder that holds them."""


def told_apart(sources: Sequence[SourceFile], data_dir: Path) -> list[SourceFile]:
    """The sources, those that readers added by names that say so."""
    folder = (data_dir / UPLOADS).resolve()
    return [
        replace(source, name=f"{ADDED}{source.name}") if folder in source.path.parents else source
        for source in sources
    ]
