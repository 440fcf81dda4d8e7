"""The objects of OpenAI's chat completions, as its clients send and read them."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from assistant.schemas.answers import CitationObject
from assistant.schemas.offsets import Offset

MODEL = "releve"
_REFUSED = "write a text, or a list of parts of type text"


def _text(content: object) -> str:
    """The text of a message, its parts a line each."""
    parts = content if isinstance(content, list) else [{"type": "text", "text": content}]
    texts = [part.get("text") for part in parts if isinstance(part, dict) and _is_text(part)]
    if len(texts) < len(parts):
        raise PydanticCustomError("content", _REFUSED)
    return "\n".join(map(str, texts))


def _is_text(part: dict[str, Any]) -> bool:
    return part.get("type") == "text" and isinstance(part.get("text"), str)


class UserMessage(BaseModel):
    role: Literal["user"]
    content: Annotated[str, BeforeValidator(_text), StringConstraints(strip_whitespace=True)]


class OtherMessage(BaseModel):
    """Read by no one: what a system, a developer, a tool or an assistant is made to say is no
    question, and changes no answer."""

    role: Literal["system", "developer", "assistant", "tool", "function"]


class StreamOptions(BaseModel):
    include_usage: bool | None = None


class ResponseFormat(BaseModel):
    type: Literal["text"]


class ChatRequest(BaseModel):
    """What would make the reply another thing than one text is refused; what only tunes a
    language model is ignored, known or not."""

    model: str
    messages: list[Annotated[UserMessage | OtherMessage, Field(discriminator="role")]]
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = None
    response_format: ResponseFormat | None = None
    tool_choice: Literal["auto", "none"] | None = None

    @property
    def turns(self) -> list[str]:
        """What the user said, the last turn last."""
        return [message.content for message in self.messages if isinstance(message, UserMessage)]

    @property
    def wants_usage(self) -> bool:
        return bool(self.stream_options and self.stream_options.include_usage)


class UrlCitation(BaseModel):
    """The slice of `content` from `start_index` to `end_index` is the marker."""

    start_index: Offset
    end_index: Offset
    title: str
    url: str


class Annotation(BaseModel):
    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class ReplyMessage(BaseModel):
    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[Annotation]


class Choice(BaseModel):
    index: int = 0
    message: ReplyMessage
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class Usage(BaseModel):
    """In words: nothing here counts in a language model's tokens."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int

    @classmethod
    def of(cls, asked: list[str], reply: str) -> Self:
        prompt, completion = sum(len(text.split()) for text in asked), len(reply.split())
        return cls(
            prompt_tokens=prompt, completion_tokens=completion, total_tokens=prompt + completion
        )


class Completion(BaseModel):
    """`status` and `citations` are our own, as the API's."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[Choice]
    usage: Usage
    status: str
    citations: list[CitationObject]


class Model(BaseModel):
    id: str = MODEL
    object: Literal["model"] = "model"
    created: int
    owned_by: str = MODEL


class Models(BaseModel):
    object: Literal["list"] = "list"
    data: list[Model]


class Failure(BaseModel):
    message: str
    type: str
    param: str | None
    code: str | None


class FailureObject(BaseModel):
    error: Failure
