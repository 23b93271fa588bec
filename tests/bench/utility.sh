#!/bin/sh
# utility.sh LOTSA UTILITY PLAN DOCUMENT: releases a small invented nation and holds its figures against
# what the document promises of each level.
set -eu
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
"$1" demo --data "$folder/data" --associations 12 --askings 40000 >/dev/null
"$2" "$folder/data/lotsa.db" "$3" "$folder/utility.svg" "$4"
