/* Years, half-years and quarters by their codes. */
#include "features/statistics/statistics.h"

static struct period
period_make(struct arena *a, struct str code, int year, int first, int months)
{
	return (struct period){
		.from = month_of(year, first),
		.to = month_of(year, first + months - 1),
		.is_year = months == 12,
		.code = arena_str(a, code),
	};
}

enum err
period_parse(struct arena *a, struct str code, struct period *out)
{
	int64_t year;
	int part;

	if (str_to_int(str_sub(code, 0, 4), &year) != OK || year < 2000 || year > 2199)
		return ERR_INVALID;
	if (code.n == 4) {
		*out = period_make(a, code, (int)year, 1, 12);
		return OK;
	}
	if (code.n != 7 || code.p[4] != '-')
		return ERR_INVALID;
	part = code.p[6] - '0';
	if (code.p[5] == 'H' && part >= 1 && part <= 2) {
		*out = period_make(a, code, (int)year, part * 6 - 5, 6);
		return OK;
	}
	if ((code.p[5] == 'K' || code.p[5] == 'Q') && part >= 1 && part <= 4) {
		*out = period_make(a, code, (int)year, part * 3 - 2, 3);
		return OK;
	}
	return ERR_INVALID;
}

struct period
period_year_of(struct arena *a, struct date day)
{
	int year = month_year(date_month(day));

	return period_make(a, arena_printf(a, "%04d", year), year, 1, 12);
}
