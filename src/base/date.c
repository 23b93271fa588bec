/* Days and months of the Gregorian calendar. */
#include "base/date.h"

bool
date_is_set(struct date d)
{
	return d.days != 0;
}

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in_month(int year, int month)
{
	static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/*
 * Counts in eras of 400 years (146 097 days) that begin on 1 March, so that the leap day is the
 * last day of a year.  After H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
 */
enum err
date_of(int year, int month, int day, struct date *out)
{
	int y, era, year_of_era, day_of_year;

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
	    day > days_in_month(year, month))
		return ERR_INVALID;
	y = month <= 2 ? year - 1 : year;
	era = y / 400;
	year_of_era = y % 400;
	day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	out->days = era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
		    day_of_year - 719468;
	return OK;
}

void
date_parts(struct date d, int *year, int *month, int *day)
{
	int z = d.days + 719468;
	int era = z / 146097;
	int doe = z % 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*day = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

/* The number in bytes [from, to) of s, digits only. */
static enum err
digits(struct str s, size_t from, size_t to, int *out)
{
	int v = 0;

	for (size_t i = from; i < to; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return ERR_INVALID;
		v = v * 10 + (s.p[i] - '0');
	}
	*out = v;
	return OK;
}

enum err
date_parse(struct str s, struct date *out)
{
	int year, month, day;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
		return ERR_INVALID;
	TRY(digits(s, 0, 4, &year));
	TRY(digits(s, 5, 7, &month));
	TRY(digits(s, 8, 10, &day));
	return date_of(year, month, day, out);
}

struct str
date_text(struct arena *a, struct date d)
{
	int year, month, day;

	if (!date_is_set(d))
		return STR_NULL;
	date_parts(d, &year, &month, &day);
	return arena_printf(a, "%04d-%02d-%02d", year, month, day);
}

struct date
date_add_days(struct date d, int days)
{
	return (struct date){ d.days + days };
}

struct month
date_month(struct date d)
{
	int year, month, day;

	date_parts(d, &year, &month, &day);
	return month_of(year, month);
}

int
date_weekday(struct date d)
{
	/* 1970-01-01 was a Thursday. */
	return ((d.days + 3) % 7 + 7) % 7 + 1;
}

bool
month_is_set(struct month m)
{
	return m.m != 0;
}

struct month
month_of(int year, int month)
{
	return (struct month){ year * 12 + month - 1 };
}

int
month_year(struct month m)
{
	return m.m / 12;
}

int
month_number(struct month m)
{
	return m.m % 12 + 1;
}

enum err
month_parse(struct str s, struct month *out)
{
	int year, month;

	if (s.n != 7 || s.p[4] != '-')
		return ERR_INVALID;
	TRY(digits(s, 0, 4, &year));
	TRY(digits(s, 5, 7, &month));
	if (year < 1 || month < 1 || month > 12)
		return ERR_INVALID;
	*out = month_of(year, month);
	return OK;
}

struct str
month_text(struct arena *a, struct month m)
{
	if (!month_is_set(m))
		return STR_NULL;
	return arena_printf(a, "%04d-%02d", month_year(m), month_number(m));
}

struct month
month_add(struct month m, int months)
{
	return (struct month){ m.m + months };
}

struct date
month_first_day(struct month m)
{
	struct date d = { 0 };

	assert_always(date_of(month_year(m), month_number(m), 1, &d) == OK);
	return d;
}

int32_t
month_half_year(struct month m)
{
	return m.m / 6;
}

int32_t
month_quarter(struct month m)
{
	return m.m / 3;
}
