/* Administration through the dispatcher: first who may not. */
#include "core/auth/approval.h"
#include "core/auth/link.h"
#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"

static const char *const admin_pages[] = { "/admin", "/admin/konton/nytt",
	"/admin/konton/befintligt", "/admin/konton/1", "/admin/konton/1/roll",
	"/admin/begaran", "/admin/insatser", "/admin/insatser/1", "/admin/insatser/ny",
	"/admin/team/nytt", "/admin/program" };
static const char *const admin_actions[] = { "/admin/konton", "/admin/konton/befintligt",
	"/admin/konton/1/namn", "/admin/konton/1/angrande", "/admin/konton/1/roller",
	"/admin/konton/1/roll", "/admin/konton/1/roller/bort", "/admin/konton/1/lank",
	"/admin/konton/1/lank/bort", "/admin/konton/1/pin", "/admin/konton/1/tvasteg",
	"/admin/konton/1/aterstallning", "/admin/konton/1/avstangning",
	"/admin/konton/1/oppning", "/admin/begaran/1/aterkallelse", "/admin/insatser",
	"/admin/insatser/1/parter", "/admin/insatser/1/program", "/admin/program",
	"/admin/program/namn", "/admin/team" };

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

TEST(the_lists_show_the_own_place_and_nothing_else)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = administrator(&w);

	CHECK(visitor_get(&v, "/admin") == 200);
	CHECK(visitor_sees(&v, "team-lead") && visitor_sees(&v, "Team Norr"));
	CHECK(!visitor_sees(&v, "elsewhere") && !visitor_sees(&v, "Team Väst"));
	CHECK(!visitor_sees(&v, "catalogue-editor") && !visitor_sees(&v, "Regionen"));
	CHECK(visitor_get(&v, "/admin/insatser") == 200);
	CHECK(visitor_sees(&v, "Stegen") && visitor_sees(&v, "Team Torget"));
	CHECK(visitor_sees(&v, "Bara antal") && !visitor_sees(&v, "Vägen"));
}

TEST(users_are_searched_by_name_and_role_and_the_words_stay)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = administrator(&w);

	CHECK(visitor_get(&v, "/admin?sok=LEAD+norr") == 200);
	CHECK(visitor_sees(&v, "Träffar: 1") && visitor_sees(&v, ">team-lead</a>"));
	CHECK(!visitor_sees(&v, ">auditor</a>") && visitor_sees(&v, "value=\"LEAD norr\""));
	CHECK(visitor_get(&v, "/admin?roll=auditor&sok=") == 200);
	CHECK(visitor_sees(&v, ">auditor</a>") && !visitor_sees(&v, ">team-lead</a>"));
	CHECK(visitor_get(&v, "/admin?sok=finns-inte") == 200);
	CHECK(visitor_sees(&v, "Ingen användare stämmer"));
	CHECK(visitor_get(&v, "/admin?sida=99") == 200 && visitor_get(&v, "/admin?roll=x")
		== 200);
}

TEST(roles_that_end_soon_are_warned_of_thirty_days_ahead)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = administrator(&w);
	account_id who = w.accounts[ROLE_AUDITOR];

	CHECK(visitor_post(&v, account_path(&w, who, "/roll"), "grant=6-0&until=2026-12-23")
		== 303);
	CHECK(visitor_get(&v, "/admin") == 200 && !visitor_sees(&v, "går ut inom 30 dagar"));
	CHECK(visitor_sees(&v, "t.o.m."));
	CHECK(visitor_post(&v, account_path(&w, who, "/roll"), "grant=6-0&until=2026-12-22")
		== 303);
	CHECK(visitor_get(&v, "/admin") == 200 && visitor_sees(&v, "går ut inom 30 dagar: 1"));
	CHECK(visitor_get(&v, account_path(&w, who, "")) == 200);
	CHECK(visitor_sees(&v, "Går snart ut"));
	CHECK(visitor_post(&v, account_path(&w, who, "/roll"), "grant=6-0&until=2026-11-21")
		== 422);
	CHECK(visitor_sees(&v, "Sista dagen får inte ha passerat"));
	CHECK(visitor_post(&v, account_path(&w, who, "/roll"), "grant=6-0&until=2026-12-22")
		== 422);
	CHECK(visitor_post(&v, account_path(&w, who, "/roll"), "grant=7-0&until=2026-12-22")
		== 404);
}

/* The text after '#' in a link that stands on the page. */
static struct str
token_of(struct world *w, struct str link)
{
	ptrdiff_t at = str_find_byte(link, '#');

	return at < 0 ? STR_NULL : arena_str(w->arena, str_sub(link, (size_t)at + 1, link.n));
}

