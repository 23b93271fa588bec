/* Every way to lie with the audit trail is noticed, and no crash looks like one. */
#include "core/audit/audit.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/crypto/keys.h"
#include "core/time/clock.h"
#include "tests/harness/harness.h"

enum { ROWS = 12 };

/* A data folder with two chains, the system's and that of place 5. */
struct trail {
	char dir[64], keys_dir[80], path[80];
	struct db *writer;
};

static const org_id system_chain = { 0 }, place = { 5 };

static void
append(struct trail *t, org_id org, const char *kind, int64_t subject)
{
	struct tx *tx;

	CHECK_ERR(OK, tx_begin(t->writer, &tx));
	CHECK_ERR(OK, audit_append_as(tx, org, (account_id){ 77 },
		&(struct audit_event){ AUDIT_VERB_WRITE, kind, subject }));
	CHECK_ERR(OK, tx_commit(tx));
}

static struct trail
trail_new(void)
{
	struct trail t = { .dir = "/var/tmp/lotsa-audit-XXXXXX" };
	int i;

	CHECK_ERR(OK, crypto_init());
	clock_fix(INT64_C(1795348800));
	CHECK(mkdtemp(t.dir));
	snprintf(t.keys_dir, sizeof(t.keys_dir), "%s/keys", t.dir);
	snprintf(t.path, sizeof(t.path), "%s/lotsa.db", t.dir);
	CHECK_ERR(OK, keys_create(t.keys_dir, t.dir));
	CHECK_ERR(OK, audit_open_keys(t.keys_dir));
	CHECK_ERR(OK, db_create(t.path));
	CHECK_ERR(OK, db_open(t.path, DB_WRITE, &t.writer));
	for (i = 0; i < ROWS; i++)
		append(&t, i % 3 ? place : system_chain, "referral.close", i);
	return t;
}

static void
trail_free(struct trail *t)
{
	char command[128];

	db_close(t->writer);
	audit_close_keys();
	snprintf(command, sizeof(command), "rm -r %s", t->dir);
	CHECK(system(command) == 0);
}
#define TRAIL_CLEANUP __attribute__((cleanup(trail_free)))

/* What somebody does who can write to the database file. */
static void
tamper(const struct trail *t, const char *sql)
{
	sqlite3 *db;
	char *message = NULL;

	CHECK(sqlite3_open(t->path, &db) == SQLITE_OK);
	sqlite3_busy_timeout(db, 1000);
	ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, &message) == SQLITE_OK, "%s", message);
	sqlite3_close(db);
}

static void
check_fault(const struct trail *t, org_id org, int64_t seq, const char *reason)
{
	struct audit_fault fault = { 0 };
	int64_t rows = -1;

	CHECK_ERR(ERR_CONFLICT, audit_verify(t->writer, &rows, &fault));
	ck_assert_str_eq(fault.reason, reason);
	ck_assert_int_eq(fault.org.v, org.v);
	ck_assert_int_eq(fault.seq, seq);
	CHECK(rows == -1);
}

static void
check_whole(const struct trail *t, int64_t expected)
{
	struct audit_fault fault = { 0 };
	int64_t rows;
	enum err e = audit_verify(t->writer, &rows, &fault);

	ck_assert_msg(e == OK, "%s at %lld of %lld", fault.reason, (long long)fault.seq,
		(long long)fault.org.v);
	ck_assert_int_eq(rows, expected);
}

TEST(an_untouched_trail_verifies_and_counts_its_rows)
{
	struct trail t TRAIL_CLEANUP = trail_new();

	check_whole(&t, ROWS);
}

TEST(an_edited_row_is_found)
{
	struct trail t TRAIL_CLEANUP = trail_new();

	tamper(&t, "UPDATE audit SET day = day - 1 WHERE org_id = 5 AND seq = 3");
	check_fault(&t, place, 3, "mac");
	tamper(&t, "UPDATE audit SET day = day + 1 WHERE org_id = 5 AND seq = 3;"
		"UPDATE audit SET verb = 1 WHERE org_id = 0 AND seq = 2");
	check_fault(&t, system_chain, 2, "mac");
	tamper(&t, "UPDATE audit SET verb = 2 WHERE org_id = 0 AND seq = 2;"
		"UPDATE audit SET sealed = zeroblob(length(sealed)) "
		"WHERE org_id = 5 AND seq = 8");
	check_fault(&t, place, 8, "mac");
}

