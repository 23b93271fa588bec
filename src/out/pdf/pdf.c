/* The document, its pages and frames, and the lines on the paper. */
#include <cairo-pdf.h>
#include <stdlib.h>

#include "out/pdf/internal.h"

#define POINTS_PER_MM (72.0 / 25.4)
#define HALF_TURN 3.14159265358979323846

double
pdf_points(double mm)
{
	return mm * POINTS_PER_MM;
}

void
pdf_fail(struct pdf *pdf, enum err e)
{
	if (pdf->err == OK)
		pdf->err = e;
}

static cairo_status_t
take_bytes(void *context, const unsigned char *bytes, unsigned int n)
{
	struct pdf *pdf = context;

	buf_put(&pdf->bytes, (struct str){ (const char *)bytes, n });
	return buf_err(&pdf->bytes) == OK ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static void
keep_text(struct pdf *pdf, char *place, size_t size, struct str text)
{
	if (text.n >= size) {
		pdf_fail(pdf, ERR_LIMIT);
		return;
	}
	if (text.n > 0)
		memcpy(place, text.p, text.n);
	place[text.n] = '\0';
}

/* The first day of the month stands for the month. */
static void
set_about(struct pdf *pdf, const struct pdf_about *about)
{
	char made[32];

	snprintf(made, sizeof(made), "%04d-%02d-01T00:00:00Z", month_year(about->made),
		month_number(about->made));
	keep_text(pdf, pdf->marks.title, sizeof(pdf->marks.title), about->title);
	keep_text(pdf, pdf->marks.lang, sizeof(pdf->marks.lang), about->lang);
	keep_text(pdf, pdf->marks.code_text, sizeof(pdf->marks.code_text), about->code_text);
	cairo_pdf_surface_set_metadata(
		pdf->surface, CAIRO_PDF_METADATA_TITLE, pdf->marks.title);
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, made);
}

/* Paper has no squares: letters stand where their font wants them, not at the nearest whole point. */
static void
set_exact_letters(struct pdf *pdf)
{
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	pango_cairo_context_set_font_options(pdf->context, options);
	pango_context_set_round_glyph_positions(pdf->context, FALSE);
	cairo_font_options_destroy(options);
}

