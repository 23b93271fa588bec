/* Log-in, sessions and their ends, places, PIN, accounts and grants. */
#include "core/auth/internal.h"
#include "core/time/clock.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

static struct login_attempt
attempt(struct world *w, struct str login, struct str password)
{
	struct login_attempt attempt = { .account = { -1 } };

	CHECK_ERR(OK, login_check(w->db, w->arena, login, password, &attempt));
	return attempt;
}

TEST(the_right_password_logs_in_and_every_wrong_one_looks_the_same)
{
	WORLD_CLEANUP struct world w = world_new();
	struct session_change change = { .kind = SESSION_KEEP };
	struct login_attempt nobody;

	CHECK(attempt(&w, STR("caseworker"), WORLD_PASSWORD).account.v
		== w.accounts[ROLE_CASEWORKER].v);
	CHECK(attempt(&w, STR("caseworker"), STR("something else")).account.v == 0);
	CHECK(attempt(&w, STR("caseworker"), STR("")).account.v == 0);
	nobody = attempt(&w, STR("not-there"), WORLD_PASSWORD);
	CHECK(nobody.account.v == 0);
	world_begin(&w);
	CHECK_ERR(ERR_FORBIDDEN, session_open(w.tx, w.arena, &nobody, STR_NULL, &change));
	CHECK(change.kind == SESSION_KEEP);
}

TEST(a_log_in_costs_one_argon2_call_whether_or_not_the_account_exists)
{
	WORLD_CLEANUP struct world w = world_new();
	int64_t before = crypto_password_calls();

	attempt(&w, STR("caseworker"), WORLD_PASSWORD);
	CHECK(crypto_password_calls() == before + 1);
	attempt(&w, STR("caseworker"), STR("wrong"));
	CHECK(crypto_password_calls() == before + 2);
	attempt(&w, STR("not-there"), WORLD_PASSWORD);
	CHECK(crypto_password_calls() == before + 3);
	world_begin(&w);
	CHECK_ERR(OK, account_set_disabled(w.tx, world_job(&w, w.party),
		w.accounts[ROLE_CASEWORKER], true));
	world_commit(&w);
	CHECK(attempt(&w, STR("caseworker"), WORLD_PASSWORD).account.v == 0);
	CHECK(crypto_password_calls() == before + 4);
}

TEST(somebody_with_one_place_stands_in_it_at_once)
{
	WORLD_CLEANUP struct world w = world_new();
	struct session s = world_session(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));

	CHECK(s.scope && scope_org(s.scope).v == w.party.v
		&& scope_team(s.scope).v == w.team.v);
	CHECK(scope_account(s.scope).v == w.accounts[ROLE_CASEWORKER].v);
	CHECK(scope_has_role(s.scope, ROLE_CASEWORKER)
		&& !scope_has_role(s.scope, ROLE_TEAM_LEAD));
	CHECK(str_eq(s.place.org_name, STR("Kommunen")));
	CHECK(str_eq(s.place.team_name, STR("Team Norr")));
	CHECK(s.csrf.n == 43 && s.vault.is_set);
}

TEST(a_log_in_rotates_the_token_and_ends_the_old_session)
{
	WORLD_CLEANUP struct world w = world_new();
	struct login_attempt self = { .account = w.accounts[ROLE_CASEWORKER] };
	struct str old = world_token(&w, self.account);
	struct session_change change;
	struct session s;

	CHECK_ERR(OK, vault_put(world_session(&w, old).vault, STR("kept")));
	s = world_session(&w, old);
	world_begin(&w);
	CHECK_ERR(OK, session_open(w.tx, w.arena, &self, old, &change));
	world_commit(&w);
	CHECK(change.kind == SESSION_OPENED && !str_eq(str_of(change.token), old));
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, old, &s));
	CHECK_ERR(ERR_NOT_FOUND, vault_get(s.vault, w.arena, &old));
	CHECK_ERR(OK, session_load(w.db, w.arena, str_of(change.token), &s));
}

TEST(a_token_that_somebody_else_chose_opens_nothing)
{
	WORLD_CLEANUP struct world w = world_new();
	struct login_attempt self = { .account = w.accounts[ROLE_CASEWORKER] };
	struct str fixed = STR("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
	struct session_change change;
	struct session s;

	world_begin(&w);
	CHECK_ERR(OK, session_open(w.tx, w.arena, &self, fixed, &change));
	world_commit(&w);
	CHECK(!str_eq(str_of(change.token), fixed));
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, fixed, &s));
}

