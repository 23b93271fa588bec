/* Reading tables of Markdown. */
#include "tests/bench/doc_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 1 << 16 };

/* "| a | b |" into cells without the space around them. */
static void
split(const char *line, char cells[DOC_COLUMNS][DOC_CELL])
{
	size_t column;

	for (column = 0; column < DOC_COLUMNS && *line == '|'; column++) {
		const char *from = line + 1 + strspn(line + 1, " "), *to = strchr(from, '|');
		size_t n;

		if (!to)
			return;
		line = to;
		while (to > from && to[-1] == ' ')
			to--;
		n = (size_t)(to - from) < DOC_CELL ? (size_t)(to - from) : DOC_CELL - 1;
		memcpy(cells[column], from, n);
		cells[column][n] = '\0';
	}
}

bool
doc_table_read(const char *path, const char *heading, struct doc_table *out)
{
	static char line[LINE];
	FILE *f = fopen(path, "r");
	bool is_here = false;

	memset(out, 0, sizeof(*out));
	while (f && fgets(line, sizeof(line), f)) {
		if (strncmp(line, heading, strlen(heading)) == 0)
			is_here = true;
		else if (is_here && line[0] != '|')
			break;
		else if (is_here && strncmp(line, "|---", 4) != 0 && out->n < DOC_ROWS)
			split(line, out->cells[out->n++]);
	}
	if (f)
		fclose(f);
	return out->n > 0;
}

bool
doc_table_number(const struct doc_table *table, const char *name, size_t column, double *out)
{
	size_t i;

	for (i = 0; i < table->n; i++)
		if (strcmp(table->cells[i][0], name) == 0) {
			char *end;

			*out = strtod(table->cells[i][column], &end);
			return end != table->cells[i][column];
		}
	return false;
}
