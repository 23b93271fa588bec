/* Notices: told to the owner alone, until she has read them. */
#include "core/auth/internal.h"
#include "core/auth/notice.h"
#include "core/auth/second_step.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

static size_t
unread(struct world *w, account_id account, struct notice **rows)
{
	size_t n;

	CHECK_ERR(OK, notice_list(w->db, w->arena, account, rows, &n));
	return n;
}

TEST(what_somebody_else_did_to_an_account_is_told_to_its_owner)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id mine = w.accounts[ROLE_CASEWORKER];
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);
	struct notice *rows;

	CHECK(unread(&w, mine, &rows) == 0);
	world_begin(&w);
	CHECK_ERR(OK, account_set_password(w.tx, admin, mine, STR("hash")));
	CHECK_ERR(OK, account_set_pin(w.tx, admin, mine, STR("hash")));
	CHECK_ERR(OK, account_set_disabled(w.tx, admin, mine, true));
	CHECK_ERR(OK, account_set_disabled(w.tx, admin, mine, false));
	world_commit(&w);
	CHECK(unread(&w, mine, &rows) == 3);
	CHECK(rows[0].kind == NOTICE_PASSWORD && rows[1].kind == NOTICE_PIN &&
		rows[2].kind == NOTICE_ENABLED);
	CHECK(str_eq(rows[0].by_name, STR("administrator")));
	CHECK(rows[0].made_on.days == w.today.days);
	CHECK(str_is_empty(rows[0].confirmed_name) && str_is_empty(rows[0].place_name));
}

TEST(a_role_is_told_with_its_place_and_who_confirmed_it)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct notice_new in = { .account = w.accounts[ROLE_CASEWORKER],
		.kind = NOTICE_ROLE_GRANTED, .role = ROLE_TEAM_LEAD, .place = w.party,
		.by = w.accounts[ROLE_ADMINISTRATOR],
		.confirmed_by = w.accounts[ROLE_TEAM_LEAD] };
	struct notice *rows;

	CHECK_ERR(OK, notice_put(world_begin(&w), &in));
	world_commit(&w);
	CHECK(unread(&w, in.account, &rows) == 1);
	CHECK(rows[0].role == ROLE_TEAM_LEAD && str_eq(rows[0].place_name, STR("Kommunen")));
	CHECK(str_eq(rows[0].confirmed_name, STR("team-lead")));
}

TEST(a_notice_goes_when_its_owner_has_read_it_and_nobody_else_can_take_it_away)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id mine = w.accounts[ROLE_CASEWORKER];
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);
	struct notice *rows;

	CHECK_ERR(OK, account_set_pin(world_begin(&w), admin, mine, STR("hash")));
	world_commit(&w);
	CHECK(unread(&w, mine, &rows) == 1);
	world_begin(&w);
	CHECK_ERR(ERR_NOT_FOUND,
		notice_dismiss(w.tx, w.accounts[ROLE_ADMINISTRATOR], rows[0].id));
	CHECK_ERR(OK, notice_dismiss(w.tx, mine, rows[0].id));
	CHECK_ERR(ERR_NOT_FOUND, notice_dismiss(w.tx, mine, rows[0].id));
	world_commit(&w);
	CHECK(unread(&w, mine, &rows) == 0);
}

TEST(what_somebody_did_to_her_own_account_needs_no_telling)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *self = world_scope(&w, ROLE_CASEWORKER);
	struct notice *rows;

	CHECK_ERR(OK, account_set_pin(world_begin(&w), self, scope_account(self), STR("x")));
	world_commit(&w);
	CHECK(unread(&w, scope_account(self), &rows) == 0);
}
