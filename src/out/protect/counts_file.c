/* Long tables of counts and of protected figures. */
#include "out/protect/counts_file.h"

#include "out/csv/csv_out.h"
#include "out/protect/interval.h"

enum { COUNT_MAX = 1000000000, NO_COUNT = -1 };

enum column { LEVEL, GROUP, PARENT, BALLOTS, TOPIC, ANSWER, COUNT, COLUMNS };
static const char *const column_names[COLUMNS] = { "level", "group", "parent", "n", "topic",
	"answer", "count" };

struct reading {
	const struct plan *plan;
	struct arena *arena;
	struct csv_table table;
	int columns[COLUMNS];
	struct counts_file file;
	int64_t *given;		/* by measure, then cell; NO_COUNT = no row yet */
	int64_t *first_row;	/* by cell, for messages */
	struct csv_fault *fault;
};

/* `row` counts from 0 under the header; -1 = the file as a whole. */
static enum err
refuse(struct reading *r, int64_t row, enum column column, const char *reason)
{
	*r->fault = (struct csv_fault){ .row = row < 0 ? 0 : row + 2,
		.column = str_of(column_names[column]), .reason = reason };
	return ERR_INVALID;
}

static struct str
text_at(const struct reading *r, size_t row, enum column column)
{
	return csv_cell(&r->table, row, r->columns[column]);
}

static int64_t *
given_at(struct reading *r, size_t measure, size_t cell)
{
	return &r->given[measure * r->table.n_rows + cell];
}

static enum err
number_at(struct reading *r, size_t row, enum column column, int64_t *out)
{
	struct str text = text_at(r, row, column);
	int64_t n;

	if (text.n == 0 || text.p[0] == '-' || str_to_int(text, &n) != OK || n > COUNT_MAX)
		return refuse(r, (int64_t)row, column,
			"Ska vara ett heltal från 0 till en miljard.");
	*out = n;
	return OK;
}

/* The cell of a group, or -1; most often it is the last one. */
static int32_t
cell_of(const struct reading *r, struct str group)
{
	size_t i;

	for (i = r->file.n_cells; i-- > 0;)
		if (str_eq(r->file.groups[i], group))
			return (int32_t)i;
	return -1;
}

static enum err
new_cell(struct reading *r, size_t row, const struct cell *cell)
{
	size_t c = r->file.n_cells;

	r->file.cells[c] = *cell;
	r->file.groups[c] = text_at(r, row, GROUP);
	r->first_row[c] = (int64_t)row;
	r->file.n_cells++;
	return OK;
}

/* What the row says of its group; the first row of a group makes it. */
static enum err
read_group(struct reading *r, size_t row, int32_t *out)
{
	struct str parent = text_at(r, row, PARENT), group = text_at(r, row, GROUP);
	struct cell cell = { .kind = CELL_DRAWN, .parent = -1 };
	int32_t at = cell_of(r, group);

	cell.layer = cell.part = plan_layer(r->plan, text_at(r, row, LEVEL));
	if (cell.layer < 0)
		return refuse(r, (int64_t)row, LEVEL, "Nivån finns inte i planen.");
	if (str_is_empty(group))
		return refuse(r, (int64_t)row, GROUP, "Gruppen saknas.");
	TRY(number_at(r, row, BALLOTS, &cell.n));
	if (!str_is_empty(parent)) {
		cell.parent = cell_of(r, parent);
		if (cell.parent < 0 || cell.parent == at)
			return refuse(r, (int64_t)row, PARENT,
				"Gruppen som den är en del av ska stå längre upp i filen.");
	}
	if (at < 0) {
		*out = (int32_t)r->file.n_cells;
		return new_cell(r, row, &cell);
	}
	if (r->file.cells[at].layer != cell.layer)
		return refuse(r, (int64_t)row, LEVEL, "Gruppen har stått med en annan nivå.");
	if (r->file.cells[at].parent != cell.parent)
		return refuse(r, (int64_t)row, PARENT,
			"Gruppen har stått som del av en annan grupp.");
	if (r->file.cells[at].n != cell.n)
		return refuse(r, (int64_t)row, BALLOTS, "Gruppen har stått med ett annat n.");
	*out = at;
	return OK;
}

