/* How participants found it to be asked: one topic more, drawn and shown where it was collected. */
#include "features/release/test_nation.h"

#include "base/buf.h"

/* Of the ballots of a half-year: so many in each of the two boxes of a sex. */
static void
count_experience(struct nation *n, enum experience answer, int per_sex)
{
	int sex;

	for (sex = 1; sex <= 2; sex++)
		exec(n,
			"INSERT INTO counter (association_id, half_year, cut, label, topic, "
			"answer, n) VALUES (%lld, %d, %d, %d, %d, %d, %d)",
			(long long)n->w.association.v, H2025, CUT_SEX, sex, COUNTER_EXPERIENCE,
			answer, per_sex);
}

static void
collect(struct nation *n)
{
	exec(n, "INSERT INTO experience_asked VALUES (%lld, %d)", (long long)n->w.association.v,
		H2025);
}

static const struct safe_table *
year(struct nation *n)
{
	const struct safe_table *table;

	CHECK_ERR(OK,
		release_table(n->w.db, n->arena,
			&(struct release_cut){
				"association", n->w.association, H2025, 2, NULL },
			&table));
	return table;
}

/* 4000 ballots: 2000 good, 1200 neither, 400 hard, the others nothing. */
static void
count_many(struct nation *n)
{
	count_ballots(n, H2025, 4000);
	count_experience(n, EXPERIENCE_GOOD, 1000);
	count_experience(n, EXPERIENCE_NEITHER, 600);
	count_experience(n, EXPERIENCE_HARD, 200);
	count_experience(n, EXPERIENCE_DECLINED, 100);
}

static bool
is_near(int64_t a, int64_t b)
{
	return a - b < 60 && b - a < 60;
}

TEST(what_was_collected_is_drawn_stored_and_adds_up)
{
	struct nation n NATION_CLEANUP = nation_new();
	struct safe_experience e;
	struct safe_figure f;

	count_many(&n);
	collect(&n);
	CHECK(release(&n).number == 1);
	CHECK(safe_table_experience(year(&n), 0, &e));
	CHECK(e.n == 4000 && is_near(e.answered, 3600));
	CHECK(is_near(e.good.value, 2000) && is_near(e.neither.value, 1200) &&
		is_near(e.hard.value, 400));
	CHECK(e.good.value + e.neither.value + e.hard.value == e.answered);
	CHECK(e.good.of == e.answered && e.neither.of == e.answered);
	CHECK(e.good.share.low < e.good.share.share && e.good.share.share < e.good.share.high);
	CHECK(e.good.share.low > 500 && e.good.share.high < 610);
	CHECK(safe_table_figure(year(&n), 0, "EXPERIENCE", "hard", &f));
	CHECK(f.value == e.hard.value);
	/* the ledger knows what it cost, and only where it was drawn */
	CHECK(number(&n,
		      "SELECT count(*) FROM release_loss WHERE topic = 'EXPERIENCE' "
		      "AND layer <> 'association'") == 0);
	CHECK(number(&n,
		      "SELECT count(*) FROM release_loss WHERE topic = 'EXPERIENCE' "
		      "AND layer = 'association' AND num * 5 = den * 9") == 2);
}

TEST(where_the_form_did_not_ask_nothing_of_it_is_stored_or_shown)
{
	struct nation n NATION_CLEANUP = nation_new();
	struct safe_experience e;
	struct safe_figure f;

	count_many(&n);
	CHECK(release(&n).number == 1);
	CHECK(!safe_table_experience(year(&n), 0, &e));
	CHECK(!safe_table_figure(year(&n), 0, "EXPERIENCE", "answered", &f));
	CHECK(number(&n,
		      "SELECT count(*) FROM release_figure WHERE measure LIKE 'EXPERIENCE.%'") ==
		0);
	CHECK(safe_table_figure(year(&n), 0, "ANY", "yes", &f));
}

TEST(an_answer_of_fewer_than_ten_is_not_shown_whatever_else_is)
{
	struct nation n NATION_CLEANUP = nation_new();
	struct safe_experience e;
	struct safe_figure f;

	count_ballots(&n, H2025, 40);
	collect(&n);
	CHECK(release(&n).number == 1);
	/* whatever was drawn: nobody answered, and that is how it stands */
	exec(&n, "UPDATE release_figure SET value = 9 WHERE measure = 'EXPERIENCE.answered'");
	exec(&n, "UPDATE release_figure SET value = 3 WHERE measure = 'EXPERIENCE.not_good'");
	exec(&n, "UPDATE release_figure SET value = 3 WHERE measure = 'EXPERIENCE.hard'");
	CHECK(!safe_table_experience(year(&n), 0, &e));
	CHECK(!safe_table_figure(year(&n), 0, "EXPERIENCE", "answered", &f));
	CHECK(!safe_table_figure(year(&n), 0, "EXPERIENCE", "hard", &f));
	exec(&n, "UPDATE release_figure SET value = 10 WHERE measure = 'EXPERIENCE.answered'");
	CHECK(safe_table_experience(year(&n), 0, &e));
	CHECK(e.answered == 10 && e.good.value == 7 && e.neither.value == 0);
	CHECK(e.good.share.share == 700);
}

TEST(the_topic_stays_under_the_cap_and_costs_the_others_nothing)
{
	struct nation n NATION_CLEANUP = nation_new();
	const struct plan *plan;
	struct fraction loss;
	size_t t;
	bool is_there = false;

	CHECK_ERR(OK, release_plan(n.arena, &plan));
	for (t = 0; t < plan->n_topics; t++) {
		CHECK_ERR(OK, plan_loss(plan, t, &loss));
		CHECK(fraction_cmp(loss, plan->cap) <= 0);
		if (!str_eq(plan->topics[t], STR(EXPERIENCE_TOPIC)))
			continue;
		is_there = true;
		CHECK(loss.num * 5 == loss.den * 9);
	}
	CHECK(is_there);
}

TEST(a_plan_that_forgets_an_answer_of_it_is_refused)
{
	struct nation n NATION_CLEANUP = nation_new();
	const struct plan *shipped;
	struct plan plan;
	struct reading reading;

	CHECK_ERR(OK, release_plan(n.arena, &shipped));
	plan = *shipped;
	CHECK_ERR(OK, reading_of(&plan, &reading));
	CHECK(reading.measures[COUNTER_EXPERIENCE][EXPERIENCE_HARD] != 0);
	CHECK(reading.measures[COUNTER_EXPERIENCE][EXPERIENCE_DECLINED] == 0);
	plan.possible[plan.n_topics - 1] &= ~(UINT32_C(1) << 4);
	CHECK_ERR(ERR_INVALID, reading_of(&plan, &reading));
}
