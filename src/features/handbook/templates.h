/* What the templates of this room show. */
#ifndef FEATURES_HANDBOOK_TEMPLATES_H
#define FEATURES_HANDBOOK_TEMPLATES_H

#include "features/handbook/chapters.h"
#include "features/handbook/handbook.h"

struct handbook_contents {
	const struct handbook_chapter *own[ROLE_COUNT], *others[32];
	size_t n_own, n_others;
};

struct handbook_leaf {
	const struct handbook_chapter *chapter, *before, *next;	/* NULL at either end */
};

struct url url_handbook(struct arena *a, const struct handbook_chapter *chapter);

/* The chapter of a role; NULL when it has none of its own. */
const struct handbook_chapter *handbook_of_role(enum role role);

#endif
