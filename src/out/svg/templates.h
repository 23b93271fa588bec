/* Where everything stands in a drawing: down it in hundredths of a rem, along it of a percent. */
#ifndef OUT_SVG_TEMPLATES_H
#define OUT_SVG_TEMPLATES_H

#include "out/svg/svg.h"

/* A label may take two lines. */
enum { SVG_LINES = 2 };

struct svg_part_at {
	struct str label;
	enum svg_fill fill;
	int x, width;		/* of the bar; nothing is drawn without width */
	int key_y;
};

struct svg_row_at {
	struct str label[SVG_LINES];
	struct str words;
	struct svg_value value;
	int label_y[SVG_LINES];
	int words_x, words_y;
	int bar_y;
};

struct svg_point_at {
	struct str label, words;
	struct svg_value value;
	int x, y, words_y;
	int lo_y, hi_y;
	bool is_joined;		/* a line comes from the point before */
	int from_x, from_y;
};

struct svg_drawing {
	const struct svg_figure *figure;
	int height, axis_y;
	enum svg_mark mark;
	const struct svg_part_at *parts;
	const struct svg_row_at *rows;
	const struct svg_point_at *points;
	size_t n;
};

/* 1230 is "12.3": as short as it can be written. */
struct str svg_number(struct arena *a, int hundredths);
/* Where a share stands in the plot of quarters. */
int svg_share_y(int share);
/* The fill attribute's pattern of this drawing. */
struct str svg_pattern(struct arena *a, const struct svg_figure *figure);
/* "fig-solid", "fig-striped", "fig-empty" */
const char *svg_fill_class(enum svg_fill fill);

#endif
