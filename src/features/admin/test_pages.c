/* Administration through the dispatcher: first who may not. */
#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"

static const char *const admin_pages[] = { "/admin", "/admin/konton/nytt",
	"/admin/konton/befintligt", "/admin/konton/1", "/admin/insatser/ny",
	"/admin/team/nytt" };
static const char *const admin_actions[] = { "/admin/konton", "/admin/konton/befintligt",
	"/admin/konton/1/roller", "/admin/konton/1/roller/bort", "/admin/konton/1/losenord",
	"/admin/konton/1/pin", "/admin/konton/1/avstangning", "/admin/konton/1/oppning",
	"/admin/insatser", "/admin/team" };

TEST(nobody_but_an_administrator_gets_into_administration)
{
	WORLD_CLEANUP struct world w = world_new();
	enum role role;
	size_t i;

	for (role = ROLE_CASEWORKER; role < ROLE_ADMINISTRATOR; role++) {
		VISITOR_CLEANUP struct visitor v = visitor_new(&w,
			world_token(&w, w.accounts[role]));

		for (i = 0; i < sizeof(admin_pages) / sizeof(admin_pages[0]); i++)
			CHECK(visitor_get(&v, admin_pages[i]) == 403);
		for (i = 0; i < sizeof(admin_actions) / sizeof(admin_actions[0]); i++)
			CHECK(visitor_post(&v, admin_actions[i], "") == 403);
	}
}

static struct visitor
administrator(struct world *w)
{
	return visitor_new(w, world_token(w, w->accounts[ROLE_ADMINISTRATOR]));
}

static const char *
account_path(struct world *w, account_id id, const char *rest)
{
	return arena_printf(w->arena, "/admin/konton/%lld%s", (long long)id.v, rest).p;
}

/* What a new user's page shows once. */
static struct str
secret_on_page(struct world *w, const struct visitor *v)
{
	const char *mark = "<strong class=\"once\">";
	struct str body = visitor_body(v);
	const char *at = memmem(body.p, body.n, mark, strlen(mark)), *end;

	if (!at)
		return STR_NULL;
	at += strlen(mark);
	end = strchr(at, '<');
	return arena_str(w->arena, (struct str){ at, (size_t)(end - at) });
}

TEST(the_overview_shows_the_own_place_and_nothing_else)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = administrator(&w);

	CHECK(visitor_get(&v, "/admin") == 200);
	CHECK(visitor_sees(&v, "team-lead") && visitor_sees(&v, "Stegen"));
	CHECK(visitor_sees(&v, "Team Torget") && visitor_sees(&v, "Bara antal"));
	CHECK(!visitor_sees(&v, "elsewhere") && !visitor_sees(&v, "Team Väst"));
	CHECK(!visitor_sees(&v, "catalogue-editor") && !visitor_sees(&v, "Regionen"));
}

TEST(a_new_user_gets_a_password_that_is_shown_once_and_works)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = administrator(&w);
	struct login_attempt attempt;
	struct str password;
	account_id id;

	CHECK(visitor_post(&v, "/admin/konton", arena_printf(w.arena,
		"login=ny.person&name=Ny+Person&role=1&team=%lld",
		(long long)w.team.v).p) == 303);
	CHECK_ERR(OK, account_by_login(w.db, w.arena, STR("ny.person"), &id));
	CHECK(visitor_get(&v, account_path(&w, id, "?m=konto")) == 200);
	password = secret_on_page(&w, &v);
	CHECK(password.n == 19);
	CHECK_ERR(OK, login_check(w.db, w.arena, STR("ny.person"), password, &attempt));
	CHECK(attempt.account.v == id.v);
	CHECK(visitor_get(&v, account_path(&w, id, "?m=konto")) == 200);
	CHECK(secret_on_page(&w, &v).n == 0 && !visitor_sees(&v, password.p));
	CHECK_ERR(OK, account_may_change(w.db, world_scope(&w, ROLE_ADMINISTRATOR), id));
	CHECK(world_rows(&w, "approval WHERE state = 1") == 1);
}

TEST(a_user_is_refused_with_the_reason_at_its_field)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = administrator(&w);
	account_id id;

	CHECK(visitor_post(&v, "/admin/konton",
		"login=elsewhere&name=Ny&role=1&team=1") >= 400);
	CHECK(visitor_sees(&v, "Inloggningsnamnet är upptaget."));
	CHECK(visitor_post(&v, "/admin/konton",
		"login=Ny+Person&name=Ny&role=1&team=1") >= 400);
	CHECK(visitor_sees(&v, "value=\"Ny Person\""));
	CHECK(visitor_post(&v, "/admin/konton", "login=ny&name=Ny&role=4&team=1") >= 400);
	CHECK(visitor_sees(&v, "Rollen kan inte ges så."));
	CHECK(visitor_post(&v, "/admin/konton", arena_printf(w.arena,
		"login=ny&name=Ny&role=1&team=%lld", (long long)w.other_team.v).p) >= 400);
	CHECK(visitor_post(&v, "/admin/konton", "login=ny&name=Ny") >= 400);
	CHECK_ERR(ERR_NOT_FOUND, account_by_login(w.db, w.arena, STR("ny"), &id));
}

