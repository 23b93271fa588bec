/* Dates and months as people write them; what could mean two days is refused. */
#include "base/date.h"

enum { PARTS_MAX = 3, DIGITS_MAX = 8, WORD_MIN = 3 };

/* "2026", "5" or "januari" in a date; a name of a month is its number already. */
struct part {
	int number, digits;
	bool is_name;
};

struct parts {
	struct part items[PARTS_MAX];
	size_t n;
	bool has_slashes_only;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Three letters tell every month apart, in Swedish and in English; 0 for any other word. */
static int
month_by_name(struct str word)
{
	static const char *const names[] = { "jan", "feb", "mar", "apr", "maj", "jun", "jul",
		"aug", "sep", "okt", "nov", "dec", "may", "oct" };
	char start[WORD_MIN + 1] = { 0 };

	if (word.n < WORD_MIN)
		return 0;
	for (size_t i = 0; i < WORD_MIN; i++)
		start[i] = (char)(word.p[i] | 0x20);
	for (int i = 0; i < 12; i++)
		if (strcmp(start, names[i]) == 0)
			return i + 1;
	if (strcmp(start, names[12]) == 0)
		return 5;
	return strcmp(start, names[13]) == 0 ? 10 : 0;
}

/* Takes a number or a word off the front of s. */
static enum err
take_part(struct str *s, struct part *out)
{
	bool is_name = is_letter(s->p[0]);
	struct part part = { .is_name = is_name };
	size_t n = 0;

	while (n < s->n && (is_name ? is_letter(s->p[n]) : is_digit(s->p[n])))
		n++;
	if (n == 0 || (!is_name && n > DIGITS_MAX))
		return ERR_INVALID;
	if (is_name)
		part.number = month_by_name((struct str){ s->p, n });
	for (size_t i = 0; !is_name && i < n; i++)
		part.number = part.number * 10 + (s->p[i] - '0');
	part.digits = is_name ? 0 : (int)n;
	*s = (struct str){ s->p + n, s->n - n };
	*out = part;
	return is_name && part.number == 0 ? ERR_INVALID : OK;
}

/* Takes what stands between two parts; whether it was a slash alone. */
static bool
take_gap(struct str *s)
{
	static const struct str gaps[] = { { " ", 1 }, { "-", 1 }, { "/", 1 }, { ".", 1 },
		{ ",", 1 }, { "\xc2\xa0", 2 } };
	struct str gap = { s->p, 0 };
	size_t i;

	do {
		for (i = 0; i < sizeof(gaps) / sizeof(gaps[0]); i++)
			if (str_starts(*s, gaps[i]))
				break;
		if (i == sizeof(gaps) / sizeof(gaps[0]))
			break;
		*s = (struct str){ s->p + gaps[i].n, s->n - gaps[i].n };
		gap.n += gaps[i].n;
	} while (s->n > 0);
	return str_eq(gap, STR("/"));
}

static enum err
parts_of(struct str s, struct parts *out)
{
	struct parts parts = { .has_slashes_only = true };

	while (s.n > 0) {
		if (parts.n == PARTS_MAX)
			return ERR_INVALID;
		TRY(take_part(&s, &parts.items[parts.n++]));
		if (s.n > 0 && !take_gap(&s))
			parts.has_slashes_only = false;
	}
	*out = parts;
	return OK;
}

/* "20260105", or "260105" of this century. */
static enum err
read_run(const struct part *run, struct date *out)
{
	int year = run->number / 10000 + (run->digits == 6 ? 2000 : 0);

	if (run->is_name || (run->digits != 6 && run->digits != 8))
		return ERR_INVALID;
	return date_of(year, run->number / 100 % 100, run->number % 100, out);
}

/*
 * The year is the number of four digits.  First, it is followed by the month; last, the day stands
 * first as in Swedish, "5/1 2026".  Only "1/5/2026" is written both ways in the world: it is taken
 * when one of the two cannot be a month, or when they are the same.
 */
enum err
date_read(struct str s, struct date *out)
{
	struct parts parts;
	const struct part *p = parts.items;
	int day, month;

	TRY(parts_of(s, &parts));
	if (parts.n == 1)
		return read_run(&p[0], out);
	if (parts.n != 3)
		return ERR_INVALID;
	if (p[0].digits == 4)
		return p[2].is_name ? ERR_INVALID
			: date_of(p[0].number, p[1].number, p[2].number, out);
	if (p[2].digits != 4 || (p[0].is_name && p[1].is_name))
		return ERR_INVALID;
	day = p[p[0].is_name ? 1 : 0].number;
	month = p[p[0].is_name ? 0 : 1].number;
	if (parts.has_slashes_only && day != month && day <= 12) {
		int first = day;

		if (month <= 12)
			return ERR_INVALID;
		day = month;
		month = first;
	}
	return date_of(p[2].number, month, day, out);
}

enum err
month_read(struct str s, struct month *out)
{
	struct parts parts;
	const struct part *p = parts.items;
	int year, month;

	TRY(parts_of(s, &parts));
	if (parts.n == 1 && p[0].digits == 6) {
		year = p[0].number / 100;
		month = p[0].number % 100;
	} else if (parts.n == 2 && (p[0].digits == 4 || p[1].digits == 4)) {
		year = p[p[0].digits == 4 ? 0 : 1].number;
		month = p[p[0].digits == 4 ? 1 : 0].number;
	} else {
		return ERR_INVALID;
	}
	if (year < 1 || month < 1 || month > 12)
		return ERR_INVALID;
	*out = month_of(year, month);
	return OK;
}
