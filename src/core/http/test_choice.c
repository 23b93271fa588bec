/* Tests of versions to choose from. */
#include "core/http/choice.h"
#include "tests/harness/harness.h"

TEST(the_one_that_is_shown_is_no_link_and_one_alone_is_no_choice)
{
	const struct choice_link choices[] = {
		{ STR("2026 & åter"), url_path("/statistik"), true },
		{ STR("2025"), url_path("/statistik?period=2025&x=1"), false },
	};
	struct arena *a = arena_new(1 << 20);
	struct buf b BUF_CLEANUP = buf_new(4096);
	struct html h = { .out = &b, .arena = a };

	choice_put(&h, N_("Välj period"), choices, 1);
	CHECK(b.n == 0);
	choice_put(&h, N_("Välj period"), choices, 2);
	CHECK(str_contains(buf_str(&b), STR("<nav class=\"period-choice\" "
		"aria-label=\"Välj period\">")));
	CHECK(str_contains(buf_str(&b),
		STR("<strong aria-current=\"page\">2026 &amp; åter</strong>")));
	CHECK(str_contains(buf_str(&b),
		STR("href=\"/statistik?period=2025&amp;x=1\">2025</a>")));
	arena_free(a);
}
