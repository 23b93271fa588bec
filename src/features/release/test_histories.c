/*
 * Random histories of counting, releasing, crashing, restoring, moving, merging and bringing tallies in
 * late: never above the cap.
 */
#include "core/csv/csv_reader.h"
#include "features/release/test_nation.h"

#include <stdio.h>

enum { ASSOCIATIONS = 4, INTERVENTIONS = 4, STEPS = 48, FIRST_ID = 900,
	FIRST_INTERVENTION = 70 };

/* What happened in all timelines together, beside the database that forgets. */
struct history {
	struct nation n;
	sqlite3 *backup;	/* the last one, in memory */
	uint64_t random;	/* of the events; the noise is the system's own */
	bool journal_forgets;	/* the keys folder is put back as well: the fault to be seen */
	char saved_journal[8192];
	int releases, mergers, tallies;
	/* who counts what would have been counted there; a late ballot still falls where it was asked */
	struct merger {
		int into, half;
	} associations[ASSOCIATIONS], interventions[INTERVENTIONS];
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
	exec(&h->n, "CREATE TABLE ever.counted (a, half, cut, label, n)");
	exec(&h->n, "CREATE TABLE ever.lost AS SELECT * FROM main.release_loss");
	copy(h->backup, h->n.sql);
}

static void
history_end(struct history *h)
{
	sqlite3_close(h->backup);
	nation_free(&h->n);
}

/* Whoever has taken over by that half-year. */
static int
heir(const struct merger *mergers, int i, int half)
{
	while (mergers[i].half != 0 && half >= mergers[i].half)
		i = mergers[i].into;
	return i;
}

/* In the boxes of count_ballots_at: every second is a man's, every third in each age band. */
static void
note_counted(struct history *h, int64_t place, int half, int intervention, int ballots)
{
	int sex, age;

	for (sex = 0; sex < 2; sex++)
		exec(&h->n, "INSERT INTO ever.counted VALUES (%lld, %d, %d, %d, %d)",
			(long long)place, half, CUT_SEX, 1 + sex, (ballots + 1 - sex) / 2);
	for (age = 0; age < 3; age++)
		exec(&h->n, "INSERT INTO ever.counted VALUES (%lld, %d, %d, %d, %d)",
			(long long)place, half, CUT_AGE, 1 + age, (ballots + 2 - age) / 3);
	exec(&h->n, "INSERT INTO ever.counted VALUES (%lld, %d, %d, %d, %d)", (long long)place,
		half, CUT_INTERVENTION, intervention, ballots);
}

/* Also late: any half-year from 2025 on. */
static void
count_some(struct history *h)
{
	int half = H2025 + (int)below(h, 4), ballots = 1 + (int)below(h, 15);
	int64_t place =
		FIRST_ID + heir(h->associations, (int)below(h, ASSOCIATIONS), half);
	int intervention = FIRST_INTERVENTION +
		heir(h->interventions, (int)below(h, INTERVENTIONS), half);

	count_ballots_at(&h->n, (org_id){ place }, intervention, half, ballots);
	note_counted(h, place, half, intervention, ballots);
}

/* From a half-year on one is part of another that still stands: an association, or an intervention. */
static void
merge_some(struct history *h)
{
	struct merger *all = below(h, 2) ? h->associations : h->interventions;
	int n = all == h->associations ? ASSOCIATIONS : INTERVENTIONS;
	int from = (int)below(h, (uint32_t)n), into = (int)below(h, (uint32_t)n);

	if (from == into || all[from].half != 0 || all[into].half != 0)
		return;
	all[from] = (struct merger){ into, H2025 + 1 + (int)below(h, 3) };
	h->mergers++;
}

