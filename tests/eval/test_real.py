"""The five real documents, where they are: what is promised of answers holds on them."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from eval.gold import read_gold
from eval.run import run
from eval.summary import summarise
from index.builder import build
from index.encoders.encoder import Encoder
from index.snapshot import Snapshot
from tests.support.places import ROOT

CORPUS = ROOT.parent / "shared" / "corpus" / "cosinum"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, default_encoder: Encoder) -> Iterator[Snapshot]:
    if not CORPUS.is_dir():
        pytest.skip(
            f"the real documents are not here: {CORPUS.name} is no folder beside the project"
        )
    data_dir = tmp_path_factory.mktemp("real") / "data"
    build([CORPUS], data_dir=data_dir, encoder=default_encoder)
    with closing(Snapshot.open(data_dir, default_encoder)) as snapshot:
        yield snapshot


def test_figures_over_the_real_documents(real: Snapshot) -> None:
    rows = run(Assistant(real), read_gold(ROOT / "eval" / "gold-cosinum.jsonl", real))
    assert [row.id for row in rows if not row.exact] == []
    summary = summarise("test", [row for row in rows if row.split == "test"])
    assert (summary.means["recall@3"] or 0) >= 0.90
    assert (summary.means["rightly refused"] or 0) >= 0.85
    assert (summary.means["wrongly refused"] or 0) <= 0.10


def test_the_question_on_zoom(real: Snapshot) -> None:
    answer = Assistant(real).ask("Qu'a-t-il été décidé sur Zoom ?")
    assert answer.text.startswith("Décidé au COSINUM du 3 décembre 2020 : « S'agissant de la")
    assert "d'exclure Zoom, même si des tolérances" in answer.citations[0].quote
    assert answer.citations[0].paragraph.section.startswith("1. Fiche n° 1")


def test_the_question_on_teams(real: Snapshot) -> None:
    answer = Assistant(real).ask("Et pour Teams ?")
    assert answer.status is Status.NOT_FOUND
    assert answer.text == "Je n'ai trouvé aucune décision sur Teams dans les 5 documents."
    assert "Webconf" in answer.nearest[0].hit.paragraph.text
    assert any("webconférence" in near.hit.paragraph.text for near in answer.nearest)
