/* The command table of `lotsa`. */
#include <stdio.h>
#include <string.h>

#include "app/backup.h"
#include "app/demo/demo.h"
#include "app/doctor.h"
#include "app/drill.h"
#include "app/escrow.h"
#include "app/export.h"
#include "app/hall.h"
#include "app/man.h"
#include "app/marked.h"
#include "app/purge.h"
#include "core/config/command.h"
#include "core/log/terminal.h"
#include "features/catalogue/catalogue.h"
#include "features/material/material.h"
#include "features/people/people.h"
#include "features/release/release.h"
#include "features/review/review.h"
#include "features/screening/screening.h"
#include "features/statement/statement.h"
#include "features/statistics/statistics.h"

/* The usage of a command that has parts of its own and explains them itself. */
#define PARTS "..."

/* A name may be two words; the room then gets the second one as argv[0]. */
static const struct command commands[] = {
	{ "serve", "", "Startar servern.", app_command_serve },
	{ "migrate", "", "Skapar datamappen, eller uppdaterar en äldre databas.",
		app_command_migrate },
	{ "demo", "[--associations ANTAL --askings ANTAL] [--seed TAL]",
		"Skapar en övning: Södertälje med påhittade deltagare, eller ett helt land.",
		app_command_demo },
	{ "escrow", "make|confirm|restore FIL",
		"Nycklarna i förvar: en krypterad fil och tre andelar.",
		app_command_escrow },
	{ "doctor", "", "Ser efter att allt står rätt till, och säger vad som bör göras.",
		app_command_doctor },
	{ "backup", "--to FIL", "Skriver en krypterad säkerhetskopia medan servern är igång.",
		app_command_backup },
	{ "verify-backup", "--from FIL", "Visar att en säkerhetskopia går att återställa.",
		app_command_verify_backup },
	{ "restore", "--from FIL", "Återställer en säkerhetskopia till en tom mapp.",
		app_command_restore },
	{ "drill", "--from FIL [--escrow FIL]",
		"Övar en återställning i en egen mapp, och visar att inget skiljer.",
		app_command_drill },
	{ "export", "[--open-data] --to MAPP",
		"Skriver det som ägaren ska få med sig, eller bara öppna data.",
		app_command_export },
	{ "purge", "--dry-run | --decision BETECKNING [--receipt FIL]",
		"Gallrar det som har sparats sin tid, med ett kvitto.", app_command_purge },
	{ "user", PARTS, "Platser, insatser, team, användare och roller.",
		people_command_user },
	{ "import catalogue", "MAPP|FIL [--mapping FIL] [--association KOD] [--dry-run]",
		"Läser in organisationer och verksamheter ur CSV-filer.",
		catalogue_command_import },
	{ "import material", "FIL [--association KOD]",
		"Läser in ord på ett annat språk till det som trycks.",
		material_command_import },
	{ "import instrument", "FIL [--intervention INSATS --party KOD]",
		"Läser in ett frågeformulär, och säger vem som ställer det.",
		screening_command_import },
	{ "import tallies", "FIL [--dry-run]",
		"Läser in årstal från åren före Lotsa ur en CSV-fil.", release_command_import },
	{ "count", "", "Öppnar fulla lådor och räknar svaren i dem.", app_command_count },
	{ "audit show", "--at KOD [--from DAG] [--to DAG]",
		"Visar loggen för en plats i klartext.", review_command_show },
	{ "audit", "verify", "Kontrollerar att loggen är hel.", app_command_audit },
	{ "report", "coverage --period ÅR [--format text|csv|json] [--at KOD]",
		"Andelen tillfrågade.", statistics_command_report },
	{ "remarks", "[--forget NUMMER|all]",
		"Anmärkningar om tillgänglighet: läser dem, eller tar bort dem.",
		statement_command_remarks },
	{ "release", "[--dry-run] [--new-journal]",
		"Publicerar skyddad statistik för de perioder som är slut.", release_command },
	{ "protect", "[--plan FIL] [--counts FIL]",
		"Skyddar antal i en fil med exakt brus; utan antal: vad planen kostar.",
		release_command_protect },
};

enum { N_COMMANDS = sizeof(commands) / sizeof(commands[0]), CONFIG_ARENA_MAX = 1 << 20 };

static void
put_command(FILE *out, const struct command *command)
{
	fprintf(out, "  lotsa %s%s%s\n      %s\n", command->name, command->usage[0] ? " " : "",
		command->usage, command->help);
}

static int
help(FILE *out)
{
	struct buf text BUF_CLEANUP = buf_new(16 * 1024);
	size_t i;

	fprintf(out, "Lotsa: fråga, vägled, följ upp.\n\nKommandon\n");
	for (i = 0; i < N_COMMANDS; i++)
		put_command(out, &commands[i]);
	config_put_help(&text);
	fprintf(out, "\nInställningar, för alla kommandon\n%.*s", STR_ARG(buf_str(&text)));
	return out == stdout ? 0 : 2;
}

static int
man(void)
{
	struct buf page BUF_CLEANUP = buf_new(64 * 1024);

	man_put(&page, commands, N_COMMANDS, LOTSA_VERSION);
	if (buf_err(&page) != OK)
		return 1;
	return fwrite(page.p, 1, page.n, stdout) == page.n && fflush(stdout) == 0 ? 0 : 1;
}

static bool
is_help(const char *arg)
{
	return strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0 || strcmp(arg, "help") == 0;
}

static int
run(const struct command *command, const struct config *config, int argc, char **argv)
{
	if (argc > 1 && is_help(argv[1]) && strcmp(command->usage, PARTS) != 0) {
		put_command(stdout, command);
		return 0;
	}
	return command->run(config, argc, argv);
}

/* How many of the words at argv name the command: 0 = it is another one. */
static int
words_of(const struct command *command, int argc, char **argv)
{
	const char *space = strchr(command->name, ' ');
	size_t n = space ? (size_t)(space - command->name) : strlen(command->name);

	if (argc < 1 || strlen(argv[0]) != n || memcmp(argv[0], command->name, n) != 0)
		return 0;
	if (!space)
		return 1;
	return argc > 1 && strcmp(argv[1], space + 1) == 0 ? 2 : 0;
}

/* `argv` begins with the command's name. */
static int
find_and_run(const struct config *config, int argc, char **argv)
{
	size_t i;

	for (i = 0; i < N_COMMANDS; i++) {
		int words = words_of(&commands[i], argc, argv);

		if (words > 0)
			return run(&commands[i], config, argc - words + 1, argv + words - 1);
	}
	fprintf(stderr, "lotsa: kommandot %s finns inte. Se lotsa --help\n", argv[0]);
	return 2;
}

int
main(int argc, char **argv)
{
	struct arena *arena = arena_new(CONFIG_ARENA_MAX);
	struct config config;
	int status = 2;

	if (!arena)
		return 1;
	terminal_guard();
	if (argc < 2 || is_help(argv[1])) {
		status = help(argc < 2 ? stderr : stdout);
	} else if (strcmp(argv[1], "--version") == 0) {
		printf("lotsa %s\n", LOTSA_VERSION);
		status = 0;
	} else if (strcmp(argv[1], "--man") == 0) {
		status = man();
	} else if (config_load(&argc, argv, arena, &config) == OK) {
		if (argc < 2)
			status = help(stderr);
		else
			status = find_and_run(&config, argc - 1, argv + 1);
	}
	arena_free(arena);
	return status;
}
