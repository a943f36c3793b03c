# Install rustup and Node.js first. Each target installs what else it needs into .tools/, and Debian's packages into the system.
#
#   PORT=8080                   port of `make serve` and `make dev`
#   T=NAME                      test for `make test-one`: a name or a part of one
#   W=NAME                      walk for `make walk`: a file (`map` is tests/e2e/map.test.mjs) or a part of a test's name
#   DIST=DIR                    page that `make walk` opens, in place of the quick one that it builds: DIST=dist for the hosted one
#   S=NAME, UPDATE=1            chart for `make snapshot`; rewrite its snapshot
#   VICTIM_CLUSTERS_DATA=DIR    real tables; without them, the tests that read them are skipped
#   QUICK=1, BENCH_ROWS=N,…     `make bench` with little data; number of generated rows
#   WALKS=2                     number of walks that run at the same time
#   LONG_WALKS=1                also the walks that take minutes, and more variants of others
#   FUZZ_RUNS=1000000           executions of each target by `make fuzz`
#   CHROMIUM, CHROMEDRIVER,
#   FIREFOX, WEBKITWEBDRIVER    browsers and drivers for the tests, if they are not in /usr/bin

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help

PORT ?= 8080
FUZZ_RUNS ?= 1000000
WALKS ?= 2
CHROMIUM ?= /usr/bin/chromium
CHROMEDRIVER ?= /usr/bin/chromedriver
FIREFOX ?= /usr/bin/firefox-esr
WEBKITWEBDRIVER ?= /usr/bin/WebKitWebDriver
export CHROMIUM CHROMEDRIVER FIREFOX WEBKITWEBDRIVER
export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/.tools/node_modules/.bin:$(PATH):$(HOME)/.cargo/bin

# The wasm-bindgen command must have the version of the wasm-bindgen crate that the page is linked with.
trunk_version := 0.21.14
wasm_bindgen_version := $(shell sed -n '/^name = "wasm-bindgen"$$/{n;s/^version = "\(.*\)"$$/\1/p;}' Cargo.lock)
binaryen_version := 132.0.0
geckodriver_version := 0.37.1
cargo_deny_version := 0.20.2

trunk := .tools/installed/trunk-$(trunk_version)
wasm_bindgen := .tools/installed/wasm-bindgen-$(wasm_bindgen_version)
wasm_opt := .tools/installed/binaryen-$(binaryen_version)
geckodriver := .tools/installed/geckodriver-$(geckodriver_version)
cargo_deny := .tools/installed/cargo-deny-$(cargo_deny_version)
venv := .tools/venv/installed
node_modules := tests/e2e/node_modules/.package-lock.json
bench_venv := .tools/bench/installed
bench_modules := tests/bench/node_modules/.package-lock.json

target := $(or $(CARGO_TARGET_DIR),target)
wasm := $(target)/wasm32-unknown-unknown
quick_page := $(target)/quick-page
page_inputs := Makefile Trunk.toml Cargo.lock LICENSE index.html style public \
	$(addprefix build/,finish.mjs licenses.mjs offline.mjs seal.mjs) \
	$(wasm)/page/app.wasm $(addprefix $(wasm)/release/,worker.wasm unpack.wasm fetch.wasm)

