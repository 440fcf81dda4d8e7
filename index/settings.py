"""Settings of an installation, from the environment (`ASSISTANT_…`) or the command line."""

from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

DEFAULT_ENCODER = "e5-fr"


class Settings(BaseSettings):
    """`data_dir` holds everything; `encoder` is a name or a path, see `index.encoder`;
    `journal_days` is how long the journal of answers is kept, 0 for no journal. `model` is a
    language model, "provider:model", none where it is empty: see `assistant.model`.

    Limits of the server: `rate` is requests a minute by one caller (0 is no limit), `at_once` those
    that are worked on, `waiting` those that wait for their turn, `request_seconds` the most that
    one may take. `names` are what it is called beside `host`, `cors` the origins whose pages may
    call the API, separated by commas. `uploads` lets readers add documents from the page. `access`,
    the proxy's and the identity provider's (`oidc`) say who may enter: see `assistant.access` and
    `assistant.provider`."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_")

    data_dir: Path = Path("data")
    encoder: str = DEFAULT_ENCODER
    host: str = "127.0.0.1"
    port: int = 7860
    names: str = ""
    journal_days: int = 30
    workers: int = 1
    rate: int = 600
    at_once: int = 32
    waiting: int = 256
    request_seconds: float = 180
    cors: str = ""
    log: str = ""
    log_questions: bool = False
    model: str = ""
    model_url: str = ""
    model_key: SecretStr | None = None
    model_seconds: float = 60
    model_tokens: int = 800
    access: str = "off"
    proxy_header: str = "X-Remote-User"
    proxy_groups_header: str = ""
    proxy_addresses: str = ""
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr | None = None
    oidc_scopes: str = "openid profile"
    oidc_user_claim: str = "sub"
    oidc_groups_claim: str = "groups"
    oidc_public_url: str = ""
    uploads: bool = False
