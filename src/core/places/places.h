/* Municipalities and counties of Sweden, from the file that the program carries (SCB's codes). */
#ifndef CORE_PLACES_PLACES_H
#define CORE_PLACES_PLACES_H

#include "base/arena.h"

/* A municipality, or a county with its two-digit number. */
struct area {
	int64_t code;		/* 181 is Södertälje, 1 Stockholms län */
	struct str digits;	/* "0181", "01" */
	struct str name;
};

struct places {
	struct area *counties, *municipalities;	/* in the order of the alphabet */
	size_t n_counties, n_municipalities;
};

/* ERR_LIMIT when the arena is full. */
enum err places_read(struct arena *a, struct places *out);
/* NULL for no municipality. */
const struct area *places_municipality(const struct places *places, int64_t code);
/* "0181". */
const struct area *places_of_digits(const struct places *places, struct str digits);
const struct area *places_county_of(const struct places *places, const struct area *place);


#endif
