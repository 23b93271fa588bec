/* Programmes: sums of what was published of their interventions, at no cost. */
#include "features/release/test_nation.h"

/* An intervention of its own number, of the world's party, in a programme. */
static void
add_intervention(struct nation *n, int id, org_id association, programme_id programme,
	struct month closed)
{
	exec(n, "INSERT INTO intervention (id, org_id, association_id, name, uses_cards, "
		"programme_id, closed_month) VALUES (%d, %lld, %lld, 'Insats %d', 0, %lld, "
		"nullif(%d, 0))", id, (long long)n->w.party.v, (long long)association.v, id,
		(long long)programme.v, closed.m);
}

/* What was published of a year of it: ballots, and how many said yes to something. */
static void
publish(struct nation *n, org_id association, int id, int from_half, const int ballots_yes[2],
	int spread)
{
	exec(n, "INSERT INTO release_group VALUES (1, 'intervention', %lld, %d, %d, 2, %d)",
		(long long)association.v, id, from_half, ballots_yes[0]);
	exec(n, "INSERT INTO release_figure VALUES (1, 'intervention', %lld, %d, %d, "
		"'ANY.yes', %d, %d)", (long long)association.v, id, from_half, ballots_yes[1],
		spread);
}

static void
add_release(struct nation *n)
{
	struct str plan = release_plan_text();

	exec(n, "INSERT INTO release VALUES (1, %d, 'engine-x', '%.*s')",
		month_of(2026, 9).m, (int)plan.n, plan.p);
	exec(n, "INSERT INTO release_opening VALUES (1)");
}

static programme_id
add_programme(struct nation *n, const char *code, const char *name)
{
	programme_id id;
	struct tx *tx = world_begin(&n->w);

	CHECK_ERR(OK, programme_create(tx, world_job(&n->w, (org_id){ 0 }), str_of(code),
		str_of(name), &id));
	world_commit(&n->w);
	return id;
}

static org_id
add_association(struct nation *n)
{
	const struct org_new in = { ORG_ASSOCIATION, STR("norrut"), STR("Förbundet norrut") };
	struct tx *tx = world_begin(&n->w);
	org_id id;

	CHECK_ERR(OK, org_create(tx, world_job(&n->w, (org_id){ 0 }), &in, &id));
	world_commit(&n->w);
	return id;
}

static struct programme_sums
sums_of(struct nation *n, int year)
{
	struct programme_sums out;
	const struct plan *plan;

	CHECK_ERR(OK, release_plan(n->arena, &plan));
	CHECK_ERR(OK, release_programmes(n->w.db, n->arena, plan, year, &out));
	return out;
}

static const struct programme_sum *
sum_of(const struct programme_sums *all, programme_id programme)
{
	size_t i;

	for (i = 0; i < all->n && all->sums[i].programme.v != programme.v; i++)
		;
	CHECK(i < all->n);
	return &all->sums[i];
}

/*
 * 20 ballots with 12 yes and variance 4, and 30 with 15 and variance 9 of a year from July: 27 of 50 with
 * variance 13, whose score interval is 0.3467 to 0.7276 (the formula of interval.h by hand).  Nine ballots
 * of a third are left out, as is what was closed in an earlier year, and another programme's.
 */
