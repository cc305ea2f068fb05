# Every target sets up .venv by itself: a machine needs make and Python 3.11 or newer, nothing else.
# The first set-up fetches the packages that requirements.lock pins, which is what building needs. A target that needs
# more brings it on top into the same .venv: requirements-test.lock, -cluster.lock, -find.lock, -links.lock, -pdf.lock, -zensical.lock. Afterwards
# nothing here needs a network but `lock`.

PYTHON ?= python3
BIN := .venv/bin
PYTEST_ARGS ?=
BENCH_ARGS ?=
CHECK_ARGS ?=
# The branch or commit that `make changes` compares with, and the published site that `make verify-site` asks. A forge
# sets them in the environment, and they reach the shell through it: no name of a branch is ever part of a command.
BASE ?= main
SITE ?=
# The folder of the branch that `make law` judges, `make preview` shows and `make changes` tells of; here by default.
BRANCH ?= .
# What puts the pages of the site into a frame: mkdocs, or zensical.
BUILDER ?= mkdocs
export BASE SITE BRANCH BUILDER

# Material for MkDocs announces the end of mkdocs 1.x at each build; pyproject.toml already holds mkdocs below 2.
export NO_MKDOCS_2_WARNING = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Some machines are told to keep no byte code. The modules here would then be compiled anew for each of the hundreds of
# processes that the tests start, and the tests themselves for each worker.
unexport PYTHONDONTWRITEBYTECODE

# What a step of the publication runs stands in that script alone; the workflows of the forges call these targets.
PUBLISH := PYTHON=$(BIN)/python .ci/publish

SITE_NEEDS := .venv/installed $(if $(filter zensical,$(BUILDER)),.venv/with-zensical) \
	$(if $(filter true,$(CORPUS_PDF)),.venv/with-pdf) $(if $(CORPUS_CLUSTER),.venv/with-cluster)
TEST_NEEDS := .venv/installed .venv/with-test

.DEFAULT_GOAL := help
# Under `make -j` two targets would bring their locks into one .venv at the same time.
.NOTPARALLEL:
.PHONY: help setup setup-site site links serve check law verify preview changes edit summary publish-dry-run verify-since verify-site test coverage lint \
	bench bench-short words lock clean

help:           ## show the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 17

setup: $(TEST_NEEDS)    ## make .venv with what building and testing need

setup-site: $(SITE_NEEDS)  ## make .venv with what building needs and no more

site: $(SITE_NEEDS)     ## build the site into site/, which stays as it was when the build fails; BUILDER=zensical for another builder
	$(PUBLISH) build

links: .venv/installed .venv/with-links  ## follow every link of site/, fragments too; brings lychee into .venv, 300 MB
	$(PUBLISH) links

serve: .venv/installed  ## show the site at http://127.0.0.1:8000/ and rebuild it when a file changes
	$(BIN)/python -m mkdocs serve

check: .venv/installed  ## look for mistakes in versions/
	$(PUBLISH) check $(CHECK_ARGS)

verify: .venv/installed ## prove the record: its seals and every redline
	$(PUBLISH) verify

law: .venv/installed    ## judge the branch in the folder BRANCH by the code here, which is that of BASE: does it change the law, or what judges it
	$(PUBLISH) law "$$BASE"

preview: .venv/installed  ## build in preview/ what the site of the folder BRANCH would be, to be read from a disk, by the code here
	$(PUBLISH) preview

changes: .venv/installed  ## tell in changes/ what the record here changes against BASE
	$(PUBLISH) changes "$$BASE"

edit: .venv/installed  ## do what TASK (amend, rebase, renumber, seal, pack) says to OF, and keep what came of it in change/
	$(PUBLISH) edit

summary:        ## show what stands in changes/, where a forge takes it or here
	$(PUBLISH) summary

publish-dry-run: $(SITE_NEEDS) .venv/with-links  ## all that happens from a branch to the published site, here; BASE as above; brings lychee too
	$(PUBLISH) dry-run "$$BASE"

verify-since: .venv/installed  ## see that all that is sealed on the site published at SITE is sealed here, unchanged
	$(PUBLISH) verify-since "$$SITE"

verify-site: .venv/installed  ## see that the site published at SITE is what the record makes, every file of it
	$(PUBLISH) verify-site "$$SITE"

# A worker takes whole files, so that what is made once for a file is made once; tests/conftest.py puts the long ones first.
WORKERS := -n auto --dist loadscope --no-loadscope-reorder

test: lint              ## run every check of the code; PYTEST_ARGS goes to pytest
	$(BIN)/python -m pytest $(WORKERS) $(PYTEST_ARGS)

# Some two to three times as long as the tests alone; it counts what their subprocesses run too.
coverage: export COVERAGE_FILE = $(CURDIR)/.cache/coverage/data
coverage: $(TEST_NEEDS) ## run the tests and show how much of the code they reach; PYTEST_ARGS goes to pytest
	rm -rf .cache/coverage
	mkdir -p .cache/coverage
	$(BIN)/coverage run -m pytest $(WORKERS) $(PYTEST_ARGS)
	$(BIN)/coverage combine --quiet
	@[ -z "$$GITHUB_STEP_SUMMARY" ] || $(BIN)/coverage report --format=markdown >> "$$GITHUB_STEP_SUMMARY"
	$(BIN)/coverage report

