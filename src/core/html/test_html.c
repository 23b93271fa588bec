/* Whatever a person writes stays text, and an address leads where the code says. */
#include "core/html/html.h"

#include "tests/harness/harness.h"

static void
check_url(const char *expected, struct url u)
{
	ck_assert_msg(str_eq(u.text, str_of(expected)), "%.*s, expected %s", STR_ARG(u.text),
		expected);
}

TEST(every_sign_of_html_is_escaped)
{
	struct buf out = buf_new(1024);
	struct html h = { .out = &out };

	html_put_str(&h, STR("&lt; <script>alert('\"')</script> å"));
	CHECK(str_eq(buf_str(&out),
		STR("&amp;lt; &lt;script&gt;alert(&#39;&quot;&#39;)&lt;/script&gt; å")));
	buf_free(&out);
}

TEST(what_people_wrote_in_swedish_says_so_on_a_page_in_another_language)
{
	struct buf out = buf_new(1024);
	struct html h = { .out = &out, .lang = LANG_SV };

	html_put(&h, in_swedish(STR("Råd & stöd")));
	CHECK(str_eq(buf_str(&out), STR("Råd &amp; stöd")));
	buf_clear(&out);
	h.lang = LANG_EN;
	html_put(&h, in_swedish(STR("Råd & stöd")));
	html_put(&h, in_swedish(STR("")));
	CHECK(str_eq(buf_str(&out), STR("<span lang=\"sv\">Råd &amp; stöd</span>")));
	buf_free(&out);
}

TEST(a_translated_text_takes_its_values_in_its_own_order)
{
	struct buf out = buf_new(1024);
	struct html h = { .out = &out };
	struct html_tr t = html_tr_begin(&h, "{2} & {x} {1}{");
	int order[4], n = 0;

	while (n < 4 && (order[n] = html_tr_next(&t)) != 0)
		n++;
	CHECK(n == 2 && order[0] == 2 && order[1] == 1);
	CHECK(str_eq(buf_str(&out), STR(" &amp; {x} {")));
	buf_free(&out);
}

TEST(an_address_is_a_constant_path_with_a_number_or_escaped_values)
{
	struct arena *a = arena_new(1 << 16);
	struct url u = url_id(a, "/lotsningar/%lld/avslut", 17);

	check_url("/lotsningar/17/avslut", u);
	check_url("/lotsningar/17/avslut?m=sparat", url_with(a, u, "m", STR("sparat")));
	check_url("/k?a=1&q=%C3%A5%20%26%3D%23#f",
		url_with(a, url_with(a, url_path("/k#f"), "a", STR("1")), "q", STR("å &=#")));
	arena_free(a);
}

TEST(telephone_numbers_are_dialled_as_they_are_written)
{
	struct arena *a = arena_new(1 << 16);

	check_url("tel:112", url_phone(a, STR("112")));
	check_url("tel:11414", url_phone(a, STR("114 14")));
	check_url("tel:+4620505050", url_phone(a, STR("020-50 50 50 (dygnet runt, 0 kr)")));
	check_url("tel:+46855000000", url_phone(a, STR("+46 (0)8-550 000 00")));
	check_url("tel:+46855000000", url_phone(a, STR("0046 8 550 000 00")));
	check_url("#", url_phone(a, STR("okänt")));
	check_url("#", url_phone(a, STR("")));
	arena_free(a);
}

TEST(only_https_leads_out_of_the_house)
{
	struct arena *a = arena_new(1 << 16);

	check_url("https://exempel.se/a?b=1", url_outside(a, STR(" https://exempel.se/a?b=1")));
	check_url("#", url_outside(a, STR("http://www.exempel.se")));
	check_url("#", url_outside(a, STR("javascript:alert(1)")));
	check_url("#", url_outside(a, STR("https://a b")));
	check_url("#", url_outside(a, STR("https://")));
	arena_free(a);
}
