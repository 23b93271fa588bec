#!/bin/bash
# The catalogues are well-formed and hold nothing that the program no longer says; prints how many
# texts are not yet translated.  --update merges new texts into po/ and drops obsolete ones.
set -eu
cd "$(dirname "$0")/.."
pot=build/po/lotsa.pot
merged=$(mktemp)
trap 'rm -f "$merged"' EXIT
failed=0

ninja -C build po/lotsa.pot >/dev/null
for po in po/*.po; do
	msgfmt --check-format --check-domain -o /dev/null "$po"
	msgmerge --quiet --no-fuzzy-matching --no-wrap --add-location=file -o "$merged" \
		"$po" "$pot"
	if [ "${1-}" = --update ]; then
		msgattrib --no-obsolete --no-wrap --add-location=never "$merged" |
			grep -v '^"POT-Creation-Date' >"$po"
		continue
	fi
	missing=$(msgattrib --untranslated --no-obsolete "$merged" | grep -c '^msgid' || true)
	missing=$((missing > 0 ? missing - 1 : 0))
	printf '%s: %d of %d texts are not translated\n' "$po" "$missing" \
		"$(grep -c '^msgid ".' "$pot")"
	if msgattrib --only-obsolete "$merged" | grep '^#~ msgid'; then
		echo "$po: the program no longer says these; tools/po_check.sh --update"
		failed=1
	fi
	if msgattrib --only-fuzzy "$po" | grep '^msgid ".'; then
		printf '%s: these translations are only guessed\n' "$po"
		failed=1
	fi
done
exit $failed
