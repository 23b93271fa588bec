/* The report to the board: what it says, how it leaves, and the manager's text. */
#include "features/release/release.h"
#include "features/report/making.h"
#include "features/report/test_publish.h"

#include <stdio.h>

#include "tests/harness/harness.h"

/* What came of a track's referrals that ended in 2025, as it was drawn. */
static void
publish_referrals(struct world *w, int track, const int figures[5])
{
	static const char *const measures[] = { "REFERRAL.offered", "REFERRAL.accepted",
		"REFERRAL.arrived", "REFERRAL.completed", "CONTACT.in_time" };
	char path[300];
	sqlite3 *sql;
	int i;

	snprintf(path, sizeof(path), "%s/lotsa.db", w->dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	report_add_group(sql, w, "referral", track, figures[0]);
	for (i = 0; i < 5; i++)
		report_add_figure(sql, w, "referral", track, measures[i], figures[i]);
	report_add_figure(sql, w, "referral", track, "CONTACT.promised", 2 * figures[4]);
	sqlite3_close(sql);
}

TEST(a_report_without_releases_says_so_and_shows_no_answer)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_manager(&w);

	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(visitor_sees(&v, "Inga svar är publicerade för året än"));
	CHECK(visitor_sees(&v, "Inget är publicerat om lotsningar"));
	CHECK(!visitor_sees(&v, "av dem som svarade"));
	CHECK(visitor_get(&v, "/rapport/pdf") == 200);
	CHECK(visitor_get(&v, "/rapport?ar=2199") == 404);
	CHECK(visitor_get(&v, "/rapport?ar=-1") == 404);
}

TEST(what_is_published_is_said_in_words_with_its_interval_and_number)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_manager(&w);

	report_publish(&w);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(visitor_sees(&v, "Fyra av tio av dem som svarade har levt med psykiskt våld: 43 "
			       "procent"));
	CHECK(visitor_sees(&v, "Det bygger på 100 svar"));
	CHECK(visitor_sees(&v, "Svaren gäller 2025"));
	CHECK(visitor_sees(&v, "Kvinnor har oftare än män sagt ja på minst en fråga"));
	CHECK(visitor_sees(&v, "för få svar"));
	CHECK(visitor_sees(&v, "motor engine-x"));
	/* Nothing says how many of the seven of too few said what. */
	CHECK(!visitor_sees(&v, "5 av 7"));
	CHECK(visitor_get(&v, "/rapport?ar=2025") == 200);
	CHECK(visitor_sees(&v, "Till verksamhetsberättelsen"));
}