TEST(a_row_taken_out_is_found)
{
	struct trail t TRAIL_CLEANUP = trail_new();

	tamper(&t, "DELETE FROM audit WHERE org_id = 5 AND seq = 4");
	check_fault(&t, place, 4, "gap");
}

TEST(a_row_taken_out_with_the_others_moved_up_is_found)
{
	struct trail t TRAIL_CLEANUP = trail_new();

	tamper(&t, "DELETE FROM audit WHERE org_id = 5 AND seq = 4;"
		"UPDATE audit SET seq = seq - 1 WHERE org_id = 5 AND seq > 4");
	check_fault(&t, place, 4, "mac");
}

TEST(two_rows_in_each_others_place_are_found)
{
	struct trail t TRAIL_CLEANUP = trail_new();

	tamper(&t, "UPDATE audit SET seq = 1000 WHERE org_id = 5 AND seq = 6;"
		"UPDATE audit SET seq = 6 WHERE org_id = 5 AND seq = 5;"
		"UPDATE audit SET seq = 5 WHERE org_id = 5 AND seq = 1000");
	check_fault(&t, place, 5, "mac");
}

/* A month later everything but the newest row of each chain is purged. */
static void
purge_trail(struct trail *t)
{
	struct arena *a = arena_new(1 << 20);
	struct audit_purged done;
	struct tx *tx;

	clock_fix(INT64_C(1795348800) + 31 * 86400);
	CHECK_ERR(OK, tx_begin(t->writer, &tx));
	CHECK_ERR(OK, audit_purge(tx, a, clock_today(), &done));
	CHECK_ERR(OK, tx_commit(tx));
	ck_assert_int_eq(done.chains, 2);
	ck_assert_int_eq(done.rows, ROWS - 2);
	arena_free(a);
}

TEST(a_purged_trail_goes_on_from_its_anchors)
{
	struct trail t TRAIL_CLEANUP = trail_new();

	purge_trail(&t);
	check_whole(&t, 2);
	append(&t, place, "referral.close", 99);
	check_whole(&t, 3);
	tamper(&t, "DELETE FROM audit WHERE org_id = 5 AND seq = 8");
	check_fault(&t, place, 8, "gap");
}

TEST(a_beginning_taken_away_without_the_key_is_found)
{
	struct trail t TRAIL_CLEANUP = trail_new();

	tamper(&t, "INSERT INTO audit_anchor SELECT org_id, seq, day, mac, mac FROM audit "
		"WHERE org_id = 5 AND seq = 4; DELETE FROM audit WHERE org_id = 5 AND seq <= 4");
	check_fault(&t, place, 4, "anchor");
	tamper(&t, "DELETE FROM audit_anchor");
	check_fault(&t, place, 1, "gap");
}

TEST(an_anchor_holds_for_its_own_chain_and_row_only)
{
	struct trail t TRAIL_CLEANUP = trail_new();

	purge_trail(&t);
	tamper(&t, "CREATE TABLE keep AS SELECT * FROM audit_anchor;"
		"UPDATE audit_anchor SET seq = seq + 1 WHERE org_id = 5");
	check_fault(&t, place, 8, "anchor");
	tamper(&t, "UPDATE audit_anchor SET seq = seq - 1, day = day - 1 WHERE org_id = 5");
	check_fault(&t, place, 7, "anchor");
	tamper(&t, "DELETE FROM audit_anchor WHERE org_id = 5;"
		"UPDATE audit_anchor SET org_id = 5");
	check_fault(&t, place, 3, "anchor");
	tamper(&t, "DELETE FROM audit_anchor; INSERT INTO audit_anchor SELECT * FROM keep;"
		"DELETE FROM audit WHERE org_id = 5");
	check_fault(&t, place, 8, "truncated");
	tamper(&t, "DELETE FROM audit_anchor WHERE org_id = 5");
	check_fault(&t, place, 1, "truncated");
}

TEST(a_row_moved_to_another_chain_is_found)
{
	struct trail t TRAIL_CLEANUP = trail_new();

	tamper(&t, "UPDATE audit SET org_id = 0, seq = 5 WHERE org_id = 5 AND seq = 8");
	check_fault(&t, system_chain, 5, "mac");
}

