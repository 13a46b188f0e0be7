# What a newcomer needs: make run, make test, make up, make clean.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
SOURCES ?=
STORE ?=

VENV := .venv
BIN := $(VENV)/bin
# Stamps: what they were made from decides whether they are made again.
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev

.PHONY: help run test up lock clean

help: ## show this
	@echo "make run  [SOURCES=FOLDER] [STORE=FOLDER]   read the articles and publish a release, through Airflow"
	@echo "make test                                   tests, lint, types: all that checks the project"
	@echo "make up                                     Airflow with its UI on this machine, and the daily schedule"
	@echo "make clean                                  remove what the others made"
	@echo "make lock                                   write the lock files anew from pyproject.toml"

run: $(INSTALLED) ## one run through Airflow
	@$(BIN)/yesan run --airflow $(if $(STORE),--store "$(STORE)") $(SOURCES)

test: $(INSTALLED_DEV) ## everything that checks the project
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint dbt_project
	$(BIN)/pytest -n 2

up: $(INSTALLED) ## Airflow with its UI
	@$(BIN)/yesan up

clean: ## remove environment, state, store and caches
	@for path in $(VENV) .yesan store dbt_project/target dbt_project/logs .mypy_cache .ruff_cache .pytest_cache .hypothesis; do \
	  if [ -e "$$path" ]; then rm -rf "$$path"; echo "removed $$path"; fi; \
	done
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "clean"

# Names, versions and hashes; no addresses.
lock: $(INSTALLED_DEV) ## write the lock files anew
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --extra dev pyproject.toml -o requirements-dev.lock
	echo uv | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-annotate - -o requirements-uv.lock

$(BIN)/uv: requirements-uv.lock
	@command -v $(PYTHON) > /dev/null || { echo "error: $(PYTHON) is not installed; Python 3.11 or newer is needed (PYTHON=… names another)"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "error: $$($(PYTHON) --version) is too old; Python 3.11 to 3.13 is needed (PYTHON=… names another)"; exit 2; }
	@test -x $(BIN)/python || { echo "making $(VENV)"; $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@touch $@

$(INSTALLED): $(BIN)/uv requirements.lock pyproject.toml
	@echo "installing the locked dependencies (once)"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q -j 0 $(VENV)/lib > /dev/null 2>&1 || true
	@touch $@

$(INSTALLED_DEV): $(INSTALLED) requirements-dev.lock
	@echo "installing the tools that check the project (once)"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@
