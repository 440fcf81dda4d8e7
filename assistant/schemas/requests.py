"""What is asked of the HTTP API, as JSON objects and in addresses."""

import re
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints
from pydantic_core import PydanticCustomError

from assistant.questions.question import LONGEST_QUESTION
from assistant.schemas.order import Order
from index.hit import Filters
from index.snapshot import MOST_HITS
from ingest.document import DocumentKind

MOST_LISTED = 1_000
Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUESTION)
]
Name = Annotated[str, StringConstraints(max_length=64)]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _written(value: object) -> object:
    """A number would be taken for the seconds since 1970."""
    if value is not None and not (isinstance(value, str) and _DAY.fullmatch(value)):
        raise PydanticCustomError("day", "a day is written 2020-12-03")
    return value


def _whole(value: object) -> object:
    """JSON has one kind of number: 5.0 is 5."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Day = Annotated[date, BeforeValidator(_written)]
_QUESTION = "Qu'a-t-il été décidé sur Zoom ?"


class ConditionsObject(BaseModel):
    """What documents are by what they say. All the conditions given hold together; one that no
    document meets finds nothing."""

    model_config = ConfigDict(extra="forbid")

    since: Day | None = Field(None, description="First day, 2020-12-03.")
    until: Day | None = Field(None, description="Last day, included.")
    kind: DocumentKind | None = Field(None, description="releve, fiche or autre.")
    committee: str | None = Field(
        None,
        max_length=1_000,
        description="As hits name it, in any case and accents; empty for documents of none.",
    )

    @property
    def filters(self) -> Filters:
        return Filters(self.since, self.until, self.kind, committee=self.committee)


class FiltersObject(ConditionsObject):
    """Of them, some documents alone, or those of some collections."""

    document_id: str | None = Field(None, max_length=64)
    document_ids: list[Name] | None = Field(
        None, min_length=1, max_length=1_000, description="Any of several documents."
    )
    collections: list[Name] | None = Field(None, max_length=64, description="In one of them.")

    @property
    def filters(self) -> Filters:
        chosen = tuple(self.document_ids or ())
        named = None if self.collections is None else frozenset(self.collections)
        return replace(
            super().filters,
            document_id=self.document_id,
            document_ids=chosen,
            collections=named,
        )


class SearchRequest(FiltersObject):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"query": "adresse de messagerie", "k": 5}]}
    )

    query: Words
    k: Annotated[int, BeforeValidator(_whole)] = Field(10, ge=1, le=MOST_HITS, strict=True)
    offset: Annotated[int, BeforeValidator(_whole)] = Field(
        0, ge=0, le=MOST_HITS, strict=True, description=f"Past the {MOST_HITS}th, there is none."
    )
    facets: StrictBool = Field(False, description="Count what is found; takes longer.")
    sort: Order = Field(
        Order.NEAREST,
        description=f"nearest, or the {MOST_HITS} nearest at most by date: newest, oldest.",
    )

    @property
    def found(self) -> int:
        """How many hits to find: all where they are counted or sorted, else one past the page."""
        is_all = self.facets or self.sort is not Order.NEAREST
        return MOST_HITS if is_all else min(self.offset + self.k + 1, MOST_HITS)


class AskRequest(FiltersObject):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"question": _QUESTION, "kind": "releve"}]}
    )

    question: Words
    previous: str = Field(
        "",
        max_length=LONGEST_QUESTION,
        description="The question before, as it was understood: a follow-up leans on it.",
    )


class DocumentsRequest(ConditionsObject):
    """Those that the filters keep, all of them or a page."""

    limit: int | None = Field(
        None, ge=1, le=MOST_LISTED, description="All of them where it is not given."
    )
    offset: int = Field(0, ge=0, description="Past the last one, there is none.")
    sort: Literal[Order.OLDEST, Order.NEWEST] = Field(
        Order.OLDEST, description="oldest first, or newest; those without a date last."
    )

    @property
    def page(self) -> slice:
        return slice(self.offset, None if self.limit is None else self.offset + self.limit)


class FeedRequest(ConditionsObject):
    limit: int = Field(50, ge=1, le=MOST_LISTED, description="The newest, so many at most.")
