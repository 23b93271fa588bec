#!/bin/sh
# run.sh [PART ...]: builds the bench without sanitizers and runs it beside the program; prints what
# doc/performance.md quotes.
set -eu
cd "$(dirname "$0")/../.."
ninja -C build lotsa tests/lotsa-bench >/dev/null
processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
echo "machine: $(nproc) cores, $processor, $(uname -sr)"
build/tests/lotsa-bench build/lotsa "$@"
