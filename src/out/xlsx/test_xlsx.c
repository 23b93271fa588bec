/* Workbooks are files that hold what was put into them. */
#include "out/xlsx/xlsx.h"

#include "tests/harness/harness.h"

static enum err
make(struct arena *a, struct str sheet, struct str *out)
{
	struct xlsx *x XLSX_CLEANUP = xlsx_new(STR("Rapport"), month_of(2026, 11));

	CHECK(x);
	xlsx_sheet(x, sheet, 30, 12);
	xlsx_text(x, XLSX_HEADING, STR("Fråga"));
	xlsx_text(x, XLSX_HEADING, STR("Andel"));
	xlsx_end_row(x);
	xlsx_freeze(x);
	xlsx_text(x, XLSX_PLAIN, STR("=1+1"));
	xlsx_share(x, 425);
	xlsx_number(x, 120);
	xlsx_end_row(x);
	return xlsx_end(x, a, out);
}

TEST(a_workbook_is_an_archive_and_the_same_every_time)
{
	struct arena *a = arena_new(1 << 20);
	struct str one, two;

	CHECK_ERR(OK, make(a, STR("I korthet"), &one));
	CHECK_ERR(OK, make(a, STR("I korthet"), &two));
	CHECK(str_starts(one, STR("PK\3\4")));
	CHECK(str_contains(one, STR("xl/worksheets/sheet1.xml")));
	CHECK(str_eq(one, two));
	arena_free(a);
}

TEST(a_sheet_may_have_a_long_name_with_signs_that_it_must_not_have)
{
	struct arena *a = arena_new(1 << 20);
	struct str file;

	CHECK_ERR(OK, make(a, STR("Åldrar: 16/24 [år] och många fler bokstäver än så"), &file));
	arena_free(a);
}

TEST(an_arena_that_is_too_small_for_the_file_is_a_limit_and_nothing_else)
{
	struct arena *a = arena_new(1 << 10);
	struct str file = STR_NULL;

	CHECK_ERR(ERR_LIMIT, make(a, STR("Blad"), &file));
	CHECK(file.n == 0);
	arena_free(a);
}
