# What one can do here. `make` alone lists it.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
export DATA_DIR := $(abspath $(or $(DATA_DIR),var))
export HOST ?= 127.0.0.1
export PORT ?= 8000

PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
SITE := .venv/.site
DEV := .venv/.dev
BENCH := .venv/.bench
STATIC := $(DATA_DIR)/.static
STATIC_FILES := $(shell find static content/*/static events/static gallery/static signups/static smartup/static 2>/dev/null)
ARGS ?=
# A site that no host was named for is being tried out: its mails are shown at /mail/ instead of being sent.
ifeq ($(HTTPS)$(ALLOWED_HOSTS),)
MAIL := shown://
endif

.PHONY: help
help:  ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- The site --------------------------------------------------------------------------------------------------

.PHONY: run
run dev: export EMAIL_URL := $(or $(EMAIL_URL),$(MAIL))
run: $(SITE) data $(STATIC)  ## Serve the site as in production, with its tasks; PORT=8000 HOST=127.0.0.1
	@$(MANAGE) prepare
	@$(MANAGE) serve --with-parent

.PHONY: dev
dev: export DEBUG := 1
dev: $(SITE) data  ## The same while changing the code: it reloads, and errors show their cause
	@$(MANAGE) prepare
	@$(MANAGE) develop --with-parent

.PHONY: data
data:
	@bin/data

$(SITE): requirements.txt
	@bin/venv
	@echo "Installing what the site stands on …"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements.txt
	@touch $@

$(STATIC): $(SITE) $(STATIC_FILES) smartup/static.py | data
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@touch $@

# --- Tests and checks ------------------------------------------------------------------------------------------

.PHONY: test
test: $(DEV)  ## Run every test, the browser's too; ARGS="-k lessons" runs some
	@$(PYTHON) -m tests.browser.chromium
	$(PYTHON) -m pytest $(ARGS)

.PHONY: test-postgresql
test-postgresql: $(DEV)  ## Run the tests that need no browser on a PostgreSQL that lives as long as they do
	bin/with-postgresql $(PYTHON) -m pytest -m "not browser" $(ARGS)

.PHONY: mutate
mutate: $(DEV)  ## Make lines wrong, one by one, and see whether a test notices; ARGS="--sample 500 --seed 7 --only events"
	@$(PYTHON) -m tests.mutation $(ARGS)

.PHONY: check
check: $(DEV)  ## Format, lint, imports, types, migrations, messages, settings: whatever needs no test to show
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	.venv/bin/lint-imports --no-logo
	$(PYTHON) bin/floors.py --check
	$(PYTHON) -m mypy
	bin/with-data $(MANAGE) makemigrations --check --dry-run
	$(PYTHON) bin/messages.py check
	bin/with-data env HTTPS=1 ALLOWED_HOSTS=example.org EMAIL_URL=smtp://localhost:25 $(MANAGE) check --deploy --fail-level WARNING

.PHONY: format
format: $(DEV)  ## Lay out the code as `make check` wants it
	$(PYTHON) -m ruff check --fix-only --select I,F401 .
	$(PYTHON) -m ruff format .

.PHONY: validate
validate: $(DEV)  ## Show every public page to the Nu HTML checker (needs node and java)
	bin/validate

# --- Measurements ----------------------------------------------------------------------------------------------

.PHONY: house
house: $(DEV)  ## Show how readable the code is, each figure beside its aim; ARGS=--list names what stands in the way
	@bin/with-data $(PYTHON) bin/house.py $(ARGS)

.PHONY: bench
bench: $(BENCH)  ## Run all benchmarks, one after the other
	@for file in bench/*.py; do echo "== $$file"; $(PYTHON) $$file || exit 1; done

.PHONY: bench-pages
bench-pages: $(DEV)  ## Measure the processor time, queries and memory of the home page
	@$(PYTHON) bench/pages.py

.PHONY: bench-drafts
bench-drafts: $(DEV)  ## Measure what saving a draft costs beside a plain save, and a preview beside its page
	@$(PYTHON) bench/drafts.py

.PHONY: bench-signups
bench-signups: $(DEV)  ## Measure how many can join in a second, beside a bare view that inserts one row
	@$(PYTHON) bench/joining.py

.PHONY: bench-images
bench-images: $(BENCH)  ## Measure what the sizes of photos cost, beside four others; ARGS="--photos 3" is quicker
	@$(PYTHON) bench/images.py $(ARGS)

# --- Upkeep ----------------------------------------------------------------------------------------------------

.PHONY: messages
messages: $(DEV)  ## Collect what the interface says, and compile its translations (needs gettext)
	$(PYTHON) bin/messages.py update

.PHONY: floors
floors: $(DEV)  ## Draw docs/floors.svg anew: which room imports which
	$(PYTHON) bin/floors.py

COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(PYTHON) -m piptools compile --quiet --generate-hashes --strip-extras \
	--allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header

.PHONY: lock
lock: $(DEV)  ## Pin the newest releases that requirements*.in allow; UPGRADE=--upgrade takes newer ones
	$(COMPILE) $(UPGRADE) -o requirements.txt requirements.in
	$(COMPILE) $(UPGRADE) -o requirements-dev.txt requirements-dev.in
	$(COMPILE) $(UPGRADE) -o requirements-bench.txt bench/requirements.in

.PHONY: clean
clean:  ## Throw the virtual environment away; what the site stores in var/ stays
	rm -rf .venv

$(DEV): $(SITE) requirements-dev.txt
	@echo "Installing what tests and checks need …"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements-dev.txt
	@touch $@

$(BENCH): $(DEV) requirements-bench.txt
	@echo "Installing what our pictures are measured beside …"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements-bench.txt
	@touch $@
