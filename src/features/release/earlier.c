/* Yearly tallies from before Lotsa: read from a file, and shown beside what was drawn. */
#include "core/csv/csv_reader.h"
#include "features/release/internal.h"
#include "features/release/release.sql.h"

enum { YEAR_FIRST = 2000, OF_LEAST = 10, OF_MOST = 1000000 };

/* A file on its way in. */
struct bringing {
	struct tx *tx;
	const struct scope *scope;
	struct arena *arena;
	struct date today;
	struct csv_table table;
	size_t row;
	struct csv_fault *fault;
	earlier_release_id release;
};

static const struct {
	const char *name;
	bool is_required;
} columns[] = {
	{ "association", true }, { "year", true }, { "topic", true }, { "yes", true },
	{ "of", true }, { "epsilon", false },
};
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static enum err
refuse(struct bringing *b, const char *column, const char *reason)
{
	*b->fault = (struct csv_fault){ .row = (int64_t)b->row + 2, .column = str_of(column),
		.reason = reason };
	return ERR_INVALID;
}

static enum err
check_columns(struct bringing *b)
{
	size_t i, k;

	for (i = 0; i < COLUMNS; i++)
		if (columns[i].is_required && csv_column(&b->table, columns[i].name) < 0) {
			*b->fault = (struct csv_fault){ .row = 1,
				.column = str_of(columns[i].name),
				.reason = "kolumnen saknas" };
			return ERR_INVALID;
		}
	for (i = 0; i < b->table.n_columns; i++) {
		for (k = 0; k < COLUMNS; k++)
			if (str_eq(b->table.header[i], str_of(columns[k].name)))
				break;
		if (k == COLUMNS) {
			*b->fault = (struct csv_fault){ .row = 1, .column = b->table.header[i],
				.reason = "kolumnen är okänd" };
			return ERR_INVALID;
		}
	}
	return OK;
}

static struct str
cell(const struct bringing *b, const char *column)
{
	return csv_cell(&b->table, b->row, csv_column(&b->table, column));
}

static bool
is_topic(struct str topic)
{
	size_t i;

	for (i = 0; i < ANSWER_STATES; i++)
		if (str_eq(topic, str_of(answer_states[i].topic)))
			return true;
	for (i = 0; i < ANSWER_TOPICS; i++)
		if (str_eq(topic, str_of(answer_topics[i].topic)))
			return true;
	return false;
}

static enum err
read_numbers(struct bringing *b, struct sql_release_add_earlier_figure_in *out)
{
	struct fraction epsilon;

	if (str_to_int(cell(b, "of"), &out->n_of) != OK || out->n_of < OF_LEAST ||
			out->n_of > OF_MOST)
		return refuse(b, "of",
			"antalet svar ska vara ett heltal, 10 eller fler; grupper under tio "
			"visas inte");
	if (str_to_int(cell(b, "yes"), &out->yes) != OK || out->yes < 0 ||
			out->yes > out->n_of)
		return refuse(b, "yes", "ska vara ett heltal från 0 till talet i of");
	out->epsilon = cell(b, "epsilon");
	if (!str_is_empty(out->epsilon) && (fraction_parse(out->epsilon, &epsilon) != OK ||
			fraction_is_zero(epsilon)))
		return refuse(b, "epsilon",
			"ska vara ett bråk som 3/4, eller tomt när talet är exakt");
	return OK;
}

/* The year of an association that has none yet, neither of its own answers nor of another file. */
static enum err
read_year(struct bringing *b, struct sql_release_add_earlier_figure_in *out)
{
	struct db *db = tx_db(b->tx);
	struct sql_release_earlier_known known;
	struct sql_release_earlier_counted counted;

	if (str_to_int(cell(b, "year"), &out->year) != OK || out->year < YEAR_FIRST ||
			out->year >= month_year(date_month(b->today)))
		return refuse(b, "year", "ska vara ett år från 2000 som har gått till ända");
	TRY(sql_release_earlier_known(db, b->arena, out->association_id, out->year, b->release,
		&known));
	if (known.n > 0)
		return refuse(b, "year", "förbundets år är redan inläst, och ändras inte");
	TRY(sql_release_earlier_counted(db, b->arena, out->association_id, out->year * 2,
		&counted));
	if (counted.n > 0)
		return refuse(b, "year",
			"Lotsa har egna svar från förbundets år; exakta tal bredvid dem skulle "
			"ta bort deras skydd");
	return OK;
}

