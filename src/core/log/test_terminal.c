/* Nothing that is printed moves a cursor, sets a title or clears a line. */
#include "core/log/terminal.h"
#include "tests/harness/harness.h"

/* Put in two pieces, cut at every place in turn. */
static void
expect(const char *in, const char *expected)
{
	struct str all = str_of(in);
	size_t cut;

	for (cut = 0; cut <= all.n; cut++) {
		struct buf out BUF_CLEANUP = buf_new(1024);
		struct terminal_state state = { 0 };

		terminal_put(&state, str_sub(all, 0, cut), &out);
		terminal_put(&state, str_sub(all, cut, all.n), &out);
		ck_assert_msg(str_eq(buf_str(&out), str_of(expected)),
			"%s cut at %zu gave %.*s", expected, cut, STR_ARG(buf_str(&out)));
	}
}

TEST(what_is_printed_is_text_and_lines)
{
	expect("Åsa Öberg\t1\n2\r\n3\xC2\xA0kr – ok\n",
		"Åsa Öberg\t1\n2\r\n3\xC2\xA0kr – ok\n");
}

TEST(control_characters_of_a_name_are_shown_and_not_obeyed)
{
	expect("a\x1b[2Jb\x07""c\x7f\n", "a?[2Jb?c?\n");
	expect("felet\rrätt\n", "felet?rätt\n");
	expect("x\xC2\x9b" "2Jy\n", "x?2Jy\n");
}
