/* Exact fractions of 64-bit integers. */
#include "out/protect/fraction.h"

enum { PART_MAX = 1000000 };

static int64_t
common_divisor(int64_t a, int64_t b)
{
	while (b != 0) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

static enum err
part_parse(struct str text, int64_t *out)
{
	size_t i;

	if (text.n == 0 || text.n > 7)
		return ERR_INVALID;
	for (i = 0; i < text.n; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return ERR_INVALID;
	TRY(str_to_int(text, out));
	return *out > PART_MAX ? ERR_INVALID : OK;
}

enum err
fraction_parse(struct str text, struct fraction *out)
{
	ptrdiff_t slash = str_find_byte(text, '/');
	struct fraction f = { 0, 1 };
	int64_t divisor;

	if (slash < 0) {
		TRY(part_parse(text, &f.num));
	} else {
		TRY(part_parse(str_sub(text, 0, (size_t)slash), &f.num));
		TRY(part_parse(str_sub(text, (size_t)slash + 1, text.n), &f.den));
	}
	if (f.den == 0)
		return ERR_INVALID;
	divisor = common_divisor(f.num, f.den);
	*out = (struct fraction){ f.num / divisor, f.den / divisor };
	return OK;
}

enum err
fraction_add(struct fraction a, struct fraction b, struct fraction *out)
{
	int64_t divisor = common_divisor(a.den, b.den);
	int64_t left, right, num, den;

	if (__builtin_mul_overflow(a.num, b.den / divisor, &left) ||
			__builtin_mul_overflow(b.num, a.den / divisor, &right) ||
			__builtin_add_overflow(left, right, &num) ||
			__builtin_mul_overflow(a.den, b.den / divisor, &den))
		return ERR_LIMIT;
	divisor = common_divisor(num, den);
	*out = (struct fraction){ num / divisor, den / divisor };
	return OK;
}

int
fraction_cmp(struct fraction a, struct fraction b)
{
	__int128 left = (__int128)a.num * b.den, right = (__int128)b.num * a.den;

	return left < right ? -1 : left > right;
}

bool
fraction_is_zero(struct fraction f)
{
	return f.num == 0;
}

double
fraction_double(struct fraction f)
{
	return (double)f.num / (double)f.den;
}

void
fraction_put(struct buf *out, struct fraction f)
{
	buf_put_int(out, f.num);
	if (f.den != 1) {
		buf_put_byte(out, '/');
		buf_put_int(out, f.den);
	}
}
