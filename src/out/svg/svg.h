/* Figures as SVG: plain numbers and words in, a drawing that reflows with the page out. */
#ifndef OUT_SVG_SVG_H
#define OUT_SVG_SVG_H

#include "core/html/html.h"

/*
 * Every drawing is as wide as its place, down to 288 px: along it, positions are shares of the width;
 * down it, they are rem, so that letters keep their size and follow the reader's.  Colours stand in the
 * stylesheet (light, dark, forced, print), and whatever a colour tells a pattern, a shape or a word tells
 * too.  Texts come translated and as they are: the drawing escapes them.
 *
 * The caller writes <figure>, <figcaption> with the message, and the table to fold out.
 */
struct svg_figure {
	const char *id;		/* letters and '-', once on the page */
	struct str title;	/* what is drawn */
	struct str desc;	/* what the eye sees, in one or two sentences */
};

enum svg_fill { SVG_SOLID, SVG_STRIPED, SVG_EMPTY };

/* A part of a whole, and its line of the key: "Avstod: 3". */
struct svg_part {
	struct str label;
	int64_t n;
	enum svg_fill fill;
};

enum { SVG_PARTS_MAX = 6, SVG_ROWS_MAX = 200, SVG_POINTS_MAX = 16 };

/* The 100 % bar with its key; nothing when the parts sum to nothing. */
void svg_full_bar(struct html *h, const struct svg_figure *figure, const struct svg_part *parts,
	size_t n);

/* In hundredths of a percent; -1 where there is none. */
struct svg_value {
	int share, lo, hi;
};

enum svg_mark { SVG_BAR, SVG_DOT };

/* One share with its interval: a bar, or a dot where the number itself was drawn. */
struct svg_row {
	struct str label;
	struct str words;	/* "63 %, 34 av 54"; or "för få svar", with no share */
	struct svg_value value;
};

/* Rows under a common scale from 0 to 100 percent.  A bar without an interval is empty. */
void svg_rows(struct html *h, const struct svg_figure *figure, enum svg_mark mark,
	const struct svg_row *rows, size_t n);

/* One quarter of a line: "K1" under it, "56 %" at it; or a short word and no share. */
struct svg_point {
	struct str label;
	struct str words;
	struct svg_value value;
};

/* Shares over time; the line is broken where a share is missing. */
void svg_quarters(struct html *h, const struct svg_figure *figure,
	const struct svg_point *points, size_t n);

#endif
