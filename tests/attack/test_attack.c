/*
 * An attacker with the whole data folder, several times over, and no key: from an honest program
 * nothing can be joined, and from one with a planted leak each leak is found.
 */
#include <stdio.h>

#include "app/housekeeping.h"
#include "features/screening/ballot.h"
#include "tests/attack/attack.h"
#include "tests/attack/scene.h"
#include "tests/harness/harness.h"

enum { FOLDERS = 5 };

/* What chance gives over five folders, the best of some thousand pairs of columns, is about 0.2. */
static const double FOUND = 0.35, SURE = 0.9;

/* ---- the attacker ---- */

/* Views of one ledger may be joined: that is what it is for.  Boxes of slips may not. */
static const struct view {
	int ledger;
	const char *name;
	const char *table;
	const char *sql;
} views[] = {
	{ 2, "slips by intervention", "ballot", "SELECT slip, * FROM ballot WHERE cut = 1" },
	{ 2, "slips by sex", "ballot", "SELECT slip, * FROM ballot WHERE cut = 2" },
	{ 2, "slips by age band", "ballot", "SELECT slip, * FROM ballot WHERE cut = 3" },
	{ 1, "screenings", "screening", "SELECT id, * FROM screening" },
	{ 1, "due dates", "due", "SELECT id, * FROM due" },
	{ 3, "referrals", "referral", "SELECT id, * FROM referral" },
	{ 4, "postings", "posting", "SELECT key_hash, * FROM posting" },
	{ 5, "audit rows", "audit", "SELECT mac, * FROM audit WHERE org_id IN "
		"(SELECT id FROM org WHERE code = 'kommunen') ORDER BY seq" },
};
enum { N_VIEWS = sizeof(views) / sizeof(views[0]), SLIP_LEDGER = 2 };

typedef struct order_attack order_attacks[N_VIEWS][N_VIEWS];

/* Every pair of views; after the count there are no slips left to pair. */
static void
attack_all_by_order(struct scene *s, order_attacks *attacks, bool with_slips)
{
	struct disk disk DISK_CLEANUP = disk_copy(s->w.dir);
	struct rows a, b;
	size_t i, k;

	for (i = 0; i < N_VIEWS; i++)
		for (k = i + 1; k < N_VIEWS; k++) {
			bool is_slip = views[i].ledger == SLIP_LEDGER;

			if (is_slip != with_slips ||
					(!is_slip && views[i].ledger == views[k].ledger))
				continue;
			a = scene_rows(s, &disk, views[i].table, views[i].sql);
			b = scene_rows(s, &disk, views[k].table, views[k].sql);
			attack_by_order(&(*attacks)[i][k], &a, &b);
		}
}

/* The strongest join by order of all pairs, and what it was. */
static double
strongest(order_attacks *attacks, char *what, size_t n)
{
	double best = 0, strength;
	char how[128] = "";
	size_t i, k;

	for (i = 0; i < N_VIEWS; i++)
		for (k = i + 1; k < N_VIEWS; k++) {
			if ((*attacks)[i][k].folders == 0)
				continue;
			strength = order_attack_strength(&(*attacks)[i][k], how, sizeof(how));
			if (strength <= best)
				continue;
			best = strength;
			snprintf(what, n, "%s and %s by %s: %.2f", views[i].name, views[k].name,
				how, strength);
		}
	return best;
}

/* As after a log that was written over: its newest pages are those of the last postings. */
static void
forget_log(struct scene *s)
{
	CHECK_ERR(OK, db_truncate_wal(s->w.writer));
}

static double
attack_slips_by_order(enum leak leak, int folders, char *what, size_t n)
{
	static order_attacks attacks;
	int i;

	memset(&attacks, 0, sizeof(attacks));
	for (i = 0; i < folders; i++) {
		struct scene s SCENE_CLEANUP = scene_new(leak, (uint64_t)(100 + i));

		scene_play(&s);
		forget_log(&s);
		attack_all_by_order(&s, &attacks, true);
	}
	return strongest(&attacks, what, n);
}

TEST(no_order_joins_slips_to_anything)
{
	char what[256] = "";
	double strength = attack_slips_by_order(LEAK_NONE, FOLDERS, what, sizeof(what));

	ck_assert_msg(strength < FOUND, "%s", what);
}

TEST(slips_that_are_numbered_or_know_time_or_screening_are_joined)
{
	static const enum leak leaks[] = { LEAK_NUMBERED_SLIPS, LEAK_TIME, LEAK_REFERENCE };
	char what[256] = "";
	size_t i;

	for (i = 0; i < sizeof(leaks) / sizeof(leaks[0]); i++) {
		double strength = attack_slips_by_order(leaks[i], 1, what, sizeof(what));

		ck_assert_msg(strength > SURE, "leak %d: %s", (int)leaks[i], what);
	}
}

