"""Settings of an installation, from the environment (`ASSISTANT_…`) or the command line."""

from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

BUILT_IN_ENCODER = "static-fr"


class Settings(BaseSettings):
    """`data_dir` holds everything; `encoder` is a name or a path, see `index.encoder`;
    `journal_days` is how long the journal of answers is kept, 0 for no journal. `model` is a
    language model, "provider:model", none where it is empty: see `assistant.model`. `uploads`
    lets readers add documents from the page."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_")

    data_dir: Path = Path("data")
    encoder: str = BUILT_IN_ENCODER
    host: str = "127.0.0.1"
    port: int = 7860
    journal_days: int = 30
    model: str = ""
    model_url: str = ""
    model_key: SecretStr | None = None
    model_seconds: float = 60
    model_tokens: int = 800
    uploads: bool = False
