# make run: install, fill an empty store with demonstration data, open the application
# make test: everything CI runs
.PHONY: run develop test check fix lock docs benchmark benchmark-browser spark kills coverage mutants

VENV := .venv
BIN := $(VENV)/bin

$(BIN)/.runtime: requirements.txt
	python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(BIN)/.development: $(BIN)/.runtime requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

run: $(BIN)/.runtime
	$(BIN)/python -m indicators demo
	$(BIN)/streamlit run app.py

# The same, and the pages follow every change of the code.
develop: $(BIN)/.runtime
	$(BIN)/streamlit run app.py --server.fileWatcherType=auto --server.runOnSave=true

check: $(BIN)/.development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tests.audit

fix: $(BIN)/.development
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Anew after a change of a requirements*.in: for Linux and Windows, Python 3.11 and later.
LOCK := uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header --no-emit-index-url

lock: $(BIN)/.development
	$(BIN)/$(LOCK) requirements-dev.in --output-file requirements-dev.txt
	$(BIN)/$(LOCK) requirements.in --constraints requirements-dev.txt --output-file requirements.txt
	$(BIN)/$(LOCK) requirements-spark.in --constraints requirements-dev.txt --output-file requirements-spark.txt

# The parts of the documentation that are written from the code.
docs: $(BIN)/.development
	$(BIN)/python -m indicators.store.data_dictionary

# Two processes more than there are processors: some wait for a browser or for others.
test: check
	$(BIN)/python -m pytest -n $$(( $$(nproc) + 2 ))

benchmark: $(BIN)/.development
	$(BIN)/python -m tests.benchmarks

# In a real browser, beside a bare Streamlit page, a plain one with Plotly and the same with Dash; takes minutes.
benchmark-browser: $(BIN)/.development .venv-beside
	$(BIN)/python -m tests.benchmarks.browser .venv-beside/bin/python

.venv-beside: tests/benchmarks/beside/requirements.txt
	python3 -m venv $@
	$@/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@

# An environment of its own, half a gigabyte.
$(VENV)-spark/.installed: requirements.txt requirements-spark.txt
	python3 -m venv $(VENV)-spark
	$(VENV)-spark/bin/pip install --quiet --disable-pip-version-check -r requirements.txt -r requirements-spark.txt
	touch $@

# The questions asked by Apache Spark and by DuckDB, from the same files, held side by side. Needs Java 17.
spark: $(VENV)-spark/.installed
	$(VENV)-spark/bin/python -m tests.spark

# The full count of what the tests do a few times: a thousand imports and collections killed at random moments.
kills: $(BIN)/.development
	$(BIN)/python -m tests.kills $$(mktemp -d) 1000

# Which branches of indicators/ no test takes, against the goal in pyproject.toml; TESTS=tests/reference measures a part.
coverage: $(BIN)/.development
	$(BIN)/python -m pytest -n $$(( $$(nproc) + 2 )) --cov --cov-report=term-missing:skip-covered $(TESTS)

# Which small faults in the analysis and its SQL no test notices; FAULTS="indicators/analysis/trend.py --most 50".
mutants: $(BIN)/.development
	$(BIN)/python -m tests.mutants $(FAULTS)
