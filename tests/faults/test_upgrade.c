/* A database of an earlier release is brought up to date with everything that was in it. */
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

#include "tests/faults/program.h"
#include "tests/harness/harness.h"
#include "tests/paths.h"

/* Schemas as they once were, with a row in each ledger; never written anew. */
#define EARLIER SOURCE_ROOT "/tests/golden/upgrade/0008.sql"
#define LATER SOURCE_ROOT "/tests/golden/upgrade/0022.sql"

/* The folder of the world with the database of the earlier release in place of its own. */
static sqlite3 *
earlier_open(struct world *w, const char *file)
{
	const char *path = arena_printf(w->arena, "%s/lotsa.db", w->dir).p;
	struct str dump = program_file(w, file);
	char *message = NULL;
	sqlite3 *sql;

	CHECK(dump.n > 0);
	db_close(w->db);
	db_close(w->writer);
	w->db = w->writer = NULL;
	CHECK(unlink(path) == 0 && sqlite3_open(path, &sql) == SQLITE_OK);
	ck_assert_msg(sqlite3_exec(sql, arena_cstr(w->arena, dump), NULL, NULL, &message) ==
			SQLITE_OK, "%s", message);
	return sql;
}

static int
put_row(void *context, int n, char **values, char **names)
{
	struct buf *out = context;
	int i;

	for (i = 0; i < n; i++)
		buf_printf(out, "%s=%s ", names[i], values[i] ? values[i] : "-");
	buf_put_byte(out, '\n');
	return 0;
}

/* The rows of an earlier release's columns, whatever columns come later. */
static struct str
rows(struct world *w, sqlite3 *sql, const char *const *queries)
{
	struct buf out BUF_CLEANUP = buf_new(1 << 20);

	for (; *queries; queries++) {
		size_t before = out.n;

		ck_assert_msg(sqlite3_exec(sql, *queries, put_row, &out, NULL) == SQLITE_OK,
			"%s: %s", *queries, sqlite3_errmsg(sql));
		ck_assert_msg(out.n > before, "%s", *queries);
	}
	CHECK(buf_err(&out) == OK);
	return arena_str(w->arena, buf_str(&out));
}

static const char *const since_8[] = { "SELECT id, kind, code, name FROM org",
		"SELECT id, org_id, association_id, name, uses_cards FROM intervention",
		"SELECT id, org_id, name, municipality FROM team",
		"SELECT id, login, display_name, lang, created_on FROM account",
		"SELECT org_id, account_id, role, team_id, from_on, until_on FROM role_grant",
		"SELECT id, team_id, code, sex, age_band, start_month FROM card ORDER BY id",
		"SELECT id, card_id, due_month, outcome, met_month FROM due ORDER BY id",
		"SELECT id, card_id, due_id, month, face, outcome FROM screening",
		"SELECT hex(key_hash), day FROM posting",
		"SELECT half_year, cut, label, hex(slip), hex(sealed) FROM ballot",
		"SELECT half_year, cut, label, topic, answer, n FROM counter",
		"SELECT id, owner_org_id, code, name, kind FROM organisation",
		"SELECT id, organisation_id, code, name, tracks FROM service",
		"SELECT id, slip_code, track, service_id, state, followup_on FROM referral",
		"SELECT org_id, seq, day, verb, hex(sealed), hex(mac) FROM audit", NULL };

/* What came with locks, the second person, releases, reviews, remarks and printed products. */
static const char *const since_22[] = {
	"SELECT org_id, account_id, nr, kind, done_on, by_id, role FROM account_change",
	"SELECT id, org_id, account_id, kind, role, asked_by_id, expires_on, state FROM approval",
	"SELECT id, account_id, kind, place_org_id, by_id, made_on FROM notice",
	"SELECT account_id, hex(secret), is_trusted FROM totp",
	"SELECT org_id, card_id, ground FROM card_lock",
	"SELECT org_id, card_id, hex(who) FROM card_key",
	"SELECT org_id, referral_id, ground FROM referral_lock",
	"SELECT org_id, referral_id, hex(who) FROM referral_key",
	"SELECT id, org_id, account_id, from_on, until_on, sample_size FROM review",
	"SELECT id, day, decision, body FROM purge_receipt",
	"SELECT id, service_id, base_version, account_id, phone FROM service_proposal",
	"SELECT owner_org_id, service_id, area_code FROM service_area",
	"SELECT id, page, kind, words, received_month FROM remark",
	"SELECT id, drawn_month, engine, plan FROM release",
	"SELECT release_id, layer, place_id, label, from_half, n FROM release_group",
	"SELECT release_id, layer, place_id, measure, value, spread FROM release_figure",
	"SELECT id, owner_org_id, code, body FROM material_text",
	"SELECT id, owner_org_id, product, code, number, state, hex(pdf) FROM material_version",
	"SELECT material_version_id, account_id FROM material_reviewer",
	"SELECT id, material_version_id, panel, body, account_id FROM material_remark",
	"SELECT material_remark_id, verdict FROM material_answer", NULL };

