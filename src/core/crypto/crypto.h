/* The only door to libsodium: random numbers, passwords, keyed hashes, sealed boxes, locked memory. */
#ifndef CORE_CRYPTO_CRYPTO_H
#define CORE_CRYPTO_CRYPTO_H

#include "base/arena.h"

enum {
	CRYPTO_KEY_BYTES = 32,
	CRYPTO_PUBLIC_BYTES = 32,
	CRYPTO_SECRET_BYTES = 32,
	CRYPTO_HASH_BYTES = 32,
	CRYPTO_PASSWORD_TEXT = 128,	/* longest stored password hash, with its NUL */
	CRYPTO_SEAL_OVERHEAD = 48	/* ephemeral public key and authenticator */
};

/* Once per process, before anything else. */
enum err crypto_init(void);

void crypto_random(void *p, size_t n);
/* The operating system's generator whatever is seeded: for noise that protects somebody. */
void crypto_random_os(void *p, size_t n);
/* Uniform in 0..limit-1, without bias. */
uint32_t crypto_random_below(uint32_t limit);
/* A random row id in 1..2^53-1: says nothing about order, survives JSON. */
int64_t crypto_random_id(void);
/*
 * Tests and the demo: what crypto_random and its numbers and ids give is a repeatable stream
 * (ChaCha20) from now on; seed 0 = the operating system again.  Keys, nonces, salts, sealed boxes and
 * crypto_random_os never come from it.
 */
void crypto_seed_for_tests(uint64_t seed);

/* argon2id, 19 MiB, 2 passes (OWASP); `out` holds CRYPTO_PASSWORD_TEXT bytes.  Slow: worker pool. */
enum err crypto_password_hash(struct str password, char *out);
/* OK or ERR_FORBIDDEN.  An empty hash costs the same time and is refused. */
enum err crypto_password_verify(struct str hash, struct str password);
/* Number of argon2 calls in this process, for tests that count the work. */
int64_t crypto_password_calls(void);

/* Two digits for each byte, and a NUL. */
void crypto_hex(const uint8_t *bytes, size_t n, char *out);
/* Exactly n bytes out of 2 n digits; ERR_INVALID. */
enum err crypto_unhex(struct str text, uint8_t *out, size_t n);

/* BLAKE2b-256 of the parts, each preceded by its length, under a key of CRYPTO_KEY_BYTES. */
void crypto_keyed_hash(const uint8_t *key, const struct str *parts, size_t n_parts,
	uint8_t out[CRYPTO_HASH_BYTES]);
/* A subkey for one purpose ("audit-mc", 8 characters exactly) out of a master key. */
void crypto_subkey(const uint8_t *master, const char *purpose, uint8_t out[CRYPTO_KEY_BYTES]);

void crypto_keypair(uint8_t public_key[CRYPTO_PUBLIC_BYTES],
	uint8_t secret_key[CRYPTO_SECRET_BYTES]);
/* The public key that belongs to a secret one. */
void crypto_public_of(const uint8_t secret_key[CRYPTO_SECRET_BYTES],
	uint8_t public_key[CRYPTO_PUBLIC_BYTES]);
/* A sealed box with the nonce derived from both public keys: `out` gets n + CRYPTO_SEAL_OVERHEAD. */
enum err crypto_seal(struct str plain, const uint8_t *public_key, uint8_t *out);
/* ERR_INVALID when it was not sealed to this pair or was changed. */
enum err crypto_seal_open(struct str sealed, const uint8_t *public_key,
	const uint8_t *secret_key, uint8_t *out);
/* Authenticated secret-key encryption (secretbox) with a random nonce in front: n + 40 bytes. */
enum { CRYPTO_WRAP_OVERHEAD = 40 };
void crypto_wrap(struct str plain, const uint8_t *key, uint8_t *out);
enum err crypto_unwrap(struct str boxed, const uint8_t *key, uint8_t *out);

/* Memory that is never swapped or dumped, guarded at both ends; NULL when there is none. */
void *crypto_locked_alloc(size_t n);
/* Wipes and gives back. */
void crypto_locked_free(void *p);
void crypto_wipe(void *p, size_t n);
/* Overwrites the stack below the caller, where finished functions have left what they held. */
void crypto_wipe_stack(void);

/* Reads exactly n bytes of a key file; ERR_NOT_FOUND, ERR_FORBIDDEN when others may read it. */
enum err crypto_key_read(const char *path, uint8_t *out, size_t n);
/* Writes it 0600, synced, only when it does not exist (ERR_CONFLICT). */
enum err crypto_key_write(const char *path, const uint8_t *key, size_t n);

#endif
