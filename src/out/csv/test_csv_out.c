/* Cells come out as RFC 4180 wants them, and never as formulas. */
#include "out/csv/csv_out.h"
#include "tests/harness/harness.h"

TEST(a_csv_cell_with_quotes_commas_or_lines_is_quoted)
{
	struct buf out = buf_new(1024);

	csv_put_text(&out, true, STR("a,b"));
	csv_put_text(&out, false, STR("say \"hej\"\n"));
	csv_put_int(&out, false, -3);
	csv_end_row(&out);
	CHECK(str_eq(buf_str(&out), STR("\"a,b\",\"say \"\"hej\"\"\n\",-3\r\n")));
	buf_free(&out);
}

TEST(a_csv_cell_cannot_become_a_formula)
{
	struct buf out = buf_new(1024);

	csv_put_text(&out, true, STR("=1+1"));
	csv_put_text(&out, false, STR("@x"));
	CHECK(str_eq(buf_str(&out), STR("'=1+1,'@x")));
	buf_free(&out);
}
