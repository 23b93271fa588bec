/* A report before it is a page or a file: sections of sentences and tables, in the reader's language. */
#ifndef FEATURES_REPORT_DOCUMENT_H
#define FEATURES_REPORT_DOCUMENT_H

#include "core/http/handler.h"
#include "out/svg/svg.h"

enum { REPORT_COLUMNS_MAX = 9, REPORT_SAYS_MAX = 10, REPORT_SECTIONS_MAX = 11 };

enum report_cell_kind {
	CELL_WORDS,
	CELL_NUMBER,		/* low: the number */
	CELL_SHARE,		/* low: thousandths */
	CELL_RANGE		/* low and high: thousandths */
};

/* words: as it is read, whatever kind it is. */
struct report_cell {
	enum report_cell_kind kind;
	struct str words;
	int64_t low, high;
};

/* A line of a table, and of the figure above it.  The first cell says what it is about. */
struct report_line {
	struct report_cell cells[REPORT_COLUMNS_MAX];
	struct str words;	/* at its bar */
	struct svg_value value;
};

enum report_figure { FIGURE_NONE, FIGURE_BARS, FIGURE_DOTS };

struct report_table {
	const char *id;		/* "svar": once in the report */
	struct str title, about;
	bool names_places;	/* the first cell of a line is a name that people gave, in Swedish */
	enum report_figure figure;
	struct str columns[REPORT_COLUMNS_MAX];
	size_t n_columns;
	struct report_line *lines;
	size_t n;
};

struct report_section {
	const char *id;
	struct str heading;
	struct str lead;	/* its message; may be empty */
	struct str says[REPORT_SAYS_MAX];
	size_t n_says;
	bool is_list;		/* the sentences stand one by one */
	bool is_written;	/* the sentences are the association's own, in Swedish */
	struct report_table *table;	/* NULL = none */
};

struct report {
	struct str title, place, period;
	struct month made;
	struct report_section sections[REPORT_SECTIONS_MAX];
	size_t n;
};

struct report_order {
	struct db *db;
	const struct scope *scope;	/* of an association */
	struct arena *arena;
	enum lang lang;
	struct date today;
	int64_t year;		/* of the annual report; 0 = as it stands today */
};

/*
 * Everything lives in the order's arena.  ERR_NOT_FOUND when the place is no association, or the year has
 * not begun.
 */
enum err report_make(const struct report_order *order, struct report *out);

/* Headings and lines of a table on the current sheet; an interval takes two columns. */
struct xlsx;
void report_book_table(struct xlsx *book, const struct report_table *table);

/* The same as a file. */
enum err report_paper(const struct report *report, enum lang lang, struct arena *a,
	struct str *pdf);
enum err report_book(const struct report *report, struct arena *a, struct str *xlsx);

#endif
