"""The documents that readers choose among, and their choice in words."""

from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Language
from assistant.chat.shelf import EVERY, committees, filters_in_words, listed, read_filters
from assistant.errors import InvalidFilterError
from assistant.interface import counted
from index.encoders.encoder import Encoder
from index.hit import Filters
from index.snapshot import Snapshot
from ingest.document import DocumentKind
from tests.support.documents import assistant_over

SCAN = "Relevé de décisions du 11 avril 2019, COSINUM · relevé · 1 page · texte reconnu (OCR)"


def test_fields_are_read_as_filters() -> None:
    read = read_filters(["fiche", "2020", " 12/2020 ", "CINUM", ["a", "b"]])
    assert read == Filters(
        date(2020, 1, 1),
        date(2020, 12, 31),
        DocumentKind.FICHE,
        document_ids=("a", "b"),
        committee="CINUM",
    )
    assert read_filters([None, None, "", None, []]) == Filters()
    assert read_filters(["", "", "", EVERY, []]) == Filters()
    assert read_filters(["", "", "", "", []]) == Filters(committee="")
    with pytest.raises(InvalidFilterError, match="hier"):
        read_filters(["", "hier", "", EVERY, []])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            Language.FRENCH,
            "fiches, depuis le 1er janvier 2020, jusqu&#x27;au 31 mai 2021, comité\u00a0: CINUM",
        ),
        (
            Language.ENGLISH,
            "briefing notes, from 1 January 2020, to 31 May 2021, committee: CINUM",
        ),
    ],
)
def test_filters_are_told_in_order(
    sample_snapshot: Snapshot, language: Language, words: str
) -> None:
    filters = read_filters(["fiche", "2020", "05/2021", "CINUM", []])
    assert words in filters_in_words(filters, sample_snapshot, language)
    assert filters_in_words(Filters(), sample_snapshot, language) == ""


def test_committees_are_chosen_by_name(tmp_path: Path, default_encoder: Encoder) -> None:
    texts = {
        "a.md": "# CINUM — relevé de décisions du 7 novembre 2019\n\nLe quai est ouvert.\n",
        "b.md": "# Note\n\nLe quai est fermé.\n",
    }
    with assistant_over(texts, tmp_path, default_encoder) as assistant:
        chosen = committees(assistant.snapshot, Language.FRENCH)
        told = filters_in_words(Filters(committee=""), assistant.snapshot, Language.FRENCH)
    assert chosen == [("Tous les comités", EVERY), ("CINUM", "CINUM"), ("aucun comité", "")]
    assert "comité\u00a0: aucun comité" in told


def test_documents_are_found_by_their_words(sample_snapshot: Snapshot) -> None:
    told, every = listed(sample_snapshot, "", (), Language.FRENCH)
    assert (len(every), "14 documents, 139 paragraphes" in told) == (14, True)
    assert every[-1][0] == SCAN
    ticked = every[-1][1]
    _, found = listed(sample_snapshot, "hebergement DOCTRINE", (ticked,), Language.FRENCH)
    first, *others = [label for label, _ in found]
    assert first.startswith("Fiche n° 4 : doctrine d'hébergement de l'État,")
    assert others == [SCAN]


def test_words_without_end_are_cut(sample_snapshot: Snapshot) -> None:
    _, found = listed(sample_snapshot, "fiche " * 40_000 + "introuvable", (), Language.FRENCH)
    _, named = listed(sample_snapshot, "fiche", (), Language.FRENCH)
    assert found == named != []


@pytest.mark.parametrize(
    ("language", "number", "told"),
    [
        (Language.FRENCH, 0, "0 document"),
        (Language.FRENCH, 1, "1 document"),
        (Language.FRENCH, 40_631, "40\u202f631 documents"),
        (Language.ENGLISH, 0, "0 documents"),
        (Language.ENGLISH, 40_631, "40,631 documents"),
    ],
)
def test_things_are_counted_as_each_language_writes(
    language: Language, number: int, told: str
) -> None:
    assert counted("document", language, number) == told


def test_titles_are_data(tmp_path: Path, default_encoder: Encoder) -> None:
    texts = {"piege.md": "# Fiche : <img src=x onerror=alert(1)>\n\nLe quai est ouvert.\n"}
    with assistant_over(texts, tmp_path, default_encoder) as assistant:
        ids = tuple(document.id for document in assistant.snapshot.documents())
        told = filters_in_words(Filters(document_ids=ids), assistant.snapshot, Language.FRENCH)
        gone = filters_in_words(Filters(document_ids=("x",)), assistant.snapshot, Language.FRENCH)
    assert "<img" not in told
    assert "documents choisis\u00a0: 1" in gone
