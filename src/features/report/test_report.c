/* The report to the board: what it says, how it leaves, and the manager's text. */
#include "features/release/release.h"

#include <sqlite3.h>
#include <stdio.h>

#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"

static struct visitor
manager_of(struct world *w)
{
	return visitor_new(w, world_token(w, w->accounts[ROLE_ASSOCIATION_MANAGER]));
}

static void
exec(sqlite3 *sql, char *text)
{
	ck_assert_msg(sqlite3_exec(sql, text, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", text,
		sqlite3_errmsg(sql));
	sqlite3_free(text);
}

/* A group of the association's year 2025, and its figures as "measure, value" pairs. */
static void
add_group(sqlite3 *sql, const struct world *w, const char *layer, int label, int n)
{
	exec(sql, sqlite3_mprintf("INSERT INTO release_group VALUES (1, %Q, %lld, %d, 4050, 2, "
				  "%d)",
		layer, (long long)w->association.v, label, n));
}

static void
add_figure(sqlite3 *sql, const struct world *w, const char *layer, int label,
	const char *measure, int value)
{
	exec(sql,
		sqlite3_mprintf("INSERT INTO release_figure VALUES (1, %Q, %lld, %d, 4050, %Q, "
				"%d, 4000)",
			layer, (long long)w->association.v, label, measure, value));
}

/* 100 ballots of 2025: 43 of 100 psychological; women 40 of 50, men 8 of 50. */
static void
publish(struct world *w)
{
	char path[300];
	struct str plan = release_plan_text();
	sqlite3 *sql;
	int i;

	snprintf(path, sizeof(path), "%s/lotsa.db", w->dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	exec(sql, sqlite3_mprintf("INSERT INTO release VALUES (1, %d, 'engine-x', %.*Q)",
		month_of(2026, 1).m, (int)plan.n, plan.p));
	exec(sql, sqlite3_mprintf("INSERT INTO release_opening VALUES (1)"));
	add_group(sql, w, "association", 0, 100);
	add_figure(sql, w, "association", 0, "ANY.yes", 48);
	add_figure(sql, w, "association", 0, "PSYCHOLOGICAL.answered", 100);
	add_figure(sql, w, "association", 0, "PSYCHOLOGICAL.yes", 43);
	for (i = 1; i <= 2; i++) {
		add_group(sql, w, "association.sex", i, 50);
		add_figure(sql, w, "association.sex", i, "ANY.yes", i == 1 ? 40 : 8);
	}
	add_group(sql, w, "association.age", 1, 7);
	add_figure(sql, w, "association.age", 1, "ANY.yes", 5);
	sqlite3_close(sql);
}

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
	add_group(sql, w, "referral", track, figures[0]);
	for (i = 0; i < 5; i++)
		add_figure(sql, w, "referral", track, measures[i], figures[i]);
	add_figure(sql, w, "referral", track, "CONTACT.promised", 2 * figures[4]);
	sqlite3_close(sql);
}

TEST(a_report_without_releases_says_so_and_shows_no_answer)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = manager_of(&w);

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
	struct visitor v VISITOR_CLEANUP = manager_of(&w);

	publish(&w);
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

TEST(what_came_of_referrals_is_said_in_the_drawn_numbers_or_that_they_are_few)
{
	static const int exposed[] = { 200, 151, 97, 83, 60 }, own_use[] = { 9, 8, 7, 6, 3 };
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = manager_of(&w);

	publish(&w);
	publish_referrals(&w, 1, exposed);
	publish_referrals(&w, 2, own_use);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(visitor_sees(&v, ">200</td>"));
	CHECK(visitor_sees(&v, "151 av 200") && visitor_sees(&v, "97 av 200") &&
		visitor_sees(&v, "83 av 200"));
	CHECK(visitor_sees(&v, ">76\u00a0%</td>"));
	CHECK(visitor_sees(&v, "fick den i tid, 50 procent"));
	CHECK(visitor_sees(&v, "Färre än tio lotsningar, visas inte: "));
	/* nothing of the nine */
	CHECK(!visitor_sees(&v, " av 9<") && !visitor_sees(&v, ">9</td>") &&
		!visitor_sees(&v, ">6</td>"));
	CHECK(!visitor_sees(&v, "Inget är publicerat om lotsningar"));
}

/* Of the 100: so many answered how it was to be asked, 48 of them not "good", 12 of those "hard". */
static void
publish_experience(struct world *w, int answered)
{
	char path[300];
	sqlite3 *sql;

	snprintf(path, sizeof(path), "%s/lotsa.db", w->dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	add_figure(sql, w, "association", 0, "EXPERIENCE.answered", answered);
	add_figure(sql, w, "association", 0, "EXPERIENCE.not_good", answered * 48 / 96);
	add_figure(sql, w, "association", 0, "EXPERIENCE.hard", answered * 12 / 96);
	sqlite3_close(sql);
}

TEST(how_it_was_to_be_asked_has_a_section_of_its_own)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = manager_of(&w);

	publish(&w);
	publish_experience(&w, 96);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(visitor_sees(&v, "Hur det var att bli tillfrågad"));
	CHECK(visitor_sees(&v, "En av tio av dem som svarade på frågan tyckte att det var "
			       "jobbigt att få frågorna: 13 procent"));
	CHECK(visitor_sees(&v, "<td>48</td>\n<td>96</td>"));
	CHECK(visitor_sees(&v, "<td>36</td>\n<td>96</td>"));
	CHECK(visitor_sees(&v, "<td>12</td>\n<td>96</td>"));
	CHECK(visitor_sees(&v, "96 av 100 som svarade på frågorna har svarat på den"));
	CHECK(visitor_get(&v, "/rapport/pdf") == 200);
}

TEST(nothing_of_it_stands_where_it_was_not_asked_or_fewer_than_ten_answered)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = manager_of(&w);

	publish(&w);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(!visitor_sees(&v, "att bli tillfrågad"));
	publish_experience(&w, 9);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(!visitor_sees(&v, "att bli tillfrågad") && !visitor_sees(&v, " av 9<"));
}

