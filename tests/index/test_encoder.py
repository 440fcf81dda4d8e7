"""The built-in encoder, and what happens to a name that is none."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.encoders.encoder import Encoder
from index.encoders.loading import load_encoder
from index.encoders.model_folder import ENCODERS
from index.encoders.onnx_encoder import OnnxEncoder
from index.encoders.static_encoder import StaticEncoder
from index.errors import EncoderError
from tests.support.places import ROOT

STATIC = ENCODERS / "static-fr"
TEXTS = ["Le comité exclut Zoom.", "", "Budget du plan de relance", "…", "budget " * 5000]


@pytest.fixture(scope="module")
def static_encoder() -> StaticEncoder:
    return StaticEncoder()


@pytest.fixture(scope="module", params=["e5-fr", "e5-fr-4", "static-fr"])
def in_the_box(request: pytest.FixtureRequest) -> Encoder:
    return load_encoder(request.param)


def test_rows_are_unit_or_zero(in_the_box: Encoder) -> None:
    rows = in_the_box.encode(TEXTS)
    assert rows.shape == (5, in_the_box.dimension)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1)[[0, 1, 2, 4]] == pytest.approx([1, 0, 1, 1], abs=1e-5)


def test_no_text_gives_no_row(in_the_box: Encoder) -> None:
    assert in_the_box.encode([]).shape == (0, in_the_box.dimension)


def test_a_row_does_not_depend_on_its_neighbours(in_the_box: Encoder) -> None:
    together = in_the_box.encode(TEXTS)
    alone = np.vstack([in_the_box.encode([text]) for text in TEXTS])
    assert together == pytest.approx(alone, abs=1e-6)


def test_a_text_without_words_says_nothing(static_encoder: StaticEncoder) -> None:
    assert not static_encoder.encode(["…"]).any()


def test_a_row_is_the_unit_mean_of_its_tokens(static_encoder: StaticEncoder) -> None:
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    vectors = load_file(STATIC / "model.safetensors")["embeddings"].astype(np.float32)
    tokenizer = Tokenizer.from_file(str(STATIC / "tokenizer.json"))
    ids = tokenizer.encode(TEXTS[0], add_special_tokens=False).ids
    mean = vectors[ids].mean(axis=0)
    assert static_encoder.encode(TEXTS[:1])[0] == pytest.approx(
        mean / np.linalg.norm(mean), abs=1e-5
    )


def test_accents_and_capitals_do_not_matter(static_encoder: StaticEncoder) -> None:
    rows = static_encoder.encode(["Décision du comité", "DECISION DU COMITE"])
    assert rows[0] == pytest.approx(rows[1])


def test_like_meaning_is_near_across_languages(in_the_box: Encoder) -> None:
    query = in_the_box.encode(["the teacher is ill"], query=True)[0]
    passages = in_the_box.encode(["le professeur est malade", "la facture est payée"])
    near, far = passages @ query
    assert near > far + 0.05


@pytest.mark.parametrize("query", [False, True])
def test_the_words_of_a_text_are_where_they_stand(query: bool) -> None:
    text = "L'agent n'a pas d'accès à FranceConnect."
    (meaning, nothing) = OnnxEncoder().meanings([text, " "], query=query)
    words = meaning.words
    assert [text[w.start : w.end] for w in words] == ["agent", "pas", "accès", "FranceConnect"]
    assert [np.linalg.norm(w.vector) for w in words] == pytest.approx([1] * 4, abs=1e-5)
    assert np.allclose(meaning.vector, OnnxEncoder().encode([text], query=query)[0])
    assert not nothing.words and not nothing.vector.any()


@pytest.mark.parametrize("name", ["e5-fr", "e5-fr-4", "static-fr"])
def test_capitals_mean_the_same(name: str) -> None:
    encoder = load_encoder(name)
    question = "que dit le comité de l'accès à distance ?"
    written, shouted = (encoder.encode([q], query=True)[0] for q in (question, question.upper()))
    assert written @ shouted == pytest.approx(1, abs=1e-5)


def test_a_sentence_read_again_means_the_same() -> None:
    encoder = OnnxEncoder()
    texts = ["Le comité décide.", "Le budget est voté.", "Le comité décide."]
    first = encoder.meanings(texts)
    assert first[0] is first[2] and first[0] is not first[1]
    assert all(a is b for a, b in zip(encoder.meanings(texts), first, strict=True))
    assert np.array_equal(first[1].vector, encoder.encode([texts[1]])[0])


def test_words_of_like_meaning_are_near_where_they_stand() -> None:
    encoder = OnnxEncoder()
    (asked,) = encoder.meanings(["Quelle est la paie des agents ?"], query=True)
    (said,) = encoder.meanings(["La rémunération est fixée par le comité du budget."])
    pay = next(word.vector for word in asked.words if word.start == 14)
    cosines = {word.start: float(word.vector @ pay) for word in said.words}
    assert max(cosines, key=cosines.__getitem__) == 3


def test_the_transformer_reads_word_order() -> None:
    encoder = OnnxEncoder()
    told = encoder.encode(["La CNAM contrôle la DINUM.", "La DINUM contrôle la CNAM."])
    assert told[0] @ told[1] < 0.999


@pytest.mark.parametrize("name", ["e5-fr", "e5-fr-4", "static-fr"])
def test_the_name_identifies_the_weights(name: str) -> None:
    config = json.loads((ENCODERS / name / "config.json").read_text(encoding="utf-8"))
    assert load_encoder(name).name == f"{name}-{config['weights_sha256'][:8]}"


@pytest.mark.parametrize("name", ["e5-fr", "e5-fr-4", "static-fr"])
def test_neither_torch_nor_transformers_is_loaded(name: str) -> None:
    code = (
        "import sys; from index.encoders.loading import load_encoder; "
        f"load_encoder('{name}').encode(['un texte']); "
        "print({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    )
    child = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert child.stdout == "set()\n"


@pytest.mark.parametrize("name", ["e5-fr", "e5-fr-4", "static-fr"])
def test_nothing_is_noted_for_the_makers_of_libraries(name: str, tmp_path: Path) -> None:
    code = f"from index.encoders.loading import load_encoder; load_encoder('{name}').encode(['a'])"
    subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        check=True,
        env={"HOME": str(tmp_path), "TMPDIR": str(tmp_path), "ORT_DISABLE_TELEMETRY": "0"},
    )
    assert [*tmp_path.rglob("*")] == []


@pytest.mark.parametrize(
    ("encoder", "name", "weights_name"),
    [(StaticEncoder, "static-fr", "model.safetensors"), (OnnxEncoder, "e5-fr", "model.onnx")],
)
def test_damaged_weights_are_refused(
    tmp_path: Path, encoder: type[StaticEncoder | OnnxEncoder], name: str, weights_name: str
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(ENCODERS / name, folder)
    with (folder / weights_name).open("r+b") as weights:
        weights.seek(5000)
        weights.write(b"!!")
    with pytest.raises(EncoderError, match="are damaged; restore the folder"):
        encoder(folder).encode(["un texte"])


@pytest.mark.parametrize("encoder", [StaticEncoder, OnnxEncoder])
def test_a_folder_without_a_model_is_refused(
    tmp_path: Path, encoder: type[StaticEncoder | OnnxEncoder]
) -> None:
    with pytest.raises(EncoderError, match=r"config\.json is missing or damaged"):
        encoder(tmp_path)


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
