/* Fills a database from its own schema, and runs queries against it with and without a place. */
#include "tests/canary/canary.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/harness/harness.h"

enum { TRIES = 40 };

/* A small random number that only depends on its seed. */
static uint32_t
mix(uint64_t seed)
{
	seed = (seed ^ (seed >> 31)) * 0x9e3779b97f4a7c15u;
	seed = (seed ^ (seed >> 29)) * 0xbf58476d1ce4e5b9u;
	return (uint32_t)(seed >> 33);
}

static uint64_t
hash(const char *name)
{
	uint64_t h = 1469598103934665603u;

	for (; *name; name++)
		h = (h ^ (unsigned char)*name) * 1099511628211u;
	return h;
}

static sqlite3_stmt *
prepare(struct db *db, const char *sql)
{
	sqlite3_stmt *stmt = NULL;

	ck_assert_msg(sqlite3_prepare_v2(db->engine, sql, -1, &stmt, NULL) == SQLITE_OK,
		"%s: %s", sqlite3_errmsg(db->engine), sql);
	return stmt;
}

/* ---- values: the same for columns and for parameters of the same name ---- */

static int64_t
id_of(const char *table, int party, unsigned row)
{
	if (strcmp(table, "org") == 0)
		return row % 7 == 6 ? ASSOCIATION + party - 1 : party;
	return party * 1000000 + (int64_t)(hash(table) % 9000) * 100 + row % CANARY_ROWS + 1;
}

/* Rows walk through the values of a column, each column from another start. */
static int64_t
int_of(const char *name, unsigned row)
{
	unsigned n = (unsigned)(hash(name) % 1000) + row * (hash(name) & 64 ? 1 : 5);

	if (strstr(name, "month"))
		return 2026 * 12 + 8 + n % 5;
	if (strstr(name, "_on"))
		return 20770 + n % 20;
	if (strstr(name, "quarter"))
		return 2026 * 4 + n % 4;
	if (strstr(name, "half_year"))
		return 2026 * 2 + n % 2;
	if (strncmp(name, "is_", 3) == 0 || strncmp(name, "has_", 4) == 0 ||
		strncmp(name, "uses_", 5) == 0)
		return n % 2;
	return n % 6;
}

static const char *
text_of(int party, unsigned n)
{
	static char text[32];

	snprintf(text, sizeof(text), "%s-%u", party == PARTY ? "plain" : "canary", n);
	return text;
}

/* A service of either party, as a JSON array. */
static const char *
ids_of(unsigned row)
{
	static char text[64];

	snprintf(text, sizeof(text), "[%lld,%lld]", (long long)id_of("service", PARTY, row),
		(long long)id_of("service", OTHER_PARTY, row));
	return text;
}

static struct str
blob_of(unsigned n)
{
	static char bytes[32];

	memset(bytes, (int)n, sizeof(bytes));
	return (struct str){ bytes, sizeof(bytes) };
}

/* ---- the fixture ---- */

/* The table that a column refers to, or "". */
static void
referred(struct db *db, const char *table, const char *column, char *out, size_t size)
{
	sqlite3_stmt *stmt = prepare(db, "SELECT \"table\" FROM pragma_foreign_key_list(?1) "
		"WHERE \"from\" = ?2 AND \"to\" = 'id'");

	sqlite3_bind_text(stmt, 1, table, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 2, column, -1, SQLITE_STATIC);
	snprintf(out, size, "%s", sqlite3_step(stmt) == SQLITE_ROW ?
		(const char *)sqlite3_column_text(stmt, 0) : "");
	sqlite3_finalize(stmt);
}

struct column {
	char name[64], table[64];	/* table: whose id it holds, or "" */
	char type;			/* I, T or B */
	bool may_be_null;
};

