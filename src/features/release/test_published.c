/* What the field has published comes out, within its intervals, of ballots made to have it. */
#include <stdio.h>

#include "features/release/test_nation.h"
#include "tests/paths.h"

enum { LINE = 512, NATION_BALLOTS = 1000, TEAM_BALLOTS = 60, SUNDBYBERG = 950 };

/* The figures are to be the same in every run: the noise is drawn from the world's fixed seed. */
static void
fill_seeded(void *context, void *bytes, size_t n)
{
	(void)context;
	crypto_random(bytes, n);
}

static void
release_seeded(struct nation *n)
{
	struct noise_bytes store;
	struct noise_source noise = noise_source_of(&store, fill_seeded, NULL);
	struct release_order order = { .keys_dir = n->w.keys_dir, .today = n->w.today,
		.plan_text = release_plan_text(), .noise = &noise };
	struct release_done done;

	CHECK_ERR(OK, release_plan(n->arena, &order.plan));
	CHECK_ERR(OK, release_run(n->w.writer, &order, n->arena, &done));
	CHECK(done.number == 1);
}

/* So many ballots of one sex, of which some say yes to something and some to violence as a child. */
static void
count_some(struct nation *n, org_id association, int ballots, int any, int child)
{
	const struct ballot_box box = { association, H2025, CUT_SEX, 1 };
	struct ballot_tally tally = { { { 0 } } };
	struct tx *tx;
	int i, t;

	for (i = 0; i < ballots; i++) {
		struct ballot ballot = { .experience = 0 };

		for (t = TOPIC_PSYCHOLOGICAL; t < TOPIC_COUNT; t++)
			ballot.answers[t] = ANSWER_NO;
		if (i < any)
			ballot.answers[TOPIC_PSYCHOLOGICAL] = ANSWER_EARLIER;
		if (i < child)
			ballot.answers[TOPIC_EXPOSED_AS_CHILD] = ANSWER_EARLIER;
		ballot_tally_add(&tally, &ballot);
	}
	tx = world_begin(&n->w);
	CHECK_ERR(OK, ballot_count_up(tx, &box, &tally));
	world_commit(&n->w);
}

static struct share
share(struct nation *n, const char *layer, org_id place, const char *topic)
{
	const struct release_cut cut = { .layer = layer, .place = place, .from_half = H2025,
		.halves = 2 };
	const struct safe_table *table;
	struct safe_figure f;

	CHECK_ERR(OK, release_table(n->w.db, n->arena, &cut, &table));
	CHECK(safe_table_figure(table, 0, topic, "yes", &f) && f.of > 0);
	return f.share;
}

/* Whether the published value, in hundredths from..to, lies in the interval. */
static bool
meets(struct share s, int from, int to)
{
	return s.low <= 10 * to && s.high >= 10 * from;
}

/* One row of the file; false when it is not about answers. */
static bool
check_row(struct nation *n, const char *row)
{
	org_id team = { SUNDBYBERG };
	int from, to;
	char more[8];

	if (sscanf(row, "nation,%*[^,],yes to at least one question,%d–%d", &from, &to) == 2) {
		CHECK(meets(share(n, "nation", n->w.nation, "ANY"), from, to));
		return true;
	}
	if (sscanf(row,
		    "nation,%*[^,],experienced violence against a child (barnfridsbrott),%d",
		    &from) == 1) {
		CHECK(meets(share(n, "nation", n->w.nation, "EXPOSED_AS_CHILD"), from, from));
		return true;
	}
	if (sscanf(row, "Sundbyberg %*[^,],%*[^,],exposed or has exposed someone,%7s than %d",
			more, &from) == 2) {
		CHECK(meets(share(n, "association", team, "ANY"), from, 100));
		return true;
	}
	return false;
}

TEST(what_the_field_has_published_comes_out_of_ballots_that_have_it)
{
	struct nation n NATION_CLEANUP = nation_new();
	FILE *f = fopen(SOURCE_ROOT "/content/demo/published_results.csv", "r");
	char row[LINE];
	int checked = 0, rows = 0;

	CHECK(f != NULL);
	exec(&n, "INSERT INTO org (id, kind, code, name) VALUES (%d, 2, 'sundbyberg', "
		"'Sundbyberg')", SUNDBYBERG);
	count_some(&n, n.w.association, NATION_BALLOTS, 800, 395);
	count_some(&n, (org_id){ SUNDBYBERG }, TEAM_BALLOTS, 40, 28);
	/* the nation is drawn by half-years: the second must be there for a year */
	exec(&n, "INSERT INTO counter SELECT association_id, half_year + 1, cut, label, topic, "
		"answer, n FROM counter");
	release_seeded(&n);
	while (fgets(row, sizeof(row), f)) {
		rows++;
		checked += check_row(&n, row);
	}
	fclose(f);
	/*
	 * Who was asked is in features/statistics/test_published.c.  No figure here could be the share that
	 * went on to help among those who said yes (ledgers that cannot be joined), who was never asked
	 * before, or interviews.
	 */
	CHECK(rows == 13 && checked == 3);
	/* and what was not put in does not come out */
	CHECK(!meets(share(&n, "nation", n.w.nation, "ANY"), 40, 50));
	CHECK(!meets(share(&n, "nation", n.w.nation, "EXPOSED_AS_CHILD"), 60, 70));
}
