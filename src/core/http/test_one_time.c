/* Links that work once: where their secret stands, and how it comes back. */
#include "core/http/one_time.h"
#include "tests/harness/harness.h"

TEST(the_secret_of_a_one_time_link_stands_behind_what_a_browser_sends)
{
	struct arena *a = arena_new(4096);
	const struct config far = { .host = "lotsa.example" },
			    here = { .host = "127.0.0.1:8080" };

	CHECK(str_eq(one_time_link(a, &far, "/bekrafta", STR("kod")),
		STR("https://lotsa.example/bekrafta#kod")));
	CHECK(str_eq(one_time_link(a, &here, "/in/lank", STR("kod")),
		STR("http://127.0.0.1:8080/in/lank#kod")));
	arena_free(a);
}

TEST(a_pasted_link_and_its_secret_alone_are_the_same)
{
	CHECK(str_eq(one_time_token(STR("  kod\n")), STR("kod")));
	CHECK(str_eq(one_time_token(STR("https://lotsa.example/bekrafta#kod ")), STR("kod")));
	CHECK(str_eq(one_time_token(STR("https://a.example/#b#kod")), STR("kod")));
	CHECK(str_is_empty(one_time_token(STR("https://lotsa.example/bekrafta#"))));
	CHECK(str_is_empty(one_time_token(STR(""))));
}
