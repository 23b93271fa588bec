/* Referrals: drawn once with how many there are, charged, and shown as other figures. */
#include "features/referral/referral.h"
#include "features/release/test_nation.h"
#include "tests/harness/command.h"

/* `n` referrals that ended so in a half-year. */
static void
end_referrals(struct nation *n, int half, int track, int state, int contact, int count)
{
	exec(n, "INSERT INTO referral_tally VALUES (%lld, %lld, %d, %d, %d, %d, %d)",
		(long long)n->w.party.v, (long long)n->w.association.v, half, track, state,
		contact, count);
}

static void
end_some(struct nation *n)
{
	end_referrals(n, H2025, REFERRAL_EXPOSED, REFERRAL_DECLINED, 0, 100);
	end_referrals(n, H2025, REFERRAL_EXPOSED, REFERRAL_COMPLETED, 1, 200);
	end_referrals(n, H2025_2, REFERRAL_EXPOSED, REFERRAL_COMPLETED, 2, 50);
	end_referrals(n, H2025_2, REFERRAL_EXPOSED, REFERRAL_ENDED_EARLY, 0, 60);
	end_referrals(n, H2025, REFERRAL_EXPOSED, REFERRAL_NO_CAPACITY, 0, 40);
	end_referrals(n, H2026, REFERRAL_OWN_USE, REFERRAL_COMPLETED, 1, 77);
}

static struct safe_figure
figure(const struct safe_table *table, const char *topic, const char *answer)
{
	struct safe_figure f;

	ck_assert_msg(safe_table_figure(table, 0, topic, answer, &f), "%s.%s", topic, answer);
	return f;
}

static void
check_near(struct safe_figure f, int64_t truth)
{
	/* forty times the mean noise: never by chance */
	ck_assert_int_ge(f.value, truth - 60);
	ck_assert_int_le(f.value, truth + 60);
}

TEST(what_came_of_referrals_is_drawn_and_adds_up)
{
	struct nation n NATION_CLEANUP = nation_new();
	const struct safe_table *table;

	count_ballots(&n, H2025, 20);
	end_some(&n);
	CHECK(release(&n).number == 1);
	CHECK_ERR(OK, release_table(n.w.db, n.arena,
		&(struct release_cut){ "referral", n.w.association, H2025, 2, NULL }, &table));
	CHECK(safe_table_groups(table) == 4 && safe_table_label(table, 0) == REFERRAL_EXPOSED);
	check_near(figure(table, "REFERRAL", "offered"), 450);
	check_near(figure(table, "REFERRAL", "accepted"), 350);
	check_near(figure(table, "REFERRAL", "arrived"), 310);
	check_near(figure(table, "REFERRAL", "completed"), 250);
	check_near(figure(table, "CONTACT", "promised"), 250);
	check_near(figure(table, "CONTACT", "late"), 50);
	CHECK(figure(table, "REFERRAL", "offered").value == safe_table_n(table, 0));
	CHECK(figure(table, "REFERRAL", "offered").value ==
		figure(table, "REFERRAL", "accepted").value +
			figure(table, "REFERRAL", "declined").value +
			figure(table, "REFERRAL", "not_followed_up").value);
	CHECK(figure(table, "REFERRAL", "accepted").value ==
		figure(table, "REFERRAL", "arrived").value +
			figure(table, "REFERRAL", "not_met").value);
	CHECK(figure(table, "CONTACT", "late").of ==
		figure(table, "CONTACT", "promised").value);
	CHECK(figure(table, "REFERRAL", "completed").share.low <=
		figure(table, "REFERRAL", "completed").share.high);
	/* the noise is there: nine exact numbers of nine, in all tracks, do not happen */
	CHECK(number(&n, "SELECT count(*) FROM release_figure WHERE layer = 'referral' "
		"AND value NOT IN (0, 40, 50, 60, 100, 200, 250, 310, 350, 450)") > 0);
}

TEST(a_place_without_referrals_is_drawn_all_the_same)
{
	struct nation n NATION_CLEANUP = nation_new();

	count_ballots(&n, H2025, 20);
	CHECK(release(&n).number == 1);
	CHECK(number(&n, "SELECT count(*) FROM release_group WHERE layer = 'referral'") == 4);
	CHECK(number(&n, "SELECT count(*) FROM release_loss WHERE layer = 'referral'") == 2);
	CHECK(number(&n, "SELECT sum(n) FROM release_loss WHERE topic = 'REFERRAL'") == 0);
	CHECK(number(&n, "SELECT sum(value) FROM release_figure WHERE layer LIKE 'referral%'") >
		0);
}

TEST(a_referral_is_drawn_once_in_each_layer_and_charged_there)
{
	struct nation n NATION_CLEANUP = nation_new();

	count_ballots(&n, H2025, 20);
	exec(&n, "UPDATE org SET county = 1 WHERE id = %lld", (long long)n.w.association.v);
	end_some(&n);
	CHECK(release(&n).number == 1);
	CHECK(number(&n, "SELECT sum(n) FROM release_loss WHERE layer = 'referral'") == 450);
	CHECK(number(&n, "SELECT sum(n) FROM release_loss WHERE layer = 'referral.nation'") ==
		527);
	CHECK(number(&n, "SELECT sum(n) FROM release_loss WHERE layer = 'referral.county'") ==
		527);
	CHECK(number(&n, "SELECT min(num * 10 = den * 23) FROM release_loss "
		"WHERE layer = 'referral'") == 1);
	CHECK(release(&n).number == 0);
	/* a later year draws its own halves, and nothing of the earlier ones again */
	CHECK_ERR(OK, date_of(2027, 2, 1, &n.w.today));
	end_referrals(&n, H2026 + 1, REFERRAL_EXPOSED, REFERRAL_DECLINED, 0, 30);
	CHECK(release(&n).number == 2);
	CHECK(number(&n, "SELECT sum(n) FROM release_loss WHERE layer = 'referral'") == 557);
	CHECK(number(&n, "SELECT max(c) FROM (SELECT count(*) AS c FROM release_loss "
		"WHERE topic = 'REFERRAL' GROUP BY layer, association_id, half_year)") == 1);
	CHECK(number(&n, "SELECT count(DISTINCT label) FROM release_group "
		"WHERE layer = 'referral.county'") == 4);
}

