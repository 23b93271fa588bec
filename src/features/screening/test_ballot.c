/* Ballots: what answers mean, what slips show, and when boxes are opened. */
#include "features/screening/ballot.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/audit/audit.h"
#include "core/crypto/keys.h"
#include "tests/harness/harness.h"

#define BALLOT(...) (&(struct ballot){ .answers = { 0, __VA_ARGS__ } })

enum { N = ANSWER_NO, E = ANSWER_EARLIER, G = ANSWER_ONGOING, D = ANSWER_DECLINED };

TEST(states_follow_from_answers_and_may_stand_together)
{
	ck_assert_uint_eq(ballot_states(BALLOT(N, N, N, N, N, N, N)), STATE_NONE);
	ck_assert_uint_eq(ballot_states(BALLOT(E, N, N, N, N, N, N)), STATE_EARLIER |
		STATE_ANY);
	ck_assert_uint_eq(ballot_states(BALLOT(E, G, N, N, E, N, E)), STATE_EARLIER |
		STATE_ONGOING | STATE_WITNESSED | STATE_OWN_EARLIER | STATE_ANY);
	ck_assert_uint_eq(ballot_states(BALLOT(N, N, N, N, N, E, N)), STATE_WITNESSED |
		STATE_ANY);
	ck_assert_uint_eq(ballot_states(BALLOT(N, N, N, N, N, N, G)), STATE_OWN_ONGOING |
		STATE_ANY);
}

TEST(declined_and_not_asked_are_no_no)
{
	ck_assert_uint_eq(ballot_states(BALLOT(D, D, D, D, D, D, D)), 0);
	ck_assert_uint_eq(ballot_states(BALLOT(0, 0, 0, 0, 0, 0, 0)), 0);
	ck_assert_uint_eq(ballot_states(BALLOT(D, 0, N, 0, D, D, D)), STATE_NONE);
}

TEST(childhood_has_no_ongoing_and_unknown_answers_are_refused)
{
	CHECK(ballot_is_valid(BALLOT(G, G, G, G, E, E, G)));
	CHECK(!ballot_is_valid(BALLOT(N, N, N, N, G, N, N)));
	CHECK(!ballot_is_valid(BALLOT(N, N, N, N, N, G, N)));
	CHECK(!ballot_is_valid(BALLOT(ANSWER_COUNT, N, N, N, N, N, N)));
}

/* A data folder with one association, and keys. */
struct fixture {
	char dir[64], keys_dir[80], path[80];
	struct db *writer;
	struct arena *arena;
};

static const org_id association = { 41 };

static void
run_sql(const struct fixture *f, const char *sql)
{
	sqlite3 *db;
	char *message = NULL;

	CHECK(sqlite3_open(f->path, &db) == SQLITE_OK);
	sqlite3_busy_timeout(db, 1000);
	ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, &message) == SQLITE_OK, "%s", message);
	sqlite3_close(db);
}

static int64_t
number(const struct fixture *f, const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *stmt;
	int64_t v;

	CHECK(sqlite3_open(f->path, &db) == SQLITE_OK);
	CHECK(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK);
	CHECK(sqlite3_step(stmt) == SQLITE_ROW);
	v = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return v;
}

static struct fixture
fixture_new(void)
{
	struct fixture f = { .dir = "/var/tmp/lotsa-ballot-XXXXXX",
		.arena = arena_new(1 << 24) };

	CHECK_ERR(OK, crypto_init());
	CHECK(mkdtemp(f.dir));
	snprintf(f.keys_dir, sizeof(f.keys_dir), "%s/keys", f.dir);
	snprintf(f.path, sizeof(f.path), "%s/lotsa.db", f.dir);
	CHECK_ERR(OK, keys_create(f.keys_dir, f.dir));
	CHECK_ERR(OK, keys_open(f.keys_dir, f.dir));
	CHECK_ERR(OK, audit_open_keys(f.keys_dir));
	CHECK_ERR(OK, db_create(f.path));
	CHECK_ERR(OK, db_open(f.path, DB_WRITE, &f.writer));
	run_sql(&f, "INSERT INTO org (id, kind, code, name) "
		"VALUES (41, 2, 'forbund', 'Förbundet')");
	return f;
}

static void
fixture_free(struct fixture *f)
{
	char command[128];

	db_close(f->writer);
	audit_close_keys();
	keys_close();
	arena_free(f->arena);
	snprintf(command, sizeof(command), "rm -r %s", f->dir);
	CHECK(system(command) == 0);
}
#define FIXTURE_CLEANUP __attribute__((cleanup(fixture_free)))

