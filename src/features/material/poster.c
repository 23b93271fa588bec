/* The poster: what there is, and slips to tear off that say nothing of it. */
#include "features/catalogue/catalogue.h"
#include "features/material/draw.h"

#define MARGIN 18.0
#define SLIPS_HEIGHT 62.0
enum { SLIPS = 12 };
#define SLIP_WIDTH (PDF_A4_WIDTH / SLIPS)

static const struct draw_styles slip_styles = {
	.heading = { .tag = PDF_P, .points = 9.5, .is_bold = true, .after = 0.3 },
	.small = { .tag = PDF_P, .points = 8 },
};

/* Read from across a room. */
static const struct draw_styles poster_styles = {
	.body = { .tag = PDF_P, .points = 12, .after = 4 },
	.line = { .tag = PDF_P, .points = 14, .after = 2 },
	.small = { .tag = PDF_P, .points = 9.5, .after = 1 },
};

static void
draw_above(struct drawing *d)
{
	struct pdf_style title = { .tag = PDF_H1, .points = 34, .is_bold = true, .after = 6 };
	struct pdf_style text = { .tag = PDF_P, .points = 16, .after = 8 };
	struct pdf_frame frame = { .x = MARGIN, .y = MARGIN,
		.width = PDF_A4_WIDTH - 2 * MARGIN,
		.height = PDF_A4_HEIGHT - SLIPS_HEIGHT - MARGIN - 4 };
	const struct str *words = d->matter->texts->words;

	pdf_enter(d->pdf, &frame);
	if (!pdf_put(d->pdf, &title, words[WORD_POSTER_TITLE]) ||
			!pdf_put(d->pdf, &text, words[WORD_POSTER_TEXT]))
		d->is_short = true;
	d->styles = &poster_styles;
	d->is_brief = true;
	draw_lines(d, line_is_first, 0, 4);
	draw_lines(d, line_is_near, TRACK_EXPOSED, 1);
	draw_lines(d, line_is_national, TRACK_OWN_USE, 1);
	draw_lines(d, line_is_national, TRACK_CHILD, 1);
	pdf_skip(d->pdf, 6);
	draw_text(d, WORD_FINDER_TEXT);
	draw_code(d, 40);
	pdf_skip(d->pdf, 4);
	draw_imprint(d);
	draw_text(d, WORD_POSTER_TEAR);
	draw_draft_mark(d);
	pdf_leave(d->pdf);
}

/* The numbers that stand first everywhere, without their names: "112 · 114 14 · 020-50 50 50". */
static struct str
first_numbers(struct drawing *d)
{
	struct str all = STR_NULL;
	size_t i;

	for (i = 0; i < d->matter->n; i++) {
		const struct print_line *line = &d->matter->lines[i];

		if (line->is_first)
			all = arena_printf(d->a, "%.*s%s%.*s", STR_ARG(all),
				str_is_empty(all) ? "" : " · ", STR_ARG(line->phone));
	}
	return draw_number(d->a, all);
}

/* A slip in somebody's pocket has a neutral title, numbers without names and an address. */
static void
draw_slip(struct drawing *d, int i)
{
	struct pdf_frame frame = { .x = i * SLIP_WIDTH + 1,
		.y = PDF_A4_HEIGHT - SLIPS_HEIGHT + 3, .width = SLIPS_HEIGHT - 6,
		.height = SLIP_WIDTH - 2, .turn = PDF_SIDEWAYS };

	d->styles = &slip_styles;
	pdf_enter(d->pdf, &frame);
	draw_heading(d, WORD_TITLE);
	draw_small(d, first_numbers(d));
	draw_small(d, draw_number(d->a, d->matter->address));
	pdf_leave(d->pdf);
}

void
draw_poster(struct drawing *d)
{
	double y = PDF_A4_HEIGHT - SLIPS_HEIGHT;
	int i;

	draw_above(d);
	for (i = 0; i < SLIPS; i++) {
		draw_slip(d, i);
		if (i > 0)
			pdf_draw(d->pdf, PDF_CUT, i * SLIP_WIDTH, y, i * SLIP_WIDTH,
				PDF_A4_HEIGHT);
	}
	pdf_draw(d->pdf, PDF_CUT, 0, y, PDF_A4_WIDTH, y);
}
