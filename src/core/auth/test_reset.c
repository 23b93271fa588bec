/* Resets of a log-in: one half by one person, both by two, and told to whoever they are about. */
#include <liboath/oath.h>
#include <stdlib.h>

#include "core/auth/approval.h"
#include "core/auth/link.h"
#include "core/auth/notice.h"
#include "core/auth/second_step.h"
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

static enum err
confirm(struct world *w, const struct scope *scope, approval_id id)
{
	enum err e = approval_confirm(world_begin(w), scope, id);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

/* Turns the second step on with a code of its app, as the person does. */
static void
turn_on(struct world *w, account_id who)
{
	const struct session s = world_session(w, world_token(w, who));
	struct recovery_codes codes;
	struct second_step step;
	char code[7], *secret;
	size_t n;

	world_begin(w);
	CHECK_ERR(OK, second_step_begin(w->tx, s.scope, who));
	CHECK_ERR(OK, second_step_of(tx_db(w->tx), w->arena, who, &step));
	CHECK(oath_init() == OATH_OK);
	CHECK(oath_base32_decode(step.secret.p, step.secret.n, &secret, &n) == OATH_OK);
	CHECK(oath_totp_generate(secret, n, (time_t)clock_now(), 30, 0, 6, code) == OATH_OK);
	free(secret);
	CHECK_ERR(OK, second_step_confirm(w->tx, s.scope, who, str_of(code), &codes));
	world_commit(w);
}

static bool
needs_second(struct world *w, account_id who, enum reset what)
{
	bool needs;

	CHECK_ERR(OK, reset_needs_second(w->tx ? tx_db(w->tx) : w->db, admin_of(w), w->arena,
		who, what, &needs));
	return needs;
}

TEST(one_half_of_a_log_in_is_reset_by_one_person_and_both_by_two)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id who = w.accounts[ROLE_CASEWORKER];
	const struct scope *admin = admin_of(&w);
	char token[LINK_TOKEN_TEXT];
	approval_id id;

	turn_on(&w, who);
	world_begin(&w);
	CHECK_ERR(OK, link_make(w.tx, admin, who, LINK_RESET, token));
	CHECK(needs_second(&w, who, RESET_SECOND));
	CHECK_ERR(ERR_FORBIDDEN, reset_second_step(w.tx, admin, who));
	CHECK_ERR(OK, approval_ask_reset(w.tx, admin, who, &id));
	world_commit(&w);
	CHECK_ERR(OK, confirm(&w, lead_of(&w), id));
	CHECK(world_rows(&w, "totp") == 0 && world_rows(&w, "recovery_code") == 0);
	world_begin(&w);
	CHECK_ERR(OK, link_make(w.tx, admin, who, LINK_RESET, token));
	world_rollback(&w);
}

TEST(a_confirmed_reset_ends_no_second_step_that_is_made_after_it)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id who = w.accounts[ROLE_CASEWORKER];
	const struct scope *admin = admin_of(&w);
	char token[LINK_TOKEN_TEXT];
	approval_id id;

	turn_on(&w, who);
	world_begin(&w);
	CHECK_ERR(OK, approval_ask_reset(w.tx, admin, who, &id));
	world_commit(&w);
	CHECK_ERR(OK, confirm(&w, lead_of(&w), id));
	world_begin(&w);
	CHECK_ERR(OK, link_make(w.tx, admin, who, LINK_RESET, token));
	world_commit(&w);
	turn_on(&w, who);
	CHECK(needs_second(&w, who, RESET_SECOND));
	world_begin(&w);
	CHECK_ERR(ERR_FORBIDDEN, reset_second_step(w.tx, admin, who));
	world_rollback(&w);
}

TEST(the_other_order_needs_two_as_well_whatever_the_link_is_called)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id who = w.accounts[ROLE_CASEWORKER];
	const struct scope *admin = admin_of(&w);
	char token[LINK_TOKEN_TEXT];

	turn_on(&w, who);
	world_begin(&w);
	CHECK_ERR(OK, reset_second_step(w.tx, admin, who));
	CHECK_ERR(ERR_NOT_FOUND, reset_second_step(w.tx, admin, who));
	CHECK_ERR(ERR_FORBIDDEN, link_make(w.tx, admin, who, LINK_RESET, token));
	CHECK_ERR(ERR_FORBIDDEN, link_make(w.tx, admin, who, LINK_INVITATION, token));
	CHECK_ERR(ERR_FORBIDDEN, account_set_password(w.tx, admin, who, STR("h")));
	CHECK_ERR(OK, link_make(w.tx, world_job(&w, w.party), who, LINK_RESET, token));
	world_commit(&w);
	clock_fix(NOON + (int64_t)RESET_DAYS * DAY);
	CHECK(needs_second(&w, who, RESET_PASSWORD));
	clock_fix(NOON + (int64_t)(RESET_DAYS + 1) * DAY);
	CHECK(!needs_second(&w, who, RESET_PASSWORD));
}

TEST(whoever_has_turned_the_second_step_on_again_gets_a_new_password_from_one)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id who = w.accounts[ROLE_CASEWORKER];

	turn_on(&w, who);
	world_begin(&w);
	CHECK_ERR(OK, reset_second_step(w.tx, admin_of(&w), who));
	world_commit(&w);
	CHECK(needs_second(&w, who, RESET_PASSWORD));
	turn_on(&w, who);
	CHECK(!needs_second(&w, who, RESET_PASSWORD));
}

TEST(a_second_step_is_reset_by_who_may_change_the_account_and_never_ones_own)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id who = w.accounts[ROLE_CASEWORKER], both = w.both;
	approval_id id;

	turn_on(&w, who);
	world_begin(&w);
	CHECK_ERR(ERR_FORBIDDEN, reset_second_step(w.tx, lead_of(&w), who));
	CHECK_ERR(ERR_FORBIDDEN, reset_second_step(w.tx, admin_of(&w), both));
	CHECK_ERR(ERR_FORBIDDEN, approval_ask_reset(w.tx, admin_of(&w), both, &id));
	CHECK_ERR(ERR_NOT_FOUND, reset_second_step(w.tx, admin_of(&w), w.elsewhere));
	CHECK_ERR(ERR_FORBIDDEN, reset_second_step(w.tx, admin_of(&w),
		w.accounts[ROLE_ADMINISTRATOR]));
	CHECK_ERR(OK, reset_second_step(w.tx, world_job(&w, w.party), who));
	world_rollback(&w);
}

TEST(a_reset_is_told_to_whoever_it_is_about)
{
	WORLD_CLEANUP struct world w = world_new();
	struct notice *rows;
	size_t n;

	turn_on(&w, w.accounts[ROLE_CASEWORKER]);
	world_begin(&w);
	CHECK_ERR(OK, reset_second_step(w.tx, admin_of(&w), w.accounts[ROLE_CASEWORKER]));
	world_commit(&w);
	CHECK_ERR(OK, notice_list(w.db, w.arena, w.accounts[ROLE_CASEWORKER], &rows, &n));
	CHECK(n == 1 && rows[0].kind == NOTICE_SECOND_STEP_OFF);
}
