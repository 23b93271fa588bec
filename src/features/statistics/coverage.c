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
	BY_ASSOCIATION = 6
};

/* What every query of one reading has in common. */
struct reading {
	struct db *db;
	const struct scope *scope;
	struct arena *a;
	struct month from, through;
	team_id team;
	struct coverage *out;
};

int64_t
share_percent(int64_t part, int64_t whole)
{
	if (whole <= 0)
		return -1;
	return (200 * part + whole) / (2 * whole);
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

/* Adds the persons of interventions with cards to the rows with their keys. */
static enum err
add_persons(const struct reading *r, enum grouping cut, struct coverage_row *rows, size_t n)
{
	const struct sql_statistics_persons_in in = {
		.cut = cut, .team_id = r->team, .from_month = r->from, .through_month = r->through,
	};
	struct sql_statistics_persons *found;
	size_t i, n_found;

	TRY(sql_statistics_persons(r->db, r->scope, r->a, &in, &found, &n_found));
	for (i = 0; i < n_found; i++) {
		struct coverage_cell *cell = cell_of(rows, n, found[i].cell_key);

		if (!cell)
			continue;
		cell->due += found[i].due;
		cell->asked += found[i].answered;
		cell->declined += found[i].answered - found[i].asked;
	}
	return OK;
}

/*
 * Adds counts-only interventions.  Their denominators know neither age nor team, so these cuts leave
 * them out altogether: asked without due would make nonsense of the share.
 */
static enum err
add_counts_only(const struct reading *r, enum grouping cut, struct coverage_row *rows, size_t n)
{
	const struct sql_statistics_counts_only_asked_in asked_in = {
		.cut = cut, .team_id = r->team, .from_month = r->from, .through_month = r->through,
	};
	const struct sql_statistics_counts_only_due_in due_in = {
		.cut = cut, .team_id = r->team, .from_quarter = month_quarter(r->from),
		.through_quarter = month_quarter(r->through),
	};
	struct sql_statistics_counts_only_asked *asked;
	struct sql_statistics_counts_only_due *due;
	size_t i, n_found;

	if (cut == BY_AGE || cut == BY_TEAM)
		return OK;
	TRY(sql_statistics_counts_only_due(r->db, r->scope, r->a, &due_in, &due, &n_found));
	for (i = 0; i < n_found; i++) {
		struct coverage_cell *cell = cell_of(rows, n, due[i].cell_key);

		r->out->has_counts_only = true;
		if (cell)
			cell->due += due[i].due;
	}
	TRY(sql_statistics_counts_only_asked(r->db, r->scope, r->a, &asked_in, &asked, &n_found));
	for (i = 0; i < n_found; i++) {
		struct coverage_cell *cell = cell_of(rows, n, asked[i].cell_key);

		r->out->has_counts_only = true;
		if (!cell)
			continue;
		cell->asked += asked[i].answered;
		cell->declined += asked[i].answered - asked[i].asked;
	}
	return OK;
}

static void
hide_few(const struct coverage *c, struct coverage_cell *cell)
{
	if (!c->is_exact && cell->due < COVERAGE_FEW)
		*cell = (struct coverage_cell){ .is_few = true };
}

static enum err
fill(const struct reading *r, enum grouping cut, struct coverage_row *rows, size_t n)
{
	size_t i;

	TRY(add_persons(r, cut, rows, n));
	TRY(add_counts_only(r, cut, rows, n));
	for (i = 0; i < n; i++)
		hide_few(r->out, &rows[i].cell);
	return OK;
}

/* Fills a table and adds it to the coverage. */
static enum err
add_table(const struct reading *r, enum grouping cut, struct coverage_table table)
{
	TRY(fill(r, cut, table.rows, table.n));
	assert_always(r->out->n_tables < COVERAGE_TABLES_MAX);
	r->out->tables[r->out->n_tables++] = table;
	return OK;
}

/* A row for every value of a closed set. */
static enum err
rows_of_choices(struct arena *a, const struct choice *choices, size_t n, struct coverage_row **out)
{
	struct coverage_row *rows = ARENA_ARRAY(a, struct coverage_row, n);
	size_t i;

	if (!rows)
		return ERR_LIMIT;
	for (i = 0; i < n; i++)
		rows[i] = (struct coverage_row){ .text = choices[i].label, .key = choices[i].value,
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
	struct coverage_table table = { .code = "quarter", .heading = N_("Kvartal"),
		.n = (size_t)(last - first + 1) };
	size_t i;

	table.rows = ARENA_ARRAY(r->a, struct coverage_row, table.n);
	if (!table.rows)
		return ERR_LIMIT;
	for (i = 0; i < table.n; i++) {
		int quarter = first + (int)i;

		table.rows[i].key = quarter;
		table.rows[i].code = arena_printf(r->a, "%04d-K%d", quarter / 4, quarter % 4 + 1);
		table.rows[i].label = table.rows[i].code;
	}
	return add_table(r, BY_QUARTER, table);
}

/* One row per team, intervention or association, where there is more than one to tell apart. */
static enum err
add_units(const struct reading *r, enum grouping cut, const char *code, const char *heading)
{
	struct coverage_table table = { .code = code, .heading = heading };
	struct sql_statistics_units *units;
	size_t i;

	TRY(sql_statistics_units(r->db, r->scope, r->a, cut, &units, &table.n));
	if (table.n == 0)
		return OK;
	table.rows = ARENA_ARRAY(r->a, struct coverage_row, table.n);
	if (!table.rows)
		return ERR_LIMIT;
	for (i = 0; i < table.n; i++)
		table.rows[i] = (struct coverage_row){ .label = units[i].unit_name,
			.code = units[i].unit_name, .key = units[i].unit_key };
	return add_table(r, cut, table);
}

static enum err
add_occasions(const struct reading *r, bool is_by_reason, struct coverage_table *table)
{
	const struct sql_statistics_occasions_in in = { .is_by_reason = is_by_reason,
		.team_id = r->team, .from_month = r->from, .through_month = r->through };
	struct sql_statistics_occasions *found;
	size_t i, n_found;

	TRY(sql_statistics_occasions(r->db, r->scope, r->a, &in, &found, &n_found));
	for (i = 0; i < n_found; i++) {
		struct coverage_cell *cell = cell_of(table->rows, table->n, found[i].cell_key);

		if (cell)
			cell->asked = found[i].n;
	}
	for (i = 0; i < table->n; i++)
		if (!r->out->is_exact && table->rows[i].cell.asked < COVERAGE_FEW)
			table->rows[i].cell = (struct coverage_cell){ .is_few = true };
	return OK;
}

static enum err
read_tables(const struct reading *r)
{
	struct coverage_row whole = { .key = 0 };

	TRY(fill(r, BY_ALL, &whole, 1));
	r->out->all = whole.cell;
	TRY(add_quarters(r));
	TRY(add_choices(r, BY_SEX, "sex", N_("Kön"), sex_choices, 3));
	TRY(add_choices(r, BY_AGE, "age", N_("Ålder"), age_band_choices, 5));
	if (r->team.v == 0) {
		TRY(add_units(r, BY_ASSOCIATION, "association", N_("Samordningsförbund")));
		TRY(add_units(r, BY_INTERVENTION, "intervention", N_("Insats")));
		TRY(add_units(r, BY_TEAM, "team", N_("Team")));
	}
	r->out->occasions = (struct coverage_table){ .code = "occasion",
		.heading = N_("Frågetillfällen"), .n = 4 };
	TRY(rows_of_choices(r->a, screening_outcome_choices, 4,
		&r->out->occasions.rows));
	TRY(add_occasions(r, false, &r->out->occasions));
	if (!r->out->period.is_year)
		return OK;
	r->out->reasons = (struct coverage_table){ .code = "reason",
		.heading = N_("Skäl när frågorna inte ställdes"), .n = SCREENING_REASONS_BEFORE };
	TRY(rows_of_choices(r->a, screening_reason_choices,
		SCREENING_REASONS_BEFORE, &r->out->reasons.rows));
	return add_occasions(r, true, &r->out->reasons);
}

enum err
coverage_read(struct db *db, const struct scope *scope, struct arena *a,
	const struct period *period, struct date today, struct coverage *out)
{
	struct month now = date_month(today);
	struct coverage c = { .period = *period };
	struct reading r = { .db = db, .scope = scope, .a = a, .from = period->from,
		.team = scope_team(scope), .out = &c };

	if (period->from.m > now.m)
		return ERR_INVALID;
	c.through = period->to.m < now.m ? period->to : now;
	c.is_exact = r.team.v != 0;
	r.through = c.through;
	TRY(read_tables(&r));
	*out = c;
	return OK;
}
