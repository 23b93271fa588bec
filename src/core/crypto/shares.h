/* A secret in three paper shares, any two of which are enough (Shamir 1979, by libgfshare). */
#ifndef CORE_CRYPTO_SHARES_H
#define CORE_CRYPTO_SHARES_H

#include "core/crypto/crypto.h"

enum {
	SHARES = 3,
	SHARES_NEEDED = 2,
	SHARE_TEXT = 80		/* longest written share, with its NUL */
};

/*
 * Writes the shares as a person copies them: "0H4K-9XW2-...", 15 groups in Crockford's base32 with
 * a checksum in the last ones.  One share alone says nothing about the secret.
 */
enum err shares_split(const uint8_t secret[CRYPTO_KEY_BYTES], char shares[SHARES][SHARE_TEXT]);

/*
 * The secret out of two different shares, whatever their case and spaces; I, L and O are read as 1, 1
 * and 0.  ERR_INVALID when a share is miscopied or both are the same.
 */
enum err shares_join(struct str first, struct str second, uint8_t secret[CRYPTO_KEY_BYTES]);

#endif
