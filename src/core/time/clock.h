/* The only door to the clock. */
#ifndef CORE_TIME_CLOCK_H
#define CORE_TIME_CLOCK_H

#include "base/date.h"

/* Seconds since 1970-01-01 UTC. */
int64_t clock_now(void);
/* Monotonic nanoseconds, for durations. */
int64_t clock_monotonic_ns(void);
/* Today in Europe/Stockholm. */
struct date clock_today(void);
/* Hour of the day 0..23 and minute in Europe/Stockholm at `seconds`. */
void clock_local(int64_t seconds, struct date *day, int *hour, int *minute);
/* Tests: from now on the clock stands at `seconds`; 0 lets it run again. */
void clock_fix(int64_t seconds);

#endif
