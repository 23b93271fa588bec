/* Types that the templates of this room show. */
#ifndef FEATURES_STATISTICS_TEMPLATES_H
#define FEATURES_STATISTICS_TEMPLATES_H

#include "features/statistics/statistics.h"

struct coverage_page {
	const struct coverage *coverage;
	struct str periods[8];		/* codes to choose from, newest first */
	size_t n_periods;
};

/* Whether a reason occurred often enough to be shown, and whether some are too few for that. */
bool coverage_has_number(const struct coverage_table *table);
bool coverage_has_few(const struct coverage_table *table);

/* Every outcome is shown, but of the reasons only those with a number. */
bool coverage_row_is_shown(const struct coverage_table *table, const struct coverage_row *row);

#endif
