/* Their rows as ours, and where a fault in ours stands in theirs. */
#include "features/catalogue/mapping.h"

#include <stdlib.h>
#include <string.h>

#include "out/csv/csv_out.h"

enum { CELL_BYTES = 16 * 1024, KEY_COLUMNS = 9 };

/* A column of ours that has to be there; `otherwise` where no line and no cell says anything. */
struct wanted {
	const char *name, *otherwise;
};

static const struct wanted organisation_wanted[] = { { "organisation.id", "" },
	{ "organisation.name", "" }, { "organisation.kind", "" },
	{ "organisation.parent_id", "" }, { "organisation.municipality", "" },
	{ "organisation.note", "" } };
static const struct wanted service_wanted[] = { { "service.id", "" }, { "service.name", "" },
	{ "service.tracks", "" }, { "service.target_groups", "" }, { "service.age_from", "" },
	{ "service.age_to", "" }, { "service.entry_routes", "" }, { "service.requires", "" },
	{ "service.response_time", "" }, { "service.same_day", "unknown" },
	{ "service.anonymous", "unknown" }, { "service.phone", "" },
	{ "service.phone_note", "" }, { "service.note", "" } };

#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

struct applying {
	const struct mapping *m;
	struct arena *arena;
	struct csv_table table;
	struct mapped *out;
	struct csv_fault *fault;
	size_t row;
	struct buf cell; /* being put together */
};

static enum err
refuse_cell(struct applying *x, const struct mapping_column *column, const char *reason)
{
	return mapping_refuse(
		x->fault, x->out->file, (int64_t)x->row + 2, column->from, reason);
}

/* ---- one cell ---- */

static int
their_column(const struct applying *x, struct str name)
{
	size_t i;

	for (i = 0; i < x->table.n_columns; i++)
		if (str_eq(x->table.header[i], name))
			return (int)i;
	return -1;
}

/* The cells of "Insats + Ort" with a space between them. */
static struct str
joined(struct applying *x, struct str from)
{
	struct str part;

	if (their_column(x, from) >= 0)
		return csv_cell(&x->table, x->row, their_column(x, from));
	buf_clear(&x->cell);
	while (str_split(&from, '+', &part)) {
		struct str text = csv_cell(&x->table, x->row, their_column(x, str_trim(part)));

		if (x->cell.n > 0 && !str_is_empty(text))
			buf_put_byte(&x->cell, ' ');
		buf_put(&x->cell, text);
	}
	return arena_str(x->arena, buf_str(&x->cell));
}

/* "Kvinnojouren i Åsele" as "kvinnojouren-i-asele". */
static struct str
as_id(struct applying *x, struct str text)
{
	struct str folded = str_fold(x->arena, text);
	size_t i;

	buf_clear(&x->cell);
	for (i = 0; i < folded.n; i++) {
		char c = folded.p[i];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')
			buf_put_byte(&x->cell, c);
		else if (x->cell.n > 0 && x->cell.p[x->cell.n - 1] != '-')
			buf_put_byte(&x->cell, '-');
	}
	while (x->cell.n > 0 && x->cell.p[x->cell.n - 1] == '-')
		x->cell.n--;
	return arena_str(x->arena, buf_str(&x->cell));
}

/* What stands for one of their values; NULL when the mapping does not say. */
static const struct mapping_value *
value_of(struct applying *x, struct str name, struct str theirs)
{
	const struct mapping_value *any = NULL;
	struct str folded = str_fold(x->arena, theirs);
	size_t i;

	for (i = 0; i < x->m->n_values; i++) {
		const struct mapping_value *value = &x->m->values[i];

		if (!str_eq(value->name, name))
			continue;
		if (str_eq(value->folded, folded))
			return value;
		if (str_eq(value->theirs, STR("*")) && !str_is_empty(theirs))
			any = value;
	}
	return any;
}

static bool
has_values(const struct mapping *m, struct str name)
{
	size_t i;

	for (i = 0; i < m->n_values; i++)
		if (str_eq(m->values[i].name, name))
			return true;
	return false;
}

