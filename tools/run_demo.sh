#!/bin/bash
# Makes the demo once and serves it: run_demo.sh PROGRAM DATA LISTEN
set -eu
program=$1 data=$2 listen=$3
logins=$data.logins

if [ ! -e "$data/lotsa.db" ] || [ ! -e "$logins" ]; then
	rm -rf "$data" "$data.keys" "$logins"
	echo 'Making the demo: the association of Södertälje with invented participants ...'
	(umask 077 && "$program" demo --data "$data" >"$logins.part")
	mv "$logins.part" "$logins"
fi
echo
echo "Lotsa (practice) at http://$listen/in"
awk '
	$1 == "pin" { pin[$2] = $3 }
	$1 == "login" { login[++n] = $2; password[n] = $3; role[n] = $4 }
	END {
		printf "  %-24s %-24s %-8s %s\n", "user", "password", "PIN", "role"
		for (i = 1; i <= n; i++)
			printf "  %-24s %-24s %-8s %s\n",
				login[i], password[i], pin[login[i]], role[i]
	}' "$logins"
echo 'Ctrl-C ends it; "make clean" forgets the demo.'
echo
exec "$program" serve --data "$data" --listen "$listen"
