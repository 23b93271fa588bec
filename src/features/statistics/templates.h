/* Types that the templates of this room show. */
#ifndef FEATURES_STATISTICS_TEMPLATES_H
#define FEATURES_STATISTICS_TEMPLATES_H

#include "features/statistics/statistics.h"

struct coverage_page {
	const struct coverage *coverage;
	struct str periods[8];		/* codes to choose from, newest first */
	size_t n_periods;
};

#endif
