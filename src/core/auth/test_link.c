/* One-time links: once, for a while, for one account, and told to nobody else. */
#include "core/auth/approval.h"
#include "core/auth/internal.h"
#include "core/auth/link.h"
#include "core/auth/locked_hash.h"
#include "core/auth/notice.h"
#include "core/crypto/crypto.h"
#include "core/time/clock.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

#define FRESH_PASSWORD STR("gurka lampa tidvatten")

static struct str
make(struct world *w, account_id account, enum link_kind kind)
{
	char token[LINK_TOKEN_TEXT];
	const struct scope *admin = world_scope(w, ROLE_ADMINISTRATOR);

	CHECK_ERR(OK, link_make(world_begin(w), admin, account, kind, token));
	world_commit(w);
	return arena_str(w->arena, str_of(token));
}

static enum err
look(struct world *w, struct str token)
{
	struct link_found found;

	return link_find(w->db, w->arena, token, &found);
}

static enum err
use(struct world *w, struct str token)
{
	char hash[LOCKED_HASH_TEXT];
	enum err e;

	CHECK_ERR(OK, locked_hash_of(FRESH_PASSWORD, hash));
	e = link_use(world_begin(w), w->arena, token, str_of(hash));
	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

TEST(a_link_sets_the_password_once_and_looking_uses_nothing_up)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id mine = w.accounts[ROLE_CASEWORKER];
	struct str token = make(&w, mine, LINK_RESET);
	struct str session = world_token(&w, mine);
	struct login_attempt attempt;
	struct session s;

	CHECK(token.n == 43);
	CHECK_ERR(OK, look(&w, token));
	CHECK_ERR(OK, look(&w, token));
	CHECK_ERR(OK, login_check(w.db, w.arena, STR("caseworker"), WORLD_PASSWORD, &attempt));
	CHECK(attempt.account.v == mine.v);
	CHECK_ERR(OK, use(&w, token));
	CHECK_ERR(ERR_NOT_FOUND, look(&w, token));
	CHECK_ERR(ERR_NOT_FOUND, use(&w, token));
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, session, &s));
	CHECK_ERR(OK, login_check(w.db, w.arena, STR("caseworker"), FRESH_PASSWORD, &attempt));
	CHECK(attempt.account.v == mine.v);
}

TEST(an_invitation_lasts_three_days_and_a_reset_one)
{
	static const struct {
		enum link_kind kind;
		int64_t seconds;
	} cases[] = { { LINK_INVITATION, 72 * 3600 }, { LINK_RESET, 24 * 3600 } };
	WORLD_CLEANUP struct world w = world_new();
	int64_t start = clock_now();
	size_t i;

	for (i = 0; i < 2; i++) {
		struct str token;

		clock_fix(start);
		token = make(&w, w.accounts[ROLE_CASEWORKER], cases[i].kind);
		clock_fix(start + cases[i].seconds - 1);
		CHECK_ERR(OK, look(&w, token));
		clock_fix(start + cases[i].seconds);
		CHECK_ERR(ERR_NOT_FOUND, look(&w, token));
		CHECK_ERR(ERR_NOT_FOUND, use(&w, token));
		clock_fix(start - 3600);
		CHECK_ERR(ERR_NOT_FOUND, look(&w, token));
	}
}

TEST(a_newer_link_a_new_password_and_a_closed_account_end_a_link)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id mine = w.accounts[ROLE_CASEWORKER];
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);
	struct str first = make(&w, mine, LINK_INVITATION), second = make(&w, mine, LINK_RESET);
	char none[LINK_TOKEN_TEXT];

	CHECK_ERR(ERR_NOT_FOUND, look(&w, first));
	CHECK_ERR(OK, look(&w, second));
	CHECK_ERR(OK, account_set_password(world_begin(&w), admin, mine, STR("hash")));
	world_commit(&w);
	CHECK_ERR(ERR_NOT_FOUND, look(&w, second));
	first = make(&w, mine, LINK_RESET);
	CHECK_ERR(OK, account_set_disabled(world_begin(&w), admin, mine, true));
	CHECK_ERR(ERR_CONFLICT, link_make(w.tx, admin, mine, LINK_RESET, none));
	CHECK_ERR(OK, account_set_disabled(w.tx, admin, mine, false));
	world_commit(&w);
	CHECK_ERR(ERR_NOT_FOUND, look(&w, first));
	first = make(&w, mine, LINK_RESET);
	CHECK_ERR(OK, link_withdraw(world_begin(&w), admin, mine));
	CHECK_ERR(ERR_NOT_FOUND, link_withdraw(w.tx, admin, mine));
	world_commit(&w);
	CHECK_ERR(ERR_NOT_FOUND, look(&w, first));
}

