/* Asking through the dispatcher: who may not, then each face from its first page to its last. */
#include "core/auth/vault.h"
#include "features/screening/screening.h"
#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"
#include "tests/paths.h"

#include <stdio.h>

struct scene {
	struct world w;
	struct visitor v;
	struct str token;
	struct card_made cards[2];
};

/* A caseworker's browser, two participants who are due, and the shipped questions. */
static void
import_questions(struct world *w)
{
	char *bytes = arena_alloc(w->arena, 64 * 1024);
	FILE *f = fopen(SOURCE_ROOT "/content/instruments/sju-fragor-neutral.sv.json", "rb");
	struct instrument_fault fault;
	instrument_id id;

	ck_assert_ptr_nonnull(f);
	CHECK_ERR(OK, screening_import_instrument(w->tx, world_job(w, (org_id){ 0 }), w->arena,
		(struct str){ bytes, fread(bytes, 1, 64 * 1024, f) }, &id, &fault));
	fclose(f);
}

static void
scene_open(struct scene *s, enum role role)
{
	struct card_new new = { .sex = SEX_WOMAN, .age_band = AGE_65 };
	int i;

	s->w = world_new();
	new.team = s->w.team;
	world_begin(&s->w);
	import_questions(&s->w);
	for (i = 0; i < 2; i++) {
		new.start_month = month_add(date_month(s->w.today), i - 2);
		CHECK_ERR(OK, screening_create_card(s->w.tx, world_job(&s->w, s->w.party), s->w.arena,
			&new, &s->cards[i]));
	}
	world_commit(&s->w);
	s->token = world_token(&s->w, s->w.accounts[role]);
	s->v = visitor_new(&s->w, s->token);
}

static void
scene_close(struct scene *s)
{
	visitor_free(&s->v);
	world_free(&s->w);
}
#define SCENE_CLEANUP __attribute__((cleanup(scene_close)))

#define ALL_NO "svar1=no&svar2=no&svar3=no&svar4=no&svar5=no&svar6=no&svar7=no"
#define SOME_YES "svar1=no&svar2=ongoing&svar3=no&svar4=no_answer&svar5=earlier&svar6=no&svar7=no"

/* What the last page's form carries along, and more. */
static const char *
form_with(struct scene *s, const char *more)
{
	return arena_printf(s->w.arena, "nyckel=%.*s&tillfalle=%.*s&kon=woman&alder=65%%2B&sprak=sv&%s",
		STR_ARG(visitor_field(&s->v, "nyckel")), STR_ARG(visitor_field(&s->v, "tillfalle")),
		more).p;
}

static int64_t
id_of(struct str text)
{
	int64_t v = 0;

	return str_to_int(text, &v) == OK ? v : 0;
}

/* Everything that the place stores apart from the audit trail. */
static bool
nothing_was_written(struct scene *s)
{
	return world_rows(&s->w, "screening") == 0 && world_rows(&s->w, "ballot") == 0 &&
		world_rows(&s->w, "posting") == 0;
}

TEST(asking_is_for_those_who_meet_participants)
{
	static const char *const pages[] = { "/samtal", "/samtal/papper", "/samtal/nytt",
		"/samtal/fragor", "/samtal/kort/nytt", "/samtal/ej-tillfragade", "/samtal/underlag" };
	struct scene s SCENE_CLEANUP = { 0 };
	size_t i;

	scene_open(&s, ROLE_ADMINISTRATOR);
	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		ck_assert_int_eq(visitor_get(&s.v, pages[i]), 403);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper", ALL_NO "&gor=spara"), 403);
	CHECK(nothing_was_written(&s));
}

TEST(only_the_team_lead_sees_the_overview)
{
	struct scene s SCENE_CLEANUP = { 0 };

	scene_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/ej-tillfragade"), 403);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/underlag"), 403);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal"), 200);
	CHECK(!visitor_sees(&s.v, "/samtal/ej-tillfragade"));
}

TEST(the_due_list_shows_who_has_waited_longest_first)
{
	struct scene s SCENE_CLEANUP = { 0 };
	struct str body;
	const char *first, *second;

	scene_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal"), 200);
	body = visitor_body(&s.v);
	first = memmem(body.p, body.n, s.cards[0].code.p, s.cards[0].code.n);
	second = memmem(body.p, body.n, s.cards[1].code.p, s.cards[1].code.n);
	CHECK(first && second && first < second);
	CHECK(visitor_sees(&s.v, "65 år eller äldre"));
}

