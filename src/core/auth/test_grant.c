/* Roles with a last day, the history of an account, undoing, and looking for people. */
#include "core/auth/grant.h"

#include "core/auth/session.h"
#include "core/time/clock.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

enum { NOON = 1795348800, DAY = 86400 };

static void
give(struct world *w, const struct grant *grant)
{
	world_begin(w);
	CHECK_ERR(OK, grant_give(w->tx, world_job(w, w->party), grant));
	world_commit(w);
}

/* 22:59:59 and 23:00:00 UTC are the last second of a day in Stockholm and the first of the next. */
TEST(a_role_ends_at_midnight_after_its_last_day_in_a_live_session_too)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct grant grant = { .account = w.accounts[ROLE_AUDITOR],
		.role = ROLE_CASEWORKER, .team = w.team, .until = w.today };
	int64_t midnight = NOON + 11 * 3600;
	struct str token;
	struct session s;

	world_begin(&w);
	CHECK_ERR(OK, role_revoke(w.tx, world_job(&w, w.party), w.accounts[ROLE_AUDITOR],
		ROLE_AUDITOR, (team_id){ 0 }));
	world_commit(&w);
	give(&w, &grant);
	clock_fix(midnight - 600);
	token = world_token(&w, w.accounts[ROLE_AUDITOR]);
	clock_fix(midnight - 1);
	s = world_session(&w, token);
	CHECK(s.scope && scope_may(s.scope, PERM_ASK));
	clock_fix(midnight);
	s = world_session(&w, token);
	CHECK(s.scope == NULL);
	world_begin(&w);
	CHECK_ERR(ERR_NOT_FOUND, session_choose_place(w.tx, w.arena, token, w.party, w.team,
		&(struct session_change){ .kind = SESSION_KEEP }));
	world_rollback(&w);
}

TEST(a_last_day_lies_ahead_and_can_be_moved)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);
	struct grant g = { .account = w.accounts[ROLE_CASEWORKER], .role = ROLE_AUDITOR,
		.until = date_add_days(w.today, -1) };

	world_begin(&w);
	CHECK_ERR(ERR_INVALID, grant_give(w.tx, admin, &g));
	g.until = date_add_days(w.today, 10);
	CHECK_ERR(ERR_NOT_FOUND, grant_set_until(w.tx, admin, &g));
	CHECK_ERR(OK, grant_give(w.tx, admin, &g));
	CHECK_ERR(ERR_CONFLICT, grant_set_until(w.tx, admin, &g));
	g.until = (struct date){ 0 };
	CHECK_ERR(OK, grant_set_until(w.tx, admin, &g));
	g.until = date_add_days(w.today, -1);
	CHECK_ERR(ERR_INVALID, grant_set_until(w.tx, admin, &g));
	world_rollback(&w);
}

TEST(an_administrator_shortens_a_case_role_alone_but_never_lengthens_it)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);
	struct grant g = { .account = w.accounts[ROLE_CASEWORKER], .role = ROLE_CASEWORKER,
		.team = w.team, .until = date_add_days(w.today, 10) };

	world_begin(&w);
	CHECK_ERR(OK, grant_set_until(w.tx, admin, &g));
	g.until = date_add_days(w.today, 11);
	CHECK_ERR(ERR_FORBIDDEN, grant_set_until(w.tx, admin, &g));
	g.until = (struct date){ 0 };
	CHECK_ERR(ERR_FORBIDDEN, grant_set_until(w.tx, admin, &g));
	CHECK_ERR(OK, grant_set_until(w.tx, world_job(&w, w.party), &g));
	world_rollback(&w);
}

/* ---- history and undoing ---- */

static int64_t
last_change(struct world *w, account_id account, struct change *out)
{
	struct change *rows;
	size_t n;

	CHECK_ERR(OK, change_list(w->tx ? tx_db(w->tx) : w->db,
		world_scope(w, ROLE_ADMINISTRATOR), w->arena, account, &rows, &n));
	CHECK(n > 0);
	*out = rows[0];
	return rows[0].nr;
}