/* A yearly tally that comes in late: only of a year of which this database has no ballots of its own. */
static void
bring_tally(struct history *h)
{
	int year = 2023 + (int)below(h, 4), place = (int)below(h, ASSOCIATIONS);
	struct str csv = arena_printf(h->n.arena,
		"association,year,topic,yes,of,epsilon\nf%d,%d,ANY,30,40,\n", place, year);
	struct tx *tx = world_begin(&h->n.w);
	struct csv_fault fault;
	struct earlier_done done;
	struct str query;
	enum err e = release_import_earlier(tx, world_job(&h->n.w, (org_id){ 0 }), h->n.arena,
		csv, h->n.w.today, &done, &fault);

	if (e != OK) {
		CHECK(e == ERR_INVALID);
		world_rollback(&h->n.w);
		return;
	}
	world_commit(&h->n.w);
	h->tallies++;
	query = arena_printf(h->n.arena, "SELECT count(*) FROM counter "
		"WHERE association_id = %d AND half_year / 2 = %d", FIRST_ID + place, year);
	CHECK(number(&h->n, arena_cstr(h->n.arena, query)) == 0);
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

/* How many boxes have lost more ballots in a layer than were ever counted in them. */
static int64_t
drawn_too_often(struct history *h)
{
	return number(&h->n, "SELECT count(*) FROM (SELECT sum(l.n) AS drawn, (SELECT sum(c.n) "
		"FROM ever.counted c WHERE c.a = l.association_id AND c.half = l.half_year "
		"AND c.cut = l.cut AND c.label = l.label) AS n "
		"FROM ever.lost l WHERE l.cut > 0 AND l.topic = 'PHYSICAL' "
		"GROUP BY l.layer, l.association_id, l.half_year, l.cut, l.label) "
		"WHERE n IS NULL OR drawn > n") +
		number(&h->n, "SELECT count(*) FROM (SELECT count(*) AS c FROM ever.lost "
			"WHERE topic = 'REFERRAL' GROUP BY layer, association_id, half_year) "
			"WHERE c > 1");
}

/*
 * How many answers may have lost more than the cap of 3: drawn once in each layer, an answer to a topic
 * has lost the dearest draw of its association and half-year in each.
 */
static int64_t
above_cap(struct history *h)
{
	return number(&h->n, "SELECT count(*) FROM (SELECT sum(loss) AS loss FROM (SELECT "
		"association_id, half_year, topic, max(1.0 * num / den) AS loss FROM ever.lost "
		"GROUP BY association_id, half_year, topic, layer) "
		"GROUP BY association_id, half_year, topic) WHERE loss > 3.000001");
}

/* Drawn figures of a state, or of yes to a topic, above "yes to anything" of the same ballots. */
static int64_t
above_any(struct history *h)
{
	return number(&h->n, "SELECT count(*) FROM release_figure f JOIN release_figure a "
		"USING (release_id, layer, place_id, label, from_half) "
		"WHERE a.measure = 'ANY.yes' AND f.measure LIKE '%.yes' AND f.value > a.value "
		"AND f.spread > 0");
}

static void
live(struct history *h)
{
	int i;

	for (i = 0; i < STEPS; i++) {
		uint32_t event = below(h, 24);

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
		else if (event < 20)
			restore(h);
		else if (event < 23)
			merge_some(h);
		else
			bring_tally(h);
		CHECK(above_any(h) == 0);
		if (!h->journal_forgets)
			CHECK(above_cap(h) == 0 && drawn_too_often(h) == 0);
	}
	release_some(h);
}

TEST(no_history_draws_a_ballot_or_a_referral_twice_in_a_layer_or_goes_above_the_cap)
{
	uint64_t seed;
	int releases = 0, mergers = 0, tallies = 0;

	for (seed = 1; seed <= 8; seed++) {
		struct history h;

		history_begin(&h, seed);
		live(&h);
		ck_assert_msg(drawn_too_often(&h) == 0 && above_cap(&h) == 0, "history %d",
			(int)seed);
		/* one loss a layer at most: what the plan sums is what an answer has lost */
		CHECK(number(&h.n,
			      "SELECT count(*) FROM (SELECT count(DISTINCT num * 1000 / den) "
			      "AS c FROM ever.lost GROUP BY layer, topic) WHERE c > 1") == 0);
		releases += h.releases;
		mergers += h.mergers;
		tallies += h.tallies;
		history_end(&h);
	}
	CHECK(releases >= 10 && mergers >= 10 && tallies >= 2);
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
