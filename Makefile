# `make demo` and `make test` do all the set-up that Python packages need; `make system` installs the rest.
SHELL := /bin/sh
BIN := .venv/bin
ARGS ?=

.PHONY: help demo test test-slow lint bench system clean
help:
	@echo "make demo       the whole way in small: a bundled legacy site, migrated, searchable (ARGS=--once ends there)"
	@echo "make test       lint, types and tests"
	@echo "make test-slow  what takes long"
	@echo "make lint       ruff and mypy alone"
	@echo "make bench      paired measurements"
	@echo "make system     what needs the system's package manager: Chromium, Maven (asks first, unless CI=true)"

# PYTHON names the one to use; otherwise the quickest here that is new enough.
.venv/.ready: requirements.lock pyproject.toml
	@set -e; [ -x $(BIN)/python ] || { chosen="$${PYTHON:-$$(sh deploy/quickest-python.sh)}"; "$$chosen" -m venv .venv; }
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: .venv/.ready
	$(BIN)/comedie demo $(ARGS)

test: lint
	$(BIN)/python -m pytest -m "not slow" --numprocesses auto --dist loadfile $(ARGS)

test-slow: .venv/.ready
	$(BIN)/python -m pytest -m slow --numprocesses auto $(ARGS)

lint: .venv/.ready
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/mypy

bench: .venv/.ready
	@set -e; for each in benchmarks/[a-z]*.py; do echo "== $$each"; $(BIN)/python $$each $(ARGS); done

system:
	@sh deploy/system-packages.sh

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache demo-archive
