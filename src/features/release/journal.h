/* The journal of releases: what a restored database must not draw again. */
#ifndef FEATURES_RELEASE_JOURNAL_H
#define FEATURES_RELEASE_JOURNAL_H

#include "base/arena.h"

/*
 * KEYS/release.journal, lines of text that are only ever added:
 *   begin 7 3:4052 2:4051	release 7 is about to be stored; level:through_half of each level
 *   end 7			it has been stored, and may be shown from now on
 * "begin" is on the disk before the database commits and "end" before anything is shown.  So a
 * release without "end" was never shown, and one with it that the database does not have was shown
 * by a newer database than this.
 */
enum { JOURNAL_LEVELS = 5, JOURNAL_MAX = 4096 };

struct journal_entry {
	int64_t number;
	int64_t through[JOURNAL_LEVELS];	/* by level; 0 = not drawn in it */
	bool has_ended;
};

struct journal {
	int fd;
	struct journal_entry entries[JOURNAL_MAX];
	size_t n;
};

/*
 * Opens and locks it for this process, and reads it; made when it is not there and `may_make`.
 * ERR_NOT_FOUND without it, ERR_BUSY when another process has it, ERR_INVALID when a line of it is
 * none of the above (a last line without its end is one that a crash cut off, and is taken away),
 * ERR_LIMIT, ERR_IO.
 */
enum err journal_open(const char *keys_dir, bool may_make, struct arena *a,
	struct journal **out);
void journal_close(struct journal *journal);
/* Add a line and wait until it is on the disk. */
enum err journal_begin(struct journal *journal, const struct journal_entry *entry);
enum err journal_end(struct journal *journal, int64_t number);
/* The entry of a release, or NULL. */
const struct journal_entry *journal_find(const struct journal *journal, int64_t number);
/* The greatest number of any line; 0 when there is none. */
int64_t journal_last(const struct journal *journal);

#endif
