/* The schema itself: no column, key or view of it joins two ledgers. */
#include <sqlite3.h>
#include <stdio.h>

#include "base/str.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

enum ledger { LEDGER_NONE, LEDGER_ASK, LEDGER_COUNT, LEDGER_REFERRAL };

/* Every table, and the ledger that it is of; a new one must be thought about here. */
static const struct {
	const char *table;
	enum ledger ledger;
} tables[] = {
	{ "org", LEDGER_NONE },
	{ "programme", LEDGER_NONE },
	{ "intervention", LEDGER_NONE },
	{ "intervention_partner", LEDGER_NONE },
	{ "team", LEDGER_NONE },
	{ "account", LEDGER_NONE },
	{ "role_grant", LEDGER_NONE },
	{ "session", LEDGER_NONE },
	{ "login_delay", LEDGER_NONE },
	{ "login_link", LEDGER_NONE },
	{ "notice", LEDGER_NONE },
	{ "approval", LEDGER_NONE },
	{ "account_change", LEDGER_NONE },
	{ "unit_change", LEDGER_NONE },
	{ "totp", LEDGER_NONE },
	{ "recovery_code", LEDGER_NONE },
	{ "audit", LEDGER_NONE },
	{ "audit_anchor", LEDGER_NONE },
	{ "purge_receipt", LEDGER_NONE },
	{ "review", LEDGER_NONE },
	{ "review_item", LEDGER_NONE },
	{ "instrument", LEDGER_NONE },
	{ "own_words", LEDGER_NONE },
	{ "card", LEDGER_ASK },
	{ "due", LEDGER_ASK },
	{ "screening", LEDGER_ASK },
	{ "occasion_sum", LEDGER_ASK },
	{ "person_sum", LEDGER_ASK },
	{ "denominator", LEDGER_ASK },
	{ "card_lock", LEDGER_ASK },
	{ "card_key", LEDGER_ASK },
	{ "card_opening", LEDGER_ASK },
	{ "card_override", LEDGER_ASK },
	{ "posting", LEDGER_NONE },
	{ "kept_coverage", LEDGER_ASK },
	{ "ballot", LEDGER_COUNT },
	{ "counter", LEDGER_COUNT },
	{ "experience_asked", LEDGER_COUNT },
	{ "release", LEDGER_NONE },
	{ "release_level", LEDGER_NONE },
	{ "release_opening", LEDGER_NONE },
	{ "release_group", LEDGER_COUNT },
	{ "release_figure", LEDGER_COUNT },
	{ "release_loss", LEDGER_COUNT },
	{ "release_drawn", LEDGER_COUNT },
	{ "earlier_release", LEDGER_NONE },
	{ "earlier_figure", LEDGER_COUNT },
	{ "organisation", LEDGER_NONE },
	{ "service", LEDGER_NONE },
	{ "alias", LEDGER_NONE },
	{ "service_find", LEDGER_NONE },
	{ "service_find_config", LEDGER_NONE },
	{ "service_find_content", LEDGER_NONE },
	{ "service_find_data", LEDGER_NONE },
	{ "service_find_idx", LEDGER_NONE },
	{ "service_area", LEDGER_NONE },
	{ "public_change", LEDGER_NONE },
	{ "service_details_version", LEDGER_NONE },
	{ "service_version", LEDGER_NONE },
	{ "service_proposal", LEDGER_NONE },
	{ "service_check", LEDGER_NONE },
	{ "helpline_check", LEDGER_NONE },
	{ "service_inquiry", LEDGER_NONE },
	{ "service_decision", LEDGER_NONE },
	{ "referral", LEDGER_REFERRAL },
	{ "referral_lock", LEDGER_REFERRAL },
	{ "referral_key", LEDGER_REFERRAL },
	{ "referral_opening", LEDGER_REFERRAL },
	{ "referral_override", LEDGER_REFERRAL },
	{ "referral_sum", LEDGER_REFERRAL },
	{ "referral_tally", LEDGER_REFERRAL },
	{ "material_text", LEDGER_NONE },
	{ "material_version", LEDGER_NONE },
	{ "material_reviewer", LEDGER_NONE },
	{ "material_remark", LEDGER_NONE },
	{ "material_answer", LEDGER_NONE },
	{ "guidance_text", LEDGER_NONE },
	{ "remark", LEDGER_NONE },
	{ "report_text", LEDGER_NONE },
	{ "migration", LEDGER_NONE },
};
enum { N_TABLES = sizeof(tables) / sizeof(tables[0]) };

