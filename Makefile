# make publish   set up .venv and build the release into build/ (main job)
# make test      set up .venv and run lint, types and tests
# make assets    build the editor of the query page into the package (needs Node.js 18 or newer)
# make lock      write the lock files anew (needs uv)
# make clean     remove .venv and what was built

PYTHON ?= python3
VENV := .venv
GCM := $(VENV)/bin/gcm
ASSETS := gcm_graph/serving/assets/built

# As many processes as there are processors, four at most. The tests of a file stay together: they share what is costly.
PYTEST_OPTIONS ?= --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.PHONY: publish test lint types assets lock clean
.DELETE_ON_ERROR:

publish: $(VENV)/.publish
	$(GCM) build

test: lint types
	$(VENV)/bin/python -m pytest $(PYTEST_OPTIONS)

lint: $(VENV)/.test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: $(VENV)/.test
	$(VENV)/bin/mypy

# The package works without it: the query page is then a plain form, and says so.
assets: $(ASSETS)/query.js

$(ASSETS)/query.js: frontend/package.json frontend/package-lock.json frontend/build.mjs $(wildcard frontend/src/*)
	@command -v npm >/dev/null || { \
	  echo "make assets needs Node.js 18 or newer with npm. Without it the query page is a plain form, and says so." >&2; exit 1; }
	npm --prefix frontend ci --silent
	npm --prefix frontend run --silent build

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("gcm-graph needs Python 3.11 or newer; try: make PYTHON=python3.11 ...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

# What the release needs; hatchling and editables install the checkout itself without asking the registry.
$(VENV)/.publish: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.publish
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

lock:
	uv pip compile pyproject.toml --extra editable --generate-hashes --universal --python-version 3.11 --no-header --quiet -o requirements.lock
	uv pip compile pyproject.toml --extra editable --extra dev --generate-hashes --universal --python-version 3.11 --no-header --quiet -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis frontend/node_modules $(ASSETS)
	find build -mindepth 1 ! -name README.md -delete
