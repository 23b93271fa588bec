/* Types that the templates of this room show. */
#ifndef FEATURES_STATISTICS_TEMPLATES_H
#define FEATURES_STATISTICS_TEMPLATES_H

#include "core/http/choice.h"
#include "features/referral/referral.h"
#include "features/statistics/statistics.h"

/* What has come of the referrals of a period, for somebody who may read them one by one. */
struct team_referrals {
	struct referral_counts counts;
	bool is_exact;		/* one team's own: nothing is hidden */
	bool is_kept;		/* false: some may have been purged, and `counts` says nothing */
};

/* Whether a number of so many, or a part of them, is shown as "färre än tio": the rule of coverage. */
bool team_referrals_are_few(const struct team_referrals *referrals, int64_t of);

struct coverage_page {
	const struct coverage *coverage;
	const struct team_referrals *referrals;	/* NULL for who may read none */
	struct choice_link periods[8];	/* to choose from, newest first */
	size_t n_periods;
	struct str period;		/* the one that is shown, in words */
	bool may_ask;
};

/* Nobody was to be asked, and nobody was: there is nothing to make tables of. */
bool coverage_is_of_nobody(const struct coverage *coverage);
/* Whether a reason occurred often enough to be shown, and whether some are too few for that. */
bool coverage_has_number(const struct coverage_table *table);
bool coverage_has_few(const struct coverage_table *table);

/* The figure of a table, when it has at least two rows to compare. */
bool coverage_has_figure(const struct coverage_table *table);
/* The first and last quarter with a share worth naming; false for any other table. */
bool coverage_ends(const struct coverage_table *table, const struct coverage_row **first,
	const struct coverage_row **last);
void coverage_put_figure(struct html *h, const struct coverage_table *table);
/* The whole as a bar: answered, declined, not asked. */
void coverage_put_whole(struct html *h, const struct coverage *coverage);

/* The interval of a share: where at least ten were due, and no more asked than due. */
bool coverage_cell_has_range(const struct coverage_cell *cell, struct share_range *out);

/* Every outcome is shown, but of the reasons only those with a number. */
bool coverage_row_is_shown(const struct coverage_table *table, const struct coverage_row *row);

#endif
