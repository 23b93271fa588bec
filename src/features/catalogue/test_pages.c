/* The catalogue through the dispatcher. */
#include "tests/harness/harness.h"
#include "features/catalogue/rows.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

TEST(the_catalogue_is_closed_to_those_who_are_not_logged_in)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(visitor_get(&v, "/katalog") != 200);
	CHECK(visitor_get(&v, "/katalog/1") != 200);
	CHECK(visitor_get(&v, "/katalog/att-kontrollera") != 200);
}

TEST(a_caseworker_may_look_but_not_confirm)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));

	sodertalje_import(&w);
	CHECK(visitor_get(&v, "/katalog") == 200);
	CHECK(visitor_sees(&v, "Behandling för våldsutövare"));
	CHECK(!visitor_sees(&v, "Uppgifter att kontrollera"));
	CHECK(visitor_get(&v, "/katalog/att-kontrollera") == 403);
}

TEST(a_search_shows_what_it_found_and_keeps_its_words)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));

	sodertalje_import(&w);
	CHECK(visitor_get(&v, "/katalog?sok=boj") == 200);
	CHECK(visitor_sees(&v, "Brottsofferjouren") && !visitor_sees(&v, "Barnahus"));
	CHECK(visitor_sees(&v, "value=\"boj\""));
	CHECK(visitor_get(&v, "/katalog?sok=%3Cb%3E") == 200);
	CHECK(visitor_sees(&v, "Ingen verksamhet i katalogen"));
	CHECK(!visitor_sees(&v, "\"<b>\""));
}

TEST(a_service_says_unknown_where_nothing_is_known)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct str path;

	sodertalje_import(&w);
	path = url_service(w.arena, sodertalje_service(&w, "Brottsofferstöd").id).text;
	CHECK(visitor_get(&v, path.p) == 200);
	CHECK(visitor_sees(&v, "okänt"));
	CHECK(visitor_sees(&v, "övningsnummer"));
	CHECK(visitor_sees(&v, "tel:+46846500416"));
	CHECK(visitor_sees(&v, "syns på telefonräkningen:"));
	CHECK(visitor_sees(&v, "<title>Brottsofferstöd"));
	CHECK(visitor_sees(&v, "kontrollerad 22 november 2026"));
	CHECK(visitor_get(&v, "/katalog/4711") == 404);
}

TEST(a_telling_name_does_not_become_the_title_of_its_page)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct catalogue_service service;

	sodertalje_import(&w);
	service = sodertalje_service(&w, "Behandling för våldsutövare");
	CHECK(visitor_get(&v, url_service(w.arena, service.id).text.p) == 200);
	CHECK(visitor_sees(&v, "<title>Verksamhet –"));
	CHECK(visitor_sees(&v, "våldsutövare</h1>"));
	CHECK(catalogue_is_neutral(w.arena, STR("Hotell Norr, Hoten och Hottentotten")));
	CHECK(!catalogue_is_neutral(w.arena, STR("Stöd vid HOT, dag och natt")));
	CHECK(!catalogue_is_neutral(w.arena, STR("hot")));
	CHECK(!catalogue_is_neutral(w.arena, STR("Team FAMILJEVÅLD")));
	CHECK(!catalogue_is_neutral(w.arena, STR_NULL));
}

TEST(an_editor_confirms_what_is_stale)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CATALOGUE_EDITOR]));
	struct catalogue_service service;
	struct date long_ago;
	const char *path;

	sodertalje_import(&w);
	service = sodertalje_service(&w, "Brottsofferstöd");
	long_ago = date_add_days(w.today, -100);
	CHECK_ERR(OK,
		catalogue_verify(world_begin(&w), world_scope(&w, ROLE_CATALOGUE_EDITOR),
			w.arena,
			&(struct catalogue_checking){ service.id, service.version,
				SOURCE_CALL, STR_NULL },
			long_ago));
	world_commit(&w);
	CHECK(visitor_get(&v, "/katalog/att-kontrollera") == 200);
	CHECK(visitor_sees(&v, "Brottsofferstöd") && visitor_sees(&v, "inaktuell"));
	path = arena_printf(w.arena, "/katalog/%lld/kontroll", (long long)service.id.v).p;
	CHECK(visitor_post(&v, path, "version=7&hur=call") == 409);
	CHECK(visitor_sees(&v, "har ändrats sedan du såg dem"));
	CHECK(visitor_post(&v, path, "version=1&hur=call") == 303);
	CHECK(sodertalje_service(&w, "Brottsofferstöd").verified_on.days == w.today.days);
	CHECK(visitor_get(&v, "/katalog/att-kontrollera?m=sparat") == 200);
	CHECK(!visitor_sees(&v, "Brottsofferstöd") && visitor_sees(&v, "Noterat"));
}

TEST(a_line_that_is_found_says_that_nobody_has_confirmed_it_lately)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));

	CHECK(visitor_get(&v, "/katalog?sok=bris") == 200);
	CHECK(visitor_sees(&v, "tel:116111") && visitor_sees(&v, "ej bekräftat"));
	CHECK(visitor_get(&v, "/katalog?sok=1177") == 200);
	CHECK(visitor_sees(&v, "tel:1177") && !visitor_sees(&v, "ej bekräftat"));
}
