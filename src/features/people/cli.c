/* `lotsa user`: reads the call and runs it in one transaction. */
#include "features/people/cli.h"

#include <stdio.h>
#include <unistd.h>

#include "core/audit/audit.h"
#include "core/crypto/keys.h"

static const struct {
	const char *name;
	bool has_value;
} options[OPT_COUNT] = {
	[OPT_NAME] = { "--name", true },
	[OPT_AT] = { "--at", true },
	[OPT_PARTY] = { "--party", true },
	[OPT_ASSOCIATION] = { "--association", true },
	[OPT_INTERVENTION] = { "--intervention", true },
	[OPT_TEAM] = { "--team", true },
	[OPT_MUNICIPALITY] = { "--municipality", true },
	[OPT_FIRST_AFTER] = { "--first-after", true },
	[OPT_AGAIN_AFTER] = { "--again-after", true },
	[OPT_COUNTS_ONLY] = { "--counts-only", false },
	[OPT_STDIN] = { "--stdin", false },
	[OPT_UNTIL] = { "--until", true },
	[OPT_WITH] = { "--with", true },
	[OPT_OFF] = { "--off", false },
	[OPT_PROGRAMME] = { "--programme", true },
};

struct subcommand {
	const char *name;
	int n_words;
	unsigned needs, takes;		/* bit per enum option */
	const char *usage;
	int (*run)(struct call *call);
};

/* ---- saying what went wrong ---- */

int
user_fail(const char *text)
{
	fprintf(stderr, "lotsa user: %s\n", text);
	return FAILED;
}

int
user_fail_about(const char *text, struct str what)
{
	fprintf(stderr, "lotsa user: %s: %.*s\n", text, STR_ARG(what));
	return FAILED;
}

int
user_ended(enum err e, const char *conflict, const char *invalid)
{
	switch (e) {
	case OK:
		return DONE;
	case ERR_CONFLICT:
		return user_fail(conflict);
	case ERR_INVALID:
		return user_fail(invalid);
	case ERR_BUSY:
		return user_fail("databasen är upptagen, försök igen om en stund.");
	case ERR_NOT_FOUND:
	case ERR_FORBIDDEN:
	case ERR_LIMIT:
	case ERR_IO:
	case ERR_DB:
	case ERR_COUNT:
		break;
	}
	return user_fail_about("det gick inte att spara", str_of(err_words(e)));
}

/* ---- finding what the words name ---- */

int
user_find_org(struct call *call, enum option option, org_id *id)
{
	struct org_row row;

	if (org_by_code(tx_db(call->tx), call->arena, call->option[option], &row) != OK)
		return user_fail_about("det finns ingen plats med koden", call->option[option]);
	*id = row.id;
	return DONE;
}

int
user_find_scope(struct call *call, enum option option, const struct scope **scope)
{
	org_id org = { 0 };

	if (option != OPT_COUNT && user_find_org(call, option, &org) != DONE)
		return FAILED;
	if (scope_for_job(call->arena, org, "user", scope) != OK)
		return user_fail("minnet räcker inte.");
	return DONE;
}

/* ---- the table, and how a call is read ---- */

#define BIT(option) (1u << (option))

