/* A year that is published as if it had been drawn, for tests of reports. */
#ifndef FEATURES_REPORT_TEST_PUBLISH_H
#define FEATURES_REPORT_TEST_PUBLISH_H

#include <sqlite3.h>

#include "tests/harness/visitor.h"

/* Who reads the report of the association, and who the national table. */
struct visitor report_manager(struct world *w);
struct visitor report_analyst(struct world *w);

/* Runs what sqlite3_mprintf made, and frees it. */
void report_exec(sqlite3 *sql, char *text);
/* A group of the association's year 2025, and one of its figures with a variance of four. */
void report_add_group(sqlite3 *sql, const struct world *w, const char *layer, int label, int n);
void report_add_figure(sqlite3 *sql, const struct world *w, const char *layer, int label,
	const char *measure, int value);
/* 100 ballots of 2025: 43 of 100 psychological; women 40 of 50, men 8 of 50. */
void report_publish(struct world *w);
/* How it was to be asked, in the same year: of those who answered half not good, an eighth hard. */
void report_publish_experience(struct world *w, int answered);

#endif
