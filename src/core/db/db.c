/* Connections and write transactions. */
#include "core/db/db.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/crypto/crypto.h"
#include "core/db/engine.h"

/* House rule: one writer at a time in a process; the busy time-out serialises processes. */
static pthread_mutex_t writer_lock = PTHREAD_MUTEX_INITIALIZER;

/* ---- the engine ---- */

enum err
engine_run(sqlite3 *engine, const char *sql)
{
	return sqlite3_exec(engine, sql, NULL, NULL, NULL) == SQLITE_OK ? OK
									: engine_err(engine);
}

enum err
engine_number(sqlite3 *engine, const char *sql, int64_t *out)
{
	sqlite3_stmt *stmt;
	enum err e = OK;
	int rc;

	if (sqlite3_prepare_v2(engine, sql, -1, &stmt, NULL) != SQLITE_OK)
		return engine_err(engine);
	rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW)
		*out = sqlite3_column_int64(stmt, 0);
	else
		e = rc == SQLITE_DONE ? ERR_NOT_FOUND : engine_err(engine);
	sqlite3_finalize(stmt);
	return e;
}

/* random_id() in SQL: ids that tell neither order nor time. */
static void
sql_random_id(sqlite3_context *context, int n, sqlite3_value **values)
{
	(void)n, (void)values;
	sqlite3_result_int64(context, crypto_random_id());
}

/* search_text(x) in SQL: folded, with two spaces before, between and behind its words. */
static void
sql_search_text(sqlite3_context *context, int n, sqlite3_value **values)
{
	const struct str text = { (const char *)sqlite3_value_text(values[0]),
		(size_t)sqlite3_value_bytes(values[0]) };
	char *folded = sqlite3_malloc64(text.n * 4 + 8), *out = folded + text.n + 1;
	struct str rest = { folded, 0 }, word;
	size_t at = 0;

	(void)n;
	if (!folded) {
		sqlite3_result_error_nomem(context);
		return;
	}
	rest.n = text.p ? str_fold_bytes(text, folded) : 0;
	while (str_split(&rest, ' ', &word)) {
		if (word.n == 0)
			continue;
		memcpy(out + at, "  ", 2);
		memcpy(out + at + 2, word.p, word.n);
		at += word.n + 2;
	}
	memcpy(out + at, "  ", 2);
	sqlite3_result_text64(context, out, at + 2, SQLITE_TRANSIENT, SQLITE_UTF8);
	sqlite3_free(folded);
}