TEST(a_role_ended_by_mistake_is_given_back_as_it_was)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);
	account_id who = w.accounts[ROLE_CASEWORKER];
	struct str token = world_token(&w, who);
	struct change last;
	int64_t nr;

	world_begin(&w);
	CHECK_ERR(OK, role_revoke(w.tx, admin, who, ROLE_CASEWORKER, w.team));
	nr = last_change(&w, who, &last);
	CHECK(last.kind == CHANGE_ENDED && last.may_undo);
	CHECK(str_eq(last.by, STR("administrator")));
	world_commit(&w);
	CHECK(world_session(&w, token).scope == NULL);
	world_begin(&w);
	CHECK_ERR(ERR_CONFLICT, change_undo(w.tx, admin, who, nr - 1));
	CHECK_ERR(OK, change_undo(w.tx, admin, who, nr));
	CHECK_ERR(ERR_CONFLICT, change_undo(w.tx, admin, who, nr));
	world_commit(&w);
	CHECK(world_session(&w, token).scope != NULL);
}

TEST(a_change_of_last_week_is_undone_and_one_of_the_week_before_is_not)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id who = w.accounts[ROLE_CASEWORKER];
	struct change last;
	int64_t nr;

	world_begin(&w);
	CHECK_ERR(OK, role_revoke(w.tx, world_scope(&w, ROLE_ADMINISTRATOR), who,
		ROLE_CASEWORKER, w.team));
	world_commit(&w);
	clock_fix(NOON + (int64_t)(CHANGE_UNDO_DAYS + 1) * DAY);
	world_begin(&w);
	nr = last_change(&w, who, &last);
	CHECK(!last.may_undo);
	CHECK_ERR(ERR_INVALID, change_undo(w.tx, world_scope(&w, ROLE_ADMINISTRATOR), who, nr));
	clock_fix(NOON + (int64_t)CHANGE_UNDO_DAYS * DAY);
	CHECK_ERR(OK, change_undo(w.tx, world_scope(&w, ROLE_ADMINISTRATOR), who, nr));
	world_rollback(&w);
}

TEST(an_account_disabled_or_renamed_by_mistake_is_as_before_and_redone_by_undoing_again)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);
	account_id who = w.accounts[ROLE_CASEWORKER];
	struct account account;
	struct change last;

	world_begin(&w);
	CHECK_ERR(ERR_INVALID, account_rename(w.tx, admin, who, STR("x")));
	CHECK_ERR(ERR_CONFLICT, account_rename(w.tx, admin, who, STR("caseworker")));
	CHECK_ERR(ERR_NOT_FOUND, account_rename(w.tx, admin, w.elsewhere, STR("Nytt namn")));
	CHECK_ERR(ERR_FORBIDDEN, account_rename(w.tx, admin, w.both, STR("Nytt namn")));
	CHECK_ERR(OK, account_rename(w.tx, admin, who, STR("Åsa Ek")));
	CHECK_ERR(OK, change_undo(w.tx, admin, who, last_change(&w, who, &last)));
	CHECK_ERR(OK, account_by_id(tx_db(w.tx), w.arena, who, &account));
	CHECK(str_eq(account.display_name, STR("caseworker")));
	CHECK_ERR(OK, change_undo(w.tx, admin, who, last_change(&w, who, &last)));
	CHECK_ERR(OK, account_by_id(tx_db(w.tx), w.arena, who, &account));
	CHECK(str_eq(account.display_name, STR("Åsa Ek")));
	CHECK_ERR(OK, account_set_disabled(w.tx, admin, who, true));
	CHECK_ERR(OK, change_undo(w.tx, admin, who, last_change(&w, who, &last)));
	CHECK_ERR(OK, account_by_id(tx_db(w.tx), w.arena, who, &account));
	CHECK(!account.is_disabled);
	world_rollback(&w);
}

TEST(nobody_undoes_what_was_done_to_her_and_a_new_password_is_not_undone)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);
	account_id self = w.accounts[ROLE_ADMINISTRATOR], who = w.accounts[ROLE_CASEWORKER];
	const struct grant auditor = { .account = self, .role = ROLE_AUDITOR };
	struct change last;

	give(&w, &auditor);
	world_begin(&w);
	CHECK_ERR(OK, role_revoke(w.tx, world_job(&w, w.party), self, ROLE_AUDITOR,
		(team_id){ 0 }));
	CHECK_ERR(ERR_FORBIDDEN, change_undo(w.tx, admin, self, last_change(&w, self, &last)));
	CHECK_ERR(OK, account_set_password(w.tx, admin, who, STR("h")));
	CHECK_ERR(ERR_INVALID, change_undo(w.tx, admin, who, last_change(&w, who, &last)));
	CHECK(last.kind == CHANGE_PASSWORD);
	CHECK_ERR(ERR_FORBIDDEN, change_undo(w.tx, world_scope(&w, ROLE_TEAM_LEAD), who,
		last.nr));
	CHECK_ERR(ERR_NOT_FOUND, change_undo(w.tx, admin, w.elsewhere, 1));
	world_rollback(&w);
}

