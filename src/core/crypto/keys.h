/* The keys folder, apart from the data folder: who copies one does not have the other. */
#ifndef CORE_CRYPTO_KEYS_H
#define CORE_CRYPTO_KEYS_H

#include "core/crypto/crypto.h"

/*
 * The keys folder (0700) holds
 *   ballot.key	opens the slips; read by `lotsa count` alone, and may be moved to a folder that only
 *		its user can read (--ballot-keys)
 *   ballot.pub	seals them; a copy lies in the data folder for `lotsa serve`
 *   audit.key	macs and seals the audit trail (core/audit)
 *   chain.head	the newest link of every audit chain (core/audit)
 *   posting.key	hashes posting keys
 *   session.key	hashes whom a delayed log-in is counted under
 *   totp.key	encrypts the secrets of second steps and the hashes of passwords and PINs, and hashes
 *		recovery codes
 *   backup.key	encrypts backups
 * Every key but ballot.pub is secret and 0600.
 */

/*
 * Makes the folder and every key in it, and DATA/ballot.pub; the data folder must be there.  What
 * is already complete is left alone, and a ballot.key that was moved away is not replaced: calling it
 * again is harmless.  ERR_CONFLICT when a data folder
 * has another ballot.pub than the keys folder; ERR_IO.
 */
enum err keys_create(const char *keys_dir, const char *data_dir);

/*
 * Whether an audit chain has begun under these keys: then they belong to a database, and no other can be
 * made beside them.
 */
bool keys_are_taken(const char *keys_dir);

/*
 * Opens for this process what `serve` needs, into locked memory: posting.key, session.key, totp.key, and
 * ballot.pub out of the data folder.  Never touches ballot.key.  ERR_NOT_FOUND, ERR_FORBIDDEN
 * (readable by others), ERR_IO.
 */
enum err keys_open(const char *keys_dir, const char *data_dir);
void keys_close(void);

/* CRYPTO_KEY_BYTES each; only after keys_open. */
const uint8_t *keys_posting(void);
const uint8_t *keys_session(void);
const uint8_t *keys_totp(void);
const uint8_t *keys_ballot_public(void);

/* The key of backups, for the commands that make and read them; wipe it after use. */
enum err keys_backup(const char *keys_dir, uint8_t out[CRYPTO_KEY_BYTES]);

/* `lotsa count`: the pair out of the keys folder; `secret_key` should be locked memory. */
enum err keys_ballot_pair(const char *keys_dir, uint8_t public_key[CRYPTO_PUBLIC_BYTES],
	uint8_t secret_key[CRYPTO_SECRET_BYTES]);

#endif