static enum err
read_row(struct reading *r, size_t row)
{
	int32_t cell;
	int64_t count;
	int m;

	TRY(read_group(r, row, &cell));
	m = plan_measure(r->plan, text_at(r, row, TOPIC), text_at(r, row, ANSWER));
	if (m < 0)
		return refuse(r, (int64_t)row, TOPIC,
			"Planen har inget sådant ämne med det svaret.");
	if (fraction_is_zero(r->plan->layers[r->file.cells[cell].layer].epsilon[m]))
		return refuse(r, (int64_t)row, ANSWER, "Planen drar inte det på den nivån.");
	if (*given_at(r, (size_t)m, (size_t)cell) != NO_COUNT)
		return refuse(r, (int64_t)row, ANSWER, "Raden har stått redan.");
	TRY(number_at(r, row, COUNT, &count));
	*given_at(r, (size_t)m, (size_t)cell) = count;
	return OK;
}

static enum err
check_cell(struct reading *r, size_t cell)
{
	const struct cell *at = &r->file.cells[cell];
	int64_t most;
	size_t m, k;

	for (m = 0; m < r->plan->n_measures; m++) {
		if (fraction_is_zero(r->plan->layers[at->layer].epsilon[m]))
			continue;
		if (*given_at(r, m, cell) == NO_COUNT)
			return refuse(r, r->first_row[cell], ANSWER,
				"Gruppen saknar en rad för något som planen drar på nivån.");
		most = at->n;
		for (k = 0; k < m; k++)
			if ((r->plan->measures[m].within >> k & 1) &&
					*given_at(r, k, cell) < most)
				most = *given_at(r, k, cell);
		if (*given_at(r, m, cell) > most)
			return refuse(r, r->first_row[cell], COUNT,
				"Ett antal i gruppen är större än det som det är en del av.");
	}
	return OK;
}

/* The parts of one measure against their parents; sums holds a place per cell and layer. */
static enum err
check_sums(struct reading *r, size_t m, int64_t *sums)
{
	size_t c;

	memset(sums, 0, r->file.n_cells * PLAN_LAYERS_MAX * sizeof(*sums));
	for (c = 0; c < r->file.n_cells; c++) {
		const struct cell *cell = &r->file.cells[c];

		if (cell->parent >= 0 && *given_at(r, m, c) != NO_COUNT)
			sums[cell->parent * PLAN_LAYERS_MAX + cell->layer] +=
				*given_at(r, m, c);
	}
	for (c = 0; c < r->file.n_cells; c++) {
		const struct cell *cell = &r->file.cells[c];

		if (cell->parent < 0 || *given_at(r, m, c) == NO_COUNT ||
				*given_at(r, m, (size_t)cell->parent) == NO_COUNT)
			continue;
		if (sums[cell->parent * PLAN_LAYERS_MAX + cell->layer] !=
				*given_at(r, m, (size_t)cell->parent))
			return refuse(r, r->first_row[c], COUNT,
				"Delarnas antal är tillsammans inte gruppens.");
	}
	return OK;
}

static enum err
check_all(struct reading *r)
{
	int64_t *sums = ARENA_ARRAY(r->arena, int64_t, r->file.n_cells * PLAN_LAYERS_MAX);
	size_t c, m, bad = 0;

	if (!sums)
		return ERR_LIMIT;
	for (c = 0; c < r->file.n_cells; c++)
		TRY(check_cell(r, c));
	if (!tree_is_sound(r->file.cells, r->file.n_cells, r->arena, &bad))
		return refuse(r, r->first_row[bad], BALLOTS,
			"Delarnas n är tillsammans inte gruppens.");
	for (m = 0; m < r->plan->n_measures; m++)
		TRY(check_sums(r, m, sums));
	return OK;
}

static enum err
read_columns(struct reading *r)
{
	int i;

	for (i = 0; i < COLUMNS; i++) {
		r->columns[i] = csv_column(&r->table, column_names[i]);
		if (r->columns[i] < 0)
			return refuse(r, -1, (enum column)i, "Kolumnen saknas.");
	}
	if (r->table.n_rows == 0)
		return refuse(r, -1, LEVEL, "Filen har inga rader.");
	return OK;
}

