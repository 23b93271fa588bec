/* The newest link of every chain, kept in the keys folder: what a truncated chain is compared with. */
#ifndef CORE_AUDIT_HEAD_H
#define CORE_AUDIT_HEAD_H

#include "core/crypto/crypto.h"
#include "core/db/ids.h"

struct head {
	org_id org;
	int64_t seq;
	uint8_t mac[CRYPTO_HASH_BYTES];
};

/*
 * chain.head in the keys folder, which keys_create made.  `key` checks every entry.  ERR_NOT_FOUND
 * when the file is missing, ERR_FORBIDDEN, ERR_IO.
 */
enum err head_open(const char *keys_dir, const uint8_t key[CRYPTO_KEY_BYTES]);
void head_close(void);

/*
 * Moves the head of a chain forward; a head that already stands further stays.  Called after the
 * commit, so after a crash a head may lag behind its chain but never lead.  Other processes may do
 * the same at the same time.  ERR_IO.
 */
enum err head_move(const struct head *head);

/*
 * Every head in the file, in the arena.  ERR_CONFLICT when an entry is damaged beyond what a crash
 * can do; ERR_IO, ERR_LIMIT.
 */
enum err head_all(struct arena *a, struct head **heads, size_t *n);

/* Forgets every head, for a restored database whose chains stand further back. ERR_IO. */
enum err head_forget_all(void);

#endif