TEST(a_session_ends_after_half_an_hour_of_silence)
{
	WORLD_CLEANUP struct world w = world_new();
	struct str token = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	int64_t start = clock_now();
	struct session s;

	CHECK(!world_session(&w, token).is_touch_due);
	clock_fix(start + 1799);
	CHECK(world_session(&w, token).is_touch_due);
	world_begin(&w);
	CHECK_ERR(OK, session_touch(w.tx, token));
	world_commit(&w);
	clock_fix(start + 1799 + 59);
	CHECK(!world_session(&w, token).is_touch_due);
	clock_fix(start + 1799 + 1800);
	CHECK_ERR(OK, session_load(w.db, w.arena, token, &s));
	clock_fix(start + 1799 + 1801);
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, token, &s));
}

TEST(a_session_ends_after_twelve_hours_however_busy)
{
	WORLD_CLEANUP struct world w = world_new();
	struct str token = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	int64_t start = clock_now();
	struct session s;
	int i;

	for (i = 1; i <= 12 * 4; i++) {
		clock_fix(start + i * 900);
		world_begin(&w);
		CHECK_ERR(OK, session_touch(w.tx, token));
		world_commit(&w);
		CHECK_ERR(OK, session_load(w.db, w.arena, token, &s));
	}
	clock_fix(start + 12 * 3600 + 1);
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, token, &s));
}

TEST(leaving_ends_the_session_and_empties_its_drawer)
{
	WORLD_CLEANUP struct world w = world_new();
	struct str token = world_token(&w, w.accounts[ROLE_CASEWORKER]), got;
	struct session s = world_session(&w, token);
	struct session_change change;

	CHECK_ERR(OK, vault_put(s.vault, STR("state")));
	world_begin(&w);
	CHECK_ERR(OK, session_close(w.tx, token, &change));
	world_commit(&w);
	CHECK(change.kind == SESSION_CLOSED);
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, token, &s));
	CHECK_ERR(ERR_NOT_FOUND, vault_get(s.vault, w.arena, &got));
}

TEST(somebody_with_two_places_chooses_one_and_changes_by_a_new_token)
{
	WORLD_CLEANUP struct world w = world_new();
	struct str first = world_token(&w, w.both), second;
	struct session s = world_session(&w, first);
	struct session_change change;
	struct str got;

	CHECK(!s.scope && s.place.org.v == 0);
	world_begin(&w);
	CHECK_ERR(OK, session_choose_place(w.tx, w.arena, first, w.other_party, w.other_team,
		&change));
	world_commit(&w);
	second = arena_str(w.arena, str_of(change.token));
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, first, &s));
	s = world_session(&w, second);
	CHECK(scope_org(s.scope).v == w.other_party.v
		&& scope_team(s.scope).v == w.other_team.v);
	CHECK_ERR(OK, vault_put(s.vault, STR("state")));
	world_begin(&w);
	CHECK_ERR(OK, session_choose_place(w.tx, w.arena, second, w.party, w.team, &change));
	world_commit(&w);
	CHECK_ERR(ERR_NOT_FOUND, vault_get(s.vault, w.arena, &got));
	s = world_session(&w, str_of(change.token));
	CHECK(scope_org(s.scope).v == w.party.v);
}

TEST(a_place_where_one_has_no_role_cannot_be_chosen)
{
	WORLD_CLEANUP struct world w = world_new();
	struct str token = world_token(&w, w.both);
	struct session_change change = { .kind = SESSION_KEEP };
	team_id whole = { 0 };

	world_begin(&w);
	CHECK_ERR(ERR_NOT_FOUND, session_choose_place(w.tx, w.arena, token, w.association,
		whole, &change));
	CHECK_ERR(ERR_NOT_FOUND, session_choose_place(w.tx, w.arena, token, w.party, whole,
		&change));
	CHECK_ERR(ERR_NOT_FOUND, session_choose_place(w.tx, w.arena, token, w.party,
		w.second_team, &change));
	CHECK(change.kind == SESSION_KEEP);
}

