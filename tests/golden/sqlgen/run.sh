#!/bin/sh
# Runs sqlgen over every golden: NAME.refused says what it must answer, else NAME.sql.h and
# NAME.sql.c what it must write.  `run.sh SQLGEN --accept` takes today's answers as the golden ones.
sqlgen=$(realpath "$1")
cd "$(dirname "$0")" || exit 1
accept=${2:-}
out=$(mktemp -d) || exit 1
trap 'rm -r "$out"' EXIT
bad=0

compare() {
	if [ -n "$accept" ]; then
		cp "$2" "$1"
	elif ! diff -u "$1" "$2"; then
		bad=1
	fi
}

for sql in *.sql; do
	name=${sql%.sql}
	flags=
	case $name in any_place*) flags=--any-place ;; esac
	if "$sqlgen" queries $flags --room visit "$out/h" "$out/c" "$sql" may_include.txt -- \
		schema.txt 2>"$out/refused"; then
		compare "$sql.h" "$out/h"
		compare "$sql.c" "$out/c"
		if [ -e "$name.refused" ]; then
			echo "$sql was accepted"
			bad=1
		fi
	else
		compare "$name.refused" "$out/refused"
	fi
done

# Migrations that must be refused.
for schema in migrations/*.sql; do
	if "$sqlgen" migrations "$out/c" "$schema" 2>"$out/refused"; then
		echo "$schema was accepted"
		bad=1
	else
		compare "${schema%.sql}.refused" "$out/refused"
	fi
done
exit $bad
