/* Lanes: a bounded queue, its threads, and the share that one address may have of it. */
#include "core/http/lane.h"

#include <pthread.h>
#include <stdlib.h>

#include "core/http/peer.h"
#include "core/job/pool.h"

/* One job, from its coming until it is done. */
struct seat {
	struct lane *lane;
	struct seat *next;	/* of the free ones */
	lane_fn *run;
	void *arg;
	char peer[PEER_NAME];
	bool is_taken;
};

struct lane {
	struct pool *pool;
	struct worker *workers;
	size_t threads;
	pthread_mutex_t lock;
	struct seat *free;
	unsigned peer_max, n_seats, taken;
	struct seat seats[];
};

void
workers_close(struct worker *workers, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		db_close(workers[i].db);
		worker_close(&workers[i]);
	}
	free(workers);
}

enum err
workers_open(const char *db_path, size_t n, bool may_wait, struct worker **out)
{
	struct worker *workers = calloc(n, sizeof(*workers));
	enum err e = workers ? OK : ERR_LIMIT;
	size_t i;

	for (i = 0; i < n && e == OK; i++) {
		struct db *db;

		e = db_open(db_path, DB_READ, &db);
		if (e != OK)
			break;
		e = worker_open(db, may_wait, &workers[i]);
		if (e != OK) {
			db_close(db);
			break;
		}
	}
	if (e != OK) {
		workers_close(workers, i);
		return e;
	}
	*out = workers;
	return OK;
}

static void
lane_lock(struct lane *lane)
{
	assert_always(pthread_mutex_lock(&lane->lock) == 0);
}

static void
lane_unlock(struct lane *lane)
{
	assert_always(pthread_mutex_unlock(&lane->lock) == 0);
}

static unsigned
jobs_of(const struct lane *lane, struct str peer)
{
	unsigned n = 0, i;

	for (i = 0; i < lane->n_seats; i++)
		n += lane->seats[i].is_taken && str_eq(str_of(lane->seats[i].peer), peer);
	return n;
}

static struct seat *
take_seat(struct lane *lane, struct str peer)
{
	struct seat *seat = lane->free;
	bool has_share = lane->peer_max > 0 && !str_is_empty(peer);

	if (!seat || (has_share && jobs_of(lane, peer) >= lane->peer_max))
		return NULL;
	assert_always(peer.n < sizeof(seat->peer));
	lane->free = seat->next;
	lane->taken++;
	seat->is_taken = true;
	if (peer.n > 0)
		memcpy(seat->peer, peer.p, peer.n);
	seat->peer[peer.n] = '\0';
	return seat;
}

static void
leave_seat(struct seat *seat)
{
	struct lane *lane = seat->lane;

	seat->is_taken = false;
	seat->next = lane->free;
	lane->free = seat;
	lane->taken--;
}

/* Left last, so that a job counts as running until its answer is made. */
static void
run_job(void *context, int thread)
{
	struct seat *seat = context;
	struct lane *lane = seat->lane;
	lane_fn *run = seat->run;
	void *arg = seat->arg;

	run(arg, &lane->workers[thread]);
	lane_lock(lane);
	leave_seat(seat);
	lane_unlock(lane);
}

enum err
lane_submit(struct lane *lane, lane_fn *run, void *arg, struct str peer, struct lane_load *load)
{
	struct seat *seat;
	enum err e = ERR_BUSY;

	lane_lock(lane);
	seat = take_seat(lane, peer);
	load->busy = lane->taken < lane->threads ? lane->taken : (unsigned)lane->threads;
	load->waiting = lane->taken - load->busy;
	if (seat) {
		seat->run = run;
		seat->arg = arg;
		e = pool_submit(lane->pool, run_job, seat);
		if (e != OK)
			leave_seat(seat);
	}
	lane_unlock(lane);
	return e;
}

enum err
lane_open(const char *db_path, const struct lane_size *size, struct lane **out)
{
	unsigned n_seats = (unsigned)size->threads + size->waiting_max, i;
	struct lane *lane = calloc(1, sizeof(*lane) + n_seats * sizeof(lane->seats[0]));
	enum err e;

	if (!lane)
		return ERR_LIMIT;
	pthread_mutex_init(&lane->lock, NULL);
	lane->threads = size->threads;
	lane->peer_max = size->peer_max;
	lane->n_seats = n_seats;
	for (i = 0; i < n_seats; i++) {
		lane->seats[i].lane = lane;
		lane->seats[i].next = lane->free;
		lane->free = &lane->seats[i];
	}
	e = workers_open(db_path, size->threads, true, &lane->workers);
	if (e == OK)
		e = pool_open((int)size->threads, n_seats, &lane->pool);
	if (e != OK) {
		lane_close(lane);
		return e;
	}
	*out = lane;
	return OK;
}

void
lane_close(struct lane *lane)
{
	if (!lane)
		return;
	pool_close(lane->pool);
	if (lane->workers)
		workers_close(lane->workers, lane->threads);
	pthread_mutex_destroy(&lane->lock);
	free(lane);
}
