/* What may be shown: tables that only stored and opened releases make. */
#include "features/release/shown.h"

enum { SHARE_WHOLE = 1000 };	/* thousandths, as struct share */

enum err
release_periods(struct db *db, struct arena *a, const char *layer, org_id place,
	struct release_period **periods, size_t *n)
{
	struct sql_release_shown_periods *rows;
	struct release_period *out;
	size_t found, i;

	TRY(sql_release_shown_periods(db, a, str_of(layer), place, &rows, &found));
	out = ARENA_ARRAY(a, struct release_period, found + 1);
	if (!out)
		return ERR_LIMIT;
	for (i = 0; i < found; i++)
		out[i] = (struct release_period){ (int32_t)rows[i].from_half,
			(int32_t)rows[i].n_halves, rows[i].drawn_month };
	*periods = out;
	*n = found;
	return OK;
}

enum err
release_places(struct db *db, struct arena *a, const char *layer, org_id **places, size_t *n)
{
	struct sql_release_shown_places *rows;
	org_id *out;
	size_t found, i;

	TRY(sql_release_shown_places(db, a, str_of(layer), &rows, &found));
	out = ARENA_ARRAY(a, org_id, found + 1);
	if (!out)
		return ERR_LIMIT;
	for (i = 0; i < found; i++)
		out[i] = rows[i].place_id;
	*places = out;
	*n = found;
	return OK;
}

/* What all releases have shown of a layer in a period. */
static enum err
read_rows(struct db *db, struct str layer, const struct release_cut *cut,
	struct safe_table *table)
{
	int32_t to_half = cut->from_half + cut->halves;

	TRY(sql_release_shown_groups(db, table->arena,
		&(struct sql_release_shown_groups_in){
			layer, cut->place, cut->from_half, to_half },
		&table->groups, &table->n_groups));
	return sql_release_shown_figures(db, table->arena,
		&(struct sql_release_shown_figures_in){ layer, cut->place, cut->from_half,
			to_half },
		&table->figures, &table->n_figures);
}

/* How many measures every release that has the group has shown of it. */
static size_t
whole_figures(const struct safe_table *table, size_t group)
{
	size_t i, n = 0;

	for (i = 0; i < table->n_figures; i++)
		n += table->figures[i].label == table->groups[group].label &&
			table->figures[i].n_parts == table->groups[group].n_parts;
	return n;
}

/*
 * The sum of the same ballots, but for a few late ones that the nation has drawn in July and associations
 * draw in January, with all that the halves tell; false when there is none.
 */
static bool
sum_of_group(const struct safe_table *sums, const struct safe_table *halves, size_t group,
	size_t *out)
{
	const group_row *g = &halves->groups[group];
	size_t i;

	for (i = 0; i < sums->n_groups; i++)
		if (sums->groups[i].label == g->label && sums->groups[i].n * 10 >= g->n * 9 &&
				whole_figures(sums, i) >= whole_figures(halves, group)) {
			*out = i;
			return true;
		}
	return false;
}

static void
copy_figures(struct safe_table *to, const struct safe_table *from, int64_t label)
{
	size_t i;

	for (i = 0; i < from->n_figures; i++)
		if (from->figures[i].label == label)
			to->figures[to->n_figures++] = from->figures[i];
}

/*
 * Years of the nation and of counties have figures of their own, which are nearer to the truth than the
 * halves added up: where they are of the same ballots they stand for them, with their own number.
 */
static enum err
prefer_sums(struct safe_table *table, const struct safe_table *sums)
{
	struct safe_table out = *table;
	size_t i, at;

	out.n_figures = 0;
	out.figures = ARENA_ARRAY(table->arena, figure_row,
		table->n_figures + sums->n_figures + 1);
	if (!out.figures)
		return ERR_LIMIT;
	for (i = 0; i < table->n_groups; i++) {
		bool has_sum = sum_of_group(sums, table, i, &at);

		if (has_sum)
			out.groups[i] = sums->groups[at];
		copy_figures(&out, has_sum ? sums : table, table->groups[i].label);
	}
	*table = out;
	return OK;
}

enum err
release_table(struct db *db, struct arena *a, const struct release_cut *cut,
	const struct safe_table **out)
{
	struct safe_table *table = ARENA_NEW(a, struct safe_table);
	const struct str layer = str_of(cut->layer);
	const char *year = wide_year_layer(layer);
	struct sql_release_shown_halves halves;

	if (!table)
		return ERR_LIMIT;
	table->arena = a;
	table->plan = cut->plan;
	if (!table->plan)
		TRY(release_plan(a, &table->plan));
	if (str_starts(layer, STR("referral")))
		table->plan = table->plan->referrals;
	TRY(sql_release_shown_halves(db, a,
		&(struct sql_release_shown_halves_in){
			layer, cut->place, cut->from_half,
			cut->from_half + cut->halves },
		&halves));
	if (cut->halves <= 0 || halves.n != cut->halves)
		return ERR_NOT_FOUND;
	TRY(read_rows(db, layer, cut, table));
	if (year && cut->halves > 1) {
		struct safe_table sums = *table;

		TRY(read_rows(db, str_of(year), cut, &sums));
		TRY(prefer_sums(table, &sums));
	}
	*out = table;
	return OK;
}

