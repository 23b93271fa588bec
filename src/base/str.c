/* Slices of text. */
#include "base/str.h"

struct str
str_of(const char *cstr)
{
	return cstr ? (struct str){ cstr, strlen(cstr) } : STR_NULL;
}

bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	if (c == 0)
		c = (a.n > b.n) - (a.n < b.n);
	return (c > 0) - (c < 0);
}

bool
str_is_empty(struct str s)
{
	return s.n == 0;
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && str_eq(str_sub(s, s.n - suffix.n, s.n), suffix);
}

ptrdiff_t
str_find_byte(struct str s, char byte)
{
	const char *hit = s.n ? memchr(s.p, byte, s.n) : NULL;

	return hit ? hit - s.p : -1;
}

bool
str_contains(struct str s, struct str part)
{
	return part.n == 0 || (s.n != 0 && memmem(s.p, s.n, part.p, part.n) != NULL);
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct str
str_trim(struct str s)
{
	while (s.n > 0 && is_space(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

struct str
str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	/* Of a zeroed slice: NULL plus nothing is no pointer in C. */
	return (struct str){ from ? s.p + from : s.p, to - from };
}

bool
str_split(struct str *rest, char sep, struct str *part)
{
	ptrdiff_t at;

	if (!rest->p)
		return false;
	at = str_find_byte(*rest, sep);
	if (at < 0) {
		*part = *rest;
		*rest = (struct str){ NULL, 0 };
		return true;
	}
	*part = str_sub(*rest, 0, (size_t)at);
	*rest = str_sub(*rest, (size_t)at + 1, rest->n);
	return true;
}

/* Length of the well-formed sequence that starts at p, or 0 (RFC 3629, section 4). */
static size_t
utf8_sequence(const unsigned char *p, size_t n)
{
	unsigned char low = 0x80, high = 0xBF;
	size_t len, i;

	if (p[0] < 0x80)
		return 1;
	if (p[0] >= 0xC2 && p[0] <= 0xDF)
		len = 2;
	else if (p[0] >= 0xE0 && p[0] <= 0xEF)
		len = 3;
	else if (p[0] >= 0xF0 && p[0] <= 0xF4)
		len = 4;
	else
		return 0;
	if (len > n)
		return 0;
	if (p[0] == 0xE0)
		low = 0xA0;
	else if (p[0] == 0xED)
		high = 0x9F;
	else if (p[0] == 0xF0)
		low = 0x90;
	else if (p[0] == 0xF4)
		high = 0x8F;
	if (p[1] < low || p[1] > high)
		return 0;
	for (i = 2; i < len; i++)
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	return len;
}

bool
str_is_utf8(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i = 0;

	while (i < s.n) {
		size_t len = utf8_sequence(p + i, s.n - i);

		if (len == 0)
			return false;
		i += len;
	}
	return true;
}

size_t
str_code_points(struct str s)
{
	size_t i, n = 0;

	for (i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return n;
}

enum err
str_to_int(struct str s, int64_t *out)
{
	bool is_negative = s.n > 0 && s.p[0] == '-';
	size_t i = is_negative ? 1 : 0;
	int64_t v = 0;

	if (i == s.n)
		return ERR_INVALID;
	for (; i < s.n; i++) {
		int digit = s.p[i] - '0';

		if (digit < 0 || digit > 9)
			return ERR_INVALID;
		if (__builtin_mul_overflow(v, 10, &v) || __builtin_sub_overflow(v, digit, &v))
			return ERR_INVALID;
	}
	/* Gathered as a negative number, since INT64_MIN has no positive twin. */
	if (!is_negative && __builtin_sub_overflow(0, v, &v))
		return ERR_INVALID;
	*out = v;
	return OK;
}

bool
str_eq_secret(struct str a, struct str b)
{
	unsigned char diff = 0;
	size_t i;

	if (a.n != b.n)
		return false;
	for (i = 0; i < a.n; i++)
		diff |= (unsigned char)(a.p[i] ^ b.p[i]);
	return diff == 0;
}
