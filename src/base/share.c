/* Shares with fixed-point numbers: the same on every machine, and no rounding that wanders. */
#include "base/share.h"

__extension__ typedef unsigned __int128 wide;
__extension__ typedef __int128 wide_signed;

enum {
	MILLION = 1000000,	/* counts times a million stay exact beside z² */
	BILLION = 1000000000,	/* a whole, while a share is worked on */
	Z_SQUARED = 3841459	/* 1.959964², in millionths */
};

int64_t
share_percent(int64_t part, int64_t whole)
{
	if (whole <= 0)
		return -1;
	return (200 * part + whole) / (2 * whole);
}

/* The largest root whose square is not above x, bit by bit. */
static wide
square_root(wide x)
{
	wide root = 0, bit = (wide)1 << 126;

	while (bit > x)
		bit >>= 2;
	for (; bit; bit >>= 2) {
		if (x >= root + bit) {
			x -= root + bit;
			root = (root >> 1) + bit;
		} else {
			root >>= 1;
		}
	}
	return root;
}

struct limits {
	int64_t share, lo, hi;	/* in billionths */
};

static bool
wilson(int64_t part, int64_t whole, struct limits *out)
{
	wide n = (wide)whole, x = (wide)part, middle, spread, under;

	if (part < 0 || part > whole || whole <= 0 || whole > SHARE_COUNT_MAX)
		return false;
	middle = 2 * x * MILLION + Z_SQUARED;
	spread = square_root(Z_SQUARED * (Z_SQUARED + 4 * x * (n - x) * MILLION / n));
	under = 2 * (n * MILLION + Z_SQUARED);
	/* The limits of none and all are exactly none and all. */
	out->share = (int64_t)(x * BILLION / n);
	out->lo = part == 0 ? 0 : (int64_t)((middle - spread) * BILLION / under);
	out->hi = part == whole ? BILLION : (int64_t)((middle + spread) * BILLION / under);
	return true;
}

/* Billionths to hundredths of a percent, half away from zero. */
static int
rounded(int64_t billionths)
{
	const int64_t unit = BILLION / SHARE_WHOLE;

	return (int)((billionths + (billionths < 0 ? -unit : unit) / 2) / unit);
}

bool
share_wilson(int64_t part, int64_t whole, struct share_range *out)
{
	struct limits l;

	if (!wilson(part, whole, &l))
		return false;
	*out = (struct share_range){ rounded(l.lo), rounded(l.hi) };
	return true;
}

/* √(a² + b²) */
static int64_t
hypotenuse(int64_t a, int64_t b)
{
	return (int64_t)square_root((wide)((wide_signed)a * a + (wide_signed)b * b));
}

struct share_range
share_range_difference(const int share[2], const struct share_range range[2])
{
	int64_t d = share[0] - share[1];

	return (struct share_range){
		(int)(d - hypotenuse(share[0] - range[0].lo, range[1].hi - share[1])),
		(int)(d + hypotenuse(range[0].hi - share[0], share[1] - range[1].lo)),
	};
}

bool
share_difference(const int64_t part[2], const int64_t whole[2], struct share_range *out)
{
	struct limits a, b;
	int64_t d;

	if (!wilson(part[0], whole[0], &a) || !wilson(part[1], whole[1], &b))
		return false;
	d = a.share - b.share;
	*out = (struct share_range){
		rounded(d - hypotenuse(a.share - a.lo, b.hi - b.share)),
		rounded(d + hypotenuse(a.hi - a.share, b.share - b.lo)),
	};
	return true;
}
