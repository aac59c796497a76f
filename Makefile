# make try: the whole product on this machine, nothing to set up.   make test: all tests.
PY := .venv/bin/python
SHELL := /bin/bash

.PHONY: try test check crash messages lock format screenshot

try: .venv/installed
	.venv/bin/xiaohao try

.venv/installed: requirements.txt pyproject.toml
	@echo "1/2 making a Python environment in .venv (once) ..."
	@python3 -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@test -x $(PY) || python3 -m venv .venv
	@echo "2/2 installing the locked dependencies, about 80 MB (once) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
