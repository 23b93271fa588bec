/* The groups of a release, and which of them hold the same ballots. */
#include <stdlib.h>

#include "features/release/draw.sql.h"
#include "features/release/growing.h"
#include "features/release/release.sql.h"

const struct layer *
plan_layer_of(const struct making *m, enum our_layer layer)
{
	int at = m->reading.layers[layer];

	return at < 0 ? NULL : &m->order->plan->layers[at];
}

static bool
is_same_group(const struct group *a, const struct group *b)
{
	return a->layer == b->layer && a->place == b->place && a->label == b->label &&
		a->from == b->from;
}

/* The group that a box falls into in a layer, without its number of ballots. */
static struct group
group_of(const struct making *m, enum our_layer layer, const struct undrawn_box *box)
{
	const struct layer *l = plan_layer_of(m, layer);
	bool has_label = layer == OUR_SEX || layer == OUR_AGE ||
		(layer == OUR_INTERVENTION && box->cut == CUT_INTERVENTION);
	int64_t label = has_label ? box->label : 0;

	if (layer == OUR_COUNTY)
		label = county_of(m, box->association.v);
	return (struct group){ .kind = GROUP_NEW, .layer = layer,
		.place = layer == OUR_NATION || layer == OUR_COUNTY ? m->nation.v
								    : box->association.v,
		.label = label,
		.from = plan_period_first(l->period, (int32_t)box->half_year),
		.halves = plan_period_halves(l->period), .parent = -1 };
}

static bool
draws(const struct making *m, enum our_layer layer, const struct undrawn_box *box)
{
	return plan_layer_of(m, layer) && layer_level(layer) == box->level &&
		layer_draws_box(layer, box->cut) &&
		(layer != OUR_COUNTY || county_of(m, box->association.v) > 0);
}

