/* CSV text to a table of slices, by libcsv. */
#include "core/csv/csv_reader.h"

#include <csv.h>

#include "core/i18n/i18n.h"

/* What the callbacks of libcsv share; they cannot fail, so the first fault sticks. */
struct reading {
	struct arena *arena;
	struct csv_table *table;
	struct csv_fault *fault;
	size_t cells_size; /* cells there is room for */
	size_t n_cells;
	size_t n_in_row;
	int64_t row;
	enum err err;
	char separator;
};

static void
stop(struct reading *r, enum err e, struct str column, const char *reason)
{
	if (r->err != OK)
		return;
	r->err = e;
	*r->fault = (struct csv_fault){ .row = r->row, .column = column, .reason = reason };
}

/* Room for one more cell: the array doubles, the arena forgets the old one at its end. */
static enum err
make_room(struct reading *r)
{
	struct str *more;

	if (r->n_cells < r->cells_size)
		return OK;
	more = ARENA_ARRAY(r->arena, struct str, r->cells_size * 2);
	if (!more)
		return ERR_LIMIT;
	memcpy(more, r->table->cells, r->n_cells * sizeof(*more));
	r->table->cells = more;
	r->cells_size *= 2;
	return OK;
}

static void
take_header(struct reading *r, struct str name)
{
	struct csv_table *t = r->table;

	if (r->n_in_row == CSV_COLUMNS_MAX) {
		stop(r, ERR_LIMIT, name, N_("För många kolumner."));
		return;
	}
	if (csv_column(t, arena_cstr(r->arena, name)) >= 0)
		stop(r, ERR_INVALID, name, N_("Kolumnen finns två gånger."));
	t->header[t->n_columns++] = name;
}

static void
take_cell(struct reading *r, struct str cell)
{
	struct csv_table *t = r->table;

	if (r->n_in_row >= t->n_columns) {
		stop(r, ERR_INVALID, STR_NULL, N_("Raden har fler fält än rubrikraden."));
		return;
	}
	if (csv_looks_like_personal_number(cell))
		stop(r, ERR_INVALID, t->header[r->n_in_row],
		        N_("Kolumnen ser ut att innehålla personnummer. Sådana tas aldrig "
		           "emot."));
	if (make_room(r) != OK) {
		stop(r, ERR_LIMIT, STR_NULL, N_("Filen är för stor."));
		return;
	}
	t->cells[r->n_cells++] = cell;
}

/* What csv_put_text puts before a cell that a spreadsheet would take for a formula: "'+46 8 1". */
static struct str
without_guard(struct str cell)
{
	size_t marks = 0;
	bool is_formula;

	while (marks < cell.n && cell.p[marks] == '\'')
		marks++;
	is_formula = marks < cell.n && cell.p[marks] && strchr("=+-@", cell.p[marks]);
	return marks > 0 && is_formula ? str_sub(cell, 1, cell.n) : cell;
}

static void
on_field(void *bytes, size_t n, void *context)
{
	struct reading *r = context;
	struct str text = without_guard(
		str_trim(arena_str(r->arena, (struct str){ bytes ? bytes : "", n })));

	if (r->err != OK)
		return;
	if (r->row == 1)
		take_header(r, text);
	else
		take_cell(r, text);
	r->n_in_row++;
}

static void
on_row(int end __attribute__((unused)), void *context)
{
	struct reading *r = context;

	if (r->err != OK)
		return;
	if (r->row > 1 && r->n_in_row < r->table->n_columns)
		stop(r, ERR_INVALID, STR_NULL, N_("Raden har färre fält än rubrikraden."));
	if (r->row > CSV_ROWS_MAX)
		stop(r, ERR_LIMIT, STR_NULL, N_("Filen har för många rader."));
	if (r->err != OK)
		return;
	if (r->row > 1)
		r->table->n_rows++;
	r->row++;
	r->n_in_row = 0;
}

static void
parse(struct reading *r, struct str text)
{
	struct csv_parser parser;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
		stop(r, ERR_LIMIT, STR_NULL, N_("Minnet tog slut."));
		return;
	}
	csv_set_delim(&parser, (unsigned char)r->separator);
	if (csv_parse(&parser, text.p, text.n, on_field, on_row, r) != text.n ||
	        csv_fini(&parser, on_field, on_row, r) != 0)
		stop(r, ERR_INVALID, STR_NULL, N_("Ett citattecken är inte avslutat."));
	csv_free(&parser);
	if (r->table->n_columns == 0)
		stop(r, ERR_INVALID, STR_NULL, N_("Filen är tom: rubrikraden saknas."));
}

enum err
csv_read_separated(struct str text, char separator, struct arena *a, struct csv_table *out,
	struct csv_fault *fault)
{
	struct csv_table table = { 0 };
	struct csv_fault found = { 0 };
	struct reading r = {
		.arena = a, .table = &table, .fault = &found, .cells_size = 256, .row = 1,
		.separator = separator
	};

	if (text.n > CSV_BYTES_MAX)
		stop(&r, ERR_LIMIT, STR_NULL, N_("Filen är för stor."));
	else if (!str_is_utf8(text))
		stop(&r, ERR_INVALID, STR_NULL, N_("Filen är inte kodad i UTF-8."));
	table.header = ARENA_ARRAY(a, struct str, CSV_COLUMNS_MAX);
	table.cells = ARENA_ARRAY(a, struct str, r.cells_size);
	if (!table.header || !table.cells)
		stop(&r, ERR_LIMIT, STR_NULL, N_("Minnet tog slut."));
	if (str_starts(text, STR("\xEF\xBB\xBF")))
		text = str_sub(text, 3, text.n);
	if (r.err == OK)
		parse(&r, text);
	if (r.err == OK && arena_is_full(a))
		stop(&r, ERR_LIMIT, STR_NULL, N_("Filen är för stor."));
	if (r.err != OK) {
		*fault = found;
		return r.err;
	}
	*out = table;
	return OK;
}

enum err
csv_read(struct str text, struct arena *a, struct csv_table *out, struct csv_fault *fault)
{
	return csv_read_separated(text, ',', a, out, fault);
}

int
csv_column(const struct csv_table *table, const char *name)
{
	struct str wanted = str_of(name);
	size_t i;

	for (i = 0; i < table->n_columns; i++)
		if (str_eq(table->header[i], wanted))
			return (int)i;
	return -1;
}

struct str
csv_cell(const struct csv_table *table, size_t row, int column)
{
	if (column < 0 || row >= table->n_rows)
		return STR_NULL;
	return table->cells[row * table->n_columns + (size_t)column];
}