TEST(a_role_taken_back_is_gone_at_once)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id who = w.accounts[ROLE_CASEWORKER];
	struct str token = world_token(&w, who);

	world_begin(&w);
	CHECK_ERR(OK, role_revoke(w.tx, world_scope(&w, ROLE_ADMINISTRATOR), who,
		ROLE_CASEWORKER, w.team));
	CHECK_ERR(ERR_NOT_FOUND, role_revoke(w.tx, world_scope(&w, ROLE_ADMINISTRATOR), who,
		ROLE_CASEWORKER, w.team));
	world_commit(&w);
	CHECK(world_session(&w, token).scope == NULL);
	world_begin(&w);
	CHECK_ERR(OK, role_grant(w.tx, world_job(&w, w.party), who, ROLE_CASEWORKER, w.team));
	world_commit(&w);
	CHECK(world_session(&w, token).scope != NULL);
}

TEST(the_fifth_wrong_pin_is_the_last_try)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id who = w.accounts[ROLE_CASEWORKER];
	struct session s = world_session(&w, world_token(&w, who));
	struct str got;
	int i;

	CHECK_ERR(OK, vault_put(s.vault, STR("state")));
	for (i = 0; i < 4; i++)
		CHECK_ERR(ERR_FORBIDDEN, pin_check(w.db, w.arena, who, s.vault, STR("000000")));
	CHECK_ERR(OK, pin_check(w.db, w.arena, who, s.vault, WORLD_PIN));
	for (i = 0; i < 4; i++)
		CHECK_ERR(ERR_FORBIDDEN, pin_check(w.db, w.arena, who, s.vault, STR("000000")));
	CHECK_ERR(OK, vault_get(s.vault, w.arena, &got));
	CHECK_ERR(ERR_LIMIT, pin_check(w.db, w.arena, who, s.vault, STR("000000")));
	CHECK_ERR(ERR_NOT_FOUND, vault_get(s.vault, w.arena, &got));
	CHECK_ERR(ERR_LIMIT, pin_check(w.db, w.arena, who, s.vault, WORLD_PIN));
	/* a password opens again */
	s = world_session(&w, world_token(&w, who));
	CHECK_ERR(OK, pin_check(w.db, w.arena, who, s.vault, WORLD_PIN));
}

TEST(an_account_without_a_pin_is_refused)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id who = w.accounts[ROLE_CASEWORKER];
	struct session s = world_session(&w, world_token(&w, who));
	struct account account;

	world_begin(&w);
	CHECK_ERR(OK, account_set_pin(w.tx, world_job(&w, w.party), who, STR_NULL));
	world_commit(&w);
	CHECK_ERR(OK, account_by_id(w.db, w.arena, who, &account));
	CHECK(!account.has_pin);
	CHECK_ERR(ERR_FORBIDDEN, pin_check(w.db, w.arena, who, s.vault, STR("")));
}

TEST(a_role_is_granted_only_where_it_belongs)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);
	const struct scope *job = world_job(&w, w.party);
	account_id who = w.accounts[ROLE_AUDITOR];
	team_id whole = { 0 };

	world_begin(&w);
	CHECK_ERR(OK, role_grant(w.tx, job, who, ROLE_CASEWORKER, w.second_team));
	CHECK_ERR(ERR_CONFLICT, role_grant(w.tx, job, who, ROLE_CASEWORKER, w.second_team));
	CHECK_ERR(ERR_FORBIDDEN, role_grant(w.tx, admin, who, ROLE_CASEWORKER, w.team));
	CHECK_ERR(ERR_FORBIDDEN, role_grant(w.tx, admin, who, ROLE_TEAM_LEAD, whole));
	CHECK_ERR(ERR_INVALID, role_grant(w.tx, admin, who, ROLE_CATALOGUE_EDITOR, whole));
	CHECK_ERR(ERR_INVALID, role_grant(w.tx, admin, who, ROLE_NATIONAL_ANALYST, whole));
	CHECK_ERR(ERR_INVALID, role_grant(w.tx, admin, who, ROLE_AUDITOR, w.team));
	CHECK_ERR(ERR_INVALID, role_grant(w.tx, world_job(&w, w.association), who,
		ROLE_CASEWORKER, whole));
	world_rollback(&w);
}

TEST(a_role_reaches_no_team_of_another_party)
{
	WORLD_CLEANUP struct world w = world_new();

	world_begin(&w);
	CHECK_ERR(ERR_INVALID, role_grant(w.tx, world_job(&w, w.party),
		w.accounts[ROLE_AUDITOR], ROLE_CASEWORKER, w.other_team));
	world_rollback(&w);
}

