"""Who asks, and what they may read."""

from dataclasses import dataclass
from enum import StrEnum

from index.hit import Collections
from ingest.document import PUBLIC

CALLER = "releve.caller"
"""Where the scope of a request has the one who was let in with it."""


class Role(StrEnum):
    READER = "reader"
    ADMINISTRATOR = "administrator"


class Kind(StrEnum):
    KEY = "key"
    USER = "user"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and what may be read: an administrator reads all."""

    name: str
    role: Role
    collections: Collections


@dataclass(frozen=True, slots=True)
class Holder:
    """A key, a user or a group. Times are in seconds since 1970; `expires` is None for never."""

    name: str
    role: Role
    collections: frozenset[str]
    created: int
    expires: int | None

    @property
    def caller(self) -> Caller:
        """Everyone who may enter reads what is public."""
        reads = None if self.role is Role.ADMINISTRATOR else self.collections | {PUBLIC}
        return Caller(self.name, self.role, reads)
