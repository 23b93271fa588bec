/* Holidays against the calendars of years that were and that come. */
#include "base/holiday.h"

#include "tests/harness/harness.h"

static struct date
day(const char *text)
{
	struct date d;

	CHECK_ERR(OK, date_parse(str_of(text), &d));
	return d;
}

TEST(easter_falls_where_the_almanacs_have_it)
{
	static const struct {
		int year;
		const char *day;
	} known[] = { { 1818, "1818-03-22" }, { 1961, "1961-04-02" }, { 2000, "2000-04-23" },
		{ 2008, "2008-03-23" }, { 2024, "2024-03-31" }, { 2025, "2025-04-20" },
		{ 2026, "2026-04-05" }, { 2027, "2027-03-28" }, { 2038, "2038-04-25" },
		{ 2285, "2285-03-22" } };
	struct date easter;
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		CHECK_ERR(OK, date_of_easter(known[i].year, &easter));
		CHECK(easter.days == day(known[i].day).days);
	}
	CHECK_ERR(ERR_INVALID, date_of_easter(0, &easter));
	CHECK_ERR(ERR_INVALID, date_of_easter(10000, &easter));
}

TEST(every_swedish_holiday_of_2026_is_one_and_no_other_day)
{
	static const char *const public[] = { "2026-01-01", "2026-01-06", "2026-04-03",
		"2026-04-05", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-24",
		"2026-06-06", "2026-06-20", "2026-10-31", "2026-12-25", "2026-12-26" };
	static const char *const eves[] = { "2026-04-04", "2026-06-19", "2026-12-24",
		"2026-12-31" };
	struct date d;
	size_t i, n = 0;

	for (i = 0; i < sizeof(public) / sizeof(public[0]); i++)
		ck_assert_msg(holiday_of(day(public[i])) == HOLIDAY_PUBLIC, "%s", public[i]);
	for (i = 0; i < sizeof(eves) / sizeof(eves[0]); i++)
		ck_assert_msg(holiday_of(day(eves[i])) == HOLIDAY_EVE, "%s", eves[i]);
	for (d = day("2026-01-01"); d.days <= day("2026-12-31").days; d.days++)
		n += holiday_of(d) != HOLIDAY_NONE;
	CHECK(n == 17);
}

TEST(all_saints_and_midsummer_are_saturdays_of_their_weeks)
{
	CHECK(holiday_of(day("2027-11-06")) == HOLIDAY_PUBLIC);
	CHECK(holiday_of(day("2027-10-31")) == HOLIDAY_NONE);
	CHECK(holiday_of(day("2027-06-26")) == HOLIDAY_PUBLIC);
	CHECK(holiday_of(day("2027-06-25")) == HOLIDAY_EVE);
	CHECK(holiday_of(day("2027-06-19")) == HOLIDAY_NONE);
}
