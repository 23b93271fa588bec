/* `lotsa import catalogue DIR`: brings a folder's two files into an association's catalogue. */
#include <stdio.h>

#include "core/audit/audit.h"
#include "core/crypto/crypto.h"
#include "core/file/file.h"
#include "core/time/clock.h"
#include "features/catalogue/catalogue.h"
#include "features/people/people.h"

enum { IMPORT_ARENA = 1024 * 1024 * 1024, EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

struct import_call {
	const char *folder, *code;	/* code NULL: the only association */
	bool is_dry;			/* read and tell, change nothing */
	struct catalogue_import in;
};

static int
failed(const char *what, enum err e)
{
	fprintf(stderr, "lotsa import catalogue: %s (%s)\n", what, err_name(e));
	return EXIT_FAILED;
}

static int
usage(void)
{
	fprintf(stderr,
		"Så här: lotsa import catalogue MAPP --data MAPP [--association KOD] "
		"[--dry-run]\n");
	return EXIT_USAGE;
}

static enum err
read_from(struct arena *a, const char *folder, const char *name, struct str *out)
{
	const char *path = arena_cstr(a, arena_printf(a, "%s/%s", folder, name));

	return path ? file_read(a, path, CSV_BYTES_MAX, out) : ERR_LIMIT;
}

static void
say_fault(const struct csv_fault *fault)
{
	fprintf(stderr, "%.*s", STR_ARG(fault->file));
	if (fault->row > 0)
		fprintf(stderr, ", rad %lld", (long long)fault->row);
	if (!str_is_empty(fault->column))
		fprintf(stderr, ", kolumn %.*s", STR_ARG(fault->column));
	fprintf(stderr, ": %s\n", fault->reason ? fault->reason : "Filen kunde inte läsas.");
}

/* Nothing that somebody may act on tonight is changed by a file alone. */
static void
say_waiting(int64_t n)
{
	if (n > 0)
		printf("%lld tjänster har andra akuta uppgifter i filen. De gamla gäller tills "
		       "katalogens redaktör\nhar godtagit ändringarna under Katalog, Ändringar "
		       "som väntar.\n",
			(long long)n);
}

static void
say_done(const struct catalogue_import_count *count)
{
	printf("%lld organisationer och %lld verksamheter\n", (long long)count->organisations,
		(long long)count->services);
	say_waiting(count->proposals);
}

static int
import_in(struct tx *tx, struct arena *a, org_id association, const struct import_call *call)
{
	const struct catalogue_import *in = &call->in;
	struct catalogue_import_count count = { 0 };
	struct csv_fault fault = { 0 };
	const struct scope *scope;
	enum err e = scope_for_job(a, association, "import", &scope);

	if (e == OK)
		e = catalogue_import_csv(tx, scope, a, in, &count, &fault);
	if (e == OK && call->is_dry) {
		tx_rollback(tx);
		say_done(&count);
		printf("Provläsning: ingenting har ändrats.\n");
		return EXIT_DONE;
	}
	if (e == OK) {
		e = tx_commit(tx);
		if (e != OK)
			return failed("ändringarna kunde inte sparas", e);
		say_done(&count);
		return EXIT_DONE;
	}
	tx_rollback(tx);
	if (e == ERR_INVALID || e == ERR_LIMIT)
		say_fault(&fault);
	return failed("ingenting har ändrats", e);
}

static int
import_into(struct db *db, struct arena *a, const struct import_call *call)
{
	org_id association;
	struct tx *tx;
	enum err e = org_association(db, a, call->code, &association);

	if (e != OK)
		return failed("vilket samordningsförbund? Ange --association KOD", e);
	e = tx_begin(db, &tx);
	if (e != OK)
		return failed("databasen är upptagen", e);
	return import_in(tx, a, association, call);
}

static int
import_folder(const struct config *config, struct arena *a, struct import_call *call)
{
	struct db *db;
	enum err e;
	int status;

	e = read_from(a, call->folder, "organisations.csv", &call->in.organisations);
	if (e != OK)
		return failed("organisations.csv kan inte läsas", e);
	e = read_from(a, call->folder, "services.csv", &call->in.services);
	if (e != OK)
		return failed("services.csv kan inte läsas", e);
	e = crypto_init();
	if (e == OK)
		e = audit_open_keys(config->keys_dir);
	if (e != OK)
		return failed("nycklarna kan inte öppnas", e);
	e = db_open(config_db_path(config, a), DB_WRITE, &db);
	if (e != OK)
		return failed("databasen kan inte öppnas", e);
	status = import_into(db, a, call);
	db_close(db);
	audit_close_keys();
	return status;
}

int
catalogue_command_import(const struct config *config, int argc, char **argv)
{
	struct import_call call = { .in.today = clock_today() };
	struct arena *a;
	int i, status;

	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--association") == 0 && i + 1 < argc)
			call.code = argv[++i];
		else if (strcmp(argv[i], "--dry-run") == 0)
			call.is_dry = true;
		else if (argv[i][0] != '-' && !call.folder)
			call.folder = argv[i];
		else
			return usage();
	}
	if (!call.folder || !config->data_dir)
		return usage();
	a = arena_new(IMPORT_ARENA);
	if (!a)
		return failed("minnet räcker inte", ERR_LIMIT);
	status = import_folder(config, a, &call);
	arena_free(a);
	return status;
}