TEST(a_truncated_tail_is_found)
{
	struct trail t TRAIL_CLEANUP = trail_new();

	tamper(&t, "DELETE FROM audit WHERE org_id = 5 AND seq > 6");
	check_fault(&t, place, 7, "truncated");
}

TEST(a_chain_that_is_gone_is_found)
{
	struct trail t TRAIL_CLEANUP = trail_new();

	tamper(&t, "DELETE FROM audit WHERE org_id = 5");
	check_fault(&t, place, 1, "truncated");
	tamper(&t, "DELETE FROM audit");
	check_fault(&t, system_chain, 1, "truncated");
}

TEST(a_chain_recomputed_without_the_key_is_found)
{
	struct trail t TRAIL_CLEANUP = trail_new();
	char elsewhere[96];

	/* the liar has the program and a key of his own, and writes the whole chain anew */
	tamper(&t, "DELETE FROM audit");
	audit_close_keys();
	snprintf(elsewhere, sizeof(elsewhere), "%s/own", t.dir);
	CHECK_ERR(ERR_CONFLICT, keys_create(elsewhere, t.dir));
	CHECK_ERR(OK, audit_open_keys(elsewhere));
	append(&t, system_chain, "referral.close", 1);
	check_whole(&t, 1);
	audit_close_keys();
	CHECK_ERR(OK, audit_open_keys(t.keys_dir));
	check_fault(&t, system_chain, 1, "mac");
}

TEST(an_older_copy_of_the_database_is_found)
{
	struct trail t TRAIL_CLEANUP = trail_new();

	tamper(&t, "CREATE TABLE keep AS SELECT * FROM audit");
	append(&t, place, "referral.close", 99);
	tamper(&t, "DELETE FROM audit; INSERT INTO audit SELECT * FROM keep; DROP TABLE keep");
	check_fault(&t, place, 9, "truncated");
}

TEST(a_head_that_lags_behind_after_a_crash_is_no_fault)
{
	struct trail t TRAIL_CLEANUP = trail_new();
	char command[256];

	snprintf(command, sizeof(command), "cp %s/chain.head %s/older", t.keys_dir, t.dir);
	CHECK(system(command) == 0);
	append(&t, place, "referral.close", 99);
	append(&t, (org_id){ 6 }, "referral.close", 100);
	audit_close_keys();
	snprintf(command, sizeof(command), "cp %s/older %s/chain.head", t.dir, t.keys_dir);
	CHECK(system(command) == 0);
	CHECK_ERR(OK, audit_open_keys(t.keys_dir));
	check_whole(&t, ROWS + 2);
	append(&t, place, "referral.close", 101);
	tamper(&t, "DELETE FROM audit WHERE org_id = 5 AND seq = 10");
	check_fault(&t, place, 10, "truncated");
}

TEST(a_torn_write_of_a_head_leaves_the_older_one)
{
	struct trail t TRAIL_CLEANUP = trail_new();
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "%s/chain.head", t.keys_dir);
	f = fopen(path, "r+b");
	CHECK(f && fseek(f, 20, SEEK_SET) == 0 && fputs("torn", f) >= 0 && fclose(f) == 0);
	check_whole(&t, ROWS);
	append(&t, system_chain, "referral.close", 102);
	check_whole(&t, ROWS + 1);
}

TEST(a_damaged_file_of_heads_is_found)
{
	struct trail t TRAIL_CLEANUP = trail_new();
	char path[128], zeroes[128] = { 0 };
	FILE *f;

	snprintf(path, sizeof(path), "%s/chain.head", t.keys_dir);
	f = fopen(path, "r+b");
	CHECK(f && fwrite(zeroes, sizeof(zeroes), 1, f) == 1 && fclose(f) == 0);
	check_fault(&t, system_chain, 0, "head");
	audit_close_keys();
	CHECK(unlink(path) == 0);
	CHECK_ERR(ERR_NOT_FOUND, audit_open_keys(t.keys_dir));
}

