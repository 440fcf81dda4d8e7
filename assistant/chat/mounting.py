"""The page on a server, with gradio kept to what the page needs of it."""

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import gradio
from gradio import processing_utils, route_utils
from starlette.formparsers import MultiPartException

from assistant.access.entry import Access
from assistant.answer import Language
from assistant.chat import markers, page
from assistant.chat.blocks import create_chat
from assistant.chat.uploads import MOST_BYTES, MOST_BYTES_KEPT, Uploads
from assistant.service.library import Library

if TYPE_CHECKING:
    from fastapi import FastAPI

_PAGE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
_STYLE = f"<style>{_PAGE}.contain.contain.contain {{ {markers.STYLE} }}</style>"
"""In the head, as it is: gradio rewrites its `css`, `@media` into rules that match nothing."""
OTHER_LANGUAGES = (
    "ar ca de es et eu fa fi he hi id ja ko lt nb nl "
    "pl pt pt-BR ro ru sv ta th tr uk ur uz zh-CN zh-TW"
).split()
"""Those that the parts of gradio speak: they would, to a browser in one of them, beside English."""
_MOST_PARTS = MOST_BYTES_KEPT // MOST_BYTES


def mount_chat(
    api: "FastAPI", library: Library, access: Access, uploads: Uploads | None
) -> "FastAPI":
    """The chat at /, over the API; it takes documents where there are `uploads`."""
    theme = gradio.themes.Base(
        primary_hue="blue",
        neutral_hue="zinc",
        radius_size="none",
        text_size="lg",
        font=["Marianne", "Arial", "sans-serif"],
        font_mono=["monospace"],
    )
    _confine()
    chat = create_chat(library, access, uploads)
    # Else gradio would give any file that a browser names, not only those that were uploaded;
    # mounting does not say that the page is open to browsers.
    chat.has_launched = True
    app: FastAPI = gradio.mount_gradio_app(
        api,
        chat,
        path="/",
        theme=theme,
        head=page.HEAD + _STYLE,
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=MOST_BYTES if uploads else 0,
        ssr_mode=False,
        i18n=gradio.I18n(**_spoken()),
    )
    return app


def _spoken() -> dict[str, dict[str, str]]:
    """French to browsers in French, English to all others."""
    words = page.translated()
    english = {key: said for key, said in words[Language.ENGLISH].items() if "." in key}
    return {**dict.fromkeys(OTHER_LANGUAGES, english), **words}


def _confine() -> None:
    """Else gradio would fetch the address that a browser names as a file, from any machine, and
    hold in memory all that is sent beside files."""
    processing_utils.async_ssrf_protected_download = _fetch_nothing
    processing_utils.async_ssrf_protected_get = _fetch_nothing
    route_utils.GradioMultiPartParser = _FilesAlone  # type: ignore[misc]


async def _fetch_nothing(url: str, *_: object, **__: object) -> NoReturn:
    raise gradio.Error("Nothing is fetched from elsewhere.", print_exception=False)


class _FilesAlone(route_utils.GradioMultiPartParser):
    def on_headers_finished(self) -> None:
        super().on_headers_finished()
        part = self._current_part
        if part.file is None or part.field_name != "files" or self._current_files > _MOST_PARTS:
            raise MultiPartException(f"Send files alone, {_MOST_PARTS} at most.")
