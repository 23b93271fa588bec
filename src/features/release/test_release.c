/* Releases: drawn once, charged, stored whole, shown as far as may be. */
#include "features/release/test_nation.h"

#include <stdio.h>

#include "tests/paths.h"

TEST(what_has_ended_is_drawn_once_and_stored_with_its_cost)
{
	struct nation n NATION_CLEANUP = nation_new();
	struct release_done done;

	count_ballots(&n, H2025, 40);
	count_ballots(&n, H2025_2, 30);
	count_ballots(&n, H2026, 20);
	count_ballots(&n, H2026 + 1, 50);
	done = release(&n);
	CHECK(done.number == 1 && !done.is_restored);
	CHECK(done.levels[LEVEL_ASSOCIATION].through == H2025_2);
	CHECK(done.levels[LEVEL_ASSOCIATION].ballots == 70);
	CHECK(done.levels[LEVEL_NATION].through == H2026);
	CHECK(done.levels[LEVEL_NATION].ballots == 90);
	CHECK(number(&n, "SELECT n FROM release_group WHERE layer = 'association'") == 70);
	/* the sums hold: sexes, ages, the intervention, and the two halves of the nation */
	CHECK(number(&n,
		      "SELECT count(*) FROM (SELECT measure, sum(value) AS v FROM release_figure "
		      "WHERE layer = 'association.sex' GROUP BY measure) s JOIN release_figure a "
		      "ON a.layer = 'association' AND a.measure = s.measure WHERE a.value <> s.v") ==
		0);
	CHECK(number(&n,
		      "SELECT count(DISTINCT v) FROM (SELECT sum(value) AS v FROM release_figure "
		      "WHERE measure = 'ANY.yes' AND (layer <> 'nation' OR from_half < 4052) "
		      "GROUP BY layer)") == 1);
	/* every box of the three layers has its loss for every topic */
	CHECK(number(&n, "SELECT count(*) FROM release_loss WHERE layer = 'association.sex'") ==
		2 * 2 * 7);
	CHECK(number(&n, "SELECT count(*) FROM release_loss WHERE layer = 'intervention'") ==
		2 * 7);
	CHECK(number(&n, "SELECT count(*) FROM release_loss WHERE half_year > 4052") == 0);

	done = release(&n);
	CHECK(done.number == 0);
	CHECK(number(&n, "SELECT count(*) FROM release") == 1);
}

TEST(a_dry_run_says_what_is_due_and_draws_nothing)
{
	struct nation n NATION_CLEANUP = nation_new();
	const struct plan *plan;
	struct release_done done;

	count_ballots(&n, H2025, 40);
	CHECK_ERR(OK, release_plan(n.arena, &plan));
	CHECK_ERR(OK, release_by(&n, plan, true, &done));
	CHECK(done.number == 0 && done.levels[LEVEL_ASSOCIATION].ballots == 40);
	CHECK(number(&n, "SELECT count(*) FROM release") == 0);
	CHECK(number(&n, "SELECT count(*) FROM release_drawn") == 0);
	CHECK(release(&n).number == 1);
}

TEST(ballots_counted_late_are_drawn_by_the_next_release_and_only_they)
{
	struct nation n NATION_CLEANUP = nation_new();

	count_ballots(&n, H2025, 40);
	CHECK(release(&n).number == 1);
	count_ballots(&n, H2025, 12);
	count_ballots(&n, H2025_2, 10);
	/* nothing has ended since: they wait */
	CHECK(release(&n).number == 0);
	CHECK_ERR(OK, date_of(2027, 1, 15, &n.w.today));
	count_ballots(&n, H2026, 25);
	CHECK(release(&n).number == 2);
	CHECK(number(&n, "SELECT n FROM release_group WHERE layer = 'association' "
		"AND release_id = 2 AND from_half = 4050") == 22);
	CHECK(number(&n, "SELECT max(v) FROM (SELECT sum(n) AS v FROM release_loss "
		"GROUP BY layer, association_id, half_year, cut, label, topic)") <= 52);
	CHECK(number(&n, "SELECT sum(n) FROM release_loss WHERE layer = 'association.sex' "
		"AND topic = 'PHYSICAL' AND half_year = 4050") == 52);
	CHECK(number(&n, "SELECT min(value) >= 0 FROM release_figure") == 1);
}

