/* Asking on the command line. */
#include <stdio.h>
#include <string.h>

#include "core/audit/command.h"
#include "core/file/file.h"
#include "core/json/json.h"
#include "core/time/clock.h"
#include "features/people/people.h"
#include "features/screening/ballot.h"
#include "features/screening/screening.h"

enum { ARENA_CAP = 64 * 1024, IMPORT_ARENA_CAP = 16 * 1024 * 1024 };

/* ---- count ---- */

static int
failed(const char *command, const char *text, enum err e)
{
	fprintf(stderr, "lotsa %s: %s (%s)\n", command, text, err_words(e));
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

struct import_words {
	const char *path;
	const char *intervention, *party;	/* who asks it from now on; both or neither */
};

static bool
read_words(int argc, char **argv, struct import_words *out)
{
	int i;

	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--intervention") == 0 && i + 1 < argc)
			out->intervention = argv[++i];
		else if (strcmp(argv[i], "--party") == 0 && i + 1 < argc)
			out->party = argv[++i];
		else if (!out->path && argv[i][0] != '-')
			out->path = argv[i];
		else
			return false;
	}
	return out->path && !out->intervention == !out->party;
}

static enum err
give_to(struct tx *tx, struct arena *a, const struct import_words *words, instrument_id id,
	struct instrument_fault *fault)
{
	const struct scope *scope;
	intervention_id intervention;
	struct org_row party;
	enum err e = org_by_code(tx_db(tx), a, str_of(words->party), &party);

	if (e == OK)
		e = scope_for_job(a, party.id, "import", &scope);
	if (e == OK)
		e = intervention_by_name(tx_db(tx), scope, a, str_of(words->intervention),
			&intervention);
	if (e == OK)
		e = intervention_set_instrument(tx, scope, intervention, id);
	if (e == ERR_NOT_FOUND)
		*fault = (struct instrument_fault){ str_of(words->intervention),
			arena_printf(a, "det finns ingen sådan insats hos %s, och inget är "
					"inläst", words->party) };
	return e;
}

/* All of it or nothing: a form that is taken in for somebody is asked by her as well. */
static enum err
import_in(struct db *writer, struct arena *a, const struct import_words *words,
	struct str json, struct instrument_fault *fault)
{
	const struct scope *scope;
	instrument_id id;
	struct tx *tx;
	enum err e;

	TRY(scope_for_job(a, (org_id){ 0 }, "import", &scope));
	TRY(tx_begin(writer, &tx));
	e = screening_import_instrument(tx, scope, a, json, &id, fault);
	if (e == OK && words->intervention)
		e = give_to(tx, a, words, id, fault);
	if (e == OK)
		return tx_commit(tx);
	tx_rollback(tx);
	return e;
}

static int
say_imported(const struct import_words *words, enum err e, const struct instrument_fault *fault)
{
	if (e == OK) {
		printf("Frågeformuläret i %s är inläst.\n", words->path);
		if (words->intervention)
			printf("%s ställer dess frågor från och med nu.\n",
				words->intervention);
		return 0;
	}
	if (!str_is_empty(fault->reason))
		fprintf(stderr, "%s: %.*s: %.*s.\n", words->path, STR_ARG(fault->place),
			STR_ARG(fault->reason));
	else
		fprintf(stderr, "lotsa import instrument: %s: gick inte att läsa in (%s)\n",
			words->path, err_words(e));
	return 1;
}

int
screening_command_import(const struct config *config, int argc, char **argv)
{
	struct arena *a = arena_new(IMPORT_ARENA_CAP);
	struct instrument_fault fault = { STR_NULL, STR_NULL };
	struct import_words words = { .path = NULL };
	struct db *writer;
	struct str json;
	int status;
	enum err e;

	if (!read_words(argc, argv, &words)) {
		fprintf(stderr, "Så här: lotsa import instrument FIL "
			"[--intervention INSATS --party KOD] --data MAPP\n");
		arena_free(a);
		return 2;
	}
	e = a ? file_read(a, words.path, JSON_BYTES_MAX, &json) : ERR_LIMIT;
	if (e == OK)
		e = audit_open_db(config, a, DB_WRITE, &writer);
	if (e == OK) {
		e = import_in(writer, a, &words, json, &fault);
		audit_close_db(writer);
	}
	status = say_imported(&words, e, &fault);
	arena_free(a);
	return status;
}