/* A value as a whole, or each of those between commas and semicolons. */
static enum err
as_codes(struct applying *x, const struct mapping_column *column, struct str *text)
{
	const struct mapping_value *whole = value_of(x, column->name, *text);
	struct buf out BUF_CLEANUP = buf_new(CELL_BYTES);
	struct str rest = *text, part, piece;

	if (whole && !str_eq(whole->theirs, STR("*"))) {
		*text = whole->ours;
		return OK;
	}
	while (str_split(&rest, ';', &part)) {
		while (str_split(&part, ',', &piece)) {
			const struct mapping_value *value =
				value_of(x, column->name, str_trim(piece));

			if (!value && str_is_empty(str_trim(piece)))
				continue;
			if (!value)
				return refuse_cell(x, column,
					N_("Värdet står inte i kartläggningsfilen."));
			if (out.n > 0 && !str_is_empty(value->ours))
				buf_put_byte(&out, ';');
			buf_put(&out, value->ours);
		}
	}
	TRY(buf_err(&out));
	*text = arena_str(x->arena, buf_str(&out));
	return OK;
}

static enum err
cell_of(struct applying *x, struct str name, const char *otherwise, struct str *out)
{
	const struct mapping_column *column = mapping_column(x->m, name);
	struct str text = STR_NULL;

	if (column)
		text = column->is_constant ? column->from : joined(x, column->from);
	if (column && !column->is_constant && has_values(x->m, name))
		TRY(as_codes(x, column, &text));
	if (str_ends(name, STR(".id")) || str_ends(name, STR("_id")))
		text = as_id(x, text);
	*out = str_is_empty(text) ? str_of(otherwise) : text;
	return buf_err(&x->cell);
}

/* ---- rows ---- */

/* What the kind of row has beside what it must have. */
static bool
is_extra(const struct mapping_column *column, const char *kind, const struct wanted *wanted,
	size_t n)
{
	size_t i;

	if (!str_starts(column->name, str_of(kind)))
		return false;
	for (i = 0; i < n; i++)
		if (str_eq(column->name, str_of(wanted[i].name)))
			return false;
	return true;
}

/* The header, or with `is_row` the cells of x->row, up to the end of the row. */
static enum err
put_cells(struct applying *x, const char *kind, const struct wanted *wanted, size_t n,
	bool is_row, struct buf *out)
{
	size_t skip = strlen(kind), i;
	struct str name, text;

	for (i = 0; i < n + x->m->n_columns; i++) {
		const struct mapping_column *extra = i < n ? NULL : &x->m->columns[i - n];

		if (extra && !is_extra(extra, kind, wanted, n))
			continue;
		name = extra ? extra->name : str_of(wanted[i].name);
		text = str_sub(name, skip, name.n);
		if (is_row)
			TRY(cell_of(x, name, extra ? "" : wanted[i].otherwise, &text));
		csv_put_text(out, i == 0, text);
	}
	return OK;
}

/* What a row says of its organisation. */
struct naming {
	struct str id, line;
	size_t row;
};

static int
compare_ids(const void *left, const void *right)
{
	const struct naming *l = left, *r = right;
	int order = str_cmp(l->id, r->id);

	return order ? order : (l->row > r->row) - (l->row < r->row);
}

static int
compare_rows(const void *left, const void *right)
{
	const struct naming *l = left, *r = right;

	return (l->row > r->row) - (l->row < r->row);
}

static enum err
read_naming(struct applying *x, struct naming *out)
{
	struct buf line BUF_CLEANUP = buf_new(CELL_BYTES * KEY_COLUMNS);

	TRY(cell_of(x, STR("organisation.id"), "", &out->id));
	TRY(put_cells(x, "organisation.", organisation_wanted, N_OF(organisation_wanted), true,
		&line));
	TRY(buf_err(&line));
	out->line = arena_str(x->arena, buf_str(&line));
	out->row = x->row;
	return OK;
}

/* Of many rows with one organisation the first stays, and the others have to say the same of it. */
static enum err
keep_first(struct applying *x, struct naming *all, size_t *n)
{
	size_t kept = 0, wrong = x->table.n_rows, i;

	qsort(all, *n, sizeof(*all), compare_ids);
	for (i = 0; i < *n; i++) {
		if (kept == 0 || !str_eq(all[kept - 1].id, all[i].id))
			all[kept++] = all[i];
		else if (!str_eq(all[kept - 1].line, all[i].line) && all[i].row < wrong)
			wrong = all[i].row;
	}
	x->row = wrong;
	if (wrong < x->table.n_rows)
		return refuse_cell(x, mapping_column(x->m, STR("organisation.id")),
			N_("Organisationen står med andra uppgifter på en tidigare rad."));
	qsort(all, kept, sizeof(*all), compare_rows);
	*n = kept;
	return OK;
}

