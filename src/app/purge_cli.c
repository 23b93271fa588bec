/* `lotsa purge`. */
#include <stdio.h>

#include "app/purge.h"
#include "core/audit/command.h"

enum { PURGE_ARENA_MAX = 16 << 20, RECEIPT_MAX = 1 << 20 };

static int
usage(void)
{
	fprintf(stderr, "Så här: lotsa purge --dry-run --data MAPP\n"
		"eller:  lotsa purge --decision BETECKNING [--receipt FIL] --data MAPP\n"
		"Inget gallras utan ett beslut att hänvisa till.\n");
	return 2;
}

/* False when the words are others, or say both or neither of trying and doing. */
static bool
order_of(int argc, char **argv, struct purge_order *out)
{
	bool is_dry = false;
	int i;

	for (i = 1; i < argc; i++) {
		struct str word = str_of(argv[i]);

		if (str_eq(word, STR("--dry-run")))
			is_dry = true;
		else if (str_eq(word, STR("--decision")) && i + 1 < argc)
			out->decision = str_trim(str_of(argv[++i]));
		else if (str_eq(word, STR("--receipt")) && i + 1 < argc)
			out->receipt = argv[++i];
		else
			return false;
	}
	return is_dry == str_is_empty(out->decision) && !(is_dry && out->receipt);
}

/* The pages that are free now still hold what was purged: the file is written anew. */
static enum err
purge_and_rewrite(struct db *writer, struct arena *a, const struct purge_order *order,
	struct buf *out, bool *has_traces)
{
	enum err e;

	TRY(purge_run(writer, a, order, out));
	if (str_is_empty(order->decision))
		return OK;
	e = db_rewrite(writer);
	*has_traces = e != OK;
	return OK;
}

static enum err
open_and_purge(const struct config *config, struct arena *a, const struct purge_order *order,
	struct buf *out, bool *has_traces)
{
	struct db *writer;
	enum err e;

	TRY(audit_open_db(config, a, DB_WRITE, &writer));
	e = purge_and_rewrite(writer, a, order, out, has_traces);
	audit_close_db(writer);
	return e;
}

static int
complain(enum err e)
{
	if (e == ERR_CONFLICT)
		fprintf(stderr, "lotsa purge: filen för kvittot finns redan, eller så är "
			"databasen nyare än programmet; inget är gallrat\n");
	else if (e == ERR_INVALID)
		fprintf(stderr, "lotsa purge: beslutets beteckning ska vara text på högst %d "
			"tecken, och databasen ska vara uppdaterad med lotsa migrate; "
			"inget är gallrat\n",
			PURGE_DECISION_MAX);
	else
		fprintf(stderr, "lotsa purge: det gick inte, och inget är gallrat (%s)\n",
			err_words(e));
	return 1;
}

int
app_command_purge(const struct config *config, int argc, char **argv)
{
	BUF_CLEANUP struct buf out = buf_new(RECEIPT_MAX);
	struct purge_order order = { STR_NULL, NULL };
	bool has_traces = false;
	struct arena *a;
	enum err e;

	if (!order_of(argc, argv, &order))
		return usage();
	a = arena_new(PURGE_ARENA_MAX);
	e = a ? open_and_purge(config, a, &order, &out, &has_traces) : ERR_LIMIT;
	arena_free(a);
	if (e != OK)
		return complain(e);
	printf("%.*s", STR_ARG(buf_str(&out)));
	if (has_traces) {
		fprintf(stderr, "lotsa purge: gallrat, men spår ligger kvar i filen medan "
			"andra läser den. Kör lotsa count eller gallra igen senare.\n");
		return 1;
	}
	return 0;
}
