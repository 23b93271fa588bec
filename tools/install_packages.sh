#!/bin/sh
# Installs the Debian packages of the named groups that are missing: install_packages.sh build test
set -eu
list=$(dirname "$0")/packages.txt
missing=

is_there() { # package [command]
	if [ -n "$2" ] && command -v "$2" >/dev/null 2>&1; then
		return 0
	fi
	dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed
}

for group in "$@"; do
	while read -r of package command; do
		if [ "$of" = "$group" ] && ! is_there "$package" "$command"; then
			missing="$missing $package"
		fi
	done <"$list"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
	as_root=
elif command -v sudo >/dev/null 2>&1; then
	as_root=sudo
else
	echo "These Debian packages are missing, and only root can install them:$missing" >&2
	exit 1
fi
if ! command -v apt-get >/dev/null 2>&1; then
	echo "These Debian 12 packages (or their like) are missing:$missing" >&2
	exit 1
fi
echo "Installing from Debian:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086 # a list of names
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	$missing >/dev/null
