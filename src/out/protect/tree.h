/* Making drawn numbers agree: parts add up, nothing is negative or more than everybody. */
#ifndef OUT_PROTECT_TREE_H
#define OUT_PROTECT_TREE_H

#include "out/protect/plan.h"

enum cell_kind {
	CELL_DRAWN,	/* its counts are drawn, as far as the plan draws them in its layer */
	CELL_FIXED,	/* was published before: stays as it is */
	CELL_JOINT	/* nothing is drawn: it only says that its parts hold the same ballots */
};

/*
 * A group of ballots.  Children of one parent with the same `part` divide the ballots of the parent
 * among them: each partition has to add up to it.  A fixed cell has no children.
 */
struct cell {
	enum cell_kind kind;
	int32_t parent;		/* stands before its children; -1 = none */
	int32_t part;		/* which partition of the parent; any number */
	int32_t layer;		/* of the plan; -1 for CELL_JOINT */
	int64_t n;		/* ballots: public, exact */
};

/*
 * One measure over all cells.  Before: what was drawn, or published for a fixed cell, with the
 * variance of its noise (0 for fixed; ignored where is_known is false).  After: the figure, and the
 * variance that it has left.
 */
struct figure {
	int64_t value;
	double variance;
	bool is_known;
};

/*
 * Fits one measure, in place, from drawn and public numbers alone: nothing here has seen a true count,
 * so it costs no privacy (post-processing; Dwork and Roth 2014, proposition 2.1).
 * First the weighted least squares estimate under all sums (Hay et al. 2010, here as exact message
 * passing over the tree, since a parent may be divided in several ways): linear in the cells.  Then,
 * from the top, whole numbers between 0 and `within` that add up: the nearest in the same weights,
 * rounded by largest remainder.  Fixed cells stay as they are; where they leave no room, that one
 * partition does not add up.  Cells whose value no sum tells stay unknown.
 * within: what each cell may be at most, from outer measures that are fitted already, or NULL = its
 * ballots.
 * ERR_LIMIT when the arena is full.
 */
enum err tree_fit(const struct cell *cells, size_t n_cells, const struct figure *within,
	struct arena *a, struct figure *figures);

/* Whether parents stand before children, fixed cells have none, and every partition has its n. */
bool tree_is_sound(const struct cell *cells, size_t n_cells, struct arena *a, size_t *bad);

#endif
