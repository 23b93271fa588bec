/* Score intervals with noise. */
#include "out/protect/interval.h"

#include <math.h>

/* The 97.5 % point of the normal distribution. */
static const double Z = 1.959963984540054;

static int32_t
thousandths(double p)
{
	if (!(p > 0))
		return 0;
	return p >= 1 ? 1000 : (int32_t)floor(p * 1000 + 0.5);
}

struct share
share_of(int64_t x, int64_t n, double v)
{
	double size, p, z2, centre, width;

	assert_always(n > 0 && x >= 0 && x <= n && v >= 0);
	size = (double)n;
	p = (double)x / size;
	z2 = Z * Z / size;
	centre = (p + z2 / 2) / (1 + z2);
	width = Z / (1 + z2) * sqrt(p * (1 - p) / size + z2 / (4 * size) +
			(1 + z2) * v / (size * size));
	/* cppcheck-suppress zerodivcond -- cppcheck does not know that err_abort never returns */
	return (struct share){ (int32_t)((x * 1000 + n / 2) / n), thousandths(centre - width),
		thousandths(centre + width) };
}

struct share
share_of_drawn(int64_t x, double v, int64_t n, double v_n)
{
	double p = (double)x / (double)n;

	return share_of(x, n, v + p * p * v_n);
}

int32_t
share_tenths(int32_t share)
{
	return (share + 50) / 100;
}
