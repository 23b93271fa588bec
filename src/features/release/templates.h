/* Types that the templates of this room show. */
#ifndef FEATURES_RELEASE_TEMPLATES_H
#define FEATURES_RELEASE_TEMPLATES_H

#include "core/http/choice.h"
#include "features/release/release.h"

/* One group beside others: women beside men, band beside band. */
struct answer_column {
	const char *label;		/* N_ */
	const struct safe_table *table;	/* NULL: nobody of it was counted */
	size_t group;
};

struct answers_page {
	struct str place, period;
	struct month drawn_month;
	struct choice_link *periods, *places;
	size_t n_periods, n_places;
	struct answer_column all;
	struct answer_column sexes[2], ages[5];
	bool has_sexes, has_ages;
};

bool answer_column_is_few(const struct answer_column *column);
int64_t answer_column_n(const struct answer_column *column);
bool answer_figure(const struct answer_column *column, const struct answer_line *line,
	struct safe_figure *out);
/* "43 %", or that it is too uncertain to say. */
struct str answer_share_words(struct html *h, const struct safe_figure *f);
/* False where it was not asked, or too few answered. */
bool answer_column_experience(const struct answer_column *column, struct safe_experience *out);
/* The states and topics of everybody as dots with their intervals. */
void answers_put_figure(struct html *h, const struct answers_page *view);

#endif
