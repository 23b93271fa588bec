/* The year of the nation and of counties: a sum that the fit knows better than its halves. */
#include "features/release/internal.h"
#include "features/release/release.sql.h"

/* All ballots of the nation or of a county in a period of their associations. */
struct wide_sum {
	const struct making *m;
	const struct figure *figures;
	const struct layer *layer;	/* that its halves are drawn in */
	const char *name;
	size_t group;
	size_t *parts, n_parts;		/* what its associations draw now */
	int64_t n;
};

const char *
wide_year_layer(struct str layer)
{
	if (str_eq(layer, str_of(our_layer_names[OUR_NATION])))
		return "nation.year";
	return str_eq(layer, str_of(our_layer_names[OUR_COUNTY])) ? "county.year" : NULL;
}

static bool
is_part(const struct wide_sum *s, size_t cell)
{
	const struct group *groups = s->m->groups;
	int32_t above = groups[cell].parent;

	if (groups[cell].kind != GROUP_NEW || groups[cell].layer != OUR_ASSOCIATION)
		return false;
	while (above >= 0 && above != (int32_t)s->group)
		above = groups[above].parent;
	return above >= 0;
}

static enum err
find_parts(struct wide_sum *s)
{
	size_t i;

	s->parts = ARENA_ARRAY(s->m->arena, size_t, s->m->n_groups);
	if (!s->parts)
		return ERR_LIMIT;
	for (i = 0; i < s->m->n_groups; i++)
		if (is_part(s, i)) {
			s->parts[s->n_parts++] = i;
			s->n += s->m->groups[i].n;
		}
	return OK;
}

/* Fitted, they add up; what earlier releases have shown of the year stands in those. */
static bool
add_up(const struct wide_sum *s, size_t measure, int64_t *value)
{
	const struct figure *row = s->figures + measure * s->m->n_groups;
	bool is_known = row[s->group].is_known;
	size_t i;

	*value = 0;
	for (i = 0; i < s->n_parts && is_known; i++) {
		is_known = row[s->parts[i]].is_known;
		*value += row[s->parts[i]].value;
	}
	return is_known;
}

static enum err
store(const struct wide_sum *s, struct tx *tx, release_id release)
{
	const struct group *g = &s->m->groups[s->group];
	const struct plan *plan = s->m->order->plan;
	int64_t value;
	size_t k;

	TRY(sql_release_add_group(tx, &(struct sql_release_add_group_in){
		.release_id = release, .layer = str_of(s->name), .place_id = s->m->nation,
		.label = g->label, .from_half = g->from, .n_halves = g->halves, .n = s->n }));
	for (k = 0; k < plan->n_measures; k++)
		if (!fraction_is_zero(s->layer->epsilon[k]) && add_up(s, k, &value))
			TRY(sql_release_add_figure(tx, &(struct sql_release_add_figure_in){
				.release_id = release, .layer = str_of(s->name),
				.place_id = s->m->nation, .label = g->label,
				.from_half = g->from,
				.measure = measure_name(s->m->arena, &plan->measures[k]),
				.value = value,
				.spread = spread_of(s->figures[k * s->m->n_groups +
						s->group].variance) }));
	return OK;
}

/* Where the halves are as long as the sum, the fit has made them one and the same. */
enum err
wide_years_store(const struct making *m, struct tx *tx, release_id release,
	const struct figure *figures)
{
	size_t i;

	for (i = 0; i < m->n_groups; i++) {
		bool is_nation = m->groups[i].kind == GROUP_NATION_SUM;
		enum our_layer layer = is_nation ? OUR_NATION : OUR_COUNTY;
		struct wide_sum s = { .m = m, .figures = figures, .group = i,
			.layer = plan_layer_of(m, layer),
			.name = wide_year_layer(str_of(our_layer_names[layer])) };

		if ((!is_nation && m->groups[i].kind != GROUP_COUNTY_SUM) ||
				plan_period_halves(s.layer->period) == m->groups[i].halves)
			continue;
		TRY(find_parts(&s));
		TRY(store(&s, tx, release));
	}
	return OK;
}