static void
cast(struct fixture *f, int64_t intervention, struct month month, const struct ballot *ballot,
	int times)
{
	struct ballot_labels labels = { .association = association,
		.intervention = { intervention }, .sex = 1, .age_band = 2, .month = month };
	const struct ballot_sealed *sealed;
	struct ballot_handle handle;
	struct tx *tx;

	for (; times > 0; times--) {
		CHECK_ERR(OK, ballot_seal(f->arena, ballot, &sealed));
		CHECK_ERR(OK, tx_begin(f->writer, &tx));
		CHECK_ERR(OK, ballot_cast(tx, f->arena, &labels, sealed, &handle));
		CHECK_ERR(OK, tx_commit(tx));
	}
}

static struct ballot_counted
count(struct fixture *f)
{
	struct ballot_counted done;
	struct date today;

	CHECK_ERR(OK, date_of(2026, 11, 22, &today));
	CHECK_ERR(OK, ballot_count(f->writer, f->keys_dir, today, &done));
	CHECK(!done.has_traces);
	return done;
}

TEST(slips_of_one_ballot_have_one_size_and_nothing_in_common)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	uint8_t pub[32], sec[32];
	const struct ballot_sealed *sealed;
	struct ballot opened;
	int i, k;
	size_t b;

	CHECK_ERR(OK, keys_ballot_pair(f.keys_dir, pub, sec));
	CHECK_ERR(OK, ballot_seal(f.arena, BALLOT(E, G, N, D, E, 0, N), &sealed));
	for (i = 0; i < BALLOT_SLIPS; i++) {
		struct str slip = { (const char *)sealed->slips[i], BALLOT_SLIP_BYTES };

		CHECK_ERR(OK, ballot_open(slip, pub, sec, &opened));
		CHECK(memcmp(&opened, BALLOT(E, G, N, D, E, 0, N), sizeof(opened)) == 0);
		for (k = 0; k < i; k++)
			for (b = 0; b + 8 <= BALLOT_SLIP_BYTES; b++)
				CHECK(!memmem(sealed->slips[k], BALLOT_SLIP_BYTES,
					slip.p + b, 8));
	}
	CHECK_ERR(ERR_INVALID, ballot_seal(f.arena, BALLOT(N, N, N, N, G, N, N), &sealed));
}

/* `version` and seven times no, sealed as a program of another time would. */
static struct str
slip_of_bytes(struct fixture *f, const uint8_t *pub, uint8_t version)
{
	uint8_t plain[BALLOT_PLAIN] = { version, N, N, N, N, N, N, N };
	char *slip = ARENA_ARRAY(f->arena, char, BALLOT_SLIP_BYTES);

	CHECK(slip);
	CHECK_ERR(OK, crypto_seal((struct str){ (const char *)plain, sizeof(plain) }, pub,
		(uint8_t *)slip));
	return (struct str){ slip, BALLOT_SLIP_BYTES };
}

TEST(how_it_was_to_be_asked_travels_in_a_slip_of_the_same_size_and_old_slips_open)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct ballot ballot = *BALLOT(E, N, N, N, N, N, N), opened;
	const struct ballot_sealed *sealed;
	uint8_t pub[32], sec[32];
	int e;

	CHECK_ERR(OK, keys_ballot_pair(f.keys_dir, pub, sec));
	for (e = EXPERIENCE_NOT_ASKED; e < EXPERIENCE_COUNT; e++) {
		ballot.experience = (uint8_t)e;
		CHECK(ballot_states(&ballot) == (STATE_EARLIER | STATE_ANY));
		CHECK_ERR(OK, ballot_seal(f.arena, &ballot, &sealed));
		CHECK_ERR(OK, ballot_open((struct str){ (const char *)sealed->slips[e % 3],
			sizeof(sealed->slips[0]) }, pub, sec, &opened));
		CHECK(memcmp(&opened, &ballot, sizeof(opened)) == 0);
	}
	ballot.experience = EXPERIENCE_COUNT;
	CHECK_ERR(ERR_INVALID, ballot_seal(f.arena, &ballot, &sealed));
	/* a slip of before: nothing but the version in its first byte */
	CHECK_ERR(OK, ballot_open(slip_of_bytes(&f, pub, 1), pub, sec, &opened));
	CHECK(opened.experience == EXPERIENCE_NOT_ASKED && opened.answers[7] == N);
	CHECK_ERR(ERR_INVALID, ballot_open(slip_of_bytes(&f, pub, 2), pub, sec, &opened));
	CHECK_ERR(ERR_INVALID, ballot_open(slip_of_bytes(&f, pub, 0x51), pub, sec, &opened));
}

