"""Gold files as anyone writes them: what is read, and what is told of what cannot be."""

import json
import re
from pathlib import Path
from unicodedata import normalize

import pytest

from assistant.engine import Assistant
from eval.errors import GoldError
from eval.gold import read_gold, read_pairs
from eval.gold_lines import GoldLine, Piece, parse_gold
from eval.run import run
from index.snapshot import Snapshot
from tests.support.gold import gold_line
from tests.support.places import ROOT

RELEVE = "2021-03-04-releve-comite-velo.md"
WATER = "2022-09-15-releve-comite-eau.md"
RACKS = gold_line(
    id="r",
    question="Combien d'arceaux ?",
    evidence=[{"document": RELEVE, "text": "douze arceaux"}],
    answer=["douze arceaux"],
)
OTHER = gold_line(id="o")
GOLD = sorted(
    path
    for path in (ROOT / "eval").glob("gold-*.jsonl")
    if not path.stem.endswith(("sentences", "decisions"))
)


def _written(folder: Path, *lines: object, encoding: str = "utf-8") -> Path:
    path = folder / "gold.jsonl"
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_bytes(text.encode(encoding))
    return path


def _faults(path: Path, snapshot: Snapshot) -> list[str]:
    with pytest.raises(GoldError) as told:
        read_gold(path, snapshot)
    return str(told.value).split("\n")


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_gold_files_of_the_project_are_as_they_should_be(path: Path) -> None:
    assert parse_gold(path).checked()


def test_the_table_of_the_readme_has_every_field() -> None:
    shown = (ROOT / "eval" / "README.md").read_text(encoding="utf-8")
    fields = re.findall(r"^\| `([\w.]+)` \| (needed)? ?\|", shown, re.M)
    known = {
        f"{prefix}{name}": field.is_required()
        for prefix, model in (("", GoldLine), ("evidence.", Piece))
        for name, field in model.model_fields.items()
    }
    assert {name: bool(needed) for name, needed in fields} == known


def test_the_lines_of_the_readme_are_read(tmp_path: Path, sample_snapshot: Snapshot) -> None:
    shown = (ROOT / "eval" / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r'^\{"id".*$', shown, re.M)
    first, second = read_gold(_written(tmp_path, *map(json.loads, lines)), sample_snapshot)
    assert (first.is_answerable, second.follows) == (True, first.id)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_blank_lines_and_a_byte_order_mark_are_left_aside(
    tmp_path: Path, snapshot: Snapshot, encoding: str
) -> None:
    path = _written(tmp_path, RACKS, OTHER, encoding=encoding)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n\r\n") + b"\n\n")
    assert [question.id for question in read_gold(path, snapshot)] == ["r", "o"]
    assert [question for question, _ in read_pairs(path)] == [
        "Combien d'arceaux ?",
        "Qui préside ?",
    ]


def test_a_line_ends_where_it_ends(tmp_path: Path, snapshot: Snapshot) -> None:
    asked = "Combien\u2028d'arceaux\x85 ?"
    [question] = read_gold(_written(tmp_path, {**RACKS, "question": asked}), snapshot)
    assert question.question == asked


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ([1, 2], "gold.jsonl, line 2: an object is wanted, in braces"),
        ({**OTHER, "tags": None}, '(o): "tags" is null; a list is wanted, in brackets: ["…"].'),
        ({k: v for k, v in OTHER.items() if k != "tags"}, '(o): "tags" is missing; add it.'),
        ({**OTHER, "awnser": []}, '(o): "awnser" is no field; spell it as eval/README.md does,'),
        ({**OTHER, "evidence": "Zoom"}, '"evidence" is "Zoom"; a list is wanted, in brackets'),
        ({**OTHER, "evidence": ["Zoom"]}, '"evidence.0" is "Zoom"; an object is wanted, in braces'),
        ({**OTHER, "decides": "false"}, '"decides" is "false"; true or false is wanted'),
        ({**OTHER, "question": " "}, "the question is empty; ask one, for instance on a project."),
        ({**OTHER, "question": "x" * 2_001}, "2,000 is the most; shorten it."),
        ({**OTHER, "answer": ["x"]}, '(o): "answer" without "evidence"; give the passage'),
        ({**RACKS, "id": "o", "answer": []}, '(o): "evidence" without "answer"; give the words'),
        (
            {**RACKS, "id": "o", "evidence": [{"document": RELEVE, "text": "douze arceaux"}] * 2},
            "(o): a piece of evidence is there twice; take one away.",
        ),
        ({**OTHER, "id": "r"}, "gold.jsonl, line 2 (r): line 1 has the same id; give each"),
        ({**OTHER, "follows": "none"}, "(o): \"follows\" is 'none', the id of no line before;"),
        (
            {**RACKS, "id": "o", "answer": ["treize arceaux"]},
            f"(o): the answer “treize arceaux” is not in {RELEVE}; copy what a right answer",
        ),
    ],
    ids=[
        "list", "null", "missing", "misspelt", "evidence a string", "piece a string", "boolean",
        "empty", "long", "answer alone", "evidence alone", "twice", "same id", "follows none",
        "answer elsewhere",
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, snapshot: Snapshot, line: object, told: str
) -> None:
    [fault] = _faults(_written(tmp_path, RACKS, line), snapshot)
    assert fault.startswith("gold.jsonl, line 2")
    assert told in fault


