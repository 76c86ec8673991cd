# The brief, from two commands: `make book` builds it, `make lab` opens its chapters.
PYTHON ?= python3
PAPER  ?= a4
BIN    := .venv/bin
AS_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)  # in a container the user often is root
# The stamps of the environment hold the folder's address: one that was moved or renamed is mended.
MOVED := $(if $(findstring :$(CURDIR):,:$(shell cat .venv/ready 2>/dev/null):),,moved)
export PYTHONHASHSEED := 0
export PYTHONDONTWRITEBYTECODE :=
export DIR TITLE
# Minutes for which a process stands by after a build, with the libraries loaded for the next one; 0: none.
book pdf: export STANDBY ?= 10

.PHONY: archive links publish-check edition changes settle chapter grid verify book pdf lab test check live new bench lighthouse weight screens refresh fetch row lock clean mutate reproduce sbom trials soak fuzz

book: .venv/ready                ## web book and PDF: _build/html/index.html, _build/pdf/strategic-reset.pdf
	@$(BIN)/python -m brief book --paper $(PAPER)

pdf: .venv/ready                 ## the same, and the set to send out: two-page summary, offprints, slides
	@$(BIN)/python -m brief pdf --paper $(PAPER)

lab: .venv/ready                 ## JupyterLab on the chapters
	@$(BIN)/python -m jupyterlab --notebook-dir=. $(AS_ROOT) chapters/summary.ipynb

live: .venv/ready                ## build after every change and reload the open page
	@$(BIN)/python -m brief live

check: $(if $(FAST),.venv/ready,.venv/tests) ## the code without running it; FAST=1: settings, chapters and tables, in seconds
	@$(BIN)/python $(if $(FAST),-m brief check,tools/check.py $(ONLY))

test: check                      ## every test, the browser's included; some: make test ARGS="tests/brief -k trade"
	@$(BIN)/python tools/needs.py
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

bench: .venv/tests               ## the build beside the usual tools, and how it grows (about 40 minutes); RECORD=--record keeps it
	@$(BIN)/python tools/bench_scale.py $(SCALE)
	@$(BIN)/python tools/bench.py $(RECORD) $(BENCH)
	@$(BIN)/python tools/bench_phone.py $(BEFORE) _build/html $(RECORD)

lighthouse: .venv/tests          ## Lighthouse's four scores of every page (Node and Chromium; once: npm ci --prefix tools/lighthouse)
	@$(BIN)/python tests/site/lighthouse.py

weight: .venv/tests              ## compressed bytes of every page, and one chapter beside its stock build
	@$(BIN)/python tests/site/weight.py

screens: .venv/tests             ## every page as a picture: wide, on a phone, in the dark
	@$(BIN)/python tests/site/screens.py

refresh: .venv/ready             ## after a table was changed: check it and record its new hash
	@$(BIN)/python -m brief refresh

row: .venv/ready                 ## add a row by hand: make row TABLE=events, or with its cells: date=2026-11-20 event="…"
	@$(BIN)/python -m brief row "$(TABLE)"

settle: .venv/ready              ## keep what settled years add up to, after a source changed its past: brief/agreement/control_totals.csv
	@$(BIN)/python -m brief settle

fetch: .venv/ready               ## ask the sources for new data, show what changes, write it if you agree: make fetch TABLE=leader_visits
	@$(BIN)/python -m brief fetch $(TABLE) $(ARGS)

edition: .venv/ready             ## keep every number of the book as an edition's, in editions/: make edition ID=2026.12
	@$(BIN)/python -m brief edition "$(ID)"

changes: .venv/ready             ## what moved between two editions, with the reasons: make changes OLD=2026.11 NEW=2026.12
	@$(BIN)/python -m brief changes $(OLD) $(NEW)

chapter: .venv/ready             ## run a chapter otherwise, beside the book: make chapter NAME=data base_year=2016 without=pew
	@$(BIN)/python -m brief chapter "$(NAME)"

