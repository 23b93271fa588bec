/* `lotsa count` and `lotsa audit verify`, with the day of their last good run. */
#include "app/marked.h"

#include <stdio.h>

#include "app/day_mark.h"
#include "core/audit/command.h"
#include "features/screening/screening.h"

enum { MARK_ARENA_MAX = 64 * 1024 };

/* What was done stays done when the mark cannot be written; the collector will think it was not. */
static int
mark(const struct config *config, const char *name, int status)
{
	struct arena *a;

	if (status != 0)
		return status;
	a = arena_new(MARK_ARENA_MAX);
	if (!a || day_mark_today(config, a, name) != OK)
		fprintf(stderr, "lotsa: dagen gick inte att anteckna i %s/%s.\n",
			config->data_dir, name);
	arena_free(a);
	return status;
}

int
app_command_count(const struct config *config, int argc, char **argv)
{
	return mark(config, MARK_COUNT, ballot_command_count(config, argc, argv));
}

int
app_command_audit(const struct config *config, int argc, char **argv)
{
	return mark(config, MARK_AUDIT, audit_command(config, argc, argv));
}
