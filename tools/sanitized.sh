#!/bin/bash
# Unit tests under clang with AddressSanitizer, LeakSanitizer and UndefinedBehaviorSanitizer.
set -eu
cd "$(dirname "$0")/.."
folder=build-asan

[ -e $folder/build.ninja ] || CC=clang meson setup $folder -Db_sanitize=address,undefined \
	-Db_lundef=false -Dwerror=true
ninja -C $folder tests/lotsa-tests
export ASAN_OPTIONS=abort_on_error=1:detect_stack_use_after_return=1
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
exec $folder/tests/lotsa-tests
