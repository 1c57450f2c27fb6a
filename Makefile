# Everything Attune needs done, by name. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi
WORDS := app/translations
# auto: browser tests run where a Chromium is found; required: they fail where none is.
BROWSER ?= auto
PYTEST_ARGS ?=
BENCH_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run setup test check words fuzz bench mutation clean

help: ## list these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1|\2/' | column -t -s '|'

run: setup ## set everything up and serve on http://127.0.0.1:8000
	@exec $(BIN)/gunicorn --config app/serving.py wsgi:app

setup: $(VENV)/.installed ## make the environment; bring database, vocabulary, places and listings up to date
	@$(FLASK) schema upgrade
	@$(FLASK) vocabulary load
	@$(FLASK) places load
	@$(FLASK) demo load --if-empty

$(VENV)/.installed: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Attune needs Python 3.11 or newer.")'
	@echo "Setting up the environment in $(VENV) (about a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.installed-tests: requirements-test.lock $(VENV)/.installed
	@echo "Setting up the tools for tests (about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

test: $(VENV)/.installed-tests ## run all tests, on SQLite and on PostgreSQL
	@$(BIN)/python -m pytest --numprocesses 2 --browser $(BROWSER) $(PYTEST_ARGS)

check: $(VENV)/.installed-tests ## ruff, mypy, djlint
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/djlint app/templates --quiet --lint

words: $(VENV)/.installed ## bring the catalogues of other languages up to date with the sources, and compile them
	@$(BIN)/pybabel -q extract -F pyproject.toml -k _l -k lazy_gettext --no-location --sort-output -o $(WORDS)/messages.pot .
	@$(BIN)/pybabel -q update -i $(WORDS)/messages.pot -d $(WORDS) --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date -w 120
	@rm $(WORDS)/messages.pot
	@$(BIN)/pybabel -q compile -d $(WORDS)

fuzz: $(VENV)/.installed-tests ## schemathesis with all its checks over our own API; EXAMPLES=2000 for more
	@$(BIN)/python -m tests.api.fuzzing $(EXAMPLES)

bench: $(VENV)/.installed-tests ## measure, beside other engines too; into tests/benchmarks/RESULTS.md
	@$(BIN)/python -m tests.benchmarks $(BENCH_ARGS)

mutation: $(VENV)/.installed-tests ## change the code and see whether a test notices; into the same file
	@$(BIN)/python -m tests.mutation

clean: ## remove the environment and what was built, not the data in instance/
	@rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis
