/* Asking through the dispatcher: who may not, the due list, Papper, cards and typed numbers. */
#include "features/screening/card_code.h"
#include "features/screening/test_asker.h"

static int64_t
id_of(struct str text)
{
	int64_t v = 0;

	return str_to_int(text, &v) == OK ? v : 0;
}

TEST(asking_is_for_those_who_meet_participants)
{
	static const char *const pages[] = { "/samtal", "/samtal/papper", "/samtal/nytt",
		"/samtal/fragor", "/samtal/kort/nytt", "/samtal/ej-tillfragade",
		"/samtal/underlag" };
	struct asker s ASKER_CLEANUP = { 0 };
	size_t i;

	asker_open(&s, ROLE_ADMINISTRATOR);
	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		ck_assert_int_eq(visitor_get(&s.v, pages[i]), 403);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper", ALL_NO "&gor=spara"), 403);
	CHECK(asker_wrote_nothing(&s));
}

TEST(only_the_team_lead_sees_the_overview)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/ej-tillfragade"), 403);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/underlag"), 403);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal"), 200);
	CHECK(!visitor_sees(&s.v, "/samtal/ej-tillfragade"));
}

TEST(the_due_list_shows_who_has_waited_longest_first)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct str body;
	const char *first, *second;

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal"), 200);
	body = visitor_body(&s.v);
	first = memmem(body.p, body.n, s.cards[0].code.p, s.cards[0].code.n);
	second = memmem(body.p, body.n, s.cards[1].code.p, s.cards[1].code.n);
	CHECK(first && second && first < second);
	CHECK(visitor_sees(&s.v, "65 år eller äldre"));
}

/* A caseworker of the whole party, where three teams work. */
static void
move_to_whole_party(struct asker *s)
{
	account_id account = s->w.accounts[ROLE_CASEWORKER];
	const struct scope *party = world_job(&s->w, s->w.party);

	world_begin(&s->w);
	CHECK_ERR(OK, role_revoke(s->w.tx, party, account, ROLE_CASEWORKER, s->w.team));
	CHECK_ERR(OK, role_grant(s->w.tx, party, account, ROLE_CASEWORKER, (team_id){ 0 }));
	world_commit(&s->w);
	visitor_free(&s->v);
	s->v = visitor_new(&s->w, world_token(&s->w, account));
}

TEST(the_due_list_shows_fifty_a_page)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct card_new new = { .sex = SEX_MAN, .age_band = AGE_16 };
	struct card_made made;
	int i;

	asker_open(&s, ROLE_CASEWORKER);
	new.team = s.w.second_team;
	new.start_month = date_month(s.w.today);
	world_begin(&s.w);
	for (i = 0; i < 50; i++)
		CHECK_ERR(OK, screening_create_card(s.w.tx, world_job(&s.w, s.w.party),
			s.w.arena, &new, &made));
	world_commit(&s.w);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal"), 200);
	CHECK(visitor_sees(&s.v, "2 att fråga") && !visitor_sees(&s.v, "Team Syd"));
	move_to_whole_party(&s);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal"), 200);
	CHECK(visitor_sees(&s.v, "52 att fråga") && visitor_sees(&s.v, "Sida 1 av 2"));
	CHECK(visitor_sees(&s.v, "/samtal/nytt?team=") && visitor_sees(&s.v, "Team Torget"));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal?sida=2"), 200);
	CHECK(visitor_sees(&s.v, "Sida 2 av 2"));
	CHECK(!str_contains(visitor_body(&s.v), s.cards[0].code));
}

TEST(a_paper_form_is_keyed_and_the_next_one_opens)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	CHECK(id_of(visitor_field(&s.v, "tillfalle")) == s.cards[0].due.v);
	CHECK(visitor_sees(&s.v, "data-quick-entry") && visitor_sees(&s.v, "data-key=\"0\""));
	ck_assert_int_eq(asker_posts(&s, "/samtal/papper", SOME_YES "&gor=spara&manad=2026-11"),
		303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal/papper?m=sparat")));
	CHECK(world_rows(&s.w, "ballot") == BALLOT_SLIPS && world_rows(&s.w, "screening") == 1);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper?m=sparat"), 200);
	CHECK(visitor_sees(&s.v, "Sparat.") && !visitor_sees(&s.v, " checked"));
	CHECK(id_of(visitor_field(&s.v, "tillfalle")) == s.cards[1].due.v);
}

TEST(a_repeated_paper_form_counts_nothing)
{
	struct asker s ASKER_CLEANUP = { 0 };
	const char *body;

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	body = asker_form(&s, ALL_NO "&gor=spara");
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper", body), 303);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper", body), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal/papper?m=redan")));
	CHECK(world_rows(&s.w, "ballot") == BALLOT_SLIPS && world_rows(&s.w, "screening") == 1);
}

TEST(a_paper_form_with_questions_left_out_asks_before_it_saves)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct str key;

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	key = visitor_field(&s.v, "nyckel");
	ck_assert_int_eq(asker_posts(&s, "/samtal/papper", "svar2=earlier&gor=spara"), 422);
	CHECK(visitor_sees(&s.v, "Frågan saknar svar."));
	CHECK(str_eq(visitor_field(&s.v, "nyckel"), key));
	CHECK(id_of(visitor_field(&s.v, "tillfalle")) == s.cards[0].due.v);
	CHECK(asker_wrote_nothing(&s));
	ck_assert_int_eq(asker_posts(&s, "/samtal/papper", "svar2=earlier&gor=spara&delvis=1"),
		303);
	CHECK(world_rows(&s.w, "ballot") == BALLOT_SLIPS);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	ck_assert_int_eq(asker_posts(&s, "/samtal/papper", "gor=spara&delvis=1"), 422);
}

TEST(an_answer_that_the_question_does_not_offer_is_refused)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	ck_assert_int_eq(asker_posts(&s, "/samtal/papper",
		"svar1=no&svar2=no&svar3=no&svar4=no&svar5=ongoing&svar6=no&svar7=no"
		"&gor=spara"), 422);
	CHECK(asker_wrote_nothing(&s));
}

TEST(declining_on_paper_is_one_press_and_casts_no_ballot)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	ck_assert_int_eq(asker_posts(&s, "/samtal/papper", SOME_YES "&gor=avstar"), 303);
	CHECK(world_rows(&s.w, "ballot") == 0 && world_rows(&s.w, "screening") == 1);
}

TEST(a_colleague_who_was_faster_is_told_and_nothing_is_saved_twice)
{
	struct asker s ASKER_CLEANUP = { 0 };
	const char *body;

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	body = asker_form(&s, ALL_NO "&gor=spara");
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	ck_assert_int_eq(asker_posts(&s, "/samtal/papper", ALL_NO "&gor=spara"), 303);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper", body), 422);
	CHECK(visitor_sees(&s.v, "redan tillfrågad"));
	CHECK(world_rows(&s.w, "screening") == 1 && world_rows(&s.w, "posting") == 1);
}

TEST(who_is_already_asked_leads_on_to_the_next)
{
	struct asker s ASKER_CLEANUP = { 0 };
	const char *paper, *talk;

	asker_open(&s, ROLE_CASEWORKER);
	paper = asker_url(&s, "/samtal/papper?tillfalle=%lld", s.cards[1].due.v);
	ck_assert_int_eq(visitor_get(&s.v, paper), 200);
	ck_assert_int_eq(asker_posts(&s, "/samtal/papper", ALL_NO "&gor=spara"), 303);
	ck_assert_int_eq(visitor_get(&s.v, paper), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal/papper?m=fragad")));
	talk = asker_url(&s, "/samtal/nytt/%lld", s.cards[0].card.v);
	ck_assert_int_eq(visitor_get(&s.v, talk), 200);
	ck_assert_int_eq(asker_posts(&s, "/samtal/nytt", "gor=inte-nu&skal=left"), 303);
	ck_assert_int_eq(visitor_get(&s.v, talk), 303);
	CHECK(str_starts(visitor_location(&s.v), STR("/samtal/kort/")));
}

TEST(another_place_cannot_key_a_form_for_a_participant_of_this_one)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct visitor other VISITOR_CLEANUP = { 0 };
	const char *body, *target;

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	body = asker_form(&s, ALL_NO "&gor=spara");
	other = visitor_new(&s.w, world_token(&s.w, s.w.elsewhere));
	ck_assert_int_eq(visitor_post(&other, "/samtal/papper", body), 404);
	target = asker_url(&s, "/samtal/kort/%lld", s.cards[0].card.v);
	ck_assert_int_eq(visitor_get(&other, target), 404);
	target = asker_url(&s, "/samtal/nytt/%lld", s.cards[0].card.v);
	ck_assert_int_eq(visitor_get(&other, target), 404);
	CHECK(asker_wrote_nothing(&s));
}

/* ---- cards and counts ---- */

static const char *
new_card(struct asker *s, const char *key)
{
	return arena_printf(s->w.arena, "team=%lld&kon=man&alder=16-24&start=2026-11&nyckel=%s",
		(long long)s->w.team.v, key).p;
}

TEST(a_form_of_a_new_card_that_is_sent_twice_makes_one_card)
{
	struct asker s ASKER_CLEANUP = { 0 };
	const char *body, *first;

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/kort/nytt"), 200);
	body = new_card(&s, arena_cstr(s.w.arena, visitor_field(&s.v, "nyckel")));
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/kort/nytt", body), 303);
	first = arena_cstr(s.w.arena, visitor_location(&s.v));
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/kort/nytt", body), 303);
	CHECK(world_rows(&s.w, "card") == 3 && world_rows(&s.w, "due") == 3);
	CHECK(strcspn(first, "?") == strcspn(visitor_location(&s.v).p, "?") &&
		strncmp(first, visitor_location(&s.v).p, strcspn(first, "?")) == 0);
	ck_assert_int_eq(visitor_get(&s.v, arena_cstr(s.w.arena, visitor_location(&s.v))), 200);
	CHECK(visitor_sees(&s.v, "Kortet var redan skapat."));
}

TEST(nobody_makes_a_card_with_a_code_of_her_own)
{
	struct asker s ASKER_CLEANUP = { 0 };
	const char *sealed;
	struct str own;

	asker_open(&s, ROLE_CASEWORKER);
	sealed = arena_cstr(s.w.arena, card_code_sealed(s.w.arena, STR("ANNA-BERG-2")));
	CHECK_ERR(OK, card_code_unseal(s.w.arena, str_of(sealed), &own));
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/kort/nytt", new_card(&s, arena_printf(
		s.w.arena, "EVA%s", sealed + 4).p)), 422);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/kort/nytt", new_card(&s, "EVA-BERG-2.")),
		422);
	CHECK(world_rows(&s.w, "card") == 2);
}

TEST(a_new_card_shows_its_code_and_is_found_by_it)
{
	struct asker s ASKER_CLEANUP = { 0 };
	const char *where, *body;

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/kort/nytt"), 200);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/kort/nytt",
		"kon=man&alder=16-24&start=2026-11"), 422);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/kort/nytt", new_card(&s, "")), 422);
	CHECK(visitor_sees(&s.v, "saknar sin nyckel"));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/kort/nytt"), 200);
	body = new_card(&s, arena_cstr(s.w.arena, visitor_field(&s.v, "nyckel")));
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/kort/nytt", body), 303);
	where = arena_cstr(s.w.arena, visitor_location(&s.v));
	ck_assert_int_eq(visitor_get(&s.v, where), 200);
	CHECK(visitor_sees(&s.v, "big-number") && visitor_sees(&s.v, "Kortet är skapat."));
	CHECK(world_rows(&s.w, "card") == 3 && world_rows(&s.w, "due") == 3);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/sok", arena_printf(s.w.arena, "kod=%.*s",
		STR_ARG(s.cards[1].code)).p), 303);
	where = asker_url(&s, "/samtal/kort/%lld", s.cards[1].card.v);
	CHECK(str_eq(visitor_location(&s.v), str_of(where)));
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/sok", "kod=ABBORRE-SKED-0"), 422);
	CHECK(visitor_sees(&s.v, "sista tecknet"));
}

TEST(the_team_lead_sees_who_has_not_been_asked_at_one_click)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_TEAM_LEAD);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/ej-tillfragade"), 200);
	CHECK(str_contains(visitor_body(&s.v), s.cards[0].code));
	CHECK(str_contains(visitor_body(&s.v), s.cards[1].code));
}

/* A caseworker of the team that only counts. */
static void
move_to_counting(struct asker *s)
{
	account_id account = s->w.accounts[ROLE_TEAM_LEAD];
	const struct scope *party = world_job(&s->w, s->w.party);

	world_begin(&s->w);
	CHECK_ERR(OK, role_revoke(s->w.tx, party, account, ROLE_TEAM_LEAD, s->w.team));
	CHECK_ERR(OK, role_grant(s->w.tx, party, account, ROLE_TEAM_LEAD, s->w.counting_team));
	world_commit(&s->w);
	visitor_free(&s->v);
	s->v = visitor_new(&s->w, world_token(&s->w, account));
}

static const char *
counting_form(struct asker *s, const char *more)
{
	return arena_printf(s->w.arena, "nyckel=%.*s&team=%.*s&sprak=sv&%s",
		STR_ARG(visitor_field(&s->v, "nyckel")), STR_ARG(visitor_field(&s->v, "team")),
		more).p;
}

TEST(an_intervention_without_cards_needs_only_sex_and_age)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_TEAM_LEAD);
	move_to_counting(&s);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper",
		counting_form(&s, ALL_NO "&gor=spara")), 422);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper",
		counting_form(&s, ALL_NO "&gor=spara&kon=man&alder=40-54")), 303);
	CHECK(world_rows(&s.w, "screening") == 1 && world_rows(&s.w, "ballot") == BALLOT_SLIPS);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/nytt"), 200);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/nytt",
		counting_form(&s, "gor=borja&kon=man&alder=40-54")), 303);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/fragor"), 200);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/fragor",
		counting_form(&s, ALL_NO "&gor=spara&kon=man&alder=40-54")), 303);
	CHECK(world_rows(&s.w, "screening") == 2);
}

TEST(where_nobody_has_a_card_no_page_speaks_of_one)
{
	static const char *const pages[] = { "/hem", "/samtal", "/samtal/papper" };
	struct asker s ASKER_CLEANUP = { 0 };
	size_t i;

	asker_open(&s, ROLE_TEAM_LEAD);
	ck_assert_int_eq(visitor_get(&s.v, "/hem"), 200);
	CHECK(visitor_sees(&s.v, "/samtal/ej-tillfragade"));
	CHECK(!visitor_sees(&s.v, "/samtal/nytt?team="));
	move_to_counting(&s);
	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		ck_assert_int_eq(visitor_get(&s.v, pages[i]), 200);
		CHECK(!visitor_sees(&s.v, "/samtal/kort/nytt"));
		CHECK(!visitor_sees(&s.v, "/samtal/ej-tillfragade"));
	}
	ck_assert_int_eq(visitor_get(&s.v, "/hem"), 200);
	CHECK(visitor_sees(&s.v, "/samtal/nytt?team="));
	CHECK(visitor_sees(&s.v, "/samtal/underlag"));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/ej-tillfragade"), 200);
	CHECK(visitor_sees(&s.v, "Ingen har kort här"));
}

TEST(without_questions_paper_says_only_that)
{
	struct asker s ASKER_CLEANUP = { 0 };

	s.w = world_new();
	s.v = visitor_new(&s.w, world_token(&s.w, s.w.accounts[ROLE_TEAM_LEAD]));
	move_to_counting(&s);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	CHECK(visitor_sees(&s.v, "Inget frågeformulär är inläst"));
	CHECK(!visitor_sees(&s.v, "Ingen att fråga just nu"));
}

TEST(typed_numbers_are_saved_and_shown)
{
	struct asker s ASKER_CLEANUP = { 0 };
	const char *body;

	asker_open(&s, ROLE_TEAM_LEAD);
	move_to_counting(&s);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/underlag"), 200);
	body = arena_printf(s.w.arena, "insats=%lld&kvartal=%d&kvinnor=41&man=37&andra=0",
		(long long)s.w.counting.v, month_quarter(date_month(s.w.today))).p;
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/underlag", body), 303);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/underlag?m=sparat"), 200);
	CHECK(visitor_sees(&s.v, "41") && visitor_sees(&s.v, "37"));
	CHECK(world_rows(&s.w, "denominator") == 3);
}

TEST(a_team_lead_types_no_numbers_for_another_team)
{
	struct asker s ASKER_CLEANUP = { 0 };
	const char *target, *body;

	asker_open(&s, ROLE_TEAM_LEAD);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/underlag"), 200);
	target = arena_printf(s.w.arena, "/samtal/underlag?insats=%lld",
		(long long)s.w.counting.v).p;
	body = arena_printf(s.w.arena, "insats=%lld&kvartal=%d&kvinnor=1&man=1&andra=0",
		(long long)s.w.counting.v, month_quarter(date_month(s.w.today))).p;
	ck_assert_int_eq(visitor_get(&s.v, target), 404);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/underlag", body), 404);
	CHECK(world_rows(&s.w, "denominator") == 0);
}

TEST(whoever_is_shown_a_participant_is_recorded_with_whom)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct audit_detail last;
	const char *body;

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	last = world_audit_last(&s.w, s.w.party);
	CHECK(str_eq(last.kind, STR("due")) && last.subject == s.cards[0].due.v);
	ck_assert_int_eq(visitor_get(&s.v, asker_url(&s, "/samtal/papper?tillfalle=%lld",
		s.cards[1].due.v)), 200);
	CHECK(world_audit_last(&s.w, s.w.party).subject == s.cards[1].due.v);

	/* a posting of the gate that saves nothing shows the card again, at an address without it */
	body = arena_printf(s.w.arena,
		"tillfalle=%lld&gor=inte-nu&kon=woman&alder=65%%2B&sprak=sv",
		(long long)s.cards[0].due.v)
		       .p;
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/nytt", body), 422);
	CHECK(str_contains(visitor_body(&s.v), s.cards[0].code));
	last = world_audit_last(&s.w, s.w.party);
	CHECK(str_eq(last.kind, STR("card")) && last.subject == s.cards[0].card.v);
}
