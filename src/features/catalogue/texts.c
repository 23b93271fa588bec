/* What a text of the catalogue may not be: an address, a website that is none, an unknown area. */
#include "features/catalogue/catalogue.h"
#include "features/catalogue/rows.h"

enum { AREAS_MAX = 64 };

/* A character of a word: a letter of any script, or a digit. */
static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t
digits_of(struct str word)
{
	size_t i;

	for (i = 0; i < word.n && is_digit(word.p[i]); i++)
		;
	return i;
}

static bool
ends_in_one_of(struct str word, const char *list)
{
	struct str rest = str_of(list), end;

	while (str_split(&rest, ' ', &end))
		if (str_ends(word, end))
			return true;
	return false;
}

/* How the names of Swedish streets and places end, folded; a number follows, as one does in "ring 112". */
static bool
is_street(struct str word)
{
	return !str_eq(word, STR("ring")) && ends_in_one_of(word,
		"gata gatan gat vag vagen grand granden torg torget alle allen stig stigen backe "
		"backen plan gard garden park parken kaj kajen led leden ring ringen street road "
		"berg berget hojd hojden dal dalen strand stranden udde udden brink brinken bron "
		"hamn hamnen angen hage hagen lund lunden kulle kullen asen slatt slatten "
		"esplanad esplanaden promenad promenaden gangen slinga slingan kvarter kvarteret "
		"liden holme holmen viken skogen tomten");
}

/* "badhusg 8" and "kyrkov 3", but not "mandag 8", "helg 10" or "varav 8 for barn". */
static bool
is_short_for_street(struct str word)
{
	enum { LETTERS = 5 };

	return word.n >= LETTERS && digits_of(word) == 0 && ends_in_one_of(word, "g v") &&
		!ends_in_one_of(word, "dag ing ig helg drag varav behov intyg lag slag av brev "
				      "liv");
}

static struct str
next_word(struct str *rest)
{
	size_t from = 0, until;

	while (from < rest->n && !is_word(rest->p[from]))
		from++;
	until = from;
	while (until < rest->n && is_word(rest->p[until]))
		until++;
	*rest = (struct str){ rest->p + until, rest->n - until };
	return (struct str){ rest->p - (until - from), until - from };
}

/* "152 42 sodertalje" or "15242 sodertalje". */
static bool
is_postal_code(struct str first, struct str second, struct str third)
{
	if (first.n == 5 && digits_of(first) == 5)
		return second.n > 2 && digits_of(second) == 0;
	return first.n == 3 && digits_of(first) == 3 && second.n == 2 &&
		digits_of(second) == 2 && third.n > 2 && digits_of(third) == 0;
}

/*
 * A street with a number, a postal code with its town, a box, or a place in degrees.  It refuses
 * rather too much: whoever writes about protected housing can say the thing in other words.
 */
bool
catalogue_looks_like_address(struct arena *a, struct str text)
{
	const struct str folded = str_fold(a, text);
	struct str rest = folded, first, second, third;

	if (str_contains(rest, STR("c/o")))
		return true;
	first = next_word(&rest);
	second = next_word(&rest);
	for (; first.n > 0; first = second, second = third) {
		third = next_word(&rest);
		if ((is_street(first) || is_short_for_street(first)) &&
			digits_of(second) > 0 && digits_of(second) < 4)
			return true;
		if ((str_eq(first, STR("box")) || str_eq(first, STR("lgh"))) &&
			digits_of(second) > 0)
			return true;
		/* "08-123 45 dagtid" is a number to call */
		if (is_postal_code(first, second, third) &&
			(first.p == folded.p || first.p[-1] != '-'))
			return true;
		/* 59.195 and 17.626: degrees with a fraction */
		if (digits_of(first) == 2 && first.n == 2 && digits_of(second) >= 3 &&
			second.p == first.p + 3 && first.p[2] == '.')
			return true;
	}
	return false;
}

/* ---- areas and websites ---- */

bool
catalogue_is_area(struct str code)
{
	return (code.n == 2 || code.n == 4) && digits_of(code) == code.n;
}

/* By bytes; few enough to be sorted by hand. */
bool
catalogue_sort_areas(struct arena *a, struct str list, struct str *out)
{
	struct str codes[AREAS_MAX], code, text = STR_NULL;
	size_t n = 0, i, at;

	while (!str_is_empty(list) && str_split(&list, ';', &code)) {
		code = str_trim(code);
		if (n == AREAS_MAX || !catalogue_is_area(code))
			return false;
		for (at = 0; at < n && str_cmp(codes[at], code) < 0; at++)
			;
		if (at < n && str_eq(codes[at], code))
			return false;
		for (i = n++; i > at; i--)
			codes[i] = codes[i - 1];
		codes[at] = code;
	}
	for (i = 0; i < n; i++)
		text = arena_printf(
			a, "%.*s%s%.*s", STR_ARG(text), i ? ";" : "", STR_ARG(codes[i]));
	*out = text;
	return true;
}

/* Nothing but https, a host with a dot, and no log-in: whoever reads it shall see where it leads. */
bool
catalogue_is_website(struct str address)
{
	struct str rest = str_sub(address, 8, address.n), host;
	size_t i;

	if (!str_starts(address, STR("https://")))
		return false;
	for (i = 0; i < address.n; i++)
		if ((unsigned char)address.p[i] <= ' ' || strchr("\"'<>\\@", address.p[i]) ||
			(unsigned char)address.p[i] >= 0x7f)
			return false;
	return str_split(&rest, '/', &host) && host.n > 3 && str_find_byte(host, '.') > 0 &&
		!str_ends(host, STR("."));
}
