/* Exact fractions: privacy losses are added and compared without rounding. */
#ifndef OUT_PROTECT_FRACTION_H
#define OUT_PROTECT_FRACTION_H

#include "base/buf.h"

/* Reduced, den > 0. */
struct fraction {
	int64_t num, den;
};

#define FRACTION_ZERO ((struct fraction){ 0, 1 })

/* "3/10" or "2": digits only, both parts up to a million, not negative; ERR_INVALID otherwise. */
enum err fraction_parse(struct str text, struct fraction *out);
/* ERR_LIMIT when the exact sum does not fit: it is never rounded. */
enum err fraction_add(struct fraction a, struct fraction b, struct fraction *out);
/* -1, 0 or 1. */
int fraction_cmp(struct fraction a, struct fraction b);
bool fraction_is_zero(struct fraction f);
/* For variances and reports, never for a draw or a cap. */
double fraction_double(struct fraction f);
/* "3/10", "2". */
void fraction_put(struct buf *out, struct fraction f);

#endif
