/* Another name, an end and an undoing for interventions and teams. */
#include "core/auth/approval.h"
#include "core/auth/grant.h"
#include "core/time/clock.h"
#include "features/people/people.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

static struct unit
team_unit(const struct world *w)
{
	return (struct unit){ w->intervention, w->team };
}

static struct unit
intervention_unit(const struct world *w)
{
	return (struct unit){ w->intervention, { 0 } };
}

static const struct unit whole_place = { { 0 }, { 0 } };

static enum err
close_now(struct world *w, struct unit unit)
{
	enum err e = unit_close(world_begin(w), world_scope(w, ROLE_ADMINISTRATOR), unit);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

TEST(only_an_administrator_of_the_place_renames_or_closes)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *lead = world_scope(&w, ROLE_TEAM_LEAD);
	const struct scope *there = world_job(&w, w.other_party);
	struct unit out;

	world_begin(&w);
	CHECK_ERR(ERR_FORBIDDEN, unit_rename(w.tx, lead, team_unit(&w), STR("Team Nord")));
	CHECK_ERR(ERR_FORBIDDEN, unit_close(w.tx, lead, team_unit(&w)));
	CHECK_ERR(ERR_FORBIDDEN, unit_open(w.tx, lead, team_unit(&w)));
	CHECK_ERR(ERR_FORBIDDEN, unit_undo(w.tx, lead, 1, &out));
	CHECK_ERR(ERR_NOT_FOUND, unit_rename(w.tx, there, team_unit(&w), STR("Team Nord")));
	CHECK_ERR(ERR_NOT_FOUND, unit_close(w.tx, there, team_unit(&w)));
	CHECK_ERR(ERR_NOT_FOUND, unit_close(w.tx, there, intervention_unit(&w)));
	CHECK_ERR(ERR_NOT_FOUND, unit_undo(w.tx, there, 999, &out));
}

TEST(a_new_name_is_one_that_nobody_has_and_the_old_one_is_told)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *here = world_scope(&w, ROLE_ADMINISTRATOR);
	struct unit_change *rows;
	size_t n;

	world_begin(&w);
	CHECK_ERR(ERR_INVALID, unit_rename(w.tx, here, team_unit(&w), STR("x")));
	CHECK_ERR(ERR_CONFLICT, unit_rename(w.tx, here, team_unit(&w), STR("Team Norr")));
	world_commit(&w);
	world_begin(&w);
	CHECK_ERR(ERR_CONFLICT, unit_rename(w.tx, here, team_unit(&w), STR("Team Torget")));
	world_rollback(&w);
	world_begin(&w);
	CHECK_ERR(OK, unit_rename(w.tx, here, team_unit(&w), STR("Team Nord")));
	world_commit(&w);
	CHECK_ERR(OK, unit_changes(w.db, here, w.arena, team_unit(&w), &rows, &n));
	CHECK(n == 2 && rows[0].kind == UNIT_RENAMED && rows[1].kind == UNIT_CREATED);
	CHECK(str_eq(rows[0].was, STR("Team Norr")) && str_eq(rows[0].name, STR("Team Nord")));
	CHECK(str_eq(rows[0].by, STR("administrator")) && rows[0].may_undo);
	CHECK(str_is_empty(rows[1].by) && !rows[1].may_undo);
}

TEST(a_closed_team_is_chosen_no_more_and_is_still_known)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *here = world_scope(&w, ROLE_ADMINISTRATOR);
	struct unit_left left;
	struct team_row *teams, team;
	size_t n;

	CHECK_ERR(OK, unit_left(w.db, here, w.arena, team_unit(&w), &left));
	CHECK(left.n_cards == 0 && left.n_referrals == 0 && left.n_roles == 3);
	CHECK_ERR(OK, close_now(&w, team_unit(&w)));
	CHECK_ERR(ERR_CONFLICT, close_now(&w, team_unit(&w)));
	CHECK_ERR(OK, team_list(w.db, here, w.arena, &teams, &n));
	CHECK(n == 2 && teams[0].id.v != w.team.v && teams[1].id.v != w.team.v);
	CHECK_ERR(OK, team_list_all(w.db, here, w.arena, &teams, &n));
	CHECK(n == 3 && teams[2].id.v == w.team.v);
	CHECK_ERR(OK, team_by_id(w.db, here, w.arena, w.team, &team));
	CHECK(team.closed.m == date_month(w.today).m && team.own_closed.m == team.closed.m);
}

