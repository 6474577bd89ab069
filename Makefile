# Everything here sets itself up: a virtual environment in .venv, from requirements pinned by hash.
PYTHON ?= python3
BIN    := .venv/bin

.PHONY: demo test lint types imports units browser bench lock clean

demo: .venv/ready
	@$(BIN)/armscontrol assess new-start --variant russian-view --report build/new-start.html --pdf build/new-start.pdf

test: .venv/dev chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

bench: .venv-bench/ready .venv-openfisca/ready
	.venv-bench/bin/pytest benchmarks --benchmark-only --benchmark-columns=min,median,max,rounds --benchmark-group-by=group -p no:xdist

# Pins for users (all extras) and for developers, for every Python that the project supports.
lock: .venv/dev
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		--all-extras --group build pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		--all-extras --group dev pyproject.toml -o requirements/dev.txt
	printf 'ortools==9.15.*\npgmpy==1.1.2\nsimpy==4.1.2\n' | $(BIN)/uv pip compile --quiet --universal --generate-hashes \
		--no-emit-index-url --no-header --python-version 3.11 -c requirements/dev.txt - -o requirements/peers.txt
	echo 'openfisca-core==46.0.1' | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
		--no-header --python-version 3.11 - -o requirements/openfisca.txt

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/ready: requirements/run.txt pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: requirements/dev.txt pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ .venv/ready

# What the benchmarks compare with: an environment of its own, so that no test and no user ever needs it.
.venv-bench/ready: requirements/dev.txt requirements/peers.txt pyproject.toml
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/peers.txt
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# OpenFisca-Core is AGPL: a peer in benchmarks, in an environment of its own, never a dependency.
.venv-openfisca/ready: requirements/openfisca.txt
	@$(PYTHON) -m venv .venv-openfisca
	@.venv-openfisca/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/openfisca.txt
	@touch $@

# The browser tests drive the distribution's Chromium; they are skipped, saying so, where it cannot be installed.
.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		(apt-get install -y -q chromium || (apt-get update -q && apt-get install -y -q chromium)) >/dev/null 2>&1 || \
		echo "Chromium could not be installed: browser tests will be skipped"; \
	else echo "No Chromium found: browser tests will be skipped"; fi

clean:
	rm -rf build dist .venv .venv-bench .venv-openfisca .mypy_cache .ruff_cache .pytest_cache .hypothesis
