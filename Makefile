# Each target says what it does; `make` alone lists them.
PYTHON := .venv/bin/python
CORE := assess checks dataset errors findings model values

.PHONY: help setup test lint types layers check coverage fuzz bench golden
help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'
setup:  ## make .venv with everything for development
	python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e '.[dev]'
test:  ## run the tests
	$(PYTHON) -m pytest -q
lint:  ## check style
	.venv/bin/ruff check . && .venv/bin/ruff format --check .
types:  ## check types
	.venv/bin/mypy
layers:  ## check that imports only go down
	.venv/bin/lint-imports
check:  ## all that CI runs
	.ci/run
coverage:  ## branch coverage of the core; fails below 95 %
	$(PYTHON) -m pytest -q tests/values tests/store tests/assess tests/render $(CORE:%=--cov=ctrack.%) --cov-branch --cov-fail-under=95
fuzz:  ## the property tests, long
	CTRACK_HYPOTHESIS=long $(PYTHON) -m pytest -q tests/values tests/store/test_parsers_agree.py tests/assess/test_laws.py
bench:  ## start-up times as multiples of an empty Python
	$(PYTHON) benchmarks/startup.py
golden:  ## write the golden screens anew; read the difference before committing it
	CTRACK_UPDATE_GOLDEN=1 $(PYTHON) -m pytest -q tests/cli/test_views.py -k screens tests/test_docs.py
