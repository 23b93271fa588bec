/* Tables: rows of cells, and bars in them. */
#include "out/pdf/internal.h"

enum { CELLS_MAX = 10, WHOLE = 10000 };
#define CELL_GAP_MM 2.0
#define BAR_HEIGHT_MM 2.6
#define WHISKER_MM 0.8
#define DOT_MM 0.9
#define FULL_TURN 6.28318530717958648

void
pdf_table_begin(struct pdf *pdf)
{
	cairo_tag_begin(pdf->cr, "Table", NULL);
}

void
pdf_table_end(struct pdf *pdf)
{
	cairo_tag_end(pdf->cr, "Table");
}

/* ---- bars ---- */

static void
draw_interval(struct pdf *pdf, const struct pdf_bar *bar, double x, double width, double y)
{
	double lo = pdf_points(x + width * bar->lo / WHOLE);
	double hi = pdf_points(x + width * bar->hi / WHOLE);

	cairo_set_line_width(pdf->cr, 0.9);
	cairo_move_to(pdf->cr, lo, pdf_points(y));
	cairo_line_to(pdf->cr, hi, pdf_points(y));
	cairo_move_to(pdf->cr, lo, pdf_points(y - WHISKER_MM));
	cairo_line_to(pdf->cr, lo, pdf_points(y + WHISKER_MM));
	cairo_move_to(pdf->cr, hi, pdf_points(y - WHISKER_MM));
	cairo_line_to(pdf->cr, hi, pdf_points(y + WHISKER_MM));
	cairo_stroke(pdf->cr);
}

/* In grey and black, so that a copier keeps it. */
static void
draw_bar(struct pdf *pdf, const struct pdf_bar *bar, double x, double width, double middle)
{
	double top = middle - BAR_HEIGHT_MM / 2;

	if (bar->share < 0)
		return;
	cairo_save(pdf->cr);
	cairo_set_source_rgb(pdf->cr, 0.92, 0.92, 0.92);
	cairo_rectangle(pdf->cr, pdf_points(x), pdf_points(top), pdf_points(width),
		pdf_points(BAR_HEIGHT_MM));
	cairo_fill(pdf->cr);
	if (!bar->is_dot) {
		cairo_set_source_rgb(pdf->cr, 0.62, 0.70, 0.78);
		cairo_rectangle(pdf->cr, pdf_points(x), pdf_points(top),
			pdf_points(width * bar->share / WHOLE), pdf_points(BAR_HEIGHT_MM));
		cairo_fill(pdf->cr);
	}
	cairo_set_source_rgb(pdf->cr, 0.1, 0.1, 0.1);
	if (bar->lo >= 0)
		draw_interval(pdf, bar, x, width, middle);
	if (bar->is_dot) {
		cairo_arc(pdf->cr, pdf_points(x + width * bar->share / WHOLE),
			pdf_points(middle), pdf_points(DOT_MM), 0, FULL_TURN);
		cairo_fill(pdf->cr);
	}
	cairo_restore(pdf->cr);
}

/* ---- rows ---- */

struct row {
	const struct pdf_cell *cells;
	PangoLayout *layouts[CELLS_MAX];
	double height;
	bool is_heading;
};

static void
lay_out(struct pdf *pdf, const struct pdf_style *style, struct row *row, size_t n)
{
	double width, height;
	size_t i;

	for (i = 0; i < n; i++) {
		row->layouts[i] = pdf_layout(
			pdf, style, row->cells[i].text, row->cells[i].width - CELL_GAP_MM);
		if (row->cells[i].is_end)
			pango_layout_set_alignment(row->layouts[i], PANGO_ALIGN_RIGHT);
		pdf_layout_size(row->layouts[i], &width, &height);
		if (height > row->height)
			row->height = height;
	}
}

static void
draw_row(struct pdf *pdf, const struct row *row, size_t n)
{
	double x = 0;
	size_t i;

	cairo_tag_begin(pdf->cr, "TR", NULL);
	for (i = 0; i < n; i++) {
		const struct pdf_cell *cell = &row->cells[i];
		const char *tag = row->is_heading || i == 0 ? "TH" : "TD";

		if (!cell->bar) {
			cairo_tag_begin(pdf->cr, tag, NULL);
			pdf_draw_layout(pdf, row->layouts[i], x, pdf->pen);
			cairo_tag_end(pdf->cr, tag);
		}
		x += cell->width;
	}
	cairo_tag_end(pdf->cr, "TR");
}

static void
draw_bars(struct pdf *pdf, const struct row *row, size_t n)
{
	double x = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		if (row->cells[i].bar)
			draw_bar(pdf, row->cells[i].bar, x, row->cells[i].width - CELL_GAP_MM,
				pdf->pen + row->height / 2);
		x += row->cells[i].width;
	}
	if (!row->is_heading)
		return;
	cairo_set_line_width(pdf->cr, 0.5);
	cairo_move_to(pdf->cr, 0, pdf_points(pdf->pen + row->height + 0.5));
	cairo_line_to(pdf->cr, pdf_points(x), pdf_points(pdf->pen + row->height + 0.5));
	cairo_stroke(pdf->cr);
}

bool
pdf_put_row(struct pdf *pdf, const struct pdf_style *style, const struct pdf_cell *cells,
	size_t n, bool is_heading)
{
	struct pdf_style look = *style;
	struct row row = { .cells = cells, .is_heading = is_heading };
	bool is_fitting;
	size_t i;

	assert_always(n <= CELLS_MAX);
	look.is_bold = is_heading;
	lay_out(pdf, &look, &row, n);
	is_fitting = row.height <= pdf_left(pdf);
	if (is_fitting) {
		draw_row(pdf, &row, n);
		draw_bars(pdf, &row, n);
		pdf->pen += row.height + style->after;
	}
	for (i = 0; i < n; i++)
		g_object_unref(row.layouts[i]);
	return is_fitting;
}