static int
int_cmp(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

/* By layer, place, label and period: new groups of one release never have all four alike. */
static int
group_cmp(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	int order = int_cmp(x->layer, y->layer);

	if (order == 0)
		order = int_cmp(x->place, y->place);
	if (order == 0)
		order = int_cmp(x->label, y->label);
	return order ? order : int_cmp(x->from, y->from);
}

static int
number_cmp(const void *a, const void *b, void *groups)
{
	const struct group *g = groups;

	return group_cmp(&g[*(const int32_t *)a], &g[*(const int32_t *)b]);
}

/* Sorts the numbers of the new groups, so that they are found without looking at all. */
static enum err
index_new(struct making *m)
{
	size_t i;

	m->n_new = 0;
	m->new_groups = ARENA_ARRAY(m->arena, int32_t, m->n_groups + 1);
	if (!m->new_groups)
		return ERR_LIMIT;
	for (i = 0; i < m->n_groups; i++)
		if (m->groups[i].kind == GROUP_NEW)
			m->new_groups[m->n_new++] = (int32_t)i;
	qsort_r(m->new_groups, m->n_new, sizeof(int32_t), number_cmp, m->groups);
	return OK;
}

static int32_t
find_new(const struct making *m, const struct group *wanted)
{
	size_t from = 0, to = m->n_new;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int order = group_cmp(&m->groups[m->new_groups[middle]], wanted);

		if (order == 0)
			return m->new_groups[middle];
		if (order < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return -1;
}

int32_t
group_of_box(const struct making *m, enum our_layer layer, const struct undrawn_box *box)
{
	struct group wanted;

	if (!draws(m, layer, box))
		return -1;
	wanted = group_of(m, layer, box);
	return find_new(m, &wanted);
}

static enum err
add_to(struct arena *a, struct group **groups, size_t *n, size_t *size, const struct group *g)
{
	if (*n == *size) {
		size_t more = *size ? *size * 2 : 256;
		struct group *wider = ARENA_ARRAY(a, struct group, more);

		if (!wider)
			return ERR_LIMIT;
		if (*n > 0)
			memcpy(wider, *groups, *n * sizeof(*wider));
		*groups = wider;
		*size = more;
	}
	(*groups)[(*n)++] = *g;
	return OK;
}

enum err
add_group(struct making *m, const struct group *g)
{
	TRY(add_to(m->arena, &m->groups, &m->n_groups, &m->groups_size, g));
	if (g->kind < GROUP_SHOWN)
		sums_note(m, (int32_t)m->n_groups - 1);
	return OK;
}

static enum err
add_box(void *context, const struct undrawn_box *box)
{
	struct growing *gr = context;
	int layer;

	for (layer = 0; layer < OUR_LAYERS; layer++) {
		struct group g;

		if (!draws(gr->m, (enum our_layer)layer, box))
			continue;
		g = group_of(gr->m, (enum our_layer)layer, box);
		g.n = box->n;
		TRY(add_to(gr->m->arena, &gr->fresh, &gr->n_fresh, &gr->fresh_size, &g));
	}
	return OK;
}

/* Boxes of one group become it. */
static void
merge_fresh(struct growing *gr)
{
	size_t i, n = 0;

	if (gr->n_fresh == 0)
		return;
	qsort(gr->fresh, gr->n_fresh, sizeof(*gr->fresh), group_cmp);
	for (i = 1; i < gr->n_fresh; i++) {
		if (is_same_group(&gr->fresh[n], &gr->fresh[i]))
			gr->fresh[n].n += gr->fresh[i].n;
		else
			gr->fresh[++n] = gr->fresh[i];
	}
	gr->n_fresh = n + 1;
}

/* ---- what earlier releases have shown of the same periods ---- */

static enum err
read_earlier(struct growing *gr, enum our_layer layer, int32_t from)
{
	struct sql_release_earlier_groups *rows;
	size_t *n = &gr->n_earlier[layer], i;
	struct group *groups;

	TRY(sql_release_earlier_groups(gr->m->db, gr->m->arena,
		str_of(our_layer_names[layer]), from, &rows, n));
	groups = ARENA_ARRAY(gr->m->arena, struct group, *n + 1);
	if (!groups)
		return ERR_LIMIT;
	for (i = 0; i < *n; i++)
		groups[i] = (struct group){ .kind = GROUP_SHOWN, .layer = layer,
			.place = rows[i].place_id.v, .label = rows[i].label,
			.n = rows[i].n, .from = (int32_t)rows[i].from_half,
			.halves = (int32_t)rows[i].n_halves, .release = rows[i].release_id.v,
			.parent = -1 };
	qsort(groups, *n, sizeof(*groups), group_cmp);
	gr->earlier[layer] = groups;
	return OK;
}

/* The half-years in which there is something new. */
static void
new_halves(const struct growing *gr, int32_t *first, int32_t *last)
{
	size_t i;

	*first = INT32_MAX;
	*last = 0;
	for (i = 0; i < gr->n_fresh; i++) {
		const struct group *g = &gr->fresh[i];

		if (g->from < *first)
			*first = g->from;
		if (g->from + g->halves - 1 > *last)
			*last = g->from + g->halves - 1;
	}
}

/* The sums of places: of those with something new, and of every other part of a nation's sum. */
static enum err
add_place_sums(struct growing *gr, const struct group *earlier, size_t n)
{
	size_t i;

	for (i = 0; i < gr->n_fresh; i++)
		TRY(add_place_sum(gr->m, &gr->fresh[i]));
	for (i = 0; i < n; i++)
		if (parent_of_place(gr->m, &earlier[i]) >= 0)
			TRY(add_place_sum(gr->m, &earlier[i]));
	return OK;
}

/* Where a cell hangs: under the sum that it is a part of, if it can be. */
static int32_t
parent_of(const struct growing *gr, const struct group *cell)
{
	const struct making *m = gr->m;
	int32_t sum;

	if (cell->layer == OUR_NATION || cell->layer == OUR_COUNTY)
		return parent_of_wide(m, cell);
	sum = sum_of(m, GROUP_PLACE_SUM, cell);
	if (cell->layer == OUR_ASSOCIATION || sum < 0)
		return sum;
	if (!has_same_period(m, OUR_INTERVENTION, OUR_ASSOCIATION) ||
			!are_level(m, LEVEL_INTERVENTION, LEVEL_ASSOCIATION, cell->from,
				cell->halves) ||
			!is_all_counted(gr, cell,
				1u << CUT_INTERVENTION | 1u << CUT_OTHER | 1u << CUT_SEX))
		return -1;
	return sum;
}

static enum err
add_cells(struct growing *gr, const struct group *cells, size_t n, enum our_layer layer)
{
	size_t i;

	for (i = 0; i < n; i++) {
		struct group cell = cells[i];

		if (cell.layer != layer)
			continue;
		cell.parent = parent_of(gr, &cell);
		cell.part = (int32_t)layer;
		/* what was shown is only of use where it is part of a sum */
		if (cell.kind == GROUP_NEW || cell.parent >= 0)
			TRY(add_group(gr->m, &cell));
	}
	return OK;
}

/* ---- sexes and age bands under their association ---- */

/* `earlier` is sorted by group_cmp. */
static bool
was_shown_before(const struct group *earlier, size_t n, const struct group *cell)
{
	return bsearch(cell, earlier, n, sizeof(*cell), group_cmp) != NULL;
}

/*
 * The sexes are what the association's own total is made of, so they always add up.  Slips for age
 * bands wait for themselves: the bands add up to the association only when nothing waits and nothing
 * of the period was drawn before.
 */
static enum err
add_parts(struct growing *gr, const struct group *earlier, size_t n_earlier)
{
	struct making *m = gr->m;
	size_t i;

	TRY(index_new(m));
	for (i = 0; i < gr->n_fresh; i++) {
		struct group part = gr->fresh[i], whole = part;

		if (part.layer != OUR_SEX && part.layer != OUR_AGE)
			continue;
		whole.layer = OUR_ASSOCIATION;
		whole.label = 0;
		part.parent = find_new(m, &whole);
		part.part = (int32_t)part.layer;
		if (part.layer == OUR_AGE && (was_shown_before(earlier, n_earlier, &whole) ||
				m->blocked[LEVEL_ASSOCIATION] >= part.from ||
				!is_all_counted(gr, &part, 1u << CUT_SEX | 1u << CUT_AGE)))
			part.parent = -1;
		TRY(add_group(m, &part));
	}
	return OK;
}

/* ---- numbers of ballots ---- */

/*
 * A sum has the ballots of its associations.  Another partition with another number holds other
 * ballots, whatever was found above, and is let go.
 */
static enum err
settle_numbers(struct making *m)
{
	int64_t *parts = ARENA_ARRAY(m->arena, int64_t, (m->n_groups + 1) * OUR_LAYERS);
	size_t i;

	if (!parts)
		return ERR_LIMIT;
	/* children stand after their parents */
	for (i = m->n_groups; i-- > 0;) {
		struct group *g = &m->groups[i];

		if (!is_cell(g))
			g->n = parts[i * OUR_LAYERS + OUR_ASSOCIATION];
		if (g->parent >= 0)
			parts[g->parent * OUR_LAYERS + g->part] += g->n;
	}
	for (i = 0; i < m->n_groups; i++) {
		struct group *g = &m->groups[i];

		if (g->parent >= 0 && parts[g->parent * OUR_LAYERS + g->part] !=
				m->groups[g->parent].n)
			g->parent = -1;
	}
	return OK;
}

enum err
groups_make(struct making *m)
{
	struct growing gr = { .m = m };
	static const enum our_layer layers[] = { OUR_ASSOCIATION, OUR_NATION, OUR_COUNTY,
		OUR_INTERVENTION };
	enum { N = sizeof(layers) / sizeof(layers[0]) };
	const struct group *associations;
	size_t n_associations;
	int32_t first, last;
	int i;

	TRY(undrawn_boxes(m, add_box, &gr));
	merge_fresh(&gr);
	new_halves(&gr, &first, &last);
	TRY(sums_begin(m, first, last));
	TRY(sql_release_waiting(m->db, m->arena, &gr.waiting, &gr.n_waiting));
	for (i = 0; i < N; i++)
		TRY(read_earlier(&gr, layers[i], first));
	associations = gr.earlier[OUR_ASSOCIATION];
	n_associations = gr.n_earlier[OUR_ASSOCIATION];
	TRY(add_wide_sums(&gr, GROUP_NATION_SUM));
	TRY(add_wide_sums(&gr, GROUP_COUNTY_SUM));
	TRY(add_place_sums(&gr, associations, n_associations));
	for (i = 0; i < N; i++) {
		TRY(add_cells(&gr, gr.earlier[layers[i]], gr.n_earlier[layers[i]], layers[i]));
		TRY(add_cells(&gr, gr.fresh, gr.n_fresh, layers[i]));
	}
	TRY(add_parts(&gr, associations, n_associations));
	TRY(settle_numbers(m));
	return index_new(m);
}
