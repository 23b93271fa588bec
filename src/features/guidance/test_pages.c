/* Guidance through the dispatcher: the PIN, the states, the numbers, the association's own texts. */
#include "features/guidance/guidance.h"

#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

/* Remembers a state in the session of that token, as a posting of answers would. */
static void
remember(struct world *w, struct str token, unsigned bits, int sex, int age_band)
{
	struct guidance_state state = { bits, sex, age_band };

	CHECK_ERR(OK, guidance_remember(world_session(w, token).vault, &state));
}

TEST(the_numbers_are_open_to_everybody_with_the_acute_ones_on_top)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	struct str body;
	const char *acute, *police, *women, *other;

	CHECK(visitor_get(&v, "/akut") == 200);
	body = visitor_body(&v);
	acute = memmem(body.p, body.n, "tel:112\"", 8);
	police = memmem(body.p, body.n, "tel:11414\"", 10);
	women = memmem(body.p, body.n, "tel:+4620505050\"", 16);
	other = memmem(body.p, body.n, "tel:1177\"", 9);
	CHECK(acute && police && women && other);
	CHECK(acute < police && police < women && women < other);
	CHECK(visitor_sees(&v, "obekräftat"));
	CHECK(visitor_sees(&v, "Källa: nck.uu.se"));
	CHECK(visitor_sees(&v, "april 2024"));
	CHECK(!visitor_sees(&v, "(?)"));
}

TEST(the_first_page_carries_the_acute_numbers)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(visitor_get(&v, "/") == 200);
	CHECK(visitor_sees(&v, "tel:112") && visitor_sees(&v, "tel:+4620505050"));
	CHECK(visitor_get(&v, "/finns-inte") == 404);
	CHECK(visitor_sees(&v, "tel:112"));
}

TEST(the_staff_page_is_closed_to_those_who_are_not_logged_in)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(visitor_get(&v, "/samtal/personal") != 200);
	CHECK(visitor_get(&v, "/vagledning") != 200);
	CHECK(visitor_get(&v, "/vagledning/texter") != 200);
}

TEST(the_staff_page_shows_nothing_before_the_pin)
{
	struct world w WORLD_CLEANUP = world_new();
	struct str token = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, token);

	remember(&w, token, GUIDANCE_ONGOING, 1, 2);
	CHECK(visitor_get(&v, "/samtal/personal") == 200);
	CHECK(visitor_sees(&v, "PIN-kod") && !visitor_sees(&v, "tryggt att gå hem"));
	CHECK(visitor_post(&v, "/samtal/personal/lage", "lage=b") == 303);
	CHECK(visitor_get(&v, "/samtal/personal") == 200);
	CHECK(!visitor_sees(&v, "tryggt att gå hem"));
	CHECK(visitor_post(&v, "/samtal/personal", "pin=111111") != 303);
	CHECK(visitor_sees(&v, "PIN-koden stämmer inte") && !visitor_sees(&v, "tryggt att gå"));
}

TEST(after_the_pin_the_page_follows_what_was_said_until_klar)
{
	struct world w WORLD_CLEANUP = world_new();
	struct str token = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, token);

	sodertalje_import(&w);
	remember(&w, token, GUIDANCE_ONGOING, 1, 2);
	CHECK(visitor_post(&v, "/samtal/personal", "pin=481625") == 303);
	CHECK(str_eq(visitor_location(&v), STR("/samtal/personal")));
	CHECK(visitor_get(&v, "/samtal/personal") == 200);
	CHECK(visitor_sees(&v, "Är det tryggt att gå hem i dag?"));
	CHECK(visitor_sees(&v, "Svarar samma dag"));
	CHECK(visitor_sees(&v, "Lotsa hit") && visitor_sees(&v, "Finns i teamets kommun."));
	CHECK(visitor_sees(&v, "utkast för lokal granskning"));
	CHECK(!visitor_sees(&v, "När någon utsätter andra"));
	CHECK(!visitor_sees(&v, "Stödlinjen för män"));
	CHECK(visitor_post(&v, "/samtal/personal/klar", "") == 303);
	CHECK(visitor_get(&v, "/samtal/personal") == 200);
	CHECK(visitor_sees(&v, "PIN-kod") && !visitor_sees(&v, "tryggt att gå hem"));
}

