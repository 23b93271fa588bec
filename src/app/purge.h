/* Purging: what has been kept for its time goes, on a decision, with a receipt. */
#ifndef APP_PURGE_H
#define APP_PURGE_H

#include "core/config/config.h"
#include "core/db/db.h"
#include "features/referral/referral.h"

/* How long things are kept; the calendar month or day in which they ended does not count. */
enum {
	PURGE_CARD_MONTHS = 6,		/* after a card was closed */
	PURGE_REFERRAL_MONTHS = REFERRAL_KEPT_MONTHS,	/* after a referral was closed */
	PURGE_AUDIT_MONTHS = 24,
	PURGE_POSTING_DAYS = 7,
	PURGE_SESSION_DAYS = 1,
	PURGE_DECISION_MAX = 200	/* characters of a decision's reference */
};

struct purge_order {
	struct str decision;	/* its reference; empty: nothing is purged, only told */
	const char *receipt;	/* a new file for the receipt, NULL = none */
};

/*
 * Purges every place in one transaction and writes the receipt to `out`: which rule, how many rows of
 * which table, on what decision, on which day.  The receipt stays in the database, and every chain of
 * the audit trail gets a row that names it.  Without a decision everything is undone again.
 * ERR_CONFLICT when the file of the receipt exists, ERR_INVALID for a decision of no readable text.
 */
enum err purge_run(struct db *writer, struct arena *a, const struct purge_order *order,
	struct buf *out);

/* `lotsa purge --dry-run`, `lotsa purge --decision REF [--receipt FILE]` */
int app_command_purge(const struct config *config, int argc, char **argv);

#endif
