/* The keys in safe keeping come back whole, and only by two right shares. */
#include "app/escrow.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/backup.h"
#include "core/audit/audit.h"
#include "core/crypto/keys.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

TEST(a_lost_keys_folder_and_database_come_back_from_escrow_and_backup)
{
	WORLD_CLEANUP struct world w = world_new();
	struct config config = { .data_dir = w.dir, .keys_dir = w.keys_dir }, fresh = config;
	const char *kept = arena_printf(w.arena, "%s/kept", w.dir).p;
	const char *copy = arena_printf(w.arena, "%s/copy", w.dir).p;
	char shares[SHARES][SHARE_TEXT];
	struct backup_facts facts;
	struct date day;

	CHECK_ERR(ERR_NOT_FOUND, escrow_last_confirmed(&config, w.arena, &day));
	CHECK_ERR(OK, escrow_make(&config, w.arena, kept, shares));
	CHECK_ERR(OK,
		escrow_confirm(&config, w.arena, kept, str_of(shares[0]), str_of(shares[2])));
	CHECK_ERR(OK, escrow_last_confirmed(&config, w.arena, &day));
	CHECK_ERR(OK, backup_make(&config, w.arena, copy));

	fresh.data_dir = arena_printf(w.arena, "%s/new", w.dir).p;
	fresh.keys_dir = arena_printf(w.arena, "%s/new.keys", w.dir).p;
	audit_close_keys();
	CHECK_ERR(ERR_INVALID,
		escrow_restore(&fresh, w.arena, kept, str_of(shares[1]), str_of(shares[1])));
	CHECK(access(fresh.keys_dir, F_OK) != 0);
	CHECK_ERR(OK,
		escrow_restore(&fresh, w.arena, kept, str_of(shares[1]), str_of(shares[2])));
	CHECK_ERR(ERR_BUSY,
		escrow_restore(&fresh, w.arena, kept, str_of(shares[1]), str_of(shares[2])));
	CHECK_ERR(OK, audit_open_keys(fresh.keys_dir));
	CHECK_ERR(OK, backup_restore(&fresh, w.arena, copy, &facts));
	CHECK(facts.audit_rows > 0);
}

TEST(a_slip_key_in_a_folder_of_its_own_is_in_the_escrow_too)
{
	WORLD_CLEANUP struct world w = world_new();
	const char *apart = arena_printf(w.arena, "%s/apart", w.dir).p;
	struct config config = { .data_dir = w.dir,
		.keys_dir = w.keys_dir,
		.ballot_keys_dir = apart };
	struct config fresh = { .data_dir = w.dir };
	const char *kept = arena_printf(w.arena, "%s/kept", w.dir).p;
	char shares[SHARES][SHARE_TEXT];

	CHECK(mkdir(apart, 0700) == 0);
	CHECK(rename(arena_printf(w.arena, "%s/ballot.key", w.keys_dir).p,
		      arena_printf(w.arena, "%s/ballot.key", apart).p) == 0);
	CHECK_ERR(OK, escrow_make(&config, w.arena, kept, shares));
	fresh.keys_dir = arena_printf(w.arena, "%s/new.keys", w.dir).p;
	CHECK_ERR(OK,
		escrow_restore(&fresh, w.arena, kept, str_of(shares[0]), str_of(shares[1])));
	CHECK(access(arena_printf(w.arena, "%s/ballot.key", fresh.keys_dir).p, F_OK) == 0);
}

TEST(an_escrow_of_other_keys_or_with_a_wrong_share_is_not_confirmed)
{
	WORLD_CLEANUP struct world w = world_new();
	struct config config = { .data_dir = w.dir, .keys_dir = w.keys_dir };
	const char *kept = arena_printf(w.arena, "%s/kept", w.dir).p;
	const char *key = arena_printf(w.arena, "%s/backup.key", w.keys_dir).p;
	char shares[SHARES][SHARE_TEXT], others[SHARES][SHARE_TEXT];
	uint8_t secret[CRYPTO_KEY_BYTES] = { 1 };

	CHECK_ERR(OK, escrow_make(&config, w.arena, kept, shares));
	CHECK_ERR(ERR_CONFLICT, escrow_make(&config, w.arena, kept, shares));
	CHECK_ERR(OK, shares_split(secret, others));
	CHECK_ERR(ERR_INVALID,
		escrow_confirm(&config, w.arena, kept, str_of(others[0]), str_of(others[1])));
	CHECK(unlink(key) == 0);
	CHECK_ERR(OK, crypto_key_write(key, secret, sizeof(secret)));
	CHECK_ERR(ERR_CONFLICT,
		escrow_confirm(&config, w.arena, kept, str_of(shares[0]), str_of(shares[1])));
}