/* A caseworker of the whole party, where three teams work. */
static void
move_to_whole_party(struct scene *s)
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
	struct scene s SCENE_CLEANUP = { 0 };
	struct card_new new = { .sex = SEX_MAN, .age_band = AGE_16 };
	struct card_made made;
	int i;

	scene_open(&s, ROLE_CASEWORKER);
	new.team = s.w.second_team;
	new.start_month = date_month(s.w.today);
	world_begin(&s.w);
	for (i = 0; i < 50; i++)
		CHECK_ERR(OK, screening_create_card(s.w.tx, world_job(&s.w, s.w.party), s.w.arena,
			&new, &made));
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
	struct scene s SCENE_CLEANUP = { 0 };

	scene_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	CHECK(id_of(visitor_field(&s.v, "tillfalle")) == s.cards[0].due.v);
	CHECK(visitor_sees(&s.v, "data-quick-entry") && visitor_sees(&s.v, "data-key=\"0\""));
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper",
		form_with(&s, SOME_YES "&gor=spara&manad=2026-11")), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal/papper?m=sparat")));
	CHECK(world_rows(&s.w, "ballot") == BALLOT_SLIPS && world_rows(&s.w, "screening") == 1);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper?m=sparat"), 200);
	CHECK(visitor_sees(&s.v, "Sparat.") && !visitor_sees(&s.v, " checked"));
	CHECK(id_of(visitor_field(&s.v, "tillfalle")) == s.cards[1].due.v);
}

TEST(a_repeated_paper_form_counts_nothing)
{
	struct scene s SCENE_CLEANUP = { 0 };
	const char *body;

	scene_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	body = form_with(&s, ALL_NO "&gor=spara");
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper", body), 303);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper", body), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal/papper?m=redan")));
	CHECK(world_rows(&s.w, "ballot") == BALLOT_SLIPS && world_rows(&s.w, "screening") == 1);
}

TEST(a_paper_form_with_questions_left_out_asks_before_it_saves)
{
	struct scene s SCENE_CLEANUP = { 0 };
	struct str key;

	scene_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	key = visitor_field(&s.v, "nyckel");
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper",
		form_with(&s, "svar2=earlier&gor=spara")), 422);
	CHECK(visitor_sees(&s.v, "Frågan saknar svar."));
	CHECK(str_eq(visitor_field(&s.v, "nyckel"), key));
	CHECK(id_of(visitor_field(&s.v, "tillfalle")) == s.cards[0].due.v);
	CHECK(nothing_was_written(&s));
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper",
		form_with(&s, "svar2=earlier&gor=spara&delvis=1")), 303);
	CHECK(world_rows(&s.w, "ballot") == BALLOT_SLIPS);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper", form_with(&s, "gor=spara&delvis=1")),
		422);
}

TEST(an_answer_that_the_question_does_not_offer_is_refused)
{
	struct scene s SCENE_CLEANUP = { 0 };

	scene_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper", form_with(&s,
		"svar1=no&svar2=no&svar3=no&svar4=no&svar5=ongoing&svar6=no&svar7=no&gor=spara")),
		422);
	CHECK(nothing_was_written(&s));
}

TEST(declining_on_paper_is_one_press_and_casts_no_ballot)
{
	struct scene s SCENE_CLEANUP = { 0 };

	scene_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper",
		form_with(&s, SOME_YES "&gor=avstar")), 303);
	CHECK(world_rows(&s.w, "ballot") == 0 && world_rows(&s.w, "screening") == 1);
}

TEST(a_colleague_who_was_faster_is_told_and_nothing_is_saved_twice)
{
	struct scene s SCENE_CLEANUP = { 0 };
	const char *body;

	scene_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	body = form_with(&s, ALL_NO "&gor=spara");
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper", form_with(&s, ALL_NO "&gor=spara")),
		303);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper", body), 422);
	CHECK(visitor_sees(&s.v, "redan tillfrågad"));
	CHECK(world_rows(&s.w, "screening") == 1 && world_rows(&s.w, "posting") == 1);
}

TEST(who_is_already_asked_leads_on_to_the_next)
{
	struct scene s SCENE_CLEANUP = { 0 };
	const char *paper, *talk;

	scene_open(&s, ROLE_CASEWORKER);
	paper = arena_printf(s.w.arena, "/samtal/papper?tillfalle=%lld",
		(long long)s.cards[1].due.v).p;
	ck_assert_int_eq(visitor_get(&s.v, paper), 200);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper", form_with(&s, ALL_NO "&gor=spara")),
		303);
	ck_assert_int_eq(visitor_get(&s.v, paper), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal/papper?m=fragad")));
	talk = arena_printf(s.w.arena, "/samtal/nytt/%lld", (long long)s.cards[0].card.v).p;
	ck_assert_int_eq(visitor_get(&s.v, talk), 200);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/nytt", form_with(&s, "gor=inte-nu&skal=left")),
		303);
	ck_assert_int_eq(visitor_get(&s.v, talk), 303);
	CHECK(str_starts(visitor_location(&s.v), STR("/samtal/kort/")));
}

TEST(another_place_cannot_key_a_form_for_a_participant_of_this_one)
{
	struct scene s SCENE_CLEANUP = { 0 };
	struct visitor other VISITOR_CLEANUP = { 0 };
	const char *body, *target;

	scene_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	body = form_with(&s, ALL_NO "&gor=spara");
	other = visitor_new(&s.w, world_token(&s.w, s.w.elsewhere));
	ck_assert_int_eq(visitor_post(&other, "/samtal/papper", body), 404);
	target = arena_printf(s.w.arena, "/samtal/kort/%lld", (long long)s.cards[0].card.v).p;
	ck_assert_int_eq(visitor_get(&other, target), 404);
	target = arena_printf(s.w.arena, "/samtal/nytt/%lld", (long long)s.cards[0].card.v).p;
	ck_assert_int_eq(visitor_get(&other, target), 404);
	CHECK(nothing_was_written(&s));
}

/* ---- Samtal ---- */

static void
pass_the_gate(struct scene *s)
{
	const char *target = arena_printf(s->w.arena, "/samtal/nytt/%lld",
		(long long)s->cards[0].card.v).p;

	ck_assert_int_eq(visitor_get(&s->v, target), 200);
	ck_assert_int_eq(visitor_post(&s->v, "/samtal/nytt", form_with(s, "gor=borja")), 303);
	CHECK(str_eq(visitor_location(&s->v), STR("/samtal/fragor")));
	ck_assert_int_eq(visitor_get(&s->v, "/samtal/fragor"), 200);
}

TEST(a_conversation_goes_from_the_gate_to_a_constant_end)
{
	struct scene s SCENE_CLEANUP = { 0 };
	struct str bytes;

	scene_open(&s, ROLE_CASEWORKER);
	pass_the_gate(&s);
	CHECK(visitor_sees(&s.v, "data-samtal") && visitor_sees(&s.v, "data-step"));
	CHECK(!str_contains(visitor_body(&s.v), s.cards[0].code));
	CHECK(nothing_was_written(&s));
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/fragor", form_with(&s, SOME_YES "&gor=spara")),
		303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal/slut")));
	CHECK(world_rows(&s.w, "ballot") == BALLOT_SLIPS);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/slut"), 200);
	CHECK(visitor_sees(&s.v, "/samtal/personal"));
	CHECK_ERR(OK, vault_get(world_session(&s.w, s.token).vault, s.w.arena, &bytes));
	CHECK(!str_contains(bytes, STR("svar")));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/fragor"), 303);
}

TEST(the_end_page_is_the_same_whatever_was_answered)
{
	struct scene s SCENE_CLEANUP = { 0 };
	struct str first;

	scene_open(&s, ROLE_CASEWORKER);
	pass_the_gate(&s);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/fragor", form_with(&s, SOME_YES "&gor=spara")),
		303);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/slut"), 200);
	first = arena_str(s.w.arena, visitor_body(&s.v));
	s.cards[0] = s.cards[1];
	pass_the_gate(&s);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/fragor", form_with(&s, "gor=avstar")), 303);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/slut"), 200);
	CHECK(str_eq(first, visitor_body(&s.v)));
}

TEST(stopping_counts_what_was_answered_only_if_the_participant_says_so)
{
	struct scene s SCENE_CLEANUP = { 0 };

	scene_open(&s, ROLE_CASEWORKER);
	pass_the_gate(&s);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/fragor",
		form_with(&s, "svar1=earlier&gor=sluta-inget")), 303);
	CHECK(world_rows(&s.w, "ballot") == 0 && world_rows(&s.w, "screening") == 1);
	s.cards[0] = s.cards[1];
	pass_the_gate(&s);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/fragor",
		form_with(&s, "svar1=earlier&gor=sluta-rakna")), 303);
	CHECK(world_rows(&s.w, "ballot") == BALLOT_SLIPS && world_rows(&s.w, "screening") == 2);
}

