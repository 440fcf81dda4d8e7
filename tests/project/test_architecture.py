"""The house as it is drawn: imports go one way, heavy libraries have one door each."""

import ast
import graphlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.places import ROOT

STAGES = ("ingest", "index", "assistant", "eval")
ALLOWED = {
    "ingest": {"ingest"},
    "index": {"index", "ingest"},
    "assistant": {"assistant", "index", "ingest"},
    "eval": {"eval", "assistant", "index", "ingest"},
    "ui": {"assistant", "index", "ingest"},
}
LAYERS = {
    "ingest": (
        ("document", "page", "errors", "plain", "progress", "command"),
        ("language", "catalog"),
        ("formats", "structure"),
        ("facts", "folder"),
        ("reader",),
        ("pipeline",),
        ("__main__",),
    ),
    "index": (
        ("errors", "hit", "kept", "added", "standing"),
        ("settings", "language", "encoders"),
        ("storage",),
        ("retrieval", "compatibility", "contents"),
        ("derived",),
        ("snapshot", "verification", "builder", "watching"),
        ("conversion", "training"),
        ("__main__",),
    ),
    "assistant": (
        ("answer", "errors", "spacing", "apologies"),
        ("interface", "reasons"),
        ("reference",),
        ("language",),
        ("questions",),
        ("evidence",),
        ("quotations",),
        ("wording",),
        ("engine",),
        ("writing", "schemas"),
        ("service", "retriever", "exports", "access", "terminal", "dates"),
        ("chat",),
        ("web",),
        ("access_commands", "glossary_command"),
        ("__main__",),
    ),
}
"""Within a stage, from what knows of nothing else to what knows of all."""

DOORS = {
    "langchain_core": "assistant/retriever.py",
    "pypdfium2": "ingest/formats/pdf.py",
    "mammoth": "ingest/formats/word.py",
    "ftfy": "index/language/analyzer.py",
    "pdfplumber": "ingest/formats/tables.py",
    "markdownify": "ingest/formats/office.py",
    "lxml": "ingest/formats/package.py",
    "simplemma": "ingest/language/words.py",
    "spellchecker": "index/language/french.py",
    "faiss": "index/retrieval/dense.py",
    "watchfiles": "index/watching.py",
    "tantivy": "index/retrieval/lexical.py",
    "sentence_transformers": "index/encoders/transformer_encoder.py",
    "tokenizers": "index/encoders/model_folder.py",
    "onnxruntime": "index/encoders/onnx_session.py",
    "torch": "index/training/static_fr.py",
    "rich": "ingest/progress.py",
    "langchain": "assistant/writing/model.py",
    "anyio": "assistant/writing/model.py",
    "openai": "assistant/writing/model.py",
    "argon2": "assistant/access/passwords.py",
    "authlib": "assistant/access/openid.py",
    "joserfc": "assistant/access/openid.py",
    "httpx2": "assistant/access/openid.py",
    "fastapi_offline": "assistant/web/api.py",
    "gradio": "assistant/chat/blocks.py",
    "mcp": "assistant/web/mcp_server.py",
    "mcp_types": "assistant/web/mcp_server.py",
    "uvicorn": "assistant/web/server.py",
    "prometheus_client": "assistant/service/metrics.py",
    "scipy": "eval/compare.py",
    "ir_measures": "eval/measures.py",
    "reportlab": "assistant/exports/paper.py",
    "docx": "assistant/exports/word.py",
}
SECOND_DOORS = {"gradio": "assistant/chat/mounting.py"}
"""Where a library has a part of its own to be held to."""
TRAINING = {
    "index/training/distillation.py",
    "index/training/static_fr.py",
    "index/training/trimming.py",
    "index/training/onnx_export.py",
    "index/training/tuning.py",
}
HEAVY = (
    "onnxruntime",
    "argon2",
    "authlib",
    "joserfc",
    "httpx2",
    "torch",
    "sentence_transformers",
    "gradio",
    "langchain",
    "langchain_core",
    "openai",
    "mcp",
    "pypdf",
    "fastapi",
    "starlette",
    "prometheus_client",
    "anyio",
    "rich",
)


ADAPTERS = sorted((ROOT / "eval" / "adapters").glob("*.py"))
"""Other libraries, run where our dependencies are not: under no rule of doors."""


def _sources() -> list[Path]:
    found = [path for stage in STAGES for path in sorted((ROOT / stage).rglob("*.py"))]
    return [path for path in found if path not in ADAPTERS] + [ROOT / "ui.py"]


