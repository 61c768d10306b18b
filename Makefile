# Chuangcheng. `make` alone lists every command.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: help setup lock

help:  ## list these commands
	@sed -nE 's/^([a-z0-9-]+):.*## (.*)$$/\1\t\2/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r name text; do printf '  make %-14s %s\n' "$$name" "$$text"; done

# -- environment ----------------------------------------------------------------------------------

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# What is needed to build and run: the pinned run-time packages, the build backend, Node, Babel.
$(VENV)/.stamp-build: $(BIN)/python requirements/build.txt pyproject.toml tools/build_hook.py
	$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements/build.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# What is needed to test and check as well.
$(VENV)/.stamp-dev: $(VENV)/.stamp-build requirements/dev.txt
	$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements/dev.txt
	@touch $@

setup: $(VENV)/.stamp-dev  ## make .venv with every pinned package and the program itself

COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11
lock: $(BIN)/uv  ## renew the pins in requirements/ (UPGRADE=--upgrade takes newer releases)
	$(COMPILE) $(UPGRADE) pyproject.toml -o requirements/runtime.txt
	$(COMPILE) $(UPGRADE) requirements/build.in -o requirements/build.txt
	$(COMPILE) $(UPGRADE) requirements/dev.in -o requirements/dev.txt

$(BIN)/uv:
	$(MAKE) setup