static int
read_columns(struct db *db, const char *table, struct column *columns, int max)
{
	sqlite3_stmt *stmt = prepare(db, "SELECT name, type, \"notnull\" + pk FROM "
		"pragma_table_info(?1)");
	int n = 0;

	sqlite3_bind_text(stmt, 1, table, -1, SQLITE_STATIC);
	for (; sqlite3_step(stmt) == SQLITE_ROW && n < max; n++) {
		struct column *c = &columns[n];

		snprintf(c->name, sizeof(c->name), "%s", sqlite3_column_text(stmt, 0));
		/* a table of words has columns without a type */
		c->type = sqlite3_column_bytes(stmt, 1) ?
			(char)sqlite3_column_text(stmt, 1)[0] :
			'T';
		c->may_be_null = sqlite3_column_int(stmt, 2) == 0;
		referred(db, table, c->name, c->table, sizeof(c->table));
		if (strcmp(c->name, "id") == 0)
			snprintf(c->table, sizeof(c->table), "%s", table);
	}
	sqlite3_finalize(stmt);
	return n;
}

static void
bind_column(sqlite3_stmt *stmt, int at, const struct column *c, int party, unsigned row)
{
	if (strcmp(c->name, "org_id") == 0 || strcmp(c->name, "owner_org_id") == 0)
		sqlite3_bind_int64(stmt, at, party);
	else if (strcmp(c->name, "association_id") == 0)
		sqlite3_bind_int64(stmt, at, ASSOCIATION + party - 1);
	else if (c->may_be_null && mix(hash(c->name) + row) % 3 != 0)
		sqlite3_bind_null(stmt, at);
	else if (c->table[0])
		sqlite3_bind_int64(stmt, at, id_of(c->table, party, row));
	else if (c->type == 'T')
		sqlite3_bind_text(stmt, at, text_of(party, row), -1, SQLITE_TRANSIENT);
	else if (c->type == 'B')
		sqlite3_bind_blob(stmt, at, blob_of(row).p, 32, SQLITE_TRANSIENT);
	else
		sqlite3_bind_int64(stmt, at, int_of(c->name, row));
}

/* OR IGNORE: a few rows may collide in a unique index; enough remain. */
static void
fill_table(struct db *db, const char *table, int party)
{
	struct column columns[64];
	int n = read_columns(db, table, columns, 64), i;
	struct buf sql = buf_new(4096);
	sqlite3_stmt *stmt;
	unsigned row;

	buf_printf(&sql, "INSERT OR IGNORE INTO %s VALUES (?1", table);
	for (i = 2; i <= n; i++)
		buf_printf(&sql, ", ?%d", i);
	buf_put(&sql, STR(")"));
	buf_put_byte(&sql, '\0');
	stmt = prepare(db, sql.p);
	for (row = 0; row < CANARY_ROWS; row++) {
		for (i = 0; i < n; i++)
			bind_column(stmt, i + 1, &columns[i], party, row);
		CHECK(sqlite3_step(stmt) == SQLITE_DONE);
		sqlite3_reset(stmt);
	}
	sqlite3_finalize(stmt);
	buf_free(&sql);
}

static bool
has_column(struct db *db, const char *table, const char *column)
{
	sqlite3_stmt *stmt = prepare(db, "SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2");
	bool has;

	sqlite3_bind_text(stmt, 1, table, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 2, column, -1, SQLITE_STATIC);
	has = sqlite3_step(stmt) == SQLITE_ROW;
	sqlite3_finalize(stmt);
	return has;
}

typedef void table_fn(struct db *db, const char *table, void *context);

static void
each_table(struct db *db, table_fn *fn, void *context)
{
	sqlite3_stmt *stmt = prepare(db, "SELECT name FROM pragma_table_list "
					 "WHERE schema = 'main' AND type IN ('table', 'virtual') "
					 "AND name NOT LIKE 'sqlite_%' AND name NOT IN "
					 "('migration', 'org') ORDER BY name");

	while (sqlite3_step(stmt) == SQLITE_ROW)
		fn(db, (const char *)sqlite3_column_text(stmt, 0), context);
	sqlite3_finalize(stmt);
}