static enum err
make_arrays(struct reading *r)
{
	size_t n = r->table.n_rows, i;

	r->file.cells = ARENA_ARRAY(r->arena, struct cell, n);
	r->file.groups = ARENA_ARRAY(r->arena, struct str, n);
	r->first_row = ARENA_ARRAY(r->arena, int64_t, n);
	r->given = ARENA_ARRAY(r->arena, int64_t, n * r->plan->n_measures);
	if (!r->file.cells || !r->file.groups || !r->first_row || !r->given)
		return ERR_LIMIT;
	for (i = 0; i < n * r->plan->n_measures; i++)
		r->given[i] = NO_COUNT;
	return OK;
}

static enum err
hand_over(struct reading *r)
{
	size_t c, m;

	r->file.counts = counts_new(r->arena, r->file.n_cells, r->plan->n_measures);
	if (!r->file.counts)
		return ERR_LIMIT;
	for (m = 0; m < r->plan->n_measures; m++)
		for (c = 0; c < r->file.n_cells; c++)
			if (*given_at(r, m, c) != NO_COUNT)
				counts_add(r->file.counts, c, m, *given_at(r, m, c));
	return OK;
}

enum err
counts_file_read(struct str csv, const struct plan *plan, struct arena *a,
	struct counts_file *out, struct csv_fault *fault)
{
	struct csv_fault found = { 0 };
	struct reading r = { .plan = plan, .arena = a, .fault = &found };
	enum err e;
	size_t row;

	e = csv_read(csv, a, &r.table, &found);
	if (e == OK)
		e = read_columns(&r);
	if (e == OK)
		e = make_arrays(&r);
	for (row = 0; e == OK && row < r.table.n_rows; row++)
		e = read_row(&r, row);
	if (e == OK)
		e = check_all(&r);
	if (e == OK)
		e = hand_over(&r);
	if (e != OK) {
		*fault = found;
		return e;
	}
	*out = r.file;
	return OK;
}

static void
put_thousandths(struct buf *out, int32_t v)
{
	buf_printf(out, ",%d.%03d", v / 1000, v % 1000);
}

static void
put_shares(const struct plan *plan, const struct counts_file *file,
	const struct figure *figures, size_t m, size_t c, struct buf *out)
{
	const struct figure *figure = &figures[m * file->n_cells + c], *whole;
	int of = plan->measures[m].of;
	struct share share;

	if (of < 0) {
		share = share_of(figure->value, file->cells[c].n, figure->variance);
	} else {
		whole = &figures[(size_t)of * file->n_cells + c];
		if (whole->value == 0 || figure->value > whole->value) {
			buf_put(out, STR(",,,"));
			return;
		}
		share = share_of_drawn(figure->value, figure->variance, whole->value,
			whole->variance);
	}
	put_thousandths(out, share.share);
	put_thousandths(out, share.low);
	put_thousandths(out, share.high);
}

static void
put_figure(const struct plan *plan, const struct counts_file *file,
	const struct figure *figures, size_t m, size_t c, struct buf *out)
{
	const struct cell *cell = &file->cells[c];
	bool is_few = cell->n < plan->few;

	csv_put_text(out, true, plan->layers[cell->layer].name);
	csv_put_text(out, false, file->groups[c]);
	if (is_few)
		csv_put_text(out, false, STR("few"));
	else
		csv_put_int(out, false, cell->n);
	csv_put_text(out, false, plan->measures[m].topic);
	csv_put_text(out, false, plan->measures[m].answer);
	if (is_few) {
		buf_put(out, STR(",few,,,"));
	} else {
		csv_put_int(out, false, figures[m * file->n_cells + c].value);
		put_shares(plan, file, figures, m, c, out);
	}
	csv_end_row(out);
}

void
counts_file_put(const struct plan *plan, const struct counts_file *file,
	const struct figure *figures, struct buf *out)
{
	size_t c, m;

	buf_put(out, STR("level,group,n,topic,answer,value,share,low,high\r\n"));
	for (c = 0; c < file->n_cells; c++)
		for (m = 0; m < plan->n_measures; m++)
			if (!fraction_is_zero(
					plan->layers[file->cells[c].layer].epsilon[m]))
				put_figure(plan, file, figures, m, c, out);
}