TEST(the_report_leaves_as_a_tagged_paper_and_as_a_workbook)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = manager_of(&w);

	publish(&w);
	CHECK(visitor_get(&v, "/rapport/pdf") == 200);
	CHECK(str_starts(visitor_body(&v), STR("%PDF-")));
	CHECK(str_contains(visitor_body(&v), STR("/StructTreeRoot")));
	CHECK(str_contains(visitor_header(&v, "Content-Disposition"),
		STR("rapport-2026-11.pdf")));
	CHECK(visitor_get(&v, "/rapport/xlsx") == 200);
	CHECK(str_starts(visitor_body(&v), STR("PK\3\4")));
	CHECK(str_contains(visitor_header(&v, "Content-Disposition"), STR(".xlsx")));
}

TEST(an_analyst_has_the_associations_side_by_side_with_what_they_come_from)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_NATIONAL_ANALYST]));

	CHECK(visitor_get(&v, "/statistik/nation") == 200);
	CHECK(visitor_sees(&v, "Inga svar är publicerade än"));
	CHECK(visitor_get(&v, "/statistik/nation/csv") == 404);
	publish(&w);
	CHECK(visitor_get(&v, "/statistik/nation") == 200);
	CHECK(visitor_sees(&v, "48\u00a0%, 48 av 100") && visitor_sees(&v, "rangordnas inte"));
	CHECK(visitor_get(&v, "/statistik/nation/csv?ar=2025") == 200);
	CHECK(visitor_sees(&v, "published,100,ANY,yes,48,100,480,"));
	CHECK(visitor_sees(&v, ",1,2026-01,lotsa-2,3,engine-x"));
	CHECK(visitor_get(&v, "/statistik/nation/json") == 200);
	CHECK(visitor_sees(&v, "\"version\": \"2.0\""));
	CHECK(visitor_sees(&v, "\"epsilon\": \"3\""));
	CHECK(visitor_get(&v, "/statistik/nation/xlsx") == 200);
	CHECK(str_starts(visitor_body(&v), STR("PK\3\4")));
	CHECK(visitor_get(&v, "/statistik/nation/docx") == 404);
	CHECK(visitor_get(&v, "/statistik/nation?ar=1999") == 404);
}

