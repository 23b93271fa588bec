/* What the files of the room share among themselves. */
#ifndef FEATURES_CATALOGUE_ROWS_H
#define FEATURES_CATALOGUE_ROWS_H

#include "features/catalogue/catalogue.h"

/* The place's own services that must be checked, never checked ones and acute ones first. */
enum err catalogue_stale_own(struct db *db, const struct scope *scope, struct arena *a,
	struct date today, struct catalogue_service **rows, size_t *n);

/* Whether the name may stand in a title: no word of the list in ux.md S6, not even inside another. */
bool catalogue_is_neutral(struct arena *a, struct str name);

/* The bits of "self;police"; ERR_INVALID for a code that the set does not have. */
enum err catalogue_bits(
	struct str codes, const struct choice *choices, size_t n, unsigned *out);

struct catalogue_facts catalogue_facts_of(const struct catalogue_service *service);

/* ---- what the import brings ---- */

/*
 * Lays other acute facts than those that hold before a second person, unless the same ones wait from an
 * earlier import already; *is_new tells.
 */
enum err catalogue_propose_imported(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_proposing *in, struct date today, bool *is_new);
/* Notes the first version of a service that has just been added. */
enum err catalogue_begin_history(struct tx *tx, const struct scope *scope, service_id service,
	struct date today);

#endif
