/* Files encrypted from end to end: nobody reads, changes, cuts or reorders them without the key. */
#ifndef CORE_CRYPTO_STREAM_H
#define CORE_CRYPTO_STREAM_H

#include "core/crypto/crypto.h"

/*
 * Writes the parts, one after another, to a new file (0600) with libsodium's secretstream
 * (XChaCha20-Poly1305) in chunks of 64 KiB; the last chunk is marked, so that a cut file is told from
 * a whole one.  Written beside, synced and renamed: the file is whole or not there.  ERR_CONFLICT when
 * it exists, ERR_IO.
 */
enum err stream_write_file(const char *path, const uint8_t key[CRYPTO_KEY_BYTES],
	const struct str *parts, size_t n_parts);

/*
 * Reads it back into `out`, whose cap bounds it.  ERR_NOT_FOUND, ERR_INVALID when it is no such file,
 * was changed, was cut or was made with another key; ERR_LIMIT, ERR_IO.
 */
enum err stream_read_file(const char *path, const uint8_t key[CRYPTO_KEY_BYTES],
	struct buf *out);

#endif
