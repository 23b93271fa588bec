/* What the ledgers hold together, to compare before and after something failed. */
#ifndef TESTS_FAULTS_LEDGERS_H
#define TESTS_FAULTS_LEDGERS_H

#include "tests/harness/visitor.h"

struct ledgers {
	int64_t screenings, ballots, postings, referrals, audit;
	int64_t due_met;	/* due dates with an outcome */
	int64_t counted;	/* answers in the counters */
};

/*
 * Reads them from the file, and holds it to what is always true: every page and reference is sound,
 * the audit chains verify, and each asking has its slips, its posting and its due date.
 */
struct ledgers ledgers_read(struct world *w);
bool ledgers_are_equal(const struct ledgers *a, const struct ledgers *b);
/* The last answer is a page of its own that says in Swedish that nothing was saved. */
void ledgers_expect_failure_page(struct visitor *v);

#endif
