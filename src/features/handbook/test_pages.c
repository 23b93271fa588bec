/* The handbook is there for whoever is logged in, and every role finds its own chapter. */
#include "features/handbook/handbook.h"

#include "features/handbook/templates.h"
#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"

TEST(the_handbook_is_for_whoever_is_logged_in)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(visitor_get(&v, "/handbok") == 303);
	v.session = world_token(&w, w.both);
	CHECK(visitor_get(&v, "/handbok") == 200);
	CHECK(!visitor_sees(&v, ">För dig</h2>"));
}

TEST(every_role_has_a_chapter_of_its_own_that_stands_first)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	enum role role;

	for (role = ROLE_CASEWORKER; role < ROLE_COUNT; role++) {
		const struct handbook_chapter *own = handbook_of_role(role);
		struct url url;
		struct str page;
		const char *at;

		ck_assert_msg(own, "no chapter for %s", role_code(role));
		v.session = world_token(&w, w.accounts[role]);
		CHECK(visitor_get(&v, "/handbok") == 200);
		page = visitor_body(&v);
		at = memmem(page.p, page.n, "<ul class=\"ways\"", 16);
		url = url_handbook(w.arena, own);
		CHECK(at && strstr(at, "/handbok/") == strstr(at, url.text.p));
	}
}

TEST(every_chapter_and_picture_is_shown_and_leads_on)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	size_t i;

	for (i = 0; i < handbook_n_chapters; i++) {
		struct url at = url_handbook(w.arena, &handbook_chapters[i]);

		CHECK(visitor_get(&v, at.text.p) == 200);
		CHECK(visitor_sees(&v, handbook_chapters[i].title));
		CHECK(visitor_sees(&v, "Nästa:") == (i + 1 < handbook_n_chapters));
	}
	CHECK(visitor_get(&v, "/handbok/finns-inte") == 404);
	CHECK(visitor_get(&v, "/handbok/bild/papper") == 200);
	CHECK(str_eq(visitor_header(&v, "Content-Type"), STR("image/webp")));
	CHECK(visitor_get(&v, "/handbok/bild/finns-inte") == 404);
}
