"""`documents.yaml`: what the owners of a folder say of its files, which outranks what is read.

releve-mai.txt:
  title: Relevé de décisions du comité
  kind: releve          # releve, fiche or autre
  committee: COSINUM
  date: 2020-05-28      # or 2020-05, or 2020
  collection: direction # who may read it; "public" where nothing says
collection: cabinet     # of the other files of this folder, and of the folders below it
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml

from ingest.document import DatePrecision, DocumentDate, DocumentKind, Origin
from ingest.errors import CatalogError

CATALOG_NAME = "documents.yaml"
_NEAR_NAME = re.compile(r"documents?\.ya?ml", re.IGNORECASE)
"""What is meant for a catalog."""
_KEYS = {"title", "kind", "committee", "date", "collection"}
COLLECTION = re.compile(r"[\w.-]{1,64}")
"""What a collection may be called."""
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """What is given of one file; None leaves what was read."""

    title: str | None = None
    kind: DocumentKind | None = None
    committee: str | None = None
    date: DocumentDate | None = None
    collection: str | None = None


@dataclass(frozen=True, slots=True)
class Catalog:
    """The entries of a folder by file name, in composed letters, and the collection of its other
    files."""

    entries: dict[str, CatalogEntry]
    collection: str | None = None


Catalogs = Callable[[Path], Catalog]
"""Gives that of a folder."""


def entry_of(file: Path, catalogs: Catalogs) -> CatalogEntry | None:
    """What its folder says of a file, in the collection of the nearest folder that names one,
    at it or above: where the file itself stands, were it met through a link."""
    entry = _named(file, catalogs)
    if entry and entry.collection:
        return entry
    there = settled(file)
    own = _named(there, catalogs)
    above = (catalogs(folder).collection for folder in there.parents)
    around = own.collection if own else None
    return within(entry or own, around or next(filter(None, above), None))


def settled(file: Path) -> Path:
    """Where a file stands, its links followed; a link that leads back to itself stays as it is."""
    return Path(os.path.realpath(file))


def _named(file: Path, catalogs: Catalogs) -> CatalogEntry | None:
    return catalogs(file.parent).entries.get(normalize("NFC", file.name))


def within(entry: CatalogEntry | None, collection: str | None) -> CatalogEntry | None:
    """The entry, in a collection where one is given."""
    return replace(entry or CatalogEntry(), collection=collection) if collection else entry


def check_met(folder: Path, names: Iterable[str], catalogs: Catalogs) -> None:
    """Raises CatalogError for an entry that gives a collection to none of the files of its folder,
    by their `names`: the one that it was for may have another now, under which all could read
    it."""
    given = {name for name, entry in catalogs(folder).entries.items() if entry.collection}
    for name in sorted(given.difference(normalize("NFC", name) for name in names)):
        raise CatalogError(
            f"{folder / CATALOG_NAME} names {name}, which is not there: give the entry the name "
            "that the file has now, or remove it if the file is gone."
        )


def is_catalog(name: str) -> bool:
    """Whether a file is named as a catalog, or nearly."""
    return _NEAR_NAME.fullmatch(name) is not None


def _named_near(folder: Path) -> list[str]:
    """The names of a folder that are meant for a catalog; of one that may not be listed, none."""
    try:
        return sorted(filter(is_catalog, os.listdir(folder)))  # noqa: PTH208 (names alone)
    except OSError:
        return []


class _Loader(yaml.BaseLoader):
    """Refuses a name that stands twice, of which YAML would keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        for name, times in Counter(key.value for key, _ in node.value).items():
            if times > 1:
                raise yaml.YAMLError(f"{name} stands {times} times in it")
        return mapping


def read_catalog(folder: Path) -> Catalog:
    """Empty without a `documents.yaml`, which must be told from one that is not read.

    Every value is text as it was written, its letters composed: "title: Non" is no falsehood.
    Raises CatalogError.
    """
    path = folder / CATALOG_NAME
    if other := next((name for name in _named_near(folder) if name != CATALOG_NAME), None):
        raise CatalogError(
            f"{folder / other} is not read: a catalog is named {CATALOG_NAME}; rename it or "
            "remove it."
        )
    if not os.path.lexists(path):
        return Catalog({})
    try:
        if not path.is_file():
            raise OSError("it is no file, nor a link to one")
        text = normalize("NFC", path.read_text(encoding="utf-8"))
        if not text.strip():
            raise OSError("it is empty")
        content = yaml.load(text, Loader=_Loader)  # noqa: S506 (builds no objects)
    except (yaml.YAMLError, UnicodeDecodeError, OSError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise CatalogError(f"{path} cannot be read: {reason}. Mend it or remove it.") from error
    if content is None:  # notes alone
        return Catalog({})
    if not isinstance(content, dict):
        raise CatalogError(f"{path} must map file names to their facts, one block a file.")
    collection = content.pop("collection", None)
    return Catalog(
        {str(name): _entry(path, str(name), facts) for name, facts in content.items()},
        None if collection is None else _collection(path, "this folder", collection),
    )


def _entry(path: Path, name: str, facts: object) -> CatalogEntry:
    if not isinstance(facts, dict) or not facts.keys() <= _KEYS:
        raise CatalogError(f"{path}: {name} may have {', '.join(sorted(_KEYS))}, and only these.")
    kinds = [kind.value for kind in DocumentKind]
    if "kind" in facts and facts["kind"] not in kinds:
        raise CatalogError(f"{path}: the kind of {name} is one of {', '.join(kinds)}.")
    for key in ("title", "committee"):
        if key in facts and not isinstance(facts[key], str):
            raise CatalogError(f"{path}: the {key} of {name} must be text.")
    return CatalogEntry(
        title=facts.get("title"),
        kind=DocumentKind(facts["kind"]) if "kind" in facts else None,
        committee=facts.get("committee"),
        date=_date(path, name, str(facts["date"])) if "date" in facts else None,
        collection=_collection(path, name, facts["collection"]) if "collection" in facts else None,
    )


def _collection(path: Path, name: str, said: object) -> str:
    if not isinstance(said, str) or not COLLECTION.fullmatch(said):
        raise CatalogError(
            f"{path}: the collection of {name} is one word of letters, digits, dots and hyphens."
        )
    return said


def _date(path: Path, name: str, text: str) -> DocumentDate:
    found = _DATE.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        first = date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError as error:
        raise CatalogError(
            f"{path}: the date of {name} is {text!r}; write 2020-12-03, 2020-12 or 2020."
        ) from error
    precision = (
        DatePrecision.DAY if found[3] else DatePrecision.MONTH if found[2] else DatePrecision.YEAR
    )
    return DocumentDate(first, precision, Origin.CATALOG)
