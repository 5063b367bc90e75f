# Two commands matter: `make run` and `make test`. Each sets up what it needs in .venv, from a fresh clone.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.PHONY: run test lint types architecture bench chaos models lock clean

run: .venv/run-installed  ## Run the bot; without a BOT_TOKEN (environment or .env), the sandbox
	@exec $(BIN)/python -m bot

# Stories wait a lot, so that two cores carry three; they come before the short files, which fill up the end.
test: .venv/test-installed  ## Run every test
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

lint: .venv/test-installed  ## Style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/test-installed  ## mypy --strict
	$(BIN)/mypy

architecture: .venv/test-installed  ## Who may import whom
	$(BIN)/lint-imports

ifeq (bench,$(firstword $(MAKECMDGOALS)))
BENCHMARKS := $(filter-out bench,$(MAKECMDGOALS))
.PHONY: $(BENCHMARKS)
$(BENCHMARKS): ; @:
endif
bench: .venv/test-installed  ## Figures, all of them or those named: make bench growth
	$(BIN)/python -m tests.bench $(BENCHMARKS)

chaos: .venv/test-installed  ## Kill the bot at every step boundary, then in a storm; tables on standard output
	$(BIN)/python -m tests.chaos
	$(BIN)/python -m tests.chaos.fuzz

models: .venv/run-installed  ## Write docs/models.md anew from the models' files
	$(BIN)/python -m bot models > docs/models.md

lock:  ## Write constraints.txt anew (needs uv)
	uv pip compile --universal --no-header --no-annotate --all-extras -p 3.11 pyproject.toml -o constraints.txt

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run-installed: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/test-installed: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ .venv/run-installed
