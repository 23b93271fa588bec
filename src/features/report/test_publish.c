/* A year that is published as if it had been drawn, for tests of reports. */
#include "features/report/test_publish.h"

#include <stdio.h>

#include "features/release/release.h"
#include "tests/harness/harness.h"

struct visitor
report_manager(struct world *w)
{
	return visitor_new(w, world_token(w, w->accounts[ROLE_ASSOCIATION_MANAGER]));
}

struct visitor
report_analyst(struct world *w)
{
	return visitor_new(w, world_token(w, w->accounts[ROLE_NATIONAL_ANALYST]));
}

void
report_exec(sqlite3 *sql, char *text)
{
	ck_assert_msg(sqlite3_exec(sql, text, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", text,
		sqlite3_errmsg(sql));
	sqlite3_free(text);
}

void
report_add_group(sqlite3 *sql, const struct world *w, const char *layer, int label, int n)
{
	report_exec(sql,
		sqlite3_mprintf("INSERT INTO release_group VALUES (1, %Q, %lld, %d, 4050, 2, "
				  "%d)",
		layer, (long long)w->association.v, label, n));
}

void
report_add_figure(sqlite3 *sql, const struct world *w, const char *layer, int label,
	const char *measure, int value)
{
	report_exec(sql,
		sqlite3_mprintf("INSERT INTO release_figure VALUES (1, %Q, %lld, %d, 4050, %Q, "
				"%d, 4000)",
			layer, (long long)w->association.v, label, measure, value));
}

void
report_publish(struct world *w)
{
	char path[300];
	struct str plan = release_plan_text();
	sqlite3 *sql;
	int i;

	snprintf(path, sizeof(path), "%s/lotsa.db", w->dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	report_exec(sql, sqlite3_mprintf("INSERT INTO release VALUES (1, %d, 'engine-x', %.*Q)",
		month_of(2026, 1).m, (int)plan.n, plan.p));
	report_exec(sql, sqlite3_mprintf("INSERT INTO release_opening VALUES (1)"));
	report_add_group(sql, w, "association", 0, 100);
	report_add_figure(sql, w, "association", 0, "ANY.yes", 48);
	report_add_figure(sql, w, "association", 0, "PSYCHOLOGICAL.answered", 100);
	report_add_figure(sql, w, "association", 0, "PSYCHOLOGICAL.yes", 43);
	for (i = 1; i <= 2; i++) {
		report_add_group(sql, w, "association.sex", i, 50);
		report_add_figure(sql, w, "association.sex", i, "ANY.yes", i == 1 ? 40 : 8);
	}
	report_add_group(sql, w, "association.age", 1, 7);
	report_add_figure(sql, w, "association.age", 1, "ANY.yes", 5);
	sqlite3_close(sql);
}

void
report_publish_experience(struct world *w, int answered)
{
	char path[300];
	sqlite3 *sql;

	snprintf(path, sizeof(path), "%s/lotsa.db", w->dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	report_add_figure(sql, w, "association", 0, "EXPERIENCE.answered", answered);
	report_add_figure(sql, w, "association", 0, "EXPERIENCE.not_good", answered * 48 / 96);
	report_add_figure(sql, w, "association", 0, "EXPERIENCE.hard", answered * 12 / 96);
	sqlite3_close(sql);
}
