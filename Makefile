# make lab     open the course in JupyterLab
# make test    run everything that CI runs
# make help    the other words
#
# Everything is installed into .venv, which the first of these makes; nothing else on the machine changes, but that
# `make test` installs Chromium where no browser is found and apt-get may be used.
#
# make lab PYTHON=python3.13       says which Python .venv is made with
# make lab ARGS=--no-browser       hands something on to JupyterLab
# make notebooks ARGS=06-iam       or to lessons/build.py

PYTHONS := $(or $(PYTHON),python3 python3.13 python3.12 python3.11)

# The programs of .venv come first, also for what a notebook starts, such as `!aws`.
RUN := PATH="$(CURDIR)/.venv/bin:$$PATH"
INSTALL := .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable
# Also where Python is told to write no bytecode, the first cell of a lesson then starts at once.
COMPILE := .venv/bin/python -m compileall -q helpers
ALLOW_ROOT := $(shell [ "$$(id -u)" != 0 ] || echo --allow-root)
# No question about Jupyter news over the first page: what `jupyter labextension disable` would write, at once.
NO_NEWS := {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": true}}
SETTLE := mkdir -p .venv/etc/jupyter/labconfig && echo '$(NO_NEWS)' > .venv/etc/jupyter/labconfig/page_config.json
FIRST_PAGE := --LabApp.default_url=/lab/tree/notebooks/00-start-here.ipynb

# "remake" where there is a .venv that no longer works here: its folder was moved, its Python is gone or is not PYTHON.
OUTDATED := $(shell [ ! -f .venv/pyvenv.cfg ] || { \
    grep -qF " $(CURDIR)/.venv" .venv/pyvenv.cfg && .venv/bin/python -c pass && \
    [ "$$(.venv/bin/python -V)" = "$$($(or $(PYTHON),.venv/bin/python) -V)" ]; } 2>/dev/null || echo remake)

.PHONY: help lab test notebooks bench clean browser remake

help:
	@echo "make lab        opens the course in JupyterLab"
	@echo "make test       runs everything that CI runs"
	@echo "make notebooks  builds the notebooks again from lessons/, where something changed"
	@echo "make bench      measures the speed of the practice account, its decisions and uploads"
	@echo "make clean      removes .venv and all else that these made, but no notebook"

lab: .venv/lab-ready
	$(RUN) python -m jupyterlab $(ALLOW_ROOT) $(FIRST_PAGE) $(ARGS)

test: .venv/test-ready browser
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) python -m pytest -n 2 --dist loadgroup
	$(RUN) python -m pytest -n 2 --dist loadfile --nbval notebooks

notebooks: .venv/test-ready
	$(RUN) python lessons/build.py $(ARGS)

bench: .venv/test-ready
	$(RUN) python -m benchmarks

clean:
	rm -rf .venv .build build test-output *.egg-info .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

browser:
	@tests/get_chromium.sh

.venv/lab-ready: pyproject.toml .venv/pyvenv.cfg
	@echo "Installing the course into .venv. The first time this takes a few minutes."
	@$(INSTALL) .
	@$(COMPILE)
	@$(SETTLE)
	@touch $@

.venv/test-ready: pyproject.toml .venv/pyvenv.cfg
	@echo "Installing the course and its tests into .venv. The first time this takes a few minutes."
	@$(INSTALL) ".[test]"
	@$(COMPILE)
	@$(SETTLE)
	@touch .venv/lab-ready $@

.venv/pyvenv.cfg: $(OUTDATED)
	@for python in $(PYTHONS); do \
	    $$python -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null || continue; \
	    echo "Making .venv with $$($$python -V)."; \
	    $$python -m venv --clear .venv && exit 0; \
	    rm -rf .venv; \
	    echo "$$python could not make .venv. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; \
	    exit 1; \
	done; \
	echo "The course needs Python 3.11 or newer; this is what was tried: $(PYTHONS)." >&2; \
	echo "Install one and say which: make lab PYTHON=/path/to/python3.13" >&2; \
	exit 1