TEST(a_role_is_given_and_taken_in_the_own_place_only)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = administrator(&w);
	account_id lead = w.accounts[ROLE_TEAM_LEAD];
	const char *held = arena_printf(w.arena, "grant=2-%lld", (long long)w.team.v).p;

	CHECK(visitor_post(&v, account_path(&w, w.elsewhere, "/roller"),
		"role=1&team=1") == 404);
	CHECK(visitor_get(&v, account_path(&w, w.elsewhere, "")) == 404);
	CHECK(visitor_get(&v, "/admin/konton/17") == 404);
	CHECK(visitor_post(&v, account_path(&w, w.both, "/roller/bort"), arena_printf(w.arena,
		"grant=1-%lld", (long long)w.other_team.v).p) == 404);
	CHECK(visitor_post(&v, account_path(&w, lead, "/roller"), "role=6&team=1") == 303);
	CHECK(visitor_post(&v, account_path(&w, lead, "/roller"), "role=6&team=1") >= 400);
	CHECK(visitor_sees(&v, "Personen har redan den rollen här"));
	CHECK(visitor_post(&v, account_path(&w, lead, "/roller/bort"), held) == 303);
	CHECK(visitor_post(&v, account_path(&w, lead, "/roller/bort"), held) == 404);
	CHECK(visitor_post(&v, account_path(&w, lead, "/roller/bort"), "grant=x") == 404);
}

TEST(somebody_who_works_elsewhere_gets_a_role_but_keeps_her_secrets)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = administrator(&w);

	CHECK(visitor_post(&v, "/admin/konton/befintligt",
		"login=finns-inte&role=1&team=1") >= 400);
	CHECK(visitor_sees(&v, "Det finns inget konto med det namnet."));
	CHECK(visitor_post(&v, "/admin/konton/befintligt",
		"login=elsewhere&role=1&team=1") == 303);
	CHECK(visitor_get(&v, account_path(&w, w.elsewhere, "")) == 200);
	CHECK(!visitor_sees(&v, "Skapa nytt lösenord") && !visitor_sees(&v, "Team Väst"));
	CHECK(visitor_post(&v, account_path(&w, w.elsewhere, "/losenord"), "") == 403);
	CHECK(visitor_post(&v, account_path(&w, w.elsewhere, "/pin"), "") == 403);
	CHECK(visitor_post(&v, account_path(&w, w.elsewhere, "/avstangning"), "") == 403);
}

TEST(an_administrator_neither_promotes_nor_locks_out_herself)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = administrator(&w);
	account_id self = w.accounts[ROLE_ADMINISTRATOR];

	CHECK(visitor_post(&v, account_path(&w, self, "/roller"), "role=1&team=1") == 403);
	CHECK(visitor_post(&v, account_path(&w, self, "/roller/bort"), "grant=7-0") == 403);
	CHECK(visitor_post(&v, account_path(&w, self, "/avstangning"), "") == 403);
	CHECK(visitor_post(&v, account_path(&w, self, "/losenord"), "") == 403);
	CHECK(visitor_get(&v, account_path(&w, self, "")) == 200);
}

TEST(a_new_pin_is_shown_once_and_a_disabled_account_is_out)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = administrator(&w);
	account_id who = w.accounts[ROLE_CASEWORKER];
	struct str token = world_token(&w, who), pin;
	struct session s = world_session(&w, token);

	CHECK(visitor_post(&v, account_path(&w, who, "/pin"), "") == 303);
	CHECK(visitor_get(&v, account_path(&w, who, "?m=hemlighet")) == 200);
	pin = secret_on_page(&w, &v);
	CHECK_ERR(OK, pin_check(w.db, w.arena, who, s.vault, pin));
	CHECK(visitor_post(&v, account_path(&w, who, "/avstangning"), "") == 303);
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, token, &s));
	CHECK(visitor_get(&v, account_path(&w, who, "")) == 200
		&& visitor_sees(&v, "Avstängd"));
	CHECK(visitor_post(&v, account_path(&w, who, "/oppning"), "") == 303);
	world_token(&w, who);
}

TEST(interventions_and_teams_are_laid_up_with_errors_at_their_fields)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = administrator(&w);
	const char *fine = arena_printf(w.arena,
		"name=Nya+spåret&association=%lld&first=1&again=6",
		(long long)w.association.v).p;
	struct intervention_row *rows;
	size_t n;

	CHECK(visitor_get(&v, "/admin/insatser/ny") == 200);
	CHECK(visitor_post(&v, "/admin/insatser",
		"name=x&association=1&first=99&again=6") >= 400);
	CHECK(visitor_sees(&v, "Talet är för stort."));
	CHECK(visitor_post(&v, "/admin/insatser",
		"name=Nya&association=17&first=1&again=6") >= 400);
	CHECK(visitor_post(&v, "/admin/insatser", fine) == 303);
	CHECK(visitor_post(&v, "/admin/insatser", fine) >= 400);
	CHECK(visitor_sees(&v, "Det finns redan en insats med det namnet."));
	CHECK_ERR(OK, intervention_list(w.db, world_job(&w, w.party), w.arena, &rows, &n));
	CHECK(n == 3 && rows[0].uses_cards && rows[0].first_after == 1
		&& rows[0].again_after == 6);
	CHECK(visitor_post(&v, "/admin/team", arena_printf(w.arena,
		"name=Team+Ny&intervention=%lld&municipality=Nykvarn",
		(long long)w.other_intervention.v).p) == 404);
	CHECK(visitor_post(&v, "/admin/team", arena_printf(w.arena,
		"name=Team+Ny&intervention=%lld&municipality=Nykvarn",
		(long long)rows[0].id.v).p)
		== 303);
	CHECK(visitor_get(&v, "/admin?m=team") == 200 && visitor_sees(&v, "Team Ny"));
}

TEST(every_change_of_administration_leaves_a_trail)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = administrator(&w);
	int64_t before = world_audit_count(&w, w.party);

	visitor_post(&v, account_path(&w, w.accounts[ROLE_TEAM_LEAD], "/roller"),
		"role=6&team=1");
	visitor_post(&v, account_path(&w, w.accounts[ROLE_CASEWORKER], "/avstangning"), "");
	CHECK(world_audit_count(&w, w.party) == before + 2);
}
