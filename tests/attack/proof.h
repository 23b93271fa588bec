/* What observations prove about the loss of an engine. */
#ifndef TESTS_ATTACK_PROOF_H
#define TESTS_ATTACK_PROOF_H

#include <stddef.h>

/*
 * `rounds` observations of `n` numbers for each of two secrets: rows[secret] + round * n.  The first
 * half teaches which numbers differ, and a weighted sum of them (linear discriminant); the second half
 * is searched for the event "this number, or the sum, is at least t" or "at most t" with the largest
 * ratio of probabilities.  Gives the logarithm of a lower bound of one and an upper bound of the other,
 * both so many standard errors away (Wilson): the loss that is proved, 0 when none is.
 */
double proved_loss(short *const rows[2], size_t rounds, size_t n, double errors);

#endif