/* Noise of a standard deviation of thirty persons, of a hundred. */
static void
make_uncertain(struct world *w)
{
	char path[300];
	sqlite3 *sql;

	snprintf(path, sizeof(path), "%s/lotsa.db", w->dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	report_exec(sql, sqlite3_mprintf("UPDATE release_figure SET spread = 900000"));
	sqlite3_close(sql);
}

TEST(a_share_that_may_be_any_is_said_to_be_too_uncertain_on_every_page)
{
	static const int referrals[] = { 40, 30, 20, 10, 5 };
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_manager(&w);

	report_publish(&w);
	publish_referrals(&w, 1, referrals);
	CHECK(visitor_get(&v, "/statistik/forbund") == 200);
	CHECK(visitor_sees(&v, "48 av 100") && !visitor_sees(&v, ">för osäkert<"));
	make_uncertain(&w);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(visitor_sees(&v,
		"För osäkert att säga, av 100 svar: Minst en av frågorna, Psykiskt."));
	CHECK(visitor_sees(&v, "<td>för osäkert</td>"));
	CHECK(visitor_sees(&v, ">för osäkert</text>"));
	CHECK(!visitor_sees(&v, "48 av 100") && !visitor_sees(&v, ">48\u00a0%<"));
	CHECK(!visitor_sees(&v, "30 av 40") && !visitor_sees(&v, ">75\u00a0%<"));
	CHECK(!visitor_sees(&v, "<td>80\u00a0%</td>"));
	CHECK(visitor_get(&v, "/statistik/forbund") == 200);
	CHECK(visitor_sees(&v,
		"sagt ja på minst en fråga är för osäkert att säga. Antal svar: 100"));
	CHECK(visitor_sees(&v, "<td>för osäkert</td>"));
	CHECK(visitor_sees(&v, ">för osäkert</text>"));
	CHECK(!visitor_sees(&v, "48 av 100") && !visitor_sees(&v, ">48\u00a0%<"));
	CHECK(!visitor_sees(&v, "<td>80\u00a0%</td>"));
}

TEST(a_workbook_has_the_number_that_a_page_says_is_too_uncertain)
{
	struct arena *a = arena_new(1 << 16);
	const struct writing w = { .a = a, .lang = LANG_SV };
	const struct safe_figure wide = { .value = 48, .of = 100, .share = { 480, 100, 900 } };
	struct report_line line;

	line_put_figure(&w, &line, 1, &wide);
	CHECK(line.cells[1].kind == CELL_SHARE && line.cells[1].low == 480);
	CHECK(str_eq(line.cells[1].words, STR("för osäkert")));
	CHECK(line.cells[3].kind == CELL_NUMBER && line.cells[3].low == 48);
	CHECK(str_eq(line.cells[3].words, STR("–")) && line.value.share < 0);
	arena_free(a);
}

TEST(the_report_shows_what_both_sexes_said_of_each_state_as_the_page_of_answers_does)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_manager(&w);
	char path[300];
	sqlite3 *sql;

	report_publish(&w);
	snprintf(path, sizeof(path), "%s/lotsa.db", w.dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	report_add_figure(sql, &w, "association.sex", 1, "EARLIER.yes", 33);
	sqlite3_close(sql);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(visitor_sees(&v, ">Kvinna, 50 svar<") && visitor_sees(&v, ">Man, 50 svar<"));
	CHECK(visitor_sees(&v, "<td>80\u00a0%</td>") && visitor_sees(&v, "<td>66\u00a0%</td>"));
	CHECK(visitor_get(&v, "/statistik/forbund") == 200);
	CHECK(visitor_sees(&v, "<td>80\u00a0%</td>") && visitor_sees(&v, "<td>66\u00a0%</td>"));
}

/* 30 of 80 in 2024, of each measure as it was drawn; 800 of 2000 of the nation's 2025. */
static void
publish_beside(struct world *w)
{
	char path[300];
	sqlite3 *sql;

	snprintf(path, sizeof(path), "%s/lotsa.db", w->dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	report_exec(sql,
		sqlite3_mprintf("INSERT INTO release_group SELECT release_id, layer, "
			"place_id, label, from_half - 2, n_halves, 80 FROM release_group "
			"WHERE layer = 'association'"));
	report_exec(sql,
		sqlite3_mprintf("INSERT INTO release_figure SELECT release_id, layer, "
			"place_id, label, from_half - 2, measure, CASE measure "
			"WHEN 'PSYCHOLOGICAL.answered' THEN 80 ELSE 30 END, spread "
			"FROM release_figure WHERE layer = 'association'"));
	report_exec(sql,
		sqlite3_mprintf("INSERT INTO release_group VALUES (1, 'nation', %lld, 0, 4050, "
			"2, 2000)", (long long)w->nation.v));
	report_exec(sql,
		sqlite3_mprintf("INSERT INTO release_figure VALUES (1, 'nation', %lld, 0, "
			"4050, 'ANY.yes', 800, 4000)", (long long)w->nation.v));
	sqlite3_close(sql);
}

/* As interval.h has them, with a noise of variance 4. */
TEST(the_year_before_and_the_nation_stand_beside_with_their_intervals)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_manager(&w);
	struct share before = share_of_drawn(30, 4, 80, 4), nation = share_of(800, 2000, 4);
	char cells[200];

	report_publish(&w);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(visitor_sees(&v, "Året före har inga publicerade svar"));
	publish_beside(&w);
	CHECK(visitor_get(&v, "/rapport") == 200);
	snprintf(cells, sizeof(cells), "<td>38\u00a0%%</td>\n<td>%d–%d\u00a0%%</td>",
		(before.low + 5) / 10, (before.high + 5) / 10);
	ck_assert_msg(visitor_sees(&v, cells), "%s", cells);
	snprintf(cells, sizeof(cells), "<td>40\u00a0%%</td>\n<td>%d–%d\u00a0%%</td>",
		(nation.low + 5) / 10, (nation.high + 5) / 10);
	ck_assert_msg(visitor_sees(&v, cells), "%s", cells);
	CHECK(visitor_sees(&v, "Osäkerhet året före") &&
		visitor_sees(&v, "Osäkerhet i nationen"));
	CHECK(visitor_get(&v, "/rapport/pdf") == 200);
	CHECK(visitor_get(&v, "/rapport/xlsx") == 200);
}

TEST(what_came_of_referrals_is_said_in_the_drawn_numbers_or_that_they_are_few)
{
	static const int exposed[] = { 200, 151, 97, 83, 60 }, own_use[] = { 9, 8, 7, 6, 3 };
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_manager(&w);

	report_publish(&w);
	publish_referrals(&w, 1, exposed);
	publish_referrals(&w, 2, own_use);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(visitor_sees(&v, ">200</td>"));
	CHECK(visitor_sees(&v, "151 av 200") && visitor_sees(&v, "97 av 200") &&
		visitor_sees(&v, "83 av 200"));
	CHECK(visitor_sees(&v, ">76\u00a0%</td>"));
	CHECK(visitor_sees(&v, "83 av 200 erbjudna lotsningar fullföljdes, 42 procent"));
	CHECK(visitor_sees(&v, "fick den i tid, 50 procent"));
	CHECK(visitor_sees(&v, "Färre än tio lotsningar, visas inte: "));
	/* nothing of the nine */
	CHECK(!visitor_sees(&v, " av 9<") && !visitor_sees(&v, ">9</td>") &&
		!visitor_sees(&v, ">6</td>"));
	CHECK(!visitor_sees(&v, "Inget är publicerat om lotsningar"));
}

TEST(how_it_was_to_be_asked_has_a_section_of_its_own)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_manager(&w);

	report_publish(&w);
	report_publish_experience(&w, 96);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(visitor_sees(&v, "Hur det var att bli tillfrågad"));
	CHECK(visitor_sees(&v, "En av tio av dem som svarade på frågan tyckte att det var "
			       "jobbigt att få frågorna: 13 procent"));
	CHECK(visitor_sees(&v, "<td>48</td>\n<td>96</td>"));
	CHECK(visitor_sees(&v, "<td>36</td>\n<td>96</td>"));
	CHECK(visitor_sees(&v, "<td>12</td>\n<td>96</td>"));
	CHECK(visitor_sees(&v, "96 av 100 som svarade på frågorna har svarat på den"));
	CHECK(visitor_get(&v, "/rapport/pdf") == 200);
	CHECK(visitor_get(&v, "/statistik/forbund") == 200);
	CHECK(visitor_sees(&v, "Hur det var att bli tillfrågad</h2>"));
	CHECK(visitor_sees(&v, "<td>48 av 96</td>") && visitor_sees(&v, "<td>36 av 96</td>") &&
		visitor_sees(&v, "<td>12 av 96</td>"));
}

