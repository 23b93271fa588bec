/* `lotsa user` called as from the command line. */
#include <stdio.h>

#include "core/audit/audit.h"
#include "core/auth/approval.h"
#include "core/auth/link.h"
#include "core/crypto/keys.h"
#include "tests/harness/command.h"
#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"

/* What the last call wrote on standard output. */
static char said[4096];

/* The words are parted by '|', since names have spaces. */
static int
user(struct world *w, const char *words)
{
	const struct config config = { .data_dir = w->dir, .keys_dir = w->keys_dir,
		.host = "lotsa.example.se" };
	struct str rest = str_of(words), word;
	const char *argv[COMMAND_WORDS_MAX + 1] = { "user" };
	int argc = 1, status;
	enum err e;

	while (argc < COMMAND_WORDS_MAX && str_split(&rest, '|', &word))
		argv[argc++] = arena_cstr(w->arena, word);
	status = command_call(people_command_user, &config, argv, said, sizeof(said));
	/* the command closed what the world had opened, where there was something */
	CHECK_ERR(OK, audit_open_keys(w->keys_dir));
	e = keys_open(w->keys_dir, w->dir);
	CHECK(e == OK || e == ERR_NOT_FOUND);
	return status;
}

TEST(a_fresh_installation_is_made_from_the_command_line)
{
	WORLD_CLEANUP struct world w = world_new();
	struct login_attempt attempt;
	struct session s;
	char login[64], password[64];

	CHECK(user(&w, "association|nya-forbundet|--name|Nya förbundet") == 0);
	CHECK(user(&w, "party|nya-kommunen|--name|Nya kommunen") == 0);
	CHECK(user(&w, "intervention|Första steget|--party|nya-kommunen|--association|"
		"nya-forbundet|--first-after|1|--again-after|6") == 0);
	CHECK(user(&w, "team|Team Ett|--party|nya-kommunen|--intervention|Första steget|"
		"--municipality|Nykvarn") == 0);
	CHECK(user(&w, "add|maja|--name|Maja Lind") == 0);
	ck_assert_int_eq(sscanf(said, "login %63s %63s", login, password), 2);
	CHECK(strcmp(login, "maja") == 0);
	CHECK(user(&w, "grant|maja|caseworker|--at|nya-kommunen|--team|Team Ett") == 0);
	CHECK(user(&w, "list|--at|nya-kommunen") == 0);
	ck_assert_str_eq(said, "maja\tMaja Lind\tcaseworker\tTeam Ett\t\n");
	CHECK_ERR(OK, login_check(w.db, w.arena, STR("maja"), str_of(password), &attempt));
	s = world_session(&w, world_token(&w, attempt.account));
	CHECK(str_eq(s.place.team_name, STR("Team Ett")));
}

TEST(an_association_is_put_into_its_county)
{
	WORLD_CLEANUP struct world w = world_new();
	struct org_row row;

	CHECK(user(&w, "association|norrut|--name|Förbundet norrut") == 0);
	CHECK(user(&w, "party|kommunen-norrut|--name|Kommunen norrut") == 0);
	CHECK(user(&w, "county|norrut|25") == 0);
	CHECK_ERR(OK, org_by_code(w.db, w.arena, STR("norrut"), &row));
	CHECK(row.county == 25);
	CHECK(user(&w, "county|norrut|26") != 0 && user(&w, "county|norrut|Norrbotten") != 0);
	CHECK(user(&w, "county|kommunen-norrut|1") != 0 && user(&w, "county|ingen|1") != 0);
	CHECK_ERR(OK, org_by_code(w.db, w.arena, STR("norrut"), &row));
	CHECK(row.county == 25);
}

