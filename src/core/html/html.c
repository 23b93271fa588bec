/* Writing HTML that cannot be broken by its data. */
#include "core/html/html.h"

/* The replacement of a byte that means something in HTML, or NULL. */
static const char *
entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void
html_put_str(struct html *h, struct str s)
{
	size_t from = 0, i;

	for (i = 0; i < s.n; i++) {
		const char *replacement = entity(s.p[i]);

		if (!replacement)
			continue;
		buf_put(h->out, str_sub(s, from, i));
		buf_put_cstr(h->out, replacement);
		from = i + 1;
	}
	buf_put(h->out, str_sub(s, from, s.n));
}

void
html_put_cstr(struct html *h, const char *s)
{
	html_put_str(h, str_of(s));
}

void
html_put_int(struct html *h, int64_t v)
{
	buf_put(h->out, lang_number(h->arena, h->lang, v));
}

void
html_put_plain_int(struct html *h, int64_t v)
{
	buf_put_int(h->out, v);
}

void
html_put_size(struct html *h, uint64_t v)
{
	html_put_int(h, v > INT64_MAX ? INT64_MAX : (int64_t)v);
}

void
html_put_plain_size(struct html *h, uint64_t v)
{
	html_put_plain_int(h, v > INT64_MAX ? INT64_MAX : (int64_t)v);
}

void
html_put_date(struct html *h, struct date d)
{
	buf_put(h->out, lang_date(h->arena, h->lang, d));
}

void
html_put_month(struct html *h, struct month m)
{
	buf_put(h->out, lang_month(h->arena, h->lang, m));
}

void
html_put_url(struct html *h, struct url u)
{
	html_put_str(h, u.text);
}

void
html_put_safe(struct html *h, struct html_safe s)
{
	buf_put(h->out, s.text);
}

struct html_swedish
in_swedish(struct str text)
{
	return (struct html_swedish){ text };
}

const char *
html_lang_of_content(const struct html *h)
{
	return h->lang == LANG_SV ? NULL : lang_code(LANG_SV);
}

void
html_put_swedish(struct html *h, struct html_swedish s)
{
	const char *lang = html_lang_of_content(h);

	if (!lang || str_is_empty(s.text)) {
		html_put_str(h, s.text);
		return;
	}
	buf_put(h->out, STR("<span"));
	html_put_optional(h, "lang", lang);
	buf_put_byte(h->out, '>');
	html_put_str(h, s.text);
	buf_put(h->out, STR("</span>"));
}

void
html_put_tr(struct html *h, const char *swedish)
{
	html_put_cstr(h, tr(h->lang, swedish));
}

void
html_put_markup(struct html *h, const char *markup, size_t n)
{
	buf_put(h->out, (struct str){ markup, n });
}

void
html_put_optional(struct html *h, const char *name, const char *value)
{
	if (!value)
		return;
	buf_put_byte(h->out, ' ');
	buf_put_cstr(h->out, name);
	buf_put(h->out, STR("=\""));
	html_put_cstr(h, value);
	buf_put_byte(h->out, '"');
}

struct html_tr
html_tr_begin(struct html *h, const char *swedish)
{
	return (struct html_tr){ h, tr(h->lang, swedish) };
}

int
html_tr_next(struct html_tr *t)
{
	const char *from = t->rest, *p;

	for (p = from; *p; p++)
		if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}')
			break;
	html_put_str(t->html, (struct str){ from, (size_t)(p - from) });
	if (!*p) {
		t->rest = p;
		return 0;
	}
	t->rest = p + 3;
	return p[1] - '0';
}
