/* What is printed, and the products that print it: no database, no clock. */
#ifndef FEATURES_MATERIAL_PRINT_H
#define FEATURES_MATERIAL_PRINT_H

#include "features/material/texts.h"

/* Stored in material_version.product; never renumber. */
enum material_product {
	PRODUCT_BROCHURE = 1,	/* fickbroschyr: an A4 folded to eight panels of A7 */
	PRODUCT_CARD,		/* plånbokskort: ten to an A4 */
	PRODUCT_SHEET,		/* lathund for the staff */
	PRODUCT_POSTER,		/* affisch with slips to tear off */
	PRODUCT_COUNT
};

/* Somebody to call. */
struct print_line {
	struct str name, phone;
	struct str brief;		/* the organisation alone, which says less of why one calls */
	struct str detail;		/* when, for whom; "" */
	struct str next;		/* for colleagues: whom to call when this one is closed; "" */
	unsigned tracks;		/* enum track */
	bool is_national, is_first;	/* a help line; one that stands first everywhere */
	bool is_acute, is_stale;
	struct date verified_on;	/* 0 = never, or no day is known of a national line */
	struct date due;		/* when it must be checked again; 0 = stale, or no day is known */
};

enum { PRINT_LINES_MAX = 200 };

struct print_matter {
	const struct material_texts *texts;
	const struct print_line *lines;	/* best first */
	size_t n;
	struct str publisher;		/* the association */
	struct str place;		/* the municipality that it is for; "" = all of them */
	struct str address;		/* of the help finder, in capitals: "HTTPS://X.SE/K" */
	struct month issue;
	bool is_draft;			/* the words, or the version, are not released */
};

struct printed {
	struct str pdf;
	/* the first day that a line on the paper is due; three months after the issue when none is known */
	struct date valid_until;
};

/* Errors as pdf_end, and ERR_LIMIT when the words do not fit on the paper. */
enum err print_product(enum material_product product, const struct print_matter *matter,
	struct arena *a, struct printed *out);

#endif
