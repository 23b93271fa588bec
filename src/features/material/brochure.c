/* The pocket brochure: an A4, cut once and folded to eight panels of A7. */
#include "features/catalogue/catalogue.h"
#include "features/material/draw.h"

enum { PANELS = 8, COLUMNS = 4 };
#define PANEL_WIDTH (PDF_A4_HEIGHT / COLUMNS)
#define PANEL_HEIGHT (PDF_A4_WIDTH / 2)
#define MARGIN 6.0
/* The cover has a frame, and air within it. */
#define COVER_MARGIN 12.0
#define COVER_INSET 8.0
/* Left at the foot of a panel for the mark of a draft. */
#define FOOT 6.0

/*
 * Where a panel lies on the paper, from the left.  Folded, the upper row stands on its head: the cut
 * runs between the rows, over the two columns in the middle.  A language from right to left opens the
 * other way, so its columns count from the right.
 */
static const struct {
	int column;
	enum pdf_turn turn;
} places[PANELS] = {
	{ 3, PDF_UPRIGHT }, { 3, PDF_TURNED }, { 2, PDF_TURNED }, { 1, PDF_TURNED },
	{ 0, PDF_TURNED }, { 0, PDF_UPRIGHT }, { 1, PDF_UPRIGHT }, { 2, PDF_UPRIGHT },
};

/* Ordinary numbers stand among the others: whoever finds the card cannot tell whom it is for. */
static void
draw_cover(struct drawing *d)
{
	struct pdf_style title = { .tag = PDF_H1, .align = PDF_CENTRE, .points = 16.5,
		.is_bold = true, .after = 5 };
	struct pdf_style lead = { .tag = PDF_P, .align = PDF_CENTRE, .points = 9, .after = 6 };
	const struct str *words = d->matter->texts->words;

	pdf_skip(d->pdf, 30);
	if (!pdf_put(d->pdf, &title, words[WORD_TITLE]) ||
			!pdf_put(d->pdf, &lead, words[WORD_LEAD]))
		d->is_short = true;
}

/* Read in a hurry and by bad light. */
static const struct draw_styles acute_styles = {
	.heading = { .tag = PDF_H2, .points = 12, .is_bold = true, .after = 2 },
	.body = { .tag = PDF_P, .points = 9.5, .after = 4 },
	.line = { .tag = PDF_P, .points = 11, .after = 3 },
};

static void
draw_acute(struct drawing *d)
{
	d->styles = &acute_styles;
	draw_heading(d, WORD_ACUTE_TITLE);
	draw_text(d, WORD_ACUTE_TEXT);
	draw_lines(d, line_is_first, 0, 6);
	d->styles = &pocket_styles;
}

static void
draw_exposed_near(struct drawing *d)
{
	draw_heading(d, WORD_EXPOSED_TITLE);
	draw_text(d, WORD_EXPOSED_TEXT);
	draw_lines(d, line_is_near, TRACK_EXPOSED, 9);
}

static void
draw_exposed_anywhere(struct drawing *d)
{
	draw_heading(d, WORD_MORE);
	draw_lines(d, line_is_national, TRACK_EXPOSED, 12);
}

static void
draw_own_use(struct drawing *d)
{
	draw_heading(d, WORD_OWN_USE_TITLE);
	draw_text(d, WORD_OWN_USE_TEXT);
	draw_lines(d, line_is_near, TRACK_OWN_USE, 4);
	draw_lines(d, line_is_national, TRACK_OWN_USE, 4);
}

static void
draw_young(struct drawing *d)
{
	draw_heading(d, WORD_CHILD_TITLE);
	draw_text(d, WORD_CHILD_TEXT);
	draw_lines(d, line_is_national, TRACK_CHILD, 3);
	draw_lines(d, line_is_near, TRACK_CHILD, 7);
}

static void
draw_others(struct drawing *d)
{
	draw_heading(d, WORD_RELATIVE_TITLE);
	draw_text(d, WORD_RELATIVE_TEXT);
	draw_lines(d, line_is_near, TRACK_RELATIVE, 4);
	draw_heading(d, WORD_TRACES_TITLE);
	draw_text(d, WORD_TRACES_TEXT);
}

static void
draw_back(struct drawing *d)
{
	draw_text(d, WORD_FINDER_TEXT);
	pdf_skip(d->pdf, 2);
	draw_code(d, 28);
	pdf_skip(d->pdf, 2);
	draw_small(d, draw_number(d->a, d->matter->address));
	pdf_skip(d->pdf, 4);
	draw_imprint(d);
}

static int
column_of(const struct drawing *d, size_t i)
{
	return d->matter->texts->is_rtl ? COLUMNS - 1 - places[i].column : places[i].column;
}

/* A quiet frame makes a card of the cover. */
static void
draw_cover_frame(struct drawing *d)
{
	pdf_draw_box(d->pdf, column_of(d, 0) * PANEL_WIDTH + COVER_INSET,
		PANEL_HEIGHT + COVER_INSET, PANEL_WIDTH - 2 * COVER_INSET,
		PANEL_HEIGHT - 2 * COVER_INSET - FOOT);
}

static void
draw_panel(struct drawing *d, size_t i, void (*draw)(struct drawing *))
{
	bool is_upper = places[i].turn == PDF_TURNED;
	double margin = i == 0 ? COVER_MARGIN : MARGIN;
	struct pdf_frame frame = {
		.x = column_of(d, i) * PANEL_WIDTH + margin,
		.y = (is_upper ? 0 : PANEL_HEIGHT) + MARGIN,
		.width = PANEL_WIDTH - 2 * margin,
		.height = PANEL_HEIGHT - 2 * MARGIN - FOOT,
		.turn = places[i].turn,
	};

	/* What is the foot to the reader is the head of the paper. */
	if (is_upper)
		frame.y += FOOT;
	pdf_enter(d->pdf, &frame);
	draw(d);
	pdf_leave(d->pdf);
	if (is_upper)
		frame.y -= FOOT;
	else
		frame.y += frame.height;
	frame.height = FOOT;
	pdf_enter(d->pdf, &frame);
	draw_draft_mark(d);
	pdf_leave(d->pdf);
}

void
draw_brochure(struct drawing *d)
{
	static void (*const panels[PANELS])(struct drawing *) = { draw_cover, draw_acute,
		draw_exposed_near, draw_exposed_anywhere, draw_own_use, draw_young, draw_others,
		draw_back };
	int column;
	size_t i;

	d->styles = &pocket_styles;
	for (i = 0; i < PANELS; i++)
		draw_panel(d, i, panels[i]);
	draw_cover_frame(d);
	for (column = 1; column < COLUMNS; column++)
		pdf_draw(d->pdf, PDF_FOLD, column * PANEL_WIDTH, 0, column * PANEL_WIDTH,
			PDF_A4_WIDTH);
	pdf_draw(d->pdf, PDF_FOLD, 0, PANEL_HEIGHT, PANEL_WIDTH, PANEL_HEIGHT);
	pdf_draw(d->pdf, PDF_CUT, PANEL_WIDTH, PANEL_HEIGHT, 3 * PANEL_WIDTH, PANEL_HEIGHT);
	pdf_draw(d->pdf, PDF_FOLD, 3 * PANEL_WIDTH, PANEL_HEIGHT, PDF_A4_HEIGHT, PANEL_HEIGHT);
}
