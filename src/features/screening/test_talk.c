/* Samtal through the dispatcher: from the gate to the end, stopping, waiting and hiding. */
#include "core/auth/vault.h"
#include "features/screening/test_asker.h"

static void
pass_the_gate(struct asker *s)
{
	const char *target = asker_url(s, "/samtal/nytt/%lld", s->cards[0].card.v);

	ck_assert_int_eq(visitor_get(&s->v, target), 200);
	ck_assert_int_eq(asker_posts(s, "/samtal/nytt", "gor=borja"), 303);
	CHECK(str_eq(visitor_location(&s->v), STR("/samtal/fragor")));
	ck_assert_int_eq(visitor_get(&s->v, "/samtal/fragor"), 200);
}

TEST(a_conversation_goes_from_the_gate_to_a_constant_end)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct str bytes;

	asker_open(&s, ROLE_CASEWORKER);
	pass_the_gate(&s);
	CHECK(visitor_sees(&s.v, "data-samtal") && visitor_sees(&s.v, "data-step"));
	CHECK(!str_contains(visitor_body(&s.v), s.cards[0].code));
	CHECK(asker_wrote_nothing(&s));
	ck_assert_int_eq(asker_posts(&s, "/samtal/fragor", SOME_YES "&gor=spara"), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal/slut")));
	CHECK(world_rows(&s.w, "ballot") == BALLOT_SLIPS);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/slut"), 200);
	CHECK(visitor_sees(&s.v, "/samtal/personal"));
	CHECK_ERR(OK, vault_get(world_session(&s.w, s.token).vault, s.w.arena, &bytes));
	CHECK(!str_contains(bytes, STR("svar")));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/fragor"), 303);
}

/* Through the gate for a conversation in that language, and on to the questions. */
static void
talk_in(struct asker *s, const char *lang)
{
	struct str key;

	ck_assert_int_eq(visitor_get(&s->v, asker_url(s, "/samtal/nytt/%lld",
		s->cards[0].card.v)), 200);
	key = visitor_field(&s->v, "nyckel");
	ck_assert_int_eq(visitor_post(&s->v, "/samtal/nytt", arena_printf(s->w.arena,
		"nyckel=%.*s&tillfalle=%lld&kon=woman&alder=65%%2B&sprak=%s&gor=borja",
		STR_ARG(key), (long long)s->cards[0].due.v, lang).p), 303);
	ck_assert_int_eq(visitor_get(&s->v, "/samtal/fragor"), 200);
}

TEST(questions_that_are_translated_stand_in_both_languages)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	talk_in(&s, "en");
	CHECK(visitor_sees(&s.v, "<html lang=\"en\""));
	CHECK(visitor_sees(&s.v, "<span lang=\"en\" dir=\"auto\">Has somebody who is"));
	CHECK(visitor_sees(&s.v, "class=\"second\" lang=\"sv\" dir=\"auto\">Har någon som"));
	CHECK(visitor_sees(&s.v, "<span lang=\"en\" dir=\"auto\">Yes, earlier</span>"));
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/fragor", arena_printf(s.w.arena,
		"nyckel=%.*s&tillfalle=%lld&kon=woman&alder=65%%2B&sprak=en&" ALL_NO
		"&gor=spara", STR_ARG(visitor_field(&s.v, "nyckel")),
		(long long)s.cards[0].due.v).p), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal/slut?lang=en")));
	CHECK(world_rows(&s.w, "ballot") == BALLOT_SLIPS);
}

TEST(questions_without_a_translation_stand_in_swedish)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	talk_in(&s, "ti");
	CHECK(visitor_sees(&s.v, "<html lang=\"sv\"") && visitor_sees(&s.v, "Har någon som"));
	CHECK(!visitor_sees(&s.v, "class=\"second\""));
}

TEST(the_end_page_is_the_same_whatever_was_answered)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct str first;

	asker_open(&s, ROLE_CASEWORKER);
	pass_the_gate(&s);
	ck_assert_int_eq(asker_posts(&s, "/samtal/fragor", SOME_YES "&gor=spara"), 303);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/slut"), 200);
	first = arena_str(s.w.arena, visitor_body(&s.v));
	s.cards[0] = s.cards[1];
	pass_the_gate(&s);
	ck_assert_int_eq(asker_posts(&s, "/samtal/fragor", "gor=avstar"), 303);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/slut"), 200);
	CHECK(str_eq(first, visitor_body(&s.v)));
}

