"""The chat at /, the API at /api, on one server: `python ui.py`."""

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assistant.access.entry import OPEN, Access, load_access
from assistant.chat.uploads import Uploads
from assistant.engine import TURNS
from assistant.errors import AssistantError
from assistant.service.journal import days_kept
from assistant.service.library import Library
from assistant.web.options import parser
from assistant.web.server import bound, serve
from assistant.web.workers import inherited, supervise
from assistant.writing.writer import load_writer
from index.encoders.loading import load_encoder
from index.errors import IndexStoreError
from index.settings import Settings
from ingest.command import run

if TYPE_CHECKING:
    from fastapi import FastAPI

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
_NO_UPLOADS = (
    "Documents are added from the page, which several processes do not serve: leave out --uploads "
    "(ASSISTANT_UPLOADS), or --workers (ASSISTANT_WORKERS)."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 after a clean stop, 2 for a wrong input."""
    with ExitStack() as opened:
        try:
            options = parser().parse_args(arguments)
            access = load_access(options.access, host=options.host, data_dir=options.data)
            descriptor, parent = options.worker_of or (None, None)
            if descriptor is None:
                listener = opened.enter_context(bound(options.host, options.port))
            else:
                listener = opened.enter_context(inherited(descriptor))
            if options.uploads and options.workers > 1:
                print(_NO_UPLOADS, file=sys.stderr)
                return 2
            if options.workers > 1:
                command = [sys.executable, __file__, *(arguments or sys.argv[1:])]
                return supervise(command, listener, count=options.workers)
            writer = load_writer(options.model, options.model_url)
            if writer:
                opened.callback(writer.close)
            encoder = load_encoder(options.encoder)
            default = Settings.model_fields["journal_days"].default
            days = days_kept(options.data, options.journal_days, default=default)
            library = Library(
                options.data,
                encoder,
                journal_days=days,
                writer=writer,
                turns=1 if parent else TURNS,
            )
            opened.callback(library.close)
            if options.uploads:
                # In the folder that all programs share, other accounts could read what is sent.
                sent = opened.enter_context(TemporaryDirectory(prefix="sent-", dir=options.data))
                os.environ["GRADIO_TEMP_DIR"] = str(Path(sent).resolve())
        except (OSError, IndexStoreError, AssistantError) as error:
            print(error, file=sys.stderr)
            return 2
        hosts = [options.host, *options.names.replace(",", " ").split()]
        uploads = Uploads(options.data, encoder) if options.uploads else None
        has_chat = not options.no_chat
        app = create_server(library, access, uploads, hosts=hosts, has_chat=has_chat)
        serve(app, library, listener, question=options.ask, has_chat=has_chat, parent=parent)
    return 0


def create_server(
    library: Library,
    access: Access = OPEN,
    uploads: Uploads | None = None,
    *,
    hosts: Sequence[str] = (),
    has_chat: bool = True,
) -> "FastAPI":
    """The API with the chat mounted over it, all behind its gate; it takes documents where there
    are `uploads`. `hosts` are what agents may call the server by."""
    from fastapi.responses import RedirectResponse

    from assistant.web.api import create_app

    takes_files = has_chat and uploads is not None
    api = create_app(library, hosts=hosts, access=access, takes_files=takes_files)
    if not has_chat:
        api.add_api_route("/", lambda: RedirectResponse("/api/docs"), include_in_schema=False)
        return api

    from assistant.chat.mounting import mount_chat

    return mount_chat(api, library, access, uploads)


if __name__ == "__main__":
    run(main)
