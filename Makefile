# Sheaf needs Python 3.11 or newer and make; everything else is installed into .venv from the lock files.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO_BIND ?= 127.0.0.1:8000
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := oai models crosswalks migrations tests bench wsgi.py gunicorn.conf.py

.DEFAULT_GOAL := help
.PHONY: help demo serve test check coverage bench chaos golden lock clean

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-8s %s\n", $$1, $$2 }'

demo: $(VENV)/.run ## Install, load the demonstration collection into SQLite and serve it (DEMO_BIND=127.0.0.1:8000)
	$(BIN)/sheaf demo --bind $(DEMO_BIND)

serve: $(VENV)/.run ## Serve the repository that sheaf.toml describes
	$(BIN)/sheaf serve

test: $(VENV)/.dev ## Install what the tests need and run them (ARGS="-k token" for some)
	$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

check: $(VENV)/.dev ## Lint, format, types, import contracts
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

coverage: $(VENV)/.dev ## Show which lines no test runs through
	$(BIN)/coverage run -m pytest -q
	$(BIN)/coverage report --skip-covered --show-missing

bench: $(VENV)/.dev ## Measure serving and loading, write bench/results.md (ITEMS=100000 RUNS=5 DB="sqlite postgresql mariadb")
	$(BIN)/python -m bench.run $(if $(ITEMS),--items $(ITEMS)) $(if $(RUNS),--runs $(RUNS)) $(if $(DB),--databases $(DB))
	$(BIN)/python -m bench.loading $(if $(RUNS),--runs $(RUNS)) $(if $(DB),--databases $(DB))

chaos: $(VENV)/.dev ## Kill loaders, workers and databases under load, look for what is missed (DB=all SECONDS=60 SEED=1 KEEP=1)
	$(BIN)/python -m tests.chaos $(if $(DB),--database $(DB)) $(if $(SECONDS),--seconds $(SECONDS)) \
		$(if $(SEED),--seed $(SEED)) $(if $(KEEP),--keep)

golden: $(VENV)/.dev ## Rewrite the expected files of the tests and the generated documents; read the diff
	SHEAF_GOLDEN=rewrite $(BIN)/python -m pytest -q -p no:randomly

lock: $(VENV)/.dev ## Take the newest releases that pyproject.toml allows into the lock files
	$(BIN)/uv pip compile -q -U --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group build --extra postgresql --extra mariadb pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q -U --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group dev pyproject.toml -o requirements-dev.txt

clean: ## Remove the virtual environment and the caches; databases stay
	rm -rf $(VENV) build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Sheaf needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python requirements.txt pyproject.toml
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(BIN)/python requirements-dev.txt pyproject.toml
	$(PIP) install --require-hashes -r requirements-dev.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run