TEST(how_it_was_to_be_asked_is_counted_as_a_topic_of_its_own_and_changes_no_other)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct ballot ballot = *BALLOT(N, N, N, N, N, N, N);

	cast(&f, 7, month_of(2026, 9), &ballot, 4);
	ballot.experience = EXPERIENCE_HARD;
	cast(&f, 7, month_of(2026, 9), &ballot, 5);
	ballot.experience = EXPERIENCE_DECLINED;
	cast(&f, 7, month_of(2026, 9), &ballot, 1);
	CHECK(count(&f).slips == 30);
	ck_assert_int_eq(number(&f, "SELECT count(*) FROM counter WHERE topic = 13"), 6);
	ck_assert_int_eq(number(&f, "SELECT sum(n) FROM counter WHERE topic = 13 "
		"AND answer = 3"), 15);
	ck_assert_int_eq(number(&f, "SELECT sum(n) FROM counter WHERE topic = 13 "
		"AND answer = 4"), 3);
	ck_assert_int_eq(number(&f, "SELECT sum(n) FROM counter WHERE topic = 8"), 30);
	ck_assert_int_eq(number(&f, "SELECT count(*) FROM counter WHERE topic = 12"), 0);
}

TEST(nine_slips_wait_and_ten_are_counted)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct ballot_counted done;

	cast(&f, 7, month_of(2026, 9), BALLOT(E, N, N, N, E, N, N), 9);
	done = count(&f);
	CHECK(done.boxes == 0 && done.slips == 0 && done.boxes_waiting == 3);
	ck_assert_int_eq(number(&f, "SELECT count(*) FROM ballot"), 27);
	ck_assert_int_eq(number(&f, "SELECT count(*) FROM counter"), 0);

	cast(&f, 7, month_of(2026, 10), BALLOT(G, N, D, N, N, N, E), 1);
	done = count(&f);
	CHECK(done.boxes == 3 && done.slips == 30 && done.boxes_waiting == 0);
	ck_assert_int_eq(number(&f, "SELECT count(*) FROM ballot"), 0);
	ck_assert_int_eq(number(&f, "SELECT count(*) FROM counter WHERE topic = 0 "
		"AND n = 10"), 3);
	ck_assert_int_eq(number(&f, "SELECT n FROM counter WHERE cut = 1 AND label = 7 "
		"AND half_year = 4053 AND topic = 1 AND answer = 2"), 9);
	ck_assert_int_eq(number(&f, "SELECT n FROM counter WHERE cut = 2 AND label = 1 "
		"AND topic = 1 AND answer = 3"), 1);
	ck_assert_int_eq(number(&f, "SELECT n FROM counter WHERE cut = 3 AND label = 2 "
		"AND topic = 3 AND answer = 4"), 1);
	ck_assert_int_eq(number(&f, "SELECT n FROM counter WHERE cut = 1 AND topic = 9"), 9);
	ck_assert_int_eq(number(&f, "SELECT n FROM counter WHERE cut = 1 AND topic = 10"), 1);
	ck_assert_int_eq(number(&f, "SELECT n FROM counter WHERE cut = 1 AND topic = 11"), 9);
	ck_assert_int_eq(number(&f, "SELECT n FROM counter WHERE cut = 1 AND topic = 12"), 10);
	ck_assert_int_eq(number(&f, "SELECT count(*) FROM counter WHERE topic = 8"), 0);
	/* the topics of a box add up to its ballots */
	ck_assert_int_eq(number(&f, "SELECT count(*) FROM (SELECT sum(n) AS s FROM counter "
		"WHERE topic BETWEEN 1 AND 7 GROUP BY cut, topic) WHERE s <> 10"), 0);
}

TEST(counting_again_counts_nothing_twice)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct ballot_counted done;

	cast(&f, 7, month_of(2026, 9), BALLOT(N, N, N, N, N, N, N), 12);
	CHECK(count(&f).slips == 36);
	CHECK(count(&f).slips == 0);
	ck_assert_int_eq(number(&f, "SELECT max(n) FROM counter"), 12);
	cast(&f, 7, month_of(2026, 9), BALLOT(N, N, N, N, N, N, N), 10);
	done = count(&f);
	CHECK(done.slips == 30);
	ck_assert_int_eq(number(&f, "SELECT n FROM counter WHERE cut = 1 AND topic = 0"), 22);
}

