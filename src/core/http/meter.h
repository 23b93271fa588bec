/*
 * Counts for the operator, so coarse that they tell of no single asking: doc/decisions/0023-metrics.md.
 */
#ifndef CORE_HTTP_METER_H
#define CORE_HTTP_METER_H

#include "core/http/dispatch.h"
#include "core/http/lane.h"

/* What is asked for, never by which room: a room would tell what a participant is offered, and when. */
enum meter_class {
	METER_SIGN,	/* signs of life */
	METER_FILE,	/* style sheet, script, icon */
	METER_PUBLIC,	/* pages for everybody */
	METER_LOG_IN,	/* postings of whoever is not logged in */
	METER_STAFF,	/* everything that needs a session */
	METER_NOTHING,	/* no such address */
	METER_CLASSES
};

enum { METER_STEP = 10, METER_SECONDS = 60 };

struct meter;

/* NULL without memory. */
struct meter *meter_new(void);
void meter_free(struct meter *meter);

/* "staff": for the log as well. */
const char *meter_class_name(enum meter_class class);
enum meter_class meter_class_of(const struct reply *reply);

void meter_count(struct meter *meter, enum meter_class class, unsigned status, int64_t ns);
/* How full a lane was found. */
void meter_load(struct meter *meter, enum lane_name lane, const struct lane_load *load);
/* A lane was full. */
void meter_turned_away(struct meter *meter, enum lane_name lane);

/*
 * Prometheus text.  The figures of a class move only when METER_STEP requests or more have come since
 * they moved last, and METER_SECONDS have gone by; faults and full lanes are told at once.  `now_ns` as
 * of clock_monotonic_ns.
 */
void meter_put(struct meter *meter, int64_t now_ns, struct buf *out);

#endif
