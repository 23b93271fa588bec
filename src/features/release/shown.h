/* What a safe table is made of: for the files that read releases, or add up what they have shown. */
#ifndef FEATURES_RELEASE_SHOWN_H
#define FEATURES_RELEASE_SHOWN_H

#include "features/release/internal.h"
#include "features/release/release.sql.h"

/* n_parts: releases, or interventions, that it is the sum of; a figure of fewer than its group is none. */
typedef struct sql_release_shown_groups group_row;
typedef struct sql_release_shown_figures figure_row;

struct safe_table {
	struct arena *arena;
	const struct plan *plan;
	group_row *groups;
	figure_row *figures;
	size_t n_groups, n_figures;
};

#endif
