/* Fitting all measures together: parts add up, and no measure is above one that contains it. */
#include <math.h>

#include "out/protect/protect.h"
#include "out/protect/tree_parts.h"

struct fitting {
	const struct plan *plan;
	struct tree tree;
	struct estimate *best;	/* of each measure, by cell: before whole numbers */
	struct figure *figures;
	struct figure *most;	/* by cell, of the measure that is being made whole */
};

static void
estimate_all(struct fitting *f)
{
	const size_t n = f->tree.n;
	size_t m, c;

	for (m = 0; m < f->plan->n_measures; m++) {
		f->tree.figures = f->figures + m * n;
		tree_estimate(&f->tree);
		for (c = 0; c < n; c++)
			f->best[m * n + c] = f->tree.nodes[c].best;
	}
}

/* The least of the outer measures, which are whole already. */
static void
find_most(struct fitting *f, size_t measure)
{
	const size_t n = f->tree.n;
	size_t m, c;

	for (c = 0; c < n; c++)
		f->most[c] = (struct figure){ 0 };
	for (m = 0; m < measure; m++)
		for (c = 0; c < n && f->plan->measures[measure].within >> m & 1; c++) {
			const struct figure *outer = &f->figures[m * n + c];

			if (outer->is_known &&
				(!f->most[c].is_known || outer->value < f->most[c].value))
				f->most[c] = *outer;
		}
}

static double
weight_of(struct estimate e)
{
	return 1 / fmax(e.variance, 1e-6);
}

/*
 * Whether a part may lift a measure: one of another topic, whose noise is at most twice as great.  What is
 * known much worse would only add its noise, and the greatest of many such is too great on average; of the
 * measures of one topic the outer one stands.  Read from the plan and public numbers alone.
 */
static bool
may_lift(const struct fitting *f, size_t part, size_t measure, size_t cell)
{
	const struct measure *measures = f->plan->measures;
	const size_t n = f->tree.n;

	return (measures[part].within >> measure & 1) &&
		!str_eq(measures[part].topic, measures[measure].topic) &&
		f->best[part * n + cell].variance <= 2 * f->best[measure * n + cell].variance;
}

/*
 * A measure below its parts is lifted to the weighted mean of itself and the parts above that mean: with
 * the bounds that the parts get afterwards, the weighted least squares under "at least each part".
 * A part counts for no more than the ballots of the cell: what cannot be is no evidence.  The mean rises
 * as parts fall below it and drop out.
 */
static double
lifted(const struct fitting *f, size_t measure, size_t cell)
{
	const size_t n = f->tree.n;
	const struct estimate own = f->best[measure * n + cell];
	double mean = own.mean, before;

	do {
		double weight = weight_of(own), sum = own.mean * weight;
		size_t m;

		before = mean;
		for (m = measure + 1; m < f->plan->n_measures; m++) {
			struct estimate part = f->best[m * n + cell];
			double x = fmin(part.mean, (double)f->tree.cells[cell].n);

			if (!may_lift(f, m, measure, cell) || x <= before)
				continue;
			sum += x * weight_of(part);
			weight += weight_of(part);
		}
		mean = sum / weight;
	} while (mean > before);
	return before;
}

static enum err
make_whole(struct fitting *f, size_t measure)
{
	const size_t n = f->tree.n;
	size_t c;

	for (c = 0; c < n; c++) {
		struct estimate *best = &f->tree.nodes[c].best;

		*best = f->best[measure * n + c];
		if (!isinf(best->variance))
			best->mean = lifted(f, measure, c);
	}
	find_most(f, measure);
	f->tree.figures = f->figures + measure * n;
	f->tree.within = f->most;
	return tree_make_whole(&f->tree);
}

enum err
protect_fit(const struct plan *plan, const struct cell *cells, size_t n_cells, struct arena *a,
	struct figure *figures)
{
	struct fitting f = { .plan = plan, .figures = figures, .tree = { .arena = a } };
	size_t m;

	TRY(tree_grow(cells, n_cells, a, &f.tree));
	f.best = ARENA_ARRAY(a, struct estimate, n_cells * plan->n_measures + 1);
	f.most = ARENA_ARRAY(a, struct figure, n_cells + 1);
	if (!f.best || !f.most)
		return ERR_LIMIT;
	estimate_all(&f);
	for (m = 0; m < plan->n_measures; m++)
		TRY(make_whole(&f, m));
	return OK;
}
