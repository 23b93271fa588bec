/* Slices, buffers, arenas and dates keep their promises. */
#include "base/date.h"
#include "tests/harness/harness.h"

TEST(a_slice_splits_into_its_parts_once_each)
{
	struct str rest = STR("a;;b"), part;
	int n = 0;

	while (str_split(&rest, ';', &part))
		n++;
	CHECK(n == 3);
	CHECK(str_eq(part, STR("b")));
}

TEST(a_part_of_a_zeroed_slice_is_empty)
{
	struct str nothing = { NULL, 0 };

	CHECK(str_sub(nothing, 0, 5).n == 0);
	CHECK(str_sub(nothing, 3, 5).n == 0);
	CHECK(str_is_empty(str_trim(nothing)));
}

TEST(overlong_and_surrogate_utf8_is_refused)
{
	CHECK(str_is_utf8(STR("Södertälje \xF0\x9F\x8C\xB1")));
	CHECK(!str_is_utf8(STR("\xC0\xAF")));
	CHECK(!str_is_utf8(STR("\xED\xA0\x80")));
	CHECK(!str_is_utf8(STR("\xF4\x90\x80\x80")));
	CHECK(!str_is_utf8(STR("\xE2\x82")));
}

TEST(integers_parse_to_their_very_limits_and_not_beyond)
{
	int64_t v = 7;

	CHECK_ERR(OK, str_to_int(STR("-9223372036854775808"), &v));
	CHECK(v == INT64_MIN);
	CHECK_ERR(ERR_INVALID, str_to_int(STR("9223372036854775808"), &v));
	CHECK_ERR(ERR_INVALID, str_to_int(STR("12a"), &v));
	CHECK_ERR(ERR_INVALID, str_to_int(STR(""), &v));
	CHECK(v == INT64_MIN);
}

TEST(a_buffer_stays_within_its_cap_and_remembers_the_refusal)
{
	struct buf b = buf_new(8);

	buf_put(&b, STR("12345678"));
	CHECK_ERR(OK, buf_err(&b));
	buf_put_byte(&b, '9');
	CHECK_ERR(ERR_LIMIT, buf_err(&b));
	CHECK(str_eq(buf_str(&b), STR("12345678")));
	buf_free(&b);
}

TEST(an_arena_hands_out_zeroed_memory_up_to_its_cap)
{
	struct arena *a = arena_new(64 * 1024);
	char *p = arena_alloc(a, 40 * 1024);

	CHECK(p && p[0] == 0 && p[40 * 1024 - 1] == 0);
	CHECK(arena_alloc(a, 40 * 1024) == NULL);
	CHECK(arena_is_full(a));
	arena_reset(a);
	CHECK(!arena_is_full(a));
	CHECK(arena_array(a, SIZE_MAX / 2, 4) == NULL);
	arena_free(a);
}

TEST(every_day_of_four_centuries_survives_the_round_trip)
{
	struct date d = { 0 }, back = { 0 };
	int wrong = 0;

	CHECK_ERR(OK, date_parse(STR("1900-01-01"), &d));
	for (int i = 0; i < 146097; i++) {
		int y, m, day;

		date_parts(date_add_days(d, i), &y, &m, &day);
		if (date_of(y, m, day, &back) != OK || back.days != d.days + i)
			wrong++;
	}
	CHECK(wrong == 0);
	CHECK_ERR(ERR_INVALID, date_parse(STR("2026-02-29"), &d));
	CHECK_ERR(ERR_INVALID, date_parse(STR("2026-2-9"), &d));
	CHECK_ERR(OK, date_parse(STR("2026-11-22"), &d));
	CHECK(date_weekday(d) == 7);
}

TEST(months_and_half_years_follow_the_calendar)
{
	struct month m = month_of(2026, 11);

	CHECK(month_year(m) == 2026 && month_number(m) == 11);
	CHECK(month_half_year(m) == 2026 * 2 + 1);
	CHECK(month_quarter(m) == 2026 * 4 + 3);
	CHECK(month_number(month_add(m, 3)) == 2 && month_year(month_add(m, 3)) == 2027);
}