static enum err
put_organisations(struct applying *x, struct buf *out)
{
	size_t n = x->table.n_rows, i;
	struct naming *all = ARENA_ARRAY(x->arena, struct naming, n + 1);

	x->out->rows = ARENA_ARRAY(x->arena, size_t, n + 1);
	if (!all || !x->out->rows)
		return ERR_LIMIT;
	for (x->row = 0; x->row < n; x->row++)
		TRY(read_naming(x, &all[x->row]));
	TRY(keep_first(x, all, &n));
	TRY(put_cells(x, "organisation.", organisation_wanted, N_OF(organisation_wanted), false,
		out));
	csv_end_row(out);
	for (i = 0; i < n; i++) {
		x->out->rows[i] = all[i].row;
		buf_put(out, all[i].line);
		csv_end_row(out);
	}
	x->out->n_rows = n;
	return buf_err(out);
}

/* Each belongs to the organisation of its row. */
static enum err
put_services(struct applying *x, struct buf *out)
{
	struct str organisation = STR("organisation_id");
	size_t n = x->table.n_rows, line;

	for (line = 0; line <= n; line++) {
		x->row = line > 0 ? line - 1 : 0;
		TRY(put_cells(
			x, "service.", service_wanted, N_OF(service_wanted), line > 0, out));
		if (line > 0)
			TRY(cell_of(x, STR("organisation.id"), "", &organisation));
		csv_put_text(out, false, organisation);
		csv_end_row(out);
	}
	return buf_err(out);
}

/* ---- the file ---- */

/* Every column that the mapping fetches is in their file; an organisation has an id that is fetched. */
static enum err
check_columns(struct applying *x)
{
	const struct mapping *m = x->m;
	const struct mapping_column *id = mapping_column(m, STR("organisation.id"));
	struct str rest, part;
	size_t i;

	if (!id || id->is_constant)
		return mapping_refuse(x->fault, m->file, id ? id->line : 0,
			STR("organisation.id"), N_("Kolumnen ska hämtas ur filen med <-."));
	for (i = 0; i < m->n_columns; i++) {
		rest = m->columns[i].from;
		if (m->columns[i].is_constant || their_column(x, rest) >= 0)
			continue;
		while (str_split(&rest, '+', &part))
			if (their_column(x, str_trim(part)) < 0)
				return mapping_refuse(x->fault, x->out->file, 1, str_trim(part),
					N_("Kolumnen saknas."));
	}
	return OK;
}

static enum err
make_files(struct applying *x)
{
	struct buf organisations BUF_CLEANUP = buf_new(CSV_BYTES_MAX);
	struct buf services BUF_CLEANUP = buf_new(CSV_BYTES_MAX);

	TRY(check_columns(x));
	TRY(put_organisations(x, &organisations));
	TRY(put_services(x, &services));
	x->out->in.organisations = arena_str(x->arena, buf_str(&organisations));
	x->out->in.services = arena_str(x->arena, buf_str(&services));
	return arena_is_full(x->arena) ? ERR_LIMIT : OK;
}

enum err
mapping_apply(const struct mapping *m, struct str text, struct arena *a, struct mapped *out,
	struct csv_fault *fault)
{
	struct applying x = {
		.m = m, .arena = a, .out = out, .fault = fault, .cell = buf_new(CELL_BYTES)
	};
	enum err e = csv_read_separated(text, m->separator, a, &x.table, fault);

	if (e != OK)
		fault->file = out->file;
	else
		e = make_files(&x);
	buf_free(&x.cell);
	return e;
}

/* Row 1 of ours is the mapping's own work; any other cell is theirs, or a constant. */
void
mapping_place_fault(const struct mapping *m, const struct mapped *made, struct arena *a,
	struct csv_fault *fault)
{
	bool is_service = str_eq(fault->file, STR("services.csv"));
	struct str name = arena_printf(
		a, "%s.%.*s", is_service ? "service" : "organisation", STR_ARG(fault->column));
	const struct mapping_column *column;
	size_t row = fault->row > 1 ? (size_t)fault->row - 2 : 0;

	if (str_eq(name, STR("service.organisation_id")))
		name = STR("organisation.id");
	column = mapping_column(m, name);
	if (!column || column->is_constant || fault->row < 2) {
		*fault = (struct csv_fault){ .file = m->file,
			.row = column ? column->line : 0,
			.column = name,
			.reason = fault->reason };
		return;
	}
	if (!is_service && row < made->n_rows)
		row = made->rows[row];
	fault->file = made->file;
	fault->row = (int64_t)row + 2;
	fault->column = column->from;
}
