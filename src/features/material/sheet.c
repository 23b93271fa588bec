/* The staff sheet: what to do on the left, whom to call on the right, own words on the back. */
#include "features/catalogue/catalogue.h"
#include "features/material/draw.h"

#define MARGIN 14.0
#define TITLE_HEIGHT 19.0
#define FLOW_WIDTH 80.0
#define GAP 6.0
#define PADDING 3.0
#define NUMBERS_X (MARGIN + FLOW_WIDTH + 10)
#define IMPRINT_HEIGHT 20.0
/* A heading of a part and one number below it. */
#define PART_HEIGHT 24.0
#define ALL_HEIGHT (PDF_A4_HEIGHT - 2 * MARGIN)

/* The trunk of the chart from the edge of its column, and the room that it takes of a branch. */
#define TRUNK 5.0
#define BRANCH_INDENT 12.0

/*
 * In the order of the talk.  The trunk goes past the branches to what holds for everybody: more than one
 * of them may be true of somebody, or none.
 */
static const struct {
	enum material_word word;
	bool is_branch;
} steps[] = { { WORD_SHEET_BEFORE, false }, { WORD_SHEET_ASK, false },
	{ WORD_SHEET_LISTEN, false }, { WORD_SHEET_ONGOING, true },
	{ WORD_SHEET_EARLIER, true }, { WORD_SHEET_OWN_USE, true },
	{ WORD_SHEET_EVERYONE, false }, { WORD_SHEET_FOLLOW, false } };
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

/* A box on the paper. */
struct step_box {
	double y, height, width;
};

static struct str
step_text(const struct drawing *d, int i)
{
	return d->matter->texts->words[steps[i].word];
}

/* Each box is as high as its text, and what is left of the paper is shared among them. */
static void
place_steps(struct drawing *d, struct step_box boxes[STEPS])
{
	double left = ALL_HEIGHT - TITLE_HEIGHT - (STEPS - 1) * GAP, y = MARGIN + TITLE_HEIGHT;
	size_t i;

	for (i = 0; i < STEPS; i++) {
		boxes[i].width = FLOW_WIDTH - (steps[i].is_branch ? BRANCH_INDENT : 0);
		boxes[i].height = PADDING + pdf_height_of(d->pdf, &d->styles->body,
			step_text(d, (int)i), boxes[i].width - 2 * PADDING);
		left -= boxes[i].height;
	}
	for (i = 0; i < STEPS; i++) {
		boxes[i].y = y;
		boxes[i].height += left / STEPS;
		y += boxes[i].height + GAP;
	}
}

/* The foot of the last step on the trunk before step i. */
static double
trunk_before(const struct step_box boxes[STEPS], int i)
{
	int before = i - 1;

	while (before > 0 && steps[before].is_branch)
		before--;
	return boxes[before].y + boxes[before].height;
}

static void
draw_arrow_to(struct drawing *d, const struct step_box boxes[STEPS], int i)
{
	bool is_rtl = d->matter->texts->is_rtl;
	double trunk = is_rtl ? MARGIN + FLOW_WIDTH - TRUNK : MARGIN + TRUNK;
	double middle = boxes[i].y + boxes[i].height / 2;
	double edge = is_rtl ? MARGIN + boxes[i].width : MARGIN + BRANCH_INDENT;

	if (steps[i].is_branch)
		pdf_draw(d->pdf, PDF_ARROW, trunk, middle, edge, middle);
	else if (i != 0)
		pdf_draw(d->pdf, PDF_ARROW, trunk, trunk_before(boxes, i), trunk, boxes[i].y);
}

static void
draw_step(struct drawing *d, const struct step_box boxes[STEPS], int i)
{
	const struct step_box *box = &boxes[i];
	double left = d->matter->texts->is_rtl ? MARGIN : MARGIN + FLOW_WIDTH - box->width;
	struct pdf_frame frame = { .x = left + PADDING, .y = box->y,
		.width = box->width - 2 * PADDING, .height = box->height };

	pdf_draw_box(d->pdf, left, box->y, box->width, box->height);
	draw_arrow_to(d, boxes, i);
	pdf_enter(d->pdf, &frame);
	if (!pdf_put_in_middle(d->pdf, &d->styles->body, step_text(d, i)))
		d->is_short = true;
	pdf_leave(d->pdf);
}

static void
draw_flow(struct drawing *d)
{
	struct step_box boxes[STEPS];
	int i;

	place_steps(d, boxes);
	for (i = 0; i < (int)STEPS; i++)
		draw_step(d, boxes, i);
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

	/* an arrow is read in every language */
	if (!str_is_empty(line->next))
		day = arena_printf(d->a, "%.*s → %.*s", STR_ARG(day),
			STR_ARG(draw_name(d, line->next)));
	name.after = 0;
	/* Its name over three lines and the day below it: nothing is torn in two. */
	if (pdf_left(d->pdf) < 4 * name.points / 2)
		return false;
	if (!pdf_put_pair(d->pdf, &name, draw_name(d, line->name),
			draw_number(d->a, line->phone)))
		return false;
	draw_note_line(d, line);
	if (line->is_national && !line->is_stale && !date_is_set(line->verified_on))
		pdf_skip(d->pdf, 1);
	else
		draw_small(d, day);
	return true;
}

/* What is near and what is far have headings of their own, never without a number below. */
static bool
draw_part_of(struct drawing *d, size_t i)
{
	const struct print_line *line = &d->matter->lines[i], *above = i > 0 ? line - 1 : NULL;

	if (line->is_first || (above && !above->is_first &&
			above->is_national == line->is_national))
		return true;
	if (pdf_left(d->pdf) < PART_HEIGHT)
		return false;
	pdf_skip(d->pdf, 1.5);
	draw_part(d, line->is_national ? WORD_MORE : WORD_NEAR_TITLE);
	return true;
}

/* From the i-th on, as many as fit; returns the first that did not. */
static size_t
draw_numbers_from(struct drawing *d, size_t i)
{
	for (; i < d->matter->n; i++)
		if (!draw_part_of(d, i) || !draw_checked(d, &d->matter->lines[i]))
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
