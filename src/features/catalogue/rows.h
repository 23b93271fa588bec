/* What the files of the room share among themselves. */
#ifndef FEATURES_CATALOGUE_ROWS_H
#define FEATURES_CATALOGUE_ROWS_H

#include "features/catalogue/catalogue.h"

/* The place's own services that must be checked, never checked ones and acute ones first. */
enum err catalogue_stale_own(struct db *db, const struct scope *scope, struct arena *a,
	struct date today, struct catalogue_service **rows, size_t *n);

/* The bits of "self;police"; ERR_INVALID for a code that the set does not have. */
enum err catalogue_bits(
	struct str codes, const struct choice *choices, size_t n, unsigned *out);

#endif
