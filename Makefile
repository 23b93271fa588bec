# The menu: `make` shows it.
SHELL := /bin/bash
BUILD := build
DATA := $(BUILD)/demo
LISTEN := 127.0.0.1:8080
NINJA := ninja -C

.PHONY: menu packages build run test check format asan fuzz soak published soak-statistics units web look golden pictures \
	lighthouse night bench cover clean

menu:
	@echo 'make run     build, and serve the demo at http://$(LISTEN)/in'
	@echo 'make build   the program: $(BUILD)/lotsa'
	@echo 'make test    unit tests, goldens, browser tests'
	@echo 'make check   layers, style, clang-tidy, cppcheck, translations, links'
	@echo 'make format  wraps lines of C that are too long'
	@echo 'make asan    unit tests under clang with ASan and UBSan'
	@echo 'make fuzz    every parser under libFuzzer, SECONDS=30 each or RUNS=1000000'
	@echo 'make soak    the server killed 200 times under eight writers, ROUNDS=200'
	@echo 'make units   the systemd units under a systemd of their own; as root'
	@echo 'make published  a thousand releases of two nations that differ in one answer'
	@echo 'make soak-statistics  the attacks on published figures for a night, RELEASES=100000'
	@echo 'make web     browser tests only'
	@echo 'make look    pictures of every page to leaf through: $(BUILD)/look/index.html'
	@echo 'make golden  records anew what is heard on every page, and where Tab stops'
	@echo 'make pictures  takes the pictures of the handbook anew'
	@echo 'make lighthouse  its accessibility score on ten kinds of page, which must be 100'
	@echo 'make night   what takes too long for every change: both soaks, lighthouse, sixty paper forms'
	@echo 'make bench   figures for doc/performance.md; PARTS="catalogue release" for those that take long'
	@echo 'make cover   how much of the code the unit tests reach'

packages:
	@tools/install_packages.sh build

node_modules/.package-lock.json: package.json package-lock.json
	@tools/install_packages.sh build
	npm ci --no-fund --no-audit
	@touch $@

$(BUILD)/build.ninja: | packages node_modules/.package-lock.json
	meson setup $(BUILD) $(if $(CI),-Dwerror=true)

build: packages node_modules/.package-lock.json $(BUILD)/build.ninja
	$(NINJA) $(BUILD)

run: build
	@tools/run_demo.sh $(BUILD)/lotsa $(DATA) $(LISTEN)

test: build
	@tools/install_packages.sh test
	$(NINJA) $(BUILD) tests/lotsa-tests tests/attack/lotsa-crash
	@tools/test.sh

check: build
	@tools/install_packages.sh check
	@tools/check.sh

format:
	@tools/install_packages.sh check
	@tools/format.sh

asan: packages node_modules/.package-lock.json
	@tools/install_packages.sh check
	@tools/sanitized.sh

fuzz: packages node_modules/.package-lock.json
	@tools/install_packages.sh check
	@SECONDS_EACH=$(or $(SECONDS),30) RUNS=$(RUNS) tools/fuzz.sh $(NAMES)

soak: build
	$(NINJA) $(BUILD) tests/attack/lotsa-crash
	$(BUILD)/tests/attack/lotsa-crash $(BUILD)/lotsa $(or $(ROUNDS),200)

units: build
	tools/units/boot.sh

soak-statistics: build
	$(NINJA) $(BUILD) tests/attack/lotsa-published tests/attack/lotsa-distinguish tests/attack/lotsa-ten-years tests/attack/lotsa-noise
	$(BUILD)/tests/attack/lotsa-noise content/statistics/plan.json 10000000
	$(BUILD)/tests/attack/lotsa-distinguish 100000
	$(BUILD)/tests/attack/lotsa-ten-years $(BUILD)/lotsa 2000
	$(BUILD)/tests/attack/lotsa-published $(or $(RELEASES),100000)

# As in the tests, with a thousand releases of each nation and the plan as it is shipped, and ten million
# draws of each noise from a fixed seed: some minutes.
published: build
	$(NINJA) $(BUILD) tests/attack/lotsa-published tests/attack/lotsa-noise
	$(BUILD)/tests/attack/lotsa-noise content/statistics/plan.json 10000000 2026
	$(BUILD)/tests/attack/lotsa-published 1000

web: build
	@tools/install_packages.sh test
	node tests/web/run.mjs

look: build
	@tools/install_packages.sh test
	node tests/web/run.mjs --look

golden: build
	@tools/install_packages.sh test
	node tests/web/run.mjs --renew

pictures: build
	@tools/install_packages.sh test
	node tests/web/take_pictures.mjs

tools/lighthouse/node_modules/.package-lock.json: tools/lighthouse/package.json \
		tools/lighthouse/package-lock.json
	npm ci --prefix tools/lighthouse
	@touch $@

lighthouse: build tools/lighthouse/node_modules/.package-lock.json
	@tools/install_packages.sh test
	node tools/lighthouse/run.mjs

night: soak soak-statistics lighthouse
	LOTSA_FORMS=60 node tests/web/run.mjs 'paper forms in a row'

bench: build
	@tests/bench/run.sh $(PARTS)

cover: packages node_modules/.package-lock.json
	@tools/install_packages.sh cover
	@tools/cover.sh

clean:
	rm -rf $(BUILD) build-*
