/* The wallet card: ten to an A4, numbers on one side, the help finder on the other. */
#include "features/catalogue/catalogue.h"
#include "features/material/draw.h"

enum { COLUMNS = 2, ROWS = 5, CARDS = COLUMNS * ROWS };
/* ISO/IEC 7810 ID-1, the size of a bank card. */
#define CARD_WIDTH 85.6
#define CARD_HEIGHT 54.0
#define MARGIN 4.0
/* Left below the numbers for the mark of a draft. */
#define FOOT 6.0
/* Small and far away it must still be read: 20 mm at the least (ux.md). */
#define CODE_SIDE 23.0
#define LEFT ((PDF_A4_WIDTH - COLUMNS * CARD_WIDTH) / 2)
#define TOP ((PDF_A4_HEIGHT - ROWS * CARD_HEIGHT) / 2)

static const struct draw_styles card_styles = {
	.heading = { .tag = PDF_H1, .points = 13, .is_bold = true, .after = 2 },
	.body = { .tag = PDF_P, .points = 8.5, .after = 2.5 },
	.line = { .tag = PDF_P, .points = 8.5, .after = 1.2 },
	.small = { .tag = PDF_P, .points = 6.5, .after = 0.8 },
};

static struct pdf_frame
frame_of(int i)
{
	int row = i / COLUMNS, column = i % COLUMNS;

	return (struct pdf_frame){
		.x = LEFT + column * CARD_WIDTH + MARGIN,
		.y = TOP + row * CARD_HEIGHT + MARGIN,
		.width = CARD_WIDTH - 2 * MARGIN,
		.height = CARD_HEIGHT - 2 * MARGIN,
	};
}

static void
draw_front(struct drawing *d, int i)
{
	struct pdf_frame frame = frame_of(i), code;

	code = frame;
	code.width = CODE_SIDE;
	frame.width -= code.width + 4;
	if (d->matter->texts->is_rtl)
		frame.x += code.width + 4;
	else
		code.x += frame.width + 4;
	pdf_enter(d->pdf, &frame);
	pdf_skip(d->pdf, 1);
	draw_heading(d, WORD_TITLE);
	draw_text(d, WORD_LEAD);
	draw_small(d, draw_number(d->a, d->matter->address));
	draw_imprint(d);
	draw_draft_mark(d);
	pdf_leave(d->pdf);
	pdf_enter(d->pdf, &code);
	pdf_skip(d->pdf, (code.height - CODE_SIDE) / 2);
	draw_code(d, CODE_SIDE);
	pdf_leave(d->pdf);
}

/* The lines of every track on the same card, and never more of one than room for the others. */
static void
draw_numbers(struct drawing *d, int i)
{
	struct pdf_frame frame = frame_of(i);

	frame.height -= FOOT;
	pdf_enter(d->pdf, &frame);
	draw_lines(d, line_is_first, 0, 4);
	draw_lines(d, line_is_near, TRACK_EXPOSED, 1);
	draw_lines(d, line_is_national, TRACK_OWN_USE, 1);
	draw_lines(d, line_is_national, TRACK_CHILD, 1);
	draw_lines(d, line_is_near, TRACK_OWN_USE, 1);
	pdf_leave(d->pdf);
	frame.y += frame.height;
	frame.height = FOOT;
	pdf_enter(d->pdf, &frame);
	draw_draft_mark(d);
	pdf_leave(d->pdf);
}

static void
draw_cuts(struct drawing *d)
{
	int i;

	for (i = 0; i <= COLUMNS; i++)
		pdf_draw(d->pdf, PDF_CUT, LEFT + i * CARD_WIDTH, TOP, LEFT + i * CARD_WIDTH,
			TOP + ROWS * CARD_HEIGHT);
	for (i = 0; i <= ROWS; i++)
		pdf_draw(d->pdf, PDF_CUT, LEFT, TOP + i * CARD_HEIGHT,
			LEFT + COLUMNS * CARD_WIDTH, TOP + i * CARD_HEIGHT);
}

void
draw_cards(struct drawing *d)
{
	int i;

	d->styles = &card_styles;
	d->is_brief = true;
	for (i = 0; i < CARDS; i++)
		draw_front(d, i);
	draw_cuts(d);
	pdf_next_page(d->pdf);
	for (i = 0; i < CARDS; i++)
		draw_numbers(d, i);
	draw_cuts(d);
}
