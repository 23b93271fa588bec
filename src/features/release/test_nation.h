/* A world with counters that tests of releases fill by hand. */
#ifndef FEATURES_RELEASE_TEST_NATION_H
#define FEATURES_RELEASE_TEST_NATION_H

#include "features/release/internal.h"

#include <sqlite3.h>

#include "tests/harness/harness.h"
#include "tests/harness/world.h"

/* Half-years of 2025 and 2026; the world's today is in 2026-H2. */
enum { H2025 = 2025 * 2, H2025_2 = H2025 + 1, H2026 = 2026 * 2 };

struct nation {
	struct world w;
	struct arena *arena;
	sqlite3 *sql;
};

struct nation nation_new(void);
void nation_free(struct nation *n);
#define NATION_CLEANUP __attribute__((cleanup(nation_free)))

/* SQL as it stands, and the first number that a query gives. */
void exec(struct nation *n, const char *format, ...) __attribute__((format(printf, 2, 3)));
int64_t number(struct nation *n, const char *query);

/* Ballots of the world's association that are counted in their three boxes, half of them women's. */
void count_ballots(struct nation *n, int half, int ballots);
/* The same of another association and intervention. */
void count_ballots_at(struct nation *n, org_id association, int64_t intervention, int half,
	int ballots);

enum err release_by(struct nation *n, const struct plan *plan, bool is_dry,
	struct release_done *done);
/* With the shipped plan; must succeed. */
struct release_done release(struct nation *n);
/* What the journal is to say. */
void write_journal(struct nation *n, const char *text);

#endif
