"""Every reply to a reader is what it would be were there no document that others alone may read."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.access.accounts import Accounts
from assistant.access.entry import AccessMode, load_access
from assistant.answer import Language
from assistant.chat.shelf import committees, listed
from assistant.chat.suggestions import Starters, next_questions
from assistant.service.library import Library
from assistant.web.api import create_app
from index.builder import build
from tests.support.hashing import HashingEncoder
from tests.support.places import SAMPLE

CLOSED = {
    "2026-09-30-releve-cosinum.md": (
        "# Relevé de décisions du COSINUM du 30 septembre 2026\n\n"
        "Présents : M. Xylandre Quostopoulos\nExcusés : Mme Véroniqua Dessalinières\n\n"
        "## 1. Messagerie et Zoom\n\nLe comité décide de fermer Zoom et Tchap avant le 3 mai 2027. "
        "Le schéma directeur des xylophones (SDX) est adopté.\n\n"
        "## 2. Gymnase Sérendipité\n\nLe télétravail reste en suspens et sera étudié à la prochaine"
        " séance. Les ministères doivent répondre au plus tard le 1er mars 2027.\n"
    ),
    "2018-01-15-releve-comex.md": (
        "# Relevé de décisions du COMEX du 15 janvier 2018\n\n## 1. Nuage\n\nLe COMEX décide que "
        "le cloud sera en régie, la mesagerie fermée et l'acessibilité portée à 75 %.\n"
    ),
    "copie.md": (SAMPLE / "2020-05-14-releve-cosinum.md").read_text(encoding="utf-8") + "\nZoom.\n",
    "long.md": "# Note\n\n" + "Le poste de travail des agents coûte 500 000 €. " * 60,
}
QUESTIONS = (
    "Quelles sont les échéances ?",
    "Que doit-on faire avant le 3 mai 2027 ?",
    "Quels points restent en suspens ?",
    "Quand le COSINUM s'est-il réuni ?",
    "Combien de fois le COMEX s'est-il réuni ?",
    "Quelles décisions ont été prises au dernier COSINUM ?",
    "Quelles décisions ont été prises au COSINUM du 30 septembre 2026 ?",
    "Qui était excusé au dernier COSINUM ?",
    "Quel était l'ordre du jour du COSINUM du 3 décembre 2020 ?",
    "Qu'a-t-il été décidé sur le gymnase Sérendipité ?",
    "Que dit-on de la mesagerie ?",
    "Qu'a-t-il été décidé sur l'acessibilité ?",
    "Qu'est-ce que le SDX ?",
    "Qu'a décidé le schéma directeur des xylophones ?",
    "Quels documents parlent de Zoom ?",
    "Toutes les décisions sur la messagerie",
    "Combien de fois a-t-il été question du télétravail ?",
    "Qu'a-t-il été décidé depuis 2026 ?",
    "Que faire du vieux matériel informatique ?",
    "Quelles actions doivent être menées avant fin 2026 ?",
    "Combien coûte le poste de travail des agents ?",
    "Qu'a-t-il été décidé sur Zoom et sur le gymnase ?",
    "Résumé de la dernière réunion",
    "What is left open?",
    "Bonjour",
    "Xylandre",
)
_OF_THE_MOMENT = re.compile(r'"(?:id|created|search|read|total)":\s*(?:"[^"]*"|[\d.]+)')
Replies = dict[str, str]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> tuple[Replies, Replies]:
    """What a reader of nothing else is replied over public documents alone, and beside others."""
    return replies(tmp_path_factory.mktemp("alone"), {}), replies(
        tmp_path_factory.mktemp("beside"), CLOSED
    )


def replies(folder: Path, closed: dict[str, str]) -> Replies:
    documents, data = folder / "documents", folder / "data"
    direction = documents / "direction"
    direction.mkdir(parents=True)
    for path in (*SAMPLE.glob("*.md"), *SAMPLE.glob("*.txt")):
        (documents / path.name).write_bytes(path.read_bytes())
    (direction / "documents.yaml").write_text("collection: direction\n", encoding="utf-8")
    for name, text in closed.items():
        (direction / name).write_text(text, encoding="utf-8")
    build([documents], data_dir=data, encoder=HashingEncoder())
    key = Accounts(data).add_key("reader", collections=["régie"], days=1)
    access = load_access(AccessMode.ACCOUNTS, host="0.0.0.0", data_dir=data)  # noqa: S104
    with closing(Library(data, HashingEncoder(), journal_days=1)) as library:
        client = TestClient(
            create_app(library, access=access), headers={"Authorization": f"Bearer {key}"}
        )
        return {**dict(over_http(client)), **dict(on_the_page(library))}


def over_http(client: TestClient) -> Iterator[tuple[str, str]]:
    def asked(method: str, path: str, **body: Any) -> tuple[str, str]:  # noqa: ANN401
        reply = client.request(method, path, json=body or None)
        told = [reply.headers.get(name, "") for name in ("x-total-count", "etag")]
        shown = _OF_THE_MOMENT.sub("", reply.text)
        return f"{method} {path} {body}", f"{reply.status_code} {told} {shown}"

    for text in QUESTIONS:
        yield asked("POST", "/api/ask", question=text)
        yield asked("POST", "/api/ask", question=text, committee="cosinum", since="2018-01-01")
        yield asked("POST", "/api/ask", question=text, collections=["direction", "public"])
        yield asked("POST", "/api/search", query=text, k=20, facets=True)
        yield asked("POST", "/api/search", query=text, k=5, offset=5, sort="newest")
    yield asked("POST", "/api/ask/stream", question=QUESTIONS[0])
    said = {"role": "user", "content": QUESTIONS[0]}
    yield asked("POST", "/v1/chat/completions", model="releve", messages=[said])
    for path in ("/api/documents", "/api/documents?committee=COMEX", "/api/health", "/metrics"):
        yield asked("GET", path)
    yield asked("GET", "/api/documents?sort=newest&since=2018-01-01&limit=3")
    for narrowed in ("", "?committee=COMEX", "?since=2018-01-01&limit=3"):
        yield asked("GET", f"/api/documents.atom{narrowed}")
    for document in client.get("/api/documents").json():
        yield asked("GET", f"/api/documents/{document['id']}")
        yield asked("GET", f"/documents/{document['id']}")


def on_the_page(library: Library) -> Iterator[tuple[str, str]]:
    readable = frozenset({"public"})
    yield "starters", str(Starters(library).of(Language.FRENCH, readable))
    with library.assistant(collections=readable) as assistant:
        snapshot = assistant.snapshot
        yield "committees", str(committees(snapshot, Language.FRENCH))
        yield "shelf", str(listed(snapshot, "cosinum", (), Language.FRENCH))
        for text in QUESTIONS[:8]:
            offered = next_questions(assistant, text, language=Language.FRENCH)
            yield f"after {text}", str(offered)


def test_no_reply_depends_on_what_others_alone_may_read(served: tuple[Replies, Replies]) -> None:
    alone, beside = served
    assert [asked for asked, reply in alone.items() if beside[asked] != reply] == []
    assert beside.keys() == alone.keys()
    assert sum(reply.startswith("200") for reply in alone.values()) > len(QUESTIONS) * 5
    assert "Xylandre Quostopoulos" not in json.dumps(beside, ensure_ascii=False)
