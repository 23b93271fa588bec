/* The rules of the catalogue: freshness, folding, help lines, search, proposals. */
#include "features/catalogue/catalogue.h"

#include "tests/harness/harness.h"

static struct date
day(const char *text)
{
	struct date d = { 0 };

	CHECK_ERR(OK, date_parse(str_of(text), &d));
	return d;
}

TEST(acute_facts_are_fresh_for_90_days_and_others_for_180)
{
	struct date checked = day("2026-01-01");
	struct catalogue_service s = { .verified_on = checked, .is_acute = true };

	CHECK(!catalogue_is_stale(&s, date_add_days(checked, 89)));
	CHECK(catalogue_is_stale(&s, date_add_days(checked, 90)));
	s.is_acute = false;
	CHECK(!catalogue_is_stale(&s, date_add_days(checked, 179)));
	CHECK(catalogue_is_stale(&s, date_add_days(checked, 180)));
}

TEST(a_fact_that_was_never_checked_is_stale)
{
	CHECK(catalogue_is_stale(&(struct catalogue_service){ 0 }, day("2026-11-22")));
}

TEST(a_fact_that_the_service_itself_says_is_wrong_is_stale_on_the_day_it_was_checked)
{
	struct date today = day("2026-11-22");
	struct catalogue_service s = { .verified_on = today };

	CHECK(!catalogue_is_stale(&s, today));
	s.said_wrong_on = today;
	CHECK(catalogue_is_stale(&s, today));
}

TEST(numbers_kept_for_fiction_are_told_from_real_ones)
{
	CHECK(catalogue_is_practice_number(STR("08-465 004 16")));
	CHECK(catalogue_is_practice_number(STR("0846500499")));
	CHECK(!catalogue_is_practice_number(STR("08-465 005 16")));
	CHECK(!catalogue_is_practice_number(STR("020-50 50 50")));
	CHECK(!catalogue_is_practice_number(STR("112")));
	CHECK(!catalogue_is_practice_number(STR_NULL));
}

TEST(folding_drops_case_dots_and_accents)
{
	struct arena *a = arena_new(1 << 16);

	CHECK(str_eq(
		str_fold(a, STR("SÖDERTÄLJE Åkeri Idé")), STR("sodertalje akeri ide")));
	CHECK(str_eq(str_fold(a, STR("o\xCC\x88")), STR("o")));
	CHECK(str_eq(str_fold(a, STR("–7")), STR("–7")));
	arena_free(a);
}

TEST(the_help_lines_of_the_program_can_be_read)
{
	struct arena *a = arena_new(1 << 20);
	struct helpline *lines;
	size_t n;

	CHECK_ERR(OK, helplines(a, &lines, &n));
	CHECK(n == 11);
	CHECK(str_eq(lines[0].phone, STR("112")) && lines[0].is_first);
	CHECK(str_eq(lines[1].phone, STR("114 14")) && lines[1].is_first);
	CHECK(str_eq(lines[2].phone, STR("020-50 50 50")) && lines[2].is_first);
	CHECK(lines[2].on_phone_bill == ON_PHONE_BILL_NO);
	CHECK(!lines[3].is_first);
	arena_free(a);
}

TEST(an_unconfirmed_value_is_marked_and_not_shown_as_known)
{
	struct arena *a = arena_new(1 << 20);
	struct helpline *lines;
	size_t n;

	CHECK_ERR(OK, helplines(a, &lines, &n));
	CHECK(lines[1].is_hours_unconfirmed);
	CHECK(str_eq(lines[1].hours, STR("dygnet runt")));
	CHECK(!lines[0].is_hours_unconfirmed);
	arena_free(a);
}

TEST(a_national_line_is_stale_half_a_year_after_the_month_of_its_source)
{
	struct helpline line = { .source_month = STR("2026-05") };

	CHECK(!helpline_is_stale(&line, day("2026-11-22")));
	CHECK(helpline_is_stale(&line, day("2026-12-01")));
	line.source_month = STR_NULL;
	CHECK(!helpline_is_stale(&line, day("2026-11-22")));
}

TEST(a_help_line_with_an_unknown_code_is_refused_with_its_place)
{
	struct arena *a = arena_new(1 << 20);
	struct helpline *lines;
	struct csv_fault fault;
	size_t n;

	CHECK_ERR(ERR_INVALID,
		helplines_parse(STR("id,name,phone,tracks,audience,hours,languages,anonymous,"
				    "on_phone_bill,source,source_date,note,"
				    "search_words\n"
				    "a,A,1,exposed,all,,,yes,no,x,,,\n"
				    "b,B,2,exposed,all,,,perhaps,no,x,,,\n"),
			a, &lines, &n, &fault));
	CHECK(fault.row == 3 && str_eq(fault.column, STR("anonymous")));
	arena_free(a);
}
