/* Ways to join two ledgers with nothing but copies of the data folder, each with its success. */
#ifndef TESTS_ATTACK_ATTACK_H
#define TESTS_ATTACK_ATTACK_H

#include "tests/attack/disk.h"

enum { NAME_MAX_BYTES = 40 };

/*
 * By order: sorts the rows of both by each thing that can be seen of them, pairs first with first and
 * so on, and asks how well the pairs go together (rank correlation of their truths, -1..1).  Sums
 * over several data folders, since one alone may look ordered by chance.
 */
struct order_attack {
	double sum[SEEN_MAX][SEEN_MAX];
	size_t n_a, n_b;
	char names_a[SEEN_MAX][NAME_MAX_BYTES], names_b[SEEN_MAX][NAME_MAX_BYTES];
	int folders;
};

/* Only rows with a truth count, and of several with the same the first. */
void attack_by_order(struct order_attack *attack, struct rows *a, struct rows *b);
/* The greatest mean correlation, 0..1, and what it was found by. */
double order_attack_strength(const struct order_attack *attack, char *how, size_t n);

/*
 * By equal bytes: how large a part of the rows of `a` shares eight bytes in a row with rows of `b` that
 * are the right ones, and with no others.
 */
double attack_by_bytes(struct rows *a, struct rows *b);

/* How large a part of the values holds seven answers in clear. */
double attack_by_reading(const struct rows *slips);

/* How large a part of the values can still be found somewhere in the file or its log. */
double attack_by_remains(const struct rows *earlier, const struct disk *now);

#endif
