#!/bin/bash
# What tools/units/boot.sh asks of the units, from within.
set -u
cd /house || exit 1
export STEP_LOGS=/house/logs
. tools/steps.sh
export LOTSA_CONFIG=/etc/lotsa/lotsa.conf

# The book's own block of commands, without the proxy that is not here.
install_it() {
	sed -n '/^## Under systemd/,/^| unit/p' doc/operate.md | sed -n '/^```/,/^```/p' |
		grep -v '^```' | grep -v nginx >install.sh
	ip link set lo up && install -d -m 755 /var/backups && bash -eu install.sh
}

ask() { # address of this server, arguments of curl
	local to=$1
	shift
	curl -sf --retry 20 --retry-connrefused --retry-delay 1 -H "Host: lotsa.example.se" \
		-H "Origin: https://lotsa.example.se" "http://127.0.0.1:8080$to" "$@"
}

# A password is checked and a session opened under every rule of the unit.
logs_in() {
	local token cookie
	echo "korv segel ugnsvante" | runuser -u lotsa -- \
		lotsa user add anna.berg --name "Anna Berg" --stdin
	token=$(ask /in -D head | grep -o 'name="csrf" value="[0-9a-f]*' | head -n 1 |
		sed 's/.*"//')
	cookie=$(sed -n 's/^[Ss]et-[Cc]ookie: \([^;]*\).*/\1/p' head)
	ask /in -H "Cookie: $cookie" -D head --data "csrf=$token&login=anna.berg" \
		--data-urlencode "password=korv segel ugnsvante"
	grep -qi '^location: /' head && grep -q '^.*__Host-lotsa=' head
}

runs() { # unit
	systemctl start "$1" && [ "$(systemctl show -P Result "$1")" = success ]
}

# Its timer, told to come in two seconds, starts it.
comes_by_timer() { # name
	local before
	before=$(systemctl show -P InvocationID "$1.service")
	mkdir -p "/etc/systemd/system/$1.timer.d"
	printf '[Timer]\nOnActiveSec=2s\nAccuracySec=1s\nRandomizedDelaySec=0\n' \
		>"/etc/systemd/system/$1.timer.d/soon.conf"
	systemctl daemon-reload
	systemctl restart "$1.timer"
	sleep 5
	[ "$(systemctl show -P InvocationID "$1.service")" != "$before" ] &&
		[ "$(systemctl show -P Result "$1.service")" = success ]
}

# What a process in the server's own space of files can see and change.
is_shut_in() {
	local pid inside
	pid=$(systemctl show -P MainPID lotsa.service)
	inside="nsenter -t $pid -m --"
	! $inside ls /etc/lotsa/ballot /var/backups | grep -q '^[^/]' &&
		! $inside touch /usr/x /etc/x && $inside touch /var/lib/lotsa/x &&
		$inside rm /var/lib/lotsa/x && grep -q '^CapBnd:.0*$' "/proc/$pid/status" &&
		grep -q '^NoNewPrivs:.1' "/proc/$pid/status" &&
		grep -q '^Seccomp:.2' "/proc/$pid/status" &&
		grep -q 'Max core file size *0 *0' "/proc/$pid/limits"
}

# An address that is this machine's and not loopback is out of reach under the unit's rules.
keeps_to_loopback() {
	ip addr add 10.8.8.8/32 dev lo
	python3 -m http.server --bind 10.8.8.8 9999 --directory /var/tmp >/dev/null 2>&1 &
	local server=$! status=0
	sleep 1
	curl -sf -m 3 -o /dev/null http://10.8.8.8:9999/ || status=1
	! systemd-run -q --wait --pipe -p IPAddressDeny=any -p IPAddressAllow=localhost \
		curl -sf -m 3 -o /dev/null http://10.8.8.8:9999/ || status=1
	kill "$server"
	return $status
}

comes_back() {
	systemctl kill -s KILL lotsa.service
	sleep 2
	[ "$(systemctl show -P NRestarts lotsa.service)" = 1 ] && ask /healthz
}

leaves_cleanly() {
	systemctl stop lotsa.service &&
		[ "$(systemctl show -P Result lotsa.service)" = success ] &&
		runuser -u lotsa -- lotsa audit verify
}

gives_metrics() {
	install -d -m 775 -g lotsa /var/lib/prometheus/node-exporter
	runs lotsa-metrics.service &&
		grep -q '^lotsa_' /var/lib/prometheus/node-exporter/lotsa.prom
}

step "the book's commands install it" install_it
step "the server answers" ask /readyz
step "somebody logs in" logs_in
step "the server is shut in" is_shut_in
step "addresses beyond loopback are out of reach" keeps_to_loopback
step "the count runs" runs lotsa-count.service
step "the count comes by its timer" comes_by_timer lotsa-count
step "the backup runs and verifies" runs lotsa-backup.service
step "the backup comes by its timer" comes_by_timer lotsa-backup
step "the metrics reach node_exporter's folder" gives_metrics
step "a killed server comes back" comes_back
step "a stopped server leaves a whole trail" leaves_cleanly
end_steps
