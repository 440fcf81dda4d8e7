"""The acronyms that the documents explain, by document: which of them a reader may learn."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Set
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Self

from index.errors import DamagedIndexError
from index.language.acronyms import Acronym, acronyms_in, implied_in
from index.language.analyzer import terms, unaccented
from ingest.document import Document

_LEAST_SHARE = 0.75


def acronym_key(short: str) -> str:
    """The index term of an acronym, the same for DGFiP, DGFIP and D.G.F.I.P."""
    return terms(short)[-1]


@dataclass(frozen=True, slots=True)
class _Explained:
    """`paragraph` is the first searchable one of the document. What has the same `meaning`
    differs by number, small words and capitals only."""

    paragraph: int
    document: int
    key: str
    meaning: str
    short: str
    expansion: str
    is_implied: bool = False


@dataclass(frozen=True, slots=True)
class KnownAcronyms:
    """`agreed` have one meaning in three documents in four at least, of those that explain them;
    `disputed`, once for each meaning, have several and are not to be believed. `implied` are the
    initials of what documents name, however each writes it, for who uses them nonetheless."""

    agreed: tuple[Acronym, ...]
    disputed: tuple[Acronym, ...]
    implied: tuple[Acronym, ...] = ()


@dataclass(slots=True)
class AcronymList:
    """By number of paragraph and document, as the other derived indexes have it."""

    _rows: list[_Explained] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises DamagedIndexError."""
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))
            return cls([_Explained(*row) for row in rows])
        except (OSError, ValueError, TypeError) as error:
            raise DamagedIndexError(f"{path.name} is no list of acronyms.") from error

    def write(self, path: Path) -> None:
        rows = [astuple(row) for row in self._rows]
        path.write_text(json.dumps(rows, ensure_ascii=False) + "\n", encoding="utf-8")

    def without(self, paragraphs: Set[int]) -> "AcronymList":
        return AcronymList([row for row in self._rows if row.paragraph not in paragraphs])

    def learn(self, number: int, owner: int, document: Document) -> None:
        """What a document explains anywhere, headings included; `number` is that of its first
        searchable paragraph, with which it comes and goes."""
        text = f"{document.title}\n\n{document.text}"
        for found, is_implied in ((acronyms_in(text), False), (implied_in(text), True)):
            self._rows += [
                _explained(number, owner, acronym, is_implied=is_implied)
                for acronym in dict.fromkeys(found)
            ]

    def of(self, documents: Iterable[int] | None) -> KnownAcronyms:
        """What some documents explain, or all."""
        kept = None if documents is None else frozenset(documents)
        by_key: dict[str, list[_Explained]] = defaultdict(list)
        implied: dict[str, list[_Explained]] = defaultdict(list)
        for row in self._rows:
            if kept is None or row.document in kept:
                (implied if row.is_implied else by_key)[row.key].append(row)
        agreed: list[Acronym] = []
        disputed: list[Acronym] = []
        for _, rows in sorted(by_key.items()):
            meanings = _meanings(rows)
            (disputed if len(meanings) > 1 else agreed).extend(meanings)
        alone = [implied[key] for key in sorted(implied.keys() - by_key.keys())]
        return KnownAcronyms(
            tuple(agreed),
            tuple(disputed),
            tuple(a for rows in alone for a in _one_thing(rows)),
        )


def _explained(number: int, owner: int, found: Acronym, *, is_implied: bool) -> _Explained:
    meaning = " ".join(terms(found.expansion))
    key = acronym_key(found.short)
    return _Explained(number, owner, key, meaning, found.short, found.expansion, is_implied)


def _one_thing(rows: list[_Explained]) -> tuple[Acronym, ...]:
    """As each writes it, « JeDonneMonAvis » or « Je donne mon avis »; none where two things have
    the same initials."""
    letters = {re.sub(r"[\W_]", "", unaccented(row.expansion)).lower() for row in rows}
    if len(letters) > 1:
        return ()
    return tuple(dict.fromkeys(Acronym(row.short, row.expansion) for row in rows))


def _meanings(rows: list[_Explained]) -> list[Acronym]:
    """The most frequent first, as it is most often written; alone where it is what enough
    documents mean."""
    documents = defaultdict(set)
    for row in rows:
        documents[row.meaning].add(row.document)
    ordered = sorted(documents, key=lambda meaning: (-len(documents[meaning]), meaning))
    if len(documents[ordered[0]]) >= _LEAST_SHARE * len(set().union(*documents.values())):
        ordered = ordered[:1]
    return [_as_written([row for row in rows if row.meaning == meaning]) for meaning in ordered]


def _as_written(rows: list[_Explained]) -> Acronym:
    written = Counter((row.short, row.expansion) for row in rows)
    return Acronym(*max(written, key=lambda pair: (written[pair], pair)))
