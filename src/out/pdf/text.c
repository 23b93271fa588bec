/* Texts and codes in a frame. */
#include "out/pdf/internal.h"

#define FAMILY "Noto Sans, Noto Sans Arabic, Noto Sans Ethiopic, sans-serif"
/* Between a name and its number. */
#define GUTTER_MM 2.0

static const char *const tag_names[] = { [PDF_H1] = "H1", [PDF_H2] = "H2",
	[PDF_H3] = "H3", [PDF_P] = "P" };

/* Lines of much the same length: no word is left alone on the last one. */
static void
centre(PangoLayout *layout)
{
	int width = pango_layout_get_width(layout), lines = pango_layout_get_line_count(layout);
	int narrow = width / 2, wide = width;

	pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
	while (lines > 1 && wide - narrow > PANGO_SCALE) {
		int middle = narrow + (wide - narrow) / 2;

		pango_layout_set_width(layout, middle);
		if (pango_layout_get_line_count(layout) > lines)
			narrow = middle;
		else
			wide = middle;
	}
	pango_layout_set_width(layout, wide);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * "7–21" stays on one line: nobody reads 7 here and 21 there.  The word joiners around the dash are of no
 * width and no reader's text (UAX 14, WJ); Pango's attribute against breaks does not hold within a word.
 */
static void
set_text(PangoLayout *layout, struct str text)
{
	const struct str dash = STR("–");
	GString *held = g_string_new_len(text.p, (gssize)text.n);
	size_t i;

	for (i = text.n; i-- > 1;)
		if (i + dash.n < text.n && is_digit(text.p[i - 1]) &&
			is_digit(text.p[i + dash.n]) &&
			str_starts(str_sub(text, i, text.n), dash)) {
			g_string_insert(held, (gssize)(i + dash.n), "\u2060");
			g_string_insert(held, (gssize)i, "\u2060");
		}
	pango_layout_set_text(layout, held->str, (int)held->len);
	g_string_free(held, TRUE);
}

PangoLayout *
pdf_layout(struct pdf *pdf, const struct pdf_style *style, struct str text, double width_mm)
{
	PangoLayout *layout = pango_layout_new(pdf->context);
	PangoFontDescription *font = pango_font_description_from_string(FAMILY);

	pango_font_description_set_absolute_size(
		font, style->points * pdf->scale * PANGO_SCALE);
	pango_font_description_set_weight(
		font, style->is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	/* The document's direction holds: a number in Arabic is still a line of Arabic. */
	pango_layout_set_auto_dir(layout, FALSE);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	if (width_mm > 0)
		pango_layout_set_width(layout, (int)(pdf_points(width_mm) * PANGO_SCALE));
	set_text(layout, text);
	/* Pango turns the start to the right itself only where it finds the direction itself. */
	if (style->align == PDF_CENTRE)
		centre(layout);
	else if (pdf->is_rtl)
		pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
	if (pango_layout_get_unknown_glyphs_count(layout) > 0)
		pdf_fail(pdf, ERR_INVALID);
	return layout;
}

void
pdf_layout_size(PangoLayout *layout, double *width_mm, double *height_mm)
{
	int width, height;

	pango_layout_get_size(layout, &width, &height);
	*width_mm = width / (double)PANGO_SCALE / pdf_points(1);
	*height_mm = height / (double)PANGO_SCALE / pdf_points(1);
}

void
pdf_draw_layout(struct pdf *pdf, PangoLayout *layout, double x, double y)
{
	cairo_move_to(pdf->cr, pdf_points(x), pdf_points(y));
	pango_cairo_show_layout(pdf->cr, layout);
}

double
pdf_height_of(struct pdf *pdf, const struct pdf_style *style, struct str text, double width_mm)
{
	PangoLayout *layout = pdf_layout(pdf, style, text, width_mm);
	double width, height;

	pdf_layout_size(layout, &width, &height);
	g_object_unref(layout);
	return height;
}

/* Half of what a layout leaves of the frame's width. */
static double
indent_of(const struct pdf *pdf, PangoLayout *layout)
{
	double width = pango_layout_get_width(layout) / (double)PANGO_SCALE / pdf_points(1);

	return (pdf->frame.width - width) / 2;
}

/* `share` of what it leaves empty of the frame stands above it. */
static bool
put_below(struct pdf *pdf, const struct pdf_style *style, struct str text, double share)
{
	PangoLayout *layout = pdf_layout(pdf, style, text, pdf->frame.width);
	double width, height;
	bool is_fitting;

	pdf_layout_size(layout, &width, &height);
	is_fitting = height <= pdf_left(pdf);
	if (is_fitting) {
		pdf->pen += share * (pdf_left(pdf) - height);
		cairo_tag_begin(pdf->cr, tag_names[style->tag], NULL);
		pdf_draw_layout(pdf, layout, indent_of(pdf, layout), pdf->pen);
		cairo_tag_end(pdf->cr, tag_names[style->tag]);
		pdf->pen += height + style->after * pdf->scale;
	}
	g_object_unref(layout);
	return is_fitting;
}

bool
pdf_put(struct pdf *pdf, const struct pdf_style *style, struct str text)
{
	return put_below(pdf, style, text, 0);
}

bool
pdf_put_in_middle(struct pdf *pdf, const struct pdf_style *style, struct str text)
{
	return put_below(pdf, style, text, 0.5);
}

/* The name stands first in the document too, whatever side it is on. */
static void
draw_pair(struct pdf *pdf, enum pdf_tag tag, PangoLayout *name, PangoLayout *number)
{
	double width, height;

	pdf_layout_size(number, &width, &height);
	cairo_tag_begin(pdf->cr, tag_names[tag], NULL);
	pdf_draw_layout(pdf, name, pdf->is_rtl ? width + GUTTER_MM : 0, pdf->pen);
	pdf_draw_layout(pdf, number, pdf->is_rtl ? 0 : pdf->frame.width - width, pdf->pen);
	cairo_tag_end(pdf->cr, tag_names[tag]);
}

bool
pdf_put_pair(struct pdf *pdf, const struct pdf_style *style, struct str name, struct str number)
{
	struct pdf_style bold = *style;
	PangoLayout *left, *right;
	double width, height, name_height;
	bool is_fitting;

	bold.is_bold = true;
	right = pdf_layout(pdf, &bold, number, 0);
	pdf_layout_size(right, &width, &height);
	left = pdf_layout(pdf, style, name, pdf->frame.width - width - GUTTER_MM);
	pdf_layout_size(left, &width, &name_height);
	if (name_height > height)
		height = name_height;
	is_fitting = height <= pdf_left(pdf);
	if (is_fitting) {
		draw_pair(pdf, style->tag, left, right);
		pdf->pen += height + style->after * pdf->scale;
	}
	g_object_unref(left);
	g_object_unref(right);
	return is_fitting;
}

void
pdf_put_writing_lines(struct pdf *pdf, double step)
{
	int i, n = (int)(pdf_left(pdf) / step);

	cairo_set_line_width(pdf->cr, 0.3);
	for (i = 1; i <= n; i++) {
		double y = pdf->pen + i * step;

		cairo_move_to(pdf->cr, 0, pdf_points(y));
		cairo_line_to(pdf->cr, pdf_points(pdf->frame.width), pdf_points(y));
	}
	pdf->pen += n * step;
	cairo_stroke(pdf->cr);
}

/* ---- codes ---- */

bool
pdf_put_qr(struct pdf *pdf, const struct qr *code, double side_mm)
{
	double module = side_mm / code->side, x = (pdf->frame.width - side_mm) / 2;
	int row, column;

	if (side_mm > pdf_left(pdf) || side_mm > pdf->frame.width)
		return false;
	cairo_tag_begin(pdf->cr, "Figure", NULL);
	for (row = 0; row < code->side; row++)
		for (column = 0; column < code->side; column++)
			if (code->dark[row * code->side + column])
				cairo_rectangle(pdf->cr, pdf_points(x + column * module),
					pdf_points(pdf->pen + row * module),
					pdf_points(module), pdf_points(module));
	cairo_fill(pdf->cr);
	cairo_tag_end(pdf->cr, "Figure");
	pdf->pen += side_mm;
	return true;
}
