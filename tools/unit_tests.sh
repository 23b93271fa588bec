#!/bin/bash
# unit_tests.sh BINARY: its tests, shared by as many processes as there are processors; what they
# say comes one after the other, and the last line is the sum, "N passed, N failed".
set -u
binary=$1
shares=$(nproc)
said=$(mktemp -d)
trap 'rm -rf "$said"' EXIT

for k in $(seq "$shares"); do
	"$binary" "--share=$k/$shares" >"$said/$k" 2>&1 &
	pids[k]=$!
done

passed=0
failed=0
for k in $(seq "$shares"); do
	status=0
	wait "${pids[k]}" || status=$?
	cat "$said/$k"
	sum=$(tail -n 1 "$said/$k" | grep -E '^[0-9]+ passed, [0-9]+ failed$')
	if [ -n "$sum" ]; then
		passed=$((passed + ${sum%% passed*}))
		bad=${sum#*, }
		failed=$((failed + ${bad%% failed}))
	else
		echo "share $k of $shares ended early, with status $status"
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
