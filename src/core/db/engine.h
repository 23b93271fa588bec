/* What the files of core/db know of the engine; nobody else includes this or sqlite3.h. */
#ifndef CORE_DB_ENGINE_H
#define CORE_DB_ENGINE_H

#include <sqlite3.h>

#include "core/db/migrations.h"
#include "core/db/query.h"

enum { CACHE_SIZE = 1024, TX_AFTER_MAX = 8, BUSY_MS = 5000,
	REWRITE_BYTES_MAX = 256 * 1024 * 1024, LOG_HEAD_BYTES = 96 };

struct tx {
	struct db *db;
	bool is_open;
	bool is_doomed;		/* a change without its audit row: may only roll back */
	int n_after;
	struct {
		tx_after_fn *fn;
		void *context;
	} after[TX_AFTER_MAX];
};

struct db {
	sqlite3 *engine;
	enum db_mode mode;
	struct tx tx;
	/* Prepared statements by the address of their query, open addressing. */
	struct {
		const struct query *query;
		sqlite3_stmt *stmt;
	} cache[CACHE_SIZE];
	int n_cached;
	bool is_rewritten;		/* db_rewrite was here, when ... */
	int64_t changes_rewritten;	/* ... this connection had made so many changes */
	struct {
		bool is_kept;
		int64_t value;
		unsigned char head[LOG_HEAD_BYTES];	/* of the log, before it was read */
	} recalled;
};

/* The meaning of the engine's last failure on this connection. */
enum err engine_err(sqlite3 *engine);
/* Runs statements without parameters. */
enum err engine_run(sqlite3 *engine, const char *sql);
/* The first column of the first row; ERR_NOT_FOUND without one. */
enum err engine_number(sqlite3 *engine, const char *sql, int64_t *out);
/* Opens with the settings that db.h promises; flags as of sqlite3_open_v2. */
enum err engine_open(const char *path, int flags, sqlite3 **out);
/* Hands the engine over to a new db of that mode; closes it on ERR_LIMIT. */
enum err engine_wrap(sqlite3 *engine, enum db_mode mode, struct db **out);
/* Applies what `known` migrations are missing. */
enum err engine_migrate(sqlite3 *engine, const struct migration *known, int n, int *applied);
/* Number of the last migration applied, 0 for an empty file. */
enum err engine_schema_number(sqlite3 *engine, int *out);

/* Lets the group write a new file when its folder bears the setgid bit. */
void engine_share(int fd, const char *path);

#endif
