"""Where a slice of a text starts and ends, as the JSON objects of the HTTP API tell it."""

from typing import Annotated

from pydantic import Field

OFFSETS = (
    "Counted in Unicode code points, as Python does; in JavaScript, "
    "Array.from(text).slice(start, end).join('')."
)
Offset = Annotated[int, Field(description=OFFSETS)]
