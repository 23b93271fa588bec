/* Backups: made while the program runs, always encrypted, proved by being opened. */
#ifndef APP_BACKUP_H
#define APP_BACKUP_H

#include "base/buf.h"
#include "core/config/config.h"
#include "core/db/db.h"

/* What a backup says of itself, and of how it was found when it was opened. */
struct backup_facts {
	struct str made_on;	/* "2026-11-22" */
	struct str counts;	/* "account=8\n...": rows of each table */
	int64_t audit_rows;
};

/*
 * Copies the database of the data folder, without sessions and links, into a new encrypted file.
 * ERR_NOT_FOUND without a database, ERR_CONFLICT when the file exists, ERR_IO.
 */
enum err backup_make(const struct config *config, struct arena *a, const char *to);

/*
 * Opens the file, checks every page, every reference, every link of the audit chains and the number
 * of rows of every table against what the backup says of itself.  Leaves in the data folder that a
 * backup was verified today.  ERR_NOT_FOUND, ERR_INVALID when it is damaged or of another key,
 * ERR_CONFLICT when it holds something else than it says or is newer than this program.
 */
enum err backup_verify(const struct config *config, struct arena *a, const char *from,
	struct backup_facts *out);

/*
 * Puts a verified backup in place as the database of the data folder, with a row in the audit trail.
 * Never over an existing database, or beside the log of one: ERR_BUSY.  Interrupted, it can be done
 * again.
 */
enum err backup_restore(const struct config *config, struct arena *a, const char *from,
	struct backup_facts *out);

/* A backup in the clear: what it says of itself, and the image of the database. */
struct backup_opened {
	struct buf plain;	/* the rest are slices of it */
	struct str made_on, counts, image;
};
/* Decrypts a backup with the key of the keys folder; backup_close also after a failure. */
enum err backup_open(const struct config *config, const char *from, struct backup_opened *out);
void backup_close(struct backup_opened *opened);

/* The day of the last verified backup; ERR_NOT_FOUND when there never was one. */
enum err backup_last_verified(const struct config *config, struct arena *a, struct date *out);

/* `lotsa backup --to FILE`, `lotsa verify-backup --from FILE`, `lotsa restore --from FILE` */
int app_command_backup(const struct config *config, int argc, char **argv);
int app_command_verify_backup(const struct config *config, int argc, char **argv);
int app_command_restore(const struct config *config, int argc, char **argv);

#endif
