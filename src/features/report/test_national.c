/* The national table: its lines, and its files. */
#include "features/report/test_publish.h"

#include <stdio.h>

#include "tests/harness/harness.h"

TEST(an_analyst_has_the_associations_side_by_side_with_what_they_come_from)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_analyst(&w);

	CHECK(visitor_get(&v, "/statistik/nation") == 200);
	CHECK(visitor_sees(&v, "Inga svar är publicerade än"));
	CHECK(visitor_get(&v, "/statistik/nation/csv") == 404);
	report_publish(&w);
	CHECK(visitor_get(&v, "/statistik/nation") == 200);
	CHECK(visitor_sees(&v, "48\u00a0%, 48 av 100") && visitor_sees(&v, "rangordnas inte"));
	CHECK(visitor_get(&v, "/statistik/nation/csv?ar=2025") == 200);
	CHECK(visitor_sees(&v, "published,100,ANY,yes,48,100,480,"));
	CHECK(visitor_sees(&v, ",1,2026-01,lotsa-3,3,engine-x"));
	CHECK(visitor_get(&v, "/statistik/nation/json") == 200);
	CHECK(visitor_sees(&v, "\"version\": \"2.0\""));
	CHECK(visitor_sees(&v, "\"epsilon\": \"3\""));
	CHECK(visitor_get(&v, "/statistik/nation/xlsx") == 200);
	CHECK(str_starts(visitor_body(&v), STR("PK\3\4")));
	CHECK(visitor_get(&v, "/statistik/nation/docx") == 404);
	CHECK(visitor_get(&v, "/statistik/nation?ar=1999") == 404);
}

TEST(a_year_from_july_is_marked_wherever_it_stands)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_analyst(&w);
	char path[300];
	sqlite3 *sql;

	report_publish(&w);
	CHECK(visitor_get(&v, "/statistik/nation") == 200);
	CHECK(!visitor_sees(&v, "Månader"));
	snprintf(path, sizeof(path), "%s/lotsa.db", w.dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	report_exec(sql, sqlite3_mprintf("UPDATE release_group SET from_half = 4051"));
	report_exec(sql, sqlite3_mprintf("UPDATE release_figure SET from_half = 4051"));
	sqlite3_close(sql);
	CHECK(visitor_get(&v, "/statistik/nation?ar=2025") == 200);
	CHECK(visitor_sees(&v, ">Månader</th>") && visitor_sees(&v, "juli 2025–juni 2026"));
	CHECK(visitor_get(&v, "/statistik/nation/csv") == 200);
	CHECK(visitor_sees(&v, ",engine-x,,,2025-07,2026-06\r\n"));
	CHECK(visitor_get(&v, "/statistik/nation/json") == 200);
	CHECK(visitor_sees(&v, "\"from_month\": \"2025-07\", \"to_month\": \"2026-06\""));
}

TEST(how_it_was_to_be_asked_is_in_the_national_table_and_its_files)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_analyst(&w);

	report_publish(&w);
	CHECK(visitor_get(&v, "/statistik/nation") == 200);
	CHECK(!visitor_sees(&v, "att bli tillfrågad"));
	report_publish_experience(&w, 96);
	CHECK(visitor_get(&v, "/statistik/nation") == 200);
	CHECK(visitor_sees(&v, "Hur det var att bli tillfrågad</h2>"));
	CHECK(visitor_sees(&v, ">Jobbigt</th>") &&
		visitor_sees(&v, ">Jobbigt: osäkerhet</th>") &&
		visitor_sees(&v, "<td>13\u00a0%</td>"));
	CHECK(visitor_get(&v, "/statistik/nation/csv") == 200);
	CHECK(visitor_sees(&v, "published,100,EXPERIENCE,good,48,96,500,") &&
		visitor_sees(&v, "published,100,EXPERIENCE,neither,36,96,375,") &&
		visitor_sees(&v, "published,100,EXPERIENCE,hard,12,96,125,"));
	CHECK(visitor_get(&v, "/statistik/nation/json") == 200);
	CHECK(visitor_sees(&v, "\"EXPERIENCE.hard\": \"Hard\"") &&
		visitor_sees(&v, "12, 96, 125, "));
	CHECK(visitor_get(&v, "/statistik/nation/xlsx") == 200);
}

/* Every column of the CSV is in the file of definitions, and every topic and status. */
TEST(every_column_and_word_of_the_national_csv_has_its_definition)
{
	static const char *const words[] = { "\r\nlevel,county,", "\r\nstatus,few,",
		"\r\nstatus,unprotected_history,", "\r\ntopic,PHYSICAL,", "\r\ntopic,ANY,",
		"\r\nanswer,hard,", "\r\nanswer,yes,", "Fewer than ten answers" };
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_analyst(&w);
	struct str rest, heading, column;
	size_t i;

	report_publish(&w);
	CHECK(visitor_get(&v, "/statistik/nation") == 200);
	CHECK(visitor_sees(&v, "href=\"/statistik/nation/definitioner\""));
	CHECK(visitor_get(&v, "/statistik/nation/csv") == 200);
	rest = str_of(arena_cstr(w.arena, visitor_body(&v)));
	CHECK(str_split(&rest, '\r', &heading));
	CHECK(visitor_get(&v, "/statistik/nation/definitioner") == 200);
	CHECK(str_contains(visitor_header(&v, "Content-Disposition"),
		STR("forbunden-definitioner.csv")));
	while (str_split(&heading, ',', &column))
		ck_assert_msg(visitor_sees(&v, arena_cstr(w.arena, arena_printf(w.arena,
			"\r\n%.*s,", STR_ARG(column)))), "%.*s", STR_ARG(column));
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		ck_assert_msg(visitor_sees(&v, words[i]), "%s", words[i]);
}