TEST(stopping_counts_what_was_answered_only_if_the_participant_says_so)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	pass_the_gate(&s);
	ck_assert_int_eq(asker_posts(&s, "/samtal/fragor", "svar1=earlier&gor=sluta-inget"),
		303);
	CHECK(world_rows(&s.w, "ballot") == 0 && world_rows(&s.w, "screening") == 1);
	s.cards[0] = s.cards[1];
	pass_the_gate(&s);
	ck_assert_int_eq(asker_posts(&s, "/samtal/fragor", "svar1=earlier&gor=sluta-rakna"),
		303);
	CHECK(world_rows(&s.w, "ballot") == BALLOT_SLIPS && world_rows(&s.w, "screening") == 2);
}

TEST(not_now_needs_a_reason_and_is_a_good_outcome)
{
	struct asker s ASKER_CLEANUP = { 0 };
	const char *target;

	asker_open(&s, ROLE_CASEWORKER);
	target = asker_url(&s, "/samtal/nytt/%lld", s.cards[0].card.v);
	ck_assert_int_eq(visitor_get(&s.v, target), 200);
	ck_assert_int_eq(asker_posts(&s, "/samtal/nytt", "gor=inte-nu"), 422);
	CHECK(visitor_sees(&s.v, "Välj ett skäl."));
	ck_assert_int_eq(asker_posts(&s, "/samtal/nytt", "gor=inte-nu&skal=not_alone"), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal?m=inte-nu")));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal"), 200);
	CHECK(!visitor_sees(&s.v, target));
	CHECK(str_contains(visitor_body(&s.v), s.cards[1].code));
}

TEST(hiding_keeps_the_answers_behind_the_pin)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	pass_the_gate(&s);
	ck_assert_int_eq(asker_posts(&s, "/samtal/dold", "svar1=earlier&svar7=no_answer&gor="),
		303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal/dold")));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/dold"), 200);
	CHECK(!visitor_sees(&s.v, "svar1"));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/fragor"), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal/dold")));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal"), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal/dold")));
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/dold/fortsatt", "pin=111111"), 403);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/fragor"), 303);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/dold/fortsatt", "pin=481625"), 303);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/fragor"), 200);
	CHECK(visitor_sees(&s.v, "name=\"svar1\" value=\"earlier\" data-key=\"2\" checked"));
	CHECK(visitor_sees(&s.v, "name=\"svar7\" value=\"no_answer\" data-key=\"0\" checked"));
	CHECK(asker_wrote_nothing(&s));
}

TEST(hiding_keeps_the_answers_while_the_database_is_busy)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct busy *busy;

	asker_open(&s, ROLE_CASEWORKER);
	pass_the_gate(&s);
	busy = world_keep_busy(&s.w);
	ck_assert_int_eq(asker_posts(&s, "/samtal/dold", "svar1=earlier&gor="), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal/dold")));
	world_let_go(busy);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/fragor"), 303);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/dold/fortsatt", "pin=481625"), 303);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/fragor"), 200);
	CHECK(visitor_sees(&s.v, "name=\"svar1\" value=\"earlier\" data-key=\"2\" checked"));
}

TEST(whoever_has_no_pin_is_told_before_the_conversation_begins)
{
	struct asker s ASKER_CLEANUP = { 0 };
	const char *target;

	asker_open(&s, ROLE_CASEWORKER);
	target = asker_url(&s, "/samtal/nytt/%lld", s.cards[0].card.v);
	ck_assert_int_eq(visitor_get(&s.v, target), 200);
	CHECK(!visitor_sees(&s.v, "ingen PIN-kod"));
	CHECK_ERR(OK, account_set_pin(world_begin(&s.w), world_job(&s.w, s.w.party),
		s.w.accounts[ROLE_CASEWORKER], STR("")));
	world_commit(&s.w);
	ck_assert_int_eq(visitor_get(&s.v, target), 200);
	CHECK(visitor_sees(&s.v, "ingen PIN-kod"));
}
