# Runs named steps and adds up what they counted; sourced by tools/test.sh and .ci/run.
# A step that ends with "N passed, N failed" counts so; any other step counts as one.
passed=0
failed=0
failed_steps=
logs=${STEP_LOGS:-build/logs}
mkdir -p "$logs"

step() { # name, command...
	local name=$1 log status=0 line ok=0 bad=0 seconds=$SECONDS
	shift
	log="$logs/$(printf '%s' "$name" | tr -c 'a-zA-Z0-9' '-').log"
	"$@" >"$log" 2>&1 </dev/null || status=$?
	line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1 || true)
	if [ -n "$line" ]; then
		ok=${line%% passed*}
		bad=${line#*, }
		bad=${bad%% failed}
		[ "$status" = 0 ] || [ "$bad" -gt 0 ] || bad=1
	elif [ "$status" = 0 ]; then
		ok=1
	else
		bad=1
	fi
	passed=$((passed + ok))
	failed=$((failed + bad))
	printf '%-44s %5d ok %5d not ok %5d s\n' "$name" "$ok" "$bad" $((SECONDS - seconds))
	if [ "$bad" -gt 0 ]; then
		failed_steps="$failed_steps $log"
		echo "---- the end of $log"
		tail -n "${STEP_TAIL:-60}" "$log" | sed 's/^/    /'
		echo "----"
	fi
}

end_steps() {
	[ -z "$failed_steps" ] || echo "Read more in:$failed_steps"
	printf '%d passed, %d failed\n' "$passed" "$failed"
	[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}