TEST(years_before_are_rows_of_their_own_in_the_national_files_and_in_no_sum)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_analyst(&w);
	char path[300];
	sqlite3 *sql;

	report_publish(&w);
	CHECK(visitor_get(&v, "/statistik/nation/json") == 200);
	CHECK(visitor_sees(&v, "\"history\": []}"));
	snprintf(path, sizeof(path), "%s/lotsa.db", w.dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	report_exec(sql, sqlite3_mprintf("INSERT INTO earlier_release VALUES (1, 24000)"));
	report_exec(sql, sqlite3_mprintf("INSERT INTO earlier_figure VALUES (1, %lld, 2019, "
		"'PSYCHOLOGICAL', 33, 60, ''), (1, %lld, 2020, 'ANY', 41, 60, '3/4')",
		(long long)w.association.v, (long long)w.association.v));
	sqlite3_close(sql);
	CHECK(visitor_get(&v, "/statistik/nation/csv") == 200);
	CHECK(visitor_sees(&v, "association,forbundet,Samordningsförbundet,2019,,,"
		"unprotected_history,,PSYCHOLOGICAL,yes,33,60,550,"));
	CHECK(visitor_sees(&v, "2020,,,protected_history,,ANY,yes,41,60,683,") &&
		visitor_sees(&v, ",,,3/4,,,,,\r\n"));
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
	report_exec(sql,
		sqlite3_mprintf("INSERT INTO release_group VALUES (1, %Q, %lld, %d, %d, 1, %d)",
			layer, (long long)w->nation.v, county, half, n));
	report_exec(sql,
		sqlite3_mprintf("INSERT INTO release_figure VALUES (1, %Q, %lld, %d, %d, "
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
	struct visitor v VISITOR_CLEANUP = report_analyst(&w);

	report_publish(&w);
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
	report_exec(sql,
		sqlite3_mprintf("INSERT INTO programme VALUES (7, 'gron', 'Grön rehab'), "
		"(8, 'arbete', 'Arbete'), (9, 'utan', 'Utan insatser')"));
	for (i = 0; i < 3; i++) {
		report_exec(sql, sqlite3_mprintf("INSERT INTO intervention (id, org_id, "
			"association_id, name, uses_cards, programme_id) VALUES (%d, %lld, "
			"%lld, 'Insats %d', 0, 7)", 21 + i, (long long)w->party.v,
			(long long)w->association.v, i));
		report_add_group(sql, w, "intervention", 21 + i, figures[i][0]);
		report_add_figure(sql, w, "intervention", 21 + i, "ANY.yes", figures[i][1]);
	}
	report_exec(sql,
		sqlite3_mprintf("UPDATE intervention SET programme_id = 8 WHERE id = %lld",
		(long long)w->intervention.v));
	sqlite3_close(sql);
}

TEST(a_programme_has_a_line_with_how_many_of_its_interventions_are_in_it)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_analyst(&w);

	report_publish(&w);
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
	CHECK(visitor_sees(&v, ",engine-x,2,3,2025-01,2025-12\r\n") &&
		visitor_sees(&v, ",engine-x,,,2025-01,2025-12\r\n"));
	CHECK(visitor_sees(&v, "programme,arbete,Arbete,2025,,,missing,,,,,,,,,,,,,,0,1,,"
			       "\r\n"));
	CHECK(visitor_get(&v, "/statistik/nation/json") == 200);
	CHECK(visitor_sees(&v, "\"programme-gron\": \"Grön rehab\""));
	CHECK(visitor_sees(&v, "\"programme-gron\": {\"interventions_published\": 2, "
			       "\"interventions\": 3}"));
	CHECK(visitor_get(&v, "/statistik/nation/xlsx") == 200);
}

TEST(a_share_that_may_be_nearly_anything_is_not_shown_as_one)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = report_analyst(&w);

	report_publish(&w);
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
	struct visitor v VISITOR_CLEANUP = report_analyst(&w);

	report_publish(&w);
	publish_wide(&w, false);
	CHECK(visitor_get(&v, "/statistik/nation/csv") == 200);
	CHECK(visitor_sees(&v, ",2025,,,missing,") && !visitor_sees(&v, ",201,600,"));
	CHECK(visitor_sees(&v, "county,01,Stockholms län"));
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
	report_exec(sql,
		sqlite3_mprintf("INSERT INTO intervention (id, org_id, association_id, name, "
		"uses_cards) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
		"WHERE i < 900) SELECT 100000 + i, %lld, %lld, 'Insats ' || i, 0 FROM n",
		(long long)w.party.v, (long long)w.association.v));
	report_exec(sql,
		sqlite3_mprintf(
			"INSERT INTO denominator (org_id, intervention_id, quarter, sex, "
			"n) SELECT i.org_id, i.id, %d * 4 + q.q, s.s, 20 FROM intervention i "
			"JOIN (SELECT 0 AS q UNION SELECT 1 UNION SELECT 2 UNION SELECT 3) q "
			"JOIN (SELECT 1 AS s UNION SELECT 2 UNION SELECT 3) s WHERE i.id > 100000",
			2026));
	sqlite3_close(sql);
	CHECK(visitor_get(&v, "/statistik?period=2026") == 200);
}
