/* The two texts are whole in both languages, and a remark names nobody. */
#include "features/statement/document.h"
#include "features/statement/statement.h"
#include "features/statement/statement.sql.h"

#include "tests/harness/harness.h"
#include "tests/harness/world.h"

static struct statement
read_statement(struct world *w, enum lang lang)
{
	struct statement s;

	CHECK_ERR(OK, statement_read(
			      statement_file(w->arena, "accessibility", lang), w->arena, &s));
	return s;
}

TEST(the_statement_says_the_same_in_both_languages)
{
	struct world w WORLD_CLEANUP = world_new();
	struct statement sv = read_statement(&w, LANG_SV), en = read_statement(&w, LANG_EN);

	CHECK(sv.conformance == en.conformance && sv.checked_on.days == en.checked_on.days);
	CHECK(sv.ways.n == en.ways.n && sv.n_shortcomings == en.n_shortcomings);
	CHECK(str_eq(sv.complaints.text, en.complaints.text));
	CHECK(str_starts(sv.complaints.text, STR("https://www.digg.se/")));
}

TEST(what_is_kept_is_told_alike_in_both_languages)
{
	struct world w WORLD_CLEANUP = world_new();
	struct kept sv, en;
	size_t i;

	CHECK_ERR(OK, kept_read(statement_file(w.arena, "kept", LANG_SV), w.arena, &sv));
	CHECK_ERR(OK, kept_read(statement_file(w.arena, "kept", LANG_EN), w.arena, &en));
	CHECK(sv.n == en.n && sv.n > 3);
	for (i = 0; i < sv.n; i++) {
		CHECK(sv.sections[i].paragraphs.n == en.sections[i].paragraphs.n);
		CHECK(sv.sections[i].items.n == en.sections[i].items.n);
	}
}

TEST(a_statement_that_leaves_out_what_the_law_wants_is_refused)
{
	static const char *const bad[] = { "{}", "[]",
		"{\"conformance\":\"partial\",\"standard\":\"s\",\"checked_on\":\"2026-11-22\","
		"\"ways\":[\"w\"],\"shortcomings\":[],\"authority\":\"a\",\"complaints\":\"https://a\"}",
		"{\"conformance\":\"full\",\"standard\":\"s\",\"checked_on\":\"2026-11-22\","
		"\"ways\":[],\"shortcomings\":[],\"authority\":\"a\",\"complaints\":\"https://a\"}",
		"{\"conformance\":\"partial\",\"standard\":\"s\",\"checked_on\":\"2026-11-22\","
		"\"ways\":[\"w\"],\"shortcomings\":[{\"what\":\"x\",\"instead\":\"y\"}],"
		"\"authority\":\"a\",\"complaints\":\"https://a\"}" };
	struct world w WORLD_CLEANUP = world_new();
	struct statement s;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK_ERR(ERR_INVALID, statement_read(str_of(bad[i]), w.arena, &s));
}

TEST(a_remark_that_points_at_somebody_is_refused)
{
	static const char *const bad[] = { "Jag har 19811218-9876", "ring 070-123 45 67",
		"skriv till mia@exempel.se", "kortet TALLRIK-SKED-7.", "lappen 7BC-DFG",
		"lappen BCD-FGH\ngick inte att läsa", "ring 070.123.45.67",
		"ring +46 (0)70 123 45 67", "kortet tallrik-sked-7",
		"kortet tallrik-sked-k", "lappen 7bc-dfg" };
	static const char *const good[] = { "Knappen Spara går inte att nå med Tabb",
		"Numret 114 14 läses ihop", "Kontrasten är 3,9:1 i WCAG 2.2", "PDF-filen",
		"steg-för-steg på sida 3, 4 och 5", "e-post", "A-Ö",
		"sidan tar 30 sekunder på IPHONE" };
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(remark_names_somebody(str_of(bad[i])), "%s", bad[i]);
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		ck_assert_msg(!remark_names_somebody(str_of(good[i])), "%s", good[i]);
}

TEST(strangers_cannot_fill_the_disk_with_remarks)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct remark_input in = { 1, 1, STR("Texten är för liten") };
	struct sql_statement_waiting waiting;
	struct tx *tx;
	int i;

	CHECK_ERR(OK, tx_begin(w.writer, &tx));
	for (i = 0; i < REMARKS_MAX; i++)
		CHECK_ERR(OK, remark_keep(tx, w.arena, &in, month_of(2026, 11)));
	CHECK_ERR(ERR_LIMIT, remark_keep(tx, w.arena, &in, month_of(2026, 11)));
	CHECK_ERR(OK, sql_statement_waiting(tx_db(tx), w.arena, &waiting));
	CHECK(waiting.n == REMARKS_MAX);
	CHECK_ERR(OK, tx_commit(tx));
}
