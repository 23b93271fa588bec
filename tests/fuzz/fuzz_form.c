/* Any body fills the form or is refused, and the page shown again is whole. */
#include "core/http/form.h"
#include "core/http/query.h"
#include "tests/fuzz/fuzz.h"

struct values {
	struct str line, lines, secret;
	int64_t number, choice, id;
	struct date on;
	struct month month;
	bool is_on;
};

#define AT(member) .offset = offsetof(struct values, member)

static const struct choice choices[] = { { 1, "yes", "Ja" }, { 2, "no", "Nej" } };
static const struct field fields[] = {
	{ "a", "A", "?", FIELD_TEXT, AT(line), .is_required = true, .max = 8 },
	{ "b", "B", NULL, FIELD_LINES, AT(lines) },
	{ "c", "C", NULL, FIELD_SECRET, AT(secret) },
	{ "d", "D", NULL, FIELD_INT, AT(number), .min = -5, .max = 5 },
	{ "e", "E", NULL, FIELD_CHOICE, AT(choice), .choices = choices, .n_choices = 2 },
	{ "f", "F", NULL, FIELD_ID, AT(id) },
	{ "g", "G", NULL, FIELD_DATE, AT(on) },
	{ "h", "H", NULL, FIELD_MONTH, AT(month) },
	{ "i", "I", NULL, FIELD_CHECK, AT(is_on) },
};
static const struct form form = FORM("fuzz", struct values, fields);

static int64_t
count(struct str s, char c)
{
	int64_t k = 0;
	size_t i;

	for (i = 0; i < s.n; i++)
		k += s.p[i] == c;
	return k;
}

/* Whatever stands in the fields, the page has as many tags: no input became markup. */
static void
check_page(struct arena *a, const struct form_state *state)
{
	struct buf out = buf_new(1 << 20);
	struct html h = { &out, a, LANG_SV };
	int64_t tags = 0;
	int i;

	for (i = 0; i < (int)form.n_fields; i++)
		form_put_field(&h, &form, state, i, STR_NULL);
	FUZZ_CHECK(buf_err(&out) == OK);
	FUZZ_CHECK(str_is_utf8(buf_str(&out)));
	tags = count(buf_str(&out), '<');
	FUZZ_CHECK(tags == count(buf_str(&out), '>') && tags < 120);
	buf_free(&out);
}

/* What url_with writes, pairs_value reads. */
static void
check_query(struct arena *a, struct str value)
{
	struct url u = url_with(a, url_path("/k"), "q", value);

	if (str_is_utf8(value) && str_find_byte(value, '\0') < 0)
		FUZZ_CHECK(str_eq(pairs_value(a, str_sub(u.text, 3, u.text.n), STR("q")),
			value));
}

FUZZ(form)
{
	struct arena *a = arena_new(8 << 20);
	struct str body = { (const char *)bytes, n };
	struct form_state state;
	struct values values;
	enum err e = form_parse(&form, body, a, &state, &values);

	if (e != ERR_LIMIT) {
		FUZZ_CHECK((e == OK) == !form_has_errors(&state));
		check_page(a, &state);
	}
	if (n < 10000)
		check_query(a, body);
	arena_free(a);
	return 0;
}
