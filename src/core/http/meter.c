/* Counting what was answered, and telling it in steps of ten. */
#include "core/http/meter.h"

#include <pthread.h>
#include <stdlib.h>

enum outcome { OUTCOME_OK, OUTCOME_REFUSED, OUTCOME_FAILED, OUTCOMES };

/* Upper bounds in microseconds, and as Prometheus writes them. */
static const struct {
	int64_t us;
	const char *seconds;
} bounds[] = {
	{ 500, "0.0005" }, { 1000, "0.001" }, { 2500, "0.0025" }, { 5000, "0.005" },
	{ 10000, "0.01" }, { 25000, "0.025" }, { 100000, "0.1" }, { 1000000, "1" },
};
enum { BOUNDS = sizeof(bounds) / sizeof(bounds[0]) };

static const char *const class_names[] = { "sign", "file", "public", "login", "staff", "none" };
static const char *const outcome_names[] = { "ok", "refused", "failed" };
static const char *const lane_names[] = { "staff", "strangers", "public" };

struct figures {
	int64_t by_outcome[OUTCOMES];
	int64_t within[BOUNDS];	/* the fastest bound it kept */
	int64_t total, sum_us;
};

/* What happened, what of it has been told, and when. */
struct account_of_class {
	struct figures now, told;
	int64_t told_at;
};

struct meter {
	pthread_mutex_t lock;
	struct account_of_class classes[METER_CLASSES];
	struct lane_load peak[LANES], told_peak[LANES];
	int64_t turned_away[LANES];
	int64_t faults;
};

struct meter *
meter_new(void)
{
	struct meter *meter = calloc(1, sizeof(*meter));

	if (meter)
		pthread_mutex_init(&meter->lock, NULL);
	return meter;
}

void
meter_free(struct meter *meter)
{
	if (!meter)
		return;
	pthread_mutex_destroy(&meter->lock);
	free(meter);
}

const char *
meter_class_name(enum meter_class class)
{
	return class_names[class];
}

enum meter_class
meter_class_of(const struct reply *reply)
{
	const struct route *route = reply->route;

	if (!route)
		return reply->is_immutable ? METER_FILE : METER_NOTHING;
	if (route->is_sign)
		return METER_SIGN;
	if (route->perm != PERM_PUBLIC)
		return METER_STAFF;
	return route->act ? METER_LOG_IN : METER_PUBLIC;
}

static void
meter_lock(struct meter *meter)
{
	assert_always(pthread_mutex_lock(&meter->lock) == 0);
}

static void
meter_unlock(struct meter *meter)
{
	assert_always(pthread_mutex_unlock(&meter->lock) == 0);
}

static enum outcome
outcome_of(unsigned status)
{
	if (status >= 500)
		return OUTCOME_FAILED;
	return status >= 400 ? OUTCOME_REFUSED : OUTCOME_OK;
}

void
meter_count(struct meter *meter, enum meter_class class, unsigned status, int64_t ns)
{
	struct figures *f = &meter->classes[class].now;
	int64_t us = ns / 1000;
	size_t i = 0;

	while (i < BOUNDS && us > bounds[i].us)
		i++;
	meter_lock(meter);
	f->by_outcome[outcome_of(status)]++;
	if (i < BOUNDS)
		f->within[i]++;
	f->total++;
	f->sum_us += us;
	meter->faults += status == 500;
	meter_unlock(meter);
}

void
meter_load(struct meter *meter, enum lane_name lane, const struct lane_load *load)
{
	struct lane_load *peak = &meter->peak[lane];

	meter_lock(meter);
	if (load->busy > peak->busy)
		peak->busy = load->busy;
	if (load->waiting > peak->waiting)
		peak->waiting = load->waiting;
	meter_unlock(meter);
}

void
meter_turned_away(struct meter *meter, enum lane_name lane)
{
	meter_lock(meter);
	meter->turned_away[lane]++;
	meter_unlock(meter);
}

