/* Looking at the audit trail of one's own place, and reviewing it systematically. */
#ifndef FEATURES_REVIEW_REVIEW_H
#define FEATURES_REVIEW_REVIEW_H

#include "core/config/config.h"
#include "core/http/handler.h"

/* /granskning */
extern const struct room review_room;

/* Every audit kind of the program, with its words; `value` is kept nowhere. */
enum { AUDIT_KINDS = 111, AUDIT_VERBS = 5 };
extern const struct choice audit_kinds[AUDIT_KINDS];
extern const struct choice audit_verbs[AUDIT_VERBS];

/* Stored in review_item.verdict; never renumber. */
enum review_verdict {
	VERDICT_NONE = 0,
	VERDICT_IN_ORDER = 1,
	VERDICT_ASK = 2,
	VERDICT_NOT_IN_ORDER = 3,
	VERDICT_COUNT
};

enum {
	REVIEW_DAYS_MAX = 92,		/* the longest period of a review or an export */
	REVIEW_SAMPLE_MIN = 5,
	REVIEW_SAMPLE_MAX = 100,
	REVIEW_ITEMS_MAX = 400,		/* sample and rules together */
	REVIEW_HOUR_BEGIN = 6,		/* the day of work: 06:00-19:59, Monday to Friday */
	REVIEW_HOUR_END = 20,
	REVIEW_ROWS_HOUR = 120,		/* more rows of one person than this are many */
	REVIEW_ROWS_DAY = 500,
	REVIEW_EVERY_DAYS = 90		/* how often a place is reviewed */
};

/* Whether somebody at work would not be expected then. */
bool review_is_odd_time(int64_t at);
/* Whether something locked was opened without a key. */
bool review_is_override(struct str kind);
/* Whether a lock was put on, taken off or moved. */
bool review_is_of_lock(struct str kind);

/* ---- picking: slow, outside the transaction ---- */

struct review_pick {
	int64_t seq;
	bool is_random, is_rule;
};

struct review_draw {
	struct date from, until;
	int64_t sample_size;
	struct review_pick *picks;	/* by seq */
	size_t n;
};

/*
 * Draws `sample_size` rows of the period at random and adds what the rules find.  Takes from, until
 * and sample_size of `draw`, sets the rest.  ERR_LIMIT when it comes to more than REVIEW_ITEMS_MAX.
 */
enum err review_pick(struct db *db, const struct scope *scope, struct arena *a,
	struct review_draw *draw);

/* ---- reviews ---- */

struct review {
	review_id id;
	account_id maker;
	struct date made_on, from_on, until_on, closed_on;	/* closed_on {0}: open */
	int64_t sample_size;
	int64_t n_items, n_in_order, n_ask, n_not_in_order;
};

struct review_item {
	int64_t seq;
	bool is_random, is_rule;
	enum review_verdict verdict;
};

enum err review_add(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct review_draw *draw, struct date made_on, review_id *id);
/* Newest first. */
enum err review_list(struct db *db, const struct scope *scope, struct arena *a,
	struct review **rows, size_t *n);
enum err review_by_id(struct db *db, const struct scope *scope, struct arena *a, review_id id,
	struct review *out);
/* By seq. */
enum err review_items(struct db *db, const struct scope *scope, struct arena *a, review_id id,
	struct review_item **rows, size_t *n);

/*
 * Both: ERR_NOT_FOUND for no such review or row here, ERR_FORBIDDEN for somebody else's review,
 * ERR_CONFLICT for a closed one.
 */
enum err review_judge(struct tx *tx, const struct scope *scope, struct arena *a, review_id id,
	const struct review_item *judged);
/* ERR_INVALID while a row has no verdict. */
enum err review_close(struct tx *tx, const struct scope *scope, struct arena *a, review_id id,
	struct date today);

/* When the place was last reviewed to the end, and when the next is due ({0} = never, at once). */
struct review_standing {
	struct date last_on, next_on;
};
enum err review_standing(struct db *db, const struct scope *scope, struct arena *a,
	struct review_standing *out);

/* The place's reviews, and the rows that each looked at, as CSV. */
enum err review_export(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out);
enum err review_export_rows(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out);

/*
 * Deletes the scope's reviews that were closed (or left open since they were made) before a day: the
 * rows that they speak of are purged then, too.
 */
enum err review_purge(struct tx *tx, const struct scope *scope, struct arena *a,
	struct date before, int64_t *n);

/* `lotsa audit show --at KOD [--from DAG] [--to DAG]` */
int review_command_show(const struct config *config, int argc, char **argv);

#endif
