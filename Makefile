# All that a newcomer needs is Python 3.11 or newer and make; on Debian as root, or where sudo asks for no
# password, whatever else is missing gets installed. Another Python: make demo PYTHON=python3.12

PYTHON ?= python3
bin := .venv/bin
MAKEFLAGS += --no-print-directory

# Not in .ci/install.py, since an old Python could not even read that.
new_enough := import sys; sys.exit(sys.version_info < (3, 11) and "reportgen needs Python 3.11 or newer; \
	this is " + sys.version.split()[0] + ". Choose another: make demo PYTHON=python3.12")
install := $(PYTHON) -c '$(new_enough)' && $(PYTHON) .ci/install.py

.PHONY: help demo test test-long lock clean

help:
	@echo "make demo       build the board pack in inputs/nordlys and print the path of the PDF"
	@echo "make test       formatting, lint, types, tests"
	@echo "make test-long  the campaigns that take minutes"
	@echo "make lock       resolve the dependencies anew (needs uv)"
	@echo "make clean      remove .venv, caches and what the demo made"

# The PDF's path comes last, so that a script can take it: open "$(make demo | tail -n 1)"
demo:
	@$(install) demo
	@made=$$($(bin)/reportgen build inputs/nordlys --period 2026Q3) || exit; \
	printf '%s\n' "$$made" | sed '/\.pdf$$/d'; \
	printf '%s\n' "$$made" | sed '/\.pdf$$/!d'

test:
	@$(install) test
	$(bin)/ruff format --check
	$(bin)/ruff check
	$(bin)/mypy
	$(bin)/pytest --numprocesses auto --dist loadfile

test-long:
	@$(install) long
	$(bin)/pytest -m long
	$(bin)/python tests/benchmarks/scale.py

# For every system and every Python from 3.11 on; each lock takes its versions from the one before, so
# that going from the demo to the tests only adds packages.
compile := uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock"

lock:
	$(compile) pyproject.toml --group build --output-file requirements.lock
	$(compile) pyproject.toml --group dev --constraints requirements.lock --output-file requirements-dev.lock
	$(compile) --group pyproject.toml:long --constraints requirements-dev.lock \
		--output-file requirements-long.lock

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist inputs/nordlys/output
	find reportgen tests -name __pycache__ -type d -exec rm -rf {} +