static void
begin_text(struct pdf *pdf, const struct pdf_about *about)
{
	PangoLanguage *lang = pango_language_from_string(pdf->marks.lang);

	pdf->is_rtl = about->is_rtl;
	pdf->scale = about->scale > 0 ? about->scale : 1;
	pdf->context = pango_cairo_create_context(pdf->cr);
	set_exact_letters(pdf);
	pango_context_set_language(pdf->context, lang);
	pango_context_set_base_dir(
		pdf->context, about->is_rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
}

struct pdf *
pdf_new(const struct pdf_about *about, double width_mm, double height_mm)
{
	struct pdf *pdf = calloc(1, sizeof(*pdf));

	if (!pdf)
		return NULL;
	pdf->bytes = buf_new(PDF_BYTES_MAX);
	pdf->surface = cairo_pdf_surface_create_for_stream(
		take_bytes, pdf, pdf_points(width_mm), pdf_points(height_mm));
	pdf->cr = cairo_create(pdf->surface);
	set_about(pdf, about);
	begin_text(pdf, about);
	cairo_tag_begin(pdf->cr, "Document", NULL);
	return pdf;
}

void
pdf_free(struct pdf **pdf)
{
	struct pdf *p = *pdf;

	if (!p)
		return;
	if (p->context)
		g_object_unref(p->context);
	cairo_destroy(p->cr);
	cairo_surface_destroy(p->surface);
	buf_free(&p->bytes);
	free(p);
	*pdf = NULL;
}

void
pdf_next_page(struct pdf *pdf)
{
	assert_always(!pdf->is_in_frame);
	cairo_show_page(pdf->cr);
}

static enum err
library_err(cairo_status_t status)
{
	if (status == CAIRO_STATUS_SUCCESS)
		return OK;
	return status == CAIRO_STATUS_NO_MEMORY || status == CAIRO_STATUS_WRITE_ERROR ?
		ERR_LIMIT : ERR_IO;
}

enum err
pdf_end(struct pdf *pdf, struct arena *a, struct str *out)
{
	assert_always(!pdf->is_in_frame);
	cairo_tag_end(pdf->cr, "Document");
	pdf_fail(pdf, library_err(cairo_status(pdf->cr)));
	cairo_surface_finish(pdf->surface);
	pdf_fail(pdf, library_err(cairo_surface_status(pdf->surface)));
	TRY(pdf->err);
	return pdf_finish(buf_str(&pdf->bytes), &pdf->marks, a, out);
}

/* ---- frames ---- */

/* The paper's point that the turned frame calls its upper left corner. */
static void
move_to_corner(struct pdf *pdf, const struct pdf_frame *f)
{
	double x = f->x, y = f->y;

	if (f->turn == PDF_TURNED) {
		x += f->width;
		y += f->height;
	} else if (f->turn == PDF_SIDEWAYS) {
		x += f->height;
	}
	cairo_translate(pdf->cr, pdf_points(x), pdf_points(y));
	cairo_rotate(pdf->cr, HALF_TURN * (int)f->turn / 180);
}

void
pdf_enter(struct pdf *pdf, const struct pdf_frame *frame)
{
	assert_always(!pdf->is_in_frame);
	pdf->is_in_frame = true;
	pdf->frame = *frame;
	pdf->pen = 0;
	cairo_save(pdf->cr);
	move_to_corner(pdf, frame);
}

void
pdf_leave(struct pdf *pdf)
{
	assert_always(pdf->is_in_frame);
	pdf->is_in_frame = false;
	cairo_restore(pdf->cr);
}

double
pdf_left(const struct pdf *pdf)
{
	return pdf->frame.height - pdf->pen;
}

void
pdf_skip(struct pdf *pdf, double mm)
{
	pdf->pen += mm;
}

/* ---- lines ---- */

/* At its end, from where it comes; arrows go along the paper's edges. */
static void
draw_point_of_arrow(struct pdf *pdf, double x0, double y0, double x, double y)
{
	double dx = x > x0 ? 1 : x < x0 ? -1 : 0, dy = y > y0 ? 1 : y < y0 ? -1 : 0;

	cairo_move_to(pdf->cr, pdf_points(x - 2 * dx - 1.2 * dy),
		pdf_points(y - 2 * dy - 1.2 * dx));
	cairo_line_to(pdf->cr, pdf_points(x), pdf_points(y));
	cairo_line_to(pdf->cr, pdf_points(x - 2 * dx + 1.2 * dy),
		pdf_points(y - 2 * dy + 1.2 * dx));
	cairo_stroke(pdf->cr);
}

void
pdf_draw(struct pdf *pdf, enum pdf_line line, double x0, double y0, double x1, double y1)
{
	static const double dashes[][2] = { [PDF_FOLD] = { 1, 4 }, [PDF_CUT] = { 4, 3 } };
	bool is_dashed = line == PDF_FOLD || line == PDF_CUT;

	cairo_save(pdf->cr);
	cairo_set_line_width(pdf->cr, is_dashed ? 0.4 : 0.8);
	if (is_dashed)
		cairo_set_dash(pdf->cr, dashes[line], 2, 0);
	cairo_move_to(pdf->cr, pdf_points(x0), pdf_points(y0));
	cairo_line_to(pdf->cr, pdf_points(x1), pdf_points(y1));
	cairo_stroke(pdf->cr);
	if (line == PDF_ARROW)
		draw_point_of_arrow(pdf, x0, y0, x1, y1);
	cairo_restore(pdf->cr);
}

void
pdf_draw_box(struct pdf *pdf, double x, double y, double width, double height)
{
	const double radius = pdf_points(2), quarter = HALF_TURN / 2;
	double left = pdf_points(x) + radius, right = pdf_points(x + width) - radius;
	double top = pdf_points(y) + radius, foot = pdf_points(y + height) - radius;

	cairo_set_line_width(pdf->cr, 0.8);
	cairo_new_sub_path(pdf->cr);
	cairo_arc(pdf->cr, right, top, radius, -quarter, 0);
	cairo_arc(pdf->cr, right, foot, radius, 0, quarter);
	cairo_arc(pdf->cr, left, foot, radius, quarter, 2 * quarter);
	cairo_arc(pdf->cr, left, top, radius, 2 * quarter, 3 * quarter);
	cairo_close_path(pdf->cr);
	cairo_stroke(pdf->cr);
}