TEST(only_an_administrator_grants_and_never_to_herself)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);
	const struct scope *lead = world_scope(&w, ROLE_TEAM_LEAD);
	account_id self = w.accounts[ROLE_ADMINISTRATOR], id;
	struct account_new new = { .login = STR("ny"), .display_name = STR("Ny"),
		.password_hash = STR("x") };

	world_begin(&w);
	CHECK_ERR(ERR_FORBIDDEN, role_grant(w.tx, admin, self, ROLE_CASEWORKER, w.team));
	CHECK_ERR(ERR_FORBIDDEN, role_grant(w.tx, lead, w.elsewhere, ROLE_CASEWORKER, w.team));
	CHECK_ERR(ERR_FORBIDDEN, role_revoke(w.tx, lead, w.both, ROLE_CASEWORKER, w.team));
	CHECK_ERR(ERR_FORBIDDEN, account_create(w.tx, lead, &new, &id));
	CHECK_ERR(OK, account_create(w.tx, admin, &new, &id));
	CHECK_ERR(ERR_CONFLICT, account_create(w.tx, admin, &new, &id));
	world_rollback(&w);
}

TEST(a_role_is_taken_back_only_in_the_own_place)
{
	WORLD_CLEANUP struct world w = world_new();

	world_begin(&w);
	CHECK_ERR(ERR_NOT_FOUND, role_revoke(w.tx, world_scope(&w, ROLE_ADMINISTRATOR),
		w.elsewhere, ROLE_CASEWORKER, w.other_team));
	world_rollback(&w);
}

TEST(an_administrator_gets_into_no_other_party_through_a_new_password)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);

	world_begin(&w);
	CHECK_ERR(OK, account_set_password(w.tx, admin, w.accounts[ROLE_CASEWORKER], STR("h")));
	CHECK_ERR(ERR_FORBIDDEN, account_set_password(w.tx, admin, w.both, STR("h")));
	CHECK_ERR(ERR_FORBIDDEN, account_set_pin(w.tx, admin, w.both, STR("h")));
	CHECK_ERR(ERR_FORBIDDEN, account_set_disabled(w.tx, admin, w.both, true));
	CHECK_ERR(ERR_NOT_FOUND, account_set_password(w.tx, admin, w.elsewhere, STR("h")));
	CHECK_ERR(ERR_FORBIDDEN, account_set_password(w.tx, world_scope(&w, ROLE_CASEWORKER),
		w.accounts[ROLE_TEAM_LEAD], STR("h")));
	CHECK_ERR(OK, account_set_password(w.tx, world_scope(&w, ROLE_CASEWORKER),
		w.accounts[ROLE_CASEWORKER], STR("h")));
	world_rollback(&w);
}

TEST(a_new_password_and_a_disabled_account_end_every_session)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id who = w.accounts[ROLE_CASEWORKER];
	struct str one = world_token(&w, who), two = world_token(&w, who);
	struct session s;

	world_begin(&w);
	CHECK_ERR(OK, account_set_password(w.tx, world_job(&w, w.party), who, STR("h")));
	world_commit(&w);
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, one, &s));
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, two, &s));
	one = world_token(&w, who);
	world_begin(&w);
	CHECK_ERR(OK, account_set_disabled(w.tx, world_job(&w, w.party), who, true));
	world_commit(&w);
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, one, &s));
}

TEST(the_list_of_accounts_shows_the_own_place_only)
{
	WORLD_CLEANUP struct world w = world_new();
	struct account_row *rows;
	size_t n, i;

	CHECK_ERR(OK, account_list(w.db, world_scope(&w, ROLE_ADMINISTRATOR), w.arena, &rows,
		&n));
	CHECK(n == 5);
	for (i = 0; i < n; i++)
		CHECK(rows[i].id.v != w.elsewhere.v);
	CHECK_ERR(ERR_FORBIDDEN, account_list(w.db, world_scope(&w, ROLE_CASEWORKER), w.arena,
		&rows, &n));
}

TEST(log_in_and_changes_of_accounts_leave_a_trail)
{
	WORLD_CLEANUP struct world w = world_new();
	int64_t before = world_audit_count(&w, w.party);

	world_token(&w, w.accounts[ROLE_CASEWORKER]);
	CHECK(world_audit_count(&w, w.party) == before + 1);
	world_begin(&w);
	CHECK_ERR(OK, account_set_pin(w.tx, world_job(&w, w.party), w.accounts[ROLE_CASEWORKER],
		STR("h")));
	world_commit(&w);
	CHECK(world_audit_count(&w, w.party) == before + 2);
}
