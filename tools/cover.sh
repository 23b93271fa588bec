#!/bin/bash
# How much of each room the unit tests reach; the last line is the whole.
set -eu
cd "$(dirname "$0")/.."
folder=build-cover

[ -e $folder/build.ninja ] || meson setup $folder -Db_coverage=true --buildtype=debug
ninja -C $folder lotsa tests/lotsa-tests
$folder/tests/lotsa-tests
gcovr --root . --object-directory $folder --filter 'src/' --exclude '.*test_.*' --print-summary
