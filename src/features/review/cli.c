/* `lotsa audit show`: the trail of a place on the command line. */
#include <stdio.h>

#include "core/crypto/crypto.h"
#include "features/people/people.h"
#include "features/review/templates.h"

enum { SHOW_ARENA = 32 << 20, SHOW_BYTES = 256 << 20 };

struct show {
	struct str at;
	struct audit_filter period;
	struct arena *arena;
	struct names *names;
	struct buf out;
	enum err err;
};

static int
complain(const char *message)
{
	fprintf(stderr, "lotsa audit show: %s\n", message);
	return 1;
}

/* Takes `--name VALUE` pairs; false for anything else, or without a place. */
static bool
read_words(int argc, char **argv, struct show *show)
{
	int i;

	for (i = 0; i + 1 < argc; i += 2) {
		struct str name = str_of(argv[i]), value = str_of(argv[i + 1]);

		if (str_eq(name, STR("--at")))
			show->at = value;
		else if (date_parse(value, str_eq(name, STR("--from")) ? &show->period.from
				: &show->period.until) != OK ||
				(!str_eq(name, STR("--from")) && !str_eq(name, STR("--to"))))
			return false;
	}
	return i == argc && show->at.n > 0;
}

static void
put_words(struct buf *out, const struct trail_row *row)
{
	buf_printf(out, "%lld\t%.*s\t%s\t", (long long)row->seq, STR_ARG(row->when), row->verb);
	if (row->is_sealed)
		buf_put(out, STR("Raden går inte att öppna"));
	else if (row->kind)
		buf_put_cstr(out, row->kind);
	else
		buf_put(out, row->code);
	buf_printf(out, "\t%.*s%s%.*s\t%.*s\n", STR_ARG(row->who), row->job.n ? "jobb: " : "",
		STR_ARG(row->job), STR_ARG(row->subject));
}

static bool
put_row(void *context, const struct audit_row *row)
{
	struct show *show = context;
	struct trail_row words;

	show->err = trail_row_of(show->names, row, &words);
	if (show->err == OK) {
		put_words(&show->out, &words);
		show->err = buf_err(&show->out);
	}
	return show->err == OK;
}

/* The look is a row of the trail before anything of it is seen. */
static enum err
record(struct db *db, const struct scope *scope)
{
	const struct audit_event event = { .verb = AUDIT_VERB_JOB, .kind = "audit.show" };
	struct tx *tx;
	enum err e;

	TRY(tx_begin(db, &tx));
	e = audit_append(tx, scope, &event);
	if (e == OK)
		return tx_commit(tx);
	tx_rollback(tx);
	return e;
}

static enum err
show_place(struct db *db, struct show *show)
{
	const struct scope *scope;
	struct org_row place;

	show->names = names_new(db, show->arena);
	if (!show->names)
		return ERR_LIMIT;
	TRY(org_by_code(db, show->arena, show->at, &place));
	TRY(scope_for_job(show->arena, place.id, "audit", &scope));
	TRY(record(db, scope));
	TRY(audit_walk(db, scope, &show->period, put_row, show));
	return show->err;
}

static int
open_and_show(const struct config *config, struct show *show)
{
	const char *path = config_db_path(config, show->arena);
	struct db *db;
	int in_file;
	enum err e;

	if (crypto_init() != OK || audit_open_keys(config->keys_dir) != OK)
		return complain("nycklarna går inte att läsa; ange mappen med --keys");
	if (db_schema_number(path, &in_file) == OK && in_file < db_schema_known()) {
		audit_close_keys();
		return complain("databasen är äldre än programmet; kör lotsa migrate");
	}
	e = db_open(path, DB_WRITE, &db);
	if (e == OK) {
		e = show_place(db, show);
		db_close(db);
	} else {
		e = ERR_DB;
	}
	audit_close_keys();
	if (e == ERR_NOT_FOUND)
		return complain("platsen finns inte; lotsa user list visar koderna");
	if (e == ERR_LIMIT)
		return complain("det blir för mycket på en gång; ange --from och --to");
	if (e != OK) {
		fprintf(stderr, "lotsa audit show: loggen gick inte att läsa (%s)\n",
			err_words(e));
		return 1;
	}
	return fwrite(show->out.p, 1, show->out.n, stdout) == show->out.n ? 0 : 1;
}

int
review_command_show(const struct config *config, int argc, char **argv)
{
	struct show show = { .out = buf_new(SHOW_BYTES), .arena = arena_new(SHOW_ARENA) };
	int status = 2;

	if (!show.arena)
		status = complain("minnet räcker inte");
	else if (read_words(argc - 1, argv + 1, &show))
		status = open_and_show(config, &show);
	else
		fprintf(stderr, "Så här: lotsa audit show --data MAPP --at KOD "
			"[--from 2026-11-01 --to 2026-11-30]\n");
	buf_free(&show.out);
	arena_free(show.arena);
	return status;
}
