/* Tests of the pool of threads. */
#include "tests/harness/harness.h"

#include "core/job/pool.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <unistd.h>

enum { THREADS = 3 };

static atomic_int done, inside[THREADS];
static atomic_bool met_itself;

static void
count(void *arg, int thread)
{
	(void)arg;
	if (atomic_fetch_add(&inside[thread], 1) != 0)
		met_itself = true;
	usleep(100);
	atomic_fetch_sub(&inside[thread], 1);
	atomic_fetch_add(&done, 1);
}

TEST(closing_a_pool_runs_what_waits_and_no_thread_number_runs_twice_at_once)
{
	struct pool *pool;
	int i;

	CHECK_ERR(OK, pool_open(THREADS, POOL_QUEUE_MAX, &pool));
	for (i = 0; i < 200; i++)
		CHECK_ERR(OK, pool_submit(pool, count, NULL));
	pool_close(pool);
	CHECK(done == 200);
	CHECK(!met_itself);
}

static atomic_bool may_go;

static void
wait_for_leave(void *arg, int thread)
{
	(void)arg;
	(void)thread;
	while (!may_go)
		usleep(1000);
}

TEST(a_full_queue_says_busy_and_takes_work_again_later)
{
	struct pool *pool;
	int i, taken = 0;

	CHECK_ERR(OK, pool_open(1, POOL_QUEUE_MAX, &pool));
	for (i = 0; i < POOL_QUEUE_MAX + 10; i++)
		taken += pool_submit(pool, wait_for_leave, NULL) == OK;
	CHECK(taken == POOL_QUEUE_MAX || taken == POOL_QUEUE_MAX + 1);
	may_go = true;
	pool_close(pool);
}
