/* The second person: who may ask, who may decide, when, and how often. */
#include "core/auth/approval.h"

#include "core/auth/notice.h"
#include "core/time/clock.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

enum { NOON = 1795348800, DAY = 86400 };

static const struct scope *
admin_of(struct world *w)
{
	return world_scope(w, ROLE_ADMINISTRATOR);
}

static const struct scope *
lead_of(struct world *w)
{
	return world_scope(w, ROLE_TEAM_LEAD);
}

/* The auditor is to become a caseworker as well. */
static struct grant
wish(struct world *w)
{
	return (struct grant){ .account = w->accounts[ROLE_AUDITOR], .role = ROLE_CASEWORKER,
		.team = w->team };
}

static approval_id
ask_for(struct world *w, const struct grant *grant)
{
	approval_id id = { 0 };

	world_begin(w);
	CHECK_ERR(OK, approval_ask_role(w->tx, admin_of(w), grant, &id));
	world_commit(w);
	return id;
}

static struct approval
read(struct world *w, approval_id id)
{
	struct approval p;

	CHECK_ERR(OK, approval_by_id(w->db, admin_of(w), w->arena, id, &p));
	return p;
}

/* Every role of the account in the party, through a session of its own. */
static bool
holds(struct world *w, account_id account, enum role role)
{
	struct place *places;
	size_t n, i;
	unsigned roles = 0;

	CHECK_ERR(OK, session_places(w->db, w->arena, account, &places, &n));
	for (i = 0; i < n; i++)
		roles |= places[i].roles;
	return (roles & 1u << role) != 0;
}

static enum err
confirm(struct world *w, const struct scope *scope, approval_id id)
{
	enum err e;

	world_begin(w);
	e = approval_confirm(w->tx, scope, id);
	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

TEST(a_case_role_waits_until_a_team_lead_confirms)
{
	WORLD_CLEANUP struct world w = world_new();
	struct grant grant = wish(&w);
	int64_t waiting;
	approval_id id;
	struct approval p;

	grant.until = date_add_days(w.today, 100);
	id = ask_for(&w, &grant);
	CHECK(!holds(&w, grant.account, ROLE_CASEWORKER));
	CHECK_ERR(OK, approval_waiting(w.db, lead_of(&w), w.arena, &waiting));
	CHECK(waiting == 1);
	CHECK_ERR(OK, confirm(&w, lead_of(&w), id));
	CHECK(holds(&w, grant.account, ROLE_CASEWORKER));
	p = read(&w, id);
	CHECK(p.state == APPROVAL_CONFIRMED && str_eq(p.decided_by_name, STR("team-lead")));
	CHECK(p.grant.until.days == grant.until.days && p.decided_on.days == w.today.days);
	CHECK_ERR(OK, approval_waiting(w.db, lead_of(&w), w.arena, &waiting));
	CHECK(waiting == 0);
}

TEST(a_request_is_decided_once_whoever_comes_second)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct grant second_lead = { .account = w.accounts[ROLE_CASEWORKER],
		.role = ROLE_TEAM_LEAD, .team = w.second_team };
	const struct grant grant = wish(&w);
	const struct scope *one, *two;
	approval_id id = ask_for(&w, &grant);
	struct session s;

	world_begin(&w);
	CHECK_ERR(OK, role_revoke(w.tx, world_job(&w, w.party), second_lead.account,
		ROLE_CASEWORKER, w.team));
	CHECK_ERR(OK, grant_give(w.tx, world_job(&w, w.party), &second_lead));
	world_commit(&w);
	one = lead_of(&w);
	s = world_session(&w, world_token(&w, second_lead.account));
	two = s.scope;
	CHECK_ERR(OK, confirm(&w, two, id));
	CHECK_ERR(ERR_CONFLICT, confirm(&w, one, id));
	CHECK_ERR(ERR_CONFLICT, confirm(&w, two, id));
	world_begin(&w);
	CHECK_ERR(ERR_CONFLICT, approval_refuse(w.tx, one, id));
	CHECK_ERR(ERR_CONFLICT, approval_withdraw(w.tx, admin_of(&w), id));
	world_rollback(&w);
}