TEST(a_link_is_made_by_who_may_change_the_account_and_never_for_oneself)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);
	const struct scope *lead = world_scope(&w, ROLE_TEAM_LEAD);
	char token[LINK_TOKEN_TEXT] = "untouched";

	world_begin(&w);
	CHECK_ERR(ERR_FORBIDDEN, link_make(w.tx, admin, scope_account(admin), LINK_RESET,
		token));
	CHECK_ERR(ERR_FORBIDDEN, link_make(w.tx, lead, w.accounts[ROLE_CASEWORKER], LINK_RESET,
		token));
	CHECK_ERR(ERR_FORBIDDEN, link_make(w.tx, admin, w.both, LINK_RESET, token));
	CHECK_ERR(ERR_NOT_FOUND, link_make(w.tx, admin, w.elsewhere, LINK_RESET, token));
	CHECK(strcmp(token, "untouched") == 0);
	world_rollback(&w);
	CHECK(world_rows(&w, "login_link") == 0);
}

TEST(a_place_that_somebody_has_left_can_no_longer_let_itself_into_the_account)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);
	account_id mine = w.accounts[ROLE_CASEWORKER];

	CHECK_ERR(OK, account_may_change(w.db, admin, mine));
	CHECK_ERR(OK, role_revoke(world_begin(&w), admin, mine, ROLE_CASEWORKER, w.team));
	world_commit(&w);
	CHECK_ERR(ERR_NOT_FOUND, account_may_change(w.db, admin, mine));
	CHECK_ERR(ERR_NOT_FOUND, account_set_password(world_begin(&w), admin, mine, STR("x")));
	world_rollback(&w);
}

/* The administrator of the other party, who knows only the log-in name. */
static const struct scope *
stranger(struct world *w)
{
	struct session s;

	world_begin(w);
	CHECK_ERR(OK, role_grant(w->tx, world_job(w, w->other_party), w->elsewhere,
		ROLE_ADMINISTRATOR, (team_id){ 0 }));
	world_commit(w);
	world_begin(w);
	CHECK_ERR(OK, role_revoke(w->tx, world_job(w, w->other_party), w->elsewhere,
		ROLE_CASEWORKER, w->other_team));
	world_commit(w);
	s = world_session(w, world_token(w, w->elsewhere));
	CHECK(s.scope && scope_may(s.scope, PERM_ADMIN));
	return s.scope;
}

TEST(another_place_gets_into_no_account_that_waits_for_its_first_role_here)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct account_new new = { .login = STR("ny.person"),
		.display_name = STR("Ny Person") };
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR), *other = stranger(&w);
	struct grant grant = { .role = ROLE_CASEWORKER, .team = w.team };
	char token[LINK_TOKEN_TEXT];
	approval_id id;

	world_begin(&w);
	CHECK_ERR(OK, account_create(w.tx, admin, &new, &grant.account));
	CHECK_ERR(OK, approval_ask_role(w.tx, admin, &grant, &id));
	CHECK_ERR(OK, link_make(w.tx, admin, grant.account, LINK_INVITATION, token));
	CHECK_ERR(OK, role_grant(w.tx, other, grant.account, ROLE_AUDITOR, (team_id){ 0 }));
	CHECK_ERR(ERR_FORBIDDEN, link_make(w.tx, other, grant.account, LINK_RESET, token));
	CHECK_ERR(ERR_FORBIDDEN, account_set_password(w.tx, other, grant.account, STR("x")));
	world_rollback(&w);
}

TEST(another_place_gets_into_no_account_whose_role_here_can_be_taken_up_again)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR), *other = stranger(&w);
	account_id mine = w.accounts[ROLE_CASEWORKER];
	char token[LINK_TOKEN_TEXT];

	world_begin(&w);
	CHECK_ERR(OK, role_revoke(w.tx, admin, mine, ROLE_CASEWORKER, w.team));
	CHECK_ERR(OK, role_grant(w.tx, other, mine, ROLE_AUDITOR, (team_id){ 0 }));
	world_commit(&w);
	world_begin(&w);
	CHECK_ERR(ERR_FORBIDDEN, link_make(w.tx, other, mine, LINK_RESET, token));
	world_rollback(&w);
	clock_fix(clock_now() + (CHANGE_UNDO_DAYS + 1) * INT64_C(86400));
	world_begin(&w);
	CHECK_ERR(OK, link_make(w.tx, other, mine, LINK_RESET, token));
	world_rollback(&w);
}

