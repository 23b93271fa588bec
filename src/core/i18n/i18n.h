/* Languages of the interface: the Swedish text is the key, other languages come from po/. */
#ifndef CORE_I18N_I18N_H
#define CORE_I18N_I18N_H

#include "base/date.h"

enum lang {
	LANG_SV = 0,
	LANG_EN = 1,
	LANG_COUNT
};

/* Marks a text for translation where a constant is needed; xgettext finds it. */
#define N_(text) (text)

/* The text in that language, or the Swedish one where no translation exists. */
const char *tr(enum lang lang, const char *swedish);
/*
 * The translated text with {1}, {2} ... replaced by the values: texts are never glued together, so
 * a translation may order its parts as its language wants.  Empty when the arena is full.
 */
struct str tr_fill(struct arena *a, enum lang lang, const char *swedish,
	const struct str *values, size_t n);
/* "sv", "en" (BCP 47) */
const char *lang_code(enum lang lang);
/* "ltr", or "rtl" for a language that is written from the right. */
const char *lang_dir(enum lang lang);
/* ERR_INVALID for a language that is not there. */
enum err lang_parse(struct str code, enum lang *out);
/* 12 345 / 12,345 with the language's group separator (no-break space in Swedish). */
struct str lang_number(struct arena *a, enum lang lang, int64_t v);
/* "22 november 2026" / "22 November 2026" */
struct str lang_date(struct arena *a, enum lang lang, struct date d);
/* "november 2026" / "November 2026" */
struct str lang_month(struct arena *a, enum lang lang, struct month m);
/*
 * The months from one to another, both counted: "januari–mars 2026", "november 2025–januari 2026",
 * "mars 2026" when they are the same, "2026" for a whole year.
 */
struct str lang_months(struct arena *a, enum lang lang, struct month from,
	struct month through);

#endif