TEST(not_now_needs_a_reason_and_is_a_good_outcome)
{
	struct scene s SCENE_CLEANUP = { 0 };
	const char *target;

	scene_open(&s, ROLE_CASEWORKER);
	target = arena_printf(s.w.arena, "/samtal/nytt/%lld", (long long)s.cards[0].card.v).p;
	ck_assert_int_eq(visitor_get(&s.v, target), 200);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/nytt", form_with(&s, "gor=inte-nu")), 422);
	CHECK(visitor_sees(&s.v, "Välj ett skäl."));
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/nytt",
		form_with(&s, "gor=inte-nu&skal=not_alone")), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal?m=inte-nu")));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal"), 200);
	CHECK(!str_contains(visitor_body(&s.v), s.cards[0].code));
	CHECK(str_contains(visitor_body(&s.v), s.cards[1].code));
}

TEST(hiding_keeps_the_answers_behind_the_pin)
{
	struct scene s SCENE_CLEANUP = { 0 };

	scene_open(&s, ROLE_CASEWORKER);
	pass_the_gate(&s);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/dold",
		form_with(&s, "svar1=earlier&svar7=no_answer&gor=")), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal/dold")));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/dold"), 200);
	CHECK(!visitor_sees(&s.v, "svar1"));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/fragor"), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal/dold")));
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/dold/fortsatt", "pin=111111"), 422);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/fragor"), 303);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/dold/fortsatt", "pin=481625"), 303);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/fragor"), 200);
	CHECK(visitor_sees(&s.v, "name=\"svar1\" value=\"earlier\" data-key=\"2\" checked"));
	CHECK(visitor_sees(&s.v, "name=\"svar7\" value=\"no_answer\" data-key=\"0\" checked"));
	CHECK(nothing_was_written(&s));
}

/* ---- cards and counts ---- */

TEST(a_new_card_shows_its_code_and_is_found_by_it)
{
	struct scene s SCENE_CLEANUP = { 0 };
	const char *where;

	scene_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/kort/nytt"), 200);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/kort/nytt", "kon=man&alder=16-24&start=2026-11"),
		422);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/kort/nytt", arena_printf(s.w.arena,
		"team=%lld&kon=man&alder=16-24&start=2026-11", (long long)s.w.team.v).p), 303);
	where = arena_cstr(s.w.arena, visitor_location(&s.v));
	ck_assert_int_eq(visitor_get(&s.v, where), 200);
	CHECK(visitor_sees(&s.v, "big-number") && visitor_sees(&s.v, "Kortet är skapat."));
	CHECK(world_rows(&s.w, "card") == 3 && world_rows(&s.w, "due") == 3);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/sok", arena_printf(s.w.arena, "kod=%.*s",
		STR_ARG(s.cards[1].code)).p), 303);
	where = arena_printf(s.w.arena, "/samtal/kort/%lld", (long long)s.cards[1].card.v).p;
	CHECK(str_eq(visitor_location(&s.v), str_of(where)));
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/sok", "kod=ABBORRE-SKED-0"), 422);
	CHECK(visitor_sees(&s.v, "sista tecknet"));
}

TEST(the_team_lead_sees_who_has_not_been_asked_at_one_click)
{
	struct scene s SCENE_CLEANUP = { 0 };

	scene_open(&s, ROLE_TEAM_LEAD);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/ej-tillfragade"), 200);
	CHECK(str_contains(visitor_body(&s.v), s.cards[0].code));
	CHECK(str_contains(visitor_body(&s.v), s.cards[1].code));
}

/* A caseworker of the team that only counts. */
static void
move_to_counting(struct scene *s)
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
counting_form(struct scene *s, const char *more)
{
	return arena_printf(s->w.arena, "nyckel=%.*s&team=%.*s&sprak=sv&%s",
		STR_ARG(visitor_field(&s->v, "nyckel")), STR_ARG(visitor_field(&s->v, "team")), more).p;
}

TEST(an_intervention_without_cards_needs_only_sex_and_age)
{
	struct scene s SCENE_CLEANUP = { 0 };

	scene_open(&s, ROLE_TEAM_LEAD);
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

TEST(typed_numbers_are_saved_and_shown)
{
	struct scene s SCENE_CLEANUP = { 0 };
	const char *body;

	scene_open(&s, ROLE_TEAM_LEAD);
	move_to_counting(&s);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/underlag"), 200);
	body = arena_printf(s.w.arena, "insats=%lld&kvartal=%d&kvinnor=41&man=37&andra=0",
		(long long)s.w.counting.v, month_quarter(date_month(s.w.today))).p;
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/underlag", body), 303);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/underlag?m=sparat"), 200);
	CHECK(visitor_sees(&s.v, "41") && visitor_sees(&s.v, "37"));
	CHECK(world_rows(&s.w, "denominator") == 3);
}