TEST(slips_that_lie_in_the_file_as_they_came_are_joined)
{
	char what[256] = "";
	double strength = attack_slips_by_order(LEAK_PLACE, FOLDERS, what, sizeof(what));

	ck_assert_msg(strength > FOUND, "%s", what);
}

TEST(after_the_count_no_order_joins_the_ask_list_the_referrals_and_the_trail)
{
	static order_attacks attacks;
	struct ballot_counted done;
	char what[256] = "";
	int i;

	for (i = 0; i < FOLDERS; i++) {
		struct scene s SCENE_CLEANUP = scene_new(LEAK_NONE, (uint64_t)(200 + i));

		scene_play(&s);
		CHECK_ERR(OK, ballot_count(s.w.writer, s.w.keys_dir, s.w.today, &done));
		CHECK(done.slips == 3 * POSTINGS);
		attack_all_by_order(&s, &attacks, false);
	}
	ck_assert_msg(strongest(&attacks, what, sizeof(what)) < FOUND, "%s", what);
}

/* The ask list, the referrals and the trail against each other, before anything is counted. */
static double
attack_ledgers_by_order(bool is_house_kept, int folders, char *what, size_t n)
{
	static order_attacks attacks;
	int i;

	memset(&attacks, 0, sizeof(attacks));
	for (i = 0; i < folders; i++) {
		struct scene s SCENE_CLEANUP = scene_new(LEAK_NONE, (uint64_t)(250 + i));
		struct housekeeping house = { .is_started = true };

		scene_play(&s);
		if (is_house_kept)
			CHECK_ERR(OK, housekeeping_turn(&house, s.w.writer, 1));
		else
			forget_log(&s);
		attack_all_by_order(&s, &attacks, false);
	}
	return strongest(&attacks, what, n);
}

TEST(an_idle_minute_after_the_last_posting_no_order_joins_the_ledgers)
{
	char what[256] = "";

	ck_assert_msg(attack_ledgers_by_order(true, FOLDERS, what, sizeof(what)) < FOUND, "%s",
		what);
}

TEST(rows_that_lie_in_the_file_as_they_came_are_joined)
{
	char what[256] = "";

	ck_assert_msg(attack_ledgers_by_order(false, 1, what, sizeof(what)) > SURE, "%s", what);
}

