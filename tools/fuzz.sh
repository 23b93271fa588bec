#!/bin/bash
# fuzz.sh [NAME...]: every parser under libFuzzer, ASan and UBSan, from its corpus on.
# SECONDS_EACH=30 (when nothing is said) or RUNS=1000000 says how long each.
set -eu
cd "$(dirname "$0")/.."
limit=-max_total_time=${SECONDS_EACH:-30}
[ -z "${RUNS:-}" ] || limit=-runs=$RUNS
folder=build-fuzz
flags=-fsanitize=fuzzer-no-link,address,undefined

[ -e $folder/build.ninja ] || CC=clang meson setup $folder -Dfuzz=true -Db_lundef=false \
	-Dc_args="$flags" -Dc_link_args=-fsanitize=address,undefined
export ASAN_OPTIONS=detect_leaks=0
ninja -C $folder
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
[ $# -gt 0 ] || set -- $(cd tests/fuzz && ls fuzz_*.c | sed 's/^fuzz_//; s/\.c$//')
passed=0
failed=0
for name in "$@"; do
	found=$folder/found/$name
	log=$folder/$name.log
	mkdir -p "$found"
	# New inputs stay in the build folder; what broke something moves to the corpus by hand,
	# under the name of the fault.
	if $folder/tests/fuzz/fuzz_"$name" "$limit" -timeout=20 -max_len=8192 \
		-artifact_prefix="$found/" "$found" "tests/fuzz/corpus/$name" \
		>"$log" 2>&1; then
		passed=$((passed + 1))
		echo "$name $(grep DONE "$log" | tail -1 | tr -s '\t ' ' ')"
	else
		failed=$((failed + 1))
		tail -60 "$log"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