TEST(nothing_of_it_stands_where_it_was_not_asked_or_fewer_than_ten_answered)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_manager(&w);

	report_publish(&w);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(!visitor_sees(&v, "att bli tillfrågad"));
	report_publish_experience(&w, 9);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(!visitor_sees(&v, "att bli tillfrågad") && !visitor_sees(&v, " av 9<"));
	CHECK(visitor_get(&v, "/statistik/forbund") == 200);
	CHECK(!visitor_sees(&v, "att bli tillfrågad") && !visitor_sees(&v, " av 9<"));
}

TEST(the_report_leaves_as_a_tagged_paper_and_as_a_workbook)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_manager(&w);

	report_publish(&w);
	CHECK(visitor_get(&v, "/rapport/pdf") == 200);
	CHECK(str_starts(visitor_body(&v), STR("%PDF-")));
	CHECK(str_contains(visitor_body(&v), STR("/StructTreeRoot")));
	CHECK(str_contains(visitor_header(&v, "Content-Disposition"),
		STR("rapport-2026-11.pdf")));
	CHECK(visitor_get(&v, "/rapport/xlsx") == 200);
	CHECK(str_starts(visitor_body(&v), STR("PK\3\4")));
	CHECK(str_contains(visitor_header(&v, "Content-Disposition"), STR(".xlsx")));
}

TEST(years_before_stand_beside_the_year_and_are_marked_as_unprotected)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_manager(&w);
	char path[300];
	sqlite3 *sql;

	report_publish(&w);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(!visitor_sees(&v, "Åren före Lotsa"));
	snprintf(path, sizeof(path), "%s/lotsa.db", w.dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	report_exec(sql, sqlite3_mprintf("INSERT INTO earlier_release VALUES (1, 24000)"));
	report_exec(sql, sqlite3_mprintf("INSERT INTO earlier_figure VALUES (1, %lld, 2019, "
		"'PSYCHOLOGICAL', 33, 60, '')", (long long)w.association.v));
	sqlite3_close(sql);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(visitor_sees(&v, "Psykiskt, 2019") && visitor_sees(&v, "55\u00a0%, 33 av 60"));
	CHECK(visitor_sees(&v, "Psykiskt, 2025") && visitor_sees(&v, ">utan skydd</td>"));
	CHECK(visitor_sees(&v, ">lätt slumpat</td>"));
	CHECK(!visitor_sees(&v, "Fysiskt, 2025"));
	CHECK(visitor_get(&v, "/rapport/pdf") == 200);
}

TEST(the_manager_writes_about_the_work_and_never_about_a_person)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_manager(&w);

	CHECK(visitor_get(&v, "/rapport/text") == 200);
	CHECK(visitor_post(&v, "/rapport/text", "ar=2026&ord=Ring+070-174+06+05") == 422);
	CHECK(visitor_sees(&v, "Skriv om arbetet, aldrig om en person"));
	CHECK(visitor_sees(&v, "Ring 070-174 06 05"));
	CHECK(visitor_post(&v, "/rapport/text", "ar=2026&ord=Fler+team+fr%C3%A5gar+nu.") ==
		303);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(visitor_sees(&v, "Fler team frågar nu."));
	CHECK(visitor_post(&v, "/rapport/text", "ar=2026&ord=Alla+team+fr%C3%A5gar.") == 303);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(visitor_sees(&v, "Alla team frågar.") && !visitor_sees(&v, "Fler team"));
	CHECK(visitor_get(&v, "/rapport/text?ar=2026") == 200);
	CHECK(visitor_sees(&v, "Fler team frågar nu."));
}