/* Both looked while it waited; the change itself lets only one through. */
TEST(a_confirmed_role_that_was_taken_back_is_not_given_by_the_same_request)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct grant grant = wish(&w);
	approval_id id = ask_for(&w, &grant);

	CHECK_ERR(OK, confirm(&w, lead_of(&w), id));
	world_begin(&w);
	CHECK_ERR(OK, role_revoke(w.tx, admin_of(&w), grant.account, ROLE_CASEWORKER, w.team));
	world_commit(&w);
	CHECK_ERR(ERR_CONFLICT, confirm(&w, lead_of(&w), id));
	CHECK(!holds(&w, grant.account, ROLE_CASEWORKER));
}

TEST(nobody_confirms_her_own_request_nor_one_about_herself)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct grant as_well = { .account = w.accounts[ROLE_ADMINISTRATOR],
		.role = ROLE_TEAM_LEAD };
	const struct grant about = { .account = w.accounts[ROLE_TEAM_LEAD],
		.role = ROLE_CASEWORKER, .team = w.second_team };
	const struct grant grant = wish(&w);
	approval_id own, of_lead;
	enum approval_bar bar;
	struct approval p;

	world_begin(&w);
	CHECK_ERR(OK, grant_give(w.tx, world_job(&w, w.party), &as_well));
	world_commit(&w);
	own = ask_for(&w, &grant);
	of_lead = ask_for(&w, &about);
	CHECK(scope_may(admin_of(&w), PERM_CONFIRM));
	CHECK_ERR(ERR_FORBIDDEN, confirm(&w, admin_of(&w), own));
	CHECK_ERR(ERR_FORBIDDEN, confirm(&w, lead_of(&w), of_lead));
	p = read(&w, own);
	CHECK_ERR(OK, approval_bar(w.db, admin_of(&w), w.arena, &p, &bar));
	CHECK(bar == APPROVAL_BAR_OWN);
	p = read(&w, of_lead);
	CHECK_ERR(OK, approval_bar(w.db, lead_of(&w), w.arena, &p, &bar));
	CHECK(bar == APPROVAL_BAR_ABOUT);
	CHECK_ERR(OK, confirm(&w, lead_of(&w), own));
}

TEST(nobody_but_a_team_lead_of_the_place_decides)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct grant there = { .account = w.elsewhere, .role = ROLE_TEAM_LEAD };
	const struct grant grant = wish(&w);
	approval_id id = ask_for(&w, &grant);
	struct session s;
	enum role role;

	for (role = ROLE_CASEWORKER; role < ROLE_COUNT; role++)
		if (role != ROLE_TEAM_LEAD)
			CHECK(confirm(&w, world_scope(&w, role), id) != OK);
	world_begin(&w);
	CHECK_ERR(OK, role_revoke(w.tx, world_job(&w, w.other_party), w.elsewhere,
		ROLE_CASEWORKER, w.other_team));
	CHECK_ERR(OK, grant_give(w.tx, world_job(&w, w.other_party), &there));
	world_commit(&w);
	s = world_session(&w, world_token(&w, w.elsewhere));
	CHECK(scope_may(s.scope, PERM_CONFIRM));
	CHECK_ERR(ERR_NOT_FOUND, confirm(&w, s.scope, id));
	CHECK_ERR(ERR_NOT_FOUND, confirm(&w, lead_of(&w), (approval_id){ 17 }));
	CHECK(read(&w, id).state == APPROVAL_WAITING);
}