lint: $(TEST_NEEDS)     ## style, spelling and types alone
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/typos
	$(BIN)/oxlint --deny-warnings build_tools
	$(BIN)/zizmor --offline --quiet --pedantic .github
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.gitlab-ci .gitlab-ci.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/*.yml

bench: $(TEST_NEEDS) .venv-bench/installed  ## how long each stage takes and how that grows, what a large site costs, how long a page keeps its reader waiting, how good the redlines are, Word files
	.venv-bench/bin/python tests/bench speed $(SHORT)
	$(BIN)/python tests/bench growth $(SHORT)
	$(BIN)/python tests/bench scale $(SHORT)
	$(BIN)/python tests/bench reading $(SHORT)
	$(BIN)/python tests/bench word $(SHORT)
	$(BIN)/python tests/bench weave $(SHORT)
	$(BIN)/python tests/bench any_two $(SHORT)
	$(BIN)/python tests/bench thresholds MIN_SIMILARITY $(SHORT)
	.venv-bench/bin/python tests/bench quality $(SHORT) $(BENCH_ARGS)

bench-short: SHORT := --short
bench-short: bench      ## a short form of each of these, some minutes; it fails only for what no slow machine can bring about

# All that the tests have is resolved first, and every other lock agrees with it: whatever is in .venv, in whatever order
# it came there, a package has one version.
COMPILE = .cache/uv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock"
AGREEING = --constraints requirements-test.lock --output-file

words: $(TEST_NEEDS)    ## bring new messages into the catalogues of build_tools/language, and take out what nobody says
	$(BIN)/python -m tests.messages

lock: .cache/uv/bin/uv  ## pin the newest packages that pyproject.toml allows
	$(COMPILE) pyproject.toml --group test --extra cluster --extra find --extra pdf --extra zensical --output-file requirements-test.lock
	$(COMPILE) pyproject.toml --group build $(AGREEING) requirements.lock
	$(COMPILE) pyproject.toml --extra zensical $(AGREEING) requirements-zensical.lock
	$(COMPILE) pyproject.toml --extra pdf $(AGREEING) requirements-pdf.lock
	$(COMPILE) pyproject.toml --extra cluster $(AGREEING) requirements-cluster.lock
	$(COMPILE) pyproject.toml --extra find $(AGREEING) requirements-find.lock
	$(COMPILE) --group links $(AGREEING) requirements-links.lock
	$(COMPILE) pyproject.toml --group bench $(AGREEING) requirements-bench.lock

clean:          ## remove all that was built; .venv and .venv-bench stay
	rm -rf site change changes preview dist .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find build_tools tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Apart from .venv/installed, so that an edit of pyproject.toml does not fetch everything anew. --clear: a package that
# left a lock must leave .venv too, or a forgotten import of it would go unseen. So .venv begins anew when one of the locks
# changes that it was made from, and what was on top comes back when a target needs it. The stamps are copies of the locks:
# one that git only wrote anew is no change.
ON_TOP := $(patsubst .venv/with-%,%,$(wildcard .venv/with-*))
UNCHANGED = cmp -s requirements.lock .venv/locked $(foreach set,$(ON_TOP),&& cmp -s requirements-$(set).lock .venv/with-$(set))

.venv/locked: requirements.lock $(ON_TOP:%=requirements-%.lock)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed, and $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; \
		echo "Name another: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(UNCHANGED) || { echo "making .venv as requirements.lock says" && $(PYTHON) -m venv --clear .venv && \
		$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock; }
	@cp requirements.lock $@

.venv/with-%: requirements-%.lock .venv/locked
	@cmp -s $< $@ || { echo "adding what $< says" && \
		$(BIN)/python -m pip install --quiet --require-hashes --requirement $<; }
	@cp $< $@

.venv/installed: .venv/locked pyproject.toml
	$(BIN)/python -m pip install --quiet --no-index --no-deps --no-build-isolation --editable .
	@touch $@

# The other engines have a .venv of their own, so that no test of the package can lean on what they bring along.
.venv-bench/locked: requirements-bench.lock | .venv/locked
	$(PYTHON) -m venv --clear .venv-bench
	.venv-bench/bin/python -m pip install --quiet --require-hashes --requirement requirements-bench.lock
	@touch $@

.venv-bench/installed: .venv-bench/locked pyproject.toml
	.venv-bench/bin/python -m pip install --quiet --no-index --no-deps --no-build-isolation --editable .
	@touch $@

# Kept out of the lock: only whoever changes the dependencies needs it.
.cache/uv/bin/uv:
	$(PYTHON) -m venv --clear .cache/uv
	.cache/uv/bin/python -m pip install --quiet 'uv>=0.9,<1'
