/* Squares of a code: their number, their corners, and what does not fit. */
#include "tests/harness/harness.h"

#include "core/qr/qr.h"

TEST(a_short_address_in_capitals_is_the_smallest_code)
{
	struct arena *a = arena_new(64 * 1024);
	struct qr capitals, small;

	CHECK_ERR(OK, qr_of(a, STR("HTTPS://LOTSA.SE/K"), &capitals));
	CHECK(capitals.side == 21);	/* version 1 */
	CHECK_ERR(OK, qr_of(a, STR("https://lotsa.se/k"), &small));
	CHECK(small.side > capitals.side);
	/* A letter too many for the code that mends itself well: larger squares are worth more. */
	CHECK_ERR(OK, qr_of(a, STR("HTTPS://LOTSA.EXAMPLE/K"), &capitals));
	CHECK(capitals.side == 21);
	arena_free(a);
}

TEST(three_corners_of_a_code_say_how_it_stands)
{
	struct arena *a = arena_new(64 * 1024);
	struct qr code;
	int i, last;

	CHECK_ERR(OK, qr_of(a, STR("A"), &code));
	last = code.side - 1;
	for (i = 0; i < 7; i++) {
		CHECK(code.dark[i] == 1);
		CHECK(code.dark[last - i] == 1);
		CHECK(code.dark[last * code.side + i] == 1);
	}
	CHECK(code.dark[7] == 0);
	arena_free(a);
}

TEST(a_text_that_is_too_long_for_a_code_is_refused)
{
	struct arena *a = arena_new(64 * 1024);
	struct qr code;
	char text[600];

	memset(text, 'A', sizeof(text));
	CHECK_ERR(ERR_LIMIT, qr_of(a, (struct str){ text, sizeof(text) }, &code));
	arena_free(a);
}