TEST(half_years_are_boxes_of_their_own)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();

	cast(&f, 7, month_of(2026, 6), BALLOT(N, N, N, N, N, N, N), 9);
	cast(&f, 7, month_of(2026, 7), BALLOT(N, N, N, N, N, N, N), 9);
	CHECK(count(&f).boxes == 0);
}

TEST(what_waits_of_an_earlier_year_is_counted_as_other_interventions_once_it_is_ten)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct ballot_counted done;

	cast(&f, 7, month_of(2025, 9), BALLOT(E, N, N, N, N, N, N), 6);
	cast(&f, 8, month_of(2025, 9), BALLOT(N, N, N, N, N, N, N), 3);
	cast(&f, 9, month_of(2026, 2), BALLOT(N, N, N, N, N, N, N), 9);
	done = count(&f);
	CHECK(done.boxes == 0 && done.boxes_waiting == 4 + 3);

	cast(&f, 8, month_of(2025, 12), BALLOT(N, N, N, N, N, N, N), 1);
	cast(&f, 9, month_of(2025, 12), BALLOT(N, N, N, N, N, N, N), 15);
	count(&f);
	ck_assert_int_eq(number(&f, "SELECT n FROM counter WHERE cut = 4 AND label = 0 "
		"AND half_year = 4051 AND topic = 0"), 10);
	ck_assert_int_eq(number(&f, "SELECT n FROM counter WHERE cut = 4 AND topic = 9"), 6);
	ck_assert_int_eq(number(&f, "SELECT n FROM counter WHERE cut = 1 AND label = 9 "
		"AND topic = 0"), 15);
	ck_assert_int_eq(number(&f, "SELECT count(*) FROM ballot WHERE half_year < 4052"), 0);
	ck_assert_int_eq(number(&f, "SELECT count(*) FROM ballot"), 27);
}

TEST(a_box_with_a_slip_that_does_not_open_is_left_as_it_was)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct ballot_counted done;

	cast(&f, 7, month_of(2026, 9), BALLOT(N, N, N, N, N, N, N), 10);
	run_sql(&f, "UPDATE ballot SET sealed = zeroblob(56) WHERE cut = 1 AND slip = "
		"(SELECT min(slip) FROM ballot WHERE cut = 1)");
	done = count(&f);
	CHECK(done.boxes_bad == 1 && done.boxes == 2);
	ck_assert_int_eq(number(&f, "SELECT count(*) FROM ballot"), 10);
	ck_assert_int_eq(number(&f, "SELECT count(*) FROM counter WHERE cut = 1"), 0);
}

TEST(a_count_is_audited_in_the_chain_of_the_association)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct audit_fault fault;
	int64_t rows;

	cast(&f, 7, month_of(2026, 9), BALLOT(N, N, N, N, N, N, N), 10);
	ck_assert_int_eq(number(&f, "SELECT count(*) FROM audit"), 0);
	count(&f);
	ck_assert_int_eq(number(&f, "SELECT count(*) FROM audit "
		"WHERE org_id = 41 AND verb = 5"), 3);
	CHECK_ERR(OK, audit_verify(f.writer, &rows, &fault));
}

TEST(postings_are_forgotten_after_a_week)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();

	/* 2026-11-22 is day 20779 */
	run_sql(&f, "INSERT INTO posting VALUES (randomblob(32), 20771), "
		"(randomblob(32), 20772), (randomblob(32), 20779)");
	count(&f);
	ck_assert_int_eq(number(&f, "SELECT count(*) FROM posting"), 2);
}

TEST(without_the_private_key_nothing_is_counted)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct ballot_counted done;
	char path[96];

	cast(&f, 7, month_of(2026, 9), BALLOT(N, N, N, N, N, N, N), 10);
	snprintf(path, sizeof(path), "%s/ballot.key", f.keys_dir);
	CHECK(remove(path) == 0);
	CHECK_ERR(ERR_NOT_FOUND,
		ballot_count(f.writer, f.keys_dir, (struct date){ 20779 }, &done));
	ck_assert_int_eq(number(&f, "SELECT count(*) FROM ballot"), 30);
}