static enum err
association_table(struct nation *n, const struct safe_table **table)
{
	return release_table(n->w.db, n->arena,
		&(struct release_cut){ "association", n->w.association, H2025, 2, NULL },
		table);
}

TEST(a_release_that_a_crash_kept_from_being_shown_is_shown_later_as_it_was_drawn)
{
	struct nation n NATION_CLEANUP = nation_new();
	const struct safe_table *table;
	struct release_done done;
	int64_t drawn;

	count_ballots(&n, H2025, 40);
	CHECK(release(&n).number == 1);
	drawn = number(&n, "SELECT sum(value * length(measure)) FROM release_figure");
	exec(&n, "DELETE FROM release_opening");
	write_journal(&n, "begin 1 3:4052 2:4051 1:4051\n");
	CHECK_ERR(ERR_NOT_FOUND, association_table(&n, &table));
	done = release(&n);
	CHECK(done.opened == 1 && done.number == 0);
	CHECK_ERR(OK, association_table(&n, &table));
	CHECK(drawn == number(&n, "SELECT sum(value * length(measure)) FROM release_figure"));
}

TEST(a_draw_that_was_never_stored_was_never_shown_and_may_be_made_again)
{
	struct nation n NATION_CLEANUP = nation_new();
	struct release_done done;

	count_ballots(&n, H2025, 40);
	write_journal(&n, "begin 1 3:4052 2:4051 1:4051\n");
	done = release(&n);
	CHECK(done.number == 2 && !done.is_restored);
}

TEST(a_restored_database_does_not_draw_again_what_was_shown)
{
	struct nation n NATION_CLEANUP = nation_new();
	struct release_done done;

	count_ballots(&n, H2025, 40);
	count_ballots(&n, H2026, 30);
	/* what a newer database has shown: the year 2025, and the nation's first half of it */
	write_journal(&n, "begin 1 3:4050 2:4051 1:4051\nend 1\n");
	done = release(&n);
	CHECK(done.is_restored && done.number == 2);
	CHECK(done.levels[LEVEL_ASSOCIATION].through == 0);
	CHECK(number(&n, "SELECT count(*) FROM release_group WHERE from_half < 4051") == 0);
	CHECK(number(&n, "SELECT count(*) FROM release_loss WHERE half_year < 4051") == 0);
	/* and not later either, when more has been counted */
	count_ballots(&n, H2025, 40);
	CHECK_ERR(OK, date_of(2027, 1, 15, &n.w.today));
	CHECK(release(&n).number == 3);
	CHECK(number(&n, "SELECT count(*) FROM release_loss WHERE half_year = 4050") == 0);
}

TEST(a_database_that_the_journal_does_not_know_is_refused)
{
	struct nation n NATION_CLEANUP = nation_new();
	const struct plan *plan;
	struct release_done done;
	char path[300];

	count_ballots(&n, H2025, 40);
	CHECK(release(&n).number == 1);
	CHECK_ERR(OK, release_plan(n.arena, &plan));
	write_journal(&n, "");
	CHECK_ERR(ERR_CONFLICT, release_by(&n, plan, false, &done));
	snprintf(path, sizeof(path), "%s/release.journal", n.w.keys_dir);
	CHECK(remove(path) == 0);
	CHECK_ERR(ERR_NOT_FOUND, release_by(&n, plan, false, &done));
	write_journal(&n, "nonsense\n");
	CHECK_ERR(ERR_INVALID, release_by(&n, plan, false, &done));
}