TEST(programmes_are_listed_and_interventions_put_into_them_from_the_command_line)
{
	WORLD_CLEANUP struct world w = world_new();

	CHECK(user(&w, "programme|gron|--name|Grön rehab") == 0);
	CHECK(user(&w, "programme|gron|--name|Annat") == 1);
	CHECK(user(&w, "programme|Grön|--name|Annat") == 1);
	CHECK(user(&w, "programme|arbete|--name|Arbete") == 0);
	CHECK(user(&w, "rename-programme|arbete|--name|Arbetslivet") == 0);
	CHECK(user(&w, "rename-programme|ingen|--name|Arbetslivet") == 1);
	CHECK(user(&w, "set-programme|Stegen|--party|kommunen|--programme|gron") == 0);
	CHECK(user(&w, "set-programme|Stegen|--party|kommunen|--programme|gron") == 1);
	CHECK(user(&w, "set-programme|Stegen|--party|kommunen|--programme|ingen") == 1);
	CHECK(user(&w, "set-programme|Stegen|--party|regionen|--programme|gron") == 1);
	CHECK(user(&w, "intervention|Trädgården|--party|kommunen|--association|forbundet|"
		"--programme|gron") == 0);
	CHECK(user(&w, "programmes") == 0);
	ck_assert_str_eq(said, "arbete\tArbetslivet\t0\ngron\tGrön rehab\t2\n");
	CHECK(user(&w, "set-programme|Stegen|--party|kommunen|--programme|-") == 0);
	CHECK(user(&w, "programmes") == 0 && strstr(said, "gron\tGrön rehab\t1\n"));
}

TEST(what_is_wrong_on_the_command_line_changes_nothing)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id id;

	CHECK(user(&w, "") == 2);
	CHECK(user(&w, "fly|me") == 2);
	CHECK(user(&w, "add|maja") == 2);
	CHECK(user(&w, "add|maja|--name") == 2);
	CHECK(user(&w, "add|maja|extra|--name|Maja") == 2);
	CHECK(user(&w, "add|maja|--name|Maja|--at|kommunen") == 2);
	CHECK(user(&w, "add|maja|--name|Maja|--name|Maja") == 2);
	CHECK(user(&w, "add|Maja Lind|--name|Maja") == 1);
	CHECK(user(&w, "add|caseworker|--name|Maja") == 1);
	CHECK_ERR(ERR_NOT_FOUND, account_by_login(w.db, w.arena, STR("maja"), &id));
	CHECK(said[0] == '\0');
	CHECK(user(&w, "party|kommunen|--name|Kommunen") == 1);
	CHECK(user(&w, "grant|nobody|caseworker|--at|kommunen") == 1);
	CHECK(user(&w, "grant|caseworker|caseworker|--at|nowhere") == 1);
	CHECK(user(&w, "grant|caseworker|king|--at|kommunen") == 1);
	CHECK(user(&w, "grant|caseworker|caseworker|--at|forbundet") == 1);
	CHECK(user(&w, "grant|caseworker|caseworker|--at|kommunen|--team|Team Väst") == 1);
	CHECK(user(&w, "revoke|caseworker|auditor|--at|kommunen") == 1);
	CHECK(user(&w, "intervention|Ny|--party|forbundet|--association|kommunen") == 1);
	CHECK(user(&w, "team|Ny|--party|kommunen|--intervention|Vägen") == 1);
}

TEST(a_folder_without_a_database_is_told_how_to_get_one)
{
	WORLD_CLEANUP struct world w = world_new();
	const char *dir = w.dir;

	w.dir = "/nowhere/lotsa-data";
	CHECK(user(&w, "list|--at|kommunen") == 1);
	w.dir = w.keys_dir;
	CHECK(user(&w, "list|--at|kommunen") == 1);
	w.dir = dir;
}

TEST(the_command_line_changes_secrets_and_shuts_accounts)
{
	WORLD_CLEANUP struct world w = world_new();
	struct str token = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	int64_t before = world_audit_count(&w, (org_id){ 0 });
	char login[64], pin[64];
	struct session s;

	CHECK(user(&w, "pin|caseworker") == 0);
	ck_assert_int_eq(sscanf(said, "pin %63s %63s", login, pin), 2);
	s = world_session(&w, token);
	CHECK_ERR(OK, pin_check(w.db, w.arena, s.account, s.vault, str_of(pin)));
	CHECK(user(&w, "password|caseworker") == 0);
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, token, &s));
	CHECK(user(&w, "disable|both") == 0 && user(&w, "enable|both") == 0);
	CHECK(user(&w, "disable|nobody") == 1);
	CHECK(world_audit_count(&w, (org_id){ 0 }) == before + 4);
}