TEST(only_an_administrator_asks_and_never_for_herself)
{
	WORLD_CLEANUP struct world w = world_new();
	struct grant grant = wish(&w);
	approval_id id;

	world_begin(&w);
	CHECK_ERR(ERR_FORBIDDEN, approval_ask_role(w.tx, lead_of(&w), &grant, &id));
	CHECK_ERR(ERR_FORBIDDEN, approval_ask_role(w.tx, world_job(&w, w.party), &grant, &id));
	grant.account = w.accounts[ROLE_ADMINISTRATOR];
	CHECK_ERR(ERR_FORBIDDEN, approval_ask_role(w.tx, admin_of(&w), &grant, &id));
	CHECK_ERR(ERR_FORBIDDEN, approval_ask_reset(w.tx, admin_of(&w), grant.account, &id));
	grant = wish(&w);
	grant.role = ROLE_ADMINISTRATOR;
	CHECK_ERR(ERR_INVALID, approval_ask_role(w.tx, admin_of(&w), &grant, &id));
	grant = wish(&w);
	grant.team = w.other_team;
	CHECK(approval_ask_role(w.tx, admin_of(&w), &grant, &id) != OK);
	world_rollback(&w);
}

TEST(the_same_is_not_asked_for_twice_nor_what_is_held)
{
	WORLD_CLEANUP struct world w = world_new();
	struct grant grant = wish(&w), held = { .account = w.accounts[ROLE_CASEWORKER],
		.role = ROLE_CASEWORKER, .team = w.team };
	approval_id id = ask_for(&w, &grant), again;

	world_begin(&w);
	CHECK_ERR(ERR_CONFLICT, approval_ask_role(w.tx, admin_of(&w), &grant, &again));
	CHECK_ERR(ERR_CONFLICT, approval_ask_role(w.tx, admin_of(&w), &held, &again));
	CHECK_ERR(OK, approval_withdraw(w.tx, admin_of(&w), id));
	CHECK_ERR(OK, approval_ask_role(w.tx, admin_of(&w), &grant, &again));
	CHECK_ERR(OK, approval_refuse(w.tx, lead_of(&w), again));
	CHECK_ERR(ERR_CONFLICT, approval_confirm(w.tx, lead_of(&w), again));
	world_rollback(&w);
}

TEST(a_request_is_over_after_fourteen_days)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct grant grant = wish(&w);
	approval_id id = ask_for(&w, &grant);

	clock_fix(NOON + (int64_t)(APPROVAL_DAYS + 1) * DAY);
	CHECK(read(&w, id).state == APPROVAL_EXPIRED);
	CHECK_ERR(ERR_CONFLICT, confirm(&w, lead_of(&w), id));
	clock_fix(NOON + (int64_t)APPROVAL_DAYS * DAY);
	CHECK(read(&w, id).state == APPROVAL_WAITING);
	CHECK_ERR(OK, confirm(&w, lead_of(&w), id));
}

TEST(a_request_for_a_day_that_is_over_gives_nothing)
{
	WORLD_CLEANUP struct world w = world_new();
	struct grant grant = wish(&w);
	approval_id id;

	grant.until = date_add_days(w.today, 3);
	id = ask_for(&w, &grant);
	clock_fix(NOON + INT64_C(4) * DAY);
	CHECK_ERR(ERR_INVALID, confirm(&w, lead_of(&w), id));
	CHECK(read(&w, id).state == APPROVAL_WAITING);
}

TEST(a_request_of_somebody_who_is_no_administrator_any_more_is_not_confirmed)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct grant grant = wish(&w);
	approval_id id = ask_for(&w, &grant);

	world_begin(&w);
	CHECK_ERR(OK, account_set_disabled(w.tx, world_job(&w, w.party),
		w.accounts[ROLE_ADMINISTRATOR], true));
	world_commit(&w);
	CHECK_ERR(ERR_FORBIDDEN, confirm(&w, lead_of(&w), id));
	world_begin(&w);
	CHECK_ERR(OK, approval_refuse(w.tx, lead_of(&w), id));
	world_rollback(&w);
}

