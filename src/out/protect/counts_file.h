/* The files of `lotsa protect`: counts in, protected figures out, both as long tables. */
#ifndef OUT_PROTECT_COUNTS_FILE_H
#define OUT_PROTECT_COUNTS_FILE_H

#include "core/csv/csv_reader.h"
#include "out/protect/protect.h"

struct counts_file {
	struct cell *cells;
	struct str *groups;	/* names, by cell */
	size_t n_cells;
	struct counts *counts;
};

/*
 * Columns level, group, parent, n, topic, answer, count, in any order.  level: a layer of the plan;
 * group: unique in the file; parent: a group further up that the groups of this level with the same
 * parent divide among them, or empty; n: ballots, the same on every row of a group; one row for each
 * measure that the plan draws in the layer, and no other.  Parts add up to their parent.  ERR_INVALID
 * with row, column and reason (Swedish) for anything else; ERR_LIMIT.
 */
enum err counts_file_read(struct str csv, const struct plan *plan, struct arena *a,
	struct counts_file *out, struct csv_fault *fault);

/*
 * level, group, n, topic, answer, value, share, low, high; shares with three decimals, of what the
 * plan says, and empty when that is zero.  A group under plan->few has "few" for n and value, and no
 * shares.
 */
void counts_file_put(const struct plan *plan, const struct counts_file *file,
	const struct figure *figures, struct buf *out);

#endif