TEST(the_command_line_gives_links_instead_of_passwords)
{
	WORLD_CLEANUP struct world w = world_new();
	struct link_found found;
	struct account account;
	char login[64], address[128];
	account_id id;

	CHECK(user(&w, "invite|nobody") == 1);
	CHECK(user(&w, "invite|maja|--name|Maja Lind") == 0);
	ck_assert_int_eq(sscanf(said, "link %63s %127s", login, address), 2);
	CHECK(strncmp(address, "https://lotsa.example.se/in/lank#", 33) == 0);
	CHECK_ERR(OK, link_find(w.db, w.arena, str_of(address + 33), &found));
	CHECK(found.kind == LINK_INVITATION && str_eq(found.login, STR("maja")));
	CHECK_ERR(OK, account_by_login(w.db, w.arena, STR("maja"), &id));
	CHECK_ERR(OK, account_by_id(w.db, w.arena, id, &account));
	CHECK(!account.has_password);
	CHECK(user(&w, "invite|maja|--name|Maja Lind") == 1 && said[0] == '\0');
	CHECK(user(&w, "reset|maja") == 0);
	CHECK_ERR(ERR_NOT_FOUND, link_find(w.db, w.arena, str_of(address + 33), &found));
	ck_assert_int_eq(sscanf(said, "link %63s %127s", login, address), 2);
	CHECK_ERR(OK, link_find(w.db, w.arena, str_of(address + 33), &found));
	CHECK(found.kind == LINK_RESET);
	CHECK(user(&w, "disable|maja") == 0 && user(&w, "reset|maja") == 1);
}

TEST(whoever_runs_lotsa_is_the_second_person_on_the_command_line)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct grant grant = { .account = w.accounts[ROLE_AUDITOR],
		.role = ROLE_CASEWORKER, .team = w.team };
	const char *confirm;
	approval_id id;

	CHECK_ERR(OK, approval_ask_role(world_begin(&w), world_scope(&w, ROLE_ADMINISTRATOR),
		&grant, &id));
	world_commit(&w);
	CHECK(user(&w, "requests|--at|kommunen") == 0);
	CHECK(strstr(said, "\twaiting\tauditor\tcaseworker\tTeam Norr\t") != NULL);
	confirm = arena_printf(w.arena, "confirm|%lld|--at|kommunen", (long long)id.v).p;
	CHECK(user(&w, arena_printf(w.arena, "confirm|%lld|--at|regionen",
		(long long)id.v).p) == 1);
	CHECK(user(&w, confirm) == 0 && user(&w, confirm) == 1);
	CHECK(user(&w, "refuse|x|--at|kommunen") == 1);
	CHECK(user(&w, "withdraw|17|--at|kommunen") == 1);
	CHECK(world_rows(&w, "role_grant WHERE role = 1") == 5);
}

TEST(the_command_line_renames_tells_the_history_and_undoes)
{
	WORLD_CLEANUP struct world w = world_new();
	const char *undo;

	CHECK(user(&w, "rename|caseworker|--name|Åsa Ek") == 0);
	CHECK(user(&w, "rename|caseworker|--name|x") == 1);
	CHECK(user(&w, "revoke|caseworker|caseworker|--at|kommunen|--team|Team Norr") == 0);
	CHECK(user(&w, "history|caseworker|--at|kommunen") == 0);
	CHECK(strstr(said, "\trevoked\tcaseworker\tTeam Norr\t") != NULL);
	CHECK(strstr(said, "\trenamed\t") != NULL);
	undo = arena_printf(w.arena, "undo|caseworker|%.*s|--at|kommunen",
		(int)strcspn(said, "\t"), said).p;
	CHECK(user(&w, "undo|caseworker|1|--at|kommunen") == 1);
	CHECK(user(&w, undo) == 0);
	CHECK(user(&w, "list|--at|kommunen") == 0 && strstr(said, "caseworker\tÅsa Ek\t"));
	CHECK(user(&w, "second-step|caseworker|--off") == 1);
	CHECK(user(&w, "second-step|caseworker") == 2);
	CHECK(user(&w, "partner|Stegen|--party|kommunen|--with|regionen") == 0);
	CHECK(user(&w, "partner|Stegen|--party|kommunen|--with|regionen") == 1);
	CHECK(user(&w, "partner|Stegen|--party|kommunen|--with|forbundet") == 1);
	CHECK(user(&w, "partner|Vägen|--party|kommunen|--with|regionen") == 1);
}

