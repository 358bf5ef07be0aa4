# Two commands do everything on a fresh machine with Python 3.11 and make: `make demo` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# What stands in the wheel; a change to any of it makes the wheel anew.
SOURCE := $(shell find src -type f -not -name '*.pyc' 2>/dev/null) pyproject.toml README.md LICENSE NOTICE
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
OUT    := out/demo

.PHONY: demo test lint bench train schema lock clean help

help:           ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

demo: $(VENV)/.wheel            ## set everything up, build the dossier of the example, and say where it is
	@$(BIN)/recount demo -o $(OUT)

test: $(VENV)/.dev $(VENV)/.wheel       ## set everything up and run the tests, on the built wheel
	$(BIN)/python -m pytest

lint: $(VENV)/.dev $(VENV)/.wheel       ## types and style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev $(VENV)/.wheel      ## accuracy, noise and speed on the shared data; fails where a pinned floor is not held
	$(BIN)/python -m benchmarks

train: $(VENV)/.dev $(VENV)/.wheel      ## learn anew what is learned: places, then the confidence of claims
	PYTHONPATH=src $(BIN)/python -m tools.train_places
	PYTHONPATH=src $(BIN)/python -m tools.train_confidence

schema: $(VENV)/.wheel          ## write the published JSON Schema anew
	$(BIN)/python -c 'import json; from recount.model import schema; print(json.dumps(schema(), indent=2))' \
	  > docs/schema/dossier.schema.json

lock: $(VENV)/.dev              ## pin the dependencies anew, with hashes and without any address
	$(PIP) install uv
	$(BIN)/uv pip compile --quiet --universal --upgrade --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-emit-find-links --group dev pyproject.toml --output-file requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-emit-find-links --group build pyproject.toml --constraint requirements/dev.txt \
	  --output-file requirements/run.txt

clean:          ## remove what was made
	rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Recount needs Python 3.11 or later: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: requirements/run.txt | $(VENV)/.made
	$(PIP) install --require-hashes --requirement requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt | $(VENV)/.made
	$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@ $(VENV)/.run

$(VENV)/.wheel: $(SOURCE) | $(VENV)/.run
	@rm -rf dist
	$(BIN)/hatchling build --target wheel
	$(PIP) install --no-deps --force-reinstall dist/*.whl
	@touch $@
