/* Asking on the command line. */
#include <stdio.h>

#include "core/audit/command.h"
#include "core/file/file.h"
#include "core/json/json.h"
#include "core/time/clock.h"
#include "features/screening/ballot.h"
#include "features/screening/screening.h"

enum { ARENA_CAP = 64 * 1024, IMPORT_ARENA_CAP = 16 * 1024 * 1024 };

/* ---- count ---- */

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
	struct db *writer;
	enum err e;

	if (argc > 1) {
		fprintf(stderr, "lotsa count: okänt argument: %s\n", argv[1]);
		arena_free(a);
		return 2;
	}
	e = a ? audit_open_db(config, a, DB_WRITE, &writer) : ERR_LIMIT;
	if (e == OK) {
		e = ballot_count(writer, config->ballot_keys_dir, clock_today(), &done);
		audit_close_db(writer);
	}
	arena_free(a);
	if (e != OK)
		return failed("count", "räkningen gick inte att göra färdig", e);
	return say_counted(&done);
}

/* ---- import instrument ---- */

static enum err
import_in(struct db *writer, struct arena *a, struct str json, struct instrument_fault *fault)
{
	const struct scope *scope;
	instrument_id id;
	struct tx *tx;
	enum err e;

	TRY(scope_for_job(a, (org_id){ 0 }, "import", &scope));
	TRY(tx_begin(writer, &tx));
	e = screening_import_instrument(tx, scope, a, json, &id, fault);
	if (e == OK)
		return tx_commit(tx);
	tx_rollback(tx);
	return e;
}

static int
say_imported(const char *path, enum err e, const struct instrument_fault *fault)
{
	if (e == OK) {
		printf("Frågeformuläret i %s är inläst.\n", path);
		return 0;
	}
	if (!str_is_empty(fault->reason))
		fprintf(stderr, "%s: %.*s: %.*s.\n", path, STR_ARG(fault->place),
			STR_ARG(fault->reason));
	else
		fprintf(stderr, "lotsa import instrument: %s: gick inte att läsa in (%s)\n",
			path, err_name(e));
	return 1;
}

int
screening_command_import(const struct config *config, int argc, char **argv)
{
	struct arena *a = arena_new(IMPORT_ARENA_CAP);
	struct instrument_fault fault = { STR_NULL, STR_NULL };
	struct db *writer;
	struct str json;
	int status;
	enum err e;

	if (argc != 2) {
		fprintf(stderr, "Så här: lotsa import instrument FIL --data MAPP\n");
		arena_free(a);
		return 2;
	}
	e = a ? file_read(a, argv[1], JSON_BYTES_MAX, &json) : ERR_LIMIT;
	if (e == OK)
		e = audit_open_db(config, a, DB_WRITE, &writer);
	if (e == OK) {
		e = import_in(writer, a, json, &fault);
		audit_close_db(writer);
	}
	status = say_imported(argv[1], e, &fault);
	arena_free(a);
	return status;
}