TEST(several_states_stand_beside_each_other)
{
	struct world w WORLD_CLEANUP = world_new();
	struct str token = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, token);

	sodertalje_import(&w);
	remember(&w, token, GUIDANCE_EARLIER | GUIDANCE_OWN_USE_ONGOING, 2, 3);
	CHECK(visitor_post(&v, "/samtal/personal", "pin=481625") == 303);
	CHECK(visitor_get(&v, "/samtal/personal") == 200);
	CHECK(visitor_sees(&v, "När det har hänt tidigare"));
	CHECK(visitor_sees(&v, "När någon utsätter andra i dag"));
	CHECK(visitor_sees(&v, "Behandling för våldsutövare"));
	CHECK(visitor_sees(&v, "tel:+4620555666"));
	CHECK(visitor_sees(&v, "Stödlinjen för män"));
	CHECK(!visitor_sees(&v, "tryggt att gå hem"));
}

TEST(a_lost_state_is_chosen_by_tabs)
{
	struct world w WORLD_CLEANUP = world_new();
	struct str token = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, token);

	CHECK(visitor_post(&v, "/samtal/personal", "pin=481625") == 303);
	CHECK(visitor_get(&v, "/samtal/personal") == 200);
	CHECK(visitor_sees(&v, "Läget finns inte kvar"));
	CHECK(visitor_sees(&v, "name=\"lage\" value=\"b\""));
	CHECK(visitor_post(&v, "/samtal/personal/lage", "lage=bd&dag=1&kommun=Nyk%C3%B6ping")
		== 303);
	CHECK(str_eq(visitor_location(&v),
		STR("/samtal/personal?kommun=Nyk%C3%B6ping&dag=1")));
	CHECK(visitor_get(&v, "/samtal/personal") == 200);
	CHECK(!visitor_sees(&v, "Läget finns inte kvar"));
	CHECK(visitor_sees(&v, "tryggt att gå hem") && visitor_sees(&v, "barndomen"));
}

TEST(leaving_the_staff_page_wipes_it)
{
	struct world w WORLD_CLEANUP = world_new();
	struct str token = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, token);

	remember(&w, token, GUIDANCE_ONGOING, 1, 2);
	CHECK(visitor_post(&v, "/samtal/personal", "pin=481625") == 303);
	CHECK(visitor_get(&v, "/samtal/personal") == 200);
	CHECK(visitor_get(&v, "/akut") == 200);
	CHECK(visitor_get(&v, "/samtal/personal") == 200);
	CHECK(visitor_sees(&v, "tryggt att gå hem"));
	CHECK(visitor_get(&v, "/katalog") == 200);
	CHECK(visitor_get(&v, "/samtal/personal") == 200);
	CHECK(visitor_sees(&v, "PIN-kod") && !visitor_sees(&v, "tryggt att gå hem"));
}

TEST(the_fifth_wrong_pin_ends_the_session)
{
	struct world w WORLD_CLEANUP = world_new();
	struct str token = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, token);
	int i;

	for (i = 0; i < 4; i++)
		CHECK(visitor_post(&v, "/samtal/personal", "pin=111111") != 303);
	CHECK(visitor_post(&v, "/samtal/personal", "pin=111111") == 303);
	CHECK(str_eq(visitor_location(&v), STR("/in")));
	CHECK(visitor_get(&v, "/katalog") != 200);
}