enum err
release_about(struct db *db, struct arena *a, const struct release_cut *cut,
	struct release_about *out)
{
	struct sql_release_shown_release row;
	struct plan_fault fault;
	const struct plan *plan = cut->plan;

	TRY(sql_release_shown_release(db, a,
		&(struct sql_release_shown_release_in){ str_of(cut->layer), cut->place,
			cut->from_half, cut->from_half + cut->halves },
		&row));
	/* a release of an earlier version was drawn by a plan of its own */
	if (!plan || !str_eq(row.plan, release_plan_text()))
		TRY(plan_read(row.plan, a, &plan, &fault));
	*out = (struct release_about){ .number = row.id.v, .drawn_month = row.drawn_month,
		.engine = row.engine, .plan = plan->name, .cap = plan->cap, .few = plan->few };
	return OK;
}

size_t
safe_table_groups(const struct safe_table *table)
{
	return table->n_groups;
}

int64_t
safe_table_label(const struct safe_table *table, size_t group)
{
	return table->groups[group].label;
}

bool
safe_table_is_few(const struct safe_table *table, size_t group)
{
	return table->groups[group].n < table->plan->few;
}

int64_t
safe_table_n(const struct safe_table *table, size_t group)
{
	return safe_table_is_few(table, group) ? 0 : table->groups[group].n;
}

/* A figure of every release that has the group, or none: half a sum is no sum. */
static const figure_row *
figure_find(const struct safe_table *table, size_t group, const struct measure *m)
{
	struct str name = arena_printf(table->arena, "%.*s.%.*s", STR_ARG(m->topic),
		STR_ARG(m->answer));
	const group_row *g = &table->groups[group];
	size_t i;

	for (i = 0; i < table->n_figures; i++)
		if (table->figures[i].label == g->label &&
				str_eq(table->figures[i].measure, name) &&
				table->figures[i].n_parts == g->n_parts)
			return &table->figures[i];
	return NULL;
}

static double
variance_of(const figure_row *row)
{
	return (double)row->spread / 1000;
}

bool
safe_table_figure(const struct safe_table *table, size_t group, const char *topic,
	const char *answer, struct safe_figure *out)
{
	int m = plan_measure(table->plan, str_of(topic), str_of(answer));
	const figure_row *row, *whole;
	struct safe_figure f;
	int of;

	if (m < 0 || safe_table_is_few(table, group))
		return false;
	row = figure_find(table, group, &table->plan->measures[m]);
	if (!row)
		return false;
	of = table->plan->measures[m].of;
	f = (struct safe_figure){ .value = row->value, .of = table->groups[group].n };
	whole = of < 0 ? NULL : figure_find(table, group, &table->plan->measures[of]);
	if (of >= 0 && !whole)
		return false;
	if (whole)
		f.of = whole->value;
	if (measure_is_experience(table->plan, &table->plan->measures[m]) &&
			(whole ? f.of : f.value) < table->plan->few)
		return false;
	/* two draws of their own need not agree: there is no share of less than itself */
	if (f.of <= 0 || f.value > f.of)
		f.of = 0;
	else if (whole)
		f.share = share_of_drawn(f.value, variance_of(row), f.of, variance_of(whole));
	else
		f.share = share_of(f.value, f.of, variance_of(row));
	*out = f;
	return true;
}

/* Of those who answered, whoever did not say what `f` counts. */
static struct safe_figure
others_than(const struct safe_figure *f)
{
	struct safe_figure out = { .value = f->of - f->value, .of = f->of };

	out.share = (struct share){ SHARE_WHOLE - f->share.share, SHARE_WHOLE - f->share.high,
		SHARE_WHOLE - f->share.low };
	return out;
}

bool
safe_table_experience(const struct safe_table *table, size_t group, struct safe_experience *out)
{
	static const char *const names[] = { "answered", "not_good", "hard" };
	const figure_row *rows[3];
	struct safe_experience e = { .n = safe_table_n(table, group) };
	struct safe_figure not_good;
	size_t i;

	if (!safe_table_figure(table, group, EXPERIENCE_TOPIC, names[1], &not_good) ||
			!safe_table_figure(table, group, EXPERIENCE_TOPIC, names[2], &e.hard))
		return false;
	for (i = 0; i < 3; i++)
		rows[i] = figure_find(table, group, &table->plan->measures[plan_measure(
			table->plan, STR(EXPERIENCE_TOPIC), str_of(names[i]))]);
	e.answered = not_good.of;
	e.good = others_than(&not_good);
	e.neither = (struct safe_figure){ .value = not_good.value - e.hard.value,
		.of = e.answered };
	/* in one draw and not in the other: the variances of both */
	e.neither.share = share_of_drawn(e.neither.value,
		variance_of(rows[1]) + variance_of(rows[2]), e.answered, variance_of(rows[0]));
	*out = e;
	return true;
}
