/* The public holidays of Sweden, computed: no table runs out. */
#ifndef BASE_HOLIDAY_H
#define BASE_HOLIDAY_H

#include "base/date.h"

enum holiday {
	HOLIDAY_NONE = 0,
	HOLIDAY_PUBLIC, /* lag (1989:253) om allmänna helgdagar, Sundays apart */
	HOLIDAY_EVE /* the eves that are kept as one: Easter, Midsummer, Christmas, New Year */
};

/* Easter Sunday of the Gregorian calendar, years 1 to 9999; ERR_INVALID otherwise. */
enum err date_of_easter(int year, struct date *out);
/* A Sunday is none for being a Sunday. */
enum holiday holiday_of(struct date day);

#endif