TEST(a_programme_is_the_sum_of_its_interventions_and_its_variance_of_theirs)
{
	struct nation n NATION_CLEANUP = nation_new();
	const programme_id green = add_programme(&n, "gron", "Grön rehab"),
		work = add_programme(&n, "arbete", "Arbete");
	const org_id here = n.w.association, north = add_association(&n);
	const struct month open = { 0 };
	const struct programme_sum *sum;
	struct programme_sums all;
	struct safe_figure any;

	add_release(&n);
	add_intervention(&n, 11, here, green, open);
	add_intervention(&n, 12, here, green, open);
	add_intervention(&n, 13, north, green, open);
	add_intervention(&n, 14, north, green, month_of(2023, 5));
	add_intervention(&n, 15, here, work, open);
	publish(&n, here, 11, H2025, (const int[]){ 20, 12 }, 4000);
	publish(&n, here, 12, H2025, (const int[]){ 9, 8 }, 4000);
	publish(&n, north, 13, H2025_2, (const int[]){ 30, 15 }, 9000);
	publish(&n, here, 99, H2025, (const int[]){ 70, 70 }, 4000);
	exec(&n, "INSERT INTO release_figure VALUES "
		"(1, 'intervention', %lld, 11, %d, 'PSYCHOLOGICAL.answered', 20, 4000), "
		"(1, 'intervention', %lld, 11, %d, 'PSYCHOLOGICAL.yes', 8, 4000)",
		(long long)here.v, H2025, (long long)here.v, H2025);
	all = sums_of(&n, 2025);
	ck_assert_int_eq((int)all.n, 2);
	sum = sum_of(&all, green);
	ck_assert_int_eq(sum->n_published, 2);
	ck_assert_int_eq(sum->n_interventions, 3);
	ck_assert_int_eq(sum->about.number, 1);
	ck_assert_int_eq(safe_table_n(all.table, sum->group), 50);
	CHECK(safe_table_figure(all.table, sum->group, "ANY", "yes", &any));
	CHECK(any.value == 27 && any.of == 50);
	ck_assert_int_eq(any.share.share, 540);
	ck_assert_int_eq(any.share.low, 347);
	ck_assert_int_eq(any.share.high, 728);
	/* half a sum is no sum: only one of the two has a figure of it */
	CHECK(!safe_table_figure(all.table, sum->group, "PSYCHOLOGICAL", "yes", &any));
	/* of this one nothing is published */
	sum = sum_of(&all, work);
	CHECK(sum->n_published == 0 && sum->n_interventions == 1);
	CHECK(safe_table_is_few(all.table, sum->group));
	CHECK(!safe_table_figure(all.table, sum->group, "ANY", "yes", &any));
	/* what was closed in 2023 was there in 2023 */
	all = sums_of(&n, 2023);
	CHECK(sum_of(&all, green)->n_interventions == 4);
	CHECK(sum_of(&all, green)->n_published == 0);
}

/* Every table that a draw writes. */
static int64_t
ledger(struct nation *n)
{
	return number(n, "SELECT (SELECT count(*) FROM release) * 1000003 + "
			 "(SELECT count(*) FROM release_loss) * 10007 + "
			 "(SELECT count(*) FROM release_group) * 101 + "
			 "(SELECT count(*) FROM release_figure) + "
			 "(SELECT ifnull(sum(n), 0) FROM release_drawn) * 31 + "
			 "(SELECT ifnull(sum(n * num), 0) FROM release_loss) * 17");
}

static int64_t
release_due(struct nation *n)
{
	const struct release_order order = { .keys_dir = n->w.keys_dir, .today = n->w.today };
	struct release_done done;

	CHECK_ERR(OK, release_now(n->w.writer, &order, n->arena, &done));
	return done.number;
}

TEST(a_programme_is_set_moved_and_read_and_nothing_is_drawn_or_charged)
{
	struct nation n NATION_CLEANUP = nation_new();
	const programme_id green = add_programme(&n, "gron", "Grön rehab"),
		work = add_programme(&n, "arbete", "Arbete");
	const struct scope *admin = world_scope(&n.w, ROLE_ADMINISTRATOR);
	struct programme_sums all;
	struct safe_figure first, moved;
	int64_t before;

	count_ballots(&n, H2025, 40);
	CHECK(release_due(&n) == 1);
	before = ledger(&n);
	CHECK(number(&n, "SELECT count(*) FROM release_loss") > 0);
	world_begin(&n.w);
	CHECK_ERR(OK, intervention_set_programme(n.w.tx, admin, n.w.intervention, green));
	world_commit(&n.w);
	all = sums_of(&n, 2025);
	CHECK(sum_of(&all, green)->n_published == 1);
	CHECK(safe_table_figure(all.table, sum_of(&all, green)->group, "ANY", "yes", &first));
	world_begin(&n.w);
	CHECK_ERR(OK, intervention_set_programme(n.w.tx, admin, n.w.intervention, work));
	world_commit(&n.w);
	CHECK(release_due(&n) == 0);
	all = sums_of(&n, 2025);
	CHECK(all.n == 1);
	CHECK(safe_table_figure(all.table, sum_of(&all, work)->group, "ANY", "yes", &moved));
	CHECK(first.value == moved.value && first.of == 40);
	ck_assert_int_eq(ledger(&n), before);
}