TEST(the_guidance_is_there_at_any_time_without_anybodys_state)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));

	sodertalje_import(&w);
	CHECK(visitor_get(&v, "/vagledning") == 200);
	CHECK(visitor_sees(&v, "När inget kom fram") &&
		visitor_sees(&v, "Samma kort till alla"));
	CHECK(!visitor_sees(&v, "Lotsa hit"));
	CHECK(visitor_get(&v, "/vagledning?lage=e") == 200);
	CHECK(!visitor_sees(&v, "Lotsa hit"));
	CHECK(visitor_post(&v, "/vagledning/lage", "lage=e&utan=1") == 303);
	CHECK(str_eq(visitor_location(&v), STR("/vagledning?utan=1")));
	CHECK(visitor_get(&v, "/vagledning?utan=1&kommun=S%C3%B6dert%C3%A4lje") == 200);
	CHECK(visitor_sees(&v, "Behandling för våldsutövare"));
	CHECK(!visitor_sees(&v, "Psykiatrisk vård"));
	CHECK(visitor_get(&v, "/vagledning") == 200);
	CHECK(visitor_sees(&v, "Psykiatrisk vård"));
	CHECK(visitor_get(&v, "/samtal") == 200);
	CHECK(visitor_get(&v, "/vagledning") == 200);
	CHECK(!visitor_sees(&v, "Psykiatrisk vård"));
}

/* A hidden conversation lies in the first drawer; looking something up leaves it there. */
TEST(looking_up_guidance_leaves_a_hidden_conversation_alone)
{
	struct world w WORLD_CLEANUP = world_new();
	struct str token = world_token(&w, w.accounts[ROLE_CASEWORKER]), kept;
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, token);
	struct vault_key drawer = world_session(&w, token).vault;

	CHECK_ERR(OK, vault_put(drawer, STR("samtal/dolt?x=1")));
	CHECK(visitor_post(&v, "/vagledning/lage", "lage=b") == 303);
	CHECK(visitor_get(&v, "/vagledning") == 200);
	CHECK(visitor_sees(&v, "tryggt att gå hem"));
	CHECK_ERR(OK, vault_get(drawer, w.arena, &kept));
	CHECK(str_eq(kept, STR("samtal/dolt?x=1")));
}

TEST(only_the_editor_changes_texts)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));

	CHECK(visitor_get(&v, "/vagledning/texter") == 403);
	CHECK(visitor_post(&v, "/vagledning/texter/card", "text=x&kalla=y") == 403);
}

TEST(an_associations_own_text_stands_in_place_of_the_shipped_one)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor editor VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CATALOGUE_EDITOR]));
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));

	CHECK(visitor_get(&editor, "/vagledning/texter") == 200);
	CHECK(visitor_get(&editor, "/vagledning/texter/card") == 200);
	CHECK(visitor_get(&editor, "/vagledning/texter/nonsense") == 404);
	CHECK(visitor_post(&editor, "/vagledning/texter/card", "text=Eget") != 303);
	CHECK(visitor_sees(&editor, "Skriv vem som står för texten"));
	CHECK(visitor_post(&editor, "/vagledning/texter/card",
		      "text=Kortet+%3Cb%3Ehos+oss&kalla=F%C3%B6rbundet+2026")
		== 303);
	CHECK(visitor_get(&v, "/vagledning") == 200);
	CHECK(visitor_sees(&v, "Kortet &lt;b&gt;hos oss"));
	CHECK(visitor_sees(&v, "Källa: Förbundet 2026"));
	CHECK(visitor_post(&editor, "/vagledning/texter/card", "text=&kalla=") == 303);
	CHECK(visitor_led_to(&editor, "/vagledning/texter/card?m=medfoljande"));
	CHECK(visitor_get(&editor, "/vagledning/texter/card?m=medfoljande") == 200);
	CHECK(visitor_sees(&editor, "Den medföljande texten gäller från och med nu."));
	CHECK(!visitor_sees(&editor, "Texten är sparad"));
	CHECK(visitor_get(&v, "/vagledning") == 200);
	CHECK(visitor_sees(&v, "säger kortet inget"));
}

