/* Tallies of years before Lotsa: what is refused, and that all or nothing comes in. */
#include "core/csv/csv_reader.h"
#include "features/release/test_nation.h"

#define HEAD "association,year,topic,yes,of,epsilon\n"

static enum err
bring(struct nation *n, const char *csv, struct earlier_done *done, struct csv_fault *fault)
{
	struct tx *tx = world_begin(&n->w);
	enum err e = release_import_earlier(tx, world_job(&n->w, (org_id){ 0 }), n->arena,
		str_of(csv), n->w.today, done, fault);

	if (e == OK)
		world_commit(&n->w);
	else
		world_rollback(&n->w);
	return e;
}

/* After a row that is right, one that is wrong: the row and column of it, and nothing comes in. */
static void
refuses(struct nation *n, const char *line, const char *column)
{
	struct str csv = arena_printf(n->arena, HEAD "norrut,2019,ANY,30,40,\n%s\n", line);
	struct csv_fault fault = { .row = 0 };
	struct earlier_done done;

	CHECK_ERR(ERR_INVALID, bring(n, arena_cstr(n->arena, csv), &done, &fault));
	ck_assert_msg(fault.row == 3 && str_eq(fault.column, str_of(column)),
		"%s: row %lld, column %.*s", line, (long long)fault.row, STR_ARG(fault.column));
	CHECK(fault.reason != NULL);
	CHECK(number(n, "SELECT count(*) FROM earlier_figure") == 0);
	CHECK(number(n, "SELECT count(*) FROM earlier_release") == 0);
}

static void
name_association(struct nation *n)
{
	exec(n, "UPDATE org SET code = 'norrut' WHERE id = %lld",
		(long long)n->w.association.v);
}

TEST(a_wrong_row_of_earlier_tallies_is_named_and_nothing_comes_in)
{
	struct nation n NATION_CLEANUP = nation_new();

	name_association(&n);
	refuses(&n, "soderut,2019,ANY,30,40,", "association");
	refuses(&n, "norrut,1999,ANY,30,40,", "year");
	refuses(&n, "norrut,2026,ANY,30,40,", "year");
	refuses(&n, "norrut,2018,VIOLENCE,30,40,", "topic");
	refuses(&n, "norrut,2018,ANY,41,40,", "yes");
	refuses(&n, "norrut,2018,ANY,-1,40,", "yes");
	refuses(&n, "norrut,2018,ANY,3,9,", "of");
	refuses(&n, "norrut,2018,ANY,3,mer,", "of");
	refuses(&n, "norrut,2018,ANY,30,40,0", "epsilon");
	refuses(&n, "norrut,2018,ANY,30,40,0.75", "epsilon");
	refuses(&n, "norrut,2019,ANY,31,40,", "topic");
}

TEST(a_column_that_is_missing_or_unknown_is_named)
{
	struct nation n NATION_CLEANUP = nation_new();
	struct csv_fault fault;
	struct earlier_done done;

	CHECK_ERR(ERR_INVALID,
		bring(&n, "association,year,topic,yes\nnorrut,2019,ANY,30\n", &done, &fault));
	CHECK(fault.row == 1 && str_eq(fault.column, STR("of")));
	CHECK_ERR(ERR_INVALID,
		bring(&n, "association,year,topic,yes,of,name\na,2019,ANY,30,40,b\n", &done,
			&fault));
	CHECK(fault.row == 1 && str_eq(fault.column, STR("name")));
	CHECK_ERR(ERR_INVALID, bring(&n, HEAD, &done, &fault));
}

/* The exact count beside a drawn one of the same answers would take the noise off. */
TEST(a_year_with_answers_of_its_own_takes_no_tallies)
{
	struct nation n NATION_CLEANUP = nation_new();

	name_association(&n);
	count_ballots(&n, H2025_2, 12);
	refuses(&n, "norrut,2025,ANY,30,40,", "year");
	exec(&n, "UPDATE counter SET half_year = %d", 2024 * 2);
	refuses(&n, "norrut,2024,ANY,30,40,", "year");
}

TEST(tallies_come_in_once_with_their_protection_or_without)
{
	struct nation n NATION_CLEANUP = nation_new();
	const struct earlier_figure *figures;
	struct csv_fault fault;
	struct earlier_done done;
	size_t n_figures;

	name_association(&n);
	CHECK_ERR(OK, bring(&n, HEAD "norrut,2019,ANY,30,40,\nnorrut,2020,ANY,30,40,3/4\n",
		&done, &fault));
	CHECK(done.figures == 2 && done.unprotected == 1);
	CHECK_ERR(OK, release_earlier(n.w.db, n.arena, n.w.association, &figures, &n_figures));
	ck_assert_uint_eq(2, n_figures);
	CHECK(figures[0].year == 2019 && !figures[0].is_protected &&
		figures[0].share.share == 750);
	/* the noise makes the second interval wider, and Wilson's own is Newcombe's */
	CHECK(figures[1].is_protected && figures[1].share.low < figures[0].share.low &&
		figures[1].share.high > figures[0].share.high);
	CHECK_ERR(ERR_INVALID,
		bring(&n, HEAD "norrut,2019,PHYSICAL,3,40,\n", &done, &fault));
	CHECK(fault.row == 2 && str_eq(fault.column, STR("year")));
	CHECK(number(&n, "SELECT count(*) FROM earlier_figure") == 2);
}
