"""The server in a process of its own, and what a reader does in the chat."""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Page, expect

from tests.support.places import ROOT
from tests.support.processes import next_line

Given = TypeVar("Given")


def awaited(work: Coroutine[object, object, Given]) -> Given:
    """In a thread of its own: the browser keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


@contextmanager
def server(
    data_dir: Path, *options: str, **settings: str
) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Its address and its process, once it says that it listens; `settings` are of its
    environment."""
    command = [sys.executable, "ui.py", "--port", "0", "--data", str(data_dir), *options]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | settings,
    ) as process:
        try:
            said = ""
            while not (found := re.search(r"(?:Chat|API) : (http://[^/\s]+)/", said)):
                line = next_line(process, process.stdout)
                assert line, f"The server stopped after {said!r}"
                said += line
            yield found[1], process
        finally:
            process.kill()


def await_whole(page: Page) -> None:
    """Wait for the page's parts, whose code the browser loads apart: the box may come long before
    its button."""
    expect(page.get_by_label("Votre question")).to_be_visible()
    expect(page.get_by_role("button", name="Demander")).to_be_visible()


def ask(page: Page, question: str) -> None:
    """Once the answer before is whole."""
    expect(page.locator("#send")).to_be_enabled()
    box = page.get_by_label("Votre question")
    box.fill(question)
    box.press("Enter")
