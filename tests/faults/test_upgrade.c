/* A database of an earlier release is brought up to date with everything that was in it. */
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

#include "tests/faults/program.h"
#include "tests/harness/harness.h"
#include "tests/paths.h"

/* The schema after step 8, with a row in each ledger; never written anew. */
#define EARLIER SOURCE_ROOT "/tests/golden/upgrade/0008.sql"

/* The folder of the world with the database of the earlier release in place of its own. */
static sqlite3 *
earlier_open(struct world *w)
{
	const char *path = arena_printf(w->arena, "%s/lotsa.db", w->dir).p;
	struct str dump = program_file(w, EARLIER);
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

/* The rows of the earlier release's columns, whatever columns come later. */
static struct str
rows(struct world *w, sqlite3 *sql)
{
	static const char *const queries[] = { "SELECT id, kind, code, name FROM org",
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
		"SELECT org_id, seq, day, verb, hex(sealed), hex(mac) FROM audit" };
	struct buf out BUF_CLEANUP = buf_new(1 << 20);
	size_t i;

	for (i = 0; i < sizeof(queries) / sizeof(queries[0]); i++) {
		size_t before = out.n;

		ck_assert_msg(sqlite3_exec(sql, queries[i], put_row, &out, NULL) == SQLITE_OK,
			"%s: %s", queries[i], sqlite3_errmsg(sql));
		CHECK(out.n > before);
	}
	CHECK(buf_err(&out) == OK);
	return arena_str(w->arena, buf_str(&out));
}

TEST(a_database_of_an_earlier_release_is_brought_up_to_date_with_nothing_lost)
{
	struct world w WORLD_CLEANUP = world_new();
	sqlite3 *sql = earlier_open(&w);
	struct str before = rows(&w, sql), said;
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
	CHECK(str_eq(rows(&w, sql), before));
	sqlite3_close(sql);
	ck_assert_int_eq(program_run(&w, "migrate", w.dir, &said), 0);
	CHECK(str_starts(said, STR("0 steg")));
}

TEST(a_database_of_a_later_release_is_left_alone_and_the_newer_program_named)
{
	struct world w WORLD_CLEANUP = world_new();
	sqlite3 *sql = earlier_open(&w);
	struct str said;

	CHECK(sqlite3_exec(sql, "INSERT INTO migration VALUES (9999, '9999_later.sql')", NULL,
		NULL, NULL) == SQLITE_OK);
	sqlite3_close(sql);
	CHECK(program_run(&w, "migrate", w.dir, &said) == 1);
	CHECK(str_contains(said, STR("nyare än programmet")));
	CHECK(program_run(&w, "serve", w.dir, &said) == 1);
	CHECK(str_contains(said, STR("nyare än programmet")));
}
