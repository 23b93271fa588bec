/* `lotsa escrow`: keys in safe keeping, on the command line. */
#include <stdio.h>

#include "app/escrow.h"

enum { ESCROW_ARENA_MAX = 256 * 1024, LINE_MAX_BYTES = 256 };

static int
usage(void)
{
	fprintf(stderr,
		"Så här: lotsa escrow make --to FIL --data MAPP\n"
		"        lotsa escrow confirm --from FIL --data MAPP\n"
		"        lotsa escrow restore --from FIL --data MAPP\n"
		"De två sista läser två andelar från standard in, en per rad.\n");
	return 2;
}

static int
complain(enum err e)
{
	const char *text = "det gick inte att läsa eller skriva";

	if (e == ERR_INVALID)
		text = "andelarna är felskrivna, samma, eller hör till en annan fil";
	else if (e == ERR_BUSY)
		text = "nyckelmappen finns redan; den skrivs aldrig över";
	else if (e == ERR_NOT_FOUND)
		text = "filen eller nycklarna finns inte";
	else if (e == ERR_CONFLICT)
		text = "filen finns redan, eller så har nycklarna ändrats sedan den gjordes";
	fprintf(stderr, "lotsa escrow: %s (%s)\n", text, err_words(e));
	return 1;
}

static int
make(const struct config *config, struct arena *a, const char *file)
{
	char shares[SHARES][SHARE_TEXT];
	enum err e = escrow_make(config, a, file, shares);
	int i;

	if (e != OK)
		return complain(e);
	printf("Nycklarna ligger krypterade i %s. Förvara filen skild från servern.\n"
	       "Skriv av andelarna på var sitt papper och lämna dem till tre personer. Två av dem\n"
	       "öppnar filen. De visas bara nu.\n\n",
		file);
	for (i = 0; i < SHARES; i++)
		printf("Andel %d av %d: %s\n", i + 1, SHARES, shares[i]);
	printf("\nPröva två av papperen med: lotsa escrow confirm --from %s\n", file);
	crypto_wipe(shares, sizeof(shares));
	return 0;
}

/* One share from standard input, without its line end. */
static struct str
read_share(char line[LINE_MAX_BYTES])
{
	return fgets(line, LINE_MAX_BYTES, stdin) ? str_trim(str_of(line)) : STR_NULL;
}

static int
with_shares(const struct config *config, struct arena *a, const char *file, const char *done,
	enum err (*call)(
		const struct config *, struct arena *, const char *, struct str, struct str))
{
	char lines[SHARES_NEEDED][LINE_MAX_BYTES];
	struct str first = read_share(lines[0]), second = read_share(lines[1]);
	enum err e = call(config, a, file, first, second);

	crypto_wipe(lines, sizeof(lines));
	if (e != OK)
		return complain(e);
	printf("%s\n", done);
	return 0;
}

int
app_command_escrow(const struct config *config, int argc, char **argv)
{
	struct str verb = str_of(argc > 1 ? argv[1] : ""),
		   flag = str_of(argc > 2 ? argv[2] : "");
	struct arena *a = arena_new(ESCROW_ARENA_MAX);
	int status = 2;

	if (!a || crypto_init() != OK)
		status = complain(ERR_LIMIT);
	else if (argc == 4 && str_eq(verb, STR("make")) && str_eq(flag, STR("--to")))
		status = make(config, a, argv[3]);
	else if (argc == 4 && str_eq(verb, STR("confirm")) && str_eq(flag, STR("--from")))
		status = with_shares(config, a, argv[3],
			"Två andelar räcker, och filen håller nycklarna som används.", escrow_confirm);
	else if (argc == 4 && str_eq(verb, STR("restore")) && str_eq(flag, STR("--from")))
		status = with_shares(config, a, argv[3],
			"Nyckelmappen är återställd. Återställ nu databasen med: lotsa restore",
			escrow_restore);
	else
		usage();
	arena_free(a);
	return status;
}
