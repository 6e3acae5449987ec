# hamkari: from articles to a report. `make` alone lists the commands.

CORPUS ?= data/sample/articles.jsonl
NAME    = $(if $(subst data/sample/articles.jsonl,,$(CORPUS)),$(shell p="$(CORPUS)"; p="$${p%/}"; p="$${p##*/}"; echo "$${p%.*}"),sample)
OUT    ?= reports/$(NAME)
PARAMS ?=
PYTHON ?=
ARGS   ?=

VENV  := .venv
PY    := $(VENV)/bin/python
READY := $(VENV)/.ready

export PYTHONHASHSEED := 0
.DEFAULT_GOAL := help
.PHONY: help setup report figures test check lab bench score validation clean

help:  ## list the commands
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F'\t' '{printf "  make %-9s %s\n", $$1, $$2}'
	@echo
	@echo "  CORPUS=path  .jsonl, .csv, .parquet or a folder of .txt (default: $(CORPUS))"
	@echo "  OUT=folder   where the report goes (default: $(OUT))"
	@echo "  PARAMS=file  parameters as YAML, see reports/README.md"
	@echo "  PYTHON=path  the Python 3.12 or 3.13 to set up with"

setup: $(READY)  ## make .venv with everything of requirements.lock

report: $(READY)  ## render a report: CORPUS= OUT= PARAMS=
	@$(PY) -m analysis report "$(CORPUS)" --out "$(OUT)" $(if $(PARAMS),--params "$(PARAMS)")

figures: report  ## every figure of the report as PNG and SVG in OUT/figures
	@$(PY) -c 'import sys; from analysis.report import export_figures; export_figures(sys.argv[1])' "$(OUT)"

test: check  ## check, then run the tests: ARGS= goes to pytest
	$(PY) -m pytest $(ARGS)

check: $(READY)  ## lint, format and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

lab: $(READY)  ## open JupyterLab on the notebooks
	$(PY) -m jupyterlab notebooks

bench: $(READY)  ## print the benchmark
	$(PY) -m analysis bench $(ARGS)

validation: $(READY)  ## score again what the report says of its rightness: TEXTS= the coded articles' corpora
	@test -n "$(TEXTS)" || { echo "make validation: say where the texts of the coded articles are: TEXTS=\"one.jsonl two.jsonl\""; exit 2; }
	$(PY) -m analysis score --save specimen=data/validation.csv
	$(PY) -m analysis score tests/gold --split dev --save dev=data/validation.csv $(addprefix --corpus ,$(TEXTS))

score: $(READY)  ## score the measures against coded articles
	$(PY) -m analysis score $(ARGS)

clean:  ## remove rendered reports and caches (not .venv)
	rm -rf build .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find reports -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
	find analysis tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Finding a Python: a name on the path may be a shim without a Python behind it, so each is tried before it is trusted.
define FIND_PYTHON
fits() { "$$1" -c 'import sys; sys.exit(not (3, 12) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; }; \
found=; \
if [ -n "$(PYTHON)" ]; then \
  fits "$(PYTHON)" || { echo "error: PYTHON=$(PYTHON) is $$("$(PYTHON)" --version 2>&1 | tail -n 1); hamkari needs Python 3.12 or 3.13" >&2; exit 2; }; \
  found="$(PYTHON)"; \
elif ! fits "$(PY)"; then \
  for p in python3.12 python3.13 python3 python "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.1[23].*/bin/python3; do \
    if fits "$$p"; then found="$$p"; break; fi; \
  done; \
  if [ -z "$$found" ]; then \
    echo "error: no Python 3.12 or 3.13 found (python3 is $$(python3 --version 2>&1 | tail -n 1)); install one, or say where it is: make PYTHON=/path/to/python3.12" >&2; exit 2; \
  fi; \
fi
endef

# The environment is made once, and brought up to date when the lock changes. The .pth file lets notebooks and scripts
# import `analysis` wherever they are started; bytecode is compiled now so that no first run pays for it.
$(READY): requirements.lock
	@$(FIND_PYTHON); \
	if [ -n "$$found" ]; then \
	  echo "setting up $(VENV) with $$("$$found" --version)"; \
	  "$$found" -m venv --clear $(VENV) || { echo "error: $$found cannot make a virtual environment (on Debian: apt-get install python3-venv)" >&2; exit 1; }; \
	fi
	@$(PY) -m uv --version >/dev/null 2>&1 || $(PY) -m pip install --quiet --disable-pip-version-check uv
	@VIRTUAL_ENV="$(CURDIR)/$(VENV)" $(PY) -m uv pip sync --quiet --compile-bytecode --require-hashes requirements.lock
	@$(PY) -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "hamkari.pth").write_text("$(CURDIR)\n", encoding="utf-8")'
	@touch $@
