/* The audit trail: one keyed chain per place, appended in the transaction that it speaks of. */
#ifndef CORE_AUDIT_AUDIT_H
#define CORE_AUDIT_AUDIT_H

#include "core/auth/scope.h"

/*
 * In clear stand only the day and one of these; kind, subject, account and exact time are sealed
 * (domain.md: three ledgers that cannot be joined).
 */
enum audit_verb {
	AUDIT_VERB_READ = 1,
	AUDIT_VERB_WRITE = 2,
	AUDIT_VERB_REFUSE = 3,
	AUDIT_VERB_LOGIN = 4,
	AUDIT_VERB_JOB = 5
};

struct audit_event {
	enum audit_verb verb;
	const char *kind;	/* "referral.close": a constant of the code, never input */
	int64_t subject;	/* id of the row it is about, 0 when there is none */
};

/* The chain of the place is locked by the transaction; ERR_DB, ERR_IO. */
enum err audit_append(struct tx *tx, const struct scope *scope,
	const struct audit_event *event);
/* For refusals and log-ins where there is no scope yet: the chain of the place, {0} = the system's. */
enum err audit_append_as(struct tx *tx, org_id org, account_id account,
	const struct audit_event *event);

struct audit_fault {
	org_id org;
	int64_t seq;	/* first bad row; the seq after the last row for a truncated tail */
	/*
	 * "mac": changed, moved or made without the key; "gap": rows are missing before it; "truncated":
	 * rows are missing at the end; "head": it is not the row that the head names, or the file of
	 * heads is damaged (org and seq 0); "anchor": the beginning was taken away without the key
	 */
	const char *reason;
};

/*
 * Walks every chain and compares each with its head outside the data folder.  OK and *rows counted
 * when all hold; ERR_CONFLICT and *fault set at the first that does not.
 */
enum err audit_verify(struct db *db, int64_t *rows, struct audit_fault *fault);

/*
 * Only whether every chain reaches its head, which takes no time: ERR_CONFLICT and *fault when rows at
 * the end are gone, as when the newest part of the database is lost.
 */
enum err audit_reaches_heads(struct db *db, struct audit_fault *fault);

/* As audit_verify for a copy of the database: the chains alone, since their heads may have moved on. */
enum err audit_verify_copy(struct db *db, int64_t *rows, struct audit_fault *fault);

/*
 * After a restore the chains stand further back than their heads: makes the heads those of `db`.
 * Whoever may do this has the keys; the caller appends a row that says so.
 */
enum err audit_heads_follow(struct db *db);

/* The rows of a purge: of how many chains the beginning goes, and how many rows that are. */
struct audit_purged {
	int64_t chains, rows;
};

/*
 * Deletes the beginning of every chain that is older than `before`, never its newest row, and leaves
 * an anchor that audit_verify begins at.  The caller appends a row that says so.
 */
enum err audit_purge(struct tx *tx, struct arena *a, struct date before,
	struct audit_purged *out);
/* Keeps what a purge printed, under a random number that its rows in the trail name as subject. */
enum err audit_keep_receipt(struct tx *tx, struct arena *a, struct str decision,
	struct str body, int64_t id);

/*
 * What a row holds besides verb and day.  Opening it is itself an event for the trail: the caller
 * audits it.
 */
struct audit_detail {
	int64_t at;		/* seconds since 1970-01-01 UTC */
	account_id account;	/* {0} for a job or nobody */
	int64_t subject;
	struct str kind;	/* in the arena */
	struct str job;		/* "" for a person */
};

/* ERR_INVALID when the row was not sealed with this key or was changed. */
enum err audit_open_detail(struct arena *a, struct date day, struct str sealed,
	struct audit_detail *out);

/* ---- looking at the trail of the own place; whoever looks has it audited ---- */

struct audit_row {
	int64_t seq;
	struct date day;
	enum audit_verb verb;
	bool is_sealed;		/* it could not be opened: the detail is empty */
	struct audit_detail detail;
};

struct audit_filter {
	struct date from, until;	/* {0} = no bound */
	int64_t before;			/* rows of a smaller seq; 0 = from the newest */
	int64_t verb;			/* enum audit_verb, 0 = every */
	account_id account;		/* {0} = every */
	struct str kind;		/* "" = every */
};

/* The row lives until it returns; false ends the walk. */
typedef bool audit_each(void *context, const struct audit_row *row);
/* Opens what the filter lets through, newest first, however many there are: slow. */
enum err audit_walk(struct db *db, const struct scope *scope, const struct audit_filter *filter,
	audit_each *each, void *context);

enum { AUDIT_PAGE_ROWS = 50 };
struct audit_page {
	struct audit_row *rows;		/* newest first, in the arena */
	size_t n;
	int64_t next;			/* `before` of the page that follows, 0 = no more */
};
/*
 * At most AUDIT_PAGE_ROWS.  A page opens so many rows and no more: with a narrow filter it may hold
 * few, even none, and yet have a next one.
 */
enum err audit_page(struct db *db, const struct scope *scope, struct arena *a,
	const struct audit_filter *filter, struct audit_page *out);
/* One row of the place; ERR_NOT_FOUND. */
enum err audit_row(struct db *db, const struct scope *scope, struct arena *a, int64_t seq,
	struct audit_row *out);

/*
 * Opens the key file and the heads in the keys folder (made by keys_create) for this process; once
 * at start-up.  Without it every append is ERR_IO.  ERR_NOT_FOUND, ERR_FORBIDDEN, ERR_IO.
 */
enum err audit_open_keys(const char *keys_dir);
void audit_close_keys(void);

#endif
