"""Answers that were given, and what readers think of them, as the JSON objects of the HTTP API."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.schemas.answers import AnswerObject

AnswerId = Annotated[str, Field(min_length=1, max_length=64)]
MOST_EXPORTED = 50
LONGEST_REASON = 1_000
_ID = "512d0f3a9c47be21"


class GivenAnswerObject(AnswerObject):
    """An answer as it was given: `time` in UTC, `generation` that of the index it was read in."""

    id: str
    time: datetime
    generation: int


class ExportFormat(StrEnum):
    DOCX = "docx"
    PDF = "pdf"
    MARKDOWN = "md"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    ExportFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ExportFormat.PDF: "application/pdf",
    ExportFormat.MARKDOWN: "text/markdown; charset=utf-8",
}


class ExportRequest(BaseModel):
    """The answers of a conversation, in the order they were given."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"answers": [_ID], "format": "docx"}]}
    )

    answers: list[AnswerId] = Field(min_length=1, max_length=MOST_EXPORTED)
    format: ExportFormat


class Verdict(StrEnum):
    UP = "up"
    DOWN = "down"


class FeedbackRequest(BaseModel):
    """What a reader thinks of an answer; the last word on it is the one that counts."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"answer_id": _ID, "verdict": "up"}]}
    )

    answer_id: AnswerId
    verdict: Verdict
    reason: str = Field("", max_length=LONGEST_REASON)
