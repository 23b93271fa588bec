/* A ring of waiting jobs and the threads that empty it. */
#include "core/job/pool.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct job {
	job_fn *run;
	void *arg;
};

struct pool {
	pthread_mutex_t lock;
	pthread_cond_t work;
	struct job jobs[POOL_QUEUE_MAX];
	unsigned first, n, queue_max;
	bool is_closing;
	int threads, named;
	pthread_t ids[POOL_THREADS_MAX];
};

/* False when there is no more to do and never will be. */
static bool
next_job(struct pool *pool, struct job *job)
{
	bool is_there;

	pthread_mutex_lock(&pool->lock);
	while (pool->n == 0 && !pool->is_closing)
		pthread_cond_wait(&pool->work, &pool->lock);
	is_there = pool->n > 0;
	if (is_there) {
		*job = pool->jobs[pool->first];
		pool->first = (pool->first + 1) % POOL_QUEUE_MAX;
		pool->n--;
	}
	pthread_mutex_unlock(&pool->lock);
	return is_there;
}

static void *
thread_main(void *context)
{
	struct pool *pool = context;
	struct job job;
	int number;

	pthread_mutex_lock(&pool->lock);
	number = pool->named++;
	pthread_mutex_unlock(&pool->lock);
	while (next_job(pool, &job))
		job.run(job.arg, number);
	return NULL;
}

enum err
pool_open(int threads, unsigned queue_max, struct pool **out)
{
	struct pool *pool;

	assert_always(threads > 0 && threads <= POOL_THREADS_MAX);
	assert_always(queue_max > 0 && queue_max <= POOL_QUEUE_MAX);
	pool = calloc(1, sizeof(*pool));
	if (!pool)
		return ERR_LIMIT;
	pool->queue_max = queue_max;
	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->work, NULL);
	for (; pool->threads < threads; pool->threads++) {
		if (pthread_create(&pool->ids[pool->threads], NULL, thread_main, pool) != 0) {
			pool_close(pool);
			return ERR_LIMIT;
		}
	}
	*out = pool;
	return OK;
}

enum err
pool_submit(struct pool *pool, job_fn *run, void *arg)
{
	enum err e = ERR_BUSY;

	pthread_mutex_lock(&pool->lock);
	if (pool->n < pool->queue_max && !pool->is_closing) {
		pool->jobs[(pool->first + pool->n++) % POOL_QUEUE_MAX] =
			(struct job){ run, arg };
		pthread_cond_signal(&pool->work);
		e = OK;
	}
	pthread_mutex_unlock(&pool->lock);
	return e;
}

void
pool_close(struct pool *pool)
{
	int i;

	if (!pool)
		return;
	pthread_mutex_lock(&pool->lock);
	pool->is_closing = true;
	pthread_cond_broadcast(&pool->work);
	pthread_mutex_unlock(&pool->lock);
	for (i = 0; i < pool->threads; i++)
		pthread_join(pool->ids[i], NULL);
	pthread_cond_destroy(&pool->work);
	pthread_mutex_destroy(&pool->lock);
	free(pool);
}
