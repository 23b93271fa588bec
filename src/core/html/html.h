/* Writing HTML that cannot be broken by its data: the runtime under the generated templates. */
#ifndef CORE_HTML_HTML_H
#define CORE_HTML_HTML_H

#include "base/date.h"
#include "core/i18n/i18n.h"

/* Where a template writes, and in which language.  The buffer's error is sticky (base/buf.h). */
struct html {
	struct buf *out;
	struct arena *arena;
	enum lang lang;
};

/* An address made by one of the url_ functions of a room, never by gluing input. */
struct url {
	struct str text;
};

/*
 * Text that people wrote in Swedish and that has no translation: names of teams and services, what the
 * catalogue says.  On a page in another language it is marked with its own (WCAG 3.1.2).
 */
struct html_swedish {
	struct str text;
};
struct html_swedish in_swedish(struct str text);
/* "sv" where Swedish content is to be marked as such, NULL on a Swedish page: for lang?="". */
const char *html_lang_of_content(const struct html *h);

/* Markup that is already safe: made only by this module and by generated templates. */
struct html_safe {
	struct str text;
};

/* Text position and quoted attribute value: escapes & < > " '. */
void html_put_str(struct html *h, struct str s);
void html_put_cstr(struct html *h, const char *s);
/* Integers with the language's group separator; in attributes htmlgen uses html_put_plain_int. */
void html_put_int(struct html *h, int64_t v);
void html_put_plain_int(struct html *h, int64_t v);
void html_put_size(struct html *h, uint64_t v);
void html_put_plain_size(struct html *h, uint64_t v);
/* <time> text: "22 november 2026" / "november 2026". */
void html_put_date(struct html *h, struct date d);
void html_put_month(struct html *h, struct month m);
/* href, src, action: nothing but a struct url compiles there. */
void html_put_url(struct html *h, struct url u);
void html_put_safe(struct html *h, struct html_safe s);
/* Escaped, in a span with its language unless the page is in Swedish; nothing for an empty text. */
void html_put_swedish(struct html *h, struct html_swedish s);
/* The translated text, escaped. */
void html_put_tr(struct html *h, const char *swedish);
/* Generated code only: markup of the template itself. */
void html_put_markup(struct html *h, const char *markup, size_t n);
/* Generated code only: ` name="value"` when there is a value, nothing for NULL. */
void html_put_optional(struct html *h, const char *name, const char *value);

/*
 * Generated code only: a translated text with holes {1} ... {9}.  Each step writes the text up to
 * the next hole, escaped, and says which hole stands there; 0 when the text is at its end.
 */
struct html_tr {
	struct html *html;
	const char *rest;
};
struct html_tr html_tr_begin(struct html *h, const char *swedish);
int html_tr_next(struct html_tr *t);

/*
 * {{ expr }} in text position.  A bare `const char *` is taken for a constant of the code; text that
 * came from a person is a struct str.
 */
#define html_put(h, x)                                  \
	_Generic((x),                                   \
		struct str: html_put_str,               \
		char *: html_put_cstr,                  \
		const char *: html_put_cstr,            \
		int: html_put_int,                      \
		long: html_put_int,                     \
		long long: html_put_int,                \
		unsigned: html_put_size,                \
		unsigned long: html_put_size,           \
		struct date: html_put_date,             \
		struct month: html_put_month,           \
		struct html_swedish: html_put_swedish,  \
		struct html_safe: html_put_safe)(h, x)

/* {{ expr }} in a quoted attribute that is not an address. */
#define html_put_attr(h, x)                             \
	_Generic((x),                                   \
		struct str: html_put_str,               \
		char *: html_put_cstr,                  \
		const char *: html_put_cstr,            \
		int: html_put_plain_int,                \
		long: html_put_plain_int,               \
		long long: html_put_plain_int,          \
		unsigned: html_put_plain_size,          \
		unsigned long: html_put_plain_size)(h, x)

/* "/lotsningar/17": the path is a format of the code, the id a number. */
struct url url_id(struct arena *a, const char *format, int64_t id);
/* A constant path of the code. */
struct url url_path(const char *path);
/* The same with ?key=value (percent-encoded) added. */
struct url url_with(struct arena *a, struct url u, const char *key, struct str value);
/* The same page in that language, for a reader without an account; Swedish needs no asking. */
struct url url_in_lang(struct arena *a, struct url u, enum lang lang);
/* tel:+46..., from a Swedish or international number as written; digits and + only. */
struct url url_phone(struct arena *a, struct str phone);
/* An https:// address from the catalogue; anything else gives "#". */
struct url url_outside(struct arena *a, struct str address);

#endif
