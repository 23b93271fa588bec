/* Two databases that differ in one place's rows, and whether a query can tell them apart. */
#ifndef TESTS_CANARY_CANARY_H
#define TESTS_CANARY_CANARY_H

#include "core/db/engine.h"

/* Places of the fixture; the association and the nation stand above party 1 and not above party 2. */
enum { PARTY = 1, OTHER_PARTY = 2, ASSOCIATION = 3, OTHER_ASSOCIATION = 4, CANARY_ORGS = 5 };
enum { CANARY_ROWS = 12 };	/* rows of every table for each party */

struct canary {
	struct db *full;	/* every table filled for both parties */
	struct db *bare;	/* the same without the other party's rows */
	sqlite3_stmt *others[64];	/* the other party's rows in the full one, table by table */
	int n_others;
	struct buf full_rows, bare_rows, before, after;
};

struct canary canary_new(void);
void canary_free(struct canary *c);
#define CANARY_CLEANUP __attribute__((cleanup(canary_free)))

/* What one query showed in all its runs. */
struct canary_finding {
	bool leaks;		/* an answer differed, or held the other party's text */
	bool changes;		/* a row of the other party is no longer as it was */
	int64_t rows;		/* rows read or changed in the full database */
};

/*
 * Runs the query again and again as `place`, with parameters from both parties' values.  What it
 * answers may not depend on the other party's rows, counts included, and those stay as they are.
 */
struct canary_finding canary_try(struct canary *c, const struct query *q, int64_t place);

#endif
