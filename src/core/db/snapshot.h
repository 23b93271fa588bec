/* Whole copies of a database in memory: for backups, and for looking at them. */
#ifndef CORE_DB_SNAPSHOT_H
#define CORE_DB_SNAPSHOT_H

#include "core/db/db.h"

/* The image of a database file; owns its bytes until snapshot_free. */
struct snapshot {
	unsigned char *bytes;
	size_t n;
};

/*
 * A consistent copy of the file while others read and write it, without the tables named (sessions
 * and links) and without free pages.  ERR_NOT_FOUND, ERR_LIMIT without memory, ERR_DB.
 */
enum err snapshot_take(const char *path, const char *const *left_out, size_t n_left_out,
	struct snapshot *out);
void snapshot_free(struct snapshot *snapshot);

/*
 * Opens an image for reading, brought up to this program's schema in memory, after a check of every
 * page and reference.  The bytes are copied.  ERR_INVALID for what is no sound database, ERR_CONFLICT
 * for a newer one.
 */
enum err snapshot_open(struct str image, struct db **out);

/* Writes an image as a new database file (0600, synced); ERR_CONFLICT when the file exists. */
enum err snapshot_write(struct str image, const char *path);

/* How many rows each table has: "account=8\n" and so on, by name. */
enum err snapshot_put_counts(struct db *db, struct buf *out);

enum { SNAPSHOT_TABLE_MAX = 64 };
/*
 * Whether two databases of one schema hold the same rows in every table but `except`; else
 * ERR_CONFLICT, and the name of the first table that differs.
 */
enum err snapshot_compare(struct db *a, struct db *b, const char *except,
	char table[SNAPSHOT_TABLE_MAX]);

#endif
