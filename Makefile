# Restart Registry. `make run` shows it, `make test` checks it; `make` alone lists the rest.
# python3 may be any version from 3.11 to 3.14; PYTHON=python3.13 chooses another one.
.DEFAULT_GOAL := help
.PHONY: help run test test-php test-browser test-wordpress test-composer test-stores screenshots stress bench check fix lock openapi package deploy-check clean
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv/bin
RUN := .venv/requirements.stamp
DEV := .venv/requirements-dev.stamp
BENCH := .venv/requirements-bench.stamp
# What `make bench` measures: a module of benchmarks/parts.
PART ?= api
STATIC := staticfiles/staticfiles.json
PIP_INSTALL := $(VENV)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r
LAMBDA := .local/lambda
DEPLOY_CHECK := .local/deploy-check

# manage.py wants its settings, though these commands touch no WordPress and no database.
SETTINGS := SECRET_KEY=only-for-checks DATABASE_URL=sqlite://:memory: WP_BASE_URL=http://wordpress.test \
	PACKAGES_DATABASE_URL=sqlite://:memory: PACKAGES_URL=http://packages.test/packages
# Two processes run the tests, each with sites and databases of its own; JOBS=0 uses one, as in an editor. They go in the
# order of the folders, since a site ends with the last test of its folder.
JOBS ?= 2
PYTEST = $(VENV)/python -m pytest -p tests.no_skips -n $(JOBS) --dist loadfile --no-loadscope-reorder

help: ## list these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 18

run: $(RUN) $(STATIC) ## WordPress, our API and a demo; Ctrl-C ends it (API_PORT, WP_PORT, WP_BASE_URL)
	@$(VENV)/python -m wordpress.local

test: check test-php $(STATIC) ## all checks and tests, also against a real WordPress and in a browser
	$(PYTEST)

test-php: $(DEV) ## only the tests of the plugin's classes, without WordPress
	@$(VENV)/python -m tests.browser.packages
	phpunit -c wordpress/tests/phpunit.xml

test-browser: $(DEV) $(STATIC) ## only the tests in a browser: WP_SUITE as below
	$(PYTEST) tests/browser

test-wordpress: $(DEV) ## only the tests against a real WordPress: WP_SUITE=bookworm, trixie or sid (6.1, 6.8, 7.1)
	$(PYTEST) tests/real

test-composer: $(DEV) ## only the tests with a real Composer: COMPOSER_SUITE=bookworm, trixie or sid (2.5, 2.8, 2.11)
	$(PYTEST) $(shell find tests/packages -name 'test_composer*.py')

test-stores: $(DEV) $(STATIC) ## the tests of all that is stored, on a PostgreSQL and a Redis
	$(PYTEST) -p tests.stores $(addprefix tests/,items registries restart_registry wpauth live test_generated_requests.py)

screenshots: $(DEV) $(STATIC) ## make docs/screenshots/*.png again
	@$(VENV)/python -m tests.browser.screenshots

stress: JOBS = 0
stress: $(DEV) $(STATIC) ## the long tests, with their full numbers
	STRESS=full $(PYTEST) -m stress
	COMPOSER_SUITE=trixie $(MAKE) test-composer
	COMPOSER_SUITE=sid $(MAKE) test-composer

bench: $(BENCH) ## measure the API against the stack it replaces, into docs/ (QUICK=1: in two minutes; PART=api)
	$(VENV)/python -m benchmarks $(if $(QUICK),--quick) $(PART)

check: $(BENCH) ## format, lint (Python and PHP), types, direction of imports, missing migrations
	$(VENV)/ruff format --check .
	$(VENV)/ruff check .
	$(SETTINGS) $(VENV)/mypy .
	$(VENV)/lint-imports
	$(SETTINGS) $(VENV)/python manage.py makemigrations --check --dry-run
	@$(VENV)/python -m tests.browser.packages
	phpcs -q