static enum err
engine_settle(sqlite3 *engine)
{
	sqlite3_extended_result_codes(engine, 1);
	/* First of all: every PRAGMA below may have to wait for another process. */
	sqlite3_busy_timeout(engine, BUSY_MS);
	sqlite3_db_config(engine, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(engine, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(engine, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	TRY(engine_run(engine,
		"PRAGMA journal_mode = WAL;"
		"PRAGMA synchronous = FULL;"
		"PRAGMA foreign_keys = ON;"
		"PRAGMA trusted_schema = OFF;"
		"PRAGMA secure_delete = ON;"
		"PRAGMA cell_size_check = ON;"
		"PRAGMA temp_store = MEMORY"));
	if (sqlite3_create_function(engine, "random_id", 0, SQLITE_UTF8 | SQLITE_DIRECTONLY,
		    NULL, sql_random_id, NULL, NULL) != SQLITE_OK ||
		sqlite3_create_function(engine, "search_text", 1,
			SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
			sql_search_text, NULL, NULL) != SQLITE_OK)
		return engine_err(engine);
	return OK;
}

/* Counting every allocation, under a lock, for figures that nobody reads.  Too late is no harm. */
static void
count_no_memory(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

enum err
engine_open(const char *path, int flags, sqlite3 **out)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	sqlite3 *engine = NULL;
	enum err e;

	pthread_once(&once, count_no_memory);
	if (sqlite3_open_v2(path, &engine, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		e = engine ? engine_err(engine) : ERR_LIMIT;
	else
		e = engine_settle(engine);
	if (e != OK) {
		sqlite3_close(engine);
		return e;
	}
	*out = engine;
	return OK;
}

/* ---- connections ---- */

static enum err
check_schema(sqlite3 *engine)
{
	int in_file = 0;

	TRY(engine_schema_number(engine, &in_file));
	if (in_file > migrations_n)
		return ERR_CONFLICT;
	return in_file < migrations_n ? ERR_INVALID : OK;
}

/* A database in memory begins empty each time, so it is brought up to date on the spot. */
static enum err
open_ready(const char *path, enum db_mode mode, sqlite3 **out)
{
	bool is_memory = strcmp(path, ":memory:") == 0;
	sqlite3 *engine;
	int applied = 0;
	enum err e = OK;

	if (!is_memory && access(path, F_OK) != 0)
		return ERR_NOT_FOUND;
	TRY(engine_open(path, SQLITE_OPEN_READWRITE | (is_memory ? SQLITE_OPEN_CREATE : 0),
		&engine));
	if (is_memory)
		e = engine_migrate(engine, migrations, migrations_n, &applied);
	if (e == OK)
		e = check_schema(engine);
	if (e == OK && mode == DB_READ)
		e = engine_run(engine, "PRAGMA query_only = ON");
	if (e != OK) {
		sqlite3_close(engine);
		return e;
	}
	*out = engine;
	return OK;
}

enum err
engine_wrap(sqlite3 *engine, enum db_mode mode, struct db **out)
{
	struct db *db = calloc(1, sizeof(*db));

	if (!db) {
		sqlite3_close(engine);
		return ERR_LIMIT;
	}
	db->engine = engine;
	db->mode = mode;
	db->tx.db = db;
	*out = db;
	return OK;
}

enum err
db_open(const char *path, enum db_mode mode, struct db **out)
{
	sqlite3 *engine;

	TRY(open_ready(path, mode, &engine));
	return engine_wrap(engine, mode, out);
}

enum err
db_use_memory(struct db *db, int mib)
{
	char sql[64];

	snprintf(sql, sizeof(sql), "PRAGMA cache_size = -%d", mib * 1024);
	return engine_run(db->engine, sql);
}

void
db_close(struct db *db)
{
	size_t i;

	if (!db)
		return;
	assert_always(!db->tx.is_open);
	for (i = 0; i < CACHE_SIZE; i++)
		sqlite3_finalize(db->cache[i].stmt);
	assert_always(sqlite3_close(db->engine) == SQLITE_OK);
	free(db);
}

enum err
db_check(struct db *db)
{
	int64_t faults = 0;

	TRY(engine_number(db->engine, "SELECT count(*) FROM pragma_quick_check "
		"WHERE quick_check <> 'ok'", &faults));
	return faults ? ERR_DB : OK;
}

/* ---- transactions ---- */

enum err
tx_begin(struct db *writer, struct tx **out)
{
	enum err e;

	assert_always(writer->mode == DB_WRITE);
	pthread_mutex_lock(&writer_lock);
	assert_always(!writer->tx.is_open);
	e = engine_run(writer->engine, "BEGIN IMMEDIATE");
	if (e != OK) {
		pthread_mutex_unlock(&writer_lock);
		return e;
	}
	writer->tx = (struct tx){ .db = writer, .is_open = true };
	*out = &writer->tx;
	return OK;
}

static void
tx_end(struct tx *tx)
{
	if (!sqlite3_get_autocommit(tx->db->engine))
		sqlite3_exec(tx->db->engine, "ROLLBACK", NULL, NULL, NULL);
	tx->is_open = false;
	pthread_mutex_unlock(&writer_lock);
}

enum err
tx_commit(struct tx *tx)
{
	enum err e = ERR_DB;
	int i;

	assert_always(tx->is_open);
	if (!tx->is_doomed && !sqlite3_get_autocommit(tx->db->engine))
		e = engine_run(tx->db->engine, "COMMIT");
	/* Under the lock, so that what they write outside stands in the order of commits. */
	for (i = 0; e == OK && i < tx->n_after; i++)
		tx->after[i].fn(tx->after[i].context);
	tx_end(tx);
	return e;
}

void
tx_rollback(struct tx *tx)
{
	assert_always(tx->is_open);
	tx_end(tx);
}

struct db *
tx_db(struct tx *tx)
{
	return tx->db;
}

void
tx_after_commit(struct tx *tx, tx_after_fn *fn, void *context)
{
	assert_always(tx->is_open && tx->n_after < TX_AFTER_MAX);
	tx->after[tx->n_after].fn = fn;
	tx->after[tx->n_after++].context = context;
}

/* The writer is locked and in no transaction. */
static enum err
truncate_locked(struct db *writer)
{
	if (sqlite3_wal_checkpoint_v2(writer->engine, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL,
		NULL) != SQLITE_OK)
		return engine_err(writer->engine);
	return OK;
}

enum err
db_truncate_wal(struct db *writer)
{
	enum err e;

	assert_always(writer->mode == DB_WRITE);
	pthread_mutex_lock(&writer_lock);
	assert_always(!writer->tx.is_open);
	e = truncate_locked(writer);
	pthread_mutex_unlock(&writer_lock);
	return e;
}

enum err
db_truncate_wal_if_idle(struct db *writer)
{
	enum err e;

	if (pthread_mutex_trylock(&writer_lock) != 0)
		return OK;
	sqlite3_busy_timeout(writer->engine, 0);
	e = truncate_locked(writer);
	sqlite3_busy_timeout(writer->engine, BUSY_MS);
	pthread_mutex_unlock(&writer_lock);
	return e == ERR_BUSY ? OK : e;
}

/* The writer is locked and in no transaction. */
static enum err
rewrite_locked(struct db *writer)
{
	TRY(engine_run(writer->engine, "VACUUM"));
	writer->is_rewritten = true;
	writer->changes_rewritten = sqlite3_total_changes64(writer->engine);
	return truncate_locked(writer);
}

enum err
db_rewrite(struct db *writer)
{
	enum err e;

	assert_always(writer->mode == DB_WRITE);
	pthread_mutex_lock(&writer_lock);
	assert_always(!writer->tx.is_open);
	e = rewrite_locked(writer);
	pthread_mutex_unlock(&writer_lock);
	return e;
}

static bool
is_worth_rewriting(struct db *writer)
{
	int64_t bytes = 0;

	if (writer->is_rewritten &&
		writer->changes_rewritten == sqlite3_total_changes64(writer->engine))
		return false;
	return engine_number(writer->engine, "SELECT page_count * page_size "
		"FROM pragma_page_count, pragma_page_size", &bytes) == OK &&
		bytes <= REWRITE_BYTES_MAX;
}

enum err
db_rewrite_if_idle(struct db *writer, bool *is_done)
{
	enum err e = OK;

	*is_done = false;
	if (pthread_mutex_trylock(&writer_lock) != 0)
		return OK;
	sqlite3_busy_timeout(writer->engine, 0);
	if (is_worth_rewriting(writer)) {
		e = rewrite_locked(writer);
		*is_done = e == OK;
	}
	sqlite3_busy_timeout(writer->engine, BUSY_MS);
	pthread_mutex_unlock(&writer_lock);
	return e == ERR_BUSY ? OK : e;
}
