/* What the wrappers promise beyond libsodium: refusals, sizes, files. */
#include "core/crypto/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/harness/harness.h"

static void
folder_new(char path[64])
{
	assert_always(crypto_init() == OK);
	strcpy(path, "/var/tmp/lotsa-crypto-XXXXXX");
	CHECK(mkdtemp(path));
}

TEST(random_ids_are_positive_and_survive_json)
{
	int i;

	CHECK_ERR(OK, crypto_init());
	for (i = 0; i < 10000; i++) {
		int64_t id = crypto_random_id();

		CHECK(id >= 1 && id < INT64_C(1) << 53);
	}
}

TEST(a_seed_repeats_ids_and_never_keys)
{
	uint8_t first[32], second[32], secret[32];
	int64_t a, b;

	CHECK_ERR(OK, crypto_init());
	crypto_seed_for_tests(7);
	a = crypto_random_id();
	crypto_keypair(first, secret);
	crypto_seed_for_tests(7);
	b = crypto_random_id();
	crypto_keypair(second, secret);
	CHECK(a == b);
	CHECK(memcmp(first, second, sizeof(first)) != 0);
	crypto_seed_for_tests(8);
	CHECK(crypto_random_id() != a);
	crypto_seed_for_tests(0);
	CHECK(crypto_random_id() != crypto_random_id());
}

TEST(random_below_stays_below_and_reaches_everything)
{
	int seen[5] = { 0 }, i;

	CHECK_ERR(OK, crypto_init());
	for (i = 0; i < 1000; i++)
		seen[crypto_random_below(5)]++;
	for (i = 0; i < 5; i++)
		CHECK(seen[i] > 100);
	CHECK(crypto_random_below(1) == 0);
}

TEST(a_password_verifies_only_against_its_own_hash)
{
	char hash[CRYPTO_PASSWORD_TEXT];
	int64_t calls = crypto_password_calls();

	CHECK_ERR(OK, crypto_init());
	CHECK_ERR(OK, crypto_password_hash(STR("korrekt häst batteri"), hash));
	CHECK(str_starts(str_of(hash), STR("$argon2id$v=19$m=19456,t=2,p=1$")));
	CHECK_ERR(OK, crypto_password_verify(str_of(hash), STR("korrekt häst batteri")));
	CHECK_ERR(ERR_FORBIDDEN, crypto_password_verify(str_of(hash), STR("fel häst batteri")));
	CHECK_ERR(ERR_FORBIDDEN, crypto_password_verify(STR_NULL, STR("korrekt häst batteri")));
	CHECK_ERR(ERR_FORBIDDEN, crypto_password_verify(STR("inget"), STR("korrekt")));
	CHECK(crypto_password_calls() == calls + 5);
}

TEST(a_keyed_hash_tells_where_one_part_ends)
{
	uint8_t key[CRYPTO_KEY_BYTES] = { 1 }, a[CRYPTO_HASH_BYTES], b[CRYPTO_HASH_BYTES];

	CHECK_ERR(OK, crypto_init());
	crypto_keyed_hash(key, (struct str[]){ STR("ab"), STR("c") }, 2, a);
	crypto_keyed_hash(key, (struct str[]){ STR("a"), STR("bc") }, 2, b);
	CHECK(memcmp(a, b, sizeof(a)) != 0);
	crypto_keyed_hash(key, (struct str[]){ STR("ab"), STR("c") }, 2, b);
	CHECK(memcmp(a, b, sizeof(a)) == 0);
	key[0] = 2;
	crypto_keyed_hash(key, (struct str[]){ STR("ab"), STR("c") }, 2, b);
	CHECK(memcmp(a, b, sizeof(a)) != 0);
}

TEST(a_sealed_box_opens_with_its_pair_only)
{
	uint8_t pub[32], sec[32], pub2[32], sec2[32], plain[5];
	uint8_t sealed[5 + CRYPTO_SEAL_OVERHEAD];
	uint8_t low_order[32] = { 0 };
	struct str box = { (const char *)sealed, sizeof(sealed) };

	CHECK_ERR(OK, crypto_init());
	crypto_keypair(pub, sec);
	crypto_keypair(pub2, sec2);
	CHECK_ERR(OK, crypto_seal(STR("valse"), pub, sealed));
	CHECK_ERR(ERR_INVALID, crypto_seal_open(box, pub2, sec2, plain));
	CHECK_ERR(OK, crypto_seal_open(box, pub, sec, plain));
	CHECK(memcmp(plain, "valse", 5) == 0);
	sealed[40] ^= 1;
	CHECK_ERR(ERR_INVALID, crypto_seal_open(box, pub, sec, plain));
	CHECK_ERR(ERR_INVALID, crypto_seal_open(STR("kort"), pub, sec, plain));
	CHECK_ERR(ERR_INVALID, crypto_seal(STR("valse"), low_order, sealed));
}

