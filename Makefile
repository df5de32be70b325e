# The menu. Bare `make` lists it. Two ways of building: build/release is the program that is used, build/dev is the
# tests with address and undefined-behaviour sanitizers.
.DEFAULT_GOAL := help
SHELL := /bin/bash
JOBS ?= $(shell nproc)
PREFIX ?= /usr/local
ONLY ?=
PORT ?= 8080
KNAV := build/release/knav

.PHONY: help deps deps-build deps-test deps-lint build dev site serve test fuzz golden bench search-report format lint clean install

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

deps: deps-build deps-test ## install what is missing of Debian's packages and the browser tests' (asks sudo unless root)

deps-build:
	@tests/deps.sh build

deps-test: deps-build
	@tests/deps.sh test

deps-lint: deps-build
	@tests/deps.sh lint

build: deps-build ## the program: build/release/knav
	@cmake --preset release --log-level=WARNING >/dev/null
	@cmake --build build/release -j $(JOBS)

dev: deps-build
	@cmake --preset dev --log-level=WARNING >/dev/null
	@cmake --build build/dev -j $(JOBS)

site: build ## the site: public/
	$(KNAV) build

serve: build ## preview on http://127.0.0.1:PORT (8080)
	$(KNAV) serve --port $(PORT)

test: deps ## everything, or with ONLY="[graph]" some of the C++ tests
	@$(MAKE) --no-print-directory dev
	@ONLY='$(ONLY)' tests/run.sh

fuzz: ## the fuzz targets, SECONDS_EACH (20) seconds each
	@tests/deps.sh fuzz
	@tests/fuzz/run.sh

golden: build ## rewrite tests/golden/*/expected; read the difference like code
	@tests/golden/run.sh --update

bench: build ## time and memory beside Hugo on the same pages, of the search index, and of publishing a push; FULL=1 adds 100,000 pages
	@tests/deps.sh bench
	python3 tests/bench/guard.py
	python3 tests/bench/run.py $(if $(FULL),--full)
	python3 tests/bench/search.py
	python3 tests/bench/publish.py
	python3 tests/bench/history.py

search-report: build ## how well search finds, beside Pagefind and MiniSearch; SET= another judged set
	node tests/search/report.mjs $(SET)

format: deps-lint ## clang-format over every source
	@git ls-files -z --cached --others --exclude-standard '*.cpp' '*.hpp' | xargs -0 clang-format-14 -i

lint: deps-lint ## clang-format as a check, and clang-tidy
	@git ls-files -z '*.cpp' '*.hpp' | xargs -0 clang-format-14 --dry-run --Werror
	@cmake --preset dev -B build/lint -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON --log-level=WARNING >/dev/null
	@git ls-files -z 'generator/*.cpp' | xargs -0 -n 4 -P $(JOBS) clang-tidy-14 -p build/lint --quiet --warnings-as-errors='*'

clean: ## remove what was built
	rm -rf build public

install: build ## the program, schemas and theme below PREFIX (/usr/local)
	cmake --install build/release --prefix $(DESTDIR)$(PREFIX)
