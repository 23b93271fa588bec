/* A coverage table as text, CSV and JSON, for files and the command line. */
#include "features/statistics/statistics.h"

#include "core/json/json.h"
#include "out/csv/csv_out.h"

static void
csv_row(struct buf *out, const char *table, struct str group, const struct coverage_cell *cell)
{
	csv_put_text(out, true, str_of(table));
	csv_put_text(out, false, group);
	if (cell->is_few) {
		csv_put_text(out, false, STR("few"));
		csv_put_text(out, false, STR("few"));
		csv_put_text(out, false, STR("few"));
		csv_put_text(out, false, STR_NULL);
	} else {
		csv_put_int(out, false, cell->due);
		csv_put_int(out, false, cell->asked);
		csv_put_int(out, false, cell->declined);
		if (cell->due > 0)
			csv_put_int(out, false, share_percent(cell->asked, cell->due));
		else
			csv_put_text(out, false, STR_NULL);
	}
	csv_end_row(out);
}

void
coverage_put_csv(const struct coverage *coverage, struct buf *out)
{
	size_t t, i;

	buf_put(out, STR("table,group,due,asked,declined,percent\r\n"));
	csv_row(out, "all", coverage->period.code, &coverage->all);
	for (t = 0; t < coverage->n_tables; t++)
		for (i = 0; i < coverage->tables[t].n; i++)
			csv_row(out, coverage->tables[t].code, coverage->tables[t].rows[i].code,
				&coverage->tables[t].rows[i].cell);
}

static void
json_cell(struct buf *out, const struct coverage_cell *cell)
{
	if (cell->is_few) {
		buf_put(out, STR("\"few\": true"));
		return;
	}
	buf_printf(out, "\"due\": %lld, \"asked\": %lld, \"declined\": %lld, \"percent\": ",
		(long long)cell->due, (long long)cell->asked, (long long)cell->declined);
	if (cell->due > 0)
		buf_put_int(out, share_percent(cell->asked, cell->due));
	else
		buf_put(out, STR("null"));
}

static void
json_table(struct buf *out, const struct coverage_table *table)
{
	size_t i;

	buf_put(out, STR(",\n\t\""));
	buf_put_cstr(out, table->code);
	buf_put(out, STR("\": ["));
	for (i = 0; i < table->n; i++) {
		buf_put_cstr(out, i ? ",\n\t\t{\"group\": " : "\n\t\t{\"group\": ");
		json_put_text(out, table->rows[i].code);
		buf_put(out, STR(", "));
		json_cell(out, &table->rows[i].cell);
		buf_put_byte(out, '}');
	}
	buf_put_byte(out, ']');
}

void
coverage_put_json(const struct coverage *coverage, struct buf *out)
{
	size_t t;

	buf_put(out, STR("{\n\t\"place\": "));
	json_put_text(out, coverage->place);
	buf_put(out, STR(",\n\t\"period\": "));
	json_put_text(out, coverage->period.code);
	buf_printf(out, ",\n\t\"through\": \"%04d-%02d\",\n\t\"all\": {",
		month_year(coverage->through), month_number(coverage->through));
	json_cell(out, &coverage->all);
	buf_put_byte(out, '}');
	for (t = 0; t < coverage->n_tables; t++)
		json_table(out, &coverage->tables[t]);
	buf_put(out, STR("\n}\n"));
}

/* Pads to a column of `width` characters, not bytes. */
static void
text_column(struct buf *out, struct str s, size_t width)
{
	size_t n = str_code_points(s);

	buf_put(out, s);
	while (n++ < width)
		buf_put_byte(out, ' ');
}

static void
text_row(struct buf *out, struct arena *a, struct str label, const struct coverage_cell *cell)
{
	buf_put(out, STR("  "));
	text_column(out, label, 34);
	if (cell->is_few) {
		buf_put(out, STR("färre än tio\n"));
		return;
	}
	text_column(out, arena_printf(a, "%6lld", (long long)cell->due), 16);
	text_column(out, arena_printf(a, "%6lld", (long long)cell->asked), 13);
	text_column(out, arena_printf(a, "%6lld", (long long)cell->declined), 14);
	if (cell->due > 0)
		buf_printf(out, "%4lld %%\n", (long long)share_percent(cell->asked, cell->due));
	else
		buf_put(out, STR("   –\n"));
}

void
coverage_put_text(const struct coverage *coverage, struct arena *a, struct buf *out)
{
	size_t t, i;

	buf_printf(out, "Andel tillfrågade, %.*s, %.*s till och med %04d-%02d\n",
		STR_ARG(coverage->place), STR_ARG(coverage->period.code),
		month_year(coverage->through), month_number(coverage->through));
	buf_put(out,
		STR("Personer, inte tillfällen. Tillfrågade: minst ett frågetillfälle, också "
		    "de som"
		    " avstod.\n\n  "));
	text_column(out, STR_NULL, 34);
	buf_put(out, STR("ska tillfrågas  tillfrågade  varav avstod  andel\n"));
	text_row(out, a, STR("Alla"), &coverage->all);
	for (t = 0; t < coverage->n_tables; t++) {
		const struct coverage_table *table = &coverage->tables[t];

		buf_printf(out, "\n%s\n", table->heading);
		for (i = 0; i < table->n; i++)
			text_row(out, a,
				table->rows[i].text ? str_of(table->rows[i].text)
						    : table->rows[i].label,
				&table->rows[i].cell);
	}
}