/* Brings a database of `file` up to date; `more` may be NULL. */
static void
bring_up(const char *file, const char *const *more)
{
	static const char *const none[] = { NULL };
	struct world w WORLD_CLEANUP = world_new();
	sqlite3 *sql = earlier_open(&w, file);
	struct str before = rows(&w, sql, since_8);
	struct str before_more = rows(&w, sql, more ? more : none), said;
	int in_file = 0;

	sqlite3_close(sql);
	ck_assert_int_eq(program_run(&w, "serve", w.dir, &said), 1);
	CHECK(str_contains(said, STR("äldre än programmet")));
	ck_assert_int_eq(program_run(&w, "migrate", w.dir, &said), 0);
	CHECK(str_contains(said, STR("är aktuell")));
	CHECK_ERR(
		OK, db_schema_number(arena_printf(w.arena, "%s/lotsa.db", w.dir).p, &in_file));
	ck_assert_int_eq(in_file, db_schema_known());
	CHECK(sqlite3_open(arena_printf(w.arena, "%s/lotsa.db", w.dir).p, &sql) == SQLITE_OK);
	CHECK(str_eq(rows(&w, sql, since_8), before));
	CHECK(str_eq(rows(&w, sql, more ? more : none), before_more));
	sqlite3_close(sql);
	ck_assert_int_eq(program_run(&w, "migrate", w.dir, &said), 0);
	CHECK(str_starts(said, STR("0 steg")));
}

TEST(a_database_of_an_earlier_release_is_brought_up_to_date_with_nothing_lost)
{
	bring_up(EARLIER, NULL);
}

TEST(a_database_with_locks_releases_and_printed_products_is_brought_up_to_date_likewise)
{
	bring_up(LATER, since_22);
}

/* ---- visibility: what was said of a group of facts is said of each of them ---- */

/* A public service of an earlier release for each value of its groups, and a version of its details. */
static const char put_groups[] =
	"UPDATE organisation SET visibility = 1, website = 'w';"
	"INSERT INTO service (id, owner_org_id, organisation_id, code, name, tracks, response, "
	"response_text, phone, phone_note, on_phone_bill, hours, languages, website, cost, "
	"cost_text, bring, note, visibility, phone_visibility, hours_visibility, "
	"practical_visibility, note_visibility) "
	"SELECT 900 + v.n, s.owner_org_id, s.organisation_id, 'v' || v.n, 'n', 1, 1, 'response', "
	"'phone', 'phone_note', 1, 'hours', 'languages', 'website', 2, 'cost', 'bring', 'note', "
	"1, v.n, (v.n + 1) % 4, (v.n + 2) % 4, (v.n + 3) % 4 "
	"FROM service s, (SELECT 0 AS n UNION SELECT 1 UNION SELECT 2 UNION SELECT 3) v;"
	"INSERT INTO service_details_version "
	"SELECT s.id, s.owner_org_id, s.id, 1, NULL, NULL, s.visibility, s.phone_visibility, "
	"s.hours_visibility, s.practical_visibility, s.note_visibility, 0, 0, '', '', 0, '', '', "
	"'', NULL, '', '', NULL, 0, '' FROM service s;";

/* 1 said the same as 0. */
#define OF_GROUP(group) "replace(" group "_visibility, 1, 0) AS "
#define SEEN_BEFORE(table)                                                             \
	"SELECT id, " OF_GROUP("phone") "phone, " OF_GROUP("phone") "phone_note, "     \
	OF_GROUP("phone") "bill, " OF_GROUP("hours") "hours, "                         \
	OF_GROUP("practical") "languages, " OF_GROUP("practical") "website, "          \
	OF_GROUP("practical") "cost, " OF_GROUP("practical") "bring, "                 \
	OF_GROUP("note") "note, 0 AS response FROM " table " ORDER BY id"
#define SEEN_AFTER(table)                                                                  \
	"SELECT id, phone_visibility AS phone, phone_note_visibility AS phone_note, "      \
	"on_phone_bill_visibility AS bill, hours_visibility AS hours, "                    \
	"languages_visibility AS languages, website_visibility AS website, "               \
	"cost_visibility AS cost, bring_visibility AS bring, note_visibility AS note, "    \
	"response_visibility AS response FROM " table " ORDER BY id"

TEST(what_a_group_of_facts_hid_each_of_them_hides_after_the_upgrade)
{
	static const char *const seen[] = { "SELECT * FROM public_service ORDER BY service_id",
		"SELECT * FROM public_organisation", NULL };
	static const char *const before[] = { SEEN_BEFORE("service"),
		SEEN_BEFORE("service_details_version"), NULL };
	static const char *const after[] = { SEEN_AFTER("service"),
		SEEN_AFTER("service_details_version"), NULL };
	struct world w WORLD_CLEANUP = world_new();
	sqlite3 *sql = earlier_open(&w, LATER);
	struct str seen_before, facts_before, said;

	CHECK(sqlite3_exec(sql, put_groups, NULL, NULL, NULL) == SQLITE_OK);
	seen_before = rows(&w, sql, seen);
	facts_before = rows(&w, sql, before);
	sqlite3_close(sql);
	ck_assert_int_eq(program_run(&w, "migrate", w.dir, &said), 0);
	CHECK(sqlite3_open(arena_printf(w.arena, "%s/lotsa.db", w.dir).p, &sql) == SQLITE_OK);
	ck_assert_str_eq(rows(&w, sql, seen).p, seen_before.p);
	ck_assert_str_eq(rows(&w, sql, after).p, facts_before.p);
	sqlite3_close(sql);
}

TEST(a_database_of_a_later_release_is_left_alone_and_the_newer_program_named)
{
	struct world w WORLD_CLEANUP = world_new();
	sqlite3 *sql = earlier_open(&w, EARLIER);
	struct str said;

	CHECK(sqlite3_exec(sql, "INSERT INTO migration VALUES (9999, '9999_later.sql')", NULL,
		NULL, NULL) == SQLITE_OK);
	sqlite3_close(sql);
	CHECK(program_run(&w, "migrate", w.dir, &said) == 1);
	CHECK(str_contains(said, STR("nyare än programmet")));
	CHECK(program_run(&w, "serve", w.dir, &said) == 1);
	CHECK(str_contains(said, STR("nyare än programmet")));
}