TEST(the_command_line_renames_and_closes_what_a_party_works_in)
{
	WORLD_CLEANUP struct world w = world_new();
	const char *undo;

	CHECK(user(&w, "rename-team|Team Norr|--party|kommunen|--name|Team Nord") == 0);
	CHECK(user(&w, "rename-team|Team Norr|--party|kommunen|--name|Team Syd") == 1);
	CHECK(user(&w, "rename-team|Team Nord|--party|kommunen|--name|Team Torget") == 1);
	CHECK(user(&w, "rename-team|Team Nord|--party|kommunen|--name|x") == 1);
	CHECK(user(&w, "rename-team|Team Nord|--party|regionen|--name|Team Syd") == 1);
	CHECK(user(&w, "rename-intervention|Stegen|--party|kommunen|--name|Trappan") == 0);
	CHECK(user(&w, "close-team|Team Nord|--party|kommunen") == 0);
	ck_assert_str_eq(said, "left\tcards 0\treferrals 0\troles 3\n");
	CHECK(user(&w, "close-team|Team Nord|--party|kommunen") == 1);
	CHECK(user(&w, "grant|auditor|caseworker|--at|kommunen|--team|Team Nord") == 1);
	CHECK(user(&w, "close-intervention|Trappan|--party|kommunen") == 0);
	CHECK(user(&w, "team|Team Sist|--party|kommunen|--intervention|Trappan") == 1);
	CHECK(user(&w, "units|--party|kommunen") == 0);
	CHECK(strstr(said, "team\tTeam Nord\t2026-11\t0\t0\t3\n") != NULL);
	CHECK(strstr(said, "intervention\tTrappan\t2026-11\t") != NULL);
	CHECK(user(&w, "open-intervention|Trappan|--party|kommunen") == 0);
	CHECK(user(&w, "open-intervention|Trappan|--party|kommunen") == 1);
	CHECK(user(&w, "unit-history|--party|kommunen") == 0);
	CHECK(strstr(said, "\trenamed\tteam\tTeam Nord\tTeam Norr\t\n") != NULL);
	undo = strstr(said, "\tclosed\tteam\tTeam Nord\t\t\tundo\n");
	CHECK(undo != NULL);
	while (undo > said && undo[-1] != '\n')
		undo--;
	undo = arena_printf(w.arena, "unit-undo|%.*s|--party|kommunen",
		(int)strcspn(undo, "\t"), undo).p;
	CHECK(user(&w, undo) == 0 && user(&w, undo) == 1);
	CHECK(user(&w, "unit-undo|9999|--party|kommunen") == 1);
	CHECK(user(&w, "unit-undo|x|--party|kommunen") == 1);
	CHECK(user(&w, "grant|auditor|caseworker|--at|kommunen|--team|Team Nord") == 0);
}

/* ---- /admin and the command line can do the same ---- */

