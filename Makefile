# `make help` lists what there is. Everything runs in .venv, which is made when it is missing.

PYTHON ?= python3
BIN := .venv/bin
DONE := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help install demo test chaos fuzz check screenshots format pins clean

help: ## List these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

install: $(DONE) ## Make .venv with everything in it

demo: $(DONE) ## Talk to the bot in your browser, in a pretend Webex (ASK="pmr" or TERMINAL=1: here)
	@$(BIN)/python -m bot.sandbox  # make hands ASK, AS, IN, TERMINAL, PORT and NO_BROWSER on

test: $(DONE) ## Run the tests
	$(BIN)/python -m pytest

chaos: $(DONE) ## Break the bot on purpose and count (DATABASE_URL= for PostgreSQL)
	$(BIN)/python -m tests.chaos

fuzz: $(DONE) ## Send the bot what nobody means well with (FUZZ="--seed 1 --only 7" repeats)
	$(BIN)/python -m tests.fuzz $(FUZZ)

check: $(DONE) ## Run what CI runs: format, lint, types, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) test

screenshots: $(DONE) ## Take the pictures in docs/pictures anew
	$(BIN)/python -m tests.browser.screenshots

format: $(DONE) ## Put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

pins: $(DONE) ## Write the requirements files anew, with the newest versions
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --upgrade --python-version 3.11 \
		--custom-compile-command 'make pins' pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --universal --upgrade --python-version 3.11 \
		--custom-compile-command 'make pins' --group dev --constraints requirements.txt \
		--output-file requirements-dev.txt

clean: ## Remove .venv and what the tools leave behind
	rm -rf .venv tests/browser/node_modules .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(DONE): requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Roomdesk needs Python 3.11 or newer: make PYTHON=python3.12 …'; exit 1; }
	@$(PYTHON) -m venv .venv \
		|| { echo 'Python cannot make a virtual environment: install python3-venv.'; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 \
		--requirement requirements.txt --requirement requirements-dev.txt
	@touch $(DONE)
