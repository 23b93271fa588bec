/* Recurrence rules of RFC 5545, as far as opening hours need them. */
#ifndef BASE_RRULE_H
#define BASE_RRULE_H

#include "base/buf.h"
#include "base/date.h"

enum rrule_freq { RRULE_DAILY = 1, RRULE_WEEKLY, RRULE_MONTHLY };

enum { RRULE_INTERVAL_MAX = 99, RRULE_NTHS_MAX = 14 };

/* "1MO" is the first Monday of a month, "-1FR" its last Friday. */
struct rrule_nth {
	signed char nth; /* -5 .. 5, never 0 */
	signed char weekday; /* 1 Monday .. 7 Sunday */
};

struct rrule {
	enum rrule_freq freq;
	int interval; /* 1 .. RRULE_INTERVAL_MAX */
	unsigned weekdays; /* bit 1 << (weekday - 1); 0 = every day, or that of the start */
	struct rrule_nth nths[RRULE_NTHS_MAX]; /* RRULE_MONTHLY */
	size_t n_nths;
	unsigned monthdays; /* RRULE_MONTHLY: bit 1 << day, 1 .. 31 */
	struct date until; /* the last day; {0} = for ever */
};

/*
 * Reads "FREQ=WEEKLY;BYDAY=MO,TU" with FREQ, INTERVAL, BYDAY, BYMONTHDAY, UNTIL and WKST=MO, each once,
 * FREQ first or not.  ERR_INVALID for anything else, COUNT included: a rule is never half understood.
 */
enum err rrule_parse(struct str text, struct rrule *out);
/* The same rule in one way of writing it: what rrule_parse reads comes out so that it means the same. */
void rrule_put(struct buf *out, const struct rrule *rule);
/*
 * Whether the rule has the day.  `start` is DTSTART: no day before it is meant, and intervals count from
 * it; {0} is for rules without interval that name their days.
 */
bool rrule_has(const struct rrule *rule, struct date start, struct date day);

#endif