TEST(years_before_stand_beside_the_year_and_are_marked_as_unprotected)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = manager_of(&w);
	char path[300];
	sqlite3 *sql;

	publish(&w);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(!visitor_sees(&v, "Åren före Lotsa"));
	snprintf(path, sizeof(path), "%s/lotsa.db", w.dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	exec(sql, sqlite3_mprintf("INSERT INTO earlier_release VALUES (1, 24000)"));
	exec(sql, sqlite3_mprintf("INSERT INTO earlier_figure VALUES (1, %lld, 2019, "
		"'PSYCHOLOGICAL', 33, 60, '')", (long long)w.association.v));
	sqlite3_close(sql);
	CHECK(visitor_get(&v, "/rapport") == 200);
	CHECK(visitor_sees(&v, "Psykiskt, 2019") && visitor_sees(&v, "55\u00a0%, 33 av 60"));
	CHECK(visitor_sees(&v, "Psykiskt, 2025") && visitor_sees(&v, ">utan skydd</td>"));
	CHECK(visitor_sees(&v, ">lätt slumpat</td>"));
	CHECK(!visitor_sees(&v, "Fysiskt, 2025"));
	CHECK(visitor_get(&v, "/rapport/pdf") == 200);
}

TEST(years_before_are_rows_of_their_own_in_the_national_files_and_in_no_sum)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_NATIONAL_ANALYST]));
	char path[300];
	sqlite3 *sql;

	publish(&w);
	CHECK(visitor_get(&v, "/statistik/nation/json") == 200);
	CHECK(visitor_sees(&v, "\"history\": []}"));
	snprintf(path, sizeof(path), "%s/lotsa.db", w.dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	exec(sql, sqlite3_mprintf("INSERT INTO earlier_release VALUES (1, 24000)"));
	exec(sql, sqlite3_mprintf("INSERT INTO earlier_figure VALUES (1, %lld, 2019, "
		"'PSYCHOLOGICAL', 33, 60, ''), (1, %lld, 2020, 'ANY', 41, 60, '3/4')",
		(long long)w.association.v, (long long)w.association.v));
	sqlite3_close(sql);
	CHECK(visitor_get(&v, "/statistik/nation/csv") == 200);
	CHECK(visitor_sees(&v, "association,forbundet,Samordningsförbundet,2019,,,"
		"unprotected_history,,PSYCHOLOGICAL,yes,33,60,550,"));
	CHECK(visitor_sees(&v, "2020,,,protected_history,,ANY,yes,41,60,683,") &&
		visitor_sees(&v, ",,,3/4,,,\r\n"));
	/* the year itself is as it was */
	CHECK(visitor_sees(&v, "published,100,ANY,yes,48,100,480,"));
	CHECK(visitor_get(&v, "/statistik/nation/json") == 200);
	CHECK(visitor_sees(&v, "{\"status\": \"unprotected_history\", \"place\": "
		"\"forbundet\", \"year\": 2019, \"topic\": \"PSYCHOLOGICAL\", \"epsilon\": "
		"\"\", \"value\": 33, \"of\": 60, \"share\": 550, "));
	CHECK(visitor_sees(&v, "\"size\": [2, "));
	CHECK(visitor_get(&v, "/statistik/nation/xlsx") == 200);
	CHECK(visitor_get(&v, "/statistik/nation") == 200);
	CHECK(!visitor_sees(&v, "oskyddad historik"));
}

/* A group and its "yes to anything" of a half-year of the nation or of a county. */
static void
add_wide(sqlite3 *sql, const struct world *w, const char *layer, int county, int half, int n,
	int yes, int variance)
{
	exec(sql,
		sqlite3_mprintf("INSERT INTO release_group VALUES (1, %Q, %lld, %d, %d, 1, %d)",
			layer, (long long)w->nation.v, county, half, n));
	exec(sql, sqlite3_mprintf("INSERT INTO release_figure VALUES (1, %Q, %lld, %d, %d, "
		"'ANY.yes', %d, %d)", layer, (long long)w->nation.v, county, half, yes,
		variance));
}

