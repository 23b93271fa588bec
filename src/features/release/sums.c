/* Which groups hold the same ballots as others together, and the sums that say so. */
#include "features/release/growing.h"

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

/* The sum of that kind for a group's period, place and county; -1 when there is none. */
int32_t
sum_of(const struct making *m, enum group_kind kind, const struct group *g)
{
	int64_t county = g->layer == OUR_COUNTY ? g->label : county_of(m, g->place);
	size_t i;

	for (i = 0; i < m->n_sums; i++) {
		const struct group *sum = &m->groups[i];

		if (sum->kind != kind || !is_within(g, sum))
			continue;
		if (kind == GROUP_NATION_SUM ||
			(kind == GROUP_COUNTY_SUM && sum->label == county) ||
			(kind == GROUP_PLACE_SUM && sum->place == g->place))
			return (int32_t)i;
	}
	return -1;
}

int32_t
parent_of_place(const struct making *m, const struct group *place)
{
	int32_t county = sum_of(m, GROUP_COUNTY_SUM, place);

	return county >= 0 ? county : sum_of(m, GROUP_NATION_SUM, place);
}

/* Whether the nation's or a county's figures of a period of associations can be their sum. */
static bool
adds_up(const struct making *m, enum our_layer layer, const struct group *association)
{
	const struct layer *wide = plan_layer_of(m, layer);
	const struct layer *own = plan_layer_of(m, OUR_ASSOCIATION);

	return wide && (wide->period == PERIOD_HALF || wide->period == own->period) &&
		are_level(m, layer_level(layer), LEVEL_ASSOCIATION, association->from,
			association->halves);
}

enum err
add_wide_sums(struct growing *gr, enum group_kind kind)
{
	enum our_layer layer = kind == GROUP_NATION_SUM ? OUR_NATION : OUR_COUNTY;
	size_t i;

	for (i = 0; i < gr->n_fresh; i++) {
		struct group sum = gr->fresh[i];
		int64_t county = kind == GROUP_COUNTY_SUM ? county_of(gr->m, sum.place) : 0;

		if (sum.layer != OUR_ASSOCIATION || !adds_up(gr->m, layer, &sum) ||
				(kind == GROUP_COUNTY_SUM && county == 0) ||
				sum_of(gr->m, kind, &sum) >= 0)
			continue;
		if (kind == GROUP_COUNTY_SUM) {
			sum.parent = sum_of(gr->m, GROUP_NATION_SUM, &sum);
			sum.part = OUR_ASSOCIATION;
		}
		sum.kind = kind;
		sum.label = county;
		sum.n = 0;
		TRY(add_group(gr->m, &sum));
	}
	return OK;
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
