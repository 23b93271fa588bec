/* What is published of the nation, its counties, programmes and associations in a year. */
#include "features/report/nation.h"

#include "core/places/places.h"
#include "features/report/making.h"

size_t
nation_associations(const struct nation *nation)
{
	return nation->n_wide + nation->n_programmes;
}

static void
add_year(struct nation *nation, int64_t year)
{
	size_t i, at = 0;

	while (at < nation->n_years && nation->years[at] > year)
		at++;
	if (at < nation->n_years && nation->years[at] == year)
		return;
	if (nation->n_years == sizeof(nation->years) / sizeof(nation->years[0]))
		return;
	for (i = nation->n_years++; i > at; i--)
		nation->years[i] = nation->years[i - 1];
	nation->years[at] = year;
}

static enum err
read_years(const struct report_order *o, struct nation *nation)
{
	struct release_period *periods;
	size_t i, k, n;

	for (i = nation_associations(nation); i < nation->n; i++) {
		TRY(release_periods(o->db, o->arena, "association", nation->places[i].org,
			&periods, &n));
		for (k = 0; k < n; k++)
			add_year(nation, periods[k].from_half / 2);
	}
	for (i = 0; i < nation->n_years; i++)
		if (nation->years[i] == (o->year ? o->year : nation->years[0]))
			nation->year = nation->years[i];
	return o->year && !nation->year ? ERR_NOT_FOUND : OK;
}

/* Of a cut that has figures of every half-year; an empty place->table otherwise. */
static enum err
read_cut(
	const struct report_order *o, const struct release_cut *cut, struct nation_place *place)
{
	enum err e = release_table(o->db, o->arena, cut, &place->table);

	if (e == ERR_NOT_FOUND) {
		place->table = NULL;
		return OK;
	}
	TRY(e);
	return release_about(o->db, o->arena, cut, &place->about);
}

/* Its year may begin in January or in July. */
static enum err
read_association(const struct report_order *o, const struct plan *plan, int64_t year,
	struct nation_place *place)
{
	struct release_cut cut = { "association", place->org, (int32_t)year * 2, 2, plan };

	TRY(read_cut(o, &cut, place));
	if (!place->table) {
		cut.from_half++;
		TRY(read_cut(o, &cut, place));
	}
	if (place->table)
		place->from_half = cut.from_half;
	return OK;
}

static bool
has_group(const struct safe_table *table, int64_t label, size_t *group)
{
	size_t i;

	for (i = 0; table && i < safe_table_groups(table); i++)
		if (safe_table_label(table, i) == label) {
			*group = i;
			return true;
		}
	return false;
}

/*
 * What releases know of the year of the nation and its counties, which its export has as well: nothing
 * is drawn for them, and nothing new is told of anybody (doc/decisions/0034).
 */
static enum err
read_wide(const struct report_order *o, const struct plan *plan, struct nation *nation)
{
	struct release_cut cut = { "nation", nation->places[0].org,
		(int32_t)nation->year * 2, 2, plan };
	struct nation_place counties = { .table = NULL };
	size_t i;

	TRY(read_cut(o, &cut, &nation->places[0]));
	nation->places[0].from_half = cut.from_half;
	if (!has_group(nation->places[0].table, 0, &nation->places[0].group))
		nation->places[0].table = NULL;
	cut.layer = "county";
	TRY(read_cut(o, &cut, &counties));
	for (i = 1; i < nation->n_wide; i++) {
		struct nation_place *place = &nation->places[i];
		int64_t county;

		TRY(str_to_int(place->code, &county));
		if (!has_group(counties.table, county, &place->group))
			continue;
		place->table = counties.table;
		place->about = counties.about;
		place->from_half = cut.from_half;
	}
	return OK;
}

static enum err
read_coverage(const struct report_order *o, struct nation *nation)
{
	struct coverage c = { .n_tables = 0 };
	struct period period;
	size_t t, i, k;

	TRY(period_parse(o->arena, arena_printf(o->arena, "%04lld", (long long)nation->year),
		&period));
	TRY(coverage_read(o->db, o->scope, o->arena, &period, o->today, &c));
	for (i = nation_associations(nation); i < nation->n; i++) {
		nation->places[i].coverage.is_few = true;
		for (t = 0; t < c.n_tables; t++)
			for (k = 0; k < c.tables[t].n; k++)
				if (strcmp(c.tables[t].code, "association") == 0 &&
					c.tables[t].rows[k].key == nation->places[i].org.v)
					nation->places[i].coverage = c.tables[t].rows[k].cell;
	}
	return OK;
}

