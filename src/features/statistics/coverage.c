/* Persons due, asked and declined by every cut, with small cells hidden above the team. */
#include "features/statistics/statistics.h"

#include "features/screening/screening.h"
#include "features/statistics/statistics.sql.h"

enum grouping {
	BY_ALL = 0,
	BY_SEX = 1,
	BY_AGE = 2,
	BY_QUARTER = 3,
	BY_INTERVENTION = 4,
	BY_TEAM = 5,
	BY_ASSOCIATION = 6,
	BY_COUNT
};

/* A number of persons, and the keys under which it may be counted. */
struct tally {
	unsigned groupings; /* bit per enum grouping */
	int64_t keys[BY_COUNT];
	int64_t due, asked, declined;
};

/* What is read once, and summed for one table after another. */
struct reading {
	struct db *db;
	const struct scope *scope;
	struct arena *a;
	struct month from, through;
	team_id team;
	struct coverage *out;
	struct tally *tallies;
	size_t n_tallies, tallies_max;
	struct sql_statistics_persons *persons;
	size_t n_persons;
	struct sql_statistics_persons_by_quarter *quarters;
	size_t n_quarters;
	struct sql_statistics_denominators *denominators;
	size_t n_denominators;
	struct sql_statistics_occasions *occasions;
	size_t n_occasions;
	struct sql_statistics_units *units;
	size_t n_units;
};

#define BIT(grouping) (1u << (grouping))

enum coverage_gap
coverage_gap(const struct coverage_cell *first, const struct coverage_cell *second)
{
	const int64_t asked[] = { first->asked, second->asked };
	const int64_t due[] = { first->due, second->due };
	struct share_range more;

	if (first->is_few || second->is_few || due[0] < COVERAGE_FEW || due[1] < COVERAGE_FEW ||
		!share_difference(asked, due, &more))
		return GAP_UNKNOWN;
	if (more.lo > 0)
		return GAP_SECOND_LESS;
	return more.hi < 0 ? GAP_FIRST_LESS : GAP_NONE;
}

static struct coverage_cell *
cell_of(struct coverage_row *rows, size_t n, int64_t key)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (rows[i].key == key)
			return &rows[i].cell;
	return NULL;
}

static struct tally *
tally_new(struct reading *r)
{
	assert_always(r->n_tallies < r->tallies_max);
	return &r->tallies[r->n_tallies++];
}

static void
tally_persons(struct reading *r)
{
	size_t i;

	for (i = 0; i < r->n_persons; i++) {
		const struct sql_statistics_persons *row = &r->persons[i];

		*tally_new(r) = (struct tally){
			.groupings = BIT(BY_ALL) | BIT(BY_SEX) | BIT(BY_AGE) |
				BIT(BY_INTERVENTION) | BIT(BY_TEAM) | BIT(BY_ASSOCIATION),
			.keys = { [BY_SEX] = row->sex,
				[BY_AGE] = row->age_band,
				[BY_INTERVENTION] = row->intervention_id.v,
				[BY_TEAM] = row->team_id.v,
				[BY_ASSOCIATION] = row->association_id.v },
			.due = row->due,
			.asked = row->answered,
			.declined = row->answered - row->asked,
		};
	}
	for (i = 0; i < r->n_quarters; i++) {
		const struct sql_statistics_persons_by_quarter *row = &r->quarters[i];

		*tally_new(r) = (struct tally){
			.groupings = BIT(BY_QUARTER),
			.keys = { [BY_QUARTER] = row->quarter },
			.due = row->due,
			.asked = row->answered,
			.declined = row->answered - row->asked,
		};
	}
}

/*
 * Counts-only interventions.  Their denominators know neither age nor team, so these tables leave
 * them out altogether: asked without due would make nonsense of the share.
 */
enum {
	COUNTS_ONLY_GROUPINGS = BIT(BY_ALL) | BIT(BY_SEX) | BIT(BY_QUARTER) |
		BIT(BY_INTERVENTION) | BIT(BY_ASSOCIATION)
};

static void
tally_denominators(struct reading *r)
{
	size_t i;

	for (i = 0; i < r->n_denominators; i++) {
		const struct sql_statistics_denominators *row = &r->denominators[i];

		r->out->has_counts_only = true;
		*tally_new(r) = (struct tally){
			.groupings = COUNTS_ONLY_GROUPINGS,
			.keys = { [BY_SEX] = row->sex,
				[BY_QUARTER] = row->quarter,
				[BY_INTERVENTION] = row->intervention_id.v,
				[BY_ASSOCIATION] = row->association_id.v },
			.due = row->due,
		};
	}
}

