/* The statement and its form through the dispatcher, and the operator's command. */
#include "features/statement/statement.h"
#include "features/statement/statement.sql.h"

#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"

#define WORDS "Knappen+g%C3%A5r+inte+att+n%C3%A5"

static size_t
waiting(struct world *w)
{
	struct sql_statement_all *rows;
	size_t n;

	CHECK_ERR(OK, sql_statement_all(w->db, w->arena, &rows, &n));
	return n;
}

TEST(the_statement_and_what_is_kept_are_open_to_everybody)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(visitor_get(&v, "/tillganglighet") == 200);
	CHECK(visitor_sees(&v, "EN 301 549") && visitor_sees(&v, "Digg"));
	CHECK(visitor_sees(&v, "inte alla") && visitor_sees(&v, "22 november 2026"));
	CHECK(visitor_sees(&v, "spellcheck=\"false\""));
	CHECK(visitor_sees(&v, "autocomplete=\"off\""));
	CHECK(visitor_get(&v, "/personuppgifter") == 200);
	CHECK(visitor_sees(&v, "Lotsa vet inte vem du är"));
}

/* Whoever reads a public page gets no cookie, and whoever has none may leave a remark. */
TEST(the_form_for_remarks_needs_no_cookie_and_no_token)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(visitor_get(&v, "/tillganglighet") == 200);
	CHECK(str_is_empty(visitor_header(&v, "Set-Cookie")));
	CHECK(!visitor_sees(&v, "name=\"csrf\""));
	CHECK(visitor_post(&v, "/tillganglighet", "sida=&vad=&ord=") == 422);
	CHECK(str_is_empty(visitor_header(&v, "Set-Cookie")));
	CHECK(visitor_post(&v, "/tillganglighet", "sida=samtal&vad=syn&ord=" WORDS) == 303);
	CHECK(waiting(&w) == 1);
}

TEST(another_site_leaves_no_remark)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(visitor_get(&v, "/tillganglighet") == 200);
	v.next.origin = STR("https://elsewhere.example");
	CHECK(visitor_post(&v, "/tillganglighet", "sida=samtal&vad=syn&ord=" WORDS) == 403);
	CHECK(waiting(&w) == 0);
}

TEST(a_stranger_leaves_a_remark_and_is_thanked)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(visitor_get(&v, "/tillganglighet") == 200);
	CHECK(visitor_post(&v, "/tillganglighet", "sida=samtal&vad=syn&ord=" WORDS) == 303);
	CHECK(str_eq(visitor_location(&v), STR("/tillganglighet?m=tack")));
	CHECK(waiting(&w) == 1);
	CHECK(visitor_get(&v, "/tillganglighet?m=tack") == 200);
	CHECK(visitor_sees(&v, "Din anmärkning är sparad"));
	CHECK(!visitor_sees(&v, "Knappen går inte"));
}

TEST(one_address_cannot_take_all_the_room_for_remarks)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	int i, kept = 0;

	CHECK(visitor_get(&v, "/tillganglighet") == 200);
	for (i = 0; i < 20; i++) {
		v.next.peer = STR("192.0.2.7");
		kept += visitor_post(&v, "/tillganglighet",
			"sida=samtal&vad=syn&ord=" WORDS) == 303;
	}
	ck_assert_int_eq(kept, 5);
	CHECK(visitor_sees(&v, "Vänta en stund") && visitor_sees(&v, "Knappen går inte"));
	v.next.peer = STR("192.0.2.8");
	CHECK(visitor_post(&v, "/tillganglighet", "sida=samtal&vad=syn&ord=" WORDS) == 303);
	CHECK(waiting(&w) == 6);
	CHECK(world_rows(&w, "login_delay") == 0);
}

TEST(a_remark_about_somebody_comes_back_to_be_mended)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(visitor_get(&v, "/tillganglighet") == 200);
	CHECK(visitor_post(&v, "/tillganglighet",
		      "sida=samtal&vad=syn&ord=kortet+TALLRIK-SKED-7") == 422);
	CHECK(visitor_sees(&v, "Ta bort det") && visitor_sees(&v, "TALLRIK-SKED-7"));
	CHECK(waiting(&w) == 0);
}

TEST(a_remark_says_what_it_is_about)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(visitor_get(&v, "/tillganglighet") == 200);
	CHECK(visitor_post(&v, "/tillganglighet", "sida=&vad=&ord=") == 422);
	CHECK(visitor_sees(&v, "ds-error-summary"));
	CHECK(visitor_post(&v, "/tillganglighet", "sida=finns-inte&vad=syn&ord=a") == 422);
	CHECK(waiting(&w) == 0);
}

TEST(whoever_runs_lotsa_is_named_when_the_setting_says_so)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(visitor_get(&v, "/tillganglighet") == 200);
	CHECK(visitor_sees(&v, "Vänd dig till den som gav dig adressen"));
	v.config.accessibility_contact = "vaxel@exempel.se <b>";
	CHECK(visitor_get(&v, "/tillganglighet") == 200);
	CHECK(visitor_sees(&v, "Kontakt: vaxel@exempel.se &lt;b&gt;."));
}

TEST(every_page_but_the_participants_links_to_both)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor stranger VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	struct visitor staff VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	static const char *const pages[] = { "/hem", "/samtal", "/katalog", "/tillganglighet" };
	size_t i;

	CHECK(visitor_get(&stranger, "/") == 200);
	CHECK(visitor_sees(&stranger, "href=\"/tillganglighet\""));
	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		CHECK(visitor_get(&staff, pages[i]) == 200);
		CHECK(visitor_sees(&staff, "href=\"/tillganglighet\""));
		CHECK(visitor_sees(&staff, "href=\"/personuppgifter\""));
	}
	CHECK(visitor_get(&staff, "/samtal/slut") == 200);
	CHECK(!visitor_sees(&staff, "href=\"/tillganglighet\""));
}
