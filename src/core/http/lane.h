/* Threads with a queue and workers of their own: whoever stands in one lane is not in another's way. */
#ifndef CORE_HTTP_LANE_H
#define CORE_HTTP_LANE_H

#include "core/http/dispatch.h"

struct lane;

/* `worker` belongs to the thread that runs it. */
typedef void lane_fn(void *arg, struct worker *worker);

struct lane_size {
	size_t threads;
	unsigned waiting_max;	/* jobs that wait beside those that run */
	unsigned peer_max;	/* jobs of one address, waiting or running; 0 = no such limit */
};

struct lane_load {
	unsigned busy, waiting;
};

/* Read connections are opened from `db_path`; ERR_LIMIT, and what db_open says. */
enum err lane_open(const char *db_path, const struct lane_size *size, struct lane **out);
/*
 * ERR_BUSY when the queue is full, or `peer` has its share of it; "" is nobody's address and has no
 * share.  *load says how it looks with the new job, whether taken or not.
 */
enum err lane_submit(struct lane *lane, lane_fn *run, void *arg, struct str peer,
	struct lane_load *load);
/* Runs what waits, then ends the threads and closes their connections.  NULL is allowed. */
void lane_close(struct lane *lane);

/* Workers without a lane: for the threads of the network. */
enum err workers_open(const char *db_path, size_t n, bool may_wait, struct worker **out);
void workers_close(struct worker *workers, size_t n);

#endif
