/* The public holidays of Sweden: six of fixed date, five that follow Easter, two Saturdays. */
#include "base/holiday.h"

/* The anonymous algorithm of 1876, as in J. Meeus, "Astronomical Algorithms", chapter 8. */
enum err
date_of_easter(int year, struct date *out)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;

	if (year < 1)
		return ERR_INVALID;
	return date_of(year, n / 31, n % 31 + 1, out);
}

static enum holiday
fixed_holiday(int month, int day)
{
	static const struct {
		int month, day;
		enum holiday holiday;
	} table[] = {
		{ 1, 1, HOLIDAY_PUBLIC }, /* nyårsdagen */
		{ 1, 6, HOLIDAY_PUBLIC }, /* trettondedag jul */
		{ 5, 1, HOLIDAY_PUBLIC }, /* första maj */
		{ 6, 6, HOLIDAY_PUBLIC }, /* nationaldagen */
		{ 12, 24, HOLIDAY_EVE }, /* julafton */
		{ 12, 25, HOLIDAY_PUBLIC }, /* juldagen */
		{ 12, 26, HOLIDAY_PUBLIC }, /* annandag jul */
		{ 12, 31, HOLIDAY_EVE }, /* nyårsafton */
	};
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (table[i].month == month && table[i].day == day)
			return table[i].holiday;
	return HOLIDAY_NONE;
}

static enum holiday
easter_holiday(int days_after)
{
	switch (days_after) {
	case -2: /* långfredagen */
	case 0: /* påskdagen */
	case 1: /* annandag påsk */
	case 39: /* Kristi himmelsfärds dag */
	case 49: /* pingstdagen */
		return HOLIDAY_PUBLIC;
	case -1: /* påskafton */
		return HOLIDAY_EVE;
	default:
		return HOLIDAY_NONE;
	}
}

/* Midsummer's Day is the Saturday of 20-26 June, All Saints' Day that of 31 October - 6 November. */
static enum holiday
saturday_holiday(int month, int day, int weekday)
{
	if (month == 6 && weekday == 6 && day >= 20 && day <= 26)
		return HOLIDAY_PUBLIC;
	if (month == 6 && weekday == 5 && day >= 19 && day <= 25)
		return HOLIDAY_EVE;
	if (weekday == 6 && ((month == 10 && day == 31) || (month == 11 && day <= 6)))
		return HOLIDAY_PUBLIC;
	return HOLIDAY_NONE;
}

enum holiday
holiday_of(struct date date)
{
	enum holiday found;
	struct date easter;
	int year, month, day;

	date_parts(date, &year, &month, &day);
	found = fixed_holiday(month, day);
	if (found == HOLIDAY_NONE)
		found = saturday_holiday(month, day, date_weekday(date));
	if (found == HOLIDAY_NONE && date_of_easter(year, &easter) == OK)
		found = easter_holiday(date.days - easter.days);
	return found;
}