/* The load of a lane is told together with the class that fills it. */
static void
tell(struct meter *meter, int64_t now_ns)
{
	static const struct {
		enum meter_class class;
		enum lane_name lane;
	} filled_by[] = { { METER_STAFF, LANE_STAFF }, { METER_LOG_IN, LANE_STRANGERS },
		{ METER_PUBLIC, LANE_PUBLIC } };
	size_t c, i;

	for (c = 0; c < METER_CLASSES; c++) {
		struct account_of_class *of = &meter->classes[c];

		if (of->now.total - of->told.total < METER_STEP ||
			now_ns - of->told_at < METER_SECONDS * (int64_t)1000000000)
			continue;
		of->told = of->now;
		of->told_at = now_ns;
		for (i = 0; i < LANES; i++) {
			if (filled_by[i].class != c)
				continue;
			meter->told_peak[filled_by[i].lane] = meter->peak[filled_by[i].lane];
			meter->peak[filled_by[i].lane] = (struct lane_load){ 0 };
		}
	}
}

static void
put_head(struct buf *out, const char *name, const char *type, const char *help)
{
	buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void
put_requests(const struct meter *meter, struct buf *out)
{
	size_t c, o;

	put_head(out, "lotsa_requests_total", "counter",
		"Answers by class and outcome, told in steps of ten or more.");
	for (c = 0; c < METER_CLASSES; c++)
		for (o = 0; o < OUTCOMES; o++)
			buf_printf(out,
				"lotsa_requests_total{class=\"%s\",outcome=\"%s\"} %lld\n",
				class_names[c], outcome_names[o],
				(long long)meter->classes[c].told.by_outcome[o]);
}

static void
put_durations(const struct meter *meter, struct buf *out)
{
	static const char name[] = "lotsa_request_seconds";
	size_t c, i;

	put_head(out, name, "histogram", "From the first line to the answer, told likewise.");
	for (c = 0; c < METER_CLASSES; c++) {
		const struct figures *f = &meter->classes[c].told;
		int64_t sum = 0;

		for (i = 0; i < BOUNDS; i++) {
			sum += f->within[i];
			buf_printf(out, "%s_bucket{class=\"%s\",le=\"%s\"} %lld\n", name,
				class_names[c], bounds[i].seconds, (long long)sum);
		}
		buf_printf(out, "%s_bucket{class=\"%s\",le=\"+Inf\"} %lld\n", name,
			class_names[c], (long long)f->total);
		buf_printf(out, "%s_sum{class=\"%s\"} %lld.%06lld\n", name, class_names[c],
			(long long)(f->sum_us / 1000000), (long long)(f->sum_us % 1000000));
		buf_printf(out, "%s_count{class=\"%s\"} %lld\n", name, class_names[c],
			(long long)f->total);
	}
}

static void
put_lanes(const struct meter *meter, struct buf *out)
{
	size_t i;

	put_head(out, "lotsa_busy_workers_peak", "gauge",
		"Most workers busy at once between the last two steps.");
	for (i = 0; i < LANES; i++)
		buf_printf(out, "lotsa_busy_workers_peak{lane=\"%s\"} %u\n", lane_names[i],
			meter->told_peak[i].busy);
	put_head(out, "lotsa_queue_peak", "gauge",
		"Longest queue between the last two steps.");
	for (i = 0; i < LANES; i++)
		buf_printf(out, "lotsa_queue_peak{lane=\"%s\"} %u\n", lane_names[i],
			meter->told_peak[i].waiting);
	put_head(out, "lotsa_turned_away_total", "counter",
		"Requests told to come again because the queue was full.");
	for (i = 0; i < LANES; i++)
		buf_printf(out, "lotsa_turned_away_total{lane=\"%s\"} %lld\n", lane_names[i],
			(long long)meter->turned_away[i]);
	put_head(out, "lotsa_faults_total", "counter", "Answers with status 500.");
	buf_printf(out, "lotsa_faults_total %lld\n", (long long)meter->faults);
}

void
meter_put(struct meter *meter, int64_t now_ns, struct buf *out)
{
	meter_lock(meter);
	tell(meter, now_ns);
	put_requests(meter, out);
	put_durations(meter, out);
	put_lanes(meter, out);
	meter_unlock(meter);
}
