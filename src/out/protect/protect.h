/*
 * The engine of protected statistics: true counts in, numbers that may be shown out.
 *
 * Label differential privacy: the size n of each group is public, every answer on every ballot is
 * protected.  Two data sets are neighbours when they differ in one answer to one topic on one ballot.
 * A draw of all layers of a plan satisfies epsilon-differential privacy for that relation with
 * epsilon = plan_loss(topic): each measure of the ballot's one group in each layer changes by at most
 * one and gets discrete Laplace noise of its own (noise.h), losses add up (plan.h), and what follows
 * reads only drawn and public numbers (tree.h).
 *
 * Integers in, integers out; no database, no clock, no files.  Everything lives in the arena of the
 * caller.  doc/disclosure.md tells the same for statisticians.
 */
#ifndef OUT_PROTECT_PROTECT_H
#define OUT_PROTECT_PROTECT_H

#include "out/protect/noise.h"
#include "out/protect/tree.h"

/* True counts.  What is in it can be put in and drawn from, and nothing else. */
struct counts;

/* All zero; NULL when the arena is full. */
struct counts *counts_new(struct arena *a, size_t n_cells, size_t n_measures);
/* Adds; n may be negative, as when what was drawn before is taken away. */
void counts_add(struct counts *counts, size_t cell, size_t measure, int64_t n);
/*
 * ERR_INVALID with the cell and measure where a count is below zero or above n or above the measure
 * that it is within: such counts come from no ballots.  (The answer depends on true counts: it is for
 * whoever keeps them, and never part of a release.)
 */
enum err counts_check(const struct counts *counts, const struct plan *plan,
	const struct cell *cells, size_t *cell, size_t *measure);
void counts_wipe(struct counts *counts);

/*
 * Draws every count of every drawn cell that the plan draws in its layer, once.  `figures` holds
 * n_measures rows of n_cells; the caller has filled in those of fixed cells.  The counts are wiped as
 * they are drawn: a second draw of the same is not possible.  ERR_INVALID when the sizes do not fit.
 */
enum err protect_draw(const struct plan *plan, const struct cell *cells, size_t n_cells,
	struct counts *counts, const struct noise_source *noise, struct figure *figures);
/* What follows, without counts: fits every measure, in the plan's order (tree_fit).  ERR_LIMIT. */
enum err protect_fit(const struct plan *plan, const struct cell *cells, size_t n_cells,
	struct arena *a, struct figure *figures);

#endif
