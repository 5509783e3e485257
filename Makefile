# `make help` lists what there is. Everything runs in .venv, which is made when it is missing:
# what the bot runs on, what the tests need besides, and what the checks need besides that.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run
TEST := $(VENV)/.test
CHECK := $(VENV)/.check

# No resolver: each list is complete, and pip takes the files whose hashes are in it and no others.
# Warnings of Python's kind are pip's plans for itself; what it warns of as it installs is still shown.
INSTALL = $(BIN)/python -W ignore -m pip install --quiet --disable-pip-version-check \
	--no-deps --require-hashes --only-binary :all: --no-build-isolation --use-pep517
define install
	@echo 'Installing $(1)'
	@$(INSTALL) --requirement $(1) || { echo "$$INSTALL_FAILED" >&2; exit 1; }
endef
define INSTALL_FAILED

Installing stopped, and pip says above why. `make` again goes on from here.
- A connection that was broken, or a certificate: is there a network? PIP_INDEX_URL=https://… names
  another index, PIP_CERT=… the certificates of a proxy.
- "No matching distribution": there is no file of that package for this Python or this system. The
  bot is tested with Python 3.11 to 3.13 on Linux: make clean, then make PYTHON=python3.12 …
- "Do not match the hashes": this is not the file that was released. Ask who runs the index.
endef
export INSTALL_FAILED

PINS = .venv/pins/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--only-binary :all: --no-binary webexteamssdk \
	--custom-compile-command 'make pins' $(if $(UPGRADE),--upgrade)
RUNTIME = $(shell sed -n 's/^\([a-z0-9-]*\)==.*/\1/p' requirements.txt | sort -u)
# Advisories that do not apply; docs/dependencies.md says why.
KNOWN = --ignore-vuln CVE-2022-29217 --ignore-vuln CVE-2026-32597

.DEFAULT_GOAL := help
.PHONY: help install demo asks test chaos fuzz bench check fresh screenshots format pins audit release clean

help: ## List these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

install: $(RUN) ## Make .venv with what the bot runs on, and nothing else

demo: $(RUN) ## Talk to the bot in your browser, in a pretend Webex (TERMINAL=1, ASK="pmr": here)
	@$(BIN)/python -m bot.sandbox  # make hands ASK, AS, IN, TERMINAL, EVENTS, OWN_BOT, PORT and NO_BROWSER on

asks: $(TEST) ## Try a list of what people type at the demonstration (FILE=lines.tsv)
	@$(BIN)/python -m tests.chat.asks $(or $(FILE),tests/chat/asks.tsv)

# Two workers more than cores, for much is waited for; and no other order than tests/conftest.py's.
WORKERS := $(shell expr $$(nproc) + 2)
PYTEST = $(BIN)/python -m pytest --no-loadscope-reorder --maxprocesses 6 -n $(WORKERS)
# What starts a process or a browser; tests/conftest.py keeps it there.
APART = browser chaos live

test: $(TEST) ## Run the tests that need no browser and start no process
	@echo 'make test: all tests but those in tests/ $(APART); about 3 minutes on two cores.'
	@echo 'Left to make check: those, which start processes or a browser, and the linters.'
	$(PYTEST) $(addprefix --ignore=tests/,$(APART))

chaos: $(TEST) ## Break the bot on purpose and count (ROW="clock": these rows; DATABASE_URL=: PostgreSQL)
	$(BIN)/python -m tests.chaos

fuzz: $(TEST) ## Send the bot hostile and broken input (FUZZ="--seed 1 --only 7" repeats)
	$(BIN)/python -m tests.fuzz $(FUZZ)

bench: $(CHECK) ## Measure the bot beside floors and others, and write docs/performance.md
	$(BIN)/python -m bench $(BENCH)

check: $(CHECK) ## Run what CI runs: format, lint, types, and all tests
	@echo 'make check: ruff, mypy and all tests; about 8 minutes on two cores.'
	@echo 'Left out: make bench, and the long forms of make chaos and make fuzz.'
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@# What this compiles, each worker would compile for itself.
	@$(BIN)/python -m pytest --collect-only -qq >/dev/null || true
	$(PYTEST)

screenshots: $(CHECK) ## Take the pictures in docs/pictures again
	$(BIN)/python -m tests.browser.screenshots

format: $(CHECK) ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

fresh: ## Install and test on each other Python here, with the newest pip
	$(PYTHON) .ci/fresh.py

pins: ## Write the requirements files again, with hashes (UPGRADE=1: the newest versions)
	@$(PYTHON) -m venv .venv/pins && .venv/pins/bin/pip install --quiet --upgrade uv
	$(PINS) --group build --output-file requirements/build.txt
	$(PINS) pyproject.toml --output-file requirements.txt
	@# In this order: for pip, ":all:" takes back what was said before it.
	@printf '%s\n' '--only-binary :all:' '--no-binary webexteamssdk' | cat - requirements.txt >.venv/pins/list
	@cp .venv/pins/list requirements.txt
	$(PINS) --group test --constraints requirements.txt --output-file requirements/test.txt
	$(PINS) --group check --constraints requirements.txt --constraints requirements/test.txt \
		--output-file requirements/check.txt
	$(PINS) tests/live/sdks/requirements.in --output-file tests/live/sdks/requirements.txt

audit: $(CHECK) ## Report the licences and the known vulnerabilities of what runs
	$(BIN)/pip-licenses --order=license --packages $(RUNTIME)
	@$(PYTHON) -m venv .venv/audit && .venv/audit/bin/pip install --quiet --upgrade pip-audit
	@.venv/audit/bin/pip-audit --strict --disable-pip --requirement requirements.txt $(KNOWN) $(AUDIT) \
		|| { echo 'An advisory needs a look, or the database cannot be reached: docs/dependencies.md'; exit 1; }

release: ## Check that the version, CHANGELOG.md and the tag agree (VERSION=0.3.0)
	@$(PYTHON) .ci/release.py "$(VERSION)"

clean: ## Remove .venv and what the tools leave behind
	rm -rf .venv .bench .sdks tests/browser/node_modules .benchmarks .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Roomdesk needs Python 3.11 or newer: make PYTHON=python3.12 …'; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV) \
		|| { echo 'Python cannot make a virtual environment: apt-get install python3-venv.'; exit 1; }
	@touch $@

$(RUN): requirements/build.txt requirements.txt | $(VENV)/.made
	$(call install,requirements/build.txt)
	$(call install,requirements.txt)
	@touch $@

$(TEST): requirements/test.txt $(RUN)
	$(call install,requirements/test.txt)
	@touch $@

$(CHECK): requirements/check.txt $(TEST)
	$(call install,requirements/check.txt)
	@touch $@
