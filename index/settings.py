"""Settings of an installation, from the environment (`ASSISTANT_…`) or the command line."""

import argparse
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    IPvAnyNetwork,
    ModelWrapValidatorHandler,
    NonNegativeInt,
    PositiveFloat,
    PositiveInt,
    SecretStr,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from index.errors import InvalidSettingError

DEFAULT_ENCODER = "e5-fr"
_PREFIX = "ASSISTANT_"
_ORIGIN = re.compile(r"\*|[a-z][a-z0-9+.-]*://[^/?#@\s]+")


def _parted(given: object) -> object:
    """What stands between commas or spaces."""
    return given.replace(",", " ").split() if isinstance(given, str) else given


def _origin(given: str) -> str:
    """As browsers tell it: in small letters, with no slash at its end."""
    told = given.removesuffix("/").lower()
    if not _ORIGIN.fullmatch(told):
        raise PydanticCustomError("origin", "an origin is https:// and a name, and no more")
    return told


Networks = Annotated[tuple[IPvAnyNetwork, ...], NoDecode, BeforeValidator(_parted)]
Origins = Annotated[
    tuple[Annotated[str, AfterValidator(_origin)], ...], NoDecode, BeforeValidator(_parted)
]


class Settings(BaseSettings):
    """Raises InvalidSettingError.

    `data_dir` holds everything; `encoder` is a name or a path, see `index.encoders.loading`;
    `journal_days` is how long the journal of answers is kept, 0 for no journal. `model` is a
    language model, "provider:model", none where it is empty: see `assistant.writing.model`.

    Limits of the server: `rate` is requests a minute by one caller (0 is no limit), `at_once` those
    that are worked on, `waiting` those that wait for their turn, `request_seconds` the most that
    one may take. `names` are what it is called beside `host`, `cors` the origins whose pages may
    call the API, separated by commas. `uploads` lets readers add documents from the page. `access`,
    the proxy's and the identity provider's (`oidc`) say who may enter: see `assistant.access`."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX)

    data_dir: Path = Path("data")
    encoder: str = DEFAULT_ENCODER
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535)] = 7860
    names: str = ""
    journal_days: NonNegativeInt = 30
    workers: PositiveInt = 1
    rate: NonNegativeInt = 600
    at_once: PositiveInt = 32
    waiting: NonNegativeInt = 256
    request_seconds: PositiveFloat = 180
    cors: Origins = ()
    log: Literal["", "json"] = ""
    log_questions: bool = False
    model: str = ""
    model_url: str = ""
    model_key: SecretStr | None = None
    model_seconds: PositiveFloat = 60
    model_tokens: PositiveInt = 800
    access: str = "off"
    proxy_header: str = "X-Remote-User"
    proxy_groups_header: str = ""
    proxy_addresses: Networks = ()
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr | None = None
    oidc_scopes: str = "openid profile"
    oidc_user_claim: str = "sub"
    oidc_groups_claim: str = "groups"
    oidc_public_url: str = ""
    uploads: bool = False

    @model_validator(mode="wrap")
    @classmethod
    def _checked(cls, given: object, check: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return check(given)
        except ValidationError as error:
            raise InvalidSettingError(f"{'; '.join(map(_sentence, error.errors()))}.") from error


def as_setting(name: str) -> Callable[[str], object]:
    """A type for argparse: what an option takes is held to the limits of the setting."""
    adapter = TypeAdapter(Settings.model_fields[name].rebuild_annotation())

    def convert(given: str) -> object:
        try:
            return adapter.validate_python(given)
        except ValidationError as error:
            told = "; ".join(_told(found) for found in error.errors())
            raise argparse.ArgumentTypeError(f"{given!r}: {told}") from error

    return convert


def _sentence(found: Mapping[str, Any]) -> str:
    """What is wrong with a setting, without a full stop."""
    name, *_ = found["loc"]
    return f"{_PREFIX}{name.upper()} is {found['input']!r}: {_told(found)}"


def _told(found: Mapping[str, Any]) -> str:
    told = str(found["msg"])
    return f"{told[:1].lower()}{told[1:]}"
