/* Practising: the whole way with the real pages, and a database that is as it was before. */
#include "features/screening/test_asker.h"
#include "tests/harness/sodertalje.h"

/* The pages in their order, each of them marked; ends where a referral would have been recorded. */
static void
practise(struct asker *s, const char *state)
{
	struct visitor *v = &s->v;

	ck_assert_int_eq(visitor_get(v, "/ovning"), 200);
	ck_assert_int_eq(visitor_get(v, "/ovning/samtal/nytt"), 200);
	CHECK(visitor_sees(v, "ÖVNING – inget sparas") && visitor_sees(v, "Steg 1 av 5"));
	CHECK(!visitor_sees(v, "\"/samtal/nytt"));
	ck_assert_int_eq(asker_posts(s, "/ovning/samtal/nytt", "gor=borja"), 303);
	CHECK(str_eq(visitor_location(v), STR("/ovning/samtal/fragor")));
	ck_assert_int_eq(visitor_get(v, "/ovning/samtal/fragor"), 200);
	CHECK(visitor_sees(v, "ÖVNING – inget sparas") && visitor_sees(v, "data-samtal"));
	ck_assert_int_eq(asker_posts(s, "/ovning/samtal/dold", "svar1=no"), 303);
	ck_assert_int_eq(visitor_get(v, "/ovning/samtal/dold"), 200);
	ck_assert_int_eq(visitor_post(v, "/ovning/samtal/dold/fortsatt", "pin=481625"), 303);
	ck_assert_int_eq(visitor_get(v, "/ovning/samtal/fragor"), 200);
	ck_assert_int_eq(asker_posts(s, "/ovning/samtal/fragor", state), 303);
	CHECK(str_eq(visitor_location(v), STR("/ovning/samtal/slut")));
	ck_assert_int_eq(visitor_get(v, "/ovning/samtal/slut"), 200);
	CHECK(visitor_sees(v, "href=\"/ovning/samtal/personal\""));
	ck_assert_int_eq(visitor_get(v, "/ovning/samtal/personal"), 200);
	CHECK(!visitor_sees(v, "aria-pressed"));
	ck_assert_int_eq(visitor_post(v, "/ovning/samtal/personal", "pin=481625"), 303);
	ck_assert_int_eq(visitor_get(v, "/ovning/samtal/personal"), 200);
	CHECK(visitor_sees(v, "Steg 4 av 5") && visitor_sees(v, "aria-pressed=\"true\""));
}

TEST(a_practice_run_changes_no_row_of_the_database)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct catalogue_service service;
	struct str before;

	asker_open(&s, ROLE_CASEWORKER);
	sodertalje_import(&s.w);
	service = sodertalje_service(&s.w, "Behandling för våldsutövare");
	before = world_tables(&s.w);
	practise(&s, SOME_YES "&gor=spara");
	CHECK(visitor_sees(&s.v, "/ovning/lotsningar/ny?tjanst="));
	CHECK(!visitor_sees(&s.v, "\"/lotsningar/ny?tjanst="));
	ck_assert_int_eq(visitor_get(&s.v, asker_url(&s, "/ovning/lotsningar/ny?tjanst=%lld",
		service.id.v)), 200);
	CHECK(visitor_sees(&s.v, "Steg 5 av 5"));
	ck_assert_int_eq(visitor_post(&s.v, "/ovning/lotsningar", arena_printf(s.w.arena,
		"tjanst=%lld&spar=own_use&satt=informed&grund=no_identity&omfattning=none"
		"&uppfoljning=2026-12-06&lapp=%.*s", (long long)service.id.v,
		STR_ARG(visitor_field(&s.v, "lapp"))).p), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/ovning/klart?m=lotsat")));
	ck_assert_int_eq(visitor_get(&s.v, "/ovning/klart?m=lotsat"), 200);
	CHECK(visitor_sees(&s.v, "Övningen är klar"));
	ck_assert_str_eq(before.p, world_tables(&s.w).p);
	CHECK(asker_wrote_nothing(&s));
}

TEST(the_other_ends_of_practice_write_nothing_either)
{
	static const char *const ends[][2] = {
		{ "gor=inte-nu&skal=not_alone", "/ovning/klart?m=inte-nu" },
		{ "gor=inte-nu&skal=left", "/ovning/klart?m=avslutat" },
		{ "gor=avstar", "/ovning/klart?m=avstod" },
	};
	struct asker s ASKER_CLEANUP = { 0 };
	struct str before;
	size_t i;

	asker_open(&s, ROLE_TEAM_LEAD);
	before = world_tables(&s.w);
	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		ck_assert_int_eq(visitor_get(&s.v, "/ovning/samtal/nytt"), 200);
		ck_assert_int_eq(asker_posts(&s, "/ovning/samtal/nytt", ends[i][0]), 303);
		CHECK(str_eq(visitor_location(&s.v), str_of(ends[i][1])));
	}
	practise(&s, "gor=sluta-inget");
	ck_assert_int_eq(visitor_post(&s.v, "/ovning/samtal/personal/klar", ""), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/ovning/klart")));
	ck_assert_str_eq(before.p, world_tables(&s.w).p);
}

TEST(what_a_form_of_practice_gets_wrong_is_told_as_in_a_real_one)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/ovning/samtal/nytt"), 200);
	ck_assert_int_eq(asker_posts(&s, "/ovning/samtal/nytt", "gor=inte-nu"), 422);
	CHECK(visitor_sees(&s.v, "Välj ett skäl.") && visitor_sees(&s.v, "Steg 1 av 5"));
	ck_assert_int_eq(asker_posts(&s, "/ovning/samtal/nytt", "gor=borja"), 303);
	ck_assert_int_eq(visitor_get(&s.v, "/ovning/samtal/fragor"), 200);
	ck_assert_int_eq(asker_posts(&s, "/ovning/samtal/fragor", "svar1=no&gor=spara"), 422);
}

TEST(a_conversation_that_is_going_on_is_not_pushed_out_by_practice)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, asker_url(&s, "/samtal/nytt/%lld",
		s.cards[0].card.v)), 200);
	ck_assert_int_eq(asker_posts(&s, "/samtal/nytt", "gor=borja"), 303);
	practise(&s, SOME_YES "&gor=spara");
	ck_assert_int_eq(visitor_get(&s.v, "/ovning"), 200);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/fragor"), 200);
}

/* Practice must not be where a stranger at the keyboard guesses for free. */
TEST(five_wrong_pins_in_practice_end_the_session)
{
	struct asker s ASKER_CLEANUP = { 0 };
	int i;

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/ovning/samtal/personal"), 200);
	for (i = 0; i < 4; i++)
		ck_assert_int_eq(
			visitor_post(&s.v, "/ovning/samtal/personal", "pin=000000"), 403);
	ck_assert_int_eq(visitor_post(&s.v, "/ovning/samtal/personal", "pin=000000"), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/in")));
	s.v.session = s.token;
	ck_assert_int_eq(visitor_get(&s.v, "/hem"), 303);
}
