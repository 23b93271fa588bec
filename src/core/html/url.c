/* Addresses: made here, never by gluing input. */
#include "core/html/html.h"

/* An address that leads nowhere: for input that is no address, and for a full arena. */
static const struct url nowhere = { { "#", 1 } };

static struct url
url_of(struct str text)
{
	return str_is_empty(text) ? nowhere : (struct url){ text };
}

struct url
url_id(struct arena *a, const char *format, int64_t id)
{
	struct str whole = str_of(format);
	const char *hole = strstr(format, "%lld");
	size_t at;

	assert_always(hole && format[0] == '/');
	at = (size_t)(hole - format);
	return url_of(arena_printf(a, "%.*s%lld%.*s", STR_ARG(str_sub(whole, 0, at)),
		(long long)id, STR_ARG(str_sub(whole, at + 4, whole.n))));
}

struct url
url_path(const char *path)
{
	return (struct url){ str_of(path) };
}

/* RFC 3986, section 2.3: everything but the unreserved characters is escaped. */
static bool
is_unreserved(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
		c == '.' || c == '_' || c == '~';
}

struct url
url_with(struct arena *a, struct url u, const char *key, struct str value)
{
	static const char digits[] = "0123456789ABCDEF";
	char *escaped = arena_alloc(a, value.n * 3 + 1);
	ptrdiff_t hash = str_find_byte(u.text, '#');
	struct str path = u.text, fragment = STR_NULL;
	size_t i, n = 0;

	if (!escaped)
		return nowhere;
	for (i = 0; i < value.n; i++) {
		unsigned char c = (unsigned char)value.p[i];

		if (is_unreserved(value.p[i])) {
			escaped[n++] = value.p[i];
			continue;
		}
		escaped[n++] = '%';
		escaped[n++] = digits[c >> 4];
		escaped[n++] = digits[c & 15];
	}
	if (hash >= 0) {
		path = str_sub(u.text, 0, (size_t)hash);
		fragment = str_sub(u.text, (size_t)hash, u.text.n);
	}
	return url_of(arena_printf(a, "%.*s%c%s=%.*s%.*s", STR_ARG(path),
		str_find_byte(path, '?') >= 0 ? '&' : '?', key, (int)n, escaped,
		STR_ARG(fragment)));
}

struct url
url_in_lang(struct arena *a, struct url u, enum lang lang)
{
	return lang == LANG_SV ? u : url_with(a, u, "lang", str_of(lang_code(lang)));
}

enum { PHONE_DIGITS_MAX = 20 };

/*
 * Digits up to the first letter ("020-50 50 50 (dygnet runt)"); the (0) of "+46 (0)8 ..." is left
 * out.  Swedish numbers with a leading 0 get +46, short ones (112, 1177, 114 14) stay.
 */
struct url
url_phone(struct arena *a, struct str phone)
{
	char digits[PHONE_DIGITS_MAX + 1];
	struct str number;
	size_t i, n = 0;
	bool is_international = false;

	phone = str_trim(phone);
	if (str_starts(phone, STR("+"))) {
		is_international = true;
		phone = str_sub(phone, 1, phone.n);
	}
	for (i = 0; i < phone.n && n < PHONE_DIGITS_MAX; i++) {
		char c = phone.p[i];

		if (is_international && str_starts(str_sub(phone, i, phone.n), STR("(0)")))
			i += 2;
		else if (c >= '0' && c <= '9')
			digits[n++] = c;
		else if ((c | 32) >= 'a' && (c | 32) <= 'z')
			break;
	}
	number = (struct str){ digits, n };
	if (n == 0)
		return nowhere;
	if (is_international)
		return url_of(arena_printf(a, "tel:+%.*s", STR_ARG(number)));
	if (str_starts(number, STR("00")))
		return url_of(arena_printf(a, "tel:+%.*s", STR_ARG(str_sub(number, 2, n))));
	if (str_starts(number, STR("0")))
		return url_of(arena_printf(a, "tel:+46%.*s", STR_ARG(str_sub(number, 1, n))));
	return url_of(arena_printf(a, "tel:%.*s", STR_ARG(number)));
}

struct url
url_outside(struct arena *a, struct str address)
{
	size_t i;

	address = str_trim(address);
	if (!str_starts(address, STR("https://")) || address.n == strlen("https://"))
		return nowhere;
	for (i = 0; i < address.n; i++)
		if ((unsigned char)address.p[i] <= ' ' || address.p[i] == 127)
			return nowhere;
	return url_of(arena_str(a, address));
}
