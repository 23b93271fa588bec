/* Argon2id hashes under lock and key. */
#include "core/auth/locked_hash.h"

#include "core/auth/auth.sql.h"
#include "core/crypto/keys.h"

#define MARK "locked1:"

enum { LOCKED_BYTES = CRYPTO_PASSWORD_TEXT + CRYPTO_WRAP_OVERHEAD };

_Static_assert(
	sizeof(MARK) + 2 * LOCKED_BYTES <= LOCKED_HASH_TEXT, "a locked hash fits its text");

static void
lock_key(uint8_t key[CRYPTO_KEY_BYTES])
{
	crypto_subkey(keys_totp(), "password", key);
}

/* The whole buffer, so that every one has the same length. */
static void
lock_hash(const char hash[CRYPTO_PASSWORD_TEXT], char out[LOCKED_HASH_TEXT])
{
	uint8_t key[CRYPTO_KEY_BYTES], locked[LOCKED_BYTES];

	lock_key(key);
	crypto_wrap((struct str){ hash, CRYPTO_PASSWORD_TEXT }, key, locked);
	crypto_wipe(key, sizeof(key));
	memcpy(out, MARK, sizeof(MARK) - 1);
	crypto_hex(locked, sizeof(locked), out + sizeof(MARK) - 1);
}

static enum err
unlock_hash(struct str stored, char hash[CRYPTO_PASSWORD_TEXT])
{
	uint8_t key[CRYPTO_KEY_BYTES], locked[LOCKED_BYTES];
	enum err e;

	if (!str_starts(stored, STR(MARK)))
		return ERR_INVALID;
	TRY(crypto_unhex(str_sub(stored, sizeof(MARK) - 1, stored.n), locked, sizeof(locked)));
	lock_key(key);
	e = crypto_unwrap((struct str){ (const char *)locked, sizeof(locked) }, key,
		(uint8_t *)hash);
	crypto_wipe(key, sizeof(key));
	return e;
}

enum err
locked_hash_of(struct str secret, char out[LOCKED_HASH_TEXT])
{
	char hash[CRYPTO_PASSWORD_TEXT] = { 0 };

	TRY(crypto_password_hash(secret, hash));
	lock_hash(hash, out);
	crypto_wipe(hash, sizeof(hash));
	return OK;
}

enum err
locked_hash_verify(struct str stored, struct str secret)
{
	char hash[CRYPTO_PASSWORD_TEXT] = { 0 };
	bool is_open = unlock_hash(stored, hash) == OK;
	enum err e = crypto_password_verify(is_open ? str_of(hash) : STR_NULL, secret);

	crypto_wipe(hash, sizeof(hash));
	return e;
}

/* What is locked already, or empty, stays as it is. */
static struct str
locked(struct str stored, char out[LOCKED_HASH_TEXT])
{
	char hash[CRYPTO_PASSWORD_TEXT] = { 0 };

	if (!str_starts(stored, STR("$argon2id$")) || stored.n >= sizeof(hash))
		return stored;
	memcpy(hash, stored.p, stored.n);
	lock_hash(hash, out);
	return str_of(out);
}

enum err
locked_hash_lock_all(struct tx *tx, struct arena *a, int64_t *n)
{
	char password[LOCKED_HASH_TEXT], pin[LOCKED_HASH_TEXT];
	struct sql_auth_open_hashes *rows;
	size_t n_rows, i;

	TRY(sql_auth_open_hashes(tx_db(tx), a, &rows, &n_rows));
	for (i = 0; i < n_rows; i++)
		TRY(sql_auth_set_hashes(tx, locked(rows[i].password_hash, password),
			locked(rows[i].pin_hash, pin), rows[i].id));
	*n = (int64_t)n_rows;
	return OK;
}