# The hosted page must not reveal where this machine keeps its packages, not even as a hash (build/rustc.sh). These flags are added
# to those of .cargo/config.toml.
cargo_home := $(or $(CARGO_HOME),$(HOME)/.cargo)
remapped = $$(for folder in $(cargo_home)/registry/src/*; do printf ' --remap-path-prefix=%s=/crates' "$$folder"; done)

# With LINTED=1 the build of the native tests lints, too: clippy takes the place of the compiler, as `cargo clippy` does it. Alone, it
# checks 220 dependencies before, for four minutes.
linted := $(if $(LINTED),CLIPPY_ARGS=-Dwarnings__CLIPPY_HACKERY__ RUSTC_WORKSPACE_WRAPPER=clippy-driver)

walk := node --test --test-concurrency=$(WALKS) --test-reporter=spec
# WebKitGTK has no headless mode and needs a display.
under_x := xvfb-run -a -s '-screen 0 1600x1200x24'

heading = @printf '\n== %s\n' '$(1)'

# $(call debian,TEST,PACKAGES): installs Debian packages unless the shell command TEST succeeds.
debian = if ! { $(1); } >/dev/null 2>&1; then \
	sudo=; \
	if ! command -v apt-get >/dev/null; then echo 'Missing: $(2). On a system without apt-get, install them yourself.' >&2; exit 1; fi; \
	if [ "$$(id -u)" != 0 ]; then \
		if ! command -v sudo >/dev/null; then echo 'Missing; as root, run: apt-get install $(2)' >&2; exit 1; fi; \
		sudo=sudo; \
	fi; \
	$$sudo apt-get update -qq; \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(2) </dev/null >/dev/null; \
fi

##@ Run

help: ## List the targets
	@awk -F ':.*## ' '/^##@/ { printf "\n%s\n", substr($$0, 5) } /^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

serve: quick ## Build the page quickly and serve it on 127.0.0.1 (PORT=8080)
	@node tests/e2e/server.mjs $(quick_page) $(PORT)

dev: $(if $(wildcard $(wasm_bindgen)),rust,quick) ## Serve the page; rebuild and reload it on every change (PORT=8080)
	@node build/dev.mjs $(PORT)

# Larger than the hosted page and hardly slower (profile `quick` in Cargo.toml). On the first run, wasm-bindgen is installed while the
# page compiles, which keeps both cores busy.
quick: rust
	$(call heading,Building the page quickly)
	@if [ ! -e $(wasm_bindgen) ]; then \
		$(MAKE) --no-print-directory quick-tools & tools=$$!; \
		trap 'kill $$tools 2>/dev/null || true' EXIT; \
		node build/quick.mjs compile; \
		wait $$tools; \
	fi
	@node build/quick.mjs

# The app is optimized for size, the workers for speed. Trunk would run wasm-opt every time, so it is skipped while its inputs stay
# the same: dist/.inputs holds their hash. Trunk empties dist/ when it builds.
build: tools ## Build the small page for hosting into dist/ (slow)
	$(call heading,The page)
	@cargo fetch --locked --quiet
	@export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$(remapped)" RUSTC_WRAPPER=$(CURDIR)/build/rustc.sh; \
	cargo build --locked --profile page --target wasm32-unknown-unknown -p victim-clusters --bin app; \
	cargo build --locked --release --target wasm32-unknown-unknown -p vc-workers; \
	inputs=$$(find $(page_inputs) -type f -exec sha256sum {} + | LC_ALL=C sort | sha256sum); \
	if [ "$$inputs" != "$$(cat dist/.inputs 2>/dev/null || true)" ]; then \
		env -u NO_COLOR trunk build --release --locked --quiet; \
		echo "$$inputs" >dist/.inputs; \
	fi

##@ Test while you work

test-unit: rust ## Unit tests of all crates
	@cargo test --locked --workspace --lib

test-one: rust ## One native test: T=name, or a part of a name
	@node build/test_one.mjs '$(T)'

walk: export LONG_WALKS = 1
walk: $(if $(DIST),,quick) $(node_modules) chromium tested-analyze ## One walk in Chromium: W=map (a file) or W='a part of its name'
	@export DIST='$(or $(DIST),$(quick_page))'; \
	if [ -f 'tests/e2e/$(W).test.mjs' ]; then $(walk) 'tests/e2e/$(W).test.mjs'; \
	else $(walk) --test-name-pattern='$(W)' tests/e2e/*.test.mjs; fi

snapshot: rust ## One chart's snapshot: S=name; UPDATE=1 rewrites it
	@$(if $(UPDATE),UPDATE_SNAPSHOTS=1) cargo test --locked -p vc-view --test drawings '$(S)'

##@ Test everything

check: fmt clippy test-native ## Format, lints, native tests

# Linking the page keeps one core busy for minutes. The native tests run beside it.
test: export LINTED = 1
test: test-tools ## Lints, native tests, walks in Chromium, the main walks in Firefox and WebKitGTK
	@mkdir -p target; set -m; \
	$(MAKE) --no-print-directory build >target/page.log 2>&1 & page=$$!; \
	trap 'kill -- -$$page 2>/dev/null || true' EXIT; \
	$(MAKE) --no-print-directory fmt test-native clippy-wasm; \
	wait $$page || { cat target/page.log; exit 1; }; \
	cat target/page.log
	@$(MAKE) --no-print-directory test-e2e test-engines
	$(call heading,All tests passed)
	@if [ -z "$${VICTIM_CLUSTERS_DATA:-}" ]; then echo 'VICTIM_CLUSTERS_DATA is not set: the tests on real tables were skipped.'; fi

test-all: export LONG_WALKS = 1
test-all: test test-web fuzz test-e2e-all reproducible ## All tests, and those that take hours

fmt: rust ## Check the format of the code
	$(call heading,Format)
	@cargo fmt --all --check

clippy: rust ## Lints (native)
	$(call heading,Lints (native))
	@cargo clippy --locked --workspace --all-targets -- -D warnings

clippy-wasm: rust ## Lints (WebAssembly)
	$(call heading,Lints (wasm32))
	@# One by one, as the page builds them: together, each would have the features of web-sys that another one names.
	@for package in vc-web vc-workers victim-clusters; do cargo clippy --locked --target wasm32-unknown-unknown -p $$package --lib --bins -- -D warnings; done

test-native: rust $(venv) ## Unit, integration and documentation tests (native)
	$(call heading,Native tests)
	@PYTHON=$(CURDIR)/.tools/venv/bin/python $(linted) cargo test --locked --workspace

fuzz: rust ## Fuzz every target FUZZ_RUNS times (needs nightly Rust and cargo-fuzz)
	$(call heading,Fuzzing)
	@if ! cargo +nightly --version >/dev/null 2>&1 || ! cargo fuzz --version >/dev/null 2>&1; then \
		echo 'Skipped: fuzzing needs `rustup toolchain install nightly` and `cargo install cargo-fuzz`. The corpus is replayed by make test-native.'; \
		exit 0; \
	fi; \
	cargo +nightly fuzz build --sanitizer none --codegen-units 16; \
	for target in $$(cargo +nightly fuzz list); do \
		echo "$$target: $(FUZZ_RUNS) executions"; \
		mkdir -p target/fuzz-corpus/$$target; \
		case $$target in dates) longest=1024;; link|wkt) longest=2048;; archive|whole) longest=8192;; *) longest=4096;; esac; \
		cargo +nightly fuzz run --sanitizer none --codegen-units 16 $$target target/fuzz-corpus/$$target fuzz/corpus/$$target -- \
			-runs=$(FUZZ_RUNS) -max_len=$$longest -timeout=10 -rss_limit_mb=2048 -malloc_limit_mb=512 -verbosity=0 -print_final_stats=1; \
	done

test-web: rust $(wasm_bindgen) chromium ## Tests of the WebAssembly in Chromium
	$(call heading,Tests in the browser)
	@cargo clippy --locked --target wasm32-unknown-unknown -p vc-core --test web -- -D warnings
	@WASM_BINDGEN_TEST_TIMEOUT=600 WASM_BINDGEN_TEST_DRIVER_TIMEOUT=60 WASM_BINDGEN_TEST_WEBDRIVER_JSON=tests/webdriver.json \
		CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
		cargo test --locked --target wasm32-unknown-unknown -p vc-core --test web

analyze: rust ## Build the command-line program
	$(call heading,analyze)
	@cargo build --locked --release -p vc-analyze

# The walks compare the page with this program. Within `make test`, the native tests have just built it, and a build of its own would have
# other features and compile the engine once more.
tested-analyze: rust
	@$(if $(LINTED),test -x $(target)/debug/analyze,cargo build --locked --quiet -p vc-analyze)

test-e2e: $(node_modules) chromium tested-analyze ## All walks through dist/ in Chromium
	$(call heading,Walks through the page)
	@$(walk) tests/e2e/*.test.mjs

# Walks whose result must be the same in every engine: the page starts; the results of the sample and, with LONG_WALKS, of the real tables; the bytes
# of every exported file; no request leaves the page.
same := --test-name-pattern='the page starts|cannot start|the first visit|files of the analysis|reaches another server|is not the one$(if $(LONG_WALKS),|dropped on the page|worker that fails while)' \
	$(addprefix tests/e2e/,page.test.mjs analysis.test.mjs safety.test.mjs faults.test.mjs)

test-engines: $(node_modules) firefox webkit tested-analyze ## The main walks in Firefox and WebKitGTK
	$(call heading,Firefox)
	@BROWSER=firefox $(walk) $(same)
	$(call heading,WebKitGTK)
	@BROWSER=webkit $(under_x) $(walk) $(same)

test-e2e-all: $(node_modules) firefox webkit tested-analyze ## All walks in Firefox and WebKitGTK (an hour)
	$(call heading,All walks in Firefox)
	@BROWSER=firefox $(walk) tests/e2e/*.test.mjs
	$(call heading,All walks in WebKitGTK)
	@BROWSER=webkit $(under_x) $(walk) tests/e2e/*.test.mjs

bench: build analyze $(node_modules) $(bench_venv) $(bench_modules) chromium ## Compare the speed with scikit-learn and others (QUICK=1 for a trial)
	$(call heading,Bench)
	@cargo build --locked --release --quiet --manifest-path tests/bench/native/Cargo.toml --target-dir target/bench
	@node tests/bench/bench.mjs

deny: rust $(cargo_deny) ## Licenses, sources and duplicates of all dependencies
	$(call heading,Dependencies)
	@cargo fetch --locked --quiet
	@cargo deny --locked --offline check --hide-inclusion-graph licenses bans sources

advisories: rust $(cargo_deny) ## Known vulnerabilities of the dependencies (needs github.com)
	$(call heading,Advisories)
	@cargo deny --locked check --hide-inclusion-graph advisories

reproducible: build ## Build the page again in another folder and compare every byte (slow)
	$(call heading,The same bytes elsewhere)
	@build/reproducible.sh

##@ Clean up

clean: ## Remove everything that was built, except the tools
	cargo clean
	rm -rf dist tests/out

.PHONY: help serve dev quick build test-unit test-one walk snapshot check test fmt clippy clippy-wasm test-native fuzz test-all test-web analyze tested-analyze test-e2e test-engines test-e2e-all bench deny advisories reproducible clean rust quick-tools tools test-tools chromium firefox webkit

# Tools

rust:
	@command -v rustup >/dev/null || { echo 'Rust is missing: install rustup first.' >&2; exit 1; }
	@command -v node >/dev/null || { echo 'Node.js is missing: install it (18.19 or newer) first.' >&2; exit 1; }
	@$(call debian,command -v cc,gcc libc6-dev)
	@rustup --quiet target add wasm32-unknown-unknown
	@rustup --quiet component add rustfmt clippy

quick-tools: rust $(wasm_bindgen)

tools: quick-tools $(trunk) $(wasm_opt)
	@rm -rf target/tools

test-tools: tools chromium firefox webkit $(venv) $(node_modules)

# Optimizing the tools takes longer than it saves. They need no TLS, because they download nothing.
cargo_install := CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_STRIP=true \
	CARGO_TARGET_DIR=target/tools cargo install --force --root .tools --no-default-features

$(trunk): | rust
	$(call heading,Installing trunk $(trunk_version) (about two minutes))
	@$(cargo_install) --locked trunk@$(trunk_version)
	@mkdir -p $(@D) && touch $@

# Not --locked: its lock file names a crate version that was withdrawn.
$(wasm_bindgen): | rust
	$(call heading,Installing wasm-bindgen $(wasm_bindgen_version) (about a minute))
	@$(cargo_install) wasm-bindgen-cli@$(wasm_bindgen_version)
	@mkdir -p $(@D) && touch $@

$(wasm_opt): | rust
	$(call heading,Installing wasm-opt $(binaryen_version))
	@npm install --prefix .tools --no-save --no-audit --no-fund --loglevel=error binaryen@$(binaryen_version)
	@mkdir -p $(@D) && touch $@

$(geckodriver): | rust
	$(call heading,Installing geckodriver $(geckodriver_version) (about a minute))
	@$(cargo_install) --locked geckodriver@$(geckodriver_version)
	@mkdir -p $(@D) && touch $@

$(cargo_deny): | rust
	$(call heading,Installing cargo-deny $(cargo_deny_version) (about three minutes))
	@$(cargo_install) --locked cargo-deny@$(cargo_deny_version)
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
	$(call heading,Installing the libraries to compare with)
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

firefox: $(geckodriver)
	@$(call debian,test -x $(FIREFOX),firefox-esr fonts-liberation)

webkit:
	@$(call debian,test -x $(WEBKITWEBDRIVER) && command -v xvfb-run,webkit2gtk-driver xvfb xauth fonts-liberation)
