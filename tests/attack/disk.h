/* What somebody has who copied the data folder: rows, and where each of them lies in the file. */
#ifndef TESTS_ATTACK_DISK_H
#define TESTS_ATTACK_DISK_H

#include <sqlite3.h>

#include "base/arena.h"

enum { SEEN_MAX = 64, ROWS_MAX = 512 };

/* A copy of the database file and its log; no key lies in the data folder. */
struct disk {
	struct arena *arena;
	char path[128];
	sqlite3 *sql;		/* opened on the copy */
	struct str file;	/* the bytes as they were copied */
	struct str log;		/* of the write-ahead log, may be empty */
};

struct disk disk_copy(const char *data_dir);
void disk_free(struct disk *disk);
#define DISK_CLEANUP __attribute__((cleanup(disk_free)))

/*
 * One row with everything about it that can be put in order.  `truth` is for scoring: the number of
 * the posting that made it, which the attacker does not know.
 */
struct row {
	struct str key;		/* the row id as 8 bytes, or the key blob */
	struct str all;		/* every value, glued together */
	double seen[SEEN_MAX];	/* places in file and page, then value and length of each column */
	int truth;
};

struct rows {
	struct row *row;
	size_t n;
	size_t n_seen;
	const char *names[SEEN_MAX];
};

/*
 * The rows of "SELECT KEY, * FROM ..."; the first column is an integer row id or a blob key that
 * finds the row in the file.
 */
struct rows disk_rows(struct disk *disk, const char *sql);

#endif
