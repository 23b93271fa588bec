/* Emptying the log and writing the database anew. */
#include "app/housekeeping.h"

#include "core/time/clock.h"

static const int64_t minute = INT64_C(60) * 1000000000;
enum { SHARE_OF_TIME = 1000 };

enum err
housekeeping_turn(struct housekeeping *h, struct db *writer, int64_t now)
{
	int64_t began = clock_monotonic_ns(), took;
	bool is_done = false;
	enum err e;

	if (!h->is_started)
		*h = (struct housekeeping){ .is_started = true, .rewrite_at = now + minute };
	if (now < h->rewrite_at)
		return db_truncate_wal_if_idle(writer);

	e = db_rewrite_if_idle(writer, &is_done);
	took = clock_monotonic_ns() - began;
	/* after a failure too: a full disk is not tried every few seconds */
	if (is_done || e != OK)
		h->rewrite_at = now + (took > minute / SHARE_OF_TIME ? took * SHARE_OF_TIME
			: minute);
	return is_done || e != OK ? e : db_truncate_wal_if_idle(writer);
}
