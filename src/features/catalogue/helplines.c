/* The national help lines, read from the file that the program carries. */
#include "features/catalogue/catalogue.h"

#include "features/catalogue/content.h"
#include "features/catalogue/rows.h"

enum { HELPLINES_MAX = 100 };

/* Always on top, in this order. */
static const char *const first_codes[] = { "larm", "polis", "kvinnofrid" };
enum { N_FIRST = 3 };

static const char *const columns[] = { "id", "name", "phone", "tracks", "audience", "hours",
	"languages", "anonymous", "on_phone_bill", "source", "source_date", "note",
	"search_words" };
enum { N_COLUMNS = 13 };

/* "dygnet runt (?)" is a value that nobody has confirmed. */
static struct str
confirmed(struct str value, bool *is_unconfirmed)
{
	struct str mark = STR("(?)");

	*is_unconfirmed = str_ends(value, mark);
	return *is_unconfirmed ? str_trim(str_sub(value, 0, value.n - mark.n)) : value;
}

static int
first_rank(struct str code)
{
	int i;

	for (i = 0; i < N_FIRST; i++) {
		if (str_eq(code, str_of(first_codes[i])))
			return i;
	}
	return N_FIRST;
}

static enum err
bad(struct csv_fault *fault, size_t row, const char *column, const char *reason)
{
	*fault = (struct csv_fault){
		.row = (int64_t)row + 2, .column = str_of(column), .reason = reason
	};
	return ERR_INVALID;
}

static enum err
read_line(const struct csv_table *t, size_t row, struct helpline *out, struct csv_fault *fault)
{
	struct str cells[N_COLUMNS];
	const struct choice *anonymous, *bill;
	bool ignored;
	int i;

	for (i = 0; i < N_COLUMNS; i++)
		cells[i] = csv_cell(t, row, csv_column(t, columns[i]));
	*out = (struct helpline){ .code = cells[0], .name = cells[1], .audience = cells[4],
		.source = cells[9], .source_month = cells[10], .note = cells[11],
		.search_words = cells[12],
		.is_first = first_rank(cells[0]) < N_FIRST };
	out->phone = confirmed(cells[2], &out->is_phone_unconfirmed);
	out->hours = confirmed(cells[5], &out->is_hours_unconfirmed);
	out->languages = confirmed(cells[6], &out->is_languages_unconfirmed);
	if (str_is_empty(out->code) || str_is_empty(out->name) || str_is_empty(out->phone))
		return bad(fault, row, "phone", N_("Id, namn och nummer måste finnas."));
	if (catalogue_bits(cells[3], track_choices, TRACK_CHOICES, &out->tracks) != OK)
		return bad(fault, row, "tracks", N_("Koden är okänd."));
	anonymous = choice_by_code(
		anonymous_choices, ANONYMOUS_CHOICES, confirmed(cells[7], &ignored));
	bill = choice_by_code(
		on_phone_bill_choices, ON_PHONE_BILL_CHOICES, confirmed(cells[8], &ignored));
	if (!anonymous)
		return bad(fault, row, "anonymous", N_("Koden är okänd."));
	if (!bill)
		return bad(fault, row, "on_phone_bill", N_("Koden är okänd."));
	out->anonymous = (enum anonymous)anonymous->value;
	out->on_phone_bill = (enum on_phone_bill)bill->value;
	return OK;
}

/* The acute ones on top in their order, the others as the file has them. */
static void
put_first_on_top(struct helpline *lines, size_t n)
{
	size_t i, j;

	for (i = 1; i < n; i++) {
		struct helpline moving = lines[i];

		for (j = i; j > 0 && first_rank(lines[j - 1].code) > first_rank(moving.code);
			j--)
			lines[j] = lines[j - 1];
		lines[j] = moving;
	}
}

enum err
helplines_parse(struct str text, struct arena *a, struct helpline **out, size_t *n,
	struct csv_fault *fault)
{
	struct csv_table table;
	struct helpline *lines;
	size_t i;

	TRY(csv_read(text, a, &table, fault));
	for (i = 0; i < N_COLUMNS; i++) {
		if (csv_column(&table, columns[i]) < 0) {
			*fault = (struct csv_fault){ .row = 1, .column = str_of(columns[i]),
				.reason = N_("Kolumnen saknas.") };
			return ERR_INVALID;
		}
	}
	if (table.n_rows > HELPLINES_MAX)
		return ERR_LIMIT;
	lines = ARENA_ARRAY(a, struct helpline, table.n_rows + 1);
	if (!lines)
		return ERR_LIMIT;
	for (i = 0; i < table.n_rows; i++)
		TRY(read_line(&table, i, &lines[i], fault));
	put_first_on_top(lines, table.n_rows);
	*out = lines;
	*n = table.n_rows;
	return OK;
}

/* The file is part of the program: a fault in it is a fault of the build, and a test reads it. */
enum err
helplines(struct arena *a, struct helpline **out, size_t *n)
{
	const struct embedded_file *file =
		embedded_find(&embedded_catalogue_content, STR("helplines.csv"));
	struct csv_fault fault;

	assert_always(file);
	return helplines_parse(embedded_str(file), a, out, n, &fault);
}