/*
 * Stockholm 90 of 300, Skåne 15 of 30 with noise of some 9, Norrbotten 5 ballots in all; the second
 * half-year of the nation only if asked for.
 */
static void
publish_wide(struct world *w, bool is_whole_year)
{
	char path[300];
	sqlite3 *sql;

	snprintf(path, sizeof(path), "%s/lotsa.db", w->dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	add_wide(sql, w, "nation", 0, 4050, 600, 201, 4000);
	add_wide(sql, w, "county", 1, 4050, 100, 30, 4000);
	add_wide(sql, w, "county", 1, 4051, 200, 60, 4000);
	add_wide(sql, w, "county", 12, 4050, 15, 7, 80000);
	add_wide(sql, w, "county", 12, 4051, 15, 8, 80000);
	add_wide(sql, w, "county", 25, 4051, 5, 3, 4000);
	if (is_whole_year)
		add_wide(sql, w, "nation", 0, 4051, 400, 203, 4000);
	sqlite3_close(sql);
}

TEST(the_country_and_its_counties_are_sums_of_what_was_drawn_of_them)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_NATIONAL_ANALYST]));

	publish(&w);
	publish_wide(&w, true);
	CHECK(visitor_get(&v, "/statistik/nation") == 200);
	CHECK(visitor_sees(&v, "40\u00a0%, 404 av 1"));
	CHECK(visitor_sees(&v, "Stockholms län") && visitor_sees(&v, "30\u00a0%, 90 av 300"));
	CHECK(visitor_sees(&v, "Norrbottens län") && !visitor_sees(&v, "av 5<"));
	/* nothing is published there, and counties do not count as associations */
	CHECK(!visitor_sees(&v, "Uppsala län") && visitor_sees(&v, "1 av 1 förbund"));
	CHECK(visitor_get(&v, "/statistik/nation/csv") == 200);
	CHECK(visitor_sees(
		&v, "county,01,Stockholms län,2025,,,published,300,ANY,yes,90,300,300,"));
	CHECK(visitor_sees(&v, "county,25,Norrbottens län,2025,,,few,,,"));
	CHECK(visitor_sees(&v, ",2025,,,published,1000,ANY,yes,404,1000,404,"));
	CHECK(visitor_get(&v, "/statistik/nation/json") == 200);
	CHECK(visitor_sees(&v, "\"county-01\": \"Stockholms län\""));
	CHECK(visitor_sees(&v, "\"size\": [5, ") && visitor_sees(&v, "90, 300, 300, "));
}

/* 40 of 60 in one intervention and 20 of 40 in another of the same programme; the third has too few. */
static void
publish_programme(struct world *w)
{
	char path[300];
	sqlite3 *sql;
	int i;
	static const int figures[3][2] = { { 60, 40 }, { 40, 20 }, { 9, 3 } };

	snprintf(path, sizeof(path), "%s/lotsa.db", w->dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	exec(sql, sqlite3_mprintf("INSERT INTO programme VALUES (7, 'gron', 'Grön rehab'), "
		"(8, 'arbete', 'Arbete'), (9, 'utan', 'Utan insatser')"));
	for (i = 0; i < 3; i++) {
		exec(sql, sqlite3_mprintf("INSERT INTO intervention (id, org_id, "
			"association_id, name, uses_cards, programme_id) VALUES (%d, %lld, "
			"%lld, 'Insats %d', 0, 7)", 21 + i, (long long)w->party.v,
			(long long)w->association.v, i));
		add_group(sql, w, "intervention", 21 + i, figures[i][0]);
		add_figure(sql, w, "intervention", 21 + i, "ANY.yes", figures[i][1]);
	}
	exec(sql, sqlite3_mprintf("UPDATE intervention SET programme_id = 8 WHERE id = %lld",
		(long long)w->intervention.v));
	sqlite3_close(sql);
}

TEST(a_programme_has_a_line_with_how_many_of_its_interventions_are_in_it)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_NATIONAL_ANALYST]));

	publish(&w);
	CHECK(visitor_get(&v, "/statistik/nation") == 200);
	CHECK(!visitor_sees(&v, "Programmen"));
	publish_programme(&w);
	CHECK(visitor_get(&v, "/statistik/nation") == 200);
	CHECK(visitor_sees(&v, "Programmen</h2>") && visitor_sees(&v, "Grön rehab"));
	CHECK(visitor_sees(&v, "60\u00a0%, 60 av 100, 2 av 3 insatser"));
	CHECK(visitor_sees(&v, "<td>100</td>\n<td>3</td>\n<td>2</td>"));
	CHECK(visitor_sees(&v, "Arbete") && !visitor_sees(&v, "Utan insatser"));
	CHECK(visitor_sees(&v, "1 av 1 förbund"));
	CHECK(visitor_get(&v, "/statistik/nation/csv") == 200);
	CHECK(visitor_sees(&v, "programme,gron,Grön rehab,2025,,,published,100,ANY,yes,60,100,"
			       "600,"));
	CHECK(visitor_sees(&v, ",engine-x,2,3\r\n") && visitor_sees(&v, ",engine-x,,\r\n"));
	CHECK(visitor_sees(&v, "programme,arbete,Arbete,2025,,,missing,,,,,,,,,,,,,,0,1\r\n"));
	CHECK(visitor_get(&v, "/statistik/nation/json") == 200);
	CHECK(visitor_sees(&v, "\"programme-gron\": \"Grön rehab\""));
	CHECK(visitor_sees(&v, "\"programme-gron\": {\"interventions_published\": 2, "
			       "\"interventions\": 3}"));
	CHECK(visitor_get(&v, "/statistik/nation/xlsx") == 200);
}

