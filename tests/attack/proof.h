/* What observations prove about the loss of an engine. */
#ifndef TESTS_ATTACK_PROOF_H
#define TESTS_ATTACK_PROOF_H

#include <stddef.h>

/* What the attacker knows beforehand: the files without noise, for each secret. */
struct known {
	const short *sure[2];	/* n numbers each */
	size_t files, file_numbers;	/* the numbers are those of so many files, once or several times */
};

/*
 * `rounds` observations of `n` numbers for each of two secrets: rows[secret] + round * n.  The first half
 * teaches which numbers differ and how noisy they are; the second half is searched for the event "this
 * number, or sum, is at least t" or "at most t" with the largest ratio of probabilities: the best numbers,
 * weighted sums of them and of all (linear discriminant), and the sum that is best for who knows the truth
 * but for the secret.  Gives the logarithm of a lower bound of one and an upper bound of the other, both so
 * many standard errors away (Wilson): the loss that is proved, 0 when none is.
 */
double proved_loss(short *const rows[2], const struct known *known, size_t rounds, size_t n,
	double errors);

#endif
