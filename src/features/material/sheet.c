/* The staff sheet: what to do on the left, whom to call on the right, own words on the back. */
#include "features/catalogue/catalogue.h"
#include "features/material/draw.h"

#define MARGIN 14.0
#define TITLE_HEIGHT 16.0
#define FLOW_WIDTH 80.0
#define BOX_HEIGHT 25.0
#define GAP 6.0
#define PADDING 3.0
#define NUMBERS_X (MARGIN + FLOW_WIDTH + 10)
#define IMPRINT_HEIGHT 18.0
#define ALL_HEIGHT (PDF_A4_HEIGHT - 2 * MARGIN)

/* In the order of the talk; the arrow goes from each to the next. */
static const enum material_word steps[] = { WORD_SHEET_BEFORE, WORD_SHEET_ASK,
	WORD_SHEET_LISTEN, WORD_SHEET_ONGOING, WORD_SHEET_EARLIER, WORD_SHEET_OWN_USE,
	WORD_SHEET_EVERYONE, WORD_SHEET_FOLLOW };
enum { STEPS = sizeof(steps) / sizeof(steps[0]) };

static void
draw_title(struct drawing *d)
{
	struct pdf_style title = { .tag = PDF_H1, .points = 20, .is_bold = true };
	struct pdf_frame frame = { .x = MARGIN, .y = MARGIN,
		.width = PDF_A4_WIDTH - 2 * MARGIN, .height = TITLE_HEIGHT };

	pdf_enter(d->pdf, &frame);
	if (!pdf_put(d->pdf, &title, d->matter->texts->words[WORD_SHEET_TITLE]))
		d->is_short = true;
	draw_draft_mark(d);
	pdf_leave(d->pdf);
}

static void
draw_flow(struct drawing *d)
{
	double middle = MARGIN + FLOW_WIDTH / 2;
	int i;

	for (i = 0; i < (int)STEPS; i++) {
		double y = MARGIN + TITLE_HEIGHT + i * (BOX_HEIGHT + GAP);
		struct pdf_frame box = { .x = MARGIN + PADDING, .y = y + PADDING,
			.width = FLOW_WIDTH - 2 * PADDING, .height = BOX_HEIGHT - PADDING };

		pdf_draw_box(d->pdf, MARGIN, y, FLOW_WIDTH, BOX_HEIGHT);
		if (i > 0)
			pdf_draw(d->pdf, PDF_ARROW, middle, y - GAP, middle, y);
		pdf_enter(d->pdf, &box);
		draw_text(d, steps[i]);
		pdf_leave(d->pdf);
	}
}

/* On the staff's own sheet every number says when somebody last made sure of it. */
static bool
draw_checked(struct drawing *d, const struct print_line *line)
{
	const struct str *words = d->matter->texts->words;
	struct pdf_style name = d->styles->line;
	struct str day = line->is_stale || !date_is_set(line->verified_on) ?
		words[WORD_SHEET_NOT_CHECKED] :
		arena_printf(d->a, "%.*s %.*s", STR_ARG(words[WORD_SHEET_CHECKED]),
			STR_ARG(draw_number(d->a, date_text(d->a, line->verified_on))));

	name.after = 0;
	/* Its name over three lines and the day below it: nothing is torn in two. */
	if (pdf_left(d->pdf) < 4 * name.points / 2)
		return false;
	if (!pdf_put_pair(d->pdf, &name, line->name, draw_number(d->a, line->phone)))
		return false;
	if (line->is_national)
		pdf_skip(d->pdf, 1);
	else
		draw_small(d, day);
	return true;
}

/* From the i-th on, as many as fit; returns the first that did not. */
static size_t
draw_numbers_from(struct drawing *d, size_t i)
{
	for (; i < d->matter->n; i++)
		if (!str_is_empty(d->matter->lines[i].phone) &&
				!draw_checked(d, &d->matter->lines[i]))
			break;
	return i;
}

static size_t
draw_numbers(struct drawing *d)
{
	struct pdf_frame frame = { .x = NUMBERS_X, .y = MARGIN + TITLE_HEIGHT,
		.width = PDF_A4_WIDTH - MARGIN - NUMBERS_X,
		.height = ALL_HEIGHT - TITLE_HEIGHT - IMPRINT_HEIGHT };
	size_t next;

	pdf_enter(d->pdf, &frame);
	draw_heading(d, WORD_SHEET_NUMBERS);
	next = draw_numbers_from(d, 0);
	pdf_leave(d->pdf);
	frame.y += frame.height;
	frame.height = IMPRINT_HEIGHT;
	pdf_enter(d->pdf, &frame);
	draw_imprint(d);
	pdf_leave(d->pdf);
	return next;
}

/* What did not fit on the front stands beside the own words. */
static void
draw_back(struct drawing *d, size_t next)
{
	struct pdf_frame frame = { .x = MARGIN, .y = MARGIN, .width = FLOW_WIDTH,
		.height = ALL_HEIGHT };

	pdf_enter(d->pdf, &frame);
	draw_heading(d, WORD_SHEET_OWN_WORDS);
	pdf_put_writing_lines(d->pdf, 10);
	pdf_leave(d->pdf);
	frame.x = NUMBERS_X;
	frame.width = PDF_A4_WIDTH - MARGIN - NUMBERS_X;
	pdf_enter(d->pdf, &frame);
	if (next < d->matter->n)
		draw_heading(d, WORD_MORE);
	draw_numbers_from(d, next);
	pdf_leave(d->pdf);
}

void
draw_sheet(struct drawing *d)
{
	size_t next;

	d->styles = &paper_styles;
	draw_title(d);
	draw_flow(d);
	next = draw_numbers(d);
	pdf_next_page(d->pdf);
	draw_back(d, next);
}
