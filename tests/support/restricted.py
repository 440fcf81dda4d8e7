"""A server over documents that not all may read."""

from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.access.accounts import Accounts
from assistant.access.entry import Access
from assistant.service.library import Library
from tests.support.browsing import awaited
from ui import create_server

GYM = "Qu'a-t-il été décidé sur le gymnase ?"
CANARY = "Xylophane"
PASSWORDS = {"marie": "un long mot de passe", "paul": "un autre mot de passe"}


@dataclass(frozen=True, slots=True)
class Served:
    """A server over public documents and some that only "direction" may read."""

    data: Path
    app: FastAPI
    accounts: Accounts
    keys: dict[str, str]
    secret: str
    paragraph: str
    plan: str
    answer: str

    @property
    def ids(self) -> dict[str, str]:
        """Of what is restricted."""
        names = ("secret", "paragraph", "plan", "answer")
        return {name: getattr(self, name) for name in names}

    def client(self, caller: str = "nobody", **headers: str) -> TestClient:
        key = self.keys.get(caller)
        told = {"Authorization": f"Bearer {key}"} if key else {}
        return TestClient(self.app, headers={**told, **headers}, follow_redirects=False)

    def token(self, name: str) -> str:
        """Of a new session."""
        form = {"name": name, "password": PASSWORDS[name]}
        return str(self.client().post("/sign-in", data=form).cookies["releve_session"])

    def session(self, token: str) -> TestClient:
        return self.client(cookie=f"releve_session={token}")


def created(library: Library, access: Access) -> FastAPI:
    """The chat and the API. Gradio makes an event loop where none runs, and leaves it open."""

    async def create() -> FastAPI:
        return create_server(library, access, hosts=["testserver"])

    return awaited(create())