TEST(the_history_of_an_account_shows_the_own_place_and_whoever_runs_lotsa)
{
	WORLD_CLEANUP struct world w = world_new();
	struct change *rows;
	size_t n;

	world_begin(&w);
	CHECK_ERR(OK, account_set_disabled(w.tx, world_job(&w, (org_id){ 0 }), w.both, true));
	world_commit(&w);
	CHECK_ERR(OK, change_list(w.db, world_scope(&w, ROLE_ADMINISTRATOR), w.arena, w.both,
		&rows, &n));
	ck_assert_int_eq((int)n, 3);
	CHECK(rows[0].kind == CHANGE_DISABLED && str_is_empty(rows[0].by));
	CHECK(rows[1].kind == CHANGE_GRANTED && rows[1].team.v == w.team.v);
	CHECK(rows[2].kind == CHANGE_CREATED);
	CHECK_ERR(ERR_FORBIDDEN, change_list(w.db, world_scope(&w, ROLE_TEAM_LEAD), w.arena,
		w.both, &rows, &n));
}

/* ---- looking for people ---- */

static struct people
find(struct world *w, const char *words, int64_t role, int64_t page)
{
	const struct person_filter filter = { str_of(words), role, page };
	struct people people;

	CHECK_ERR(OK, person_find(w->db, world_scope(w, ROLE_ADMINISTRATOR), w->arena, &filter,
		&people));
	return people;
}

static void
add_many(struct world *w, int n)
{
	int i;

	world_begin(w);
	for (i = 0; i < n; i++) {
		struct account_new in = { .login = arena_printf(w->arena, "person.%d", i),
			.display_name = arena_printf(w->arena, "Örjan Åström %d", i),
			.password_hash = STR("h") };
		account_id id;

		CHECK_ERR(OK, account_create(w->tx, world_job(w, w->party), &in, &id));
		CHECK_ERR(OK, role_grant(w->tx, world_job(w, w->party), id, ROLE_CASEWORKER,
			w->team));
	}
	world_commit(w);
}

TEST(people_are_found_by_login_name_role_and_team_without_dots_and_case)
{
	WORLD_CLEANUP struct world w = world_new();
	struct people p;

	add_many(&w, 3);
	CHECK(find(&w, "", 0, 1).n_found == 8);
	CHECK(find(&w, "astrom orjan", 0, 1).n_found == 3);
	CHECK(find(&w, "ÅSTRÖM 2", 0, 1).n_found == 1);
	CHECK(find(&w, "person.1", 0, 1).n_found == 1);
	CHECK(find(&w, "team norr", 0, 1).n_found == 6);
	CHECK(find(&w, "elsewhere", 0, 1).n_found == 0);
	p = find(&w, "", ROLE_ADMINISTRATOR, 1);
	CHECK(p.n == 1 && p.rows[0].id.v == w.accounts[ROLE_ADMINISTRATOR].v);
	CHECK(p.rows[0].n_roles == 1 && p.rows[0].roles[0].role == ROLE_ADMINISTRATOR);
	CHECK(find(&w, "", PERSON_DISABLED, 1).n_found == 0);
	world_begin(&w);
	CHECK_ERR(OK, role_revoke(w.tx, world_job(&w, w.party), w.accounts[ROLE_AUDITOR],
		ROLE_AUDITOR, (team_id){ 0 }));
	CHECK_ERR(OK, account_set_disabled(w.tx, world_job(&w, w.party), w.both, true));
	world_commit(&w);
	CHECK(find(&w, "", PERSON_WITHOUT_ROLE, 1).rows[0].id.v ==
		w.accounts[ROLE_AUDITOR].v);
	CHECK(find(&w, "", PERSON_DISABLED, 1).rows[0].id.v == w.both.v);
}

TEST(a_list_of_five_hundred_is_read_page_by_page)
{
	WORLD_CLEANUP struct world w = world_new();
	struct people p;

	add_many(&w, 500);
	p = find(&w, "", 0, 1);
	CHECK(p.n_found == 505 && p.n_pages == 21 && p.n == PERSON_PAGE_ROWS && p.page == 1);
	p = find(&w, "", 0, 21);
	CHECK(p.n == 5 && p.page == 21);
	CHECK(find(&w, "", 0, 9999).page == 21 && find(&w, "", 0, -3).page == 1);
	CHECK(find(&w, "orjan", 0, 20).n == PERSON_PAGE_ROWS);
}