TEST(a_secret_box_notices_every_change)
{
	uint8_t key[CRYPTO_KEY_BYTES] = { 3 }, boxed[4 + CRYPTO_WRAP_OVERHEAD], plain[4];
	struct str box = { (const char *)boxed, sizeof(boxed) };
	size_t i;

	CHECK_ERR(OK, crypto_init());
	crypto_wrap(STR("rad1"), key, boxed);
	CHECK_ERR(OK, crypto_unwrap(box, key, plain));
	CHECK(memcmp(plain, "rad1", 4) == 0);
	for (i = 0; i < sizeof(boxed); i++) {
		boxed[i] ^= 0x20;
		CHECK_ERR(ERR_INVALID, crypto_unwrap(box, key, plain));
		boxed[i] ^= 0x20;
	}
}

TEST(a_key_file_is_private_exact_and_never_overwritten)
{
	char folder[64], path[96];
	uint8_t key[CRYPTO_KEY_BYTES] = { 9 }, got[CRYPTO_KEY_BYTES];

	folder_new(folder);
	snprintf(path, sizeof(path), "%s/k", folder);
	CHECK_ERR(ERR_NOT_FOUND, crypto_key_read(path, got, sizeof(got)));
	CHECK_ERR(OK, crypto_key_write(path, key, sizeof(key)));
	CHECK_ERR(ERR_CONFLICT, crypto_key_write(path, key, sizeof(key)));
	CHECK_ERR(OK, crypto_key_read(path, got, sizeof(got)));
	CHECK(memcmp(key, got, sizeof(key)) == 0);
	CHECK_ERR(ERR_IO, crypto_key_read(path, got, sizeof(got) - 1));
	CHECK(chmod(path, 0640) == 0);
	CHECK_ERR(ERR_FORBIDDEN, crypto_key_read(path, got, sizeof(got)));
	unlink(path);
	rmdir(folder);
}

TEST(the_keys_folder_is_made_once_and_serve_never_needs_the_secret_of_the_slips)
{
	static const char *const names[] = { "ballot.key", "ballot.pub", "audit.key",
		"posting.key", "session.key", "totp.key", "backup.key", "chain.head" };
	char data[64], keys_dir[80], path[128];
	uint8_t pub[32], sec[32], pub_again[32], sec_again[32];
	struct stat st;
	size_t i;

	folder_new(data);
	snprintf(keys_dir, sizeof(keys_dir), "%s.keys", data);
	CHECK_ERR(OK, keys_create(keys_dir, data));
	CHECK(stat(keys_dir, &st) == 0 && (st.st_mode & 0777) == 0700);
	CHECK_ERR(OK, keys_ballot_pair(keys_dir, pub, sec));
	CHECK_ERR(OK, keys_create(keys_dir, data));
	CHECK_ERR(OK, keys_ballot_pair(keys_dir, pub_again, sec_again));
	CHECK(memcmp(pub, pub_again, 32) == 0 && memcmp(sec, sec_again, 32) == 0);

	snprintf(path, sizeof(path), "%s/ballot.key", keys_dir);
	unlink(path);
	CHECK_ERR(OK, keys_open(keys_dir, data));
	CHECK(memcmp(keys_ballot_public(), pub, 32) == 0);
	CHECK(memcmp(keys_posting(), keys_session(), 32) != 0);
	keys_close();
	/* it was moved away, and making another would make the waiting slips unreadable */
	CHECK_ERR(OK, keys_create(keys_dir, data));
	CHECK(access(path, F_OK) != 0);
	CHECK_ERR(ERR_NOT_FOUND, keys_ballot_pair(keys_dir, pub_again, sec_again));

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", keys_dir, names[i]);
		CHECK(unlink(path) == 0 || i == 0);
	}
	snprintf(path, sizeof(path), "%s/ballot.pub", data);
	CHECK(unlink(path) == 0 && rmdir(keys_dir) == 0 && rmdir(data) == 0);
}
