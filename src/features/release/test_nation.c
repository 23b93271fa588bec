/* A world with counters that tests of releases fill by hand. */
#include "features/release/test_nation.h"

#include <stdio.h>
#include <stdlib.h>

enum { ARENA = 256 << 20 };

void
exec(struct nation *n, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = sqlite3_vmprintf(format, args);
	va_end(args);
	ck_assert_msg(sqlite3_exec(n->sql, text, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", text,
		sqlite3_errmsg(n->sql));
	sqlite3_free(text);
}

int64_t
number(struct nation *n, const char *query)
{
	sqlite3_stmt *stmt;
	int64_t value;

	ck_assert_msg(sqlite3_prepare_v2(n->sql, query, -1, &stmt, NULL) == SQLITE_OK, "%s: %s",
		query, sqlite3_errmsg(n->sql));
	CHECK(sqlite3_step(stmt) == SQLITE_ROW);
	value = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return value;
}

static void
sql_open(struct nation *n)
{
	char path[300];

	snprintf(path, sizeof(path), "%s/lotsa.db", n->w.dir);
	CHECK(sqlite3_open(path, &n->sql) == SQLITE_OK);
	sqlite3_busy_timeout(n->sql, 2000);
}

struct nation
nation_new(void)
{
	struct nation n = { .w = world_new(), .arena = arena_new(ARENA) };

	sql_open(&n);
	return n;
}

void
nation_free(struct nation *n)
{
	sqlite3_close(n->sql);
	arena_free(n->arena);
	world_free(&n->w);
}

/* The boxes of one association and half-year. */
struct boxes {
	struct nation *n;
	org_id association;
	int half;
};

static void
count_one(const struct boxes *p, int cut, int64_t label, int topic, int answer)
{
	exec(p->n, "INSERT INTO counter VALUES (%lld, %d, %d, %lld, %d, %d, 1) "
		"ON CONFLICT DO UPDATE SET n = n + 1", (long long)p->association.v, p->half, cut,
		(long long)label, topic, answer);
}

static void
count_in_box(const struct boxes *p, int cut, int64_t label, const struct ballot *ballot)
{
	unsigned states = ballot_states(ballot);
	int t;

	count_one(p, cut, label, COUNTER_BALLOTS, 0);
	for (t = 1; t < TOPIC_COUNT; t++)
		count_one(p, cut, label, t, ballot->answers[t]);
	if (states & STATE_NONE)
		count_one(p, cut, label, COUNTER_NONE, 0);
	if (states & STATE_EARLIER)
		count_one(p, cut, label, COUNTER_EARLIER, 0);
	if (states & STATE_ONGOING)
		count_one(p, cut, label, COUNTER_ONGOING, 0);
	if (states & STATE_WITNESSED)
		count_one(p, cut, label, COUNTER_WITNESSED, 0);
	if (states & STATE_ANY)
		count_one(p, cut, label, COUNTER_ANY, 0);
}

void
count_ballots_at(struct nation *n, org_id association, int64_t intervention, int half,
	int ballots)
{
	const struct boxes at = { n, association, half };
	int i, t;

	exec(n, "BEGIN");
	for (i = 0; i < ballots; i++) {
		struct ballot ballot = { .experience = 0 };

		for (t = 1; t < TOPIC_COUNT; t++)
			ballot.answers[t] = (uint8_t)(1 + (i + t) % 4);
		ballot.answers[TOPIC_WITNESSED_AS_CHILD] = (uint8_t)(1 + i % 2);
		ballot.answers[TOPIC_EXPOSED_AS_CHILD] = ANSWER_NO;
		count_in_box(&at, CUT_SEX, 1 + i % 2, &ballot);
		count_in_box(&at, CUT_AGE, 1 + i % 3, &ballot);
		count_in_box(&at, CUT_INTERVENTION, intervention, &ballot);
	}
	exec(n, "COMMIT");
}

void
count_ballots(struct nation *n, int half, int ballots)
{
	count_ballots_at(n, n->w.association, n->w.intervention.v, half, ballots);
}

enum err
release_by(struct nation *n, const struct plan *plan, bool is_dry, struct release_done *done)
{
	struct noise_bytes store;
	struct noise_source noise = noise_source_of(&store, release_fill, NULL);
	struct release_order order = { .keys_dir = n->w.keys_dir, .today = n->w.today,
		.is_dry = is_dry, .plan = plan, .plan_text = STR("{}"), .noise = &noise };

	*done = (struct release_done){ 0 };
	return release_run(n->w.writer, &order, n->arena, done);
}

struct release_done
release(struct nation *n)
{
	const struct plan *plan;
	struct release_done done;

	CHECK_ERR(OK, release_plan(n->arena, &plan));
	CHECK_ERR(OK, release_by(n, plan, false, &done));
	return done;
}

void
write_journal(struct nation *n, const char *text)
{
	char path[300];
	FILE *f;

	snprintf(path, sizeof(path), "%s/release.journal", n->w.keys_dir);
	f = fopen(path, "wb");
	CHECK(f && fputs(text, f) >= 0);
	fclose(f);
}
