/* `lotsa import tallies`: yearly tallies from before Lotsa. */
#include <stdio.h>

#include "core/audit/command.h"
#include "core/csv/csv_reader.h"
#include "core/file/file.h"
#include "core/time/clock.h"
#include "features/release/internal.h"

enum { EARLIER_ARENA = 64 * 1024 * 1024, EARLIER_BYTES = 4 * 1024 * 1024 };

struct words {
	const char *path;
	bool is_dry;
};

static bool
read_words(int argc, char **argv, struct words *out)
{
	int i;

	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--dry-run") == 0)
			out->is_dry = true;
		else if (!out->path && argv[i][0] != '-')
			out->path = argv[i];
		else
			return false;
	}
	return out->path != NULL;
}

/* A dry run reads and checks everything, and keeps nothing. */
static enum err
bring_in(struct db *writer, struct arena *a, const struct words *words, struct str csv,
	struct earlier_done *done, struct csv_fault *fault)
{
	const struct scope *scope;
	struct tx *tx;
	enum err e;

	TRY(scope_for_job(a, (org_id){ 0 }, "import", &scope));
	TRY(tx_begin(writer, &tx));
	e = release_import_earlier(tx, scope, a, csv, clock_today(), done, fault);
	if (e == OK && !words->is_dry)
		return tx_commit(tx);
	tx_rollback(tx);
	return e;
}

static int
say_fault(const char *path, const struct csv_fault *fault, enum err e)
{
	if (!fault->reason) {
		fprintf(stderr, "lotsa import tallies: inget inläst: %s gick inte att läsa in "
			"(%s)\n", path, err_words(e));
		return 1;
	}
	fprintf(stderr, "%s", path);
	if (fault->row > 0)
		fprintf(stderr, ", rad %lld", (long long)fault->row);
	if (!str_is_empty(fault->column))
		fprintf(stderr, ", kolumn %.*s", STR_ARG(fault->column));
	fprintf(stderr, ": %s. Inget är inläst.\n", fault->reason);
	return 1;
}

static int
say_done(const struct words *words, const struct earlier_done *done)
{
	printf(words->is_dry ? "Skulle läsa in %lld tal, %lld av dem utan skydd.\n"
			     : "Läste in %lld tal, %lld av dem utan skydd.\n",
		(long long)done->figures, (long long)done->unprotected);
	return 0;
}

int
release_command_import(const struct config *config, int argc, char **argv)
{
	struct words words = { NULL, false };
	struct earlier_done done = { 0, 0 };
	struct csv_fault fault = { .row = 0 };
	struct arena *a;
	struct db *writer;
	struct str csv;
	int status;
	enum err e;

	if (!read_words(argc, argv, &words)) {
		fprintf(stderr, "Så här: lotsa import tallies FIL --data MAPP [--dry-run]\n");
		return 2;
	}
	a = arena_new(EARLIER_ARENA);
	e = a ? file_read(a, words.path, EARLIER_BYTES, &csv) : ERR_LIMIT;
	if (e == OK)
		e = audit_open_db(config, a, DB_WRITE, &writer);
	if (e == OK) {
		e = bring_in(writer, a, &words, csv, &done, &fault);
		audit_close_db(writer);
	}
	status = e == OK ? say_done(&words, &done) : say_fault(words.path, &fault, e);
	arena_free(a);
	return status;
}
