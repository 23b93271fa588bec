/* Passwords and PINs are kept so that a copy of the database is nothing to guess at. */
#include "core/auth/locked_hash.h"

#include "core/crypto/keys.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

#define SECRET STR("korrekt häst batteri")

TEST(a_locked_hash_matches_its_own_secret_after_one_argon2_call)
{
	struct world w WORLD_CLEANUP = world_new();
	char one[LOCKED_HASH_TEXT], other[LOCKED_HASH_TEXT];
	int64_t calls;

	CHECK_ERR(OK, locked_hash_of(SECRET, one));
	CHECK_ERR(OK, locked_hash_of(STR("481625"), other));
	CHECK(strlen(one) == strlen(other) && strcmp(one, other) != 0);
	CHECK(!str_contains(str_of(one), STR("argon2")) && w.arena);
	calls = crypto_password_calls();
	CHECK_ERR(OK, locked_hash_verify(str_of(one), SECRET));
	CHECK_ERR(ERR_FORBIDDEN, locked_hash_verify(str_of(one), STR("fel häst batteri")));
	CHECK_ERR(ERR_FORBIDDEN, locked_hash_verify(STR_NULL, SECRET));
	one[strlen(one) - 1] ^= 1;
	CHECK_ERR(ERR_FORBIDDEN, locked_hash_verify(str_of(one), SECRET));
	CHECK(crypto_password_calls() == calls + 4);
}

/* Whoever may write into the database alone puts no password of her own there, either. */
TEST(a_hash_without_the_key_or_under_another_matches_nothing)
{
	struct world w WORLD_CLEANUP = world_new();
	struct world elsewhere WORLD_CLEANUP = world_new();
	char plain[CRYPTO_PASSWORD_TEXT], locked[LOCKED_HASH_TEXT];

	CHECK_ERR(OK, crypto_password_hash(SECRET, plain));
	CHECK_ERR(ERR_FORBIDDEN, locked_hash_verify(str_of(plain), SECRET));
	CHECK_ERR(OK, locked_hash_of(SECRET, locked));
	CHECK_ERR(OK, locked_hash_verify(str_of(locked), SECRET));
	CHECK_ERR(OK, keys_open(w.keys_dir, w.dir));
	CHECK_ERR(ERR_FORBIDDEN, locked_hash_verify(str_of(locked), SECRET));
	CHECK_ERR(OK, keys_open(elsewhere.keys_dir, elsewhere.dir));
}

TEST(what_an_earlier_release_kept_without_a_key_is_locked_and_still_matches)
{
	struct world w WORLD_CLEANUP = world_new();
	struct account_new in = { .login = STR("gammal"), .display_name = STR("Gammal"),
		.lang = LANG_SV };
	char plain[CRYPTO_PASSWORD_TEXT];
	struct login_attempt attempt;
	account_id id;
	int64_t n;

	CHECK_ERR(OK, crypto_password_hash(SECRET, plain));
	in.password_hash = in.pin_hash = str_of(plain);
	world_begin(&w);
	CHECK_ERR(OK, account_create(w.tx, world_job(&w, w.party), &in, &id));
	world_commit(&w);
	CHECK(str_contains(world_tables(&w), STR("argon2id")));
	CHECK_ERR(ERR_FORBIDDEN, password_check(w.db, w.arena, id, SECRET));
	world_begin(&w);
	CHECK_ERR(OK, locked_hash_lock_all(w.tx, w.arena, &n));
	CHECK(n == 1);
	CHECK_ERR(OK, locked_hash_lock_all(w.tx, w.arena, &n));
	CHECK(n == 0);
	world_commit(&w);
	CHECK(!str_contains(world_tables(&w), STR("argon2id")));
	CHECK_ERR(OK, login_check(w.db, w.arena, in.login, SECRET, &attempt));
	CHECK(attempt.account.v == id.v);
}
