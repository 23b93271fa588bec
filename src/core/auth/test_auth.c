/* Roles and permissions, scopes, and the locked drawers of sessions. */
#include "core/auth/internal.h"
#include "core/time/clock.h"
#include "tests/harness/harness.h"

/* One row per permission, one column per role in the order of enum role, administrator last. */
static const char *const golden[PERM_COUNT] = {
	[PERM_NONE] = ".......",
	[PERM_PUBLIC] = "xxxxxxx",
	[PERM_LOGGED_IN] = "xxxxxxx",
	[PERM_STAFF] = "xxxxxxx",
	[PERM_ASK] = "xx.....",
	[PERM_CARD_CREATE] = "xx.....",
	[PERM_TEAM_OVERVIEW] = ".x.....",
	[PERM_GUIDANCE] = "xxxx...",
	[PERM_GUIDANCE_EDIT] = "..x....",
	[PERM_CATALOGUE_READ] = "xxxxxxx",
	[PERM_CATALOGUE_EDIT] = "..x....",
	[PERM_REFERRAL_READ] = "xx.....",
	[PERM_REFERRAL_WRITE] = "xx.....",
	[PERM_REFERRAL_GIVE_UP] = ".x.....",
	[PERM_COVERAGE] = "xxxxx..",
	[PERM_AUDIT_READ] = ".....x.",
	[PERM_ADMIN] = "......x",
	[PERM_CONFIRM] = ".x.....",
	[PERM_REPORT] = "...x...",
	[PERM_NATION] = "....x..",
};

TEST(the_role_table_is_the_one_that_was_agreed)
{
	int perm, role;

	for (perm = 0; perm < PERM_COUNT; perm++) {
		ck_assert_ptr_nonnull(golden[perm]);
		for (role = ROLE_CASEWORKER; role < ROLE_COUNT; role++)
			ck_assert_msg(role_may((enum role)role, (enum perm)perm)
					== (golden[perm][role - 1] == 'x'),
				"role %s, permission %d", role_code((enum role)role), perm);
		CHECK(!role_may(ROLE_NONE, (enum perm)perm));
		CHECK(!role_may(ROLE_COUNT, (enum perm)perm));
	}
	CHECK(!role_may(ROLE_ADMINISTRATOR, PERM_COUNT));
}

TEST(an_administrator_sees_no_case_data)
{
	CHECK(!role_may(ROLE_ADMINISTRATOR, PERM_ASK));
	CHECK(!role_may(ROLE_ADMINISTRATOR, PERM_REFERRAL_READ));
	CHECK(!role_may(ROLE_ADMINISTRATOR, PERM_COVERAGE));
	CHECK(!role_may(ROLE_ADMINISTRATOR, PERM_GUIDANCE));
}

TEST(every_role_has_a_code_that_leads_back_to_it)
{
	enum role role, found;

	for (role = ROLE_CASEWORKER; role < ROLE_COUNT; role++) {
		CHECK_ERR(OK, role_parse(str_of(role_code(role)), &found));
		CHECK(found == role);
	}
	CHECK_ERR(ERR_INVALID, role_parse(STR("none"), &found));
	CHECK_ERR(ERR_INVALID, role_parse(STR(""), &found));
}

TEST(without_a_scope_only_what_is_public_is_allowed)
{
	CHECK(scope_may(NULL, PERM_PUBLIC));
	CHECK(!scope_may(NULL, PERM_LOGGED_IN));
	CHECK(!scope_may(NULL, PERM_ASK));
	CHECK(!scope_may(NULL, PERM_NONE));
	CHECK(!scope_has_role(NULL, ROLE_CASEWORKER));
}

TEST(a_job_may_everything_in_one_place_and_holds_no_role)
{
	struct arena *a = arena_new(4096);
	const struct scope *scope;

	CHECK_ERR(OK, scope_for_job(a, (org_id){ 7 }, "demo", &scope));
	CHECK(scope_org(scope).v == 7 && scope_team(scope).v == 0
		&& scope_account(scope).v == 0);
	CHECK(str_eq(scope_job(scope), STR("demo")));
	CHECK(scope_may(scope, PERM_ASK) && scope_may(scope, PERM_ADMIN));
	CHECK(!scope_may(scope, PERM_NONE) && !scope_may(scope, PERM_COUNT));
	CHECK(!scope_has_role(scope, ROLE_ADMINISTRATOR));
	arena_free(a);
}

/* ---- the vault ---- */

static struct vault_key
key_number(int n)
{
	struct vault_key key = { .is_set = true };

	memcpy(key.bytes, &n, sizeof(n));
	key.bytes[15] = 1;
	return key;
}

