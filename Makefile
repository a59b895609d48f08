# Needs Python 3.11 or newer and make. uv is used where it is installed, and otherwise put into .tools/.
# The packages are fetched once; after that nothing here needs the network, unless pyproject.toml or uv.lock change.

PYTHON ?= python3
TOOLS := .tools
UV := $(or $(shell uv --version >/dev/null 2>&1 && command -v uv),$(TOOLS)/bin/uv)
BIN := .venv/bin
READY := .venv/.ready

export UV_PYTHON_DOWNLOADS := never
export UV_PYTHON := $(PYTHON)

.PHONY: demo test setup train weights evaluate bench clean

demo: $(READY)
	$(BIN)/sayso read examples/harbour.txt --published 2024-03-12 --outlet "Harbour Post"

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

setup: $(READY)

$(READY): pyproject.toml uv.lock | $(UV)
	$(UV) sync --locked
	touch $@

$(TOOLS)/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Sayso needs Python 3.11 or newer; name one with make PYTHON=..." >&2; exit 1; }
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/python -m pip install --quiet uv

train: $(READY)
	$(UV) run --group training python -m training.train --out build/reader
	$(UV) run --group training python -m training.train --start build/reader/reader.pt --narrow --out build/narrow
	$(UV) run --group training python -m training.train --start build/narrow/reader.pt --teachers build/reader/reader.pt build/narrow/reader.pt --out build/taught

weights: $(READY)
	$(UV) run --group training python -m training.export

evaluate: $(READY)
	$(UV) run --group dev python -m benchmarks.evaluate --write docs/tables

bench: $(READY)
	$(UV) run --group bench python -m benchmarks.speed --write docs/tables

clean:
	rm -rf .venv $(TOOLS) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
