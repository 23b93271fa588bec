/* Shares of a count: percent, and how sure they are.  Whole numbers in, whole numbers out. */
#ifndef BASE_SHARE_H
#define BASE_SHARE_H

#include <stdbool.h>
#include <stdint.h>

/* From and to, in hundredths of a percent (10 000 = all); a difference may be negative. */
struct share_range {
	int lo, hi;
};

enum { SHARE_WHOLE = 10000, SHARE_COUNT_MAX = 1000000000 };

/* 100 * part / whole, rounded half up; -1 when whole is 0. */
int64_t share_percent(int64_t part, int64_t whole);

/*
 * The 95 percent interval of a share by Wilson's score method without continuity correction:
 * E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
 * American Statistical Association 22 (1927) 209-212; method 3 of R. G. Newcombe, "Two-sided confidence
 * intervals for the single proportion", Statistics in Medicine 17 (1998) 857-872.
 *   (2np + z² ± z √(z² + 4np(1 − p))) / 2(n + z²),   z = 1.959964
 * False, with `out` untouched, unless 0 <= part <= whole and 0 < whole <= SHARE_COUNT_MAX.
 */
bool share_wilson(int64_t part, int64_t whole, struct share_range *out);

/*
 * The 95 percent interval of the first share minus the second, by method 10 of R. G. Newcombe, "Interval
 * estimation for the difference between independent proportions", Statistics in Medicine 17 (1998)
 * 873-890: with Wilson's limits l and u of each share p,
 *   from d − √((p1 − l1)² + (u2 − p2)²) to d + √((u1 − p1)² + (p2 − l2)²),   d = p1 − p2
 * False as above.
 */
bool share_difference(const int64_t part[2], const int64_t whole[2], struct share_range *out);

/*
 * The first share minus the second, from intervals that stand already, whatever they cover (the same
 * method: G. Y. Zou and A. Donner, "Construction of confidence limits about effect measures", Statistics
 * in Medicine 27 (2008) 1693-1702).  Hundredths of a percent.
 */
struct share_range share_range_difference(
	const int share[2], const struct share_range range[2]);

#endif
