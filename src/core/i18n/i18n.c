/* Languages of the interface. */
#include "core/i18n/i18n.h"

#include "core/i18n/catalogue.h"

const char *
tr(enum lang lang, const char *swedish)
{
	const char *text = lang == LANG_SV || !*swedish ? NULL : catalogue_text(lang, swedish);

	return text ? text : swedish;
}

struct str
tr_fill(struct arena *a, enum lang lang, const char *swedish, const struct str *values,
	size_t n)
{
	struct str out = STR_NULL;
	const char *p = tr(lang, swedish), *from = p;

	for (;; p++) {
		bool is_hole = p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}';
		size_t k;

		if (*p && !is_hole)
			continue;
		k = is_hole ? (size_t)(p[1] - '1') : n;
		out = arena_printf(a, "%.*s%.*s%.*s", STR_ARG(out), (int)(p - from), from,
			STR_ARG(k < n ? values[k] : STR_NULL));
		if (!*p)
			return out;
		from = p + 3;
		p += 2;
	}
}

const char *
lang_code(enum lang lang)
{
	return lang == LANG_EN ? "en" : "sv";
}

const char *
lang_dir(enum lang lang)
{
	static const bool is_from_right[LANG_COUNT] = { false };

	return is_from_right[lang] ? "rtl" : "ltr";
}

enum err
lang_parse(struct str code, enum lang *out)
{
	int i;

	for (i = 0; i < LANG_COUNT; i++)
		if (str_eq(code, str_of(lang_code((enum lang)i)))) {
			*out = (enum lang)i;
			return OK;
		}
	return ERR_INVALID;
}

/* Swedish: no-break space, so that a number is never cut at the end of a line. */
struct str
lang_number(struct arena *a, enum lang lang, int64_t v)
{
	struct str separator = lang == LANG_EN ? STR(",") : STR("\xC2\xA0");
	uint64_t rest = v < 0 ? -(uint64_t)v : (uint64_t)v;
	char text[64];
	size_t at = sizeof(text);
	int digits = 0;

	do {
		if (digits > 0 && digits % 3 == 0) {
			at -= separator.n;
			memcpy(text + at, separator.p, separator.n);
		}
		text[--at] = (char)('0' + rest % 10);
		rest /= 10;
		digits++;
	} while (rest > 0);
	if (v < 0) {
		/* U+2212, the minus sign of running text. */
		at -= 3;
		memcpy(text + at, "\xE2\x88\x92", 3);
	}
	return arena_str(a, (struct str){ text + at, sizeof(text) - at });
}

static const char *const month_names[LANG_COUNT][12] = {
	[LANG_SV] = { "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
		"september", "oktober", "november", "december" },
	[LANG_EN] = { "January", "February", "March", "April", "May", "June", "July", "August",
		"September", "October", "November", "December" },
};

struct str
lang_date(struct arena *a, enum lang lang, struct date d)
{
	int year, month, day;

	if (!date_is_set(d))
		return STR_NULL;
	date_parts(d, &year, &month, &day);
	return arena_printf(a, "%d %s %d", day, month_names[lang][month - 1], year);
}

struct str
lang_month(struct arena *a, enum lang lang, struct month m)
{
	if (!month_is_set(m))
		return STR_NULL;
	return arena_printf(a, "%s %d", month_names[lang][month_number(m) - 1], month_year(m));
}

struct str
lang_months(struct arena *a, enum lang lang, struct month from, struct month through)
{
	const char *first = month_names[lang][month_number(from) - 1];
	struct str last = lang_month(a, lang, through);

	if (from.m == through.m)
		return last;
	if (month_year(from) != month_year(through))
		return arena_printf(a, "%s %d–%.*s", first, month_year(from), STR_ARG(last));
	if (month_number(from) == 1 && month_number(through) == 12)
		return arena_printf(a, "%d", month_year(from));
	return arena_printf(a, "%s–%.*s", first, STR_ARG(last));
}
