# Needs rustup and Node.js; whatever else is missing is installed into .tools/ (Debian's packages: into the system).
#
#   PORT=8080                   where `make serve` serves
#   VICTIM_CLUSTERS_DATA=DIR    real tables for the tests that want them; without it they are skipped
#   QUICK=1, BENCH_ROWS=N,…     `make bench` on little data; rows of its generated tables
#   CHROMIUM, CHROMEDRIVER      browser and driver for the tests, where they are not in /usr/bin

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help

PORT ?= 8080
CHROMIUM ?= /usr/bin/chromium
CHROMEDRIVER ?= /usr/bin/chromedriver
export CHROMIUM CHROMEDRIVER
export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/.tools/node_modules/.bin:$(PATH):$(HOME)/.cargo/bin

# wasm-bindgen's command line has to be of the very version that the page is linked with.
trunk_version := 0.21.14
wasm_bindgen_version := $(shell sed -n '/^name = "wasm-bindgen"$$/{n;s/^version = "\(.*\)"$$/\1/p;}' Cargo.lock)
binaryen_version := 132.0.0

trunk := .tools/installed/trunk-$(trunk_version)
wasm_bindgen := .tools/installed/wasm-bindgen-$(wasm_bindgen_version)
wasm_opt := .tools/installed/binaryen-$(binaryen_version)
venv := .tools/venv/installed
node_modules := tests/e2e/node_modules/.package-lock.json
bench_venv := .tools/bench/installed
bench_modules := tests/bench/node_modules/.package-lock.json

wasm := $(or $(CARGO_TARGET_DIR),target)/wasm32-unknown-unknown
page_inputs := Makefile Trunk.toml index.html style public $(wasm)/page/app.wasm $(wasm)/release/worker.wasm $(wasm)/release/unpack.wasm

heading = @printf '\n== %s\n' '$(1)'

# $(call debian,TEST,PACKAGES): installs Debian packages unless the shell test succeeds.
debian = if ! { $(1); } >/dev/null 2>&1; then \
	sudo=; \
	if ! command -v apt-get >/dev/null; then echo 'Missing, and only installed by itself on Debian: $(2)' >&2; exit 1; fi; \
	if [ "$$(id -u)" != 0 ]; then \
		if ! command -v sudo >/dev/null; then echo 'Missing; as root, run: apt-get install $(2)' >&2; exit 1; fi; \
		sudo=sudo; \
	fi; \
	$$sudo apt-get update -qq; \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(2) </dev/null >/dev/null; \
fi

##@ To use

help: ## List the targets
	@awk -F ':.*## ' '/^##@/ { printf "\n%s\n", substr($$0, 5) } /^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

serve: build ## Build the page and serve it on 127.0.0.1 (PORT=8080)
	@node tests/e2e/server.mjs dist $(PORT)

# The app is built to be small and the workers to be fast. Trunk always runs wasm-opt anew, so a page made from these very
# inputs is left alone: dist/.inputs holds their hash, and goes when Trunk builds.
build: tools ## Build the page for release into dist/
	$(call heading,The page)
	@cargo fetch --locked --quiet
	@cargo build --locked --profile page --target wasm32-unknown-unknown --bin app
	@cargo build --locked --release --target wasm32-unknown-unknown --bin worker --bin unpack
	@inputs=$$(find $(page_inputs) -type f -exec sha256sum {} + | LC_ALL=C sort | sha256sum); \
	if [ "$$inputs" != "$$(cat dist/.inputs 2>/dev/null || true)" ]; then \
		env -u NO_COLOR trunk build --release --locked --quiet; \
		echo "$$inputs" >dist/.inputs; \
	fi

##@ To check

check: fmt clippy test-native ## The quick loop: format, lints, native tests

test: test-tools check clippy-wasm test-web build test-e2e ## Everything, on both targets and in a real browser
	$(call heading,All tests passed)
	@if [ -z "$${VICTIM_CLUSTERS_DATA:-}" ]; then echo 'VICTIM_CLUSTERS_DATA is not set: the tests on real tables were skipped.'; fi

fmt: rust ## Is the code formatted?
	$(call heading,Format)
	@cargo fmt --check

clippy: rust ## Lints, natively
	$(call heading,Lints (native))
	@cargo clippy --locked --all-targets -- -D warnings

clippy-wasm: rust ## Lints, for the browser
	$(call heading,Lints (wasm32))
	@cargo clippy --locked --target wasm32-unknown-unknown --lib --bin app --bin worker --bin unpack --test web -- -D warnings

