/* Drawing: the one place where a true count meets its noise. */
#include "out/protect/protect.h"

struct counts {
	size_t n_cells, n_measures;
	int64_t n[];	/* by measure, then cell */
};

struct counts *
counts_new(struct arena *a, size_t n_cells, size_t n_measures)
{
	size_t n;
	struct counts *counts;

	if (__builtin_mul_overflow(n_cells, n_measures, &n) || n > SIZE_MAX / 16)
		return NULL;
	counts = arena_alloc(a, sizeof(*counts) + n * sizeof(counts->n[0]));
	if (!counts)
		return NULL;
	counts->n_cells = n_cells;
	counts->n_measures = n_measures;
	return counts;
}

static int64_t *
place(struct counts *counts, size_t cell, size_t measure)
{
	assert_always(cell < counts->n_cells && measure < counts->n_measures);
	return &counts->n[measure * counts->n_cells + cell];
}

void
counts_add(struct counts *counts, size_t cell, size_t measure, int64_t n)
{
	*place(counts, cell, measure) += n;
}

void
counts_wipe(struct counts *counts)
{
	explicit_bzero(counts->n, counts->n_cells * counts->n_measures * sizeof(counts->n[0]));
}

static bool
is_drawn(const struct plan *plan, const struct cell *cell, size_t measure)
{
	return cell->kind == CELL_DRAWN &&
		!fraction_is_zero(plan->layers[cell->layer].epsilon[measure]);
}

/* What a true count cannot be above. */
static int64_t
most_of(const struct counts *counts, const struct plan *plan, const struct cell *cells,
	size_t measure, size_t cell)
{
	int64_t most = cells[cell].n;
	size_t m;

	for (m = 0; m < measure; m++) {
		int64_t outer = counts->n[m * counts->n_cells + cell];

		if ((plan->measures[measure].within >> m & 1) && outer < most)
			most = outer;
	}
	return most;
}

enum err
counts_check(const struct counts *counts, const struct plan *plan, const struct cell *cells,
	size_t *cell, size_t *measure)
{
	size_t m, c;

	for (m = 0; m < counts->n_measures; m++)
		for (c = 0; c < counts->n_cells; c++) {
			const int64_t *row = &counts->n[m * counts->n_cells];

			if (!is_drawn(plan, &cells[c], m) || (row[c] >= 0 &&
					row[c] <= most_of(counts, plan, cells, m, c)))
				continue;
			*cell = c;
			*measure = m;
			return ERR_INVALID;
		}
	return OK;
}

/* Every count is overwritten by zero in the step that adds the noise. */
static void
draw_measure(const struct plan *plan, const struct cell *cells, size_t measure,
	struct counts *counts, const struct noise_source *noise, struct figure *row)
{
	size_t c;

	for (c = 0; c < counts->n_cells; c++) {
		int64_t *count = place(counts, c, measure);
		struct fraction epsilon;

		if (cells[c].kind == CELL_FIXED)
			continue;
		row[c] = (struct figure){ 0 };
		if (!is_drawn(plan, &cells[c], measure)) {
			*count = 0;
			continue;
		}
		epsilon = plan->layers[cells[c].layer].epsilon[measure];
		row[c].value = *count + noise_draw(noise, epsilon);
		row[c].variance = noise_variance(epsilon);
		row[c].is_known = true;
		*count = 0;
	}
}

enum err
protect_draw(const struct plan *plan, const struct cell *cells, size_t n_cells,
	struct counts *counts, const struct noise_source *noise, struct figure *figures)
{
	size_t m;

	if (counts->n_cells != n_cells || counts->n_measures != plan->n_measures)
		return ERR_INVALID;
	for (m = 0; m < plan->n_measures; m++)
		draw_measure(plan, cells, m, counts, noise, figures + m * n_cells);
	counts_wipe(counts);
	return OK;
}
