#!/bin/bash
# Unit tests under clang with AddressSanitizer, LeakSanitizer and UndefinedBehaviorSanitizer.
set -eu
cd "$(dirname "$0")/.."
folder=build-asan

[ -e $folder/build.ninja ] || CC=clang meson setup $folder -Db_sanitize=address,undefined \
	-Db_lundef=false -Dwerror=true
# The program itself too: some tests start it.
ninja -C $folder lotsa tests/lotsa-tests tests/attack/lotsa-crash
export ASAN_OPTIONS=abort_on_error=1:detect_stack_use_after_return=1
export LSAN_OPTIONS=suppressions=$PWD/tools/lsan.supp:print_suppressions=0
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
tools/unit_tests.sh $folder/tests/lotsa-tests
exec $folder/tests/attack/lotsa-crash $folder/lotsa
