/* A fixed pool of threads for work that may take longer than a millisecond. */
#ifndef CORE_JOB_POOL_H
#define CORE_JOB_POOL_H

#include "base/err.h"

struct pool;

/* `thread` is 0 .. threads-1: the same number never runs twice at once. */
typedef void job_fn(void *arg, int thread);

enum { POOL_THREADS_MAX = 64, POOL_QUEUE_MAX = 1024 };

/* At most `queue_max` jobs wait.  ERR_LIMIT without memory or threads. */
enum err pool_open(int threads, unsigned queue_max, struct pool **out);
/* ERR_BUSY when as many wait already. */
enum err pool_submit(struct pool *pool, job_fn *run, void *arg);
/* Runs what waits, then ends the threads. */
void pool_close(struct pool *pool);

#endif
