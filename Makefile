# make        install into .venv and build the bundled records into build/
# make test   run the tests        make check   format, lint, types, tests        make lock   pin new versions
NEW_ENOUGH := -c 'import sys; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name $(NEW_ENOUGH) 2>/dev/null && echo $$name && break; done)
BIN := .venv/bin
TARGETS ?= form dates table word
RUNS ?= 100000
SIZES ?= 24 1000 10000
ROUNDS ?= 3
PARTS ?=

.PHONY: demo test check format fuzz bench lock clean

demo: .venv/.installed
	$(BIN)/koryu build -o build

test: .venv/.installed
	$(BIN)/python -m pytest

check: .venv/.installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

format: .venv/.installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

WEB := hatch_build.py $(wildcard web/*.* web/src/*)

# Not in the lock: it is for Linux and a few versions of Python only.
fuzz: .venv/.installed
	$(BIN)/python -c "import atheris" 2>/dev/null || $(BIN)/python -m pip install --quiet "atheris>=3"
	for target in $(TARGETS); do $(BIN)/python -m tests.fuzz.run $$target -runs=$(RUNS) || exit 1; done

# Peers are installed into .bench/, each into an environment of its own; the report is benchmarks/results.md.
bench: .venv/.installed
	$(BIN)/python -m benchmarks $(PARTS) --sizes $(SIZES) --runs $(ROUNDS)

.venv/.installed: requirements.lock pyproject.toml $(WEB)
	@test -n "$(PYTHON)" || { echo "koryu-rdf needs Python 3.11 or newer; none was found" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-emit-index-url --no-header \
		--all-extras --group dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf .venv .bench build dist web/node_modules src/koryu_rdf/publish/assets .mypy_cache .pytest_cache .ruff_cache
