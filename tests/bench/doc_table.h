/* Tables of a document that a program must keep to: what is written is what is tested. */
#ifndef TESTS_BENCH_DOC_TABLE_H
#define TESTS_BENCH_DOC_TABLE_H

#include <stdbool.h>
#include <stddef.h>

enum { DOC_ROWS = 48, DOC_COLUMNS = 8, DOC_CELL = 96 };

struct doc_table {
	char cells[DOC_ROWS][DOC_COLUMNS][DOC_CELL];
	size_t n;
};

/* The rows under a line that begins with `heading` ("| level | half"); false when there is none. */
bool doc_table_read(const char *path, const char *heading, struct doc_table *out);
/* The number in a cell of the row whose first cell is `name`; false when there is none. */
bool doc_table_number(const struct doc_table *table, const char *name, size_t column,
	double *out);

#endif