TEST(a_rolled_back_row_leaves_neither_row_nor_head)
{
	struct trail t TRAIL_CLEANUP = trail_new();
	struct tx *tx;
	int i;

	for (i = 0; i < 3; i++) {
		CHECK_ERR(OK, tx_begin(t.writer, &tx));
		CHECK_ERR(OK, audit_append_as(tx, place, (account_id){ 0 },
			&(struct audit_event){ AUDIT_VERB_WRITE, "card.create", 1 }));
		CHECK_ERR(OK, audit_append_as(tx, system_chain, (account_id){ 0 },
			&(struct audit_event){ AUDIT_VERB_LOGIN, "login.open", 1 }));
		tx_rollback(tx);
		check_whole(&t, ROWS + i);
		append(&t, place, "referral.close", 103 + i);
		check_whole(&t, ROWS + i + 1);
	}
}

TEST(many_rows_of_many_chains_in_one_transaction_all_move_their_heads)
{
	struct trail t TRAIL_CLEANUP = trail_new();
	struct tx *tx;
	int i;

	CHECK_ERR(OK, tx_begin(t.writer, &tx));
	for (i = 0; i < 200; i++)
		CHECK_ERR(OK, audit_append_as(tx, (org_id){ i % 20 }, (account_id){ 0 },
			&(struct audit_event){ AUDIT_VERB_JOB, "import", i }));
	CHECK_ERR(OK, tx_commit(tx));
	check_whole(&t, ROWS + 200);
	tamper(&t, "DELETE FROM audit WHERE org_id = 19 AND seq = 10");
	check_fault(&t, (org_id){ 19 }, 10, "truncated");
}

TEST(rows_have_one_size_and_show_nothing_but_day_and_verb)
{
	struct trail t TRAIL_CLEANUP = trail_new();
	sqlite3 *db;
	sqlite3_stmt *stmt;
	int n = 0;

	append(&t, place, "x", INT64_MAX);
	append(&t, place, "a.kind.as.long.as.a.kind.may.be", 0);
	CHECK(sqlite3_open(t.path, &db) == SQLITE_OK);
	CHECK(sqlite3_prepare_v2(db, "SELECT count(DISTINCT length(sealed)), "
		"count(DISTINCT sealed), count(*), "
		"sum(instr(sealed, CAST('referral' AS BLOB))) FROM audit", -1, &stmt,
		NULL) == SQLITE_OK);
	CHECK(sqlite3_step(stmt) == SQLITE_ROW);
	n = sqlite3_column_int(stmt, 2);
	ck_assert_int_eq(sqlite3_column_int(stmt, 0), 1);
	ck_assert_int_eq(sqlite3_column_int(stmt, 1), n);
	ck_assert_int_eq(sqlite3_column_int(stmt, 3), 0);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
}

TEST(the_auditor_can_open_a_row_of_its_day_only)
{
	struct trail t TRAIL_CLEANUP = trail_new();
	struct arena *a = arena_new(65536);
	struct audit_detail detail;
	struct str sealed;
	sqlite3 *db;
	sqlite3_stmt *stmt;

	CHECK(sqlite3_open(t.path, &db) == SQLITE_OK);
	CHECK(sqlite3_prepare_v2(db, "SELECT day, sealed FROM audit WHERE org_id = 5 "
		"AND seq = 1", -1, &stmt, NULL) == SQLITE_OK);
	CHECK(sqlite3_step(stmt) == SQLITE_ROW);
	sealed = arena_str(a, (struct str){ sqlite3_column_blob(stmt, 1),
		(size_t)sqlite3_column_bytes(stmt, 1) });
	CHECK_ERR(OK, audit_open_detail(a, (struct date){ sqlite3_column_int(stmt, 0) }, sealed,
		&detail));
	CHECK(str_eq(detail.kind, STR("referral.close")) && detail.subject == 1);
	CHECK(detail.account.v == 77 && detail.at == clock_now() && detail.job.n == 0);
	CHECK_ERR(ERR_INVALID, audit_open_detail(a,
		(struct date){ sqlite3_column_int(stmt, 0) + 1 }, sealed, &detail));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	arena_free(a);
}

TEST(nothing_is_appended_without_keys)
{
	struct trail t TRAIL_CLEANUP = trail_new();
	struct tx *tx;

	audit_close_keys();
	CHECK_ERR(OK, tx_begin(t.writer, &tx));
	CHECK_ERR(ERR_IO, audit_append_as(tx, place, (account_id){ 0 },
		&(struct audit_event){ AUDIT_VERB_WRITE, "card.create", 1 }));
	tx_rollback(tx);
}