TEST(a_drawer_keeps_what_it_got_last_and_nobody_elses)
{
	struct arena *a = arena_new(65536);
	struct str got;

	CHECK_ERR(OK, crypto_init());
	CHECK_ERR(ERR_NOT_FOUND, vault_get(key_number(1), a, &got));
	CHECK_ERR(OK, vault_put(key_number(1), STR("first")));
	CHECK_ERR(OK, vault_put(key_number(2), STR("other")));
	CHECK_ERR(OK, vault_put(key_number(1), STR("second")));
	CHECK_ERR(OK, vault_get(key_number(1), a, &got));
	CHECK(str_eq(got, STR("second")));
	vault_wipe(key_number(1));
	CHECK_ERR(ERR_NOT_FOUND, vault_get(key_number(1), a, &got));
	CHECK_ERR(OK, vault_get(key_number(2), a, &got));
	CHECK(str_eq(got, STR("other")));
	arena_free(a);
}

TEST(the_second_drawer_is_apart_from_the_first_and_closed_with_it)
{
	struct vault_key key = key_number(3);
	struct arena *a = arena_new(65536);
	struct str got;

	CHECK_ERR(OK, crypto_init());
	CHECK_ERR(OK, vault_put(key, STR("first")));
	CHECK_ERR(OK, vault_put(vault_aside(key), STR("aside")));
	CHECK_ERR(OK, vault_get(key, a, &got));
	CHECK(str_eq(got, STR("first")));
	vault_wipe(key);
	CHECK_ERR(OK, vault_get(vault_aside(key), a, &got));
	CHECK(str_eq(got, STR("aside")));
	CHECK_ERR(OK, vault_put(vault_looked_up(key), STR("looked up")));
	CHECK_ERR(OK, vault_get(vault_aside(key), a, &got));
	CHECK(str_eq(got, STR("aside")));
	vault_close(key);
	CHECK_ERR(ERR_NOT_FOUND, vault_get(vault_looked_up(key), a, &got));
	CHECK_ERR(ERR_NOT_FOUND, vault_get(vault_aside(key), a, &got));
	arena_free(a);
}

TEST(a_drawer_is_empty_after_half_an_hour)
{
	struct arena *a = arena_new(65536);
	struct str got;

	CHECK_ERR(OK, crypto_init());
	clock_fix(1000000);
	CHECK_ERR(OK, vault_put(key_number(1), STR("x")));
	clock_fix(1000000 + 1799);
	CHECK_ERR(OK, vault_get(key_number(1), a, &got));
	clock_fix(1000000 + 1800);
	CHECK_ERR(ERR_NOT_FOUND, vault_get(key_number(1), a, &got));
	arena_free(a);
}

TEST(a_drawer_takes_a_kilobyte_and_the_oldest_of_512_makes_room)
{
	struct arena *a = arena_new(65536);
	static char big[VAULT_BYTES + 1];
	struct str got;
	int i;

	CHECK_ERR(OK, crypto_init());
	CHECK_ERR(ERR_LIMIT, vault_put(key_number(1), (struct str){ big, sizeof(big) }));
	CHECK_ERR(OK, vault_put(key_number(1), (struct str){ big, VAULT_BYTES }));
	for (i = 0; i < 512; i++) {
		clock_fix(2000000 + i);
		CHECK_ERR(OK, vault_put(key_number(100 + i), STR("x")));
	}
	clock_fix(2000512);
	CHECK_ERR(OK, vault_put(key_number(9999), STR("y")));
	CHECK_ERR(ERR_NOT_FOUND, vault_get(key_number(100), a, &got));
	CHECK_ERR(OK, vault_get(key_number(101), a, &got));
	CHECK_ERR(OK, vault_get(key_number(9999), a, &got));
	arena_free(a);
}

TEST(nobody_logged_in_has_no_drawer)
{
	struct vault_key none = { .is_set = false };
	struct arena *a = arena_new(4096);
	struct str got;

	CHECK_ERR(ERR_FORBIDDEN, vault_put(none, STR("x")));
	CHECK_ERR(ERR_NOT_FOUND, vault_get(none, a, &got));
	vault_wipe(none);
	arena_free(a);
}

TEST(a_token_has_one_text_and_hides_what_follows_from_it)
{
	char text[SESSION_TOKEN_TEXT], other[SESSION_TOKEN_TEXT];
	struct token token, again;

	CHECK_ERR(OK, crypto_init());
	token_new(text);
	token_new(other);
	CHECK(strlen(text) == 43 && strcmp(text, other) != 0);
	CHECK_ERR(OK, token_read(str_of(text), &token));
	CHECK_ERR(OK, token_read(str_of(text), &again));
	CHECK(memcmp(token.hash, again.hash, sizeof(token.hash)) == 0);
	CHECK(strcmp(token.csrf, again.csrf) == 0 && strlen(token.csrf) == 43);
	CHECK(strcmp(token.csrf, text) != 0);
	CHECK(memcmp(token.hash, token.vault.bytes, sizeof(token.vault.bytes)) != 0);
	CHECK_ERR(ERR_NOT_FOUND, token_read(STR(""), &token));
	CHECK_ERR(ERR_NOT_FOUND, token_read(str_sub(str_of(text), 0, 42), &token));
	text[0] = '+';
	CHECK_ERR(ERR_NOT_FOUND, token_read(str_of(text), &token));
}