grid: .venv/ready                ## follow a chapter's numbers over many values: make grid NAME=data base_year=2008:2024
	@$(BIN)/python -m brief grid "$(NAME)"

.PHONY: browser
browser: .venv/ready             ## a page that computes figures again in the reader's browser: _build/browser (once: npm ci --ignore-scripts --prefix tools/browser)
	@$(BIN)/python -m brief browser

.PHONY: lite
lite: .venv/ready                ## JupyterLite with the chapters as they ran, and Python of its own: _build/lite (docs/again.md tells what it needs)
	@$(if $(PYODIDE),,$(BIN)/python -m tools.browser.distribution _build/pyodide)
	@$(BIN)/python -m brief lite "$(or $(PYODIDE),_build/pyodide)"

.PHONY: wheel
wheel: .venv/ready               ## tables and analysis as a package for Python elsewhere: _build/wheel
	@rm -rf build && $(BIN)/python -m pip wheel -q --no-deps --no-build-isolation --no-index -w _build/wheel . && rm -rf build && ls _build/wheel/*.whl

.PHONY: handouts
handouts: .venv/ready            ## each chapter as one HTML file, the brief as DOCX for comments (with pandoc): _build/handouts
	@$(BIN)/python -m brief handouts

archive: .venv/ready             ## old editions, each rebuilt from its tag, into the site's folder editions/: after make book or make pdf
	@$(BIN)/python -m brief archive $(ID)

links: .venv/ready               ## ask whether the cited links still lead somewhere, and where what is gone is archived
	@$(BIN)/python -m brief links

publish-check: .venv/ready       ## what the book lacks before it is published: addresses, edition, files of the site
	@$(BIN)/python -m brief publish-check

new: .venv/ready                 ## a brief of your own on another subject: make new DIR=../my-brief TITLE="My brief"
	@$(BIN)/python -m press new "$$DIR" --title "$$TITLE"

verify: .venv/ready              ## compare a copy of the book with its sums: make verify DIR=folder (or URL=address)
	@$(BIN)/python -m brief verify $(or $(URL),$(DIR))

mutate: .venv/tests              ## change one cell of each table, again and again, and tell what notices it: make mutate ARGS="talks --cells 20"
	@$(BIN)/python -m tools.mutation $(ARGS)

reproduce: .venv/tests           ## build the last commit twice under different conditions and compare every file; ARGS=--set: all documents
	@$(BIN)/python tools/reproduce.py $(ARGS)

trials: .venv/tests              ## be hard on a small book: make trials TRIAL=kills (or pairs, conditions, faults) ARGS="--count 20"
	@$(BIN)/python -m tools.trials $(or $(TRIAL),faults) $(ARGS)

fuzz: .venv/tests                ## documents by chance, as pages, PDF and EPUB: 5,000; ARGS="tables" or "ledgers": those, or ARGS="--count 300"
	@$(BIN)/python -m tools.fuzz $(ARGS)

soak: .venv/tests                ## an hour of make live on a small book, with edits and slips: what it leaves; ARGS="--minutes 5"
	@$(BIN)/python -m tools.trials soak $(ARGS)

sbom: .venv/tests                ## the parts that the book is made with and of, with licences: _build/sbom.cdx.json (CycloneDX)
	@$(BIN)/python tools/sbom.py

lock: .venv/tests                ## pin the trees of the three requirements.txt by hash: book, engine alone, tests
	@for dir in . press tests; do $(BIN)/python -m uv pip compile -q --universal --generate-hashes --python-version 3.11 \
	  --no-header --no-annotate $$dir/requirements.txt -o $$dir/requirements.lock; done

clean:                           ## remove what was built, keep the environment
	@rm -rf _build

.venv/ready: requirements.lock pyproject.toml $(MOVED)
	@sh tools/setup.sh $(PYTHON) book

.venv/tests: .venv/ready tests/requirements.lock $(MOVED)
	@$(BIN)/python tools/setup.py tests

.PHONY: moved
moved:
