/* Every number that stands in a published file, whatever kind of file it is. */
#ifndef TESTS_ATTACK_NUMBERS_H
#define TESTS_ATTACK_NUMBERS_H

#include <stddef.h>

#include "base/str.h"

/* What one release looks like from outside: its numbers in the order of the files. */
struct numbers {
	short *values;
	size_t n, max;
};

/*
 * Adds the numbers of a text, larger ones as the largest short; a dot or comma begins another number.
 * Numbers past `max` are left out.
 */
void numbers_of_text(struct numbers *out, struct str text);
/* The same of every file in a workbook (zip, deflated); false when it is no such file. */
bool numbers_of_book(struct numbers *out, struct str zip);
/* Fills up to a place with zeros, so that the next file begins where it always does. */
void numbers_pad(struct numbers *out, size_t place);

#endif
