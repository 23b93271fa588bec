/* Programmes: what was published of their interventions, added up; nothing is drawn or charged. */
#include "features/release/programmes.sql.h"
#include "features/release/shown.h"

/* The sums under way. */
struct adding {
	struct db *db;
	struct arena *arena;
	const struct plan *plan;
	struct sql_release_programme_members *members;
	bool *is_published;		/* of the members */
	size_t n_members;
	struct str *measures;		/* of the plan, by number: "ANY.yes" */
	struct programme_sum *sums;
	size_t n;
	struct safe_table *table;	/* group i and its figures, one a measure, are of sum i */
};

static enum err
adding_begin(struct adding *s)
{
	struct safe_table *t = ARENA_NEW(s->arena, struct safe_table);
	const size_t n = s->n_members + 1, n_measures = s->plan->n_measures;
	size_t i;

	s->is_published = ARENA_ARRAY(s->arena, bool, n);
	s->sums = ARENA_ARRAY(s->arena, struct programme_sum, n);
	s->measures = ARENA_ARRAY(s->arena, struct str, n_measures + 1);
	if (!t || !s->is_published || !s->sums || !s->measures)
		return ERR_LIMIT;
	/* the members come in the order of their programmes */
	for (i = 0; i < s->n_members; i++)
		if (i == 0 || s->members[i].programme_id.v != s->sums[s->n - 1].programme.v)
			s->sums[s->n++].programme = s->members[i].programme_id;
	for (i = 0; i < n_measures; i++)
		s->measures[i] = measure_name(s->arena, &s->plan->measures[i]);
	*t = (struct safe_table){ .arena = s->arena, .plan = s->plan, .n_groups = s->n,
		.n_figures = s->n * n_measures };
	t->groups = ARENA_ARRAY(s->arena, group_row, s->n + 1);
	t->figures = ARENA_ARRAY(s->arena, figure_row, t->n_figures + 1);
	if (!t->groups || !t->figures)
		return ERR_LIMIT;
	for (i = 0; i < s->n; i++)
		t->groups[i].label = s->sums[i].programme.v;
	for (i = 0; i < t->n_figures; i++) {
		t->figures[i].label = t->groups[i / n_measures].label;
		t->figures[i].measure = s->measures[i % n_measures];
	}
	s->table = t;
	return OK;
}

/* Which member it is; n_members when it is none. */
static size_t
member_of(const struct adding *s, int64_t intervention)
{
	size_t i = 0;

	while (i < s->n_members && s->members[i].intervention_id.v != intervention)
		i++;
	return i;
}

static size_t
sum_of(const struct adding *s, size_t member)
{
	size_t i = 0;

	while (s->sums[i].programme.v != s->members[member].programme_id.v)
		i++;
	return i;
}

/* Independent draws: variances add.  What the fit has joined errs against each other, so by less. */
static void
add_figures(struct adding *s, const struct safe_table *from, size_t group, size_t sum)
{
	const size_t n_measures = s->plan->n_measures;
	figure_row *to = &s->table->figures[sum * n_measures];
	size_t i, m;

	for (i = 0; i < from->n_figures; i++) {
		const figure_row *f = &from->figures[i];

		if (f->label != from->groups[group].label ||
				f->n_parts != from->groups[group].n_parts)
			continue;
		for (m = 0; m < n_measures; m++)
			if (str_eq(f->measure, s->measures[m])) {
				to[m].value += f->value;
				to[m].spread += f->spread;
				to[m].n_parts++;
				break;
			}
	}
}

static void
note_year(struct programme_sum *sum, int32_t from_half)
{
	bool is_first = sum->about.number == 0;

	sum->from_half = is_first || sum->from_half == from_half ? from_half : 0;
}

static void
note_about(struct programme_sum *sum, const struct release_about *about)
{
	if (about->number > sum->about.number)
		sum->about = *about;
}

/*
 * One of too few is left out, its ballots as well: n of the programme less that of the others would tell
 * how few they are.
 */
static void
add_table(struct adding *s, const struct safe_table *from, int32_t from_half,
	const struct release_about *about)
{
	size_t g, member, sum;

	for (g = 0; g < from->n_groups; g++) {
		member = member_of(s, from->groups[g].label);
		if (member == s->n_members || safe_table_is_few(from, g))
			continue;
		sum = sum_of(s, member);
		s->is_published[member] = true;
		s->table->groups[sum].n += from->groups[g].n;
		s->table->groups[sum].n_parts++;
		add_figures(s, from, g, sum);
		note_year(&s->sums[sum], from_half);
		note_about(&s->sums[sum], about);
	}
}

/* Its year may begin in January or in July, as in the line of the association itself. */
static enum err
add_association(struct adding *s, org_id association, int64_t year)
{
	struct release_cut cut = { "intervention", association, (int32_t)year * 2, 2, s->plan };
	const struct safe_table *table;
	struct release_about about;
	enum err e = release_table(s->db, s->arena, &cut, &table);

	if (e == ERR_NOT_FOUND) {
		cut.from_half++;
		e = release_table(s->db, s->arena, &cut, &table);
	}
	if (e == ERR_NOT_FOUND)
		return OK;
	TRY(e);
	TRY(release_about(s->db, s->arena, &cut, &about));
	add_table(s, table, cut.from_half, &about);
	return OK;
}

/* Those that were there in the year: published, or not closed before it. */
static void
count_members(struct adding *s, int64_t year)
{
	size_t i;

	for (i = 0; i < s->n_members; i++) {
		struct programme_sum *sum = &s->sums[sum_of(s, i)];
		struct month closed = s->members[i].closed_month;

		sum->n_published += s->is_published[i];
		sum->n_interventions += s->is_published[i] || !month_is_set(closed) ||
			month_year(closed) >= year;
	}
}

enum err
release_programmes(struct db *db, struct arena *a, const struct plan *plan,
	int64_t year, struct programme_sums *out)
{
	struct adding s = { .db = db, .arena = a, .plan = plan };
	org_id *places;
	size_t n, i;

	TRY(sql_release_programme_members(db, a, &s.members, &s.n_members));
	TRY(adding_begin(&s));
	if (s.n_members > 0) {
		TRY(release_places(db, a, "intervention", &places, &n));
		for (i = 0; i < n; i++)
			TRY(add_association(&s, places[i], year));
		count_members(&s, year);
	}
	for (i = 0; i < s.n; i++)
		s.sums[i].group = i;
	*out = (struct programme_sums){ s.table, s.sums, s.n };
	return OK;
}
