/* What there is to print, gathered from the catalogue and the help lines. */
#ifndef FEATURES_MATERIAL_MATTER_H
#define FEATURES_MATERIAL_MATTER_H

#include "core/auth/scope.h"
#include "features/catalogue/catalogue.h"
#include "features/material/print.h"

struct material_gathered {
	struct print_line *lines;
	size_t n;
	/* what keeps a product from being released: acute facts that are not confirmed */
	const struct catalogue_service **stale_acute;
	size_t n_stale_acute;
};

/*
 * What may be printed for those who will read it, best first: 112 and its like, then what is near (acute
 * before same day before the rest, those who are there for one thing before those for many, fresh before
 * stale), then the other national lines.  The public gets what is public; colleagues whatever is not marked
 * as never printed.  With a municipality ("0181"; "" = none) only services whose area it lies in.
 */
struct gathering_for {
	bool is_for_staff;
	struct str municipality;
	struct date today;
};
enum err material_gather(struct db *db, const struct scope *scope, struct arena *a,
	const struct gathering_for *in, struct material_gathered *out);

#endif
