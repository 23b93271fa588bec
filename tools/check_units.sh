#!/bin/bash
# The systemd units: understood, as closed as the book of operation says, and the program works under
# their system call rules.  Needs no running systemd; ends with "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1
export STEP_LOGS=build/logs/units
. tools/steps.sh
work=build/units
mkdir -p "$work"
rm -f "$work"/*

# `systemd-analyze verify` wants the program where the unit says.
understood() {
	local unit
	for unit in dist/systemd/*; do
		sed "s,/usr/bin/lotsa,$PWD/build/lotsa,g" "$unit" >"$work/${unit##*/}"
	done
	local said
	said=$(systemd-analyze verify --man=no "$work"/*.service "$work"/*.timer 2>&1)
	echo "$said"
	[ -z "$said" ]
}

# Tenths of the figure that doc/operate.md gives.
closed() { # unit, tenths
	systemd-analyze security --offline=true --no-pager --threshold="$2" \
		"dist/systemd/$1" | tail -n 1
	return "${PIPESTATUS[0]}"
}

names_of() { # word...
	local word
	for word in "$@"; do
		case $word in
		@*)
			# shellcheck disable=SC2046 # a list of names
			names_of $(systemd-analyze syscall-filter --no-pager "$word" |
				sed -n 's/^    \([@a-z0-9_-]*\)$/\1/p')
			;;
		*) echo "$word" ;;
		esac
	done
}

# What is left of the unit's SystemCallFilter=, one name a line.
write_names() { # unit
	local plus minus
	plus=$(sed -n 's/^SystemCallFilter=\([^~].*\)/\1/p' "dist/systemd/$1")
	minus=$(sed -n 's/^SystemCallFilter=~\(.*\)/\1/p' "dist/systemd/$1")
	# shellcheck disable=SC2086 # lists of names
	comm -23 <(names_of $plus | sort -u) <(names_of $minus | sort -u) >"$work/$1.names"
}

# A program that is Lotsa under the unit's rules.
write_program() { # unit
	write_names "$1" || return 1
	printf '#!/bin/sh\nexec "%s" "%s" "%s" "$@"\n' "$PWD/$work/sandbox" \
		"$PWD/$work/$1.names" "$PWD/build/lotsa" >"$work/$1.lotsa"
	chmod 755 "$work/$1.lotsa"
	"$work/sandbox" "$work/$1.names" --probe
}

serves() {
	write_program lotsa.service &&
		LOTSA_PROGRAM=$PWD/$work/lotsa.service.lotsa \
			build/tests/lotsa-tests test_serve test_flood
}

# The jobs, on a demo of their own.
works() { # unit, command...
	local unit=$1 demo
	shift
	demo=$(mktemp -d)
	write_program "$unit" && build/lotsa demo --data "$demo/data" >/dev/null &&
		"$work/$unit.lotsa" "$@" --data "$demo/data" \
			$([ "$1" != backup ] || echo --to "$demo/copy")
	local status=$?
	rm -rf "$demo"
	return "$status"
}

step "units are understood" understood
step "lotsa.service is closed" closed lotsa.service 11
step "lotsa-count.service is closed" closed lotsa-count.service 6
step "lotsa-backup.service is closed" closed lotsa-backup.service 4
step "lotsa-metrics.service is closed" closed lotsa-metrics.service 7
step "rules of system calls" \
	cc -Wall -Wextra -O2 -o "$work/sandbox" tools/units/sandbox.c -lseccomp
step "the server works under its rules" serves
step "the count works under its rules" works lotsa-count.service count
step "the backup works under its rules" works lotsa-backup.service backup
end_steps
