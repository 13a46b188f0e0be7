# What a newcomer needs: make run, make test, make up, make clean.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
SOURCES ?=
STORE ?=
PAGES ?=

VENV := .venv
BIN := $(VENV)/bin
# Stamps: what they were made from decides whether they are made again.
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
BROWSER := $(VENV)/.browser

.PHONY: help run test bench up lock clean

help: ## show this
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' Makefile

run: $(INSTALLED) ## read articles and publish a release, through Airflow; SOURCES=FOLDER (one), STORE=FOLDER
	@$(BIN)/yesan run --airflow $(if $(STORE),--store "$(STORE)") $(if $(SOURCES),"$(SOURCES)")

test: $(INSTALLED_DEV) $(BROWSER) ## all that checks the project: lint, types, SQL, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint dbt_project
	$(BIN)/pytest -n 2 --dist worksteal

bench: $(INSTALLED_DEV) ## how fast and how well pages and figures are read, beside others; PAGES=FOLDER (more pages)
	@$(BIN)/python -m benchmarks.figures $(if $(PAGES),"$(PAGES)")
	@$(BIN)/python -m benchmarks.pages $(if $(PAGES),"$(PAGES)")

up: $(INSTALLED) ## Airflow with its UI on this machine alone, and the daily schedule
	@$(BIN)/yesan up

clean: ## remove what the others made: environment, state, store, caches
	@for path in $(VENV) .yesan store dbt_project/target dbt_project/logs .mypy_cache .ruff_cache .pytest_cache .hypothesis; do \
	  if [ -e "$$path" ]; then rm -rf "$$path"; echo "removed $$path"; fi; \
	done
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "clean"

# Names, versions and hashes; no addresses.
lock: $(INSTALLED_DEV) ## choose newer dependencies: write the lock files anew
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --extra dev --extra bench pyproject.toml -o requirements-dev.lock
	echo uv | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-annotate - -o requirements-uv.lock

$(BIN)/uv: requirements-uv.lock
	@command -v $(PYTHON) > /dev/null || { echo "error: $(PYTHON) is not installed; Python 3.11 to 3.13 is needed (PYTHON=… names another)"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { echo "error: $$($(PYTHON) --version) does not fit: Python 3.11 to 3.13 is needed (PYTHON=… names another)"; exit 2; }
	@test -x $(BIN)/python || { echo "making $(VENV)"; $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@touch $@

$(INSTALLED): $(BIN)/uv requirements.lock pyproject.toml
	@echo "installing the locked dependencies (once)"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --compile-bytecode -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(INSTALLED_DEV): $(INSTALLED) requirements-dev.lock
	@echo "installing the tools that check the project (once)"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

# What the tests of the report need of Debian: a browser, and letters for Korean.
$(BROWSER): $(INSTALLED_DEV)
	@missing=; command -v chromium > /dev/null || missing=chromium; \
	fc-list :lang=ko 2> /dev/null | grep -q . || missing="$$missing fonts-noto-cjk"; \
	if [ -n "$$missing" ]; then \
	  as_root=; if [ "$$(id -u)" != 0 ]; then as_root="sudo -n"; fi; \
	  command -v apt-get > /dev/null && $$as_root true 2> /dev/null || { echo "error: the tests need $$missing, and this user cannot install it: as root, apt-get install $$missing"; exit 2; }; \
	  echo "installing $$missing (once)"; \
	  $$as_root apt-get update -qq; \
	  DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -qq -y --no-install-recommends $$missing > /dev/null; \
	fi
	@touch $@
