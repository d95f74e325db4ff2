# Relève: every command a person or a machine needs. A bare Debian 12 with python3, python3-venv, make and git is enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKS := requirements/base.lock requirements/dev.lock
EXAMPLE := examples/marrakech-2025
RELEVE_LANG ?= en

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format text docs pictures lock bench soak clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/dev.stamp ## set up .venv with everything a developer needs

$(VENV)/base.stamp: requirements/base.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up .venv (once) ..."
	@$(PIP) install --require-hashes -r requirements/base.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up .venv for development (once) ..."
	@$(PIP) install --require-hashes -r requirements/dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/base.stamp

demo: $(VENV)/base.stamp ## plan the shipped example without and with the Moroccan nomination, and say what it changes
	@$(BIN)/releve --lang $(RELEVE_LANG) demo $(EXAMPLE) --out out/demo

test: $(VENV)/dev.stamp ## run the tests (no browser)
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not soak"

soak: $(VENV)/dev.stamp ## run the long tests
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal -m soak

lint: $(VENV)/dev.stamp ## lint, types, direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/dev.stamp ## format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: ## renew the hashed locks (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade pyproject.toml requirements/build.in -o requirements/base.lock
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade --extra dev -c requirements/base.lock pyproject.toml requirements/build.in -o requirements/dev.lock

clean: ## remove what the commands above made
	@rm -rf $(VENV) out build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
