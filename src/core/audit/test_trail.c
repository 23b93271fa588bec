/* The trail is read page by page, in one place, and says when a row cannot be opened. */
#include "core/audit/audit.h"

#include <sqlite3.h>
#include <stdio.h>

#include "tests/harness/harness.h"
#include "tests/harness/world.h"

enum { ROWS = 120 };

/* ROWS rows in the chain of the party, every third by the team lead. */
static void
fill(struct world *w)
{
	struct tx *tx = world_begin(w);
	int i;

	for (i = 0; i < ROWS; i++)
		CHECK_ERR(OK, audit_append_as(tx, w->party,
			w->accounts[i % 3 ? ROLE_CASEWORKER : ROLE_TEAM_LEAD],
			&(struct audit_event){ i % 2 ? AUDIT_VERB_READ : AUDIT_VERB_WRITE,
				i % 2 ? "card" : "card.create", i }));
	world_commit(w);
}

TEST(another_place_sees_nothing_of_a_trail)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *other = world_job(&w, w.other_party);
	const struct audit_filter filter = { .kind = STR("card") };
	struct audit_page page;
	struct audit_row row;

	fill(&w);
	CHECK_ERR(OK, audit_page(w.db, other, w.arena, &filter, &page));
	CHECK(page.n == 0 && page.next == 0);
	CHECK_ERR(ERR_NOT_FOUND, audit_row(w.db, other, w.arena,
		world_audit_count(&w, w.party), &row));
}

TEST(pages_follow_one_another_to_the_first_row)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *scope = world_scope(&w, ROLE_AUDITOR);
	int64_t all, expected, met = 0;
	struct audit_filter filter = { 0 };
	struct audit_page page;
	size_t i;

	fill(&w);
	expected = all = world_audit_count(&w, w.party);
	do {
		CHECK_ERR(OK, audit_page(w.db, scope, w.arena, &filter, &page));
		CHECK(page.n <= AUDIT_PAGE_ROWS);
		for (i = 0; i < page.n; i++, met++)
			CHECK(page.rows[i].seq == expected-- && !page.rows[i].is_sealed);
		filter.before = page.next;
	} while (page.next);
	CHECK(met == all);
}

TEST(the_filter_of_a_trail_takes_day_verb_account_and_kind)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *scope = world_scope(&w, ROLE_AUDITOR);
	struct audit_filter filter = { .from = w.today, .until = w.today,
		.verb = AUDIT_VERB_READ, .account = w.accounts[ROLE_TEAM_LEAD],
		.kind = STR("card") };
	struct audit_page page;

	fill(&w);
	CHECK_ERR(OK, audit_page(w.db, scope, w.arena, &filter, &page));
	CHECK(page.n == ROWS / 6 && page.next == 0);
	CHECK(page.rows[0].detail.account.v == w.accounts[ROLE_TEAM_LEAD].v);
	CHECK(page.rows[0].verb == AUDIT_VERB_READ && page.rows[0].detail.subject == 117);
	filter.verb = AUDIT_VERB_WRITE;
	CHECK_ERR(OK, audit_page(w.db, scope, w.arena, &filter, &page));
	CHECK(page.n == 0);
	filter = (struct audit_filter){ .until = date_add_days(w.today, -1) };
	CHECK_ERR(OK, audit_page(w.db, scope, w.arena, &filter, &page));
	CHECK(page.n == 0);
}

TEST(a_row_that_does_not_open_is_shown_as_sealed)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *scope = world_scope(&w, ROLE_AUDITOR);
	char path[256];
	sqlite3 *sql;
	struct audit_row row;
	int64_t last;

	fill(&w);
	last = world_audit_count(&w, w.party);
	snprintf(path, sizeof(path), "%s/lotsa.db", w.dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	CHECK(sqlite3_exec(sql, "UPDATE audit SET sealed = zeroblob(112) WHERE org_id > 0",
		NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(sql);
	CHECK_ERR(OK, audit_row(w.db, scope, w.arena, last, &row));
	CHECK(row.is_sealed && row.detail.kind.n == 0 && row.seq == last);
}