/* Places are made by whoever runs Lotsa: there is nobody in them yet who could. */
static const struct {
	const char *verb, *pattern;
} pages_of_verbs[] = {
	{ "association", NULL }, { "county", NULL }, { "party", NULL }, { "nation", NULL },
	{ "intervention", "/admin/insatser" },
	{ "programme", "/admin/program" },
	{ "programmes", "/admin/program" },
	{ "rename-programme", "/admin/program/namn" },
	{ "set-programme", "/admin/insatser/:id/program" },
	{ "partner", "/admin/insatser/:id/parter" },
	{ "team", "/admin/team" },
	{ "units", "/admin/insatser" },
	{ "rename-intervention", "/admin/insatser/:id/namn" },
	{ "close-intervention", "/admin/insatser/:id/stangning" },
	{ "open-intervention", "/admin/insatser/:id/oppning" },
	{ "rename-team", "/admin/team/:id/namn" },
	{ "close-team", "/admin/team/:id/stangning" },
	{ "open-team", "/admin/team/:id/oppning" },
	{ "unit-history", "/admin/insatser/:id" },
	{ "unit-history", "/admin/team/:id" },
	{ "unit-undo", "/admin/insatser/:id/angrande" },
	{ "unit-undo", "/admin/team/:id/angrande" },
	{ "add", "/admin/konton" },
	{ "invite", "/admin/konton/:id/lank" },
	{ "reset", "/admin/konton/:id/lank" },
	{ "reset", "/admin/konton/:id/lank/bort" },
	{ "password", "/admin/konton/:id/lank" },
	{ "grant", "/admin/konton/:id/roller" },
	{ "grant", "/admin/konton/befintligt" },
	{ "until", "/admin/konton/:id/roll" },
	{ "revoke", "/admin/konton/:id/roller/bort" },
	{ "pin", "/admin/konton/:id/pin" },
	{ "second-step", "/admin/konton/:id/tvasteg" },
	{ "second-step", "/admin/konton/:id/aterstallning" },
	{ "disable", "/admin/konton/:id/avstangning" },
	{ "enable", "/admin/konton/:id/oppning" },
	{ "rename", "/admin/konton/:id/namn" },
	{ "history", "/admin/konton/:id" },
	{ "undo", "/admin/konton/:id/angrande" },
	{ "list", "/admin" },
	{ "requests", "/admin/begaran" },
	{ "withdraw", "/admin/begaran/:id/aterkallelse" },
	{ "confirm", "/bekraftelser/:id/bifall" },
	{ "refuse", "/bekraftelser/:id/avslag" },
};
enum { N_PAGES_OF_VERBS = sizeof(pages_of_verbs) / sizeof(pages_of_verbs[0]) };

TEST(every_verb_of_the_command_line_has_its_page_and_every_change_of_a_page_its_verb)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);
	struct str rest, line;
	size_t i, k;

	CHECK(visitor_get(&v, "/healthz") == 200);
	CHECK(user(&w, "--help") == 0);
	rest = arena_str(w.arena, str_of(said));
	while (str_split(&rest, '\n', &line)) {
		struct str verb = str_trim(line);

		if (!str_starts(verb, STR("lotsa user ")))
			continue;
		verb = str_sub(verb, 11, verb.n);
		verb.n = strcspn(verb.p, " \n");
		for (k = 0; k < N_PAGES_OF_VERBS; k++)
			if (str_eq(verb, str_of(pages_of_verbs[k].verb)))
				break;
		ck_assert_msg(k < N_PAGES_OF_VERBS, "%.*s has no page", STR_ARG(verb));
	}
	for (k = 0; k < N_PAGES_OF_VERBS; k++) {
		for (i = 0; pages_of_verbs[k].pattern && i < site_n_routes(&v.site); i++)
			if (strcmp(site_route(&v.site, i)->pattern, pages_of_verbs[k].pattern)
				== 0)
				break;
		ck_assert_msg(i < site_n_routes(&v.site), "no %s", pages_of_verbs[k].pattern);
	}
	for (i = 0; i < site_n_routes(&v.site); i++) {
		const struct route *route = site_route(&v.site, i);

		if (route->method != METHOD_POST || route->perm != PERM_ADMIN)
			continue;
		for (k = 0; k < N_PAGES_OF_VERBS; k++)
			if (pages_of_verbs[k].pattern
				&& strcmp(route->pattern, pages_of_verbs[k].pattern) == 0)
				break;
		ck_assert_msg(k < N_PAGES_OF_VERBS, "%s has no verb", route->pattern);
	}
}
