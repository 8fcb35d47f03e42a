# iot-lab: `make run` shows the kit, `make test` proves it, `make check` is what a release must pass.
# Nothing is installed outside this folder; a second run starts at once.

.DEFAULT_GOAL := help
SHELL := /bin/sh

# The first Python that is recent enough; `make PYTHON=/path/to/python run` chooses another.
PYTHON ?= $(firstword $(foreach name,python3.13 python3.12 python3.11 python3 python,\
	$(shell $(name) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
# Many short programs run here: each reads what the first has compiled, also where the system would forbid to keep it.
export PYTHONDONTWRITEBYTECODE :=
VENV := .venv
BIN := $(VENV)/bin
# Files of tests share the cores, and a third one waits for boards and pages meanwhile; `make test ARGS="-n 0"` runs them one after the other.
PYTEST := $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder
BUILD_SOURCES := $(wildcard pyproject.toml build_hook/*.py dashboard/package-lock.json dashboard/build.mjs firmware/lib/*.py firmware/lib/kit/*.py \
	iot_lab/simulator/guest/*.py iot_lab/simulator/guest/*/*.py \
	dashboard/catalogues/*.po dashboard/catalogues/click/*.po dashboard/styles/* dashboard/icons/* dashboard/src/* dashboard/src/*/*)

.PHONY: help run test check build lint types audit thorough bench screenshots clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .make/run iot-lab ## Install everything here, start the kit with simulated boards, open the browser
	@./iot-lab up --simulate 3 $(ARGS)

test: .make/dev ## Prove the kit in some five minutes: all tests that this machine allows, but the long ones of `make check`
	@$(PYTEST) -m "not long" $(ARGS)

check: .make/dev lint ## Lint, strict types, import rules, content audit, then every test
	@$(MAKE) --no-print-directory -j 2 types audit
	@$(PYTEST) $(ARGS)

lint: .make/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

types: .make/dev
	$(BIN)/mypy
	$(BIN)/python -m build_hook types
	$(BIN)/python -m build_hook board-types

audit: .make/dev
	$(BIN)/iot-lab audit

thorough: .make/dev ## What a release needs beside check: every right style on twelve draws, hints on learners' programs
	$(BIN)/iot-lab audit --thorough
	$(BIN)/python bench/hints.py tests/mistakes

build: .make/dev ## Rebuild pages, catalogues and MicroPython runtime where their sources changed
	@$(BIN)/python -m build_hook

bench: .make/dev ## Run every benchmark, the short way, one after the other
	@for program in broker broker_fuzz hub simulator grading hints learning recording flashing pages pages_flood live many_rooms many_sites home; do $(BIN)/python bench/$$program.py --quick || failed=1; done; exit $${failed:-0}

screenshots: .make/dev ## Take the pictures of the README again
	@$(BIN)/python docs/screenshot.py

clean: ## Remove what was installed and built here (never your data)
	rm -rf $(VENV) .make iot-lab iot_lab/_built dashboard/node_modules bench/.environments .mypy_cache .ruff_cache .pytest_cache

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "iot-lab needs Python 3.11 or later, with its venv module, and found none."; \
		echo "  Debian, Ubuntu, Raspberry Pi OS: sudo apt install python3 python3-venv"; \
		echo "  Fedora: sudo dnf install python3      macOS: brew install python"; \
		echo "  then run the same command again."; exit 1; fi
	@$(PYTHON) -m venv $(VENV)

# Commands can be typed without touching the PATH.
iot-lab:
	@printf '#!/bin/sh\n# The command of this folder, written by make.\nexec env IOT_LAB_COMMAND="$$0" "$$(dirname "$$0")/$(BIN)/iot-lab" "$$@"\n' > $@
	@chmod +x $@
	@echo "Commands are typed as ./iot-lab in this folder (./iot-lab --help lists them)."

.make/run: $(BIN)/python $(BUILD_SOURCES)
	@if [ -e .make/dev ]; then $(BIN)/python -m build_hook; else \
		echo "Installing iot-lab in $(VENV) (a few minutes the first time)..."; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . ; fi
	@mkdir -p .make && touch $@

.make/dev: $(BIN)/python $(BUILD_SOURCES)
	@echo "Installing iot-lab and its workshop tools in $(VENV) (a few minutes the first time)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@$(BIN)/python tests/fetch_packages.py
	@$(BIN)/python -m tests.rigs.axe_core >/dev/null
	@mkdir -p .make && touch $@
