/* `lotsa audit verify`. */
#include "core/audit/command.h"

#include <stdio.h>

#include "core/audit/audit.h"
#include "core/crypto/crypto.h"

enum { ARENA_CAP = 64 * 1024 };

static const struct {
	const char *reason;
	const char *text;
} reasons[] = {
	{ "mac", "raden är ändrad, flyttad eller skriven utan nyckeln" },
	{ "gap", "rader saknas" },
	{ "truncated", "rader saknas i slutet" },
	{ "head", "raden stämmer inte med kedjans huvud i nyckelmappen" },
	{ "anchor", "kedjans början är borttagen utan gallring" },
};

static int
say_fault(const struct audit_fault *fault)
{
	const char *text = fault->reason;
	size_t i;

	for (i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (strcmp(reasons[i].reason, fault->reason) == 0)
			text = reasons[i].text;
	fprintf(stderr, "lotsa audit: kedja %lld, rad %lld: %s (%s)\n", (long long)fault->org.v,
		(long long)fault->seq, text, fault->reason);
	return 1;
}

enum err
audit_open_db(const struct config *config, struct arena *a, enum db_mode mode, struct db **out)
{
	enum err e;

	TRY(crypto_init());
	TRY(audit_open_keys(config->keys_dir));
	e = db_open(config_db_path(config, a), mode, out);
	if (e != OK)
		audit_close_keys();
	return e;
}

void
audit_close_db(struct db *db)
{
	db_close(db);
	audit_close_keys();
}

static enum err
open_and_verify(const struct config *config, struct arena *a, int64_t *rows,
	struct audit_fault *fault)
{
	struct db *db;
	enum err e;

	TRY(audit_open_db(config, a, DB_READ, &db));
	e = audit_verify(db, rows, fault);
	audit_close_db(db);
	return e;
}

int
audit_command(const struct config *config, int argc, char **argv)
{
	struct audit_fault fault = { .reason = NULL };
	struct arena *a;
	int64_t rows = 0;
	enum err e;

	if (argc != 2 || strcmp(argv[1], "verify") != 0) {
		fprintf(stderr, "Så här: lotsa audit verify --data MAPP\n");
		return 2;
	}
	a = arena_new(ARENA_CAP);
	e = a ? open_and_verify(config, a, &rows, &fault) : ERR_LIMIT;
	arena_free(a);
	if (e == ERR_CONFLICT && fault.reason)
		return say_fault(&fault);
	if (e != OK) {
		fprintf(stderr, "lotsa audit: loggen gick inte att kontrollera (%s)\n",
			err_words(e));
		return 1;
	}
	printf("Loggen är hel: %lld rader.\n", (long long)rows);
	return 0;
}
