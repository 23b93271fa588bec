#!/bin/bash
# Unit tests, goldens and browser tests of the build folder; ends with "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1
. tools/steps.sh

# Everything registered with meson but the one test binary, which counts for itself.
other_tests() {
	local names
	names=$(meson test -C build --list --no-rebuild 2>/dev/null |
		sed 's/.* \/ //' | grep -vx all)
	[ -n "$names" ] || return 0
	# shellcheck disable=SC2086 # a list of names
	meson test -C build --no-rebuild --print-errorlogs $names | tee "$logs/goldens.txt"
	local ok bad
	ok=$(sed -n 's/^Ok: *\([0-9]*\).*/\1/p' "$logs/goldens.txt" | tail -n 1)
	bad=$(sed -n 's/^\(Fail\|Timeout\|Unexpected Pass\): *\([0-9]*\).*/\2/p' \
		"$logs/goldens.txt" | awk '{ n += $1 } END { print n + 0 }')
	printf '%d passed, %d failed\n' "${ok:-0}" "$bad"
	[ "$bad" = 0 ]
}

step "rules and pages" tools/unit_tests.sh build/tests/lotsa-tests
step "goldens of the tools" other_tests
step "browser" node tests/web/run.mjs
end_steps