/* The shipped plan with one layer's epsilons taken away or set to the same. */
static const struct plan *
changed_plan(struct nation *n, const char *layer, struct fraction epsilon)
{
	const struct plan *shipped;
	struct plan *plan = ARENA_NEW(n->arena, struct plan);
	int at;
	size_t m;

	CHECK_ERR(OK, release_plan(n->arena, &shipped));
	*plan = *shipped;
	at = plan_layer(plan, str_of(layer));
	for (m = 0; m < plan->n_measures; m++)
		if (!fraction_is_zero(plan->layers[at].epsilon[m]))
			plan->layers[at].epsilon[m] = epsilon;
	return plan;
}

TEST(a_draw_that_would_pass_the_cap_leaves_nothing)
{
	struct nation n NATION_CLEANUP = nation_new();
	const struct plan *dear = changed_plan(&n, "nation", (struct fraction){ 1, 1 });
	struct release_done done;

	count_ballots(&n, H2025, 40);
	CHECK_ERR(ERR_LIMIT, release_by(&n, dear, false, &done));
	CHECK(number(&n, "SELECT count(*) FROM release") == 0);
	CHECK(number(&n, "SELECT count(*) FROM release_loss") == 0);
	CHECK(number(&n, "SELECT count(*) FROM release_drawn") == 0);
	CHECK(release(&n).number == 1);
	/* nor by a plan that is changed between two draws of the same half-year */
	count_ballots(&n, H2025, 40);
	CHECK_ERR(OK, date_of(2027, 1, 15, &n.w.today));
	CHECK_ERR(ERR_LIMIT, release_by(&n, dear, false, &done));
	CHECK(number(&n, "SELECT count(*) FROM release") == 1);
	CHECK(release(&n).number > 1);
}

TEST(a_counter_that_has_shrunk_or_is_drawn_too_often_stops_everything)
{
	struct nation n NATION_CLEANUP = nation_new();
	const struct plan *plan;
	struct release_done done;

	count_ballots(&n, H2025, 40);
	CHECK(release(&n).number == 1);
	CHECK_ERR(OK, date_of(2027, 1, 15, &n.w.today));
	CHECK_ERR(OK, release_plan(n.arena, &plan));
	/* somebody takes away the memory of what was drawn: the ledger still has it */
	exec(&n, "DELETE FROM release_drawn");
	CHECK_ERR(ERR_LIMIT, release_by(&n, plan, false, &done));
	exec(&n,
		"INSERT INTO release_drawn SELECT 2, association_id, half_year, cut, label, topic, "
		"answer, n + 1 FROM counter WHERE cut IN (2, 3)");
	CHECK_ERR(ERR_DB, release_by(&n, plan, false, &done));
	CHECK(number(&n, "SELECT count(*) FROM release") == 1);
}

TEST(a_plan_that_forgets_an_answer_or_names_an_unknown_measure_is_not_drawn_by)
{
	struct nation n NATION_CLEANUP = nation_new();
	struct plan *plan = ARENA_NEW(n.arena, struct plan);
	const struct plan *shipped;
	struct reading reading;

	CHECK_ERR(OK, release_plan(n.arena, &shipped));
	CHECK_ERR(OK, reading_of(shipped, &reading));
	*plan = *shipped;
	plan->possible[0] &= ~(UINT32_C(1) << ANSWER_ONGOING);
	CHECK_ERR(ERR_INVALID, reading_of(plan, &reading));
	*plan = *shipped;
	plan->n_topics--;
	CHECK_ERR(ERR_INVALID, reading_of(plan, &reading));
	*plan = *shipped;
	plan->measures[plan->n_measures - 1].answers = 1 << ANSWER_NO;
	CHECK_ERR(ERR_INVALID, reading_of(plan, &reading));
}

