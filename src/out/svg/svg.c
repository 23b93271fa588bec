/* Where everything stands in a drawing; the templates write it. */
#include "out/svg/svg.h"

#include "out/svg/svg.html.h"

enum {
	WIDTH = 10000,		/* hundredths of a percent */
	LINE = 140,		/* from one line of text to the next, in hundredths of a rem */
	LETTERS = 36,		/* that fit along the narrowest drawing */
	LETTERS_SPACED = 28,	/* the same with a reader's own spacing (WCAG 1.4.12), and air */
	BAR = 110,
	PLOT_TOP = 160, PLOT_HEIGHT = 800,
	PLOT_LEFT = 1400	/* room for the scale */
};

struct str
svg_number(struct arena *a, int hundredths)
{
	struct str s = arena_printf(a, "%d.%02d", hundredths / 100, hundredths % 100);

	while (str_ends(s, STR("0")) && str_find_byte(s, '.') >= 0)
		s.n--;
	if (str_ends(s, STR(".")))
		s.n--;
	return s;
}

struct str
svg_pattern(struct arena *a, const struct svg_figure *figure)
{
	return arena_printf(a, "url(#%s-p)", figure->id);
}

const char *
svg_fill_class(enum svg_fill fill)
{
	switch (fill) {
	case SVG_STRIPED:
		return "fig-striped";
	case SVG_EMPTY:
		return "fig-empty";
	case SVG_SOLID:
	default:
		return "fig-solid";
	}
}

int
svg_share_y(int share)
{
	return PLOT_TOP + (WIDTH - share) * PLOT_HEIGHT / WIDTH;
}

/* ---- the 100 % bar ---- */

void
svg_full_bar(struct html *h, const struct svg_figure *figure, const struct svg_part *parts,
	size_t n)
{
	struct svg_part_at at[SVG_PARTS_MAX];
	struct svg_drawing d = { .figure = figure, .parts = at, .n = n, .height = 270 };
	int64_t whole = 0, before = 0;
	size_t i;

	assert_always(n <= SVG_PARTS_MAX);
	for (i = 0; i < n; i++)
		whole += parts[i].n;
	if (whole <= 0)
		return;
	for (i = 0; i < n; i++) {
		int from = (int)(before * WIDTH / whole);

		before += parts[i].n;
		at[i] = (struct svg_part_at){
			.label = parts[i].label, .fill = parts[i].fill,
			.x = from, .width = (int)(before * WIDTH / whole) - from,
			.key_y = d.height + 100,
		};
		d.height += LINE + 20;
	}
	html_svg_full_bar(h, &d);
}

/* ---- rows ---- */

/* The bytes of the first `letters` letters of a text. */
static size_t
bytes_of(struct str s, size_t letters)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] & 0xC0) != 0x80 && letters-- == 0)
			break;
	return i;
}

/* Breaks at the last space that leaves a line of LETTERS; the second line ends with … if it must. */
static void
wrap(struct arena *a, struct str text, struct str line[SVG_LINES])
{
	size_t end = bytes_of(text, LETTERS + 1);

	line[0] = text;
	line[1] = STR_NULL;
	if (str_code_points(text) <= LETTERS)
		return;
	while (end > 0 && text.p[end - 1] != ' ')
		end--;
	if (end == 0)
		end = bytes_of(text, LETTERS);
	line[0] = str_trim(str_sub(text, 0, end));
	line[1] = str_sub(text, end, text.n);
	if (str_code_points(line[1]) > LETTERS)
		line[1] = arena_printf(a, "%.*s…",
			STR_ARG(str_sub(line[1], 0, bytes_of(line[1], LETTERS - 1))));
}

/* Whether every label leaves room for its words on the same line: all rows look the same. */
static bool
are_short(const struct svg_row *rows, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_code_points(rows[i].label) + str_code_points(rows[i].words) >
			LETTERS_SPACED)
			return false;
	return true;
}

/* Places a row below `y`; gives where the next one begins. */
static int
place_row(struct arena *a, const struct svg_row *row, bool is_short, int y,
	struct svg_row_at *at)
{
	*at = (struct svg_row_at){ .words = row->words, .value = row->value };
	wrap(a, row->label, at->label);
	at->label_y[0] = y + 100;
	y += LINE;
	if (at->label[1].n > 0) {
		at->label_y[1] = y + 100;
		y += LINE;
	}
	at->words_x = is_short ? WIDTH : 0;
	if (!is_short)
		y += LINE;
	at->words_y = y + 100 - LINE;
	at->bar_y = y;
	return y + (row->value.share >= 0 ? BAR : 0) + 60;
}

void
svg_rows(struct html *h, const struct svg_figure *figure, enum svg_mark mark,
	const struct svg_row *rows, size_t n)
{
	struct svg_row_at *at = ARENA_ARRAY(h->arena, struct svg_row_at, n);
	struct svg_drawing d = { .figure = figure, .mark = mark, .rows = at, .n = n };
	bool is_short = are_short(rows, n);
	size_t i;

	assert_always(n <= SVG_ROWS_MAX);
	if (!at || n == 0)
		return;
	for (i = 0; i < n; i++)
		d.height = place_row(h->arena, &rows[i], is_short, d.height, &at[i]);
	d.axis_y = d.height + 50;
	d.height += 90;
	html_svg_rows(h, &d);
}

/* ---- quarters ---- */

void
svg_quarters(struct html *h, const struct svg_figure *figure, const struct svg_point *points,
	size_t n)
{
	struct svg_point_at at[SVG_POINTS_MAX];
	struct svg_drawing d = { .figure = figure, .points = at, .n = n,
		.axis_y = PLOT_TOP + PLOT_HEIGHT + 140,
		.height = PLOT_TOP + PLOT_HEIGHT + 190 };
	size_t i;

	assert_always(n <= SVG_POINTS_MAX);
	for (i = 0; i < n; i++) {
		const struct svg_value *v = &points[i].value;
		int top = v->share < 0 ? 0 : v->hi < 0 ? v->share : v->hi;

		at[i] = (struct svg_point_at){
			.label = points[i].label, .words = points[i].words, .value = *v,
			.x = PLOT_LEFT + (int)((2 * i + 1) * (WIDTH - PLOT_LEFT) / (2 * n)),
			.y = svg_share_y(v->share), .words_y = svg_share_y(top) - 60,
			.lo_y = svg_share_y(v->lo), .hi_y = svg_share_y(v->hi),
			.is_joined = i > 0 && v->share >= 0 && at[i - 1].value.share >= 0,
		};
		if (at[i].is_joined) {
			at[i].from_x = at[i - 1].x;
			at[i].from_y = at[i - 1].y;
		}
	}
	if (n > 0)
		html_svg_quarters(h, &d);
}
