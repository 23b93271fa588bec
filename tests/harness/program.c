/* The program under test, run as a user runs it. */
#include "tests/harness/program.h"

#include <stdlib.h>
#include <unistd.h>

const char *
program_path(struct world *w)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path));
	struct str self = { path, n > 0 ? (size_t)n : 0 };
	const char *other = getenv("LOTSA_PROGRAM");
	int up;

	if (other)
		return other;
	for (up = 0; up < 2; up++)
		while (self.n > 0 && path[--self.n] != '/')
			continue;
	return arena_printf(w->arena, "%.*s/lotsa", STR_ARG(self)).p;
}