static void
tally_occasions(struct reading *r)
{
	size_t i;

	for (i = 0; i < r->n_occasions; i++) {
		const struct sql_statistics_occasions *row = &r->occasions[i];

		if (row->uses_cards || row->outcome > SCREENING_DECLINED)
			continue;
		r->out->has_counts_only = true;
		*tally_new(r) = (struct tally){
			.groupings = COUNTS_ONLY_GROUPINGS,
			.keys = { [BY_SEX] = row->sex,
				[BY_QUARTER] = row->quarter,
				[BY_INTERVENTION] = row->intervention_id.v,
				[BY_ASSOCIATION] = row->association_id.v },
			.asked = row->n,
			.declined = row->outcome == SCREENING_DECLINED ? row->n : 0,
		};
	}
}

static void
hide_few(const struct coverage *c, struct coverage_cell *cell)
{
	if (!c->is_exact && cell->due < COVERAGE_FEW)
		*cell = (struct coverage_cell){ .is_few = true };
}

/* Sums the tallies into the rows with their keys. */
static void
fill(const struct reading *r, enum grouping grouping, struct coverage_row *rows, size_t n)
{
	size_t i;

	for (i = 0; i < r->n_tallies; i++) {
		const struct tally *tally = &r->tallies[i];
		struct coverage_cell *cell = NULL;

		if (tally->groupings & BIT(grouping))
			cell = cell_of(rows, n, tally->keys[grouping]);
		if (!cell)
			continue;
		cell->due += tally->due;
		cell->asked += tally->asked;
		cell->declined += tally->declined;
	}
	for (i = 0; i < n; i++)
		hide_few(r->out, &rows[i].cell);
}

/* Fills a table and adds it to the coverage. */
static enum err
add_table(const struct reading *r, enum grouping grouping, struct coverage_table table)
{
	fill(r, grouping, table.rows, table.n);
	assert_always(r->out->n_tables < COVERAGE_TABLES_MAX);
	r->out->tables[r->out->n_tables++] = table;
	return OK;
}

/* A row for every value of a closed set. */
static enum err
rows_of_choices(
	struct arena *a, const struct choice *choices, size_t n, struct coverage_row **out)
{
	struct coverage_row *rows = ARENA_ARRAY(a, struct coverage_row, n);
	size_t i;

	if (!rows)
		return ERR_LIMIT;
	for (i = 0; i < n; i++)
		rows[i] = (struct coverage_row){ .text = choices[i].label,
			.key = choices[i].value,
			.code = str_of(choices[i].code) };
	*out = rows;
	return OK;
}

static enum err
add_choices(const struct reading *r, enum grouping cut, const char *code, const char *heading,
	const struct choice *choices, size_t n)
{
	struct coverage_table table = { .code = code, .heading = heading, .n = n };

	TRY(rows_of_choices(r->a, choices, n, &table.rows));
	return add_table(r, cut, table);
}

static enum err
add_quarters(const struct reading *r)
{
	int first = month_quarter(r->from), last = month_quarter(r->through);
	struct coverage_table table = {
		.code = "quarter", .heading = N_("Kvartal"), .n = (size_t)(last - first + 1)
	};
	size_t i;

	table.rows = ARENA_ARRAY(r->a, struct coverage_row, table.n);
	if (!table.rows)
		return ERR_LIMIT;
	for (i = 0; i < table.n; i++) {
		int quarter = first + (int)i;

		table.rows[i].key = quarter;
		table.rows[i].code =
			arena_printf(r->a, "%04d-K%d", quarter / 4, quarter % 4 + 1);
		table.rows[i].label = table.rows[i].code;
	}
	return add_table(r, BY_QUARTER, table);
}

/* One row per team, intervention or association of the place. */
static enum err
add_units(
	const struct reading *r, enum grouping grouping, const char *code, const char *heading)
{
	struct coverage_table table = { .code = code, .heading = heading, .names_units = true };
	size_t i;

	table.rows = ARENA_ARRAY(r->a, struct coverage_row, r->n_units);
	if (!table.rows)
		return ERR_LIMIT;
	for (i = 0; i < r->n_units; i++)
		if (r->units[i].cut == (int64_t)grouping)
			table.rows[table.n++] =
				(struct coverage_row){ .label = r->units[i].unit_name,
					.code = r->units[i].unit_name,
					.key = r->units[i].unit_key };
	return table.n > 0 ? add_table(r, grouping, table) : OK;
}

static void
fill_occasions(const struct reading *r, bool is_by_reason, struct coverage_table *table)
{
	size_t i;

	for (i = 0; i < r->n_occasions; i++) {
		const struct sql_statistics_occasions *row = &r->occasions[i];
		struct coverage_cell *cell = cell_of(
			table->rows, table->n, is_by_reason ? row->reason : row->outcome);

		if (cell)
			cell->asked += row->n;
	}
	for (i = 0; i < table->n; i++)
		if (!r->out->is_exact && table->rows[i].cell.asked < COVERAGE_FEW)
			table->rows[i].cell = (struct coverage_cell){ .is_few = true };
}

/* Of the whole period, whether it is over or not: 3, 6 or 12. */
static int32_t
months_of(const struct reading *r)
{
	return r->out->period.to.m - r->from.m + 1;
}

