# Everything runs in .venv, which each target sets up as far as it needs; only make and Python 3.11+ are asked for.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# -qq: of pip only its errors, no notices.
PIP_INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt
CLEAN_REPORT := examples/report-2024.txt
BROKEN_REPORT := examples/report-2024-broken.txt

.PHONY: pictures help demo test test-spark test-browser test-packages one-file explore mutants lint coverage bench docs fuzz audit
.PHONY: format clean

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

demo: $(VENV)/.demo-stamp  ## check the two example reports
	@echo '$$ govdisclosure check $(CLEAN_REPORT)'
	@$(BIN)/govdisclosure check $(CLEAN_REPORT)
	@echo
	@echo '$$ govdisclosure check $(BROKEN_REPORT)'
	@$(BIN)/govdisclosure check $(BROKEN_REPORT); code=$$?; \
	echo "(exit code $$code; 1 is right for a report with errors)"; test $$code -eq 1

test: lint  ## all checks of the code, and the tests, which draw the same examples every time
	$(BIN)/pytest -q -n 2 --dist worksteal

explore: $(VENV)/.dev-stamp  ## the tests that draw examples, on ten times as many and others every time
	$(BIN)/pytest -q -n 2 --dist worksteal --hypothesis-profile=explore -m hypothesis

mutants: $(VENV)/.dev-stamp  ## small changes of the code of ROOM that no test notices; SAMPLE=40 of them
	$(BIN)/python -m tests.support.mutants $(or $(ROOM),checks) --sample $(or $(SAMPLE),40) --seed $(or $(SEED),1)

lint: $(VENV)/.dev-stamp  ## style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/basedpyright
	$(BIN)/lint-imports

test-spark: $(VENV)/.dev-stamp  ## what runs on Spark, in local mode with two workers; needs Java 17
	$(PIP_INSTALL) -e '.[panel,spark]'
	GOVDISCLOSURE_SPARK=1 $(BIN)/pytest -q tests/test_spark.py

test-browser: $(VENV)/.dev-stamp  ## the form in the browser; needs Chromium
	$(PIP_INSTALL) -e '.[browser-tests]'
	GOVDISCLOSURE_BROWSER=1 $(BIN)/pytest -q tests/test_browser.py tests/test_browser_rows.py

test-packages: $(VENV)/.dev-stamp  ## what is built, installed with each extra in an environment of its own; fetches packages
	GOVDISCLOSURE_PACKAGES=1 $(BIN)/pytest -q -n 2 tests/test_packages.py

one-file: $(VENV)/.demo-stamp  ## the command as one file for machines without Python: dist/govdisclosure
	$(PIP_INSTALL) -e '.[documents,pdf]' 'pyinstaller>=6.10'
	$(BIN)/pyinstaller --onefile --noconfirm --log-level ERROR --name govdisclosure --specpath build --workpath build/one-file \
	  --collect-all govdisclosure --add-data "$(CURDIR)/specs:govdisclosure/specs" --collect-data docx \
	  --collect-all pypdfium2 --collect-all pypdfium2_raw --copy-metadata govdisclosure src/govdisclosure/__main__.py

coverage: $(VENV)/.dev-stamp  ## the tests, with the lines and branches that none of them reaches
	$(BIN)/pytest -q -n 2 --dist worksteal --cov

bench: $(VENV)/.bench-stamp  ## every program in benchmarks/, one after the other, and docs/performance.md from it; QUICK=1 tries them
	@$(BIN)/python benchmarks/_all.py $(if $(QUICK),--quick)

docs: $(VENV)/.docs-stamp  ## write the generated pages of docs/ anew, and build the site into build/site
	$(BIN)/govdisclosure spec docs -o docs/formats
	$(BIN)/govdisclosure --lang en spec stubs -o src/govdisclosure/formats.pyi
	$(BIN)/python -c 'from govdisclosure.reference import codes_pages, write_pages; write_pages("docs", codes_pages())'
	$(BIN)/govdisclosure --lang en spec keys --into docs/spec-language.md
	$(BIN)/govdisclosure --lang zh spec keys --into docs/spec-language.zh.md
	$(BIN)/govdisclosure --lang en spec keys --into docs/themes.md
	$(BIN)/govdisclosure --lang zh spec keys --into docs/themes.zh.md
	$(BIN)/python benchmarks/_all.py nothing
	$(BIN)/python -m tests.support.ledger
	$(BIN)/python -m tests.support.site.pages
	$(BIN)/zensical build --strict

fuzz: $(VENV)/.dev-stamp  ## inputs found by following coverage, COUNT=100000 for each kind of input
	$(PIP_INSTALL) -e '.[documents,pdf,panel,frame]' atheris
	@$(BIN)/python -m tests.support.fuzzing all $(or $(COUNT),100000)

audit: $(VENV)/.dev-stamp  ## known faults and licences of what is installed; needs a network
	$(PIP_INSTALL) pip-audit pip-licenses
	-$(BIN)/python -m pip_audit --skip-editable
	$(BIN)/python -m piplicenses --order=license

pictures: $(VENV)/.dev-stamp  ## draw the pictures of docs/shapes.md anew; needs Chromium, LibreOffice and pdftoppm
	$(BIN)/python -m tests.support.pictures

format: $(VENV)/.dev-stamp  ## rewrite the code in the house style
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

clean:  ## remove all that the other targets made
	rm -rf $(VENV) build dist .coverage* .hypothesis .*_cache
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=...")'
	@$(PYTHON) -m venv $(VENV)

# A stamp is a set of dependencies installed; it is stale when what asks for them has changed.
$(VENV)/.demo-stamp: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP_INSTALL) -e .
	@touch $@

# Holds the demo's too, which is therefore not installed again.
$(VENV)/.dev-stamp: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP_INSTALL) -e '.[dev]'
	@touch $(VENV)/.demo-stamp $@

$(VENV)/.docs-stamp: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP_INSTALL) -e '.[dev,docs]'
	@touch $(VENV)/.demo-stamp $(VENV)/.dev-stamp $@

$(VENV)/.bench-stamp: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP_INSTALL) -e '.[benchmarks]'
	@touch $(VENV)/.demo-stamp $@
