/* Passwords and PINs as they are kept: argon2id, locked under a key that lies elsewhere. */
#ifndef CORE_AUTH_LOCKED_HASH_H
#define CORE_AUTH_LOCKED_HASH_H

#include "core/crypto/crypto.h"
#include "core/db/db.h"

enum { LOCKED_HASH_TEXT = 384 };	/* longest as stored, with its NUL */

/*
 * What is stored of a password or PIN: its argon2id hash, encrypted under a key of the keys folder, so
 * that whoever has the database alone cannot even try (a PIN has a million values).  Needs keys_open.
 * Slow: worker pool.  ERR_LIMIT.
 */
enum err locked_hash_of(struct str secret, char out[LOCKED_HASH_TEXT]);
/*
 * OK or ERR_FORBIDDEN, always after one argon2 call.  What is empty, not locked, or locked under another
 * key matches nothing.
 */
enum err locked_hash_verify(struct str stored, struct str secret);
/* Locks what an earlier release left open; `n` counts the accounts. */
enum err locked_hash_lock_all(struct tx *tx, struct arena *a, int64_t *n);

#endif