TEST(guidance_says_which_service_itself_says_that_something_is_wrong)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	static const char said[] = "verksamheten själv säger att något är fel";

	sodertalje_import(&w);
	CHECK(visitor_post(&v, "/vagledning/lage", "lage=e") == 303);
	CHECK(visitor_get(&v, "/vagledning") == 200 && !visitor_sees(&v, said));
	sodertalje_say_wrong(&w, "Behandling för våldsutövare");
	CHECK(visitor_get(&v, "/vagledning") == 200 && visitor_sees(&v, said));
}

TEST(what_is_not_confirmed_is_told_also_among_the_further_proposals)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct str more;
	const char *at;

	sodertalje_import(&w);
	sodertalje_say_wrong(&w, "Vårdcentral");
	CHECK(visitor_post(&v, "/vagledning/lage", "lage=b") == 303);
	CHECK(visitor_get(&v, "/vagledning") == 200);
	at = strstr(arena_cstr(w.arena, visitor_body(&v)), "Fler förslag");
	CHECK(at);
	more = str_of(at);
	CHECK(str_contains(more, STR("Vårdcentral")));
	CHECK(str_contains(more, STR("verksamheten själv säger att något är fel")));
}

/* How many numbers of a page are marked as not confirmed. */
static size_t
n_marked(const struct visitor *v)
{
	static const char mark[] = "ej bekräftat";
	struct str page = visitor_body(v);
	const char *at = page.p, *end = page.p + page.n;
	size_t n = 0;

	while ((at = memmem(at, (size_t)(end - at), mark, sizeof(mark) - 1)) != NULL) {
		at += sizeof(mark) - 1;
		n++;
	}
	return n;
}

/* Of eleven lines five name a month of their source, all of it long ago; of the others nothing is known. */
TEST(national_lines_that_are_overdue_are_marked_and_the_others_are_not)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(visitor_get(&v, "/akut") == 200 && n_marked(&v) == 5);
	CHECK(visitor_get(&v, "/k/kort") == 200 && n_marked(&v) == 5);
	CHECK(visitor_sees(&v, "tel:+4620808080"));
	CHECK(visitor_get(&v, "/") == 200 && n_marked(&v) == 0);
}

TEST(guidance_says_which_national_line_is_overdue)
{
	struct world w WORLD_CLEANUP = world_new();
	struct str token = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, token);

	CHECK(visitor_post(&v, "/vagledning/lage", "lage=e") == 303);
	CHECK(visitor_get(&v, "/vagledning") == 200);
	CHECK(visitor_sees(&v, "tel:+4620555666") && visitor_sees(&v, "tel:116111"));
	CHECK(n_marked(&v) >= 1 && !visitor_sees(&v, "inaktuell"));
}

TEST(the_card_of_an_acute_service_says_whom_to_call_when_it_is_closed)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct catalogue_service acute, next;
	struct catalogue_details details;

	sodertalje_import(&w);
	acute = sodertalje_service(&w, "Stöd till våldsutsatta kvinnor");
	next = sodertalje_service(&w, "Kamratstöd");
	CHECK(acute.is_acute);
	CHECK(visitor_post(&v, "/vagledning/lage", "lage=c") == 303);
	CHECK(visitor_get(&v, "/vagledning") == 200 && !visitor_sees(&v, "ring sedan"));
	CHECK_ERR(OK, catalogue_details(w.db, world_job(&w, w.association), w.arena, acute.id,
		&details));
	details.next = next.id;
	CHECK_ERR(OK, catalogue_change_details(world_begin(&w),
		world_scope(&w, ROLE_CATALOGUE_EDITOR), w.arena, acute.id, &details, w.today));
	world_commit(&w);
	sodertalje_say_wrong(&w, "Kamratstöd");
	CHECK(visitor_get(&v, "/vagledning") == 200 && visitor_sees(&v, "ring sedan"));
	CHECK(visitor_sees(&v, "Kamratstöd") &&
		visitor_sees(&v, "verksamheten själv säger att något är fel"));
}