TEST(a_new_user_gets_a_link_that_is_shown_once_and_works)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = administrator(&w);
	struct link_found found;
	struct account account;
	struct str token;
	account_id id;

	CHECK(visitor_post(&v, "/admin/konton", arena_printf(w.arena,
		"login=ny.person&name=Ny+Person&role=1&team=%lld",
		(long long)w.team.v).p) == 303);
	CHECK_ERR(OK, account_by_login(w.db, w.arena, STR("ny.person"), &id));
	CHECK_ERR(OK, account_by_id(w.db, w.arena, id, &account));
	CHECK(!account.has_password && world_rows(&w, "approval WHERE state = 1") == 1);
	CHECK(visitor_get(&v, account_path(&w, id, "?m=konto-begard")) == 200);
	CHECK(visitor_sees(&v, "Väntar på bekräftelse") && visitor_sees(&v, "Team Norr"));
	token = token_of(&w, secret_on_page(&w, &v));
	CHECK(token.n == 43);
	CHECK_ERR(OK, link_find(w.db, w.arena, token, &found));
	CHECK(found.account.v == id.v && found.kind == LINK_INVITATION);
	CHECK(visitor_get(&v, account_path(&w, id, "?m=konto")) == 200);
	CHECK(secret_on_page(&w, &v).n == 0 && !visitor_sees(&v, token.p));
	CHECK(visitor_post(&v, account_path(&w, id, "/lank/bort"), "") == 303);
	CHECK_ERR(ERR_NOT_FOUND, link_find(w.db, w.arena, token, &found));
	CHECK(visitor_post(&v, account_path(&w, id, "/lank"), "") == 303);
	CHECK(visitor_get(&v, account_path(&w, id, "")) == 200);
	CHECK_ERR(OK, link_find(w.db, w.arena, token_of(&w, secret_on_page(&w, &v)), &found));
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
	CHECK(visitor_post(&v, "/admin/konton",
		"login=ny&name=Ny&role=1&team=1&until=2026-11-21") >= 400);
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
	CHECK(!visitor_sees(&v, "Skapa länk för nytt lösenord"));
	CHECK(!visitor_sees(&v, "Team Väst"));
	CHECK(visitor_post(&v, account_path(&w, w.elsewhere, "/lank"), "") == 403);
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
	CHECK(visitor_post(&v, account_path(&w, self, "/lank"), "") == 403);
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
	CHECK(visitor_get(&v, "/admin/insatser?m=team") == 200 && visitor_sees(&v, "Team Ny"));
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

/* ---- undoing, renaming, partners ---- */

TEST(a_slip_of_the_hand_is_undone_from_the_history_and_only_the_last_one)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = administrator(&w);
	account_id lead = w.accounts[ROLE_TEAM_LEAD];
	struct str token = world_token(&w, lead), nr;
	const char *undo;

	CHECK(visitor_post(&v, account_path(&w, lead, "/roller/bort"), arena_printf(w.arena,
		"grant=2-%lld", (long long)w.team.v).p) == 303);
	CHECK(visitor_get(&v, account_path(&w, lead, "")) == 200);
	CHECK(visitor_sees(&v, "Inga roller just nu") && visitor_sees(&v, "Rollen togs bort"));
	CHECK(world_session(&w, token).scope == NULL);
	nr = visitor_field(&v, "nr");
	undo = arena_printf(w.arena, "nr=%.*s", STR_ARG(nr)).p;
	CHECK(nr.n > 0 && visitor_post(&v, account_path(&w, lead, "/angrande"), "nr=1") == 422);
	CHECK(visitor_sees(&v, "går inte längre att ångra"));
	CHECK(visitor_post(&v, account_path(&w, w.elsewhere, "/angrande"), undo) == 404);
	CHECK(visitor_post(&v, account_path(&w, lead, "/angrande"), undo) == 303);
	CHECK(world_session(&w, token).scope != NULL);
	CHECK(visitor_post(&v, account_path(&w, lead, "/angrande"), undo) == 422);
	CHECK(visitor_post(&v, account_path(&w, lead, "/angrande"), "nr=x") == 404);
}

TEST(a_user_gets_another_name_and_the_old_one_stands_in_the_history)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = administrator(&w);
	account_id who = w.accounts[ROLE_CASEWORKER];

	CHECK(visitor_post(&v, account_path(&w, who, "/namn"), "name=%C3%85sa+Ek") == 303);
	CHECK(visitor_get(&v, account_path(&w, who, "?m=namn")) == 200);
	CHECK(visitor_sees(&v, "Åsa Ek</h1>") && visitor_sees(&v, "Hette förut caseworker"));
	CHECK(visitor_post(&v, account_path(&w, who, "/namn"), "name=%C3%85sa+Ek") == 422);
	CHECK(visitor_post(&v, account_path(&w, w.elsewhere, "/namn"), "name=Ny") == 404);
	CHECK(visitor_post(&v, account_path(&w, w.both, "/namn"), "name=Ny+Ny") == 403);
}

TEST(another_party_joins_an_intervention_once)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = administrator(&w);
	const char *page = arena_printf(w.arena, "/admin/insatser/%lld",
		(long long)w.intervention.v).p;
	const char *add = arena_printf(w.arena, "%s/parter", page).p;
	const char *other = arena_printf(w.arena, "party=%lld", (long long)w.other_party.v).p;

	CHECK(visitor_get(&v, page) == 200 && visitor_sees(&v, "Inga andra parter."));
	CHECK(visitor_post(&v, add, arena_printf(w.arena, "party=%lld",
		(long long)w.association.v).p) == 422);
	CHECK(visitor_post(&v, add, arena_printf(w.arena, "party=%lld",
		(long long)w.party.v).p) == 422);
	CHECK(visitor_post(&v, add, other) == 303);
	CHECK(visitor_get(&v, page) == 200 && visitor_sees(&v, "<li>Regionen</li>"));
	CHECK(visitor_post(&v, add, other) == 422);
	CHECK(visitor_post(&v, arena_printf(w.arena, "/admin/insatser/%lld/parter",
		(long long)w.other_intervention.v).p, other) == 404);
}
