/* The runtime under generated queries: only what sqlgen writes includes this file. */
#ifndef CORE_DB_QUERY_H
#define CORE_DB_QUERY_H

#include "core/db/db.h"

enum query_kind { QUERY_ONE, QUERY_MANY, QUERY_EXEC, QUERY_CHANGE };
enum query_type {
	QUERY_INT,
	QUERY_TEXT,
	QUERY_BLOB,
	QUERY_BOOL,
	QUERY_DATE,
	QUERY_MONTH,
	QUERY_ID,
	QUERY_SCOPE_ORG	/* the place of the scope, where the query says scope_org() */
};

struct query_param {
	const char *name;
	enum query_type type;
	const char *table;	/* of QUERY_ID: whose id it is; else "" */
};

/* One query, as the program knows it: also what the canary test runs. */
struct query {
	const char *name;	/* "referral.set_closed" */
	const char *sql;
	const char *tables;	/* "referral team_info": named in the text, first the main one */
	enum query_kind kind;
	bool is_write;
	bool is_tenant;		/* names a table of one place and filters it by scope_org() */
	bool is_any_place;	/* says `-- tenant: none` */
	int cap;		/* most rows of a QUERY_MANY */
	const struct query_param *params;
	int n_params;
};

/* All queries of one .sql file. */
struct query_set {
	const char *file;	/* "features/referral/referral.sql" */
	const struct query *queries;
	int n;
};

/* One run: start, put the parameters by number from 1, then exactly one of the endings below. */
struct query_run {
	struct db *db;
	struct tx *tx;		/* of a write */
	const struct query *query;
	void *stmt;
	enum err err;		/* the first failure; the ending returns it */
};

/* Reads one row into a zeroed struct. */
typedef void query_row_fn(struct query_run *run, struct arena *a, void *row);

void query_start_read(struct query_run *run, struct db *db, const struct query *query);
/* A transaction that is gone, or doomed, starts nothing more: ERR_DB. */
void query_start_write(struct query_run *run, struct tx *tx, const struct query *query);

void query_put_int(struct query_run *run, int at, int64_t v);
/* As query_put_int, but 0 means "none" and is stored as NULL. */
void query_put_set(struct query_run *run, int at, int64_t v);
void query_put_text(struct query_run *run, int at, struct str s);
void query_put_blob(struct query_run *run, int at, struct str s);

/* Column values from 0; NULL reads as 0 or empty.  Text is copied into the arena. */
int64_t query_col_int(struct query_run *run, int at);
int32_t query_col_int32(struct query_run *run, int at);
struct str query_col_text(struct query_run *run, struct arena *a, int at);
struct str query_col_blob(struct query_run *run, struct arena *a, int at);

/*
 * The endings; the statement is ready for its next run afterwards and keeps no parameter.
 * Unique violation ERR_CONFLICT, other constraint ERR_INVALID, ERR_BUSY, ERR_IO, ERR_LIMIT, ERR_DB.
 */

/* The first row, `size` bytes; ERR_NOT_FOUND when there is none.  `row` is untouched on failure. */
enum err query_one(struct query_run *run, struct arena *a, query_row_fn *read, void *row,
	size_t size);
/* Every row as an array in the arena; ERR_LIMIT past query->cap. */
enum err query_many(struct query_run *run, struct arena *a, query_row_fn *read, size_t size,
	void *rows, size_t *n);
/* Any number of rows changed, counted. */
enum err query_exec(struct query_run *run, int64_t *changed);
/* ERR_CONFLICT when no row changed. */
enum err query_change(struct query_run *run);

/* Passes `e` on; a failure dooms the transaction, so that no change is kept without its audit row. */
enum err query_audited(struct tx *tx, enum err e);

#endif