static enum err
read_row(struct bringing *b, struct sql_release_add_earlier_figure_in *out)
{
	struct org_row org;
	enum err e = org_by_code(tx_db(b->tx), b->arena, cell(b, "association"), &org);

	if (e == ERR_NOT_FOUND || (e == OK && org.kind != ORG_ASSOCIATION))
		return refuse(b, "association", "det finns inget samordningsförbund med koden");
	TRY(e);
	*out = (struct sql_release_add_earlier_figure_in){ .earlier_release_id = b->release,
		.association_id = org.id, .topic = cell(b, "topic") };
	TRY(read_year(b, out));
	if (!is_topic(out->topic))
		return refuse(b, "topic", "okänt ämne; de heter som i landets CSV, "
					  "till exempel ANY eller PHYSICAL");
	return read_numbers(b, out);
}

static enum err
bring_row(struct bringing *b, struct earlier_done *done)
{
	struct sql_release_add_earlier_figure_in figure;
	enum err e;

	TRY(read_row(b, &figure));
	e = sql_release_add_earlier_figure(b->tx, &figure);
	if (e == ERR_CONFLICT)
		return refuse(b, "topic", "samma förbund, år och ämne står två gånger");
	TRY(e);
	done->figures++;
	done->unprotected += str_is_empty(figure.epsilon);
	return OK;
}

static enum err
bring(struct bringing *b, struct earlier_done *done)
{
	struct sql_release_add_earlier added;

	TRY(check_columns(b));
	if (b->table.n_rows == 0) {
		*b->fault = (struct csv_fault){ .reason = "filen har inga rader" };
		return ERR_INVALID;
	}
	TRY(sql_release_add_earlier(b->tx, b->scope, b->arena, date_month(b->today), &added));
	b->release = added.id;
	for (b->row = 0; b->row < b->table.n_rows; b->row++)
		TRY(bring_row(b, done));
	return OK;
}

enum err
release_import_earlier(struct tx *tx, const struct scope *scope, struct arena *a,
	struct str csv, struct date today, struct earlier_done *done, struct csv_fault *fault)
{
	struct bringing b = { .tx = tx, .scope = scope, .arena = a, .today = today,
		.fault = fault };

	*done = (struct earlier_done){ 0, 0 };
	*fault = (struct csv_fault){ .row = 0 };
	TRY(csv_read(csv, a, &b.table, fault));
	return bring(&b, done);
}

/* ---- showing ---- */

enum err
release_earlier(struct db *db, struct arena *a, org_id association,
	const struct earlier_figure **figures, size_t *n)
{
	struct sql_release_earlier_figures *rows;
	struct earlier_figure *out;
	size_t i;

	TRY(sql_release_earlier_figures(db, a, association, &rows, n));
	out = ARENA_ARRAY(a, struct earlier_figure, *n + 1);
	if (!out)
		return ERR_LIMIT;
	for (i = 0; i < *n; i++) {
		struct fraction epsilon;
		bool is_protected = fraction_parse(rows[i].epsilon, &epsilon) == OK;
		double variance = is_protected ? noise_variance(epsilon) : 0;

		out[i] = (struct earlier_figure){ rows[i].year, rows[i].yes, rows[i].n_of,
			rows[i].topic, rows[i].epsilon, is_protected,
			share_of(rows[i].yes, rows[i].n_of, variance) };
	}
	*figures = out;
	return OK;
}
