/* Every lie about the trail is told on the command line, with the chain and the row where it begins. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/audit/audit.h"
#include "tests/faults/program.h"
#include "tests/harness/harness.h"

enum { ROWS = 12 };

static void
append(struct world *w, org_id org, int n)
{
	const struct audit_event event = { .verb = AUDIT_VERB_WRITE, .kind = "referral.offer" };

	for (; n > 0; n--) {
		CHECK_ERR(OK, audit_append_as(world_begin(w), org, (account_id){ 7 }, &event));
		world_commit(w);
	}
}

/* Two parties with equally long chains. */
static struct world
trail_new(void)
{
	struct world w = world_new();

	append(&w, w.party, ROWS - (int)world_audit_count(&w, w.party));
	append(&w, w.other_party, ROWS - (int)world_audit_count(&w, w.other_party));
	return w;
}

/* Changes the rows of the party, {a}, or of the other one, {b}, behind the program's back. */
static void
lie(struct world *w, const char *words)
{
	struct buf sql BUF_CLEANUP = buf_new(4096);
	char *message = NULL;
	sqlite3 *db;

	for (; *words; words++) {
		bool is_hole = words[0] == '{' && (words[1] == 'a' || words[1] == 'b');

		if (is_hole)
			buf_put_int(&sql, words[1] == 'a' ? w->party.v : w->other_party.v);
		else
			buf_put_byte(&sql, *words);
		words += is_hole ? 2 : 0;
	}
	buf_put_byte(&sql, '\0');
	CHECK(sqlite3_open(arena_printf(w->arena, "%s/lotsa.db", w->dir).p, &db) == SQLITE_OK);
	sqlite3_busy_timeout(db, 2000);
	ck_assert_msg(sqlite3_exec(db, sql.p, NULL, NULL, &message) == SQLITE_OK, "%s",
		message);
	sqlite3_close(db);
}

static void
expect_named(struct world *w, org_id org, int64_t row, const char *reason)
{
	const char *place = arena_printf(w->arena, "kedja %lld, rad %lld:", (long long)org.v,
		(long long)row).p;
	struct str said;

	ck_assert_int_eq(PROGRAM(w, &said, "audit", "verify"), 1);
	ck_assert_msg(str_contains(said, str_of(place)) && str_contains(said,
		arena_printf(w->arena, "(%s)", reason)), "said %.*s, not %s (%s)",
		STR_ARG(said), place, reason);
}

TEST(audit_verify_says_that_an_untouched_trail_is_whole)
{
	struct world w WORLD_CLEANUP = trail_new();
	struct str said;

	ck_assert_int_eq(PROGRAM(&w, &said, "audit", "verify"), 0);
	CHECK(str_contains(said, STR("Loggen är hel")));
}

TEST(audit_verify_names_the_row_that_was_edited)
{
	struct world w WORLD_CLEANUP = trail_new();

	lie(&w, "UPDATE audit SET day = day - 1 WHERE org_id = {a} AND seq = 5");
	expect_named(&w, w.party, 5, "mac");
}

TEST(audit_verify_names_the_row_that_was_deleted)
{
	struct world w WORLD_CLEANUP = trail_new();

	lie(&w, "DELETE FROM audit WHERE org_id = {a} AND seq = 6");
	expect_named(&w, w.party, 6, "gap");
}

TEST(audit_verify_names_the_first_of_rows_in_another_order)
{
	struct world w WORLD_CLEANUP = trail_new();

	lie(&w, "UPDATE audit SET seq = seq + 1000 WHERE org_id = {a} AND seq IN (4, 9);"
		"UPDATE audit SET seq = 9 WHERE org_id = {a} AND seq = 1004;"
		"UPDATE audit SET seq = 4 WHERE org_id = {a} AND seq = 1009");
	expect_named(&w, w.party, 4, "mac");
}

TEST(audit_verify_names_the_row_after_a_tail_that_is_gone)
{
	struct world w WORLD_CLEANUP = trail_new();

	lie(&w, "DELETE FROM audit WHERE org_id = {a} AND seq > 7");
	expect_named(&w, w.party, 8, "truncated");
}

/* The liar has audit.key, and not the heads, which somebody keeps elsewhere. */
TEST(audit_verify_names_the_row_at_which_a_recomputed_chain_leaves_its_head)
{
	struct world w WORLD_CLEANUP = trail_new();

	int64_t rows = world_audit_count(&w, w.party);

	lie(&w, "DELETE FROM audit WHERE org_id = {a}");
	append(&w, w.party, (int)rows);
	expect_named(&w, w.party, rows, "head");
}

TEST(audit_verify_names_the_first_row_of_parties_whose_chains_were_swapped)
{
	struct world w WORLD_CLEANUP = trail_new();
	org_id first = w.party.v < w.other_party.v ? w.party : w.other_party;

	lie(&w, "UPDATE audit SET org_id = -1 WHERE org_id = {a};"
		"UPDATE audit SET org_id = {a} WHERE org_id = {b};"
		"UPDATE audit SET org_id = {b} WHERE org_id = -1");
	expect_named(&w, first, 1, "mac");
}

static int64_t
rows_verified(struct world *w, const char *data)
{
	const char *const words[] = { "audit", "verify", NULL };
	struct str said;
	const char *at;

	ck_assert_int_eq(program_words(w, data, words, &said), 0);
	at = strstr(arena_cstr(w->arena, said), "hel: ");
	CHECK(at);
	return atoll(at + strlen("hel: "));
}

TEST(a_restore_leaves_a_row_of_its_own_and_the_trail_goes_on_from_there)
{
	struct world w WORLD_CLEANUP = trail_new();
	const char *copy = arena_printf(w.arena, "%s/copy", w.dir).p;
	const char *fresh = arena_printf(w.arena, "%s/fresh", w.dir).p;
	const char *const words[] = { "restore", "--from", copy, NULL };
	int64_t before = rows_verified(&w, w.dir);
	struct str said;

	ck_assert_int_eq(PROGRAM(&w, &said, "backup", "--to", copy), 0);
	append(&w, w.party, 3);
	ck_assert_int_eq(program_words(&w, fresh, words, &said), 0);
	ck_assert_int_eq(rows_verified(&w, fresh), before + 1);
}

TEST(a_purge_leaves_a_row_of_its_own_in_every_chain)
{
	struct world w WORLD_CLEANUP = trail_new();
	int64_t party = world_audit_count(&w, w.party);
	int64_t other = world_audit_count(&w, w.other_party);
	int64_t before = rows_verified(&w, w.dir);
	struct str said;

	ck_assert_int_eq(PROGRAM(&w, &said, "purge", "--dry-run"), 0);
	ck_assert_int_eq(rows_verified(&w, w.dir), before);
	ck_assert_int_eq(PROGRAM(&w, &said, "purge", "--decision", "KS 2026:7"), 0);
	CHECK(str_contains(said, STR("KS 2026:7")));
	ck_assert_int_eq(world_audit_count(&w, w.party), party + 1);
	ck_assert_int_eq(world_audit_count(&w, w.other_party), other + 1);
	CHECK(rows_verified(&w, w.dir) > before + 1);
}
