#!/bin/bash
# What a machine can see without running the program; ends with "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1
. tools/steps.sh

# The attribute on enum err wants to be told of (see meson.build).
tidy() {
	git ls-files 'src/*.c' | grep -v /test_ |
		xargs -P "$(nproc)" -n 4 clang-tidy -p build --quiet \
			--extra-arg=-fdouble-square-bracket-attributes 2>/dev/null
}

# What the compilers see better is left to them: formats, and what follows assert_always.
lint() {
	cppcheck --quiet --error-exitcode=1 --std=c11 --language=c -I src -I . -j "$(nproc)" \
		--enable=warning,performance,portability --inline-suppr \
		--suppress=missingInclude --suppress=unknownMacro \
		--suppress=wrongPrintfScanfArgNum --suppress=nullPointerArithmeticRedundantCheck \
		--suppress=nullPointerRedundantCheck --suppress=internalAstError \
		--suppress=uninitvar src tools
}

step "layers" ninja -C build
step "style" node tools/check_style.mjs
step "links between documents" node tools/check_links.mjs
step "translations" tools/po_check.sh
step "words that users see" node tools/check_words.mjs
step "cppcheck" lint
step "clang-tidy" tidy
step "systemd units" tools/check_units.sh
end_steps