fix: $(DEV) ## format, and mend what lint can mend
	$(VENV)/ruff format .
	$(VENV)/ruff check --fix .

lock: $(DEV) ## make requirements*.txt again from requirements*.in, for every supported Python
	$(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes requirements.in -o requirements.txt
	$(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes requirements-dev.in -o requirements-dev.txt
	$(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes requirements-bench.in -o requirements-bench.txt
	$(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes requirements-lambda.in -o requirements-lambda.txt
	$(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes requirements-deploy-check.in \
	  -o requirements-deploy-check.txt

openapi: $(DEV) ## make docs/openapi.json again from the code
	$(SETTINGS) $(VENV)/python manage.py spectacular --format openapi-json --validate --fail-on-warn --file docs/openapi.json

.PHONY: plugin-zip theme-pack
plugin-zip: ## dist/restart-registry-VERSION.zip of the last commit, for WordPress
	@$(PYTHON) scripts/pack.py wordpress/plugins/restart-registry

theme-pack: ## dist/therestart-VERSION.zip of the last commit, for WordPress
	@$(PYTHON) scripts/pack.py wordpress/themes/therestart

bump-%: # e.g. bump-plugin-patch
	@scripts/bump.sh $(subst -, ,$*)

STAGES := staging production staff ops
package: $(LAMBDA)/requirements.stamp ## dist/lambda-*.zip, for the functions on AWS: STAGES="production staff ops"
	@$(LAMBDA)/venv/bin/python -m deploy.aws.package $(STAGES)

deploy-check: $(LAMBDA)/requirements.stamp $(DEPLOY_CHECK)/requirements.stamp ## deploy, update and roll back without AWS; as root
	@$(DEPLOY_CHECK)/venv/bin/python -m deploy.check

clean: ## forget what `make run`, the packing and the tests made (not .env)
	rm -rf .local dist staticfiles

$(STATIC): $(RUN) $(wildcard restart_registry/static/*/*)
	@echo "Collecting the admin's static files"
	@$(SETTINGS) $(VENV)/python manage.py collectstatic --noinput --verbosity=0
	@touch $@

$(RUN): requirements.txt | .venv/bin/pip
	@echo "Installing Python packages (requirements.txt)"
	@$(PIP_INSTALL) requirements.txt
	@touch $@

# What it holds is what the functions run with, so it is no other environment; Python compares its own bytecode by date.
$(LAMBDA)/requirements.stamp: requirements-lambda.txt
	@for stage in $(STAGES); do $(PYTHON) -m deploy.aws.runtime $$stage || exit 1; done
	@echo "Installing Python packages for Lambda (requirements-lambda.txt)"
	@rm -rf $(LAMBDA)/venv
	@$(PYTHON) -m venv $(LAMBDA)/venv
	@$(LAMBDA)/venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes \
	  -r requirements-lambda.txt
	@touch $@

$(DEPLOY_CHECK)/requirements.stamp: requirements-deploy-check.txt
	@echo "Installing Python packages for the check (requirements-deploy-check.txt)"
	@rm -rf $(DEPLOY_CHECK)/venv
	@$(PYTHON) -m venv $(DEPLOY_CHECK)/venv
	@$(DEPLOY_CHECK)/venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	  -r requirements-deploy-check.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUN)
	@echo "Installing Python packages for the tests (requirements-dev.txt)"
	@$(PIP_INSTALL) requirements-dev.txt
	@touch $@

$(BENCH): requirements-bench.txt $(DEV)
	@echo "Installing Python packages for the benchmarks (requirements-bench.txt)"
	@$(PIP_INSTALL) requirements-bench.txt
	@touch $@

.venv/bin/pip:
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' \
	  || { echo "Python 3.11 to 3.14 is needed: make PYTHON=python3.13 ..."; exit 1; }
	@$(PYTHON) -m venv .venv \
	  || { rm -rf .venv; echo "Python can't make a virtual environment here: apt-get install python3-venv"; exit 1; }
