/* Tests of long lists in parts. */
#include "core/http/pager.h"
#include "tests/harness/harness.h"

static struct pager
pager_for(struct arena *a, const char *query, size_t n_rows)
{
	struct request_context ctx = { .arena = a, .query = str_of(query) };

	return pager_of(&ctx, n_rows, url_path("/lista?q=x"));
}

static struct str
shown(struct arena *a, struct buf *b, const struct pager *pager)
{
	struct html h = { .out = b, .arena = a };

	*b = buf_new(4096);
	pager_put(&h, pager);
	return buf_str(b);
}

TEST(a_long_list_comes_in_parts)
{
	struct arena *a = arena_new(1 << 20);
	struct pager all = pager_for(a, "", PAGER_ROWS),
		second = pager_for(a, "sida=2", 2 * PAGER_ROWS + 1),
		last = pager_for(a, "sida=3", 2 * PAGER_ROWS + 1);
	struct buf b;

	CHECK(all.n_pages == 1 && all.first == 0 && all.n == PAGER_ROWS);
	CHECK(shown(a, &b, &all).n == 0);
	buf_free(&b);
	CHECK(second.n_pages == 3 && second.first == PAGER_ROWS &&
		second.n == PAGER_ROWS);
	CHECK(str_contains(shown(a, &b, &second), STR("q=x&amp;sida=1")) &&
		str_contains(buf_str(&b), STR("q=x&amp;sida=3")));
	CHECK(str_contains(buf_str(&b), STR("Sida 2 av 3")));
	buf_free(&b);
	CHECK(last.first == 2 * (size_t)PAGER_ROWS && last.n == 1);
	CHECK(!str_contains(shown(a, &b, &last), STR("sida=4")));
	buf_free(&b);
	arena_free(a);
}

TEST(a_part_that_is_not_there_is_the_first_one)
{
	struct arena *a = arena_new(1 << 20);
	static const char *const odd[] = { "sida=0", "sida=-1", "sida=4", "sida=x",
		"sida=99999999999999999999" };

	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
		CHECK(pager_for(a, odd[i], 2 * PAGER_ROWS + 1).page == 1);
	CHECK(pager_for(a, "sida=2", 0).page == 1 && pager_for(a, "", 0).n == 0);
	arena_free(a);
}
