/* How the database goes about the queries that a page of a whole nation asks again and again. */
#include "tests/canary/canary.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

extern const struct query_set *const query_sets[];	/* generated; NULL at its end */

static void
reads_what_it_needs(sqlite3 *sql, struct arena *a, const struct query *q)
{
	const char *text = arena_printf(a, "EXPLAIN QUERY PLAN %s", q->sql).p, *step;
	sqlite3_stmt *stmt;

	ck_assert_msg(sqlite3_prepare_v2(sql, text, -1, &stmt, NULL) == SQLITE_OK, "%s: %s",
		q->name, sqlite3_errmsg(sql));
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		step = (const char *)sqlite3_column_text(stmt, 3);
		ck_assert_msg(strcmp(step, "SCAN g") != 0 && strcmp(step, "SCAN f") != 0,
			"%s reads every group or figure of every release", q->name);
	}
	sqlite3_finalize(stmt);
}

/* Ten years of a nation are some hundred thousand figures, of which a table needs some dozen. */
TEST(a_table_of_one_place_reads_the_figures_of_that_place_alone)
{
	struct world w WORLD_CLEANUP = world_new();
	sqlite3 *sql;
	int s, i, n = 0;

	CHECK(sqlite3_open(arena_printf(w.arena, "%s/lotsa.db", w.dir).p, &sql) == SQLITE_OK);
	for (s = 0; query_sets[s]; s++)
		for (i = 0; i < query_sets[s]->n; i++) {
			const struct query *q = &query_sets[s]->queries[i];

			if (strncmp(q->name, "release.shown_", 14) != 0 ||
					!strstr(q->sql, ":place_id"))
				continue;
			reads_what_it_needs(sql, w.arena, q);
			n++;
		}
	ck_assert_int_eq(n, 5);
	sqlite3_close(sql);
}
