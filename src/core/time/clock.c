/* The clock, in seconds and in the Swedish calendar. */
#include "core/time/clock.h"

#include <stdatomic.h>
#include <time.h>

enum { DAY_SECONDS = 86400 };

static _Atomic int64_t fixed_now;

int64_t
clock_now(void)
{
	int64_t fixed = atomic_load(&fixed_now);

	return fixed ? fixed : (int64_t)time(NULL);
}

int64_t
clock_monotonic_ns(void)
{
	struct timespec t;

	assert_always(clock_gettime(CLOCK_MONOTONIC, &t) == 0);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* The last Sunday of a month, at 01:00 UTC: when summer time begins (March) and ends (October). */
static int64_t
last_sunday(int year, int month)
{
	struct date d = { 0 };

	assert_always(date_of(year, month, 31, &d) == OK);
	d.days -= date_weekday(d) % 7;
	return (int64_t)d.days * DAY_SECONDS + 3600;
}

/*
 * Sweden is one hour ahead of UTC, two in summer time (directive 2000/84/EC, articles 2 and 3).
 * Computed here, so that the day does not depend on the time zone files of the machine.
 */
void
clock_local(int64_t seconds, struct date *day, int *hour, int *minute)
{
	int year, month, mday;
	int64_t local;

	*day = (struct date){ (int32_t)(seconds / DAY_SECONDS) };
	date_parts(*day, &year, &month, &mday);
	local = seconds + 3600;
	if (seconds >= last_sunday(year, 3) && seconds < last_sunday(year, 10))
		local += 3600;
	day->days = (int32_t)(local / DAY_SECONDS);
	*hour = (int)(local % DAY_SECONDS / 3600);
	*minute = (int)(local % 3600 / 60);
}

struct date
clock_today(void)
{
	struct date day;
	int hour, minute;

	clock_local(clock_now(), &day, &hour, &minute);
	return day;
}

void
clock_fix(int64_t seconds)
{
	atomic_store(&fixed_now, seconds);
}