/* Otherwise an administrator could log in as the team lead with the password just made. */
TEST(a_team_lead_whose_password_an_administrator_made_confirms_nothing_for_a_fortnight)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct grant grant = wish(&w);
	approval_id id;

	world_begin(&w);
	CHECK_ERR(OK, account_set_password(w.tx, admin_of(&w), w.accounts[ROLE_TEAM_LEAD],
		STR("h")));
	world_commit(&w);
	id = ask_for(&w, &grant);
	CHECK_ERR(ERR_FORBIDDEN, confirm(&w, lead_of(&w), id));
	clock_fix(NOON + (int64_t)APPROVAL_DAYS * DAY);
	CHECK_ERR(ERR_FORBIDDEN, confirm(&w, lead_of(&w), id));
	clock_fix(NOON + (int64_t)(APPROVAL_DAYS + 1) * DAY);
	id = ask_for(&w, &grant);
	CHECK_ERR(OK, confirm(&w, lead_of(&w), id));
}

TEST(more_time_with_a_case_role_is_confirmed_too)
{
	WORLD_CLEANUP struct world w = world_new();
	struct grant grant = { .account = w.accounts[ROLE_CASEWORKER], .role = ROLE_CASEWORKER,
		.team = w.team, .until = date_add_days(w.today, 5) };
	struct account_row *rows;
	approval_id id;
	size_t n, i;

	world_begin(&w);
	CHECK_ERR(OK, grant_set_until(w.tx, admin_of(&w), &grant));
	world_commit(&w);
	grant.until = date_add_days(w.today, 50);
	id = ask_for(&w, &grant);
	CHECK_ERR(OK, confirm(&w, lead_of(&w), id));
	CHECK_ERR(OK, account_list(w.db, admin_of(&w), w.arena, &rows, &n));
	for (i = 0; i < n && rows[i].id.v != grant.account.v; i++)
		continue;
	CHECK(i < n && rows[i].until.days == grant.until.days);
}

TEST(without_a_team_lead_whoever_runs_lotsa_is_the_second_person)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct grant grant = wish(&w);
	approval_id id = ask_for(&w, &grant);
	bool has;

	CHECK_ERR(OK, approval_has_decider(w.db, admin_of(&w), w.arena,
		w.accounts[ROLE_ADMINISTRATOR], grant.account, &has));
	CHECK(has);
	CHECK_ERR(OK, approval_has_decider(w.db, admin_of(&w), w.arena,
		w.accounts[ROLE_ADMINISTRATOR], w.accounts[ROLE_TEAM_LEAD], &has));
	CHECK(!has);
	CHECK_ERR(OK, confirm(&w, world_job(&w, w.party), id));
	CHECK(holds(&w, grant.account, ROLE_CASEWORKER));
	CHECK(str_is_empty(read(&w, id).decided_by_name));
}

TEST(every_step_of_a_request_leaves_a_trail)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct grant grant = wish(&w);
	approval_id id = ask_for(&w, &grant);

	CHECK(str_eq(world_audit_last(&w, w.party).kind, STR("approval.ask")));
	world_begin(&w);
	CHECK_ERR(OK, approval_refuse(w.tx, lead_of(&w), id));
	world_commit(&w);
	CHECK(str_eq(world_audit_last(&w, w.party).kind, STR("approval.refuse")));
	id = ask_for(&w, &grant);
	CHECK_ERR(OK, confirm(&w, lead_of(&w), id));
	CHECK(str_eq(world_audit_last(&w, w.party).kind, STR("role.grant")));
	CHECK(world_audit_last(&w, w.party).account.v == w.accounts[ROLE_TEAM_LEAD].v);
}

TEST(a_role_is_told_to_whoever_it_is_about)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct grant grant = wish(&w);
	struct notice *rows;
	size_t n;

	CHECK_ERR(OK, confirm(&w, lead_of(&w), ask_for(&w, &grant)));
	CHECK_ERR(OK, notice_list(w.db, w.arena, grant.account, &rows, &n));
	CHECK(n == 1 && rows[0].kind == NOTICE_ROLE_GRANTED && rows[0].role == ROLE_CASEWORKER);
	CHECK(str_eq(rows[0].by_name, STR("administrator")));
	CHECK(str_eq(rows[0].confirmed_name, STR("team-lead")));
}