TEST(a_closed_intervention_takes_its_teams_with_it_and_gets_no_new_one)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *here = world_scope(&w, ROLE_ADMINISTRATOR);
	struct team_new in = { w.intervention, STR("Team Sist"), STR_NULL };
	struct intervention_row *rows, row;
	struct team_row *teams, team;
	team_id id;
	size_t n;

	CHECK_ERR(OK, close_now(&w, intervention_unit(&w)));
	CHECK_ERR(OK, intervention_list(w.db, here, w.arena, &rows, &n));
	CHECK(n == 1 && rows[0].id.v == w.counting.v);
	CHECK_ERR(OK, intervention_by_id(w.db, here, w.arena, w.intervention, &row));
	CHECK(month_is_set(row.closed));
	CHECK_ERR(OK, team_list(w.db, here, w.arena, &teams, &n));
	CHECK(n == 1 && teams[0].id.v == w.counting_team.v);
	CHECK_ERR(OK, team_by_id(w.db, here, w.arena, w.team, &team));
	CHECK(month_is_set(team.closed) && !month_is_set(team.own_closed));
	CHECK_ERR(ERR_INVALID, team_create(world_begin(&w), here, &in, &id));
	CHECK_ERR(OK, unit_open(w.tx, here, intervention_unit(&w)));
	CHECK_ERR(OK, team_create(w.tx, here, &in, &id));
}

TEST(nobody_gets_a_role_in_a_closed_team_and_whoever_has_one_keeps_it)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *here = world_scope(&w, ROLE_ADMINISTRATOR);
	struct grant new = { .account = w.accounts[ROLE_AUDITOR], .role = ROLE_CASEWORKER,
		.team = w.team };
	struct grant longer = { .account = w.accounts[ROLE_CASEWORKER],
		.role = ROLE_CASEWORKER, .team = w.team,
		.until = date_add_days(w.today, 40) };
	struct str token = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	approval_id asked, late;

	CHECK_ERR(OK, approval_ask_role(world_begin(&w), here, &new, &asked));
	world_commit(&w);
	CHECK_ERR(OK, close_now(&w, team_unit(&w)));
	CHECK(world_session(&w, token).scope != NULL);
	world_begin(&w);
	CHECK_ERR(ERR_INVALID, approval_confirm(w.tx, world_job(&w, w.party), asked));
	world_rollback(&w);
	world_begin(&w);
	CHECK_ERR(ERR_INVALID, grant_give(w.tx, world_job(&w, w.party), &new));
	new.account = w.elsewhere;
	CHECK_ERR(ERR_INVALID, approval_ask_role(w.tx, here, &new, &late));
	CHECK_ERR(OK, grant_set_until(w.tx, here, &longer));
}

TEST(the_last_change_of_a_unit_is_undone_within_a_week)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *here = world_scope(&w, ROLE_ADMINISTRATOR);
	struct unit_change *rows;
	struct unit out;
	int64_t renamed, closed;
	size_t n;

	CHECK_ERR(OK, unit_rename(world_begin(&w), here, team_unit(&w), STR("Team Nord")));
	world_commit(&w);
	CHECK_ERR(OK, close_now(&w, team_unit(&w)));
	CHECK_ERR(OK, close_now(&w, (struct unit){ w.intervention, w.second_team }));
	CHECK_ERR(OK, unit_changes(w.db, here, w.arena, team_unit(&w), &rows, &n));
	CHECK(n == 3);
	closed = rows[0].nr;
	renamed = rows[1].nr;
	CHECK(rows[0].may_undo && !rows[1].may_undo && !rows[2].may_undo);
	world_begin(&w);
	CHECK_ERR(ERR_CONFLICT, unit_undo(w.tx, here, renamed, &out));
	CHECK_ERR(ERR_INVALID, unit_undo(w.tx, here, 1, &out));
	world_rollback(&w);
	CHECK_ERR(OK, unit_undo(world_begin(&w), here, closed, &out));
	world_commit(&w);
	CHECK(out.team.v == w.team.v);
	CHECK_ERR(OK, unit_changes(w.db, here, w.arena, whole_place, &rows, &n));
	CHECK(rows[0].kind == UNIT_OPENED && rows[0].may_undo && rows[1].may_undo);
	clock_fix(clock_now() + INT64_C(8) * 86400);
	CHECK_ERR(ERR_INVALID, unit_undo(world_begin(&w), here, rows[0].nr, &out));
	world_rollback(&w);
	CHECK_ERR(OK, unit_changes(w.db, here, w.arena, whole_place, &rows, &n));
	CHECK(!rows[0].may_undo && !rows[1].may_undo);
}

TEST(old_changes_of_units_are_forgotten)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *here = world_job(&w, w.party);
	int64_t n;

	world_begin(&w);
	CHECK_ERR(OK, unit_purge(w.tx, here, w.arena, w.today, &n));
	CHECK(n == 0);
	CHECK_ERR(OK, unit_purge(w.tx, here, w.arena, date_add_days(w.today, 1), &n));
	CHECK(n == 5);
	world_commit(&w);
	ck_assert_int_eq(world_rows(&w, "unit_change"), 2);
}