TEST(a_reset_by_link_is_told_and_recorded_where_it_was_made)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id mine = w.accounts[ROLE_CASEWORKER];
	struct audit_detail last;
	struct notice *rows;
	size_t n;

	CHECK_ERR(OK, use(&w, make(&w, mine, LINK_RESET)));
	last = world_audit_last(&w, w.party);
	CHECK(str_eq(last.kind, STR("account.link_used")) && last.subject == mine.v);
	CHECK_ERR(OK, notice_list(w.db, w.arena, mine, &rows, &n));
	CHECK(n == 1 && rows[0].kind == NOTICE_PASSWORD);
	CHECK(str_eq(rows[0].by_name, STR("administrator")));
	CHECK_ERR(OK, use(&w, make(&w, mine, LINK_INVITATION)));
	CHECK_ERR(OK, notice_list(w.db, w.arena, mine, &rows, &n));
	CHECK(n == 1);
}

TEST(the_text_of_a_link_stands_in_no_table_and_is_no_cookie)
{
	WORLD_CLEANUP struct world w = world_new();
	struct str token = make(&w, w.accounts[ROLE_CASEWORKER], LINK_RESET);
	struct str cookie = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	struct session s;
	struct token as_cookie;

	CHECK(world_rows(&w, "login_link WHERE length(token_hash) = 32") == 1);
	CHECK(world_rows(&w, arena_printf(w.arena, "login_link WHERE instr(token_hash, '%.*s')",
		STR_ARG(token)).p) == 0);
	CHECK_ERR(OK, token_read(token, &as_cookie));
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, token, &s));
	CHECK_ERR(ERR_NOT_FOUND, look(&w, cookie));
	CHECK_ERR(ERR_NOT_FOUND, look(&w, STR("")));
}

TEST(whose_invitation_is_not_used_has_no_password_at_all)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct account_new in = { .login = STR("ny.person"),
		.display_name = STR("Ny Person"), .password_hash = STR(""),
		.pin_hash = STR("") };
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);
	int64_t calls = crypto_password_calls();
	struct login_attempt attempt;
	struct account account;
	account_id id;

	CHECK_ERR(OK, account_create(world_begin(&w), admin, &in, &id));
	CHECK_ERR(OK, role_grant(w.tx, admin, id, ROLE_AUDITOR, (team_id){ 0 }));
	world_commit(&w);
	CHECK_ERR(OK, login_check(w.db, w.arena, STR("ny.person"), STR(""), &attempt));
	CHECK(attempt.account.v == 0 && crypto_password_calls() == calls + 1);
	CHECK_ERR(OK, account_by_id(w.db, w.arena, id, &account));
	CHECK(!account.has_password && !account.is_password_handed);
	CHECK_ERR(OK, use(&w, make(&w, id, LINK_INVITATION)));
	CHECK_ERR(OK, account_by_id(w.db, w.arena, id, &account));
	CHECK(account.has_password && !account.is_password_handed);
}

TEST(a_password_that_somebody_else_set_is_a_handed_out_one_until_its_owner_changes_it)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);
	const struct scope *self = world_scope(&w, ROLE_CASEWORKER);
	account_id mine = scope_account(self);
	struct account account;

	CHECK_ERR(OK, account_set_password(world_begin(&w), admin, mine, STR("hash")));
	world_commit(&w);
	CHECK_ERR(OK, account_by_id(w.db, w.arena, mine, &account));
	CHECK(account.is_password_handed);
	CHECK_ERR(OK, account_set_password(world_begin(&w), self, mine, STR("own")));
	world_commit(&w);
	CHECK_ERR(OK, account_by_id(w.db, w.arena, mine, &account));
	CHECK(!account.is_password_handed);
	CHECK_ERR(OK, account_set_password(world_begin(&w), world_job(&w, w.party), mine,
		STR("hash")));
	world_commit(&w);
	CHECK_ERR(OK, account_by_id(w.db, w.arena, mine, &account));
	CHECK(account.is_password_handed);
}
