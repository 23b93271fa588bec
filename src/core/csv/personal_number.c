/* Telling a Swedish personal number from other digits, so that imports can refuse it. */
#include "core/csv/csv_reader.h"

enum { SHORT_DIGITS = 10, LONG_DIGITS = 12, UUID_LENGTH = 36 };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int
two(const char *p)
{
	return (p[0] - '0') * 10 + (p[1] - '0');
}

/* Luhn over ten digits, the last being the check digit (Skatteverket, SKV 704). */
static bool
has_right_check_digit(const char *digits)
{
	int sum = 0, i;

	for (i = 0; i < SHORT_DIGITS; i++) {
		int v = (digits[i] - '0') * (i % 2 == 0 ? 2 : 1);

		sum += v / 10 + v % 10;
	}
	return sum % 10 == 0;
}

/* Month and day of the last ten digits; a coordination number has 60 added to the day. */
static bool
has_date(const char *digits)
{
	int month = two(digits + 2), day = two(digits + 4);

	if (day > 60)
		day -= 60;
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/*
 * One run that starts at text[from]: digits with at most one '-' or '+' before the last four.  Sets
 * *end behind it.
 */
static bool
run_is_number(struct str text, size_t from, size_t *end)
{
	char digits[LONG_DIGITS];
	size_t n = 0, i = from, sign_at = 0;
	const char *ten;

	for (; i < text.n; i++) {
		if (is_digit(text.p[i])) {
			if (n < LONG_DIGITS)
				digits[n] = text.p[i];
			n++;
		} else if ((text.p[i] == '-' || text.p[i] == '+') && sign_at == 0 &&
		           i + 1 < text.n && is_digit(text.p[i + 1])) {
			sign_at = n;
		} else {
			break;
		}
	}
	*end = i;
	if (n != SHORT_DIGITS && n != LONG_DIGITS)
		return false;
	if (sign_at != 0 && sign_at != n - 4)
		return false;
	if (n == LONG_DIGITS && (two(digits) < 18 || two(digits) > 20))
		return false;
	ten = digits + (n - SHORT_DIGITS);
	return has_date(ten) && (sign_at != 0 || has_right_check_digit(ten));
}

/* Whether a UUID stands there: in some ten thousand of them one has digits that pass for a number. */
static bool
is_uuid(struct str text, size_t from)
{
	size_t i;

	if (text.n - from < UUID_LENGTH || text.p[from + 8] != '-')
		return false;
	for (i = 0; i < UUID_LENGTH; i++) {
		char c = text.p[from + i];
		bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (is_dash ? c != '-' : !c || !strchr("0123456789abcdefABCDEF", c))
			return false;
	}
	return true;
}

bool
csv_looks_like_personal_number(struct str text)
{
	size_t i = 0;

	while (i < text.n) {
		size_t end = i + 1;

		if (is_uuid(text, i))
			end = i + UUID_LENGTH;
		else if (is_digit(text.p[i]) && run_is_number(text, i, &end))
			return true;
		i = end;
	}
	return false;
}