static void
fill_one(struct db *db, const char *table, void *with_other)
{
	fill_table(db, table, PARTY);
	if (*(bool *)with_other || !has_column(db, table, "org_id"))
		fill_table(db, table, OTHER_PARTY);
}

static struct db *
fill(bool with_other)
{
	struct db *db;

	CHECK_ERR(OK, db_open(":memory:", DB_WRITE, &db));
	/* Values made from names break rules of their own; only their places matter here. */
	CHECK_ERR(OK, engine_run(db->engine, "PRAGMA foreign_keys = OFF;"
		"PRAGMA ignore_check_constraints = ON;"
		"INSERT INTO org (id, kind, code, name) VALUES (1, 1, 'plain-0', 'Ort'), "
		"(2, 1, 'canary-0', 'Ort'), (3, 2, 'a3', 'Ort'), (4, 2, 'a4', 'Ort'), "
		"(5, 2, 'a5', 'Ort')"));
	each_table(db, fill_one, &with_other);
	return db;
}

static void
watch_table(struct db *db, const char *table, void *canary)
{
	const char *column = has_column(db, table, "org_id") ? "org_id" : "owner_org_id";
	struct canary *c = canary;
	char sql[200];

	if (!has_column(db, table, column))
		return;
	CHECK(c->n_others < (int)(sizeof(c->others) / sizeof(*c->others)));
	snprintf(sql, sizeof(sql), "SELECT * FROM %s WHERE %s = %d", table, column,
		OTHER_PARTY);
	c->others[c->n_others++] = prepare(db, sql);
}

struct canary
canary_new(void)
{
	struct canary c = { .full = fill(true), .bare = fill(false),
		.full_rows = buf_new(1 << 20), .bare_rows = buf_new(1 << 20),
		.before = buf_new(1 << 20), .after = buf_new(1 << 20) };

	each_table(c.full, watch_table, &c);
	return c;
}

void
canary_free(struct canary *c)
{
	while (c->n_others > 0)
		sqlite3_finalize(c->others[--c->n_others]);
	db_close(c->full);
	db_close(c->bare);
	buf_free(&c->full_rows);
	buf_free(&c->bare_rows);
	buf_free(&c->before);
	buf_free(&c->after);
}

/* ---- running ---- */

/*
 * Most parameters of a run come from one row, so that queries with several find it; some come from
 * anywhere, or are none at all, or are new.
 */
static void
bind_param(
	sqlite3_stmt *stmt, int at, const struct query_param *p, int64_t place, uint64_t seed)
{
	unsigned own = mix(seed + hash(p->name)), base = mix(seed);
	unsigned from = own % 4 ? base : own;
	int party = from % 3 ? OTHER_PARTY : PARTY;
	unsigned row = from / 4 % (CANARY_ROWS + CANARY_ROWS / 2);
	int64_t number = int_of(p->name, row);

	switch (p->type) {
	case QUERY_SCOPE_ORG:
		sqlite3_bind_int64(stmt, at, place);
		break;
	case QUERY_ID:
		if (own % 16 == 0)
			sqlite3_bind_null(stmt, at);
		else
			sqlite3_bind_int64(
				stmt, at, own % 8 == 0 ? 0 : id_of(p->table, party, row));
		break;
	case QUERY_TEXT:
		if (strcmp(p->name, "match") == 0)
			sqlite3_bind_text(stmt, at, "\"can\" OR \"pla\"", -1, SQLITE_STATIC);
		else if (strcmp(p->name, "word_list") == 0)
			sqlite3_bind_text(
				stmt, at, own % 2 ? "[\"a\"]" : "[]", -1, SQLITE_STATIC);
		else if (strcmp(p->name, "id_list") == 0)
			sqlite3_bind_text(stmt, at, ids_of(row), -1, SQLITE_TRANSIENT);
		else
			sqlite3_bind_text(stmt, at, text_of(party, row), -1, SQLITE_TRANSIENT);
		break;
	case QUERY_BLOB:
		sqlite3_bind_blob(stmt, at, blob_of(row).p, 32, SQLITE_TRANSIENT);
		break;
	case QUERY_DATE:
		sqlite3_bind_int64(stmt, at, own % 2 ? number : 20765 + own % 30);
		break;
	case QUERY_MONTH:
		sqlite3_bind_int64(stmt, at, own % 2 ? number : 2026 * 12 + 7 + own % 7);
		break;
	case QUERY_INT:
	case QUERY_BOOL:
		sqlite3_bind_int64(stmt, at, own % 8 ? number : 100);
		break;
	}
}