test-native: rust $(venv) ## Unit, integration and documentation tests
	$(call heading,Native tests)
	@PYTHON=$(CURDIR)/.tools/venv/bin/python cargo test --locked

test-web: rust $(wasm_bindgen) chromium ## wasm-bindgen tests in headless Chromium
	$(call heading,Tests in the browser)
	@WASM_BINDGEN_TEST_TIMEOUT=600 WASM_BINDGEN_TEST_DRIVER_TIMEOUT=60 WASM_BINDGEN_TEST_WEBDRIVER_JSON=tests/webdriver.json \
		CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
		cargo test --locked --target wasm32-unknown-unknown --test web

analyze: rust ## Build the native command line
	$(call heading,analyze)
	@cargo build --locked --release --bin analyze

test-e2e: $(node_modules) chromium analyze ## Walks through the page as it stands in dist/
	$(call heading,Walks through the page)
	@node --test --test-concurrency=1 --test-reporter=spec tests/e2e/*.test.mjs

bench: build analyze $(node_modules) $(bench_venv) $(bench_modules) chromium ## Measure against scikit-learn and others (QUICK=1 for a trial)
	$(call heading,Bench)
	@cargo build --locked --release --quiet --manifest-path tests/bench/native/Cargo.toml --target-dir target/bench
	@node tests/bench/bench.mjs

deny: ## Licenses and sources of the dependencies (needs cargo-deny)
	@cargo deny --locked check --hide-inclusion-graph licenses bans sources

##@ To tidy up

clean: ## Remove what was built, but not the tools
	cargo clean
	rm -rf dist tests/out

.PHONY: help serve build check test fmt clippy clippy-wasm test-native test-web analyze test-e2e bench deny clean rust tools test-tools chromium

# Tools

rust:
	@command -v rustup >/dev/null || { echo 'Rust is missing: install rustup first.' >&2; exit 1; }
	@command -v node >/dev/null || { echo 'Node.js is missing: install it (18.19 or newer) first.' >&2; exit 1; }
	@$(call debian,command -v cc,gcc libc6-dev)
	@rustup --quiet target add wasm32-unknown-unknown
	@rustup --quiet component add rustfmt clippy

tools: rust $(wasm_bindgen) $(trunk) $(wasm_opt)
	@rm -rf target/tools

test-tools: tools chromium $(venv) $(node_modules)

# Built to be ready soon rather than to run fast: a page takes them a second. Without TLS, as they never download anything.
cargo_install := CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_STRIP=true \
	CARGO_TARGET_DIR=target/tools cargo install --force --root .tools --no-default-features

$(trunk): | rust
	$(call heading,Installing trunk $(trunk_version) (about two minutes))
	@$(cargo_install) --locked trunk@$(trunk_version)
	@mkdir -p $(@D) && touch $@

# Not --locked: the lock file that it comes with names a crate that is no longer to be had.
$(wasm_bindgen): | rust
	$(call heading,Installing wasm-bindgen $(wasm_bindgen_version) (about a minute))
	@$(cargo_install) wasm-bindgen-cli@$(wasm_bindgen_version)
	@mkdir -p $(@D) && touch $@

$(wasm_opt): | rust
	$(call heading,Installing wasm-opt $(binaryen_version))
	@npm install --prefix .tools --no-save --no-audit --no-fund --loglevel=error binaryen@$(binaryen_version)
	@mkdir -p $(@D) && touch $@

$(venv): tests/python/requirements.txt
	$(call heading,Installing scikit-learn)
	@$(call debian,python3 -c "import ensurepip; import venv",python3 python3-venv)
	@python3 -m venv .tools/venv
	@.tools/venv/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

$(node_modules): tests/e2e/package-lock.json
	$(call heading,Installing the WebDriver client)
	@npm ci --prefix tests/e2e --loglevel=error
	@touch $@

$(bench_venv): tests/bench/requirements.txt
	$(call heading,Installing what is measured against)
	@$(call debian,python3 -c "import ensurepip; import venv",python3 python3-venv)
	@python3 -m venv .tools/bench
	@.tools/bench/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

$(bench_modules): tests/bench/package-lock.json
	$(call heading,Installing ml-pca and ml-kmeans)
	@npm ci --prefix tests/bench --loglevel=error
	@touch $@

chromium:
	@$(call debian,test -x $(CHROMIUM) -a -x $(CHROMEDRIVER),chromium chromium-driver fonts-liberation)
