/* The counts for the operator move in steps of ten and a minute, and know no route. */
#include "tests/harness/harness.h"

#include <stdlib.h>
#include <string.h>

#include "core/http/meter.h"

#define MINUTE ((int64_t)METER_SECONDS * 1000000000)

/* The number after `series` in what a look gives; -1 when it is not there. */
static long long
look(struct meter *meter, int64_t now, const char *series)
{
	BUF_CLEANUP struct buf text = buf_new(1 << 16);
	const char *at;

	meter_put(meter, now, &text);
	CHECK(buf_err(&text) == OK);
	buf_put_byte(&text, '\0');
	at = strstr(text.p, series);
	return at ? atoll(at + strlen(series)) : -1;
}

#define STAFF_OK "\nlotsa_requests_total{class=\"staff\",outcome=\"ok\"} "
#define SIGN_OK "\nlotsa_requests_total{class=\"sign\",outcome=\"ok\"} "
#define STAFF_COUNT "\nlotsa_request_seconds_count{class=\"staff\"} "
#define STAFF_SUM "\nlotsa_request_seconds_sum{class=\"staff\"} "
#define STAFF_BUSY "\nlotsa_busy_workers_peak{lane=\"staff\"} "

static void
count(struct meter *meter, enum meter_class class, unsigned status, int times)
{
	while (times-- > 0)
		meter_count(meter, class, status, 3000000);
}

TEST(one_asking_moves_no_figure)
{
	struct meter *meter = meter_new();
	const struct lane_load load = { 3, 1 };
	int64_t now = MINUTE;

	CHECK(meter);
	count(meter, METER_STAFF, 303, METER_STEP - 1);
	meter_load(meter, LANE_STAFF, &load);
	/* signs of life come all the time: they must not carry the others along */
	count(meter, METER_SIGN, 200, 100);
	CHECK(look(meter, now, STAFF_OK) == 0);
	CHECK(look(meter, now, STAFF_COUNT) == 0 && look(meter, now, STAFF_SUM) == 0);
	CHECK(look(meter, now, STAFF_BUSY) == 0);
	CHECK(look(meter, now, SIGN_OK) == 100);
	count(meter, METER_STAFF, 200, 1);
	CHECK(look(meter, now, STAFF_OK) == METER_STEP);
	CHECK(look(meter, now, STAFF_COUNT) == METER_STEP);
	CHECK(look(meter, now, STAFF_BUSY) == 3);
	meter_free(meter);
}

TEST(figures_move_once_a_minute_and_faults_at_once)
{
	struct meter *meter = meter_new();
	int64_t now = MINUTE;

	CHECK(meter);
	count(meter, METER_STAFF, 200, 20);
	CHECK(look(meter, now, STAFF_OK) == 20);
	count(meter, METER_STAFF, 200, 20);
	CHECK(look(meter, now + MINUTE - 1, STAFF_OK) == 20);
	CHECK(look(meter, now + MINUTE, STAFF_OK) == 40);
	CHECK(look(meter, now, "\nlotsa_faults_total ") == 0);
	count(meter, METER_STAFF, 500, 1);
	CHECK(look(meter, now + MINUTE, "\nlotsa_faults_total ") == 1);
	meter_turned_away(meter, LANE_STRANGERS);
	CHECK(look(meter, now, "\nlotsa_turned_away_total{lane=\"strangers\"} ") == 1);
	meter_free(meter);
}

TEST(durations_are_a_histogram)
{
	struct meter *meter = meter_new();

	CHECK(meter);
	count(meter, METER_PUBLIC, 200, 10);
	meter_count(meter, METER_PUBLIC, 200, 5000000000);
#define BUCKET "\nlotsa_request_seconds_bucket{class=\"public\",le="
	CHECK(look(meter, MINUTE, BUCKET "\"0.0025\"} ") == 0);
	CHECK(look(meter, MINUTE, BUCKET "\"0.005\"} ") == 10);
	CHECK(look(meter, MINUTE, BUCKET "\"1\"} ") == 10);
	CHECK(look(meter, MINUTE, BUCKET "\"+Inf\"} ") == 11);
	CHECK(look(meter, MINUTE, "\nlotsa_request_seconds_sum{class=\"public\"} ") == 5);
	meter_free(meter);
}

static enum err
log_in(struct action *act)
{
	(void)act;
	return OK;
}

TEST(classes_name_no_room)
{
	const struct route staff = { .method = METHOD_POST, .perm = PERM_ASK },
			   page = { .method = METHOD_GET, .perm = PERM_PUBLIC },
			   question = { .method = METHOD_POST, .perm = PERM_PUBLIC },
			   way_in = { .method = METHOD_POST, .perm = PERM_PUBLIC,
				   .act = log_in };

	CHECK(meter_class_of(&(struct reply){ .route = &staff }) == METER_STAFF);
	CHECK(meter_class_of(&(struct reply){ .route = &page }) == METER_PUBLIC);
	CHECK(meter_class_of(&(struct reply){ .route = &question }) == METER_PUBLIC);
	CHECK(meter_class_of(&(struct reply){ .route = &way_in }) == METER_LOG_IN);
	CHECK(meter_class_of(&(struct reply){ .is_immutable = true }) == METER_FILE);
	CHECK(meter_class_of(&(struct reply){ .status = 404 }) == METER_NOTHING);
}
