/* Which groups hold the same ballots as others together, and the sums that say so. */
#include <stdlib.h>

#include "features/release/growing.h"

/* For each kind, half-year and place (or county) the number of its sum; -1 = none. */
struct sum_index {
	int32_t from;
	size_t halves, places;
	int32_t *at[GROUP_SHOWN];
};

/* ---- associations by their id ---- */

static int
id_cmp(const void *a, const void *b, void *rows)
{
	const struct org_row *orgs = rows;
	int64_t x = orgs[*(const int32_t *)a].id.v, y = orgs[*(const int32_t *)b].id.v;

	return x < y ? -1 : x > y;
}

enum err
associations_sort(struct making *m)
{
	size_t i;

	m->by_id = ARENA_ARRAY(m->arena, int32_t, m->n_associations + 1);
	if (!m->by_id)
		return ERR_LIMIT;
	for (i = 0; i < m->n_associations; i++)
		m->by_id[i] = (int32_t)i;
	qsort_r(m->by_id, m->n_associations, sizeof(int32_t), id_cmp, m->associations);
	return OK;
}

size_t
association_of(const struct making *m, int64_t id)
{
	size_t from = 0, to = m->n_associations;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int64_t found = m->associations[m->by_id[middle]].id.v;

		if (found == id)
			return (size_t)m->by_id[middle];
		if (found < id)
			from = middle + 1;
		else
			to = middle;
	}
	return m->n_associations;
}

int64_t
county_of(const struct making *m, int64_t association)
{
	size_t at = association_of(m, association);

	return at < m->n_associations ? m->associations[at].county : 0;
}

bool
has_same_period(const struct making *m, enum our_layer a, enum our_layer b)
{
	const struct layer *la = plan_layer_of(m, a), *lb = plan_layer_of(m, b);

	return la && lb && la->period == lb->period;
}

/* Two levels hold the same ballots only if both have drawn all that there is, now. */
bool
are_level(const struct making *m, enum release_level a, enum release_level b, int32_t from,
	int32_t halves)
{
	int32_t last = from + halves - 1;

	return m->through[a] >= last && m->through[b] >= last && m->blocked[a] < from &&
		m->blocked[b] < from;
}

/* No slip of the association waits in a box of these cuts (bits). */
bool
is_all_counted(const struct growing *gr, const struct group *g, unsigned cuts)
{
	size_t i;

	for (i = 0; i < gr->n_waiting; i++) {
		const waiting_row *w = &gr->waiting[i];

		if (w->association_id.v == g->place && w->half_year >= g->from &&
				w->half_year < g->from + g->halves && (cuts >> w->cut & 1))
			return false;
	}
	return true;
}

/* A period of one contains the period of the other. */
static bool
is_within(const struct group *inner, const struct group *outer)
{
	return inner->from >= outer->from &&
		inner->from + inner->halves <= outer->from + outer->halves;
}

bool
is_cell(const struct group *g)
{
	return g->kind == GROUP_NEW || g->kind == GROUP_SHOWN;
}

enum err
sums_begin(struct making *m, int32_t from, int32_t to)
{
	size_t places = m->n_associations > COUNTY_LAST ? m->n_associations : COUNTY_LAST;
	size_t n, i;
	int kind;

	m->sums = ARENA_NEW(m->arena, struct sum_index);
	if (!m->sums)
		return ERR_LIMIT;
	*m->sums = (struct sum_index){ .from = from, .places = places + 1,
		.halves = to < from ? 0 : (size_t)(to - from) + 1 };
	n = m->sums->halves * m->sums->places;
	for (kind = 0; kind < GROUP_SHOWN; kind++) {
		m->sums->at[kind] = ARENA_ARRAY(m->arena, int32_t, n + 1);
		if (!m->sums->at[kind])
			return ERR_LIMIT;
		for (i = 0; i < n; i++)
			m->sums->at[kind][i] = -1;
	}
	return OK;
}

/* Where the sum of that kind stands for a half-year of a group; NULL outside of the index. */
static int32_t *
sum_place(const struct making *m, enum group_kind kind, const struct group *g, int32_t half)
{
	const struct sum_index *x = m->sums;
	bool is_county = g->kind == GROUP_COUNTY_SUM || g->layer == OUR_COUNTY;
	size_t place = 0;

	if (half < x->from || half >= x->from + (int32_t)x->halves)
		return NULL;
	if (kind == GROUP_COUNTY_SUM)
		place = (size_t)(is_county ? g->label : county_of(m, g->place));
	else if (kind == GROUP_PLACE_SUM)
		place = association_of(m, g->place);
	return &x->at[kind][(size_t)(half - x->from) * x->places + place];
}

