/* The Swedish day turns at Swedish midnight, also in summer time. */
#include "core/time/clock.h"
#include "tests/harness/harness.h"

static int
hour_at(int64_t seconds)
{
	struct date day;
	int hour, minute;

	clock_local(seconds, &day, &hour, &minute);
	return hour;
}

TEST(summer_time_begins_and_ends_on_the_last_sundays)
{
	/* 2026-03-29 00:59:59 and 01:00:00 UTC; 2026-10-25 00:59:59 and 01:00:00 UTC */
	CHECK(hour_at(1774745999) == 1);
	CHECK(hour_at(1774746000) == 3);
	CHECK(hour_at(1792889999) == 2);
	CHECK(hour_at(1792890000) == 2);
}

TEST(the_day_is_the_swedish_day)
{
	struct date day, expected;
	int hour, minute;

	/* 2026-11-21 23:30 UTC is already the 22nd in Sweden. */
	clock_local(1795303800, &day, &hour, &minute);
	CHECK_ERR(OK, date_parse(STR("2026-11-22"), &expected));
	CHECK(day.days == expected.days);
	CHECK(hour == 0 && minute == 30);
}
