# Relève: every command a person or a machine needs. A bare Debian 12 with python3, python3-venv, make and git is enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKS := requirements/base.lock requirements/dev.lock requirements/web.lock requirements/cluster.lock
BENCH_VENV := .venv-bench
BENCH := $(BENCH_VENV)/bin/python
EXAMPLE := examples/marrakech-2025
RELEVE_LANG ?= en
WHEEL_DB_TESTS ?= tests/web
RELEVE := RELEVE_LANG=$(RELEVE_LANG) $(BIN)/releve

.DEFAULT_GOAL := help
.PHONY: help setup demo up down test journeys soak lint format text docs example pictures bench bench-large bench-web wheel upgrade-fixture lock clean

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
	@touch $@ $(VENV)/base.stamp $(VENV)/web.stamp

$(VENV)/web.stamp: requirements/web.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up .venv for the web system (once) ..."
	@$(PIP) install --require-hashes -r requirements/web.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/base.stamp

demo: $(VENV)/base.stamp ## plan the shipped example without and with the Moroccan nomination, and say what it changes
	@$(RELEVE) plan $(EXAMPLE) --out out/demo/without --without-commitment MAR-2025-IPO --without-commitment MAR-2025-HQ
	@$(RELEVE) plan $(EXAMPLE) --out out/demo/with --near out/demo/without
	@$(RELEVE) report out/demo/with --baseline out/demo/without

up: $(VENV)/web.stamp ## start the web system on this machine with the example (UP_OPTIONS="--port 9000 --empty")
	@$(RELEVE) up $(UP_OPTIONS)

down: $(VENV)/web.stamp ## stop it
	@$(RELEVE) down

test: $(VENV)/dev.stamp ## run the tests (no browser)
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not soak"

wheel-db-test: $(VENV)/dev.stamp ## run the tests of the web system once more, on the PostgreSQL of the wheel
	@RELEVE_PG_BIN=$$(PYTHONPATH=src $(BIN)/python -c "from releve_web.postgres import wheel_binaries; print(wheel_binaries().folder)") \
		$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not soak" $(WHEEL_DB_TESTS) --ignore tests/web/postgres --ignore tests/web/commands

journeys: $(VENV)/dev.stamp ## walk through the pages as each desk, in a browser (needs Chromium; installs Debian's when root)
	@PYTHONPATH=. $(BIN)/python tools/chromium.py
	@$(BIN)/python -m pytest -q tests/journeys --journeys -m "not soak"

soak: $(VENV)/dev.stamp $(BENCH_VENV)/bench.stamp ## run the long tests
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal -m soak --ignore tests/bench
	@PYTHONPATH=$$($(BENCH) -c "import sysconfig; print(sysconfig.get_paths()['purelib'])") $(BIN)/python -m pytest -q -n 2 tests/bench
	@$(MAKE) wheel-db-test
	@PYTHONPATH=. $(BIN)/python tools/chromium.py
	@$(BIN)/python -m pytest -q tests/journeys --journeys -m soak

lint: $(VENV)/dev.stamp ## lint, types, direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/dev.stamp ## format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

text: $(VENV)/dev.stamp ## renew the text catalogue after a sentence has changed
	@$(BIN)/python -m releve.text.build
	@RELEVE_ENV=test $(BIN)/python -m releve_web.catalogue_build

docs: $(VENV)/dev.stamp ## renew the pages of the reference that are written from the code
	@for page in tools/*_page.py; do PYTHONPATH=. $(BIN)/python $$page; done

example: $(VENV)/base.stamp ## renew the shipped examples after their generators have changed
	@rm -rf $(EXAMPLE)
	@$(RELEVE) synthesise $(EXAMPLE)
	@$(BIN)/python tools/assembly_example.py

pictures: demo $(VENV)/dev.stamp ## photograph the report and the pages for the docs (needs Chromium; installs Debian's when root)
	@PYTHONPATH=. $(BIN)/python tools/pictures.py out/demo/with/report.html
	@PYTHONPATH=. $(BIN)/python tools/page_pictures.py

$(BENCH_VENV)/bench.stamp: requirements/bench.lock pyproject.toml
	@test -x $(BENCH) || $(PYTHON) -m venv $(BENCH_VENV)
	@echo "Setting up .venv-bench with the solvers to compare with (once) ..."
	@$(BENCH) -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/bench.lock
	@$(BENCH) -m pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation --editable .
	@touch $@

bench: $(BENCH_VENV)/bench.stamp ## measure the planner and other solvers on fresh registers, readers of communiqués, and timetables (half an hour; more: BENCH_OPTIONS)
	@$(BENCH) benchmarks/screening.py
	@$(BENCH) benchmarks/reading.py
	@$(BENCH) -m benchmarks.communique
	@$(BENCH) -m benchmarks.assembly
	@$(BENCH) -m benchmarks.planning $(BENCH_OPTIONS)

bench-large: $(BENCH_VENV)/bench.stamp ## measure the planner on 100,000 and on a million officers (half an hour; more: BENCH_OPTIONS)
	@$(BENCH) -m benchmarks.planning.large $(BENCH_OPTIONS)

bench-web: $(VENV)/dev.stamp ## measure pages with a million officers and sixteen people at once (five minutes)
	@PYTHONPATH=. $(BIN)/python -m benchmarks.web $(BENCH_OPTIONS)

wheel: $(VENV)/dev.stamp ## build the wheel into dist/ and try it in an empty environment
	@rm -rf build dist
	@$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .
	@PYTHONPATH=. $(BIN)/python tools/wheel_check.py dist/releve-*.whl

upgrade-fixture: $(VENV)/dev.stamp ## keep what this version's database looks like, for the tests of later upgrades (once a release)
	@$(BIN)/python tools/upgrade_fixture.py tests/web/upgrades/releve-$$($(BIN)/python -c "import releve; print(releve.__version__)").releve

lock: ## renew the hashed locks (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade pyproject.toml requirements/build.in -o requirements/base.lock
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade --extra dev -c requirements/base.lock pyproject.toml requirements/build.in -o requirements/dev.lock
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade --extra web --extra demo-db -c requirements/base.lock pyproject.toml requirements/build.in -o requirements/web.lock
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade --extra cluster -c requirements/base.lock pyproject.toml requirements/build.in -o requirements/cluster.lock
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade --extra speed --extra bench -c requirements/base.lock pyproject.toml requirements/build.in -o requirements/bench.lock

clean: ## remove what the commands above made
	@rm -rf $(VENV) $(BENCH_VENV) out build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