static const struct subcommand subcommands[] = {
	{ "association", 1, BIT(OPT_NAME), 0, "association KOD --name NAMN",
		user_add_association },
	{ "county", 2, 0, 0, "county FÖRBUNDSKOD LÄN (1 till 25 som hos SCB, 0 = inget)",
		user_set_county },
	{ "party", 1, BIT(OPT_NAME), 0, "party KOD --name NAMN", user_add_party },
	{ "nation", 1, BIT(OPT_NAME), 0, "nation KOD --name NAMN", user_add_nation },
	{ "programme", 1, BIT(OPT_NAME), 0, "programme KOD --name NAMN", user_add_programme },
	{ "rename-programme", 1, BIT(OPT_NAME), 0, "rename-programme KOD --name NAMN",
		user_rename_programme },
	{ "programmes", 0, 0, 0, "programmes", user_programmes },
	{ "set-programme", 1, BIT(OPT_PARTY) | BIT(OPT_PROGRAMME), 0,
		"set-programme INSATS --party KOD --programme KOD|-", user_set_programme },
	{ "intervention", 1, BIT(OPT_PARTY) | BIT(OPT_ASSOCIATION),
		BIT(OPT_FIRST_AFTER) | BIT(OPT_AGAIN_AFTER) | BIT(OPT_COUNTS_ONLY) |
			BIT(OPT_PROGRAMME),
		"intervention NAMN --party KOD --association KOD [--first-after MÅNADER] "
		"[--again-after MÅNADER] [--counts-only] [--programme KOD]",
		user_add_intervention },
	{ "team", 1, BIT(OPT_PARTY) | BIT(OPT_INTERVENTION), BIT(OPT_MUNICIPALITY),
		"team NAMN --party KOD --intervention NAMN [--municipality KOMMUN]",
		user_add_team },
	{ "add", 1, BIT(OPT_NAME), BIT(OPT_STDIN), "add LOGIN --name NAMN [--stdin]",
		user_add_account },
	{ "invite", 1, 0, BIT(OPT_NAME), "invite LOGIN [--name NAMN]", user_invite },
	{ "reset", 1, 0, 0, "reset LOGIN", user_reset },
	{ "grant", 2, BIT(OPT_AT), BIT(OPT_TEAM) | BIT(OPT_UNTIL),
		"grant LOGIN ROLL --at KOD [--team NAMN] [--until DAG]", user_grant_role },
	{ "until", 2, BIT(OPT_AT) | BIT(OPT_UNTIL), BIT(OPT_TEAM),
		"until LOGIN ROLL --at KOD --until DAG|- [--team NAMN]", user_set_until },
	{ "revoke", 2, BIT(OPT_AT), BIT(OPT_TEAM), "revoke LOGIN ROLL --at KOD [--team NAMN]",
		user_revoke_role },
	{ "password", 1, 0, BIT(OPT_STDIN), "password LOGIN [--stdin]", user_set_password },
	{ "pin", 1, 0, BIT(OPT_STDIN), "pin LOGIN [--stdin]", user_set_pin },
	{ "list", 0, BIT(OPT_AT), 0, "list --at KOD", user_list },
	{ "disable", 1, 0, 0, "disable LOGIN", user_disable },
	{ "enable", 1, 0, 0, "enable LOGIN", user_enable },
	{ "partner", 1, BIT(OPT_PARTY) | BIT(OPT_WITH), 0,
		"partner INSATS --party KOD --with KOD", user_add_partner },
	{ "rename", 1, BIT(OPT_NAME), 0, "rename LOGIN --name NAMN", user_rename },
	{ "second-step", 1, BIT(OPT_OFF), 0, "second-step LOGIN --off", user_second_step },
	{ "requests", 0, BIT(OPT_AT), 0, "requests --at KOD", user_requests },
	{ "confirm", 1, BIT(OPT_AT), 0, "confirm NUMMER --at KOD", user_confirm },
	{ "refuse", 1, BIT(OPT_AT), 0, "refuse NUMMER --at KOD", user_refuse },
	{ "withdraw", 1, BIT(OPT_AT), 0, "withdraw NUMMER --at KOD", user_withdraw },
	{ "history", 1, BIT(OPT_AT), 0, "history LOGIN --at KOD", user_history },
	{ "undo", 2, BIT(OPT_AT), 0, "undo LOGIN NUMMER --at KOD", user_undo },
	{ "units", 0, BIT(OPT_PARTY), 0, "units --party KOD", user_units },
	{ "rename-intervention", 1, BIT(OPT_PARTY) | BIT(OPT_NAME), 0,
		"rename-intervention INSATS --party KOD --name NAMN",
		user_rename_intervention },
	{ "close-intervention", 1, BIT(OPT_PARTY), 0,
		"close-intervention INSATS --party KOD", user_close_intervention },
	{ "open-intervention", 1, BIT(OPT_PARTY), 0,
		"open-intervention INSATS --party KOD", user_open_intervention },
	{ "rename-team", 1, BIT(OPT_PARTY) | BIT(OPT_NAME), 0,
		"rename-team TEAM --party KOD --name NAMN", user_rename_team },
	{ "close-team", 1, BIT(OPT_PARTY), 0, "close-team TEAM --party KOD", user_close_team },
	{ "open-team", 1, BIT(OPT_PARTY), 0, "open-team TEAM --party KOD", user_open_team },
	{ "unit-history", 0, BIT(OPT_PARTY), 0, "unit-history --party KOD",
		user_unit_history },
	{ "unit-undo", 1, BIT(OPT_PARTY), 0, "unit-undo NUMMER --party KOD", user_unit_undo },
};

enum { N_SUBCOMMANDS = sizeof(subcommands) / sizeof(subcommands[0]) };

static int
put_help(FILE *out)
{
	size_t i;

	fprintf(out, "Så här:\n");
	for (i = 0; i < N_SUBCOMMANDS; i++)
		fprintf(out, "  lotsa user %s\n", subcommands[i].usage);
	fprintf(out, "Med --stdin läses lösenord eller PIN från standard in, annars skapas "
		"de och visas en gång. Ett lösenord härifrån byts vid första inloggningen.\n"
		"invite och reset ger en länk, som visas en gång: den gäller 72 eller 24 "
		"timmar, och personen väljer lösenordet själv. Med --name skapar invite "
		"kontot.\nRoller: caseworker team_lead catalogue_editor "
		"association_manager national_analyst auditor administrator\n");
	return out == stdout ? DONE : MISUSED;
}

