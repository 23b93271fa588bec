/* The invented nation: as large as ordered, the same for the same seed, and released by year. */
#include "app/demo/demo.h"

#include <sqlite3.h>
#include <stdio.h>

#include "tests/harness/harness.h"
#include "tests/harness/world.h"

enum { ASKINGS = 8000 };

static sqlite3 *
open_sql(const struct world *w)
{
	char path[300];
	sqlite3 *sql;

	snprintf(path, sizeof(path), "%s/lotsa.db", w->dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	return sql;
}

static int64_t
number(sqlite3 *sql, const char *query)
{
	sqlite3_stmt *stmt;
	int64_t value;

	ck_assert_msg(sqlite3_prepare_v2(sql, query, -1, &stmt, NULL) == SQLITE_OK, "%s: %s",
		query, sqlite3_errmsg(sql));
	CHECK(sqlite3_step(stmt) == SQLITE_ROW);
	value = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return value;
}

/* A nation of four associations around the world's own, of which the first merges with the second. */
static sqlite3 *
load(struct world *w, uint64_t seed)
{
	struct demo_world demo = { .arena = w->arena, .writer = w->writer, .today = w->today,
		.nation = w->nation, .random = seed };
	const struct demo_nation_order order = { 5, ASKINGS, w->keys_dir };
	int i;

	world_begin(w);
	for (i = 0; i < DEMO_PROGRAMMES; i++)
		CHECK_ERR(OK, programme_create(w->tx, world_job(w, w->nation),
			arena_printf(w->arena, "program-%d", i),
			arena_printf(w->arena, "Program %d", i), &demo.programmes[i]));
	world_commit(w);
	CHECK_ERR(OK, demo_load_nation(&demo, &order));
	return open_sql(w);
}

TEST(an_invented_nation_has_the_ordered_askings_in_boxes_that_could_be_opened)
{
	WORLD_CLEANUP struct world w = world_new();
	sqlite3 *sql = load(&w, 1);

	CHECK(number(sql, "SELECT count(*) FROM org WHERE code LIKE 'forbund-%'") == 4);
	CHECK(number(sql, "SELECT sum(n) FROM counter WHERE cut = 2 AND topic = 0") ==
		ASKINGS);
	CHECK(number(sql, "SELECT sum(n) FROM counter WHERE cut = 3 AND topic = 0") ==
		ASKINGS);
	CHECK(number(sql, "SELECT sum(n) FROM counter WHERE cut IN (1, 4) AND topic = 0") ==
		ASKINGS);
	CHECK(number(sql, "SELECT min(n) FROM counter WHERE topic = 0") >= BALLOT_BOX_MIN);
	CHECK(number(sql, "SELECT count(DISTINCT half_year / 2) FROM counter") == 10);
	CHECK(number(sql, "SELECT sum(n) FROM occasion_sum WHERE outcome = 1") == ASKINGS);
	CHECK(number(sql, "SELECT sum(n) FROM denominator") > ASKINGS);
	/* those of the one that merges are part of none */
	CHECK(number(sql, "SELECT count(*) FROM intervention WHERE programme_id > 0") ==
		4 * DEMO_PROGRAMMES);
	sqlite3_close(sql);
}

TEST(an_invented_nation_merges_counts_late_and_is_released_each_year)
{
	WORLD_CLEANUP struct world w = world_new();
	sqlite3 *sql = load(&w, 1);

	/* nine whole years are over in November of the tenth */
	CHECK(number(sql, "SELECT count(*) FROM release_opening") == 9);
	CHECK(number(sql, "SELECT max(half_year) - min(half_year) FROM counter c JOIN org o "
		"ON o.id = c.association_id WHERE o.code = 'forbund-001'") < 10);
	CHECK(number(sql, "SELECT max(half_year) FROM counter c JOIN org o "
		"ON o.id = c.association_id WHERE o.code = 'forbund-002'") == 2026 * 2);
	CHECK(number(sql, "SELECT count(*) FROM (SELECT 1 FROM release_group g "
		"WHERE g.layer = 'association' GROUP BY g.place_id, g.from_half "
		"HAVING count(*) > 1)") > 0);
	sqlite3_close(sql);
}

static int64_t
sum_of(struct world *w, uint64_t seed)
{
	sqlite3 *sql = load(w, seed);
	int64_t sum = number(sql, "SELECT sum(c.n * (c.half_year * 7 + c.cut * 1009 + "
		"c.topic * 31 + c.answer * 131 + CASE WHEN c.cut = 1 THEN 0 ELSE c.label END + "
		"substr(o.code, 9) * 10007)) FROM counter c JOIN org o ON o.id = c.association_id");

	sqlite3_close(sql);
	return sum;
}

TEST(the_same_seed_invents_the_same_nation_and_another_one_does_not)
{
	WORLD_CLEANUP struct world a = world_new(), b = world_new(), c = world_new();
	int64_t sum = sum_of(&a, 7);

	CHECK(sum > 0 && sum_of(&b, 7) == sum && sum_of(&c, 8) != sum);
}
