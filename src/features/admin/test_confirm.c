/* The second person, through the dispatcher: an administrator's day, and every way round it. */
#include "core/auth/approval.h"
#include "core/auth/link.h"
#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"

static struct visitor
visitor_as(struct world *w, account_id account)
{
	return visitor_new(w, world_token(w, account));
}

static const char *
path(struct world *w, const char *format, int64_t id)
{
	const char *hole = strstr(format, "%id");

	return arena_printf(w->arena, "%.*s%lld%s", (int)(hole - format), format, (long long)id,
		hole + 3).p;
}

/* The administrator asks that the auditor become a caseworker; the request's id. */
static int64_t
ask(struct world *w)
{
	VISITOR_CLEANUP struct visitor v = visitor_as(w, w->accounts[ROLE_ADMINISTRATOR]);
	struct approval *rows;
	size_t n;

	CHECK(visitor_post(&v, path(w, "/admin/konton/%id/roller",
		w->accounts[ROLE_AUDITOR].v), path(w, "role=1&team=%id", w->team.v)) == 303);
	CHECK_ERR(OK, approval_list(w->db, world_scope(w, ROLE_ADMINISTRATOR), w->arena, &rows,
		&n));
	CHECK(n > 0 && rows[0].state == APPROVAL_WAITING);
	return rows[0].id.v;
}

TEST(the_team_lead_finds_the_request_on_the_first_page_and_confirms_it)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor lead = visitor_as(&w, w.accounts[ROLE_TEAM_LEAD]);
	int64_t id = ask(&w);
	const char *yes = path(&w, "/bekraftelser/%id/bifall", id);

	CHECK(visitor_get(&lead, "/hem") == 200);
	CHECK(visitor_sees(&lead, "Att bekräfta åt administratören: 1"));
	CHECK(visitor_get(&lead, "/bekraftelser") == 200 && visitor_sees(&lead, "auditor"));
	CHECK(visitor_get(&lead, path(&w, "/bekraftelser/%id", id)) == 200);
	CHECK(visitor_sees(&lead, "Ska auditor få rollen?"));
	CHECK(visitor_sees(&lead, "Team Norr"));
	CHECK(visitor_post(&lead, yes, "") == 303);
	CHECK(visitor_get(&lead, "/bekraftelser?m=bekraftad") == 200);
	CHECK(visitor_sees(&lead, "Inget väntar på dig.") && visitor_sees(&lead, "Avgjort"));
	CHECK(visitor_post(&lead, yes, "") == 422);
	CHECK(visitor_post(&lead, path(&w, "/bekraftelser/%id/avslag", id), "") == 422);
	CHECK(visitor_get(&lead, "/hem") == 200);
	CHECK(!visitor_sees(&lead, "Att bekräfta åt"));
}

TEST(a_refused_request_gives_nothing_and_is_told_to_the_administrator)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor lead = visitor_as(&w, w.accounts[ROLE_TEAM_LEAD]);
	VISITOR_CLEANUP struct visitor admin = visitor_as(&w, w.accounts[ROLE_ADMINISTRATOR]);
	int64_t id = ask(&w);

	CHECK(visitor_get(&admin, "/admin") == 200);
	CHECK(visitor_sees(&admin, "väntar på en teamsamordnare: 1"));
	CHECK(visitor_post(&lead, path(&w, "/bekraftelser/%id/avslag", id), "") == 303);
	CHECK(visitor_get(&admin, "/admin/begaran") == 200 && visitor_sees(&admin, "Avslagen"));
	CHECK(visitor_post(&admin, path(&w, "/admin/begaran/%id/aterkallelse", id), "") == 409);
	CHECK(world_rows(&w, "role_grant WHERE role = 1 AND until_on IS NULL") == 4);
}

TEST(an_administrator_gets_round_the_second_person_in_no_way)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor admin = visitor_as(&w, w.accounts[ROLE_ADMINISTRATOR]);
	int64_t id = ask(&w), grants = world_rows(&w, "role_grant");
	const char *self = path(&w, "/admin/konton/%id/roller",
		w.accounts[ROLE_ADMINISTRATOR].v);

	CHECK(visitor_post(&admin, path(&w, "/bekraftelser/%id/bifall", id), "") == 403);
	CHECK(visitor_get(&admin, path(&w, "/bekraftelser/%id", id)) == 403);
	CHECK(visitor_post(&admin, self, "role=1&team=1") == 403);
	CHECK(visitor_post(&admin, self, "role=2&team=1") == 403);
	CHECK(visitor_post(&admin, self, "role=6&team=1") == 403);
	/* nor with an account of her own making */
	CHECK(visitor_post(&admin, "/admin/konton",
		"login=docka&name=Docka&role=2&team=1") == 303);
	CHECK(world_rows(&w, "role_grant") == grants);
	CHECK(visitor_post(&admin, path(&w, "/admin/begaran/%id/aterkallelse", id), "") == 303);
	CHECK(world_rows(&w, "approval WHERE state = 4") == 1);
}

