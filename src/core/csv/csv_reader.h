/* Reading CSV that came from people: whole tables, with row and column of whatever is wrong. */
#ifndef CORE_CSV_CSV_READER_H
#define CORE_CSV_CSV_READER_H

#include "base/arena.h"

enum {
	CSV_ROWS_MAX = 200000,
	CSV_COLUMNS_MAX = 64,
	CSV_BYTES_MAX = 64 * 1024 * 1024
};

/* Rows of equally many fields under one header line; everything lives in the arena. */
struct csv_table {
	struct str *header;
	size_t n_columns;
	struct str *cells;	/* n_rows * n_columns, trimmed */
	size_t n_rows;
};

/* Where and why; `row` counts records from 1, the header being 1; 0 = the file as a whole. */
struct csv_fault {
	struct str file;	/* set by whoever knows the name */
	int64_t row;
	struct str column;
	const char *reason;	/* Swedish, N_() */
};

/*
 * RFC 4180 with comma, quotes and any line end; a byte order mark is skipped, empty lines too.
 * ERR_INVALID and *fault for text that is no UTF-8, a quote left open, a row of another length, a
 * column named twice, and for a column that looks like personal numbers: nothing in Lotsa may hold
 * one.  ERR_LIMIT past the caps.
 */
enum err csv_read(struct str text, struct arena *a, struct csv_table *out,
	struct csv_fault *fault);
/* The same with another character between the cells: ';' or a tab. */
enum err csv_read_separated(struct str text, char separator, struct arena *a,
	struct csv_table *out, struct csv_fault *fault);
/* Index of the column, or -1. */
int csv_column(const struct csv_table *table, const char *name);
/* The cell of data row `row` (0 = first under the header); the empty slice for column -1. */
struct str csv_cell(const struct csv_table *table, size_t row, int column);

/*
 * Whether the text holds a Swedish personal or coordination number: ÅÅMMDD-NNNN, ÅÅÅÅMMDD-NNNN, or
 * the same digits in one run with a right check digit, at a date that exists (day + 60 counts).  The digits
 * of a UUID are none.
 */
bool csv_looks_like_personal_number(struct str text);

#endif
