/* Coverage counts persons, hides small cells above the team, and shows no answers. */
#include "features/statistics/statistics.h"

#include "features/screening/screening.h"
#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"

TEST(periods_are_years_half_years_and_quarters_and_nothing_else)
{
	struct arena *a = arena_new(1 << 16);
	struct period p;

	CHECK_ERR(OK, period_parse(a, STR("2026"), &p));
	CHECK(p.is_year && month_number(p.from) == 1 && month_number(p.to) == 12);
	CHECK_ERR(OK, period_parse(a, STR("2026-H2"), &p));
	CHECK(!p.is_year && month_number(p.from) == 7 && month_number(p.to) == 12);
	CHECK_ERR(OK, period_parse(a, STR("2026-K3"), &p));
	CHECK(month_number(p.from) == 7 && month_number(p.to) == 9);
	CHECK_ERR(ERR_INVALID, period_parse(a, STR("2026-K5"), &p));
	CHECK_ERR(ERR_INVALID, period_parse(a, STR("2026-11"), &p));
	CHECK_ERR(ERR_INVALID, period_parse(a, STR(""), &p));
	CHECK_ERR(ERR_INVALID, period_parse(a, STR("-026"), &p));
	arena_free(a);
}

/* n participants of the world's team, all due this month; the first `declined` of them decline. */
static void
make_participants(struct world *w, enum sex sex, int n, int declined)
{
	const struct scope *scope = world_job(w, w->party);
	struct tx *tx = world_begin(w);
	int i;

	for (i = 0; i < n; i++) {
		const struct card_new card = { .team = w->team,
			.sex = sex,
			.age_band = AGE_25,
			.start_month = date_month(w->today) };
		struct screening_new in = { .team = w->team,
			.month = date_month(w->today),
			.face = FACE_PAPER,
			.outcome = SCREENING_DECLINED,
			.reason = REASON_DECLINED_ALL,
			.lang = STR("sv") };
		struct screening_done done;
		struct card_made made;

		CHECK_ERR(OK, screening_create_card(tx, scope, w->arena, &card, &made));
		in.due = made.due;
		if (i < declined)
			CHECK_ERR(OK, screening_record(tx, scope, w->arena, &in, &done));
	}
	world_commit(w);
}

static struct coverage
read_as(struct world *w, const struct scope *scope)
{
	struct period year = period_year_of(w->arena, w->today);
	struct coverage c = { 0 };

	CHECK_ERR(OK, coverage_read(w->db, scope, w->arena, &year, w->today, &c));
	return c;
}

static const struct coverage_table *
table_of(const struct coverage *c, const char *code)
{
	size_t i;

	for (i = 0; i < c->n_tables; i++)
		if (strcmp(c->tables[i].code, code) == 0)
			return &c->tables[i];
	return NULL;
}

TEST(a_team_sees_its_own_figures_exactly)
{
	WORLD_CLEANUP struct world w = world_new();
	struct coverage c;

	make_participants(&w, SEX_WOMAN, 4, 3);
	make_participants(&w, SEX_MAN, 2, 0);
	c = read_as(&w, world_scope(&w, ROLE_TEAM_LEAD));
	CHECK(c.is_exact);
	CHECK(c.all.due == 6 && c.all.asked == 3 && c.all.declined == 3);
	CHECK(table_of(&c, "sex")->rows[0].cell.due == 4);
	CHECK(table_of(&c, "sex")->rows[1].cell.asked == 0);
	CHECK(table_of(&c, "team") == NULL);
}

TEST(above_the_team_a_cell_under_ten_is_hidden)
{
	WORLD_CLEANUP struct world w = world_new();
	struct coverage c;

	make_participants(&w, SEX_WOMAN, 10, 5);
	make_participants(&w, SEX_MAN, 9, 9);
	c = read_as(&w, world_scope(&w, ROLE_ASSOCIATION_MANAGER));
	CHECK(!c.is_exact);
	CHECK(c.all.due == 19 && c.all.asked == 14);
	CHECK(table_of(&c, "sex")->rows[0].cell.due == 10);
	CHECK(table_of(&c, "sex")->rows[1].cell.is_few);
	CHECK(table_of(&c, "sex")->rows[1].cell.asked == 0);
}

TEST(another_place_sees_nothing_of_it)
{
	WORLD_CLEANUP struct world w = world_new();
	struct coverage c;

	make_participants(&w, SEX_WOMAN, 12, 6);
	c = read_as(&w, world_elsewhere(&w));
	CHECK(c.is_exact && c.all.due == 0);
	c = read_as(&w, world_scope(&w, ROLE_NATIONAL_ANALYST));
	CHECK(c.all.due == 12 && c.all.asked == 6);
}

