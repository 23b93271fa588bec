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

/* Whether it is read as that day; "" when it is refused. */
static bool
reads_as(const char *written, const char *day)
{
	struct date got = { 0 }, wanted = { 0 };
	enum err e = date_read(str_of(written), &got);

	if (!day[0])
		return e == ERR_INVALID;
	return e == OK && date_parse(str_of(day), &wanted) == OK && got.days == wanted.days;
}

TEST(a_date_is_read_as_people_write_it)
{
	static const char *const same[] = { "2026-01-05", "2026-1-5", "20260105", "260105",
		"2026/1/5", "2026.01.05", "2026 01 05", "5/1 2026", "5.1.2026", "5 januari 2026",
		"5 jan. 2026", "5 January 2026", "January 5, 2026", "2026 januari 5",
		"5\u00a0januari\u00a02026" };

	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
		if (!reads_as(same[i], "2026-01-05"))
			ck_abort_msg("not read: %s", same[i]);
	CHECK(reads_as("9 maj 2026", "2026-05-09") && reads_as("9 May 2026", "2026-05-09"));
	CHECK(reads_as("1 okt 2026", "2026-10-01") && reads_as("1 oct 2026", "2026-10-01"));
	CHECK(reads_as("22/11/2026", "2026-11-22") && reads_as("11/22/2026", "2026-11-22"));
	CHECK(reads_as("5/5/2026", "2026-05-05"));
}

TEST(what_is_no_date_or_could_be_two_is_refused)
{
	static const char *const refused[] = { "", "1/5/2026", "2026-02-30", "2026-13-01",
		"2026-1", "5/1", "5/1 26", "2026", "12345678901", "i morgon", "5 mumsjanuari 2026",
		"2026-01-05T12:00", "januari 5 maj", "2026-1-5-1", "-2026-01-05", "00000000" };

	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		if (!reads_as(refused[i], ""))
			ck_abort_msg("read: %s", refused[i]);
}

TEST(a_month_is_read_as_people_write_it)
{
	static const char *const same[] = { "2026-03", "2026-3", "202603", "3/2026", "2026/03",
		"mars 2026", "March 2026", "2026 mars" };
	static const char *const refused[] = { "", "2026", "2026-13", "2026-0", "mars", "03-26",
		"2026-03-01", "mars mars", "1/2 2026" };
	struct month m;

	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
		m = month_of(1, 1);
		CHECK_ERR(OK, month_read(str_of(same[i]), &m));
		CHECK(m.m == month_of(2026, 3).m);
	}
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		CHECK_ERR(ERR_INVALID, month_read(str_of(refused[i]), &m));
}

TEST(every_error_has_a_name_for_tests_and_words_for_whoever_sees_it)
{
	enum err e;

	for (e = OK; e < ERR_COUNT; e++) {
		CHECK(*err_name(e) != '\0' && strchr(err_name(e), ' ') == NULL);
		CHECK(strlen(err_words(e)) > strlen("fel"));
		CHECK(strstr(err_words(e), err_name(e)) == NULL);
	}
}