def _imported(path: Path) -> Iterator[str]:
    return (module.split(".")[0] for module in _modules(path))


def _modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            yield node.module or ""


def _names_imported(path: Path) -> Iterator[str]:
    """Modules, and what is taken of them, which may be modules too."""
    yield from _modules(path)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("path", _sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    stage = path.relative_to(ROOT).parts[0].removesuffix(".py")
    ours = {name for name in _imported(path) if name in {*STAGES, "ui", "tests"}}
    assert ours <= ALLOWED[stage]


@pytest.mark.parametrize("stage", LAYERS)
def test_the_layers_of_a_stage_import_downwards(stage: str) -> None:
    height = {name: at for at, names in enumerate(LAYERS[stage]) for name in names}
    upwards = []
    for path in sorted((ROOT / stage).rglob("*.py")):
        layer = path.relative_to(ROOT / stage).parts[0].removesuffix(".py")
        for module in _modules(path):
            top, _, below = module.partition(".")
            used = below.split(".")[0]
            if top == stage and used and used != layer and height[used] >= height[layer]:
                upwards.append(f"{layer} -> {module}")
    assert upwards == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    named = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in _sources()}
    graph = {name: named.keys() & {*_names_imported(path)} for name, path in named.items()}
    order = [*graphlib.TopologicalSorter(graph).static_order()]
    assert {*order} == {*named}


@pytest.mark.parametrize("library", DOORS)
def test_one_door_for_each_library(library: str) -> None:
    doors = {str(p.relative_to(ROOT)) for p in _sources() if library in set(_imported(p))}
    known = {DOORS[library], SECOND_DOORS.get(library, DOORS[library])}
    assert known <= doors <= {*known, *TRAINING}


@pytest.mark.parametrize("path", ADAPTERS, ids=lambda path: path.name)
def test_adapters_take_nothing_of_ours_but_their_protocol(path: Path) -> None:
    ours = {name for name in _modules(path) if name.split(".")[0] in {*STAGES, "ui", "tests"}}
    assert ours <= {"eval.protocol", "eval.adapters.minilm"}


def test_nothing_of_ours_imports_an_adapter() -> None:
    found = [p.name for p in _sources() for name in _modules(p) if name.startswith("eval.adapters")]
    assert found == []


def test_the_protocol_needs_the_standard_library_alone() -> None:
    assert set(_imported(ROOT / "eval" / "protocol.py")) <= sys.stdlib_module_names


def _modules_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {name.split(".")[0] for name in run.stdout.split()}


@pytest.mark.parametrize(
    "module", ["ingest.__main__", "index.__main__", "assistant.__main__", "eval.__main__"]
)
def test_a_command_starts_without_heavy_libraries(module: str) -> None:
    loaded = _modules_after(f"import {module}")
    shows_progress = module.startswith(("ingest", "index"))
    assert loaded.isdisjoint({name for name in HEAVY if not (shows_progress and name == "rich")})


def test_the_api_starts_without_what_agents_and_providers_need() -> None:
    needed = {"mcp", "mcp_types", "authlib", "joserfc", "httpx2"}
    assert needed.isdisjoint(_modules_after("import assistant.web.api, assistant.access.entry"))


@pytest.mark.parametrize("encoder", ["e5-fr", "e5-fr-4", "static-fr"])
def test_the_encoders_in_the_box_need_no_torch(encoder: str) -> None:
    encoding = f"load_encoder('{encoder}').encode(['un texte'])"
    loaded = _modules_after(f"from index.encoders.loading import load_encoder; {encoding}")
    assert {"torch", "sentence_transformers", "transformers"}.isdisjoint(loaded)


def test_one_source_names_a_network_client() -> None:
    """It asks the identity provider of the settings, and no other, who signs in; it is loaded
    where there is one."""
    clients = {"requests", "httpx", "httpx2", "urllib3", "aiohttp", "ftplib", "smtplib"}
    found = {p.name: clients & set(_imported(p)) for p in [*_sources(), *ADAPTERS]}
    assert {name: names for name, names in found.items() if names} == {"openid.py": {"httpx2"}}


def test_no_file_is_too_long() -> None:
    sources = [*_sources(), *ADAPTERS]
    lengths = {
        str(p.relative_to(ROOT)): len(p.read_text(encoding="utf-8").splitlines()) for p in sources
    }
    assert {name: lines for name, lines in lengths.items() if lines > 300} == {}
