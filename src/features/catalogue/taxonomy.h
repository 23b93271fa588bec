/* Our lists of codes as taxonomies of HSDS: what the attributes of a service or an organisation say. */
#ifndef FEATURES_CATALOGUE_TAXONOMY_H
#define FEATURES_CATALOGUE_TAXONOMY_H

#include "features/catalogue/hsds.h"

/* Part of the ids of taxonomies and their terms, and of public_service_term.  Never renumber. */
enum taxonomy_number {
	TAXONOMY_TRACK = 1,
	TAXONOMY_ENTRY_ROUTE,
	TAXONOMY_REQUIRES,
	TAXONOMY_SAME_DAY,
	TAXONOMY_ANONYMOUS,
	TAXONOMY_RESPONSE,
	TAXONOMY_ON_PHONE_BILL,
	TAXONOMY_KIND
};

enum { TAXONOMIES = TAXONOMY_KIND };

/* A list of codes; a choice of value 0 is "unknown", which is not said and no term. */
struct taxonomy {
	const char *code; /* the link_type of its attributes */
	const char *name; /* Swedish, as a heading over its terms */
	const char *description; /* what of a service or an organisation it is about */
	const struct choice *choices;
	size_t n;
	bool is_set; /* each choice a bit of a set, or one choice the value */
};

/* The taxonomy of a number; NULL for a number that is none. */
const struct taxonomy *taxonomy_of(int64_t number);

/* The row that stands for a term in its id. */
int64_t taxonomy_term_row(enum taxonomy_number number, const struct choice *choice);
/* The term of such a row; ERR_NOT_FOUND when there is none. */
enum err taxonomy_parse_term(
	int64_t row, enum taxonomy_number *number, const struct choice **choice);

/* The bit that public_service_term has for it. */
int64_t taxonomy_term_bit(enum taxonomy_number number, const struct choice *choice);

/* One JSON object. */
void hsds_put_taxonomy(struct buf *out, enum taxonomy_number number);
void hsds_put_term(struct buf *out, enum taxonomy_number number, const struct choice *choice);

#endif
