"""What the server is started with."""

import argparse
from pathlib import Path

from assistant.access.entry import AccessMode
from index.settings import Settings, as_setting


def parser() -> argparse.ArgumentParser:
    """Of `python ui.py`; what is not given is as the environment says."""
    settings = Settings()
    options = argparse.ArgumentParser(prog="python ui.py", description="The chat and the API.")
    options.add_argument("--host", default=settings.host, help="address (%(default)s)")
    options.add_argument(
        "--port", type=as_setting("port"), default=settings.port, help="(%(default)s)"
    )
    options.add_argument(
        "--data", type=Path, default=settings.data_dir, help="data folder (%(default)s)"
    )
    options.add_argument(
        "--encoder", default=settings.encoder, help="e5-fr, e5-fr-4, static-fr, or a model"
    )
    options.add_argument(
        "--journal-days",
        type=as_setting("journal_days"),
        default=settings.journal_days if "journal_days" in settings.model_fields_set else None,
        help=f"0 keeps none ({settings.journal_days}, or as it was last given for the data folder)",
    )
    options.add_argument(
        "--model", default=settings.model, help="language model, provider:model; none unless given"
    )
    options.add_argument(
        "--model-url", default=settings.model_url, metavar="URL", help="its OpenAI-like server"
    )
    options.add_argument(
        "--uploads", action="store_true", default=settings.uploads, help="readers may add documents"
    )
    options.add_argument(
        "--names", default=settings.names, help="other names that the server is called by"
    )
    options.add_argument(
        "--access",
        type=AccessMode,
        choices=list(AccessMode),
        default=settings.access,
        help="who may enter (%(default)s)",
    )
    options.add_argument(
        "--workers",
        type=as_setting("workers"),
        default=settings.workers,
        help="processes; more than one serve the API and no chat (%(default)s)",
    )
    options.add_argument("--no-chat", action="store_true", help="the API only")
    options.add_argument("--worker-of", type=int, nargs=2, help=argparse.SUPPRESS)
    options.add_argument("--ask", metavar="QUESTION", help="answer one in the terminal too")
    return options
