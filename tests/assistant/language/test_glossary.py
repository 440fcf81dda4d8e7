"""Acronyms and the words of an installation, in what is found and what is answered."""

import logging
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.answer import Status
from assistant.engine import Assistant
from assistant.errors import GlossaryError
from assistant.evidence.matching import match, question_terms
from assistant.language.acronyms import Acronyms, Phrase
from assistant.language.glossary import EMPTY, GlossaryFile, parse
from assistant.language.related import related_words
from assistant.questions.question import analyse
from assistant.service.library import Library
from index.builder import build
from index.encoders.encoder import Encoder
from index.language.acronyms import Acronym
from index.language.analyzer import terms
from index.settings import DEFAULT_ENCODER
from index.snapshot import Snapshot
from tests.support.documents import Asked

DLNUF = "Chaque ministère présente son calendrier de déploiement de DLNUF avant le 30 juin 2020."
SPELT_OUT = "Le comité généralise Dites-le-nous une fois aux démarches des entreprises en 2021."
DINUM = "La direction interministérielle du numérique recrute douze développeurs en 2021."
HIDDEN = "Le Plan de Transformation Zélé (PTZ) est abandonné par la direction."
TEXTS = {
    "2020-02-06-releve.md": (
        "# Relevé de décisions du COSINUM du 6 février 2020\n\n## 1. Simplification\n\n"
        + DLNUF
        + "\n"
    ),
    "2020-12-03-releve.md": (
        "# Relevé de décisions du COSINUM du 3 décembre 2020\n\n## 1. Démarches\n\n"
        + SPELT_OUT
        + "\n\nLe comité a dit une fois encore son attachement à la qualité du service.\n\n"
        "## 2. Équipes\n\n" + DINUM + "\n\nLa DNUM du ministère publie sa feuille de route.\n"
    ),
    "fiche.md": (
        "# Fiche : les acteurs du numérique\n\nLa DINUM (direction interministérielle du numérique)"
        " anime la filière. Sigle à connaître : Dites-le-nous une fois (DLNUF).\n\n"
        "Le numérique change le travail de la direction du budget.\n\n"
        "Le parc compte 38 000 ordinateurs portables.\n"
    ),
    "direction/documents.yaml": "collection: direction\n",
    "direction/plan.md": f"# Relevé de décisions\n\n{HIDDEN}\n\nLe PTZ coûtait cher.\n",
    "autre.md": "# Fiche : prêts\n\nLe plan de transformation zélé des écoles commence.\n",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, default_encoder: Encoder) -> Path:
    folder = tmp_path_factory.mktemp("acronyms")
    for name, text in TEXTS.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    build([folder / "docs"], data_dir=folder / "data", encoder=default_encoder)
    return folder / "data"


@pytest.fixture(scope="module")
def snapshot(data: Path, default_encoder: Encoder) -> Iterator[Snapshot]:
    with closing(Snapshot.open(data, default_encoder)) as opened:
        yield opened


@pytest.fixture
def glossary(data: Path) -> Iterator[Path]:
    """Where the administrator writes."""
    path = data / "glossary.txt"
    yield path
    path.unlink(missing_ok=True)


@pytest.fixture
def assistant(snapshot: Snapshot, glossary: Path) -> Assistant:
    return Assistant(snapshot)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Qu'a-t-il été décidé sur DLNUF ?", [SPELT_OUT, DLNUF]),
        ("Qu'a-t-il été décidé sur Dites-le-nous une fois ?", [SPELT_OUT, DLNUF]),
        ("qu'a-t-il été décidé sur dlnuf ?", [SPELT_OUT, DLNUF]),
        ("What was decided about DLNUF?", [SPELT_OUT, DLNUF]),
        ("Combien de développeurs recrute la DINUM ?", [DINUM]),
        ("What does the DINUM recruit in 2021?", [DINUM]),
    ],
)
def test_an_acronym_and_what_it_stands_for_are_one(
    assistant: Assistant, question: str, quoted: list[str]
) -> None:
    answer = assistant.ask(question)
    assert set(quoted) <= {citation.quote for citation in answer.citations}


@pytest.mark.parametrize("query", ["DLNUF", "Dites-le-nous une fois", "dlnuf"])
def test_search_finds_both(assistant: Assistant, query: str) -> None:
    found = [hit.paragraph.text for hit in assistant.search(query, k=3).hits]
    assert {DLNUF, SPELT_OUT} <= set(found)


@pytest.mark.parametrize(
    "question",
    [
        "Combien coûte la DINUM ?",
        "Combien coûte la direction interministérielle du numérique ?",
        "Qu'a-t-il été décidé sur la DITP ?",
        "Quand la DINUM sera-t-elle dissoute ?",
    ],
)
def test_what_is_not_there_is_still_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())