/* Those of the programmes that had interventions in the year, by name. */
static enum err
read_programmes(const struct report_order *o, const struct plan *plan, struct nation *nation)
{
	struct programme_sums all;
	size_t i, k;

	TRY(release_programmes(o->db, o->arena, plan, nation->year, &all));
	for (i = nation->n_wide; i < nation_associations(nation); i++) {
		struct nation_place *place = &nation->places[i];

		for (k = 0; k < all.n && all.sums[k].programme.v != place->programme.v; k++)
			;
		if (k == all.n)
			continue;
		place->n_published = all.sums[k].n_published;
		place->n_interventions = all.sums[k].n_interventions;
		place->group = all.sums[k].group;
		place->about = all.sums[k].about;
		place->from_half = all.sums[k].from_half;
		if (place->n_published > 0)
			place->table = all.table;
	}
	return OK;
}

/* The nation itself, the counties in the order of the alphabet, programmes and associations by name. */
static enum err
list_places(const struct report_order *o, struct nation *nation)
{
	struct programme_row *programmes;
	struct org_row *orgs, whole;
	struct places places;
	size_t n, i, at = 0;

	TRY(org_by_id(o->db, o->arena, scope_org(o->scope), &whole));
	TRY(places_read(o->arena, &places));
	TRY(programme_list(o->db, o->arena, &programmes, &nation->n_programmes));
	TRY(org_list(o->db, o->arena, ORG_ASSOCIATION, &orgs, &n));
	nation->n_wide = 1 + places.n_counties;
	nation->n = nation_associations(nation) + n;
	nation->places = ARENA_ARRAY(o->arena, struct nation_place, nation->n);
	if (!nation->places)
		return ERR_LIMIT;
	nation->places[at++] = (struct nation_place){ .level = NATION_WHOLE,
		.code = whole.code, .name = whole.name, .org = whole.id };
	for (i = 0; i < places.n_counties; i++)
		nation->places[at++] = (struct nation_place){ .level = NATION_COUNTY,
			.code = places.counties[i].digits, .name = places.counties[i].name };
	for (i = 0; i < nation->n_programmes; i++)
		nation->places[at++] = (struct nation_place){ .level = NATION_PROGRAMME,
			.code = programmes[i].code, .name = programmes[i].name,
			.programme = programmes[i].id };
	for (i = 0; i < n; i++)
		nation->places[at++] = (struct nation_place){ .level = NATION_ASSOCIATION,
			.code = orgs[i].code, .name = orgs[i].name, .org = orgs[i].id };
	return OK;
}

/*
 * Counties of which nothing is published are no line: most lie in no association's work.  Nor are
 * programmes that nobody worked in.
 */
static bool
is_empty(const struct nation_place *p)
{
	return (p->level == NATION_COUNTY && !p->table) ||
		(p->level == NATION_PROGRAMME && p->n_interventions == 0);
}

static void
drop_empty(struct nation *nation)
{
	size_t i, n = 0, wide = 0, programmes = 0;

	for (i = 0; i < nation->n; i++) {
		if (is_empty(&nation->places[i]))
			continue;
		wide += i < nation->n_wide;
		programmes += nation->places[i].level == NATION_PROGRAMME;
		nation->places[n++] = nation->places[i];
	}
	nation->n = n;
	nation->n_wide = wide;
	nation->n_programmes = programmes;
}

enum err
nation_read(const struct report_order *o, struct nation *out)
{
	struct nation nation = { .year = 0 };
	const struct plan *plan;
	size_t i;

	TRY(release_plan(o->arena, &plan));
	TRY(list_places(o, &nation));
	TRY(read_years(o, &nation));
	if (nation.year != 0) {
		TRY(read_wide(o, plan, &nation));
		TRY(read_programmes(o, plan, &nation));
		for (i = nation_associations(&nation); i < nation.n; i++)
			TRY(read_association(o, plan, nation.year, &nation.places[i]));
		TRY(read_coverage(o, &nation));
	}
	drop_empty(&nation);
	*out = nation;
	return OK;
}

bool
nation_is_other_year(const struct nation *nation, const struct nation_place *p)
{
	return p->table && p->from_half != nation->year * 2;
}

const char *
nation_level_word(enum nation_level level)
{
	static const char *const words[] = { "nation", "county", "programme", "association" };

	return words[level];
}