static int
put_help_of(FILE *out, const struct subcommand *sub)
{
	fprintf(out, "Så här: lotsa user %s\n", sub->usage);
	return out == stdout ? DONE : MISUSED;
}

static bool
is_help(const char *word)
{
	return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0
		|| strcmp(word, "help") == 0;
}

static enum option
option_of(const char *word)
{
	int option;

	for (option = 0; option < OPT_COUNT; option++)
		if (strcmp(word, options[option].name) == 0)
			break;
	return (enum option)option;
}

static bool
read_words(const struct subcommand *sub, int argc, char **argv, struct call *call)
{
	unsigned given = 0;
	int i, n_words = 0;

	for (i = 0; i < argc; i++) {
		enum option option = option_of(argv[i]);

		if (option == OPT_COUNT) {
			if (n_words == sub->n_words || argv[i][0] == '-')
				return false;
			call->words[n_words++] = str_of(argv[i]);
			continue;
		}
		if (!((sub->needs | sub->takes) & BIT(option)) || given & BIT(option)
			|| (options[option].has_value && ++i == argc))
			return false;
		given |= BIT(option);
		call->option[option] = str_of(argv[i]);
	}
	for (i = 0; i < argc; i++)
		if (!str_is_utf8(str_of(argv[i])))
			return false;
	return n_words == sub->n_words && (given & sub->needs) == sub->needs;
}

/* ---- the database around a call ---- */

static int
open_database(const struct config *config, struct arena *a, struct db **db)
{
	enum err e;

	if (access(config->data_dir, F_OK) != 0) {
		fprintf(stderr, "lotsa user: mappen %s finns inte. Gör den med: lotsa migrate "
			"--data %s\n", config->data_dir, config->data_dir);
		return FAILED;
	}
	if (audit_open_keys(config->keys_dir) != OK
		|| keys_open(config->keys_dir, config->data_dir) != OK)
		return user_fail_about("nycklarna går inte att läsa i",
			str_of(config->keys_dir));
	e = db_open(config_db_path(config, a), DB_WRITE, db);
	if (e == OK)
		return DONE;
	if (e == ERR_NOT_FOUND || e == ERR_INVALID)
		fprintf(stderr, "lotsa user: databasen i %s är inte färdig. Gör den färdig "
			"med: lotsa migrate --data %s\n", config->data_dir, config->data_dir);
	else if (e == ERR_CONFLICT)
		return user_fail("databasen är gjord av en nyare Lotsa än den här.");
	else
		return user_fail_about("databasen går inte att öppna i",
			str_of(config->data_dir));
	return FAILED;
}

/* What was made is told only after it has been kept. */
static int
run_in_transaction(const struct subcommand *sub, struct db *db, struct call *call)
{
	int status;

	if (tx_begin(db, &call->tx) != OK)
		return user_fail("databasen är upptagen, försök igen om en stund.");
	status = sub->run(call);
	if (status != DONE) {
		tx_rollback(call->tx);
		return status;
	}
	if (tx_commit(call->tx) != OK)
		return user_fail("det gick inte att spara.");
	if (buf_err(&call->out) != OK)
		return user_fail("listan är för lång.");
	fwrite(call->out.p, 1, call->out.n, stdout);
	return DONE;
}

static int
run(const struct config *config, const struct subcommand *sub, struct call *call)
{
	struct db *db = NULL;
	int status = FAILED;

	if (crypto_init() != OK)
		return user_fail("krypteringen går inte att starta.");
	if (open_database(config, call->arena, &db) == DONE) {
		status = run_in_transaction(sub, db, call);
		db_close(db);
	}
	audit_close_keys();
	keys_close();
	return status;
}

int
people_command_user(const struct config *config, int argc, char **argv)
{
	struct call call = { .config = config, .out = buf_new(4 * 1024 * 1024) };
	const struct subcommand *sub = NULL;
	int i, status;

	for (i = 0; i < (int)N_SUBCOMMANDS; i++)
		if (argc > 1 && strcmp(argv[1], subcommands[i].name) == 0)
			sub = &subcommands[i];
	if (argc > 1 && is_help(argv[1]))
		return put_help(stdout);
	if (!sub)
		return put_help(stderr);
	if (argc > 2 && is_help(argv[2]))
		return put_help_of(stdout, sub);
	if (!read_words(sub, argc - 2, argv + 2, &call))
		return put_help_of(stderr, sub);
	call.arena = arena_new(8 * 1024 * 1024);
	if (!call.arena)
		return user_fail("minnet räcker inte.");
	status = run(config, sub, &call);
	buf_free(&call.out);
	arena_wipe(call.arena);
	arena_free(call.arena);
	return status;
}
