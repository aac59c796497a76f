# make try: the whole product on this machine, nothing to set up.   make test: all tests.   make: what else there is.
PYTHON ?= python3
PY := .venv/bin/python
SHELL := /bin/bash
SHARE ?= 1
CATALOGUE := locales/zh_Hans_CN/LC_MESSAGES/messages
INSTALL := $(PYTHON) -m pip --python $(PY) install --quiet --disable-pip-version-check
LOCK := .venv/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header

.PHONY: help try test coverage check format bench crash soak messages screenshot lock heic

help: ## what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

try: .venv/installed ## the real bot and a chat page on this machine, with invented example data; PLAN=xizang-2022 tries another plan
	@.venv/bin/xiaohao try $(PLAN)

test: .venv/installed-dev ## all tests, on every core; those that take longer than 5 seconds are named
	@$(PY) -m pytest --numprocesses=auto --dist=loadfile --durations=10 --durations-min=5

coverage: .venv/installed-dev ## all tests, and how much of the code they run, branch by branch; fails below the floor in pyproject.toml
	@$(PY) -m pytest --numprocesses=auto --dist=loadfile --cov --cov-report=term

check: .venv/installed-dev ## format, lint, types, and which way imports go
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/ruff check --quiet .
	@.venv/bin/mypy
	@.venv/bin/mypy --explicit-package-bases $(shell find tests -name '*.py' -not -name 'test_*')
	@.venv/bin/lint-imports --no-cache

format: .venv/installed-dev ## put the code in shape
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

bench: .venv/installed-dev ## measure speed beside plainer ways; writes docs/performance.md
	@$(PY) -m bench

crash: .venv/installed-dev ## kill the bot 200 times at random moments under load, ten minutes at most; count what is lost or doubled
	@$(PY) -m tests.crash

soak: .venv/installed-dev ## the long tests, an hour at most; a tenth of them: make soak SHARE=0.1
	@$(PY) -m tests.soak --share $(SHARE)

messages: .venv/installed-dev ## find the texts in the code, update the Chinese catalogue, compile it
	@$(PY) -m scripts.messages

screenshot: .venv/installed-dev ## the pictures of README, from the running product (needs Chromium)
	@$(PY) -m scripts.screenshots

heic: .venv/installed ## what shows HEIC pictures as photos; optional, its wheel is under the GPL (docs/decisions)
	@$(INSTALL) --require-hashes -r requirements-heic.txt

lock: .venv/installed-dev ## the newest allowed dependencies into requirements*.txt and THIRD_PARTY.md
	@$(INSTALL) uv
	@$(LOCK) --upgrade --group build --output-file requirements.txt
	@$(LOCK) --upgrade --extra heic --constraint requirements.txt --output-file requirements-heic.txt
	@$(LOCK) --upgrade --group dev --constraint requirements.txt --output-file requirements-dev.txt
	@$(MAKE) --no-print-directory .venv/installed-dev
	@$(PY) -m scripts.third_party

.venv/installed: requirements.txt pyproject.toml
	@echo "1/2 making a Python environment in .venv (once) ..."
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". With another one: make try PYTHON=python3.12")'
	@test -x $(PY) || $(PYTHON) -m venv --without-pip .venv
	@echo "2/2 installing the locked dependencies, about 30 MB to fetch (once) ..."
	@$(INSTALL) --require-hashes -r requirements.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	@echo "installing what tests and checks need, about 80 MB to fetch (once) ..."
	@$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@