/* Every value of the row as text, into `out`. */
static void
put_row(sqlite3_stmt *stmt, struct buf *out)
{
	int i;

	for (i = 0; i < sqlite3_column_count(stmt); i++) {
		struct str value = { sqlite3_column_blob(stmt, i),
			(size_t)sqlite3_column_bytes(stmt, i) };

		if (sqlite3_column_type(stmt, i) == SQLITE_INTEGER)
			buf_put_int(out, sqlite3_column_int64(stmt, i));
		else if (sqlite3_column_type(stmt, i) == SQLITE_NULL)
			buf_put(out, STR("null"));
		else
			buf_put(out, value);
		buf_put_byte(out, '|');
	}
	buf_put_byte(out, '\n');
}

/* One run; of a write only the outcome is noted, since its ids are random.  Returns the rows. */
static int64_t
run_once(sqlite3_stmt *stmt, const struct query *q, int64_t place, uint64_t seed,
	struct buf *out)
{
	int64_t rows = 0;
	int i, rc;

	buf_clear(out);
	for (i = 0; i < q->n_params; i++)
		bind_param(stmt, i + 1, &q->params[i], place, seed);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		if (!q->is_write)
			put_row(stmt, out);
		rows++;
	}
	if (q->is_write)
		rows = rc == SQLITE_DONE ? sqlite3_changes64(sqlite3_db_handle(stmt)) : 0;
	buf_printf(out, "%d %lld", rc, (long long)rows);
	sqlite3_reset(stmt);
	return rows;
}

static void
dump_others(struct canary *c, struct buf *out)
{
	int i;

	buf_clear(out);
	for (i = 0; i < c->n_others; i++) {
		buf_printf(out, "%d:", i);
		while (sqlite3_step(c->others[i]) == SQLITE_ROW)
			put_row(c->others[i], out);
		sqlite3_reset(c->others[i]);
	}
	CHECK_ERR(OK, buf_err(out));
}

static bool
is_other_changed(struct canary *c)
{
	dump_others(c, &c->after);
	return !str_eq(buf_str(&c->before), buf_str(&c->after));
}

struct canary_finding
canary_try(struct canary *c, const struct query *q, int64_t place)
{
	sqlite3_stmt *full = prepare(c->full, q->sql), *bare = prepare(c->bare, q->sql);
	struct canary_finding found = { 0 };
	int64_t rows;
	uint64_t seed;

	dump_others(c, &c->before);
	for (seed = 0; seed < TRIES; seed++) {
		CHECK_ERR(OK, engine_run(c->full->engine, "BEGIN"));
		CHECK_ERR(OK, engine_run(c->bare->engine, "BEGIN"));
		rows = run_once(full, q, place, seed, &c->full_rows);
		run_once(bare, q, place, seed, &c->bare_rows);
		CHECK_ERR(OK, buf_err(&c->full_rows));
		if (!str_eq(buf_str(&c->full_rows), buf_str(&c->bare_rows)))
			found.leaks = true;
		if (q->is_write && rows > 0 && is_other_changed(c))
			found.changes = true;
		found.rows += rows;
		CHECK_ERR(OK, engine_run(c->full->engine, "ROLLBACK"));
		CHECK_ERR(OK, engine_run(c->bare->engine, "ROLLBACK"));
	}
	sqlite3_finalize(full);
	sqlite3_finalize(bare);
	return found;
}
