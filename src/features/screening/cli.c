/* Asking on the command line. */
#include <stdio.h>

#include "core/audit/audit.h"
#include "core/time/clock.h"
#include "features/screening/ballot.h"
#include "features/screening/screening.h"

enum { ARENA_CAP = 64 * 1024 };

static int
failed(const char *command, const char *text, enum err e)
{
	fprintf(stderr, "lotsa %s: %s (%s)\n", command, text, err_name(e));
	return 1;
}

/* Numbers of boxes and nothing else: which boxes they were says something about few people. */
static int
say_counted(const struct ballot_counted *done)
{
	printf("Räknade lådor: %lld. Väntar: %lld.\n", (long long)done->boxes,
		(long long)done->boxes_waiting);
	if (done->boxes_bad)
		fprintf(stderr, "lotsa count: %lld lådor har en sedel som inte går att öppna "
			"och är orörda.\n", (long long)done->boxes_bad);
	if (done->has_traces)
		fprintf(stderr, "lotsa count: loggen kunde inte tömmas medan andra läser. "
			"Räkna igen.\n");
	return done->boxes_bad || done->has_traces ? 1 : 0;
}

int
ballot_command_count(const struct config *config, int argc, char **argv)
{
	struct arena *a = arena_new(ARENA_CAP);
	struct ballot_counted done;
	struct db *writer = NULL;
	enum err e;

	if (argc > 1) {
		fprintf(stderr, "lotsa count: okänt argument: %s\n", argv[1]);
		arena_free(a);
		return 2;
	}
	e = a ? crypto_init() : ERR_LIMIT;
	if (e == OK)
		e = audit_open_keys(config->keys_dir);
	if (e == OK)
		e = db_open(config_db_path(config, a), DB_WRITE, &writer);
	if (e == OK)
		e = ballot_count(writer, config->keys_dir, clock_today(), &done);
	db_close(writer);
	audit_close_keys();
	arena_free(a);
	if (e != OK)
		return failed("count", "räkningen gick inte att göra färdig", e);
	return say_counted(&done);
}
