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

# The newest Python of at least 3.11 that can make an environment.
.venv/.ready: requirements.lock pyproject.toml
	@set -e; for python in python3.13 python3.12 python3.11 python3; do \
	  if command -v $$python >/dev/null 2>&1 && $$python -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then found=$$python; break; fi; done; \
	if [ -z "$$found" ]; then echo "Il faut Python 3.11 ou plus récent, avec son module venv (sous Debian : apt install python3-venv)." >&2; exit 2; fi; \
	[ -x $(BIN)/python ] || $$found -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
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
