/* Intervals against the examples that their authors published. */
#include "base/share.h"

#include <stdlib.h>

#include "tests/harness/harness.h"

static void
check_range(struct share_range got, int lo, int hi)
{
	ck_assert_msg(got.lo == lo && got.hi == hi, "%d to %d, expected %d to %d", got.lo,
		got.hi, lo, hi);
}

TEST(a_share_is_rounded_half_up)
{
	CHECK(share_percent(1, 3) == 33 && share_percent(2, 3) == 67);
	CHECK(share_percent(1, 200) == 1 && share_percent(1, 201) == 0);
	CHECK(share_percent(0, 5) == 0 && share_percent(5, 5) == 100);
	CHECK(share_percent(3, 0) == -1);
}

/* Newcombe 1998, Statistics in Medicine 17:857, table I, method 3. */
TEST(wilson_gives_the_published_intervals)
{
	static const struct {
		int64_t part, whole;
		int lo, hi;
	} published[] = {
		{ 81, 263, 2553, 3662 },
		{ 15, 148, 624, 1605 },
		{ 0, 20, 0, 1611 },
		{ 1, 29, 61, 1718 },
	};
	struct share_range r;
	size_t i;

	for (i = 0; i < sizeof(published) / sizeof(published[0]); i++) {
		CHECK(share_wilson(published[i].part, published[i].whole, &r));
		check_range(r, published[i].lo, published[i].hi);
		/* What is left over has the mirrored interval. */
		CHECK(share_wilson(
			published[i].whole - published[i].part, published[i].whole, &r));
		check_range(r, SHARE_WHOLE - published[i].hi, SHARE_WHOLE - published[i].lo);
	}
}

/* Newcombe 1998, Statistics in Medicine 17:873, table II, method 10. */
TEST(a_difference_of_shares_has_the_published_intervals)
{
	static const struct {
		int64_t part[2], whole[2];
		int lo, hi;
	} published[] = {
		{ { 56, 48 }, { 70, 80 }, 524, 3339 },
		{ { 9, 3 }, { 10, 10 }, 1705, 8090 },
		{ { 5, 0 }, { 56, 29 }, -381, 1926 },
		{ { 0, 0 }, { 10, 20 }, -1611, 2775 },
		{ { 10, 0 }, { 10, 10 }, 6075, 10000 },
	};
	struct share_range r;
	size_t i;

	for (i = 0; i < sizeof(published) / sizeof(published[0]); i++) {
		CHECK(share_difference(published[i].part, published[i].whole, &r));
		check_range(r, published[i].lo, published[i].hi);
	}
}

TEST(a_difference_of_shares_with_their_intervals_is_that_of_their_counts)
{
	const int64_t part[] = { 56, 48 }, whole[] = { 70, 80 };
	const int shares[] = { 8000, 6000 };
	struct share_range ranges[2], counted, differed;

	CHECK(share_wilson(part[0], whole[0], &ranges[0]));
	CHECK(share_wilson(part[1], whole[1], &ranges[1]));
	CHECK(share_difference(part, whole, &counted));
	differed = share_range_difference(shares, ranges);
	CHECK(abs(differed.lo - counted.lo) <= 1 && abs(differed.hi - counted.hi) <= 1);
	CHECK(differed.lo > 0);
	ranges[1].hi = 8000;
	CHECK(share_range_difference(shares, ranges).lo < 0);
}

TEST(there_is_no_interval_of_nothing_or_of_more_than_all)
{
	struct share_range r = { 1, 2 };

	CHECK(!share_wilson(0, 0, &r) && !share_wilson(3, 2, &r) && !share_wilson(-1, 2, &r));
	CHECK(!share_wilson(1, SHARE_COUNT_MAX + 1LL, &r));
	check_range(r, 1, 2);
	CHECK(share_wilson(SHARE_COUNT_MAX / 2, SHARE_COUNT_MAX, &r));
	check_range(r, 5000, 5000);
	CHECK(share_wilson(SHARE_COUNT_MAX, SHARE_COUNT_MAX, &r));
	check_range(r, SHARE_WHOLE, SHARE_WHOLE);
}
