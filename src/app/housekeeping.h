/* What the server does in its idle moments, so that the data folder does not tell who came when. */
#ifndef APP_HOUSEKEEPING_H
#define APP_HOUSEKEEPING_H

#include "core/db/db.h"

/* Zeroed at the start; both are monotonic nanoseconds. */
struct housekeeping {
	bool is_started;
	int64_t rewrite_at;	/* when the database may next be written anew */
};

/* A turn every few seconds is meant. */
enum { HOUSEKEEPING_SECONDS = 5 };

/*
 * Empties the write-ahead log, whose order tells which rows came together; and a minute after the
 * last time, if anything was written since, writes the database anew, since places in its pages tell
 * in which order rows came.  That takes at most a thousandth of the time: after a slow one it waits
 * longer.  Nobody is waited for.  ERR_IO and the like when the disk refuses.
 */
enum err housekeeping_turn(struct housekeeping *h, struct db *writer, int64_t now);

#endif
