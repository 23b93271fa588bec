/* The keys in safe keeping: one encrypted file, and three papers of which two open it. */
#ifndef APP_ESCROW_H
#define APP_ESCROW_H

#include "base/date.h"
#include "core/config/config.h"
#include "core/crypto/shares.h"

/*
 * Puts every key of the keys folder into a new encrypted file and gives the three shares that open
 * it; they are kept nowhere.  ERR_CONFLICT when the file exists, ERR_NOT_FOUND without keys, ERR_IO.
 */
enum err escrow_make(const struct config *config, struct arena *a, const char *to,
	char shares[SHARES][SHARE_TEXT]);

/*
 * Opens the file with two shares and compares it with the keys in use; leaves in the data folder that
 * the escrow was confirmed today.  ERR_INVALID for a miscopied share or a file that they do not open,
 * ERR_CONFLICT when the keys have changed since.
 */
enum err escrow_confirm(const struct config *config, struct arena *a, const char *from,
	struct str first, struct str second);

/* Makes a keys folder out of the file and two shares; never over one that is there: ERR_BUSY. */
enum err escrow_restore(const struct config *config, struct arena *a, const char *from,
	struct str first, struct str second);

/* The same out of the keys in use, without a ballot.key that this user may not read. */
enum err escrow_copy_keys(const struct config *config, struct arena *a, const char *to_dir);

/* The day of the last confirmation; ERR_NOT_FOUND when there never was one. */
enum err escrow_last_confirmed(const struct config *config, struct arena *a, struct date *out);

/* `lotsa escrow make --to FILE`, `confirm --from FILE`, `restore --from FILE` */
int app_command_escrow(const struct config *config, int argc, char **argv);

#endif