def test_all_faults_are_told_at_once(tmp_path: Path, snapshot: Snapshot) -> None:
    absent = {"document": "absent.md", "text": "x"}
    elsewhere = {"document": RELEVE, "text": "treize arceaux"}
    lines = [
        {**RACKS, "id": "1", "evidence": [absent, elsewhere]},
        {**OTHER, "id": "2", "tags": "date"},
        RACKS,
        {**OTHER, "id": "4", "follows": "2"},
    ]
    first, second, third = _faults(_written(tmp_path, *lines), snapshot)
    assert first == (
        "gold.jsonl, line 1 (1): it speaks of absent.md, which is not indexed; build it first."
    )
    assert second.startswith("gold.jsonl, line 1 (1): the evidence “treize arceaux” is in 0 para")
    assert third.startswith("gold.jsonl, line 2 (2): ")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "gold.jsonl is empty: it has no question with evidence, nor any other."),
        ('{}\n{"é'.encode("cp1252"), "gold.jsonl, line 2: it is not in UTF-8; save the file in"),
        (
            b'{"id": "1",',
            "gold.jsonl, line 1: it is no JSON: EOF while parsing a value at column 11;",
        ),
        ("id;question\n1;Où ?\n".encode(), "gold.jsonl is not in JSON lines: no line of it is an"),
        (b'[\n{\n"id": "1"\n}\n]', "gold.jsonl is not in JSON lines: no line of it is an object"),
    ],
    ids=["empty", "another encoding", "cut", "a table", "a list"],
)
def test_a_file_that_is_none_is_one_sentence(
    tmp_path: Path, snapshot: Snapshot, content: bytes, told: str
) -> None:
    (tmp_path / "gold.jsonl").write_bytes(content)
    [fault] = _faults(tmp_path / "gold.jsonl", snapshot)
    assert fault.startswith(told)


@pytest.mark.parametrize(
    ("document", "text", "mend"),
    [
        (RELEVE.replace("comite-", ""), "douze arceaux", f"write {RELEVE} if that is meant, or"),
        (RELEVE, "Décide d'installer", "copy words of one, such as “Le comité décide d'installer"),
        (RELEVE, "Stationnement", "they are a heading, which is not searched; copy words of a"),
        (WATER, "en", "or tell its section, one of “Arrosage”, “Fontaines”."),
    ],
    ids=["misspelt", "capital", "heading", "several"],
)
def test_what_may_have_been_meant_is_told(
    tmp_path: Path, snapshot: Snapshot, document: str, text: str, mend: str
) -> None:
    line = {**RACKS, "evidence": [{"document": document, "text": text}]}
    [fault] = _faults(_written(tmp_path, line), snapshot)
    assert mend in fault


def test_a_gold_file_of_other_documents_is_one_sentence(tmp_path: Path, snapshot: Snapshot) -> None:
    lines = [{**RACKS, "id": n, "evidence": [{"document": n, "text": "x"}]} for n in ("a", "b")]
    [fault] = _faults(_written(tmp_path, *lines), snapshot)
    assert fault.startswith("No document that gold.jsonl speaks of is in the index, not a for one.")


def test_accents_may_be_typed_apart_from_their_letters(tmp_path: Path, snapshot: Snapshot) -> None:
    text = normalize("NFD", "décide d'installer")
    line = {**RACKS, "evidence": [{"document": RELEVE, "text": text}]}
    [question] = read_gold(_written(tmp_path, line), snapshot)
    assert question.is_answerable


def test_evidence_is_found_under_other_spaces_and_apostrophes(
    tmp_path: Path, snapshot: Snapshot
) -> None:
    piece = {"document": RELEVE, "text": "décide d’installer\u00a0douze\narceaux"}
    line = {**RACKS, "evidence": [piece], "answer": ["d’installer douze\u202farceaux"]}
    path = _written(tmp_path, line)
    [question] = read_gold(path, snapshot)
    assert "décide d'installer douze arceaux" in snapshot.paragraph(question.evidence[0]).text
    [asked] = run(Assistant(snapshot), [question])
    assert asked.matched


def test_two_pieces_of_one_paragraph_are_one_piece_of_evidence(
    tmp_path: Path, snapshot: Snapshot
) -> None:
    pieces = [{"document": RELEVE, "text": text} for text in ("douze arceaux", "douze")]
    [question] = read_gold(_written(tmp_path, {**RACKS, "evidence": pieces}), snapshot)
    assert len(question.evidence) == 1