def test_an_acronym_of_another_collection_is_unknown(snapshot: Snapshot, glossary: Path) -> None:
    question = "Qu'est-il dit du PTZ ?"
    reader = Assistant(snapshot.readable_by(frozenset({"public"}))).ask(question)
    assert reader.text == "Je n'ai trouvé aucune décision sur PTZ dans les 4 documents."
    assert Assistant(snapshot).ask(question).citations[0].document.collection == "direction"


ACRONYMS = Acronyms.known(
    [
        Acronym("DINUM", "direction interministérielle du numérique"),
        Acronym("DLNUF", "Dites-le-nous une fois"),
        Acronym("PACTE", "plan d'action pour la croissance et la transformation"),
    ]
)


@pytest.mark.parametrize(
    ("question", "text", "met"),
    [
        ("la DINUM", "une direction interministérielle du numérique", True),
        ("la DINUM", "les directions interministérielles de numérique", True),
        ("la DINUM", "la direction du numérique", False),
        ("la DINUM", "le numérique de la direction interministérielle", False),
        ("la DINUM", "la DNUM", False),
        ("où est DLNUF", "Dites le nous une fois", True),
        ("où est DLNUF", "il l'a dit une fois", False),
        ("où est Dites-le-nous une fois", "il l'a dit une fois", False),
        ("où est Dites-le-nous une fois", "le DLNUF", True),
        ("le plan d'action pour la croissance et la transformation", "la loi PACTE", True),
        ("le plan d'action pour la croissance et la transformation", "un pacte", False),
        ("croissance", "la loi PACTE", False),
    ],
)
def test_a_phrase_is_met_whole_and_an_acronym_in_capitals(
    question: str, text: str, met: bool
) -> None:
    asked = question_terms(
        analyse(question), frequency=lambda _: 1, paragraphs=9, acronyms=ACRONYMS
    )
    found = [match(term, frozenset(terms(text)), text) == 1.0 for term in asked]
    assert any(found) is met
    assert not met or all(found)


def test_a_common_word_is_no_acronym_and_a_longer_phrase_hides_its_parts() -> None:
    assert ACRONYMS.of("pacte") == ()
    assert [phrase.stems for phrase in ACRONYMS.of("dinum")] == [
        tuple(terms("direction interministérielle numérique"))
    ]
    known = Acronyms.known(
        [Acronym("FP", "fonction publique"), Acronym("FPH", "fonction publique hospitalière")]
    )
    spelt_out = known.spelt_out_in("Et la fonction publique hospitalière ?")
    assert spelt_out == {Phrase.of("fonction publique hospitalière"): frozenset({"fph"})}


def test_the_glossary_is_read_again_when_it_changes(assistant: Assistant, glossary: Path) -> None:
    question = "Combien de PCP compte le parc ?"
    assert assistant.ask(question).status is Status.NOT_FOUND
    glossary.write_text("# maison\nPCP: ordinateurs portables\n", encoding="utf-8")
    assert "38 000" in assistant.ask(question).citations[0].quote
    glossary.unlink()
    assert assistant.ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("explained", "status"),
    [
        ("", Status.ANSWERED),
        ("Elle est dissoute.", Status.ANSWERED),
        ("La DITP (direction des titres précieux) est dissoute.", Status.NOT_FOUND),
    ],
)
def test_usual_acronyms_are_known_unless_the_documents_say_otherwise(
    asked: Asked, explained: str, status: Status
) -> None:
    minutes = f"# Relevé de décisions\n\nLa DITP remet son bilan en mars.\n\n{explained}\n"
    question = "Quand la direction interministérielle de la transformation publique le remet-elle ?"
    assert asked({"releve.md": minutes}, question).status is status


def test_words_of_like_meaning_are_added(assistant: Assistant, glossary: Path) -> None:
    question = "Combien de bécanes compte le parc ?"
    assert assistant.ask(question).status is Status.NOT_FOUND
    glossary.write_text("bécane, ordinateur, portable = rig\n", encoding="utf-8")
    assert "38 000" in assistant.ask(question).citations[0].quote
    assert "38 000" in assistant.ask("How many rigs are in the fleet?").citations[0].quote


@pytest.mark.parametrize(
    ("word", "opposite"),
    [("impossible", "possible"), ("ineffective", "effet"), ("gratuit", "frais")],
)
def test_what_is_denied_has_nothing_of_the_word_that_denies_it(word: str, opposite: str) -> None:
    assert not related_words().of(word, english=True).keys() & {*terms(opposite)}


