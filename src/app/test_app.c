/* Tests of the layout and of the pages that belong to no room. */
#include "tests/harness/harness.h"

#include <stdio.h>
#include <unistd.h>

#include "tests/harness/visitor.h"

TEST(the_first_page_has_the_exit_and_the_acute_numbers_and_no_navigation)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(visitor_get(&v, "/") == 200);
	CHECK(visitor_sees(&v, "href=\"/ut\" data-exit"));
	CHECK(visitor_sees(&v, "href=\"/akut\"") && visitor_sees(&v, "tel:112"));
	CHECK(!visitor_sees(&v, "site-nav") && !visitor_sees(&v, "/logga-ut"));
	CHECK(visitor_sees(&v, "<html lang=\"sv\""));
	CHECK(visitor_get(&v, "/?lang=en") == 200);
	CHECK(visitor_sees(&v, "<html lang=\"en\""));
	CHECK(visitor_get(&v, "/?lang=xx") == 200);
	CHECK(visitor_sees(&v, "<html lang=\"sv\""));
}

TEST(the_exit_leads_away_and_forgets_cookies_unless_staff_work_here)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(visitor_get(&v, "/ut") == 303);
	CHECK(str_eq(visitor_location(&v), STR("https://example.se/")));
	CHECK(str_eq(visitor_header(&v, "Clear-Site-Data"), STR("\"cookies\"")));
	CHECK(str_eq(visitor_header(&v, "Referrer-Policy"), STR("no-referrer")));
	CHECK(str_eq(visitor_header(&v, "Cache-Control"), STR("no-store")));
	v.session = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	CHECK(visitor_get(&v, "/ut") == 303);
	CHECK(str_is_empty(visitor_header(&v, "Clear-Site-Data")));
}

TEST(the_navigation_shows_only_what_the_role_may)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor caseworker VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct visitor administrator VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_ADMINISTRATOR]));

	CHECK(visitor_get(&caseworker, "/hem") == 200);
	CHECK(visitor_sees(&caseworker, "<a href=\"/samtal\""));
	CHECK(!visitor_sees(&caseworker, "<a href=\"/admin\""));
	CHECK(visitor_sees(&caseworker, "action=\"/logga-ut\""));
	CHECK(!visitor_sees(&caseworker, "data-exit"));
	CHECK(visitor_get(&administrator, "/hem") == 200);
	CHECK(visitor_sees(&administrator, "<a href=\"/admin\""));
	CHECK(!visitor_sees(&administrator, "<a href=\"/samtal\""));
}

TEST(only_somebody_with_several_places_is_offered_another)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor one VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct visitor two VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	struct session_change change;
	struct str token = world_token(&w, w.both);

	world_begin(&w);
	CHECK_ERR(OK, session_choose_place(w.tx, w.arena, token, w.party, w.team, &change));
	world_commit(&w);
	two.session = str_of(change.token);
	CHECK(visitor_get(&two, "/hem") == 200 && visitor_sees(&two, "href=\"/plats\""));
	CHECK(visitor_get(&one, "/hem") == 200 && !visitor_sees(&one, "href=\"/plats\""));
}

TEST(files_are_found_by_name_and_hash_and_may_be_kept)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	struct str page, path;
	const char *at, *end;

	CHECK(visitor_get(&v, "/") == 200);
	page = visitor_body(&v);
	at = memmem(page.p, page.n, "/fil/", 5);
	CHECK(at && (end = memchr(at, '"', page.n - (size_t)(at - page.p))));
	path = arena_str(v.arena, (struct str){ at, (size_t)(end - at) });
	CHECK(visitor_get(&v, path.p) == 200);
	CHECK(str_contains(visitor_header(&v, "Cache-Control"), STR("immutable")));
	CHECK(!str_is_empty(visitor_header(&v, "Content-Security-Policy")));
	CHECK(visitor_get(&v, "/fil/0000000000000000/lotsa.css") == 404);
	CHECK(visitor_get(&v, "/fil/lotsa.css") == 404);
	CHECK(visitor_get(&v, "/fil/") == 404 && visitor_get(&v, "/fil") == 404);
}

TEST(readiness_is_looked_at_once_a_second_however_many_ask)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	const char *here = arena_printf(w.arena, "%s/lotsa.db", w.dir).p;
	const char *away = arena_printf(w.arena, "%s/away.db", w.dir).p;
	int i;

	CHECK(visitor_get(&v, "/readyz") == 200);
	CHECK(rename(here, away) == 0);
	for (i = 0; i < 50; i++)
		CHECK(visitor_get(&v, "/readyz") == 200);
	usleep(1100000);
	CHECK(visitor_get(&v, "/readyz") == 503);
	CHECK(rename(away, here) == 0);
	CHECK(visitor_get(&v, "/readyz") == 503);
	usleep(1100000);
	CHECK(visitor_get(&v, "/readyz") == 200);
}

TEST(security_txt_says_whom_to_tell_of_a_fault_or_is_not_there)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(visitor_get(&v, "/.well-known/security.txt") == 404);
	v.config.security_contact = "mailto:driften@exempel.se";
	CHECK(visitor_get(&v, "/.well-known/security.txt") == 200);
	CHECK(str_eq(visitor_header(&v, "Content-Type"), STR("text/plain; charset=utf-8")));
	CHECK(str_eq(visitor_body(&v), STR("Contact: mailto:driften@exempel.se\n"
		"Expires: 2027-05-01T00:00:00Z\nPreferred-Languages: sv, en\n"
		"Canonical: https://127.0.0.1:8080/.well-known/security.txt\n")));
}