/* Equal bytes between the boxes, and between the ask list and everything else. */
static double
attack_all_by_bytes(struct scene *s)
{
	static const char *const wanted[] = { "SELECT id, id FROM screening",
		"SELECT id, CAST(id AS TEXT) FROM screening",
		"SELECT id, card_id FROM screening", "SELECT id, id FROM due" };
	static const char *const where[][2] = {
		{ "ballot", "SELECT * FROM ballot_bytes WHERE cut = 1" },
		{ "ballot", "SELECT * FROM ballot_bytes WHERE cut = 2" },
		{ "referral", "SELECT id, * FROM referral" },
		{ "audit", "SELECT mac, sealed FROM audit" } };
	struct disk disk DISK_CLEANUP = disk_copy(s->w.dir);
	struct rows a, b;
	double best, found;
	size_t i, k;

	CHECK(sqlite3_exec(disk.sql, s->leak == LEAK_REFERENCE || s->leak == LEAK_TIME ?
		"CREATE TEMP VIEW ballot_bytes AS SELECT slip, sealed, extra, cut FROM ballot" :
		"CREATE TEMP VIEW ballot_bytes AS SELECT slip, sealed, cut FROM ballot", NULL,
		NULL, NULL) == SQLITE_OK);
	a = scene_rows(s, &disk, "ballot", "SELECT slip, sealed FROM ballot WHERE cut = 1");
	b = scene_rows(s, &disk, "ballot", "SELECT slip, sealed FROM ballot WHERE cut = 2");
	best = attack_by_bytes(&a, &b);
	for (i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		for (k = 0; k < sizeof(where) / sizeof(where[0]); k++) {
			a = scene_rows(s, &disk, i == 3 ? "due" : "screening", wanted[i]);
			b = scene_rows(s, &disk, where[k][0], where[k][1]);
			found = attack_by_bytes(&a, &b);
			best = found > best ? found : best;
		}
	return best;
}

TEST(no_bytes_are_shared_between_boxes_and_ledgers)
{
	struct scene s SCENE_CLEANUP = scene_new(LEAK_NONE, 300);

	scene_play(&s);
	CHECK(attack_all_by_bytes(&s) < 0.05);
}

TEST(one_ephemeral_key_a_reference_or_an_id_in_the_trail_is_found)
{
	static const enum leak leaks[] = { LEAK_ONE_KEY, LEAK_REFERENCE, LEAK_AUDIT };
	size_t i;

	for (i = 0; i < sizeof(leaks) / sizeof(leaks[0]); i++) {
		struct scene s SCENE_CLEANUP = scene_new(leaks[i], 301 + i);
		double found;

		scene_play(&s);
		found = attack_all_by_bytes(&s);
		ck_assert_msg(found > SURE, "leak %d: %.2f", (int)leaks[i], found);
	}
}

static bool
sizes_differ(struct scene *s)
{
	struct disk disk DISK_CLEANUP = disk_copy(s->w.dir);

	return scene_number(disk.sql, "SELECT (SELECT count(DISTINCT length(sealed)) > 1 "
		"OR count(DISTINCT length(slip)) > 1 FROM ballot) "
		"OR (SELECT count(DISTINCT length(sealed)) > 1 FROM audit)");
}

static double
answers_in_clear(struct scene *s)
{
	struct disk disk DISK_CLEANUP = disk_copy(s->w.dir);
	struct rows slips = scene_rows(s, &disk, "ballot", "SELECT slip, sealed FROM ballot");

	return attack_by_reading(&slips);
}

TEST(slips_and_audit_rows_have_one_size_and_cannot_be_read)
{
	struct scene s SCENE_CLEANUP = scene_new(LEAK_NONE, 400);

	scene_play(&s);
	CHECK(!sizes_differ(&s));
	CHECK(answers_in_clear(&s) == 0);
}

TEST(slips_of_different_size_or_in_clear_are_found)
{
	struct scene sized SCENE_CLEANUP = scene_new(LEAK_SIZE, 401);

	scene_play(&sized);
	CHECK(sizes_differ(&sized));
	{
		struct scene clear SCENE_CLEANUP = scene_new(LEAK_CLEAR, 402);

		scene_play(&clear);
		CHECK(answers_in_clear(&clear) > SURE);
	}
}

/* ---- two copies, one asking apart ---- */

/* What one posting changes, told without looking at random bytes. */
static const char *const measures[] = { "SELECT count(*) FROM screening",
	"SELECT count(*) FROM due", "SELECT count(*) FROM ballot",
	"SELECT coalesce(sum(n), 0) FROM counter", "SELECT count(*) FROM audit",
	"SELECT sum(length(sealed)) FROM audit", "SELECT count(*) FROM posting",
	"SELECT count(*) FROM referral" };
enum { MEASURES = sizeof(measures) / sizeof(measures[0]) };

static void
measure(struct scene *s, int64_t out[MEASURES])
{
	struct disk disk DISK_CLEANUP = disk_copy(s->w.dir);
	size_t i;

	for (i = 0; i < MEASURES; i++)
		out[i] = scene_number(disk.sql, measures[i]);
}

/* Whether an asking with seven no and one with a yes can be told apart by what they change. */
static bool
copies_tell_answers(enum leak leak)
{
	struct scene s SCENE_CLEANUP = scene_new(leak, 500);
	int64_t copies[3][MEASURES];
	size_t i;

	measure(&s, copies[0]);
	scene_post(&s, 0);
	measure(&s, copies[1]);
	scene_post(&s, 1);
	measure(&s, copies[2]);
	for (i = 0; i < MEASURES; i++)
		if (copies[1][i] - copies[0][i] != copies[2][i] - copies[1][i])
			return true;
	return false;
}

TEST(two_copies_one_asking_apart_do_not_tell_what_was_answered)
{
	CHECK(!copies_tell_answers(LEAK_NONE));
}

TEST(counting_at_once_or_a_row_more_for_a_yes_is_found)
{
	CHECK(copies_tell_answers(LEAK_COUNT_AT_ONCE));
	CHECK(copies_tell_answers(LEAK_SHAPE));
}

/* ---- what is left after the count ---- */

static double
remains_after_count(enum leak leak)
{
	struct scene s SCENE_CLEANUP = scene_new(leak, 600);
	struct ballot_counted done;

	scene_play(&s);
	{
		struct disk before DISK_CLEANUP = disk_copy(s.w.dir);
		struct rows slips = scene_rows(&s, &before, "ballot",
			"SELECT slip, sealed FROM ballot");

		if (leak == LEAK_REMAINS)
			scene_run_sql(&s, "DELETE FROM ballot");
		else
			CHECK_ERR(OK, ballot_count(s.w.writer, s.w.keys_dir, s.w.today, &done));
		{
			struct disk now DISK_CLEANUP = disk_copy(s.w.dir);

			CHECK(scene_number(now.sql, "SELECT count(*) FROM ballot") == 0);
			return attack_by_remains(&slips, &now);
		}
	}
}

TEST(counted_slips_are_nowhere_in_the_file_or_its_log)
{
	CHECK(remains_after_count(LEAK_NONE) == 0);
}

TEST(slips_that_were_only_deleted_are_found_again)
{
	CHECK(remains_after_count(LEAK_REMAINS) > 0.5);
}