TEST(ids_of_requests_that_are_not_there_or_of_another_place_are_no_requests)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct grant there = { .account = w.elsewhere, .role = ROLE_TEAM_LEAD };
	const struct grant boss = { .account = w.elsewhere, .role = ROLE_ADMINISTRATOR };
	int64_t id = ask(&w);
	struct visitor v;

	world_begin(&w);
	CHECK_ERR(OK, role_revoke(w.tx, world_job(&w, w.other_party), w.elsewhere,
		ROLE_CASEWORKER, w.other_team));
	CHECK_ERR(OK, grant_give(w.tx, world_job(&w, w.other_party), &there));
	CHECK_ERR(OK, grant_give(w.tx, world_job(&w, w.other_party), &boss));
	world_commit(&w);
	v = visitor_as(&w, w.elsewhere);
	CHECK(visitor_get(&v, path(&w, "/bekraftelser/%id", id)) == 404);
	CHECK(visitor_post(&v, path(&w, "/bekraftelser/%id/bifall", id), "") == 404);
	CHECK(visitor_post(&v, path(&w, "/bekraftelser/%id/avslag", id), "") == 404);
	CHECK(visitor_post(&v, path(&w, "/admin/begaran/%id/aterkallelse", id), "") == 404);
	CHECK(visitor_get(&v, "/bekraftelser/17") == 404);
	CHECK(visitor_get(&v, "/bekraftelser") == 200 && !visitor_sees(&v, "auditor"));
	visitor_free(&v);
	CHECK(world_rows(&w, "approval WHERE state = 1") == 1);
}

TEST(whoever_is_administrator_and_team_lead_reads_why_she_cannot_confirm_her_own)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct grant lead = { .account = w.accounts[ROLE_ADMINISTRATOR],
		.role = ROLE_TEAM_LEAD };
	int64_t id;
	struct visitor v;

	world_begin(&w);
	CHECK_ERR(OK, grant_give(w.tx, world_job(&w, w.party), &lead));
	world_commit(&w);
	id = ask(&w);
	v = visitor_as(&w, w.accounts[ROLE_ADMINISTRATOR]);
	CHECK(visitor_get(&v, path(&w, "/bekraftelser/%id", id)) == 200);
	CHECK(visitor_sees(&v, "Du har själv begärt det här"));
	CHECK(!visitor_sees(&v, "/bifall"));
	CHECK(visitor_post(&v, path(&w, "/bekraftelser/%id/bifall", id), "") == 403);
	visitor_free(&v);
}

TEST(both_halves_of_a_log_in_are_asked_for_from_the_users_page)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor admin = visitor_as(&w, w.accounts[ROLE_ADMINISTRATOR]);
	VISITOR_CLEANUP struct visitor lead = visitor_as(&w, w.accounts[ROLE_TEAM_LEAD]);
	int64_t who = w.accounts[ROLE_CASEWORKER].v;
	const char *page = path(&w, "/admin/konton/%id", who);
	struct approval *rows;
	size_t n;

	CHECK(visitor_post(&admin, path(&w, "/admin/konton/%id/tvasteg", who), "") == 404);
	world_begin(&w);
	CHECK_ERR(OK, change_note(w.tx, world_scope(&w, ROLE_ADMINISTRATOR),
		w.accounts[ROLE_CASEWORKER],
		&(struct change_note){ .kind = CHANGE_SECOND_OFF }));
	world_commit(&w);
	CHECK(visitor_get(&admin, page) == 200);
	CHECK(visitor_sees(&admin, "Begär att återställa båda"));
	CHECK(!visitor_sees(&admin, "Skapa länk för nytt lösenord"));
	CHECK(visitor_post(&admin, path(&w, "/admin/konton/%id/lank", who), "") == 403);
	CHECK(visitor_post(&admin, path(&w, "/admin/konton/%id/aterstallning", who), "")
		== 303);
	CHECK(visitor_post(&admin, path(&w, "/admin/konton/%id/aterstallning", who), "")
		== 422);
	CHECK_ERR(OK, approval_list(w.db, world_scope(&w, ROLE_TEAM_LEAD), w.arena, &rows, &n));
	CHECK(n == 1 && rows[0].kind == APPROVAL_RESET);
	CHECK(visitor_get(&lead, path(&w, "/bekraftelser/%id", rows[0].id.v)) == 200);
	CHECK(visitor_sees(&lead, "Ska inloggningen återställas?"));
	CHECK(visitor_post(&lead, path(&w, "/bekraftelser/%id/bifall", rows[0].id.v), "")
		== 303);
	CHECK(visitor_post(&admin, path(&w, "/admin/konton/%id/lank", who), "") == 303);
}