static enum err
query_denominators(struct reading *r)
{
	return sql_statistics_denominators(r->db, r->scope, r->a, r->team,
		month_quarter(r->from), month_quarter(r->through), &r->denominators,
		&r->n_denominators);
}

static enum err
query(struct reading *r)
{
	TRY(sql_statistics_persons(r->db, r->scope, r->a,
		&(struct sql_statistics_persons_in){ .team_id = r->team, .from_month = r->from,
			.through_month = r->through, .months = months_of(r) },
		&r->persons, &r->n_persons));
	TRY(sql_statistics_persons_by_quarter(r->db, r->scope, r->a, r->team, r->from,
		r->through, &r->quarters, &r->n_quarters));
	TRY(query_denominators(r));
	TRY(sql_statistics_occasions(r->db, r->scope, r->a, r->team, r->from, r->through,
		&r->occasions, &r->n_occasions));
	return sql_statistics_units(r->db, r->scope, r->a, &r->units, &r->n_units);
}

static enum err
load(struct reading *r)
{
	TRY(query(r));
	r->tallies_max = r->n_persons + r->n_quarters + r->n_denominators + r->n_occasions;
	r->tallies = ARENA_ARRAY(r->a, struct tally, r->tallies_max);
	if (!r->tallies)
		return ERR_LIMIT;
	tally_persons(r);
	tally_denominators(r);
	tally_occasions(r);
	return OK;
}

static enum err
read_tables(const struct reading *r)
{
	struct coverage_row whole = { .key = 0 };

	fill(r, BY_ALL, &whole, 1);
	r->out->all = whole.cell;
	TRY(add_quarters(r));
	TRY(add_choices(r, BY_SEX, "sex", N_("Kön"), sex_choices, 3));
	TRY(add_choices(r, BY_AGE, "age", N_("Ålder"), age_band_choices, 5));
	if (r->team.v == 0) {
		TRY(add_units(r, BY_ASSOCIATION, "association", N_("Samordningsförbund")));
		TRY(add_units(r, BY_INTERVENTION, "intervention", N_("Insats")));
		TRY(add_units(r, BY_TEAM, "team", N_("Team")));
	}
	r->out->occasions = (struct coverage_table){
		.code = "occasion", .heading = N_("Frågetillfällen"), .n = 4
	};
	TRY(rows_of_choices(r->a, screening_outcome_choices, 4, &r->out->occasions.rows));
	fill_occasions(r, false, &r->out->occasions);
	if (!r->out->period.is_year)
		return OK;
	r->out->reasons = (struct coverage_table){ .code = "reason",
		.heading = N_("Skäl när frågorna inte ställdes"),
		.n = SCREENING_REASONS_BEFORE };
	TRY(rows_of_choices(r->a, screening_reason_choices, SCREENING_REASONS_BEFORE,
		&r->out->reasons.rows));
	fill_occasions(r, true, &r->out->reasons);
	return OK;
}

/* ERR_INVALID for a period that has not begun. */
static enum err
begin(struct reading *r, const struct period *period, struct date today)
{
	struct month now = date_month(today);

	if (period->from.m > now.m)
		return ERR_INVALID;
	r->from = period->from;
	r->through = period->to.m < now.m ? period->to : now;
	r->team = scope_team(r->scope);
	r->out->period = *period;
	r->out->through = r->through;
	r->out->is_exact = r->team.v != 0;
	return OK;
}

enum err
coverage_read(struct db *db, const struct scope *scope, struct arena *a,
	const struct period *period, struct date today, struct coverage *out)
{
	struct coverage c = { 0 };
	struct reading r = { .db = db, .scope = scope, .a = a, .out = &c };

	TRY(begin(&r, period, today));
	TRY(load(&r));
	TRY(read_tables(&r));
	*out = c;
	return OK;
}

enum err
coverage_read_all(struct db *db, const struct scope *scope, struct arena *a,
	const struct period *period, struct date today, struct coverage_cell *out)
{
	struct coverage c = { 0 };
	struct reading r = { .db = db, .scope = scope, .a = a, .out = &c };
	struct sql_statistics_all_persons persons;
	struct sql_statistics_all_counted counted;
	size_t i;

	TRY(begin(&r, period, today));
	TRY(sql_statistics_all_persons(db, scope, a,
		&(struct sql_statistics_all_persons_in){ .team_id = r.team,
			.from_month = r.from,
			.through_month = r.through,
			.months = months_of(&r) },
		&persons));
	TRY(sql_statistics_all_counted(db, scope, a, r.team, r.from, r.through, &counted));
	TRY(query_denominators(&r));
	c.all.due = persons.due;
	for (i = 0; i < r.n_denominators; i++)
		c.all.due += r.denominators[i].due;
	c.all.asked = persons.answered + counted.answered;
	c.all.declined = c.all.asked - persons.asked - counted.asked;
	hide_few(&c, &c.all);
	*out = c.all;
	return OK;
}
