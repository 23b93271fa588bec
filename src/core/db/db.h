/* Connections, transactions and migrations: the only door to the database engine. */
#ifndef CORE_DB_DB_H
#define CORE_DB_DB_H

#include "base/date.h"

struct db;	/* a read connection */
struct tx;	/* an open write transaction; exists only between tx_begin and tx_commit/rollback */

enum db_mode {
	DB_READ,	/* SELECT only: the engine itself refuses anything else (query_only) */
	DB_WRITE	/* may begin transactions */
};

/*
 * Opens `path` (":memory:" in tests): busy time-out before any other PRAGMA, WAL, synchronous=FULL,
 * foreign keys, trusted_schema off, secure_delete on, cell_size_check on.  A database newer than
 * this program gives ERR_CONFLICT, one that needs migrating ERR_INVALID (db_schema_number tells).
 * ERR_NOT_FOUND when the file is not there: only db_create makes one.
 */
enum err db_open(const char *path, enum db_mode mode, struct db **out);
/*
 * Makes the database file (0600; 0660 in a folder with the setgid bit) and applies every migration;
 * ERR_CONFLICT when it exists.
 */
enum err db_create(const char *path);
/*
 * Keeps up to `mib` MiB of pages in memory instead of two: for a command that writes rows all over the
 * file, which would else write and read the same pages again and again.
 */
enum err db_use_memory(struct db *db, int mib);
/* Removes a database that nobody uses, with its logs; it need not be there. */
void db_discard(const char *path);
void db_close(struct db *db);

/* Applies the migrations not yet applied, each in one transaction; `applied` counts them. */
enum err db_migrate(const char *path, int *applied);
/* Number of the last migration in the file / known to this program. */
enum err db_schema_number(const char *path, int *in_file);
int db_schema_known(void);

/* Looks at every page and index: ERR_DB when the file is damaged.  Reads the whole file. */
enum err db_check(struct db *db);

/*
 * One number that a read connection remembers until anybody commits anything, in whatever process: what is
 * asked for before every answer then costs no query.  db_recall is false when there is none, or it may no
 * longer hold: then read it, and db_keep it.  Never true for a connection that writes.
 */
bool db_recall(struct db *reader, int64_t *out);
void db_keep(struct db *reader, int64_t value);

/*
 * One writer at a time in this process (a lock), and BEGIN IMMEDIATE between processes.
 * ERR_BUSY when another process keeps the database longer than the time-out.
 */
enum err tx_begin(struct db *writer, struct tx **out);
/* Ends the transaction either way; on error everything in it is gone. */
enum err tx_commit(struct tx *tx);
void tx_rollback(struct tx *tx);
/* The connection of the transaction, to read what it has written. */
struct db *tx_db(struct tx *tx);
/*
 * Asks to be called after a successful commit, in order of asking (the audit chain writes its head
 * outside the data folder this way).  At most 8 per transaction.
 */
typedef void tx_after_fn(void *context);
void tx_after_commit(struct tx *tx, tx_after_fn *fn, void *context);

/* Removes what deleted rows leave behind: checkpoints and truncates the write-ahead log. */
enum err db_truncate_wal(struct db *writer);
/*
 * The same without waiting for anybody: for an idle moment of the server, so that the log does not
 * tell for long which rows came together.  OK also when it was busy and nothing was done.
 */
enum err db_truncate_wal_if_idle(struct db *writer);
/*
 * Writes the whole database anew in the order of its keys, then truncates the log: afterwards no
 * place in the file tells in which order rows came.  Readers go on; writers wait.
 */
enum err db_rewrite(struct db *writer);
/*
 * The same for an idle moment of the server: nothing is done, and *is_done left false, when somebody
 * writes, when this connection has written nothing since the last time, and for a database of more
 * than 256 MB, which waits for the count at night.
 */
enum err db_rewrite_if_idle(struct db *writer, bool *is_done);

#endif
