#!/bin/bash
# The units under a systemd of their own: booted in namespaces, installed word by word as doc/operate.md
# says, started, looked into, killed and stopped.  As root, after `make build`; touches nothing outside.
# Ends with "N passed, N failed".
set -eu
cd "$(dirname "$0")/../.."
root=$(mktemp -d)
group=lotsa-units-$$
groups=$(awk '$3 ~ /^cgroup2?$/ { print $2 }' /proc/mounts)

clean_up() {
	[ -z "${first:-}" ] || kill -9 "$first" 2>/dev/null || true
	sleep 1
	for at in $groups; do
		[ ! -d "$at/$group" ] ||
			find "$at/$group" -depth -type d -exec rmdir {} + 2>/dev/null || true
	done
	rmdir "$root"
}
trap clean_up EXIT

# A group of processes that the booted systemd takes for the root of all.
for at in $groups; do
	mkdir "$at/$group" 2>/dev/null || continue
	for file in cpuset.cpus cpuset.mems; do
		[ ! -e "$at/$group/$file" ] || cat "$at/$file" >"$at/$group/$file"
	done
done
(
	for at in $groups; do
		echo "$BASHPID" >"$at/$group/cgroup.procs" 2>/dev/null || true
	done
	exec unshare --pid --mount --uts --ipc --net --cgroup --fork \
		tools/units/first.sh "$root" "$PWD"
) >"$PWD/build/units-boot.log" 2>&1 &
for _ in $(seq 100); do
	sleep 0.2
	first=$(pgrep -f '^/lib/systemd/systemd --unit=multi-user.target' | tail -n 1 || true)
	[ -z "$first" ] || ! nsenter -t "$first" -m -p --root --wd=/ \
		systemctl is-system-running --wait >/dev/null 2>&1 || break
done
[ -n "$first" ] || { cat build/units-boot.log; exit 1; }
nsenter -t "$first" -m -u -i -n -p -C --root --wd=/ \
	env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin /house/tools/units/inside.sh
