/* The report as a workbook: what it says on one sheet, each table on one of its own. */
#include "features/report/document.h"
#include "out/xlsx/xlsx.h"

static void
put_says(struct xlsx *book, const struct report *report)
{
	size_t i, k;

	xlsx_sheet(book, report->title, 100, 14);
	xlsx_text(book, XLSX_TITLE, report->title);
	xlsx_end_row(book);
	xlsx_text(book, XLSX_PLAIN, report->place);
	xlsx_end_row(book);
	xlsx_text(book, XLSX_PLAIN, report->period);
	xlsx_end_row(book);
	for (i = 0; i < report->n; i++) {
		const struct report_section *s = &report->sections[i];

		xlsx_end_row(book);
		xlsx_text(book, XLSX_HEADING, s->heading);
		xlsx_end_row(book);
		if (!str_is_empty(s->lead)) {
			xlsx_text(book, XLSX_WRAPPED, s->lead);
			xlsx_end_row(book);
		}
		for (k = 0; k < s->n_says; k++) {
			xlsx_text(book, XLSX_WRAPPED, s->says[k]);
			xlsx_end_row(book);
		}
	}
}

/* An interval takes two cells, so that both ends are numbers. */
static void
put_cell(struct xlsx *book, const struct report_cell *cell, bool is_range)
{
	switch (cell->kind) {
	case CELL_NUMBER:
		xlsx_number(book, cell->low);
		break;
	case CELL_SHARE:
		xlsx_share(book, (int32_t)cell->low);
		break;
	case CELL_RANGE:
		xlsx_share(book, (int32_t)cell->low);
		xlsx_share(book, (int32_t)cell->high);
		break;
	case CELL_WORDS:
	default:
		xlsx_text(book, XLSX_PLAIN, cell->words);
		if (is_range)
			xlsx_text(book, XLSX_PLAIN, STR_NULL);
		break;
	}
}

static bool
is_range(const struct report_table *table, size_t column)
{
	size_t i;

	for (i = 0; i < table->n; i++)
		if (table->lines[i].cells[column].kind == CELL_RANGE)
			return true;
	return false;
}

void
report_book_table(struct xlsx *book, const struct report_table *table)
{
	size_t i, c;

	for (c = 0; c < table->n_columns; c++) {
		xlsx_text(book, XLSX_HEADING, table->columns[c]);
		if (is_range(table, c))
			xlsx_text(book, XLSX_HEADING, STR("–"));
	}
	xlsx_end_row(book);
	xlsx_freeze(book);
	for (i = 0; i < table->n; i++) {
		for (c = 0; c < table->n_columns; c++)
			put_cell(book, &table->lines[i].cells[c], is_range(table, c));
		xlsx_end_row(book);
	}
}

enum err
report_book(const struct report *report, struct arena *a, struct str *out)
{
	struct xlsx *book XLSX_CLEANUP = xlsx_new(report->title, report->made);
	size_t i;

	if (!book)
		return ERR_LIMIT;
	put_says(book, report);
	for (i = 0; i < report->n; i++) {
		const struct report_section *s = &report->sections[i];

		if (!s->table)
			continue;
		xlsx_sheet(book, s->heading, 34, 13);
		report_book_table(book, s->table);
	}
	return xlsx_end(book, a, out);
}
