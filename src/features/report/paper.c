/* The report as pages of A4. */
#include "features/report/document.h"
#include "out/pdf/pdf.h"

#define MARGIN 18.0
#define WIDTH (PDF_A4_WIDTH - 2 * MARGIN)
#define LABEL_WIDTH 42.0
#define BAR_WIDTH 24.0
/* A heading is not left alone at the foot of a page. */
#define KEEP_MM 34.0

enum {
	NUMBER_LETTERS = 7,	/* "51–74 %" */
	MANY_COLUMNS = 8
};

static const struct pdf_style title = {
	.tag = PDF_H1, .points = 20, .is_bold = true, .after = 1
};
static const struct pdf_style heading = {
	.tag = PDF_H2, .points = 13, .is_bold = true, .after = 2
};
static const struct pdf_style lead = { .tag = PDF_P, .points = 11, .after = 2.5 };
static const struct pdf_style body = { .tag = PDF_P, .points = 9.5, .after = 1.8 };
static const struct pdf_style cell = { .tag = PDF_P, .points = 8, .after = 1.2 };

struct sheets {
	struct pdf *pdf;
	const struct report *report;
	int page;
	bool is_short;		/* something did not even fit on a page of its own */
};

static void
page_begin(struct sheets *s)
{
	const struct pdf_frame frame = { .x = MARGIN, .y = MARGIN, .width = WIDTH,
		.height = PDF_A4_HEIGHT - 2 * MARGIN };

	s->page++;
	pdf_enter(s->pdf, &frame);
}

static void
page_turn(struct sheets *s)
{
	pdf_leave(s->pdf);
	pdf_next_page(s->pdf);
	page_begin(s);
}

static void
put(struct sheets *s, const struct pdf_style *style, struct str text)
{
	if (str_is_empty(text) || pdf_put(s->pdf, style, text))
		return;
	page_turn(s);
	if (!pdf_put(s->pdf, style, text))
		s->is_short = true;
}

/* ---- tables ---- */

/* How many letters a column must have room for: its longest word, and the numbers below. */
static double
column_weight(struct str words)
{
	struct str rest = words, word;
	size_t longest = NUMBER_LETTERS;

	while (str_split(&rest, ' ', &word))
		if (str_code_points(word) > longest)
			longest = str_code_points(word);
	return (double)longest;
}

/* The label, the drawing where there is one, and the other columns in what is left. */
static size_t
lay_columns(const struct report_table *t, struct pdf_cell cells[REPORT_COLUMNS_MAX + 1])
{
	bool has_figure = t->figure != FIGURE_NONE;
	/* so that no heading is cut: the widest table has intervals of three shares */
	double narrow = t->n_columns > MANY_COLUMNS ? 0.78 : 1;
	double label = narrow * LABEL_WIDTH, bar = has_figure ? narrow * BAR_WIDTH : 0;
	double rest = WIDTH - label - bar;
	double weights = 0;
	size_t n = 0, c;

	for (c = 1; c < t->n_columns; c++)
		weights += column_weight(t->columns[c]);
	cells[n++] = (struct pdf_cell){ .width = label };
	if (has_figure)
		cells[n++] = (struct pdf_cell){ .width = bar };
	for (c = 1; c < t->n_columns; c++)
		cells[n++] = (struct pdf_cell){ .is_end = true,
			.width = rest * column_weight(t->columns[c]) / weights };
	return n;
}

static void
put_headings(struct sheets *s, const struct report_table *t)
{
	struct pdf_cell cells[REPORT_COLUMNS_MAX + 1];
	size_t n = lay_columns(t, cells), first = n - (t->n_columns - 1), c;

	cells[0].text = t->columns[0];
	for (c = 1; c < t->n_columns; c++)
		cells[first + c - 1].text = t->columns[c];
	if (!pdf_put_row(s->pdf, &cell, cells, n, true))
		s->is_short = true;
}

static bool
put_line(struct sheets *s, const struct report_table *t, const struct report_line *line)
{
	struct pdf_cell cells[REPORT_COLUMNS_MAX + 1];
	const struct pdf_bar bar = { line->value.share, line->value.lo, line->value.hi,
		t->figure == FIGURE_DOTS };
	size_t n = lay_columns(t, cells), first = n - (t->n_columns - 1), c;

	cells[0].text = line->cells[0].words;
	if (t->figure != FIGURE_NONE)
		cells[1].bar = &bar;
	for (c = 1; c < t->n_columns; c++)
		cells[first + c - 1].text = line->cells[c].words;
	return pdf_put_row(s->pdf, &cell, cells, n, false);
}

static void
put_table(struct sheets *s, const struct report_table *t)
{
	size_t i;

	pdf_table_begin(s->pdf);
	put_headings(s, t);
	for (i = 0; i < t->n; i++) {
		if (put_line(s, t, &t->lines[i]))
			continue;
		pdf_table_end(s->pdf);
		page_turn(s);
		pdf_table_begin(s->pdf);
		put_headings(s, t);
		if (!put_line(s, t, &t->lines[i]))
			s->is_short = true;
	}
	pdf_table_end(s->pdf);
	pdf_skip(s->pdf, 2);
}

/* ---- the whole ---- */

static void
put_section(struct sheets *s, const struct report_section *section)
{
	size_t i;

	pdf_skip(s->pdf, 4);
	if (pdf_left(s->pdf) < KEEP_MM)
		page_turn(s);
	put(s, &heading, section->heading);
	put(s, &lead, section->lead);
	if (section->table && section->table->n > 0)
		put_table(s, section->table);
	for (i = 0; i < section->n_says; i++)
		put(s, &body, section->says[i]);
}

enum err
report_paper(const struct report *report, enum lang lang, struct arena *a, struct str *out)
{
	const struct pdf_about about = { .title = report->title,
		.lang = str_of(lang_code(lang)), .made = report->made };
	struct pdf *pdf PDF_CLEANUP = pdf_new(&about, PDF_A4_WIDTH, PDF_A4_HEIGHT);
	struct sheets s = { .pdf = pdf, .report = report };
	size_t i;

	if (!pdf)
		return ERR_LIMIT;
	page_begin(&s);
	put(&s, &title, report->title);
	put(&s, &lead, arena_printf(a, "%.*s, %.*s", STR_ARG(report->place),
		STR_ARG(report->period)));
	for (i = 0; i < report->n; i++)
		put_section(&s, &report->sections[i]);
	pdf_leave(pdf);
	if (s.is_short)
		return ERR_LIMIT;
	return pdf_end(pdf, a, out);
}