TEST(a_restored_database_does_not_draw_referrals_again)
{
	struct nation n NATION_CLEANUP = nation_new();

	count_ballots(&n, H2025, 20);
	end_some(&n);
	write_journal(&n, "begin 1 4:4051 3:4051 2:4051 1:4051\nend 1\n");
	CHECK(release(&n).is_restored);
	CHECK(number(&n, "SELECT count(*) FROM release_loss WHERE topic = 'REFERRAL' "
		"AND half_year <= 4051") == 0);
	CHECK(number(&n, "SELECT sum(n) FROM release_loss WHERE layer = 'referral.nation'") ==
		77);
}

TEST(a_draw_of_referrals_that_the_ledger_has_already_leaves_nothing)
{
	struct nation n NATION_CLEANUP = nation_new();
	const struct plan *plan;
	struct release_done done;

	count_ballots(&n, H2025, 20);
	end_some(&n);
	CHECK(release(&n).number == 1);
	/* one half-year stands in the ledger twice */
	exec(&n, "INSERT INTO release_loss SELECT 1, layer, association_id, half_year, cut, 7, "
		"topic, num, den, n FROM release_loss WHERE layer = 'referral.nation'");
	CHECK_ERR(OK, date_of(2027, 2, 1, &n.w.today));
	CHECK_ERR(OK, release_plan(n.arena, &plan));
	CHECK_ERR(ERR_LIMIT, release_by(&n, plan, false, &done));
	CHECK(number(&n, "SELECT count(*) FROM release") == 1);
}

TEST(counties_and_the_nation_add_up_with_their_associations)
{
	struct nation n NATION_CLEANUP = nation_new();
	int i;

	for (i = 0; i < 3; i++)
		exec(&n, "INSERT INTO org (id, kind, code, name, county) VALUES (%d, 2, 'f%d', "
			"'Förbundet %d', %d)", 900 + i, i, i, i == 2 ? 5 : 3);
	for (i = 0; i < 3; i++) {
		count_ballots_at(&n, (org_id){ 900 + i }, 70 + i, H2025, 30 + i);
		count_ballots_at(&n, (org_id){ 900 + i }, 70 + i, H2025_2, 20);
	}
	CHECK(release(&n).levels[LEVEL_COUNTY].ballots == 153);
	CHECK(number(&n,
		      "SELECT sum(n) FROM release_group WHERE layer = 'county' AND label = 3") ==
		101);
	/* the county's halves are its associations' year, and all counties the nation */
	CHECK(number(&n, "SELECT count(*) FROM (SELECT measure, sum(value) AS v "
		"FROM release_figure WHERE layer = 'county' AND label = 3 GROUP BY measure) c "
		"JOIN (SELECT measure, sum(value) AS v FROM release_figure "
		"WHERE layer = 'association' AND place_id IN (900, 901) GROUP BY measure) a "
		"ON a.measure = c.measure WHERE a.v <> c.v") == 0);
	CHECK(number(&n, "SELECT count(DISTINCT v) FROM (SELECT layer, sum(value) AS v "
		"FROM release_figure WHERE measure = 'ANY.yes' AND layer IN ('nation', 'county', "
		"'association') GROUP BY layer)") == 1);
	CHECK(number(&n, "SELECT count(DISTINCT n) FROM (SELECT sum(n) AS n FROM release_loss "
		"WHERE topic = 'PHYSICAL' AND layer IN ('nation', 'county', 'association') "
		"GROUP BY layer)") == 1);
}

TEST(more_promised_contacts_than_offers_is_a_number_without_a_share)
{
	struct nation n NATION_CLEANUP = nation_new();
	struct buf csv BUF_CLEANUP = buf_new(1 << 20);
	const struct safe_table *table;

	count_ballots(&n, H2025, 20);
	end_some(&n);
	CHECK(release(&n).number == 1);
	/* the two are drawn each by itself: with few referrals it happens in one release of three */
	exec(&n, "UPDATE release_figure SET value = 1000 WHERE measure = 'CONTACT.promised'");
	CHECK_ERR(OK, release_table(n.w.db, n.arena,
		&(struct release_cut){ .layer = "referral", .place = n.w.association,
			.from_half = H2025, .halves = 2 }, &table));
	CHECK(figure(table, "CONTACT", "promised").value == 1000);
	CHECK(figure(table, "CONTACT", "promised").of == 0);
	CHECK_ERR(OK, release_export(n.w.db, world_job(&n.w, n.w.association), n.arena, &csv));
	CHECK(str_contains(buf_str(&csv), STR("promised")));
}

TEST(the_cost_of_a_whole_referral_stands_beside_that_of_an_answer)
{
	static const char *const words[] = { "protect", NULL };
	const struct config config = { .data_dir = "" };
	char said[4096];

	ck_assert_int_eq(command_call(release_command_protect, &config, words, said,
		sizeof(said)), 0);
	CHECK(strstr(said, "PHYSICAL,") && strstr(said, "\nREFERRAL,29/10\r\n"));
}
