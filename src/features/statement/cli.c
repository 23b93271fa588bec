/* `lotsa remarks`: reads what people found hard to use, and forgets it. */
#include <stdio.h>

#include "core/audit/audit.h"
#include "core/crypto/crypto.h"
#include "features/statement/statement.sql.h"
#include "features/statement/templates.h"

enum { REMARKS_ARENA = 8 << 20 };

static int
failed(const char *text, enum err e)
{
	fprintf(stderr, "lotsa remarks: %s (%s)\n", text, err_words(e));
	return 1;
}

static int
print_all(struct db *db, struct arena *a)
{
	struct sql_statement_all *rows;
	size_t n, i;
	enum err e = sql_statement_all(db, a, &rows, &n);

	if (e != OK)
		return failed("anmärkningarna gick inte att läsa", e);
	for (i = 0; i < n; i++)
		printf("%lld\t%d-%02d\t%s\t%s\n%.*s\n\n", (long long)rows[i].id.v,
			month_year(rows[i].received_month),
			month_number(rows[i].received_month),
			remark_page_label(rows[i].page), remark_kind_label(rows[i].kind),
			STR_ARG(rows[i].words));
	printf("Anmärkningar: %zu.\n", n);
	return 0;
}

static enum err
forget(struct db *writer, struct str which)
{
	bool is_all = str_eq(which, STR("all"));
	remark_id id = { 0 };
	struct tx *tx;
	enum err e;

	if (!is_all)
		TRY(str_to_int(which, &id.v));
	TRY(tx_begin(writer, &tx));
	e = is_all ? sql_statement_forget_all(tx) : sql_statement_forget(tx, id);
	if (e == OK)
		return tx_commit(tx);
	tx_rollback(tx);
	return e;
}

static int
run(const struct config *config, struct arena *a, const char *which)
{
	struct db *db = NULL;
	int status;
	enum err e = db_open(config_db_path(config, a), which ? DB_WRITE : DB_READ, &db);

	if (e != OK)
		return failed("databasen gick inte att öppna", e);
	if (!which) {
		status = print_all(db, a);
	} else {
		e = forget(db, str_of(which));
		status = e == OK ? 0
			: e == ERR_CONFLICT || e == ERR_INVALID
			? failed("det finns ingen anmärkning med det numret", e)
			: failed("anmärkningen gick inte att ta bort", e);
	}
	db_close(db);
	return status;
}

int
statement_command_remarks(const struct config *config, int argc, char **argv)
{
	bool forgets = argc == 3 && strcmp(argv[1], "--forget") == 0;
	struct arena *a;
	int status;

	if (argc != 1 && !forgets) {
		fprintf(stderr, "Så här: lotsa remarks [--forget NUMMER|all] --data MAPP\n");
		return 2;
	}
	a = arena_new(REMARKS_ARENA);
	if (!a || crypto_init() != OK) {
		arena_free(a);
		return failed("minnet räcker inte", ERR_LIMIT);
	}
	status = run(config, a, forgets ? argv[2] : NULL);
	arena_free(a);
	return status;
}
