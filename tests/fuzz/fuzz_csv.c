/* Any text is a table of equally long rows, or has a fault with a reason. */
#include "core/csv/csv_reader.h"
#include "tests/fuzz/fuzz.h"

FUZZ(csv)
{
	struct str in = { (const char *)bytes, n };
	struct arena *a = arena_new(1 << 22);
	struct csv_table table;
	struct csv_fault fault = { 0 };
	enum err e;
	size_t i;

	FUZZ_CHECK(a != NULL);
	e = csv_read(in, a, &table, &fault);
	if (e == OK) {
		FUZZ_CHECK(csv_column(&table, "name") < (int)table.n_columns);
		for (i = 0; i < table.n_rows * table.n_columns; i++)
			FUZZ_CHECK(str_is_utf8(table.cells[i]));
	} else {
		FUZZ_CHECK(e != ERR_INVALID || fault.reason != NULL);
	}
	arena_free(a);
	return 0;
}
