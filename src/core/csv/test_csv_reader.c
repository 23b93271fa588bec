/* CSV from people: quotes, faults with their place, and no personal numbers. */
#include "core/csv/csv_reader.h"

#include "tests/harness/harness.h"

/* The memory of the table read last. */
static struct arena *memory;

static enum err
read_it(struct str text, struct csv_table *table, struct csv_fault *fault)
{
	arena_free(memory);
	memory = arena_new(1 << 20);
	return csv_read(text, memory, table, fault);
}

TEST(csv_reads_quotes_commas_empty_cells_and_any_line_end)
{
	struct csv_table t;
	struct csv_fault f;

	CHECK_ERR(OK, read_it(STR("\xEF\xBB\xBFid,name\r\na,\"b, \"\"c\"\"\"\r\n\r\nå,\r\n"),
	                      &t, &f));
	CHECK(t.n_columns == 2 && t.n_rows == 2);
	CHECK(csv_column(&t, "name") == 1 && csv_column(&t, "none") == -1);
	CHECK(str_eq(csv_cell(&t, 0, 1), STR("b, \"c\"")));
	CHECK(str_eq(csv_cell(&t, 1, 0), STR("å")));
	CHECK(str_is_empty(csv_cell(&t, 1, 1)) && str_is_empty(csv_cell(&t, 0, -1)));
}

TEST(csv_takes_off_the_mark_that_keeps_a_cell_from_being_a_formula)
{
	struct csv_table t;
	struct csv_fault f;

	CHECK_ERR(OK, read_it(STR("a,b,c\n'+46 8 1,'t Hooft,'\n"), &t, &f));
	CHECK(str_eq(csv_cell(&t, 0, 0), STR("+46 8 1")));
	CHECK(str_eq(csv_cell(&t, 0, 1), STR("'t Hooft")));
	CHECK(str_eq(csv_cell(&t, 0, 2), STR("'")));
}

TEST(csv_grows_past_its_first_room)
{
	struct buf text = buf_new(1 << 20);
	struct csv_table t;
	struct csv_fault f;
	int i;

	buf_put_cstr(&text, "a,b,c\n");
	for (i = 0; i < 1000; i++)
		buf_printf(&text, "%d,x,y\n", i);
	CHECK_ERR(OK, read_it(buf_str(&text), &t, &f));
	CHECK(t.n_rows == 1000);
	CHECK(str_eq(csv_cell(&t, 999, 0), STR("999")));
	buf_free(&text);
}

TEST(csv_faults_name_row_and_column)
{
	struct csv_table t;
	struct csv_fault f;

	CHECK_ERR(ERR_INVALID, read_it(STR("a,b\n1,2\n1\n"), &t, &f));
	CHECK(f.row == 3);
	CHECK_ERR(ERR_INVALID, read_it(STR("a,b\n1,2,3\n"), &t, &f));
	CHECK(f.row == 2);
	CHECK_ERR(ERR_INVALID, read_it(STR("a,a\n"), &t, &f));
	CHECK(f.row == 1 && str_eq(f.column, STR("a")));
	CHECK_ERR(ERR_INVALID, read_it(STR("a\n\"open\n"), &t, &f));
	CHECK_ERR(ERR_INVALID, read_it(STR(""), &t, &f));
	CHECK_ERR(ERR_INVALID, read_it(STR("a\n\xFF\n"), &t, &f));
}

TEST(csv_with_a_personal_number_is_refused_and_the_column_named)
{
	struct csv_table t;
	struct csv_fault f;

	CHECK_ERR(ERR_INVALID, read_it(STR("id,note\na,ring\nb,född 811218-9876\n"), &t, &f));
	CHECK(f.row == 3 && str_eq(f.column, STR("note")));
}

TEST(personal_numbers_are_told_from_phone_numbers_and_dates)
{
	CHECK(csv_looks_like_personal_number(STR("811218-9876")));
	CHECK(csv_looks_like_personal_number(STR("19811218-9876")));
	CHECK(csv_looks_like_personal_number(STR("198112189876")));
	CHECK(csv_looks_like_personal_number(STR("8112189876")));
	CHECK(csv_looks_like_personal_number(STR("811278-9873")));
	CHECK(csv_looks_like_personal_number(STR("811218+9876")));
	CHECK(!csv_looks_like_personal_number(STR("8112189875")));
	CHECK(!csv_looks_like_personal_number(STR("010-223 57 60")));
	CHECK(!csv_looks_like_personal_number(STR("08-465 004 00")));
	CHECK(!csv_looks_like_personal_number(STR("0846500400")));
	CHECK(!csv_looks_like_personal_number(STR("2026-11-22")));
	CHECK(!csv_looks_like_personal_number(STR("+46 8 465 004 00")));
	CHECK(!csv_looks_like_personal_number(STR("116 111, 90 390 och 7-21")));
}

TEST(digits_of_a_uuid_are_no_personal_number_and_those_beside_it_are)
{
	CHECK(!csv_looks_like_personal_number(STR("01000000-0000-8000-8000-198112189876")));
	CHECK(!csv_looks_like_personal_number(STR("x-ff811218-9876-4abc-8def-000000000000")));
	CHECK(csv_looks_like_personal_number(STR("ff811218-9876-4abc-8def-00000000000")));
	CHECK(csv_looks_like_personal_number(
		STR("01000000-0000-8000-8000-000000000001 198112189876")));
	CHECK(csv_looks_like_personal_number(
		STR("811218-9876;01000000-0000-8000-8000-000000000001")));
}
