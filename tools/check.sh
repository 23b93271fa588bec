#!/bin/bash
# What a machine can see without running the program; ends with "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1
. tools/steps.sh

tidy() {
	git ls-files 'src/*.c' 'tools/*.c' |
		xargs -P "$(nproc)" -n 4 clang-tidy -p build --quiet 2>/dev/null
}

# Without the generated headers cppcheck cannot know every macro, so it only warns about what it sees.
lint() {
	cppcheck --quiet --error-exitcode=1 --std=c11 --language=c -I src -j "$(nproc)" \
		--enable=warning,performance,portability --inline-suppr \
		--suppress=missingInclude --suppress=unknownMacro --suppress=normalCheckLevelMaxBranches \
		src tools
}

step "layers" ninja -C build
step "style" node tools/check_style.mjs
step "links between documents" node tools/check_links.mjs
step "translations" tools/po_check.sh
step "cppcheck" lint
step "clang-tidy" tidy
end_steps
