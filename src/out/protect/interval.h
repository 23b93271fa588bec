/* Shares and their intervals: the one place where they are computed and rounded. */
#ifndef OUT_PROTECT_INTERVAL_H
#define OUT_PROTECT_INTERVAL_H

#include "base/err.h"

#include <stdint.h>

/* In thousandths, rounded half up, 0..1000. */
struct share {
	int32_t share, low, high;
};

/*
 * x out of n with a 95 % interval that covers both who happened to be asked and the noise: the score
 * interval (Wilson 1927; Newcombe 1998, method 3) with the noise's variance of the share added to the
 * binomial one.  Solving (x/n - p)^2 <= z^2 (p(1 - p)/n + v/n^2) for p gives the centre
 * (x/n + z^2/2n) / (1 + z^2/n) and the half width
 * z / (1 + z^2/n) * sqrt(x/n (1 - x/n)/n + z^2/4n^2 + (1 + z^2/n) v/n^2).
 * v: variance of x in persons squared, 0 = exact.  0 <= x <= n, n > 0.
 */
struct share share_of(int64_t x, int64_t n, double v);

/*
 * The same where n itself is a drawn number of variance v_n: x/n then has the variance
 * (v + (x/n)^2 v_n) / n^2 from the noise (first order, the two draws being independent).
 */
struct share share_of_drawn(int64_t x, double v, int64_t n, double v_n);

/* "x av tio": the nearest tenth of a share, half up, 0..10. */
int32_t share_tenths(int32_t thousandths);

#endif
