"""Gold files that a spreadsheet wrote."""

import re
from pathlib import Path

import pytest

from assistant.answer import Language
from eval.errors import GoldError
from eval.gold import read_gold
from eval.gold_lines import GoldLine, Piece, parse_gold
from index.snapshot import Snapshot
from tests.support.places import ROOT

HEAD = (
    "id;split;language;tags;question;"
    "evidence.document;evidence.text;evidence.section;answer;decides"
)
SEVERAL = (
    'r;dev;fr;"vélo\nville";Combien d\'arceaux ?;a.md;"douze arceaux\nune ""gare"" ; deux";'
    '"Vélos";"douze\narceaux";VRAI'
)
SILENT = "s;test;fr;;Qui préside ?;;;;;"


def _written(folder: Path, *rows: str, encoding: str = "utf-8-sig", by: str = ";") -> Path:
    path = folder / "gold.csv"
    text = "".join(f"{row}\r\n" for row in rows)
    path.write_bytes(text.replace(";", by).encode(encoding))
    return path


def test_a_table_of_a_spreadsheet_is_read(tmp_path: Path) -> None:
    first, second = parse_gold(_written(tmp_path, HEAD, SEVERAL, ";;;;;;;;;", SILENT)).checked()
    assert first == GoldLine(
        id="r",
        split="dev",
        language=Language.FRENCH,
        tags=("vélo", "ville"),
        question="Combien d'arceaux ?",
        evidence=(
            Piece(document="a.md", text="douze arceaux", section="Vélos"),
            Piece(document="a.md", text='une "gare" ; deux', section="Vélos"),
        ),
        answer=("douze", "arceaux"),
        decides=True,
    )
    assert (second.id, second.tags, second.evidence, second.decides) == ("s", (), (), None)


@pytest.mark.parametrize("by", [",", "\t"])
def test_commas_and_tabs_part_columns_too(tmp_path: Path, by: str) -> None:
    [line] = parse_gold(_written(tmp_path, HEAD, SILENT, by=by, encoding="utf-8")).checked()
    assert line.question == "Qui préside ?"


def test_the_table_of_the_readme_is_read(tmp_path: Path, sample_snapshot: Snapshot) -> None:
    shown = (ROOT / "eval" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^(?:id|z\d);.*$", shown, re.M)
    first, second = read_gold(_written(tmp_path, *rows), sample_snapshot)
    assert (first.is_answerable, second.is_answerable, second.follows) == (True, False, first.id)


@pytest.mark.parametrize(
    ("rows", "encoding", "told"),
    [
        (
            (HEAD, SILENT),
            "cp1252",
            "line 2: it is not in UTF-8; save the file in that encoding, wh",
        ),
        ((HEAD, SILENT, "u;dev;de;;Où ?"), "utf-8", "gold.csv, line 3 (u): "),
        ((HEAD, f"{SILENT};note"), "utf-8", 'line 2 (s): "column 11" is no field; spell it as'),
        ((HEAD.replace("tags", "Tags"), SILENT), "utf-8", '"tags" is missing; add it.'),
        (
            (HEAD, 's;test;"fr'),
            "utf-8",
            "gold.csv is no table: near line 2, unexpected end of data",
        ),
        ((HEAD,), "utf-8", "gold.csv is empty: it has no question"),
        ((), "utf-8", "gold.csv is empty: it has no question"),
    ],
    ids=["cp1252", "no language", "beyond", "misspelt", "open quotation", "no row", "empty"],
)
def test_what_is_wrong_with_a_table_is_told(
    tmp_path: Path, rows: tuple[str, ...], encoding: str, told: str
) -> None:
    with pytest.raises(GoldError, match=re.escape(told)):
        parse_gold(_written(tmp_path, *rows, encoding=encoding)).checked()
