# Each target says what it does; `make` alone lists them.
PYTHON := .venv/bin/python
CORE := assess changes checks lookup dataset errors findings model values

.PHONY: help setup test anew lint types layers check data coverage fuzz bench golden docs catalogue
help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'
setup:  ## make .venv with everything for development
	python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e '.[dev]'
test:  ## run the tests
	$(PYTHON) -m pytest -q
anew:  ## run the tests without kept answers
	CTRACK_NO_CACHE=1 $(PYTHON) -m pytest -q
lint:  ## check style
	.venv/bin/ruff check . && .venv/bin/ruff format --check .
types:  ## check types
	.venv/bin/mypy
layers:  ## check that imports only go down
	.venv/bin/lint-imports
check:  ## all that CI runs
	.ci/run
data:  ## check the tracker's data, as CI does
	.venv/bin/ctrack validate --strict && .venv/bin/ctrack fmt --check
coverage:  ## branch coverage of the core; fails below 95 %
	$(PYTHON) -m pytest -q tests/values tests/store tests/assess tests/changes tests/history tests/render tests/validate $(CORE:%=--cov=ctrack.%) --cov-branch --cov-fail-under=95
fuzz:  ## the property tests, long
	CTRACK_HYPOTHESIS=long $(PYTHON) -m pytest -q tests/values tests/store/test_parsers_agree.py tests/assess/test_laws.py tests/store/test_format.py
	CTRACK_EDITS=10000 $(PYTHON) -m pytest -q tests/store/test_splice.py
	CTRACK_WRITERS=50 CTRACK_RECORDS=20 CTRACK_KILLS=500 $(PYTHON) -m pytest -q tests/edits
	CTRACK_FUZZ=10000 $(PYTHON) -m pytest -q tests/validate/test_mutations.py tests/store/test_rows.py
bench:  ## start-up, and up to 100,000 measurements beside other programs, as docs/speed.md shows them
	$(PYTHON) benchmarks/run.py
golden:  ## write the golden screens anew; read the difference before committing it
	CTRACK_UPDATE_GOLDEN=1 $(PYTHON) -m pytest -q tests/cli/test_screens.py tests/test_docs.py tests/test_tutorial.py tests/validate/test_cases.py
docs:  ## write the generated pages, tables and worked cases and the editors' schemas anew
	.venv/bin/ctrack rule --all --format markdown --lang en > docs/rules.md
	.venv/bin/ctrack schema --write data/.schemas --lang en
	CTRACK_UPDATE_GOLDEN=1 $(PYTHON) -m pytest -q tests/test_docs.py tests/test_tutorial.py
CATALOGUE := src/ctrack/i18n/vi/LC_MESSAGES/ctrack
catalogue:  ## collect the texts for translation and compile what is translated
	.venv/bin/pybabel -q extract -k N_ -k _ -k gettext -k ngettext:1,2 --no-wrap --no-location --sort-output -o .venv/ctrack.pot src/ctrack
	.venv/bin/pybabel -q update --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -l vi -i .venv/ctrack.pot -o $(CATALOGUE).po
	$(PYTHON) -c 'import sys; from babel.messages import mofile, pofile; mofile.write_mo(open(sys.argv[2], "wb"), pofile.read_po(open(sys.argv[1], "rb")))' $(CATALOGUE).po $(CATALOGUE).mo