TEST(a_share_that_may_be_nearly_anything_is_not_shown_as_one)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_NATIONAL_ANALYST]));

	publish(&w);
	publish_wide(&w, true);
	CHECK(visitor_get(&v, "/statistik/nation") == 200);
	CHECK(visitor_sees(&v, "Skåne län") && visitor_sees(&v, "för osäkert"));
	CHECK(!visitor_sees(&v, "15 av 30"));
	/* a file is for who can weigh an interval */
	CHECK(visitor_get(&v, "/statistik/nation/csv") == 200);
	CHECK(visitor_sees(&v, "county,12,Skåne län,2025,,,published,30,ANY,yes,15,30,500,"));
}

TEST(half_a_year_of_the_country_is_not_shown_as_its_year)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_NATIONAL_ANALYST]));

	publish(&w);
	publish_wide(&w, false);
	CHECK(visitor_get(&v, "/statistik/nation/csv") == 200);
	CHECK(visitor_sees(&v, ",2025,,,missing,") && !visitor_sees(&v, ",201,600,"));
	CHECK(visitor_sees(&v, "county,01,Stockholms län"));
}

TEST(the_manager_writes_about_the_work_and_never_about_a_person)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = manager_of(&w);

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

/* Nine hundred interventions of a whole nation, each with typed numbers by quarter and sex. */
TEST(an_analyst_reads_the_coverage_of_a_nation_of_real_size)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, world_token(&w,
		w.accounts[ROLE_NATIONAL_ANALYST]));
	char path[300];
	sqlite3 *sql;

	snprintf(path, sizeof(path), "%s/lotsa.db", w.dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	exec(sql, sqlite3_mprintf("INSERT INTO intervention (id, org_id, association_id, name, "
		"uses_cards) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
		"WHERE i < 900) SELECT 100000 + i, %lld, %lld, 'Insats ' || i, 0 FROM n",
		(long long)w.party.v, (long long)w.association.v));
	exec(sql,
		sqlite3_mprintf(
			"INSERT INTO denominator (org_id, intervention_id, quarter, sex, "
			"n) SELECT i.org_id, i.id, %d * 4 + q.q, s.s, 20 FROM intervention i "
			"JOIN (SELECT 0 AS q UNION SELECT 1 UNION SELECT 2 UNION SELECT 3) q "
			"JOIN (SELECT 1 AS s UNION SELECT 2 UNION SELECT 3) s WHERE i.id > 100000",
			2026));
	sqlite3_close(sql);
	CHECK(visitor_get(&v, "/statistik?period=2026") == 200);
}