TEST(groups_under_ten_are_shown_as_too_few_and_others_with_shares)
{
	struct nation n NATION_CLEANUP = nation_new();
	const struct safe_table *table;
	struct safe_figure f;

	count_ballots(&n, H2025, 18);
	CHECK(release(&n).number == 1);
	CHECK_ERR(OK, association_table(&n, &table));
	CHECK(safe_table_groups(table) == 1 && !safe_table_is_few(table, 0));
	CHECK(safe_table_n(table, 0) == 18);
	CHECK(safe_table_figure(table, 0, "ANY", "yes", &f));
	CHECK(f.of == 18 && f.value >= 0 && f.value <= 18);
	CHECK(f.share.low <= f.share.share && f.share.share <= f.share.high);
	CHECK(!safe_table_figure(table, 0, "NONE", "yes", &f));
	CHECK_ERR(OK,
		release_table(n.w.db, n.arena,
			&(struct release_cut){
				"association.sex", n.w.association, H2025, 2, NULL },
			&table));
	CHECK(safe_table_groups(table) == 2 && safe_table_is_few(table, 0));
	CHECK(safe_table_n(table, 0) == 0 && !safe_table_figure(table, 0, "ANY", "yes", &f));
}

TEST(a_year_is_shown_only_when_each_half_of_it_is_there)
{
	struct nation n NATION_CLEANUP = nation_new();
	struct release_cut cut = { "nation", n.w.association, H2025, 2, NULL };
	const struct safe_table *table;

	exec(&n, "INSERT INTO release VALUES (7, 1, 'engine', 'plan')");
	exec(&n, "INSERT INTO release_opening VALUES (7)");
	exec(&n, "INSERT INTO release_group VALUES (7, 'nation', %lld, 0, %d, 1, 40)",
		(long long)cut.place.v, H2025);
	CHECK_ERR(ERR_NOT_FOUND, release_table(n.w.db, n.arena, &cut, &table));
	exec(&n, "INSERT INTO release_group VALUES (7, 'nation', %lld, 0, %d, 1, 23)",
		(long long)cut.place.v, H2025_2);
	CHECK_ERR(OK, release_table(n.w.db, n.arena, &cut, &table));
	CHECK(safe_table_groups(table) == 1 && safe_table_n(table, 0) == 63);
	cut.halves = 1;
	CHECK_ERR(OK, release_table(n.w.db, n.arena, &cut, &table));
	CHECK(safe_table_n(table, 0) == 40);
}

TEST(a_share_is_said_in_tenths_and_never_more_surely_than_it_is)
{
	CHECK(strcmp(rate_words(430), "Fyra av tio") == 0);
	CHECK(strcmp(rate_words(450), "Fem av tio") == 0);
	CHECK(strcmp(rate_words(20), "Färre än en av tio") == 0);
	CHECK(strcmp(rate_words(970), "Nästan alla") == 0);
	CHECK(strcmp(rate_words(0), "Nästan ingen") == 0);
	CHECK(strcmp(rate_words(1000), "Alla eller nästan alla") == 0);
}

TEST(an_export_has_the_figures_that_may_be_shown_and_says_where_there_are_too_few)
{
	struct nation n NATION_CLEANUP = nation_new();
	struct buf out BUF_CLEANUP = buf_new(1 << 20);
	const struct scope *here = world_job(&n.w, n.w.association);

	count_ballots(&n, H2025, 18);
	CHECK_ERR(OK, release_export(n.w.db, here, n.arena, &out));
	CHECK(!str_contains(buf_str(&out), STR("association")));
	CHECK(release(&n).number == 1);
	buf_clear(&out);
	CHECK_ERR(OK, release_export(n.w.db, here, n.arena, &out));
	CHECK(str_contains(buf_str(&out), STR("association,2025-01,2,")));
	CHECK(str_contains(buf_str(&out), STR(",0,18,ANY,yes,")));
	CHECK(str_contains(buf_str(&out), STR(",1,few,,")));
	CHECK(!str_contains(buf_str(&out), STR("association.sex,2025-01,2,2026-11,3,")));
}

TEST(no_query_of_the_room_changes_or_deletes_a_release)
{
	static const char *const files[] = { "release.sql", "draw.sql" };
	size_t i;

	for (i = 0; i < 2; i++) {
		char path[500], text[20000];
		FILE *f;
		size_t n;

		snprintf(path, sizeof(path), SOURCE_ROOT "/src/features/release/%s", files[i]);
		f = fopen(path, "rb");
		CHECK(f != NULL);
		n = fread(text, 1, sizeof(text) - 1, f);
		fclose(f);
		text[n] = '\0';
		CHECK(!strstr(text, "DELETE") && !strstr(text, "REPLACE"));
		CHECK(!strstr(text, "UPDATE release") && !strstr(text, "UPDATE  release"));
	}
}