TEST(a_person_with_two_due_dates_in_the_period_is_one_person)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *scope = world_job(&w, w.party);
	const struct card_new card = { .team = w.team,
		.sex = SEX_WOMAN,
		.age_band = AGE_25,
		.start_month = date_month(w.today) };
	struct screening_new in = { .team = w.team,
		.month = date_month(w.today),
		.face = FACE_PAPER,
		.outcome = SCREENING_POSTPONED,
		.reason = REASON_UNWELL,
		.lang = STR("sv") };
	struct screening_done done;
	struct card_made made;
	struct coverage c;

	CHECK_ERR(OK, screening_create_card(world_begin(&w), scope, w.arena, &card, &made));
	in.due = made.due;
	CHECK_ERR(OK, screening_record(w.tx, scope, w.arena, &in, &done));
	CHECK_ERR(OK, screening_record(w.tx, scope, w.arena, &in, &done));
	world_commit(&w);
	c = read_as(&w, world_scope(&w, ROLE_CASEWORKER));
	CHECK(c.all.due == 1 && c.all.asked == 0);
	CHECK(c.occasions.rows[SCREENING_POSTPONED - 1].cell.asked == 2);
	CHECK(c.reasons.rows[REASON_UNWELL - 1].cell.asked == 2);
}

TEST(a_period_that_has_not_begun_is_refused)
{
	WORLD_CLEANUP struct world w = world_new();
	struct period p;
	struct coverage c;

	CHECK_ERR(OK, period_parse(w.arena, STR("2027"), &p));
	CHECK_ERR(ERR_INVALID,
		coverage_read(
			w.db, world_scope(&w, ROLE_CASEWORKER), w.arena, &p, w.today, &c));
}

TEST(the_files_of_coverage_say_few_and_never_the_number)
{
	WORLD_CLEANUP struct world w = world_new();
	struct buf csv = buf_new(1 << 16), json = buf_new(1 << 16);
	struct coverage c;

	make_participants(&w, SEX_WOMAN, 10, 5);
	make_participants(&w, SEX_MAN, 7, 7);
	c = read_as(&w, world_scope(&w, ROLE_ASSOCIATION_MANAGER));
	c.place = STR("Förbundet");
	coverage_put_csv(&c, &csv);
	coverage_put_json(&c, &json);
	CHECK(str_contains(buf_str(&csv), STR("all,2026,17,12,12,71\r\n")));
	CHECK(str_contains(buf_str(&csv), STR("sex,woman,10,5,5,50\r\n")));
	CHECK(str_contains(buf_str(&csv), STR("sex,man,few,few,few,\r\n")));
	CHECK(str_contains(buf_str(&json), STR("{\"group\": \"man\", \"few\": true}")));
	buf_free(&csv);
	buf_free(&json);
}

static struct coverage_cell
cell(int64_t asked, int64_t due)
{
	return (struct coverage_cell){ .asked = asked, .due = due };
}

TEST(a_gap_between_the_sexes_is_named_only_when_it_is_certain)
{
	struct coverage_cell few = { .is_few = true }, nine = cell(0, 9), more = cell(12, 10),
			     women = cell(63, 100), men = cell(48, 100);

	CHECK(coverage_gap(&women, &men) == GAP_SECOND_LESS);
	CHECK(coverage_gap(&men, &women) == GAP_FIRST_LESS);
	men.asked = 55;
	CHECK(coverage_gap(&women, &men) == GAP_NONE);
	CHECK(coverage_gap(&women, &few) == GAP_UNKNOWN);
	CHECK(coverage_gap(&nine, &men) == GAP_UNKNOWN);
	CHECK(coverage_gap(&women, &more) == GAP_UNKNOWN);
}

TEST(the_page_draws_what_may_be_shown_and_says_few_for_the_rest)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_ASSOCIATION_MANAGER]));

	make_participants(&w, SEX_WOMAN, 20, 20);
	make_participants(&w, SEX_MAN, 9, 1);
	CHECK(visitor_get(&v, "/statistik") == 200);
	CHECK(visitor_sees(&v, "id=\"fig-all-t\"") && visitor_sees(&v, "Inte tillfrågade: 8"));
	CHECK(visitor_sees(&v, ">100\u00a0%, 20 av 20</text>"));
	CHECK(visitor_sees(&v, ">färre än tio</text>") && !visitor_sees(&v, "1 av 9"));
	CHECK(visitor_sees(&v, "För få för att jämföra kvinnor och män."));
	CHECK(visitor_sees(&v, ">84–100\u00a0%</td>"));
	CHECK(visitor_sees(&v, "period=2026-K1\">januari–mars 2026</a>"));
	CHECK(visitor_sees(&v, ">jan–mar</text>") && !visitor_sees(&v, ">2026-K1<"));
	CHECK(visitor_get(&v, "/statistik?period=2026-K1&lang=en") == 200);
	CHECK(visitor_sees(&v, "January–March 2026") && !visitor_sees(&v, ">2026-K1<"));
}

TEST(a_team_sees_few_as_a_number_without_share_or_interval)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_TEAM_LEAD]));

	make_participants(&w, SEX_WOMAN, 3, 2);
	make_participants(&w, SEX_MAN, 9, 1);
	CHECK(visitor_get(&v, "/statistik") == 200);
	CHECK(visitor_sees(&v, ">2 av 3</text>") && visitor_sees(&v, "class=\"fig-empty\""));
	CHECK(!visitor_sees(&v, "<line"));
}