def test_the_glossary_comes_before_the_documents(assistant: Assistant, glossary: Path) -> None:
    glossary.write_text("DLNUF:\n", encoding="utf-8")
    quoted = [c.quote for c in assistant.ask("Qu'a-t-il été décidé sur DLNUF ?").citations]
    assert SPELT_OUT not in quoted
    glossary.write_text("DINSIC, DINUM\n", encoding="utf-8")
    assert "filière" in assistant.ask("Que fait la DINSIC de la filière ?").citations[0].quote


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("zoom, visio", '"zoom" is a product of an "@" line, for which no other word stands'),
        ("visio = Teams", '"Teams" is a product of an "@" line, for which no other word stands'),
        ("ZOOM: réunion à distance", '"ZOOM" is a product of an "@" line'),
        ("@ tchap: messagerie\ntchap, courriel", '"tchap" is a product of an "@" line'),
        ("chaise", "one expression alone is like no other: give several, with commas."),
        ("chaise,, table", "nothing stands between two commas, or at an end."),
        ("chaise = chair = seat", '"=" stands once, between French and English.'),
        ("le, table", '"le" has no word that is looked for.'),
        ("étape: un pas", '"étape" before the colon is no acronym: give it in capitals.'),
        ("SI: système d'information", '"SI" reads as a small word of French'),
        ("RH: personnel", "RH is explained by one word: make both a group, with a comma."),
        ("@ zoom", 'after the products of an "@" line come a colon and their use.'),
    ],
)
def test_a_wrong_line_is_one_sentence_that_names_it(
    line: str, said: str, snapshot: Snapshot, glossary: Path
) -> None:
    glossary.write_text(f"# Le glossaire\n{line}\n", encoding="utf-8")
    number = line.count("\n") + 2
    with pytest.raises(GlossaryError) as refused:
        Assistant(snapshot)
    assert str(refused.value).startswith(f"{glossary}, line {number}: {said}")


def test_commands_refuse_a_wrong_glossary(
    data: Path, glossary: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    glossary.write_bytes(b"caf\xe9, bar\n")
    options = ["--data", str(data), "--encoder", DEFAULT_ENCODER]
    assert main(["ask", "Et la DINUM ?", *options]) == 2
    assert main(["glossary", *options]) == 2
    assert capsys.readouterr().err == f"{glossary}: it is not a text in UTF-8.\n" * 2


def test_a_server_keeps_the_glossary_that_it_could_read(
    data: Path, default_encoder: Encoder, glossary: Path, caplog: pytest.LogCaptureFixture
) -> None:
    glossary.write_text("PCP: ordinateurs portables\n", encoding="utf-8")
    with closing(Library(data, default_encoder)) as library, caplog.at_level(logging.WARNING):
        glossary.write_text("PCP ordinateurs portables\n", encoding="utf-8")
        for _ in range(2):
            answer = library.ask("Combien de PCP compte le parc ?", collections=None)
            assert "38 000" in answer.citations[0].quote
    assert [record.getMessage() for record in caplog.records] == [
        f"{glossary}, line 1: one expression alone is like no other: give several, with commas. "
        "The glossary as it was before is used."
    ]


def test_the_command_lists_what_is_known(
    data: Path, glossary: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    glossary.write_text("PCP: ordinateurs portables\nDLNUF:\n", encoding="utf-8")
    assert main(["glossary", "--data", str(data), "--encoder", DEFAULT_ENCODER]) == 0
    assert capsys.readouterr().out == (
        "PCP: ordinateurs portables\n"
        "DINUM: direction interministérielle du numérique\n"
        "PTZ: Plan de Transformation Zélé\n"
    )


def test_no_file_is_an_empty_glossary(tmp_path: Path) -> None:
    assert GlossaryFile(tmp_path / "glossary.txt", products=frozenset()).current() == EMPTY
    assert parse("\n# rien\n", name="glossary.txt") == EMPTY


@pytest.mark.parametrize(
    ("asked", "told", "is_met"),
    [
        ("newsletter", "infolettre", True),
        ("adhésion", "cotisation", True),
        ("remise", "dégrèvement", True),
        ("tuyau", "conduite", True),
        ("cube", "m3", True),
        ("naissances", "accouchements", True),
        ("surcoût", "dépassement", True),
        ("condition", "réserve", True),
        ("raser", "démolition", True),
        ("adhérents", "cotisation", False),
        ("mineure", "enfant", False),
        ("remise", "prix", False),
        ("lettre", "mail", False),
    ],
)
def test_everyday_words_of_administrations(asked: str, told: str, is_met: bool) -> None:
    related = related_words().of(asked, english=False)
    assert (not related.keys().isdisjoint(terms(told))) is is_met


def test_a_house_stands_for_who_sits_in_it(asked: Asked) -> None:
    minutes = """# Relevé de décisions de la réunion interministérielle du 3 mai 2021

PREMIER MINISTRE

## Durée de l'essai des balises

Le cabinet retient une durée de quatre ans pour l'essai des balises.
"""
    answer = asked(
        {"releve.md": minutes}, "Quelle durée Matignon a-t-il retenue pour l'essai des balises ?"
    )
    assert "quatre ans" in answer.text
