#!/bin/bash
# po_extract.sh OUT.pot SOURCE_ROOT FILE...: every text marked for translation, from the C that
# htmlgen made (FILE...) and from the sources.
set -eu
out=$1
root=$2
shift 2
templates=()
for file in "$@"; do
	case $file in *.html.[ch]) templates+=("${file%.?}.c") ;; esac
done
find "$root/src" -name '*.[ch]' ! -name 'test_*' -print0 | sort -z |
	xargs -0 xgettext --language=C --from-code=UTF-8 --no-wrap --package-name=lotsa \
		--keyword --keyword=N_ --keyword=tr:2 --keyword=tr_fill:3 --keyword=html_put_tr:2 \
		--keyword=html_tr_begin:2 --add-location=file --force-po -o "$out" "${templates[@]}"
# Percent signs in running text are no printf formats.
sed -i 's/^#, c-format$/#, no-c-format/' "$out"
