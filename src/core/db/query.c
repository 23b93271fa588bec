/* Runs generated queries: cached statements, parameters, rows, errors. */
#include "core/db/query.h"

#include "core/db/engine.h"

enum err
engine_err(sqlite3 *engine)
{
	int rc = sqlite3_extended_errcode(engine);

	switch (rc) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		return ERR_CONFLICT;
	default:
		break;
	}
	switch (rc & 0xff) {
	case SQLITE_CONSTRAINT:
		return ERR_INVALID;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_NOMEM:
		return ERR_BUSY;
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
		return ERR_IO;
	case SQLITE_TOOBIG:
		return ERR_LIMIT;
	default:
		return ERR_DB;
	}
}

static enum err
engine_prepare(struct db *db, const struct query *query, sqlite3_stmt **out)
{
	size_t i = ((uintptr_t)query / sizeof(*query)) % CACHE_SIZE;
	sqlite3_stmt *stmt;

	while (db->cache[i].query && db->cache[i].query != query)
		i = (i + 1) % CACHE_SIZE;
	if (!db->cache[i].query) {
		/* One free place must remain, or the search above would not end. */
		assert_always(db->n_cached < CACHE_SIZE - 1);
		if (sqlite3_prepare_v3(db->engine, query->sql, -1, SQLITE_PREPARE_PERSISTENT,
			&stmt, NULL) != SQLITE_OK)
			return engine_err(db->engine);
		db->cache[i].query = query;
		db->cache[i].stmt = stmt;
		db->n_cached++;
	}
	*out = db->cache[i].stmt;
	return OK;
}

static void
start(struct query_run *run, const struct query *query)
{
	sqlite3_stmt *stmt = NULL;

	run->query = query;
	if (run->err == OK)
		run->err = engine_prepare(run->db, query, &stmt);
	/* A query inside its own reader would reset itself. */
	assert_always(!stmt || !sqlite3_stmt_busy(stmt));
	run->stmt = stmt;
}

void
query_start_read(struct query_run *run, struct db *db, const struct query *query)
{
	*run = (struct query_run){ .db = db };
	start(run, query);
}

void
query_start_write(struct query_run *run, struct tx *tx, const struct query *query)
{
	assert_always(tx->is_open);
	*run = (struct query_run){ .db = tx->db, .tx = tx };
	/* With autocommit back on, the engine has thrown the transaction away. */
	if (tx->is_doomed || sqlite3_get_autocommit(tx->db->engine))
		run->err = ERR_DB;
	start(run, query);
}

static void
bound(struct query_run *run, int rc)
{
	if (rc != SQLITE_OK && run->err == OK)
		run->err = engine_err(run->db->engine);
}

void
query_put_int(struct query_run *run, int at, int64_t v)
{
	if (run->stmt)
		bound(run, sqlite3_bind_int64(run->stmt, at, v));
}

void
query_put_set(struct query_run *run, int at, int64_t v)
{
	if (v != 0)
		query_put_int(run, at, v);
	else if (run->stmt)
		bound(run, sqlite3_bind_null(run->stmt, at));
}

void
query_put_text(struct query_run *run, int at, struct str s)
{
	if (run->stmt)
		bound(run, sqlite3_bind_text64(run->stmt, at, s.p ? s.p : "", s.n,
				   SQLITE_STATIC, SQLITE_UTF8));
}

void
query_put_blob(struct query_run *run, int at, struct str s)
{
	if (run->stmt)
		bound(run,
			sqlite3_bind_blob64(run->stmt, at, s.p ? s.p : "", s.n, SQLITE_STATIC));
}

int64_t
query_col_int(struct query_run *run, int at)
{
	return sqlite3_column_int64(run->stmt, at);
}

int32_t
query_col_int32(struct query_run *run, int at)
{
	return (int32_t)sqlite3_column_int64(run->stmt, at);
}

static struct str
copy(struct query_run *run, struct arena *a, const void *p, int at)
{
	struct str s = { p, (size_t)sqlite3_column_bytes(run->stmt, at) };
	const char *mine;

	if (!p || s.n == 0)
		return STR_NULL;
	mine = arena_cstr(a, s);
	if (!mine) {
		run->err = ERR_LIMIT;
		return STR_NULL;
	}
	return (struct str){ mine, s.n };
}

struct str
query_col_text(struct query_run *run, struct arena *a, int at)
{
	return copy(run, a, sqlite3_column_text(run->stmt, at), at);
}

struct str
query_col_blob(struct query_run *run, struct arena *a, int at)
{
	return copy(run, a, sqlite3_column_blob(run->stmt, at), at);
}

/* ---- endings ---- */

/* The next row; false at the end or on an error, which run->err keeps. */
static bool
step(struct query_run *run)
{
	int rc;

	if (run->err != OK)
		return false;
	rc = sqlite3_step(run->stmt);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		run->err = engine_err(run->db->engine);
	return rc == SQLITE_ROW;
}

/* Parameters may be answers or hashes: the statement keeps none of them. */
static enum err
finish(struct query_run *run)
{
	if (run->stmt) {
		sqlite3_reset(run->stmt);
		sqlite3_clear_bindings(run->stmt);
	}
	return run->err;
}

enum err
query_one(struct query_run *run, struct arena *a, query_row_fn *read, void *row, size_t size)
{
	void *found = NULL;

	if (step(run)) {
		found = arena_alloc(a, size);
		if (found)
			read(run, a, found);
		else
			run->err = ERR_LIMIT;
		/* A write must run to its end to be whole. */
		while (run->tx && step(run))
			;
	}
	TRY(finish(run));
	if (!found)
		return ERR_NOT_FOUND;
	memcpy(row, found, size);
	return OK;
}

/* Makes room for one row more, or twice as many. */
static char *
grow(struct query_run *run, struct arena *a, char *rows, size_t n, size_t *room, size_t size)
{
	size_t more = *room ? *room * 2 : 16;
	char *p;

	if (n < *room)
		return rows;
	p = arena_array(a, more, size);
	if (!p) {
		run->err = ERR_LIMIT;
		return rows;
	}
	if (n)
		memcpy(p, rows, n * size);
	*room = more;
	return p;
}

enum err
query_many(struct query_run *run, struct arena *a, query_row_fn *read, size_t size, void *rows,
	size_t *n)
{
	char *found = NULL;
	size_t n_found = 0, room = 0;

	while (step(run)) {
		if (n_found == (size_t)run->query->cap)
			run->err = ERR_LIMIT;
		else
			found = grow(run, a, found, n_found, &room, size);
		if (run->err == OK)
			read(run, a, found + n_found++ * size);
	}
	TRY(finish(run));
	memcpy(rows, &found, sizeof(found));
	*n = n_found;
	return OK;
}

enum err
query_exec(struct query_run *run, int64_t *changed)
{
	while (step(run))
		;
	TRY(finish(run));
	*changed = sqlite3_changes64(run->db->engine);
	return OK;
}

enum err
query_change(struct query_run *run)
{
	int64_t changed = 0;

	TRY(query_exec(run, &changed));
	return changed ? OK : ERR_CONFLICT;
}

enum err
query_audited(struct tx *tx, enum err e)
{
	if (e != OK)
		tx->is_doomed = true;
	return e;
}
