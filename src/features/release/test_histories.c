/* Random histories of counting, releasing, crashing, restoring and moving: never above the cap. */
#include "features/release/test_nation.h"

#include <stdio.h>

enum { ASSOCIATIONS = 3, STEPS = 40, FIRST_ID = 900 };

/* What happened in all timelines together, beside the database that forgets. */
struct history {
	struct nation n;
	sqlite3 *backup;	/* the last one, in memory */
	uint64_t random;	/* of the events; the noise is the system's own */
	bool journal_forgets;	/* the keys folder is put back as well: the fault to be seen */
	char saved_journal[8192];
	int releases;
};

static uint32_t
below(struct history *h, uint32_t limit)
{
	h->random = h->random * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(h->random >> 33) % limit;
}

static void
copy(sqlite3 *to, sqlite3 *from)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");

	CHECK(b && sqlite3_backup_step(b, -1) == SQLITE_DONE);
	CHECK(sqlite3_backup_finish(b) == SQLITE_OK);
}

static void
read_journal(struct history *h, char *text, size_t size)
{
	char path[300];
	FILE *f;

	snprintf(path, sizeof(path), "%s/release.journal", h->n.w.keys_dir);
	f = fopen(path, "rb");
	text[f ? fread(text, 1, size - 1, f) : 0] = '\0';
	if (f)
		fclose(f);
}

static void
history_begin(struct history *h, uint64_t seed)
{
	int i;

	*h = (struct history){ .n = nation_new(), .random = seed };
	CHECK(sqlite3_open(":memory:", &h->backup) == SQLITE_OK);
	for (i = 0; i < ASSOCIATIONS; i++)
		exec(&h->n, "INSERT INTO org (id, kind, code, name, county) "
			"VALUES (%d, 2, 'f%d', 'Förbundet %d', %d)", FIRST_ID + i, i, i, 1 + i % 2);
	exec(&h->n, "ATTACH ':memory:' AS ever");
	exec(&h->n, "CREATE TABLE ever.counted (a, half, n)");
	exec(&h->n, "CREATE TABLE ever.lost AS SELECT * FROM main.release_loss");
	copy(h->backup, h->n.sql);
}

static void
history_end(struct history *h)
{
	sqlite3_close(h->backup);
	nation_free(&h->n);
}

/* Also late: any half-year from 2025 on. */
static void
count_some(struct history *h)
{
	int half = H2025 + (int)below(h, 4), ballots = 1 + (int)below(h, 15);
	int64_t place = FIRST_ID + below(h, ASSOCIATIONS);

	count_ballots_at(&h->n, (org_id){ place }, 70 + below(h, 4), half, ballots);
	exec(&h->n, "INSERT INTO ever.counted VALUES (%lld, %d, %d)", (long long)place, half,
		ballots);
}

static void
move_some(struct history *h)
{
	exec(&h->n, "UPDATE org SET county = %u WHERE id = %u", below(h, 3),
		FIRST_ID + below(h, ASSOCIATIONS));
}

static void
release_some(struct history *h)
{
	int years = (int)below(h, 4);

	CHECK_ERR(OK, date_of(2026 + years, 1 + (int)below(h, 12), 1, &h->n.w.today));
	h->releases += release(&h->n).number > 0;
	/* only what was opened was seen */
	exec(&h->n, "INSERT INTO ever.lost SELECT l.* FROM main.release_loss l "
		"WHERE l.release_id IN (SELECT release_id FROM release_opening) "
		"AND l.release_id NOT IN (SELECT release_id FROM ever.lost)");
}

/* After the commit and before the opening: the release is whole and nobody has seen it. */
static void
crash(struct history *h)
{
	char text[8192], line[40], *end;
	int64_t drawn;

	CHECK_ERR(OK, date_of(2029, 1, 1, &h->n.w.today));
	drawn = release(&h->n).number;
	if (drawn == 0)
		return;
	exec(&h->n, "DELETE FROM release_opening WHERE release_id = %lld", (long long)drawn);
	read_journal(h, text, sizeof(text));
	snprintf(line, sizeof(line), "end %lld\n", (long long)drawn);
	end = strstr(text, line);
	CHECK(end != NULL);
	*end = '\0';
	write_journal(&h->n, text);
}

static void
restore(struct history *h)
{
	copy(h->n.sql, h->backup);
	if (h->journal_forgets)
		write_journal(&h->n, h->saved_journal);
}

static void
back_up(struct history *h)
{
	copy(h->backup, h->n.sql);
	read_journal(h, h->saved_journal, sizeof(h->saved_journal));
}

/* How many boxes have lost more ballots than were ever counted in their association and half-year. */
static int64_t
drawn_too_often(struct history *h)
{
	return number(&h->n, "SELECT count(*) FROM (SELECT sum(l.n) AS drawn, (SELECT sum(c.n) "
		"FROM ever.counted c WHERE c.a = l.association_id AND c.half = l.half_year) AS n "
		"FROM ever.lost l WHERE l.cut > 0 AND l.topic = 'PHYSICAL' "
		"GROUP BY l.layer, l.association_id, l.half_year) WHERE drawn > n") +
		number(&h->n, "SELECT count(*) FROM (SELECT count(*) AS c FROM ever.lost "
			"WHERE topic = 'REFERRAL' GROUP BY layer, association_id, half_year) "
			"WHERE c > 1");
}

static void
live(struct history *h)
{
	int i;

	for (i = 0; i < STEPS; i++) {
		uint32_t event = below(h, 20);

		if (event < 10)
			count_some(h);
		else if (event < 15)
			release_some(h);
		else if (event < 16)
			move_some(h);
		else if (event < 17)
			crash(h);
		else if (event < 19)
			back_up(h);
		else
			restore(h);
	}
	release_some(h);
}

TEST(no_history_draws_a_ballot_or_a_referral_twice_in_a_layer)
{
	uint64_t seed;
	int releases = 0;

	for (seed = 1; seed <= 6; seed++) {
		struct history h;

		history_begin(&h, seed);
		live(&h);
		ck_assert_msg(drawn_too_often(&h) == 0, "history %d", (int)seed);
		/* one loss a layer at most: what the plan sums is what an answer has lost */
		CHECK(number(&h.n,
			      "SELECT count(*) FROM (SELECT count(DISTINCT num * 1000 / den) "
			      "AS c FROM ever.lost GROUP BY layer, topic) WHERE c > 1") == 0);
		releases += h.releases;
		history_end(&h);
	}
	CHECK(releases >= 10);
}

TEST(the_histories_see_a_keys_folder_that_was_put_back_with_the_database)
{
	int64_t seen = 0;
	uint64_t seed;

	for (seed = 1; seed <= 6; seed++) {
		struct history h;

		history_begin(&h, seed);
		h.journal_forgets = true;
		count_some(&h);
		back_up(&h);
		release_some(&h);
		restore(&h);
		exec(&h.n, "UPDATE ever.lost SET release_id = release_id + 1000");
		release_some(&h);
		live(&h);
		seen += drawn_too_often(&h) > 0;
		history_end(&h);
	}
	CHECK(seen > 0);
}