/* Of four hundred ballots with as many of each answer: how many measures are far from that. */
static int64_t
measures_far_off(struct nation *n)
{
	return number(n, "SELECT count(*) FROM release_figure WHERE layer = 'association' AND "
		"((measure IN ('PSYCHOLOGICAL.yes', 'PHYSICAL.yes', 'SEXUAL_PRESSURE.yes', "
		"'SEXUAL_VIOLATION.yes') AND abs(value - 200) > 40) OR "
		"(measure = 'EXPOSED_AS_CHILD.yes' AND value > 40))");
}

TEST(a_half_year_that_the_nation_has_shown_alone_does_not_pull_at_its_associations)
{
	struct nation n NATION_CLEANUP = nation_new();

	count_ballots(&n, H2026, 200);
	CHECK(release(&n).levels[LEVEL_NATION].through == H2026);
	CHECK(number(&n, "SELECT count(*) FROM release_group WHERE layer = 'association'") ==
		0);
	count_ballots(&n, H2026 + 1, 200);
	CHECK_ERR(OK, date_of(2027, 1, 20, &n.w.today));
	CHECK(release(&n).number == 2);
	CHECK(number(&n, "SELECT n FROM release_group WHERE layer = 'association'") == 400);
	CHECK(number(&n, "SELECT count(*) FROM release_figure WHERE layer = 'association' AND "
		"measure IN ('PSYCHOLOGICAL.yes', 'EXPOSED_AS_CHILD.yes')") == 2);
	CHECK(measures_far_off(&n) == 0);
	/* and what the nation draws second has the uncertainty of its own noise */
	CHECK(number(&n, "SELECT min(spread) FROM release_figure WHERE layer = 'nation' AND "
		"from_half = 4053") > 1000000);
}

/* "Ongoing" of the four hundred ballots of 2026. */
static struct safe_figure
year_of_nation(struct nation *n)
{
	const struct release_cut cut = { "nation", n->w.nation, H2026, 2, NULL };
	const struct safe_table *table;
	struct safe_figure f;

	CHECK_ERR(OK, release_table(n->w.db, n->arena, &cut, &table));
	CHECK(safe_table_figure(table, 0, "ONGOING", "yes", &f));
	return f;
}

TEST(a_year_of_the_nation_is_what_its_associations_know_of_it)
{
	struct nation n NATION_CLEANUP = nation_new();
	struct safe_figure f;
	int64_t ongoing;

	count_ballots(&n, H2026, 200);
	CHECK(release(&n).number == 1);
	count_ballots(&n, H2026 + 1, 200);
	CHECK_ERR(OK, date_of(2027, 1, 20, &n.w.today));
	CHECK(release(&n).number == 2);
	ongoing = number(&n, "SELECT value FROM release_figure WHERE layer = 'association' AND "
		"measure = 'ONGOING.yes'");
	f = year_of_nation(&n);
	CHECK(f.value == ongoing && f.share.high - f.share.low < 160);
	CHECK(number(&n, "SELECT count(*) FROM release_loss WHERE layer = 'nation.year'") == 0);
	/* the nation draws late ballots in July, its associations in January: the year waits for them */
	count_ballots(&n, H2026, 12);
	CHECK_ERR(OK, date_of(2027, 7, 20, &n.w.today));
	CHECK(release(&n).number == 3);
	f = year_of_nation(&n);
	CHECK(f.value == ongoing && f.of == 400);
	/* of other ballots it does not stand for the halves */
	exec(&n, "UPDATE release_group SET n = 300 WHERE layer = 'nation.year'");
	f = year_of_nation(&n);
	CHECK(f.of == 412);
	CHECK(f.value == number(&n, "SELECT sum(value) FROM release_figure "
		"WHERE layer = 'nation' AND measure = 'ONGOING.yes'"));
	CHECK(f.share.high - f.share.low > 400);
}
