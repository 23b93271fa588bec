/* One link of an audit chain: how it is sealed and how it hangs on the one before. */
#ifndef CORE_AUDIT_CHAIN_H
#define CORE_AUDIT_CHAIN_H

#include "base/date.h"
#include "core/crypto/crypto.h"
#include "core/db/ids.h"

/* What is sealed; unused bytes are zero, so every row has the same size. */
struct chain_detail {
	int64_t at;
	int64_t account;
	int64_t subject;
	char kind[40];
	char job[16];
};

enum { CHAIN_SEALED_BYTES = sizeof(struct chain_detail) + CRYPTO_WRAP_OVERHEAD };

struct chain_row {
	org_id org;
	int64_t seq;
	struct date day;
	int64_t verb;
	struct str sealed;	/* CHAIN_SEALED_BYTES */
};

/* audit.key of the keys folder; opens the heads too (core/audit/head.h). */
enum err chain_open_keys(const char *keys_dir);
void chain_close_keys(void);
bool chain_has_keys(void);

/* Under a key of that day: who is given the key of one day for an investigation has no other. */
void chain_seal(struct date day, const struct chain_detail *detail,
	uint8_t sealed[CHAIN_SEALED_BYTES]);
enum err chain_unseal(struct date day, struct str sealed, struct chain_detail *out);

/*
 * Keyed BLAKE2b over the mac before (zeroes for the first row) and everything in the row; `mac` may
 * be `before`.
 */
void chain_mac(const uint8_t before[CRYPTO_HASH_BYTES], const struct chain_row *row,
	uint8_t mac[CRYPTO_HASH_BYTES]);

/* Where a purged chain begins: keyed, so that only who has the key can cut off a beginning. */
struct chain_anchor {
	org_id org;
	int64_t seq;		/* of the last purged row, as are day and mac */
	struct date day;
	uint8_t mac[CRYPTO_HASH_BYTES];
};
void chain_seal_anchor(const struct chain_anchor *anchor, uint8_t seal[CRYPTO_HASH_BYTES]);

#endif
