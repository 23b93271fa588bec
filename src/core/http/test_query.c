/* Tests of percent-encoding, cookies and addresses. */
#include "tests/harness/harness.h"

#include "core/http/listen.h"
#include "core/http/query.h"

static struct arena *arena;

static bool
gives(const char *pairs, const char *name, const char *value)
{
	if (!arena)
		arena = arena_new(1 << 20);
	return str_eq(pairs_value(arena, str_of(pairs), str_of(name)), str_of(value));
}

TEST(pairs_are_decoded_and_broken_ones_are_empty)
{
	CHECK(gives("a=1&b=2", "b", "2"));
	CHECK(gives("a=1&a=2", "a", "1"));
	CHECK(gives("q=S%C3%B6dert%c3%a4lje+nu", "q", "Södertälje nu"));
	CHECK(gives("q=%2", "q", "") && gives("q=%", "q", "") && gives("q=%zz", "q", ""));
	CHECK(gives("q=a%00b", "q", "") && gives("q=%ff", "q", ""));
	CHECK(gives("q", "q", "") && gives("", "q", "") && gives("=x", "", "x"));
	CHECK(gives("aq=1", "q", "") && gives("&&q=1&", "q", "1"));
}

TEST(cookies_are_found_by_their_whole_name)
{
	struct str header = STR("x__Host-lotsa=no; __Host-lotsa-form=f;__Host-lotsa=yes; z");

	CHECK(str_eq(cookie_value(header, STR("__Host-lotsa")), STR("yes")));
	CHECK(str_eq(cookie_value(header, STR("__Host-lotsa-form")), STR("f")));
	CHECK(str_is_empty(cookie_value(header, STR("z"))));
	CHECK(str_is_empty(cookie_value(STR_NULL, STR("z"))));
}

TEST(only_addresses_of_this_machine_are_loopback)
{
	static const struct {
		const char *listen_at;
		enum err e;
		bool is_loopback;
	} cases[] = {
		{ "127.0.0.1:8080", OK, true },
		{ "127.1.2.3:1", OK, true },
		{ "localhost:0", OK, true },
		{ "[::1]:8080", OK, true },
		{ "0.0.0.0:8080", OK, false },
		{ "[::]:8080", OK, false },
		{ "192.168.1.2:80", OK, false },
		{ "::1:8080", ERR_INVALID, false },
		{ "127.0.0.1", ERR_INVALID, false },
		{ "127.0.0.1:", ERR_INVALID, false },
		{ "127.0.0.1:70000", ERR_INVALID, false },
		{ ":8080", ERR_INVALID, false },
		{ "example.se:80", ERR_INVALID, false },
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bool is_loopback = false;

		CHECK_ERR(cases[i].e, listen_is_loopback(cases[i].listen_at, &is_loopback));
		CHECK(is_loopback == cases[i].is_loopback);
	}
}