/* What rows of different ledgers may have in common: the place and the team. */
static const char *const labels[] = { "org_id", "team_id" };

static sqlite3 *
schema_open(struct world *w)
{
	char path[256];
	sqlite3 *sql;

	snprintf(path, sizeof(path), "%s/lotsa.db", w->dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	return sql;
}

/* Calls `each` with the first two columns of every row. */
static void
for_each(sqlite3 *sql, const char *query, void (*each)(const char *, const char *))
{
	sqlite3_stmt *stmt;

	ck_assert_msg(sqlite3_prepare_v2(sql, query, -1, &stmt, NULL) == SQLITE_OK, "%s",
		sqlite3_errmsg(sql));
	while (sqlite3_step(stmt) == SQLITE_ROW)
		each((const char *)sqlite3_column_text(stmt, 0),
			(const char *)sqlite3_column_text(stmt, 1));
	sqlite3_finalize(stmt);
}

static enum ledger
ledger_of(const char *table)
{
	int i;

	for (i = 0; i < N_TABLES; i++)
		if (strcmp(tables[i].table, table) == 0)
			return tables[i].ledger;
	ck_abort_msg("the table %s is of no ledger yet: say so in this test", table);
	return LEDGER_NONE;
}

static bool
is_word_byte(char c)
{
	return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_word_in(const char *word, const char *text)
{
	size_t n = strlen(word);
	const char *p;

	for (p = strstr(text, word); p; p = strstr(p + 1, word))
		if ((p == text || !is_word_byte(p[-1])) && !is_word_byte(p[n]))
			return true;
	return false;
}

static void
check_table(const char *table, const char *unused)
{
	(void)unused;
	(void)ledger_of(table);
}

static void
check_foreign_key(const char *from, const char *to)
{
	enum ledger a = ledger_of(from), b = ledger_of(to);

	ck_assert_msg(a == LEDGER_NONE || b == LEDGER_NONE || a == b, "%s refers to %s", from,
		to);
	ck_assert_msg(b == LEDGER_NONE || a == b, "%s, of no ledger, refers to %s", from, to);
	ck_assert_msg(a != LEDGER_COUNT || strcmp(to, "org") == 0 ||
			strcmp(to, "release") == 0 || strcmp(to, "earlier_release") == 0,
		"%s refers to %s", from, to);
}

static void
check_view(const char *name, const char *text)
{
	enum ledger met = LEDGER_NONE;
	int i;

	for (i = 0; i < N_TABLES; i++) {
		if (tables[i].ledger == LEDGER_NONE || !is_word_in(tables[i].table, text))
			continue;
		ck_assert_msg(met == LEDGER_NONE || met == tables[i].ledger,
			"the view %s joins two ledgers", name);
		met = tables[i].ledger;
	}
}

static void
check_trigger(const char *name, const char *text)
{
	int i;

	for (i = 0; i < N_TABLES; i++)
		ck_assert_msg(tables[i].ledger == LEDGER_NONE ||
				!is_word_in(tables[i].table, text),
			"the trigger %s could write into another ledger", name);
}

static void
check_engine_table(const char *name, const char *unused)
{
	(void)unused;
	ck_abort_msg("%s tells of the order of rows", name);
}

TEST(every_table_is_of_one_ledger_and_refers_to_no_other)
{
	struct world w WORLD_CLEANUP = world_new();
	sqlite3 *sql = schema_open(&w);

	for_each(sql, "SELECT name, '' FROM sqlite_schema WHERE type = 'table' "
		"AND name NOT LIKE 'sqlite_%'", check_table);
	for_each(sql, "SELECT t.name, f.\"table\" FROM sqlite_schema t, "
		"pragma_foreign_key_list(t.name) f WHERE t.type = 'table'", check_foreign_key);
	/* the engine's own tables count rows (sqlite_sequence) or keep samples of them */
	for_each(sql, "SELECT name, '' FROM sqlite_schema WHERE type = 'table' "
		"AND name LIKE 'sqlite_%'", check_engine_table);
	for_each(sql, "SELECT name, sql FROM sqlite_schema WHERE type = 'view'", check_view);
	for_each(sql, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
		check_trigger);
	sqlite3_close(sql);
}

TEST(ballots_and_counters_have_these_columns_and_no_other)
{
	static const char *const expected[] = {
		"ballot: association_id half_year cut label slip sealed",
		"counter: association_id half_year cut label topic answer n" };
	struct world w WORLD_CLEANUP = world_new();
	sqlite3 *sql = schema_open(&w);
	sqlite3_stmt *stmt;
	int i = 0;

	CHECK(sqlite3_prepare_v2(sql, "SELECT t.name || ': ' || "
		"(SELECT group_concat(name, ' ') FROM pragma_table_info(t.name)) "
		"FROM sqlite_schema t "
		"WHERE t.name IN ('ballot', 'counter') ORDER BY t.name", -1, &stmt, NULL) ==
		SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		ck_assert_str_eq((const char *)sqlite3_column_text(stmt, 0), expected[i++]);
	ck_assert_int_eq(i, 2);
	sqlite3_finalize(stmt);
	sqlite3_close(sql);
}

/* ---- columns of the ledgers ---- */

static bool
is_label(const char *column)
{
	size_t i;

	for (i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (strcmp(labels[i], column) == 0)
			return true;
	return false;
}

static void
check_common_column(const char *column, const char *where)
{
	ck_assert_msg(is_label(column), "%s stands in two ledgers: %s", column, where);
}

/* Days are months in the ledgers, but for what has to be done on a day. */
static void
check_ledger_column(const char *table, const char *column)
{
	/* until_at: a full hour, kept an hour or two, in no backup */
	static const char *const allowed[] = { "followup_on", "consent_until_on", "until_at" };
	static const char *const parts[] = { "time", "date", "day", "account", "user", "author",
		"person", "name", "phone", "address", "note", "text", "comment", "email" };
	struct str name = str_of(column);
	size_t i;

	if (ledger_of(table) == LEDGER_NONE)
		return;
	for (i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++)
		if (strcmp(allowed[i], column) == 0)
			return;
	ck_assert_msg(!str_ends(name, STR("_on")) && !str_ends(name, STR("_at")),
		"%s.%s is more exact than a month", table, column);
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		ck_assert_msg(!str_contains(name, str_of(parts[i])), "%s.%s says %s", table,
			column, parts[i]);
	ck_assert_msg(strcmp(column, "answer") != 0 || strcmp(table, "counter") == 0 ||
			strcmp(table, "release_drawn") == 0, "%s has answers", table);
}

TEST(ledgers_share_no_column_but_place_and_team_and_know_no_day_or_person)
{
	struct world w WORLD_CLEANUP = world_new();
	sqlite3 *sql = schema_open(&w);

	for_each(sql, "SELECT t.name, c.name FROM sqlite_schema t, "
		"pragma_table_info(t.name) c WHERE t.type = 'table' "
		"AND t.name NOT LIKE 'sqlite_%'", check_ledger_column);
	/* an id is drawn by lot for each row of each table, month and reason are codes, n is a sum */
	for_each(sql, "SELECT a.name, r.name || ' and ' || t.name FROM sqlite_schema t, "
		"pragma_table_info(t.name) a, sqlite_schema r, pragma_table_info(r.name) b "
		"WHERE r.name IN ('referral', 'referral_sum', 'referral_lock', 'referral_key', "
		"'referral_opening', 'referral_override') AND t.name IN ('card', 'due', "
		"'screening', 'denominator', 'kept_coverage', 'ballot', 'counter', 'card_lock', "
		"'card_key', 'card_opening', 'card_override') "
		"AND a.name = b.name AND a.name NOT IN ('id', 'closed_month', 'reason', 'n', "
		/* locks: hashes of another name in each ledger, codes, a month, a full hour */
		"'who', 'ground', 'moved_reason', 'opened_month', 'is_for_auditor', 'is_seen', "
		"'until_at')",
		check_common_column);
	for_each(sql, "SELECT a.name, 'ballot and ' || t.name FROM sqlite_schema t, "
		"pragma_table_info(t.name) a, pragma_table_info('ballot') b "
		"WHERE t.name IN ('card', 'due', 'screening', 'denominator', 'kept_coverage') "
		"AND a.name = b.name", check_common_column);
	sqlite3_close(sql);
}
