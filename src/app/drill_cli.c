/* `lotsa drill`: a restore that is practised, with its receipt. */
#include <stdio.h>

#include "app/drill.h"
#include "core/crypto/crypto.h"
#include "core/crypto/shares.h"
#include "core/time/clock.h"

enum { DRILL_ARENA_MAX = 1 << 30, LINE_BYTES = 256, SIGNAL_STATUS = 128 };

static int
usage(void)
{
	fprintf(stderr,
		"Så här: lotsa drill --from FIL [--escrow FIL] --data MAPP\n"
		"Med --escrow tas nycklarna ur förvaret, och två andelar läses från standard "
		"in, en per rad.\n");
	return 2;
}

static bool
order_of(int argc, char **argv, struct drill_order *out)
{
	int i;

	for (i = 1; i + 1 < argc; i += 2) {
		struct str flag = str_of(argv[i]);

		if (str_eq(flag, STR("--from")))
			out->from = argv[i + 1];
		else if (str_eq(flag, STR("--escrow")))
			out->escrow = argv[i + 1];
		else
			return false;
	}
	return i == argc && out->from;
}

static int
complain(enum err e, const struct drill_result *result)
{
	if (result->signal) {
		fprintf(stderr, "lotsa drill: avbruten; övningens mapp är borttagen\n");
		return SIGNAL_STATUS + result->signal;
	}
	if (e == ERR_BUSY)
		fprintf(stderr, "lotsa drill: en övning pågår redan i mappen\n");
	else if (e == ERR_CONFLICT && result->table[0])
		fprintf(stderr, "lotsa drill: FEL: tabellen %s skiljer från kopian\n",
			result->table);
	else
		fprintf(stderr,
			"lotsa drill: FEL vid %s (%s); den här kopian ger inte tillbaka det "
			"den säger\n",
			result->step, err_words(e));
	return 1;
}

static void
put_receipt(struct arena *a, const struct drill_order *order, const struct drill_result *r)
{
	printf("Kvitto på övad återställning\n"
	       "Dag: %.*s\nKopia: %s, gjord %.*s\n"
	       "Nycklar: %s\n"
	       "Återställd, uppdaterad och öppnad i en egen mapp, som är borttagen.\n"
	       "Loggens kedjor är hela: %lld rader, och återställningens egen.\n",
		STR_ARG(date_text(a, clock_today())), order->from, STR_ARG(r->facts.made_on),
		order->escrow ? "ur förvaret, med två andelar" : "de som används",
		(long long)r->facts.audit_rows);
	if (r->has_key)
		printf("Förseglade sedlar som väntar och går att öppna: %lld av %lld\n",
			(long long)r->slips, (long long)r->slips);
	else
		printf("De förseglade sedlarna är lika, men är inte prövade: nyckeln "
		       "ballot.key är inte med.\n");
	printf("Varje rad är lika. Rader per tabell:\n%.*s", STR_ARG(r->facts.counts));
}

int
app_command_drill(const struct config *config, int argc, char **argv)
{
	char lines[SHARES_NEEDED][LINE_BYTES] = { "", "" };
	struct drill_result result = { .step = "minnet" };
	struct drill_order order = { .from = NULL };
	struct arena *a;
	enum err e;
	int i;

	if (!order_of(argc, argv, &order))
		return usage();
	for (i = 0; order.escrow && i < SHARES_NEEDED; i++)
		if (!fgets(lines[i], LINE_BYTES, stdin))
			return usage();
	order.first = str_trim(str_of(lines[0]));
	order.second = str_trim(str_of(lines[1]));
	a = arena_new(DRILL_ARENA_MAX);
	e = a && crypto_init() == OK ? drill_run(config, a, &order, &result) : ERR_LIMIT;
	crypto_wipe(lines, sizeof(lines));
	if (e == OK)
		put_receipt(a, &order, &result);
	arena_free(a);
	return e == OK ? 0 : complain(e, &result);
}
