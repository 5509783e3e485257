# `make help` lists what there is. Everything runs in .venv, which is made when it is missing.

PYTHON ?= python3
BIN := .venv/bin
DONE := .venv/.installed

PINS = $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command 'make pins' $(if $(UPGRADE),--upgrade)
RUNTIME = $(shell sed -n 's/^\([a-z0-9-]*\)==.*/\1/p' requirements.txt | sort -u)
# Advisories that do not apply; docs/dependencies.md says why.
KNOWN = --ignore-vuln CVE-2022-29217 --ignore-vuln CVE-2026-32597

.DEFAULT_GOAL := help
.PHONY: help install demo asks test chaos fuzz bench check screenshots format pins audit clean

help: ## List these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

install: $(DONE) ## Make .venv with everything in it

demo: $(DONE) ## Talk to the bot in your browser, in a pretend Webex (ASK="pmr" or TERMINAL=1: here)
	@$(BIN)/python -m bot.sandbox  # make hands ASK, AS, IN, TERMINAL, PORT and NO_BROWSER on

asks: $(DONE) ## Try a list of what people type at the demonstration (FILE=lines.tsv)
	@$(BIN)/python -m tests.chat.asks $(or $(FILE),tests/chat/asks.tsv)

test: $(DONE) ## Run the tests
	$(BIN)/python -m pytest

chaos: $(DONE) ## Break the bot on purpose and count (DATABASE_URL= for PostgreSQL)
	$(BIN)/python -m tests.chaos

fuzz: $(DONE) ## Send the bot what nobody means well with (FUZZ="--seed 1 --only 7" repeats)
	$(BIN)/python -m tests.fuzz $(FUZZ)

bench: $(DONE) ## Measure the bot beside floors and others, and write docs/performance.md
	$(BIN)/python -m pytest -q -o python_functions='measure_*' bench/micro/*.py
	$(BIN)/python -m bench $(BENCH)

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

pins: $(DONE) ## Write the requirements files anew, with hashes (UPGRADE=1: the newest versions)
	$(BIN)/pip install --quiet uv
	$(PINS) pyproject.toml --output-file requirements.txt
	$(PINS) --group dev --constraints requirements.txt --output-file requirements-dev.txt

audit: $(DONE) ## Report the licences and the known vulnerabilities of what runs
	$(BIN)/pip-licenses --order=license --packages $(RUNTIME)
	@$(PYTHON) -m venv .venv/audit && .venv/audit/bin/pip install --quiet --upgrade pip-audit
	@.venv/audit/bin/pip-audit --strict --disable-pip --requirement requirements.txt $(KNOWN) $(AUDIT) \
		|| { echo 'An advisory needs a look, or the database cannot be reached: docs/dependencies.md'; exit 1; }

clean: ## Remove .venv and what the tools leave behind
	rm -rf .venv .bench tests/browser/node_modules .benchmarks .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(DONE): requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Roomdesk needs Python 3.11 or newer: make PYTHON=python3.12 …'; exit 1; }
	@$(PYTHON) -m venv .venv \
		|| { echo 'Python cannot make a virtual environment: install python3-venv.'; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 \
		--requirement requirements.txt --requirement requirements-dev.txt
	@touch $(DONE)
