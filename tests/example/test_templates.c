/* A template escapes by position, translates and leaves out what is not there. */
#include "tests/example/example.html.h"
#include "tests/harness/harness.h"

static struct str
shown(struct arena *a, enum lang lang, const struct visits *list)
{
	struct buf out = buf_new(64 * 1024);
	struct html h = { &out, a, lang };
	struct str copy;

	html_visits(&h, list);
	CHECK_ERR(OK, buf_err(&out));
	copy = arena_str(a, buf_str(&out));
	buf_free(&out);
	return copy;
}

TEST(a_template_escapes_in_text_attribute_and_address)
{
	struct arena *a = arena_new(1 << 20);
	struct visit row = { STR("<b>\"Å\" & 'Ö'"), url_id(a, "/b/%lld", 7), { 20779 }, true };
	struct visits list = { &row, 1 };
	struct str page = shown(a, LANG_SV, &list);

	CHECK(str_contains(page, STR("&lt;b&gt;&quot;Å&quot; &amp; &#39;Ö&#39;</a>")));
	CHECK(str_contains(page, STR("title=\"Öppna &lt;b&gt;&quot;Å&quot;")));
	CHECK(str_contains(page, STR("<a href=\"/b/7\"")));
	CHECK(!str_contains(page, STR("<b>")));
	arena_free(a);
}

TEST(a_template_counts_in_the_language_of_the_reader_and_plainly_in_attributes)
{
	struct arena *a = arena_new(1 << 20);
	struct visit row = { STR("x"), url_path("/"), { 20779 }, false };
	struct visits list = { &row, 1 };

	CHECK(str_contains(shown(a, LANG_SV, &list),
		STR("<p data-n=\"1\">1 av 12\xC2\xA0" "345 visas")));
	CHECK(str_contains(shown(a, LANG_EN, &list), STR("12,345")));
	CHECK(str_contains(shown(a, LANG_SV, &list), STR(">22 november 2026</span>")));
	arena_free(a);
}

TEST(an_optional_attribute_is_there_only_with_a_value)
{
	struct arena *a = arena_new(1 << 20);
	struct visit rows[] = { { STR("x"), url_path("/"), { 20779 }, true },
		{ STR("y"), url_path("/"), { 0 }, false } };
	struct visits first = { rows, 1 }, second = { rows + 1, 1 }, none = { rows, 0 };

	CHECK(str_contains(shown(a, LANG_SV, &first), STR(" aria-current=\"true\"")));
	CHECK(str_contains(shown(a, LANG_SV, &first), STR("<span>")));
	CHECK(!str_contains(shown(a, LANG_SV, &second), STR("aria-current")));
	CHECK(str_contains(shown(a, LANG_SV, &second), STR("<span hidden></span>")));
	CHECK(str_eq(shown(a, LANG_SV, &none),
		STR("<h1 class=\"ds-heading\">Besök</h1>\n<p>Inga besök än.</p>\n")));
	arena_free(a);
}
