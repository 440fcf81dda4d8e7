"""The built-in encoder, and what happens to a name that is none."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.encoder import Encoder, load_encoder
from index.errors import EncoderError
from index.static_encoder import MODEL_FOLDER, StaticEncoder

ROOT = Path(__file__).parent.parent
TEXTS = ["Le comité exclut Zoom.", "", "Budget du plan de relance", "…", "budget " * 5000]


def test_rows_are_unit_or_zero(static_encoder: Encoder) -> None:
    rows = static_encoder.encode(TEXTS)
    assert rows.shape == (5, static_encoder.dimension)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 0, 1, 0, 1], abs=1e-5)


def test_no_text_gives_no_row(static_encoder: Encoder) -> None:
    assert static_encoder.encode([]).shape == (0, static_encoder.dimension)


def test_a_row_does_not_depend_on_its_neighbours(static_encoder: Encoder) -> None:
    together = static_encoder.encode(TEXTS)
    alone = np.vstack([static_encoder.encode([text]) for text in TEXTS])
    assert together == pytest.approx(alone, abs=1e-6)


def test_a_row_is_the_unit_mean_of_its_tokens(static_encoder: Encoder) -> None:
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    vectors = load_file(MODEL_FOLDER / "model.safetensors")["embeddings"].astype(np.float32)
    tokenizer = Tokenizer.from_file(str(MODEL_FOLDER / "tokenizer.json"))
    ids = tokenizer.encode(TEXTS[0], add_special_tokens=False).ids
    mean = vectors[ids].mean(axis=0)
    assert static_encoder.encode(TEXTS[:1])[0] == pytest.approx(
        mean / np.linalg.norm(mean), abs=1e-5
    )


def test_accents_and_capitals_do_not_matter(static_encoder: Encoder) -> None:
    rows = static_encoder.encode(["Décision du comité", "DECISION DU COMITE"])
    assert rows[0] == pytest.approx(rows[1])


def test_like_meaning_is_near_across_languages(static_encoder: Encoder) -> None:
    rows = static_encoder.encode(["the teacher is ill", "le professeur est malade", "la facture"])
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.3


def test_the_name_identifies_the_weights() -> None:
    config = json.loads((MODEL_FOLDER / "config.json").read_text(encoding="utf-8"))
    assert load_encoder("static-fr").name == f"static-fr-{config['weights_sha256'][:8]}"


def test_neither_torch_nor_transformers_is_loaded() -> None:
    code = (
        "import sys; from index.encoder import load_encoder; "
        "load_encoder('static-fr').encode(['un texte']); "
        "print({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    )
    child = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert child.stdout == "set()\n"


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(MODEL_FOLDER, folder)
    with (folder / "model.safetensors").open("r+b") as weights:
        weights.seek(5000)
        weights.write(b"!!")
    with pytest.raises(EncoderError, match="are damaged; restore the folder"):
        StaticEncoder(folder).encode(["un texte"])


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"config\.json is missing or damaged"):
        StaticEncoder(tmp_path)


def test_an_unknown_name_is_one_sentence_and_nothing_is_downloaded(tmp_path: Path) -> None:
    child = subprocess.run(
        [
            *(sys.executable, "-m", "index", "build", "eval/sample"),
            *("--data", str(tmp_path / "data"), "--encoder", "nobody/no-such-model"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"HOME": str(tmp_path), "HF_HOME": str(tmp_path / "hub")},
    )
    assert (child.returncode, child.stdout) == (2, "")
    assert child.stderr == (
        "No encoder 'nobody/no-such-model' on this machine: give the folder of a "
        "sentence-transformers model, or set ASSISTANT_ENCODER=static-fr.\n"
    )
    assert not (tmp_path / "data").exists()
    assert [path for path in tmp_path.rglob("*") if path.suffix in {".safetensors", ".bin"}] == []
