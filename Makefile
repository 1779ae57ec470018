# make run   environment, index of seeds/, web UI on localhost
# make test  environment, every test
# make audit known weaknesses of the pinned packages; fails where they cannot be looked up
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INDEX ?= index
PORT ?= 8501

.PHONY: run test check audit index clean

$(VENV)/ready: requirements.txt requirements-dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Provenance needs Python 3.11 or newer; name one with: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(grep '^torch==' requirements.txt)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

index: $(VENV)/ready
	$(BIN)/python -m provenance index seeds --index $(INDEX)

run: index
	$(BIN)/python -m provenance app --port $(PORT) --index $(INDEX)

test: $(VENV)/ready
	$(BIN)/python -m pytest

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Known weaknesses of the pinned packages. What could not be looked up is named, and is no all-clear.
audit: $(VENV)-audit/bin/pip-audit
	$(PYTHON) docs/audit.py $<

$(VENV)-audit/bin/pip-audit:
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.9.0

# The environment and the index of make run; what a restore put aside (index/replaced-*) is kept.
clean:
	rm -rf $(VENV) $(VENV)-audit index/provenance.sqlite* index/vectors*
