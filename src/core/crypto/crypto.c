/* Passwords, keyed hashes, sealed boxes and locked memory, by libsodium. */
#include "core/crypto/crypto.h"

#include <sodium.h>
#include <stdatomic.h>

/* OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, 2 passes, 1 lane. */
enum { PASSWORD_PASSES = 2, PASSWORD_MEMORY = 19 * 1024 * 1024, PASSWORD_LONGEST = 1024 };
enum { STACK_WIPED = 64 * 1024 };

_Static_assert(CRYPTO_PASSWORD_TEXT >= crypto_pwhash_STRBYTES, "a password hash fits");
_Static_assert(CRYPTO_SEAL_OVERHEAD == crypto_box_SEALBYTES, "libsodium's sealed box");
_Static_assert(CRYPTO_WRAP_OVERHEAD == crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES,
	"libsodium's secret box with its nonce");
_Static_assert(CRYPTO_KEY_BYTES == crypto_kdf_KEYBYTES &&
	CRYPTO_KEY_BYTES == crypto_secretbox_KEYBYTES, "one size of key");

static _Atomic int64_t password_calls;

enum err
crypto_init(void)
{
	return sodium_init() < 0 ? ERR_IO : OK;
}

void
crypto_hex(const uint8_t *bytes, size_t n, char *out)
{
	sodium_bin2hex(out, 2 * n + 1, bytes, n);
}

enum err
crypto_unhex(struct str text, uint8_t *out, size_t n)
{
	size_t written;

	if (text.n != 2 * n ||
		sodium_hex2bin(out, n, text.p, text.n, NULL, &written, NULL) != 0)
		return ERR_INVALID;
	return written == n ? OK : ERR_INVALID;
}

enum err
crypto_password_hash(struct str password, char *out)
{
	char text[CRYPTO_PASSWORD_TEXT] = { 0 };

	if (password.n > PASSWORD_LONGEST)
		return ERR_LIMIT;
	atomic_fetch_add(&password_calls, 1);
	if (crypto_pwhash_str_alg(text, password.p, password.n, PASSWORD_PASSES,
		    PASSWORD_MEMORY, crypto_pwhash_ALG_ARGON2ID13))
		return ERR_LIMIT;
	memcpy(out, text, sizeof(text));
	return OK;
}

/*
 * Without a hash the same work is done against nothing, so that the time does not tell whether an
 * account exists.
 */
enum err
crypto_password_verify(struct str hash, struct str password)
{
	static const uint8_t salt[crypto_pwhash_SALTBYTES];
	char text[CRYPTO_PASSWORD_TEXT] = { 0 };
	uint8_t waste[CRYPTO_HASH_BYTES];

	if (password.n > PASSWORD_LONGEST)
		password.n = PASSWORD_LONGEST;
	atomic_fetch_add(&password_calls, 1);
	if (hash.n == 0 || hash.n >= sizeof(text)) {
		if (crypto_pwhash(waste, sizeof(waste), password.p, password.n, salt,
			    PASSWORD_PASSES, PASSWORD_MEMORY, crypto_pwhash_ALG_ARGON2ID13))
			return ERR_FORBIDDEN;
		crypto_wipe(waste, sizeof(waste));
		return ERR_FORBIDDEN;
	}
	memcpy(text, hash.p, hash.n);
	return crypto_pwhash_str_verify(text, password.p, password.n) ? ERR_FORBIDDEN : OK;
}

int64_t
crypto_password_calls(void)
{
	return atomic_load(&password_calls);
}

void
crypto_keyed_hash(const uint8_t *key, const struct str *parts, size_t n_parts,
	uint8_t out[CRYPTO_HASH_BYTES])
{
	crypto_generichash_state state;
	size_t i, k;

	crypto_generichash_init(&state, key, CRYPTO_KEY_BYTES, CRYPTO_HASH_BYTES);
	for (i = 0; i < n_parts; i++) {
		uint8_t length[8];

		for (k = 0; k < sizeof(length); k++)
			length[k] = (uint8_t)(parts[i].n >> (8 * k));
		crypto_generichash_update(&state, length, sizeof(length));
		crypto_generichash_update(&state, (const uint8_t *)parts[i].p, parts[i].n);
	}
	crypto_generichash_final(&state, out, CRYPTO_HASH_BYTES);
}

void
crypto_subkey(const uint8_t *master, const char *purpose, uint8_t out[CRYPTO_KEY_BYTES])
{
	assert_always(strlen(purpose) == crypto_kdf_CONTEXTBYTES);
	crypto_kdf_derive_from_key(out, CRYPTO_KEY_BYTES, 1, purpose, master);
}

void
crypto_keypair(uint8_t public_key[CRYPTO_PUBLIC_BYTES], uint8_t secret_key[CRYPTO_SECRET_BYTES])
{
	crypto_box_keypair(public_key, secret_key);
}

void
crypto_public_of(const uint8_t secret_key[CRYPTO_SECRET_BYTES],
	uint8_t public_key[CRYPTO_PUBLIC_BYTES])
{
	crypto_scalarmult_base(public_key, secret_key);
}

enum err
crypto_seal(struct str plain, const uint8_t *public_key, uint8_t *out)
{
	/* libsodium refuses a public key of low order: nothing sealed to it would be secret */
	if (crypto_box_seal(out, (const uint8_t *)plain.p, plain.n, public_key))
		return ERR_INVALID;
	return OK;
}

enum err
crypto_seal_open(struct str sealed, const uint8_t *public_key,
	const uint8_t *secret_key, uint8_t *out)
{
	if (sealed.n < CRYPTO_SEAL_OVERHEAD)
		return ERR_INVALID;
	if (crypto_box_seal_open(out, (const uint8_t *)sealed.p, sealed.n, public_key,
		    secret_key))
		return ERR_INVALID;
	return OK;
}

void
crypto_wrap(struct str plain, const uint8_t *key, uint8_t *out)
{
	randombytes_buf(out, crypto_secretbox_NONCEBYTES);
	crypto_secretbox_easy(out + crypto_secretbox_NONCEBYTES, (const uint8_t *)plain.p,
		plain.n, out, key);
}

enum err
crypto_unwrap(struct str boxed, const uint8_t *key, uint8_t *out)
{
	const uint8_t *p = (const uint8_t *)boxed.p;

	if (boxed.n < CRYPTO_WRAP_OVERHEAD)
		return ERR_INVALID;
	return crypto_secretbox_open_easy(out, p + crypto_secretbox_NONCEBYTES,
		       boxed.n - crypto_secretbox_NONCEBYTES, p, key)
		? ERR_INVALID : OK;
}

void *
crypto_locked_alloc(size_t n)
{
	void *p = sodium_malloc(n);

	if (p)
		memset(p, 0, n);
	return p;
}

void
crypto_locked_free(void *p)
{
	sodium_free(p);
}

void
crypto_wipe(void *p, size_t n)
{
	sodium_memzero(p, n);
}

void
crypto_wipe_stack(void)
{
	sodium_stackzero(STACK_WIPED);
}
