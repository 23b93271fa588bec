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

# The catalogues are well-formed, and every %-hole of a text is in its translation.
catalogues() {
	local file
	for file in po/*.po; do
		msgfmt --check --check-accelerators=_ -o /dev/null "$file" || return 1
	done
}

step "layers" ninja -C build
step "style" node tools/check_style.mjs
step "links between documents" node tools/check_links.mjs
step "translations" catalogues
step "cppcheck" lint
step "clang-tidy" tidy
end_steps