void
sums_note(struct making *m, int32_t number)
{
	const struct group *sum = &m->groups[number];
	int32_t half;

	for (half = sum->from; half < sum->from + sum->halves; half++) {
		int32_t *at = sum_place(m, sum->kind, sum, half);

		if (at && *at < 0)
			*at = number;
	}
}

/* The sum of that kind for a group's period, place and county; -1 when there is none. */
int32_t
sum_of(const struct making *m, enum group_kind kind, const struct group *g)
{
	const int32_t *at = sum_place(m, kind, g, g->from);

	return at && *at >= 0 && is_within(g, &m->groups[*at]) ? *at : -1;
}

int32_t
parent_of_place(const struct making *m, const struct group *place)
{
	int32_t county = sum_of(m, GROUP_COUNTY_SUM, place);

	return county >= 0 ? county : sum_of(m, GROUP_NATION_SUM, place);
}

/* How many ballots of the sum's period and place one release has shown at a layer. */
static int64_t
shown_by(const struct growing *gr, enum our_layer layer, const struct group *sum,
	int64_t release)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < gr->n_earlier[layer]; i++) {
		const struct group *g = &gr->earlier[layer][i];
		bool is_here = sum->kind == GROUP_NATION_SUM || sum->label ==
			(layer == OUR_COUNTY ? g->label : county_of(gr->m, g->place));

		if (g->release == release && is_within(g, sum) && is_here)
			n += g->n;
	}
	return n;
}

/*
 * What a release has shown of the nation or a county alone, before its associations, stands with its
 * own noise, which is large.  Associations that had to add up to it would take that noise for a count:
 * they are let be, and so is what the nation draws next.  Their sum is the year then (wide.c).
 */
static bool
was_shown_alone(const struct growing *gr, enum our_layer layer, const struct group *sum)
{
	size_t i;

	for (i = 0; i < gr->n_earlier[layer]; i++) {
		const struct group *g = &gr->earlier[layer][i];

		if (is_within(g, sum) && shown_by(gr, layer, sum, g->release) !=
				shown_by(gr, OUR_ASSOCIATION, sum, g->release))
			return true;
	}
	return false;
}

/* Whether the nation's or a county's figures of a period of associations can be their sum. */
static bool
adds_up(const struct growing *gr, enum our_layer layer, const struct group *sum)
{
	const struct layer *wide = plan_layer_of(gr->m, layer);
	const struct layer *own = plan_layer_of(gr->m, OUR_ASSOCIATION);

	return wide && (wide->period == PERIOD_HALF || wide->period == own->period) &&
		are_level(gr->m, layer_level(layer), LEVEL_ASSOCIATION, sum->from,
			sum->halves);
}

enum err
add_wide_sums(struct growing *gr, enum group_kind kind)
{
	enum our_layer layer = kind == GROUP_NATION_SUM ? OUR_NATION : OUR_COUNTY;
	size_t i;

	for (i = 0; i < gr->n_fresh; i++) {
		struct group sum = gr->fresh[i];
		int64_t county = kind == GROUP_COUNTY_SUM ? county_of(gr->m, sum.place) : 0;

		if (sum.layer != OUR_ASSOCIATION || sum_of(gr->m, kind, &sum) >= 0 ||
				(kind == GROUP_COUNTY_SUM && county == 0))
			continue;
		if (kind == GROUP_COUNTY_SUM) {
			sum.parent = sum_of(gr->m, GROUP_NATION_SUM, &sum);
			sum.part = OUR_ASSOCIATION;
		}
		sum.kind = kind;
		sum.label = county;
		sum.n = 0;
		sum.is_apart = was_shown_alone(gr, layer, &sum);
		if (adds_up(gr, layer, &sum))
			TRY(add_group(gr->m, &sum));
	}
	return OK;
}

int32_t
parent_of_wide(const struct making *m, const struct group *cell)
{
	int32_t sum = sum_of(m, cell->layer == OUR_NATION ? GROUP_NATION_SUM : GROUP_COUNTY_SUM,
		cell);

	return sum >= 0 && !m->groups[sum].is_apart ? sum : -1;
}

enum err
add_place_sum(struct making *m, const struct group *cell)
{
	struct group sum = *cell;

	if (cell->layer != OUR_ASSOCIATION || sum_of(m, GROUP_PLACE_SUM, cell) >= 0)
		return OK;
	sum.kind = GROUP_PLACE_SUM;
	sum.n = 0;
	sum.parent = parent_of_place(m, cell);
	sum.part = OUR_ASSOCIATION;
	return add_group(m, &sum);
}
