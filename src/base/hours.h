/* Opening hours as Swedes write them, and whether it is open now. */
#ifndef BASE_HOURS_H
#define BASE_HOURS_H

#include "base/rrule.h"

enum hours_on_holidays {
	HOURS_NOT_ON_HOLIDAYS = 1,
	HOURS_ON_HOLIDAYS_TOO,
	HOURS_ON_HOLIDAYS_ONLY
};

/* Minutes of the day: 0 .. 1440; closes <= opens means after midnight. */
struct hours {
	struct rrule rule;
	int opens, closes;
	enum hours_on_holidays on_holidays;
};

enum { HOURS_MAX = 16 };

/*
 * Reads "mån–fre 8–16.30, lör 10–14", "vardagar 9–12 och 13–16", "dygnet runt", "alla dagar 7–21",
 * "fre 22–04 även helgdagar", "helgdagar 10–14" and "FREQ=MONTHLY;BYDAY=1MO 10–12".  Public holidays and
 * the four eves are closed days unless the text says "alla dagar", "dygnet runt" or "helgdagar".
 * ERR_INVALID for anything that is not understood to the last word: better no answer than a wrong one.
 * ERR_LIMIT past HOURS_MAX.
 */
enum err hours_parse(struct arena *a, struct str text, struct hours out[HOURS_MAX], size_t *n);
/* The same hours as text that hours_parse reads to the same. */
void hours_put(struct buf *out, const struct hours *hours, size_t n);

/* How another language says them. */
struct hours_words {
	struct str days[7];	/* from Monday, short */
	struct str every_day, day_and_night, holidays, also_holidays, only_holidays;
	bool is_rtl;		/* times are set off, or 8-16 would be read 16-8 */
};
void hours_put_in(struct buf *out, const struct hours_words *words, const struct hours *hours,
	size_t n);
/* "08.00" */
void hours_put_time(struct buf *out, int minute);

struct hours_now {
	bool is_open;
	bool is_for_ever; /* nothing changes within six weeks: open day and night, or closed */
	struct date on; /* when it closes or opens next */
	int minute;
};

struct hours_now hours_at(const struct hours *hours, size_t n, struct date day, int minute);

#endif
