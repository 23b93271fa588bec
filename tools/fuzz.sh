#!/bin/bash
# fuzz.sh [SECONDS [NAME...]]: every parser under libFuzzer, ASan and UBSan, from its corpus on.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-30}
shift || true
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
	mkdir -p "$found"
	# New inputs stay in the build folder; what broke something moves to the corpus by hand,
	# under the name of the fault.
	if $folder/tests/fuzz/fuzz_"$name" -max_total_time="$seconds" -timeout=10 \
		-max_len=65536 -print_final_stats=0 -verbosity=0 -artifact_prefix="$found/" \
		"$found" \
		"tests/fuzz/corpus/$name"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
