/* The last form of a session can be taken back, until it is counted or something follows on it. */
#include "features/screening/test_asker.h"

#include "core/auth/session.h"
#include "features/screening/ballot.h"

static int64_t
shown_due(struct asker *s)
{
	int64_t v = 0;

	CHECK_ERR(OK, str_to_int(visitor_field(&s->v, "tillfalle"), &v));
	return v;
}

static void
key_one(struct asker *s, const char *answers)
{
	ck_assert_int_eq(visitor_get(&s->v, "/samtal/papper"), 200);
	ck_assert_int_eq(asker_posts(s, "/samtal/papper", answers), 303);
}

static void
undo(struct asker *s, const char *says)
{
	ck_assert_int_eq(visitor_post(&s->v, "/samtal/papper/angra", ""), 303);
	ck_assert_int_eq(visitor_get(&s->v, arena_cstr(s->w.arena, visitor_location(&s->v))),
		200);
	CHECK(visitor_sees(&s->v, says));
}

#define TAKEN_BACK "Det förra formuläret är borttaget."
#define TOO_LATE "går inte att ångra längre"

TEST(the_form_before_is_taken_back_as_if_it_had_not_been)
{
	struct asker s ASKER_CLEANUP = { 0 };
	const char *body;
	int64_t dues;

	asker_open(&s, ROLE_CASEWORKER);
	dues = world_rows(&s.w, "due");
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	CHECK(visitor_sees(&s.v, "Formulär 1 i rad") && !visitor_sees(&s.v, "data-undo"));
	body = asker_form(&s, SOME_YES "&gor=spara");
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper", body), 303);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper?m=sparat"), 200);
	CHECK(visitor_sees(&s.v, "Formulär 2 i rad") && visitor_sees(&s.v, "data-undo"));

	undo(&s, TAKEN_BACK);
	CHECK(asker_wrote_nothing(&s) && world_rows(&s.w, "due") == dues);
	CHECK(world_rows(&s.w, "occasion_sum") == 0);
	CHECK(shown_due(&s) == s.cards[0].due.v);
	CHECK(visitor_sees(&s.v, "Formulär 1 i rad") && !visitor_sees(&s.v, "data-undo"));

	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper", body), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal/papper?m=sparat")));
	CHECK(world_rows(&s.w, "ballot") == BALLOT_SLIPS && world_rows(&s.w, "screening") == 1);
	CHECK(world_rows(&s.w, "occasion_sum WHERE n = 1") == 1);
}

TEST(only_one_form_can_be_taken_back)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	key_one(&s, SOME_YES "&gor=spara");
	key_one(&s, ALL_NO "&gor=spara");
	undo(&s, TAKEN_BACK);
	undo(&s, TOO_LATE);
	CHECK(world_rows(&s.w, "ballot") == BALLOT_SLIPS && world_rows(&s.w, "screening") == 1);
}

TEST(declining_is_taken_back_too)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	key_one(&s, "gor=avstar");
	undo(&s, TAKEN_BACK);
	CHECK(asker_wrote_nothing(&s) && shown_due(&s) == s.cards[0].due.v);
}

TEST(a_form_of_another_session_is_not_taken_back)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	key_one(&s, SOME_YES "&gor=spara");
	s.v.session = world_token(&s.w, s.w.accounts[ROLE_CASEWORKER]);
	s.v.csrf = world_session(&s.w, s.v.session).csrf;
	undo(&s, TOO_LATE);
	CHECK(world_rows(&s.w, "ballot") == BALLOT_SLIPS && world_rows(&s.w, "screening") == 1);
}

/* Nine more of the same kind, so that the boxes are full enough to be opened. */
static void
fill_the_boxes(struct asker *s)
{
	struct card_new new = { .team = s->w.team, .sex = SEX_WOMAN, .age_band = AGE_65,
		.start_month = month_add(date_month(s->w.today), -1) };
	struct screening_new in = { .month = date_month(s->w.today), .face = FACE_PAPER,
		.outcome = SCREENING_ASKED };
	struct ballot ballot = { .answers = { [TOPIC_PHYSICAL] = ANSWER_NO } };
	const struct scope *job = world_job(&s->w, s->w.party);
	struct screening_done done;
	struct card_made card;
	int i;

	for (i = 1; i < BALLOT_BOX_MIN; i++) {
		CHECK_ERR(OK, ballot_seal(s->w.arena, &ballot, &in.ballot));
		world_begin(&s->w);
		CHECK_ERR(OK, screening_create_card(s->w.tx, job, s->w.arena, &new, &card));
		in.due = card.due;
		CHECK_ERR(OK, screening_record(s->w.tx, job, s->w.arena, &in, &done));
		world_commit(&s->w);
	}
}

TEST(a_form_that_is_counted_stays)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct ballot_counted counted;

	asker_open(&s, ROLE_CASEWORKER);
	key_one(&s, SOME_YES "&gor=spara");
	fill_the_boxes(&s);
	CHECK_ERR(OK, ballot_count(s.w.writer, s.w.keys_dir, s.w.today, &counted));
	CHECK(counted.slips == BALLOT_SLIPS * BALLOT_BOX_MIN);
	undo(&s, TOO_LATE);
	CHECK(world_rows(&s.w, "screening") == BALLOT_BOX_MIN);
}

TEST(a_form_stays_when_somebody_was_asked_after_it)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct screening_new in = { .face = FACE_PAPER, .outcome = SCREENING_POSTPONED,
		.reason = REASON_UNWELL };
	struct screening_done done;
	struct due_row *rows;
	size_t n;

	asker_open(&s, ROLE_CASEWORKER);
	key_one(&s, SOME_YES "&gor=spara");
	in.month = date_month(s.w.today);
	CHECK_ERR(OK, screening_next_due(s.w.db, world_scope(&s.w, ROLE_CASEWORKER), s.w.arena,
		month_add(in.month, 12), 9, &rows, &n));
	ck_assert_int_eq((int)n, 2);
	in.due = rows[1].id;
	world_begin(&s.w);
	CHECK_ERR(OK, screening_record(s.w.tx, world_job(&s.w, s.w.party), s.w.arena, &in,
		&done));
	world_commit(&s.w);
	undo(&s, TOO_LATE);
	CHECK(world_rows(&s.w, "screening") == 2);
}

static int64_t
due_now(struct asker *s)
{
	int64_t n;

	CHECK_ERR(OK, screening_due_count(s->w.db, world_scope(&s->w, ROLE_CASEWORKER),
		s->w.arena, date_month(s->w.today), (intervention_id){ 0 }, &n));
	return n;
}

TEST(not_now_and_not_at_all_are_taken_back_too)
{
	static const struct {
		enum screening_outcome outcome;
		enum screening_reason reason;
	} ways[] = { { SCREENING_POSTPONED, REASON_UNWELL },
		{ SCREENING_NOT_ASKED, REASON_LEFT } };
	struct asker s ASKER_CLEANUP = { 0 };
	size_t i;

	asker_open(&s, ROLE_CASEWORKER);
	for (i = 0; i < 2; i++) {
		struct screening_new in = { .due = s.cards[0].due,
			.month = date_month(s.w.today), .face = FACE_PAPER,
			.outcome = ways[i].outcome, .reason = ways[i].reason };
		const struct scope *staff = world_scope(&s.w, ROLE_CASEWORKER);
		struct screening_done done;

		world_begin(&s.w);
		CHECK_ERR(OK, screening_record(s.w.tx, staff, s.w.arena, &in, &done));
		world_commit(&s.w);
		ck_assert_int_eq((int)due_now(&s), 1);
		world_begin(&s.w);
		CHECK_ERR(OK, screening_undo(s.w.tx, staff, s.w.arena, &done.handle));
		world_commit(&s.w);
		ck_assert_int_eq((int)due_now(&s), 2);
		CHECK(asker_wrote_nothing(&s));
	}
}

TEST(another_party_takes_nothing_back)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct screening_new in = { .face = FACE_PAPER, .outcome = SCREENING_DECLINED,
		.reason = REASON_DECLINED_ALL };
	struct screening_done done;

	asker_open(&s, ROLE_CASEWORKER);
	in.due = s.cards[0].due;
	in.month = date_month(s.w.today);
	world_begin(&s.w);
	CHECK_ERR(OK, screening_record(s.w.tx, world_scope(&s.w, ROLE_CASEWORKER), s.w.arena,
		&in, &done));
	world_commit(&s.w);
	world_begin(&s.w);
	CHECK_ERR(ERR_NOT_FOUND, screening_undo(s.w.tx, world_elsewhere(&s.w), s.w.arena,
		&done.handle));
	world_rollback(&s.w);
	CHECK(world_rows(&s.w, "screening") == 1);
}

/* ---- a talk ---- */

static const char *
gate_of_first(struct asker *s)
{
	return asker_url(s, "/samtal/nytt/%lld", s->cards[0].card.v);
}

static void
end_talk(struct asker *s, const char *button)
{
	ck_assert_int_eq(visitor_get(&s->v, gate_of_first(s)), 200);
	ck_assert_int_eq(asker_posts(s, "/samtal/nytt", button), 303);
}

static bool
list_says(struct asker *s, const char *before, const char *after)
{
	ck_assert_int_eq(visitor_get(&s->v, "/samtal?m=avstod"), 200);
	return visitor_sees(&s->v, arena_printf(s->w.arena, "Sparat: %s%.*s%s",
		before, STR_ARG(s->cards[0].code), after).p);
}

static void
undo_talk(struct asker *s, const char *leads_to)
{
	ck_assert_int_eq(visitor_post(&s->v, "/samtal/angra", ""), 303);
	CHECK(visitor_led_to(&s->v, leads_to));
}

TEST(a_talk_that_came_to_nothing_is_taken_back_from_the_list)
{
	static const struct {
		const char *button, *before, *after;
	} ways[] = {
		{ "gor=avstar", "", " avstod." },
		{ "gor=inte-nu&skal=unwell", "inte nu. ", " kommer tillbaka nästa månad." },
		{ "gor=inte-nu&skal=left", "", " frågas inte, och kortet är avslutat." },
	};
	struct asker s ASKER_CLEANUP = { 0 };
	size_t i;

	asker_open(&s, ROLE_CASEWORKER);
	for (i = 0; i < 3; i++) {
		end_talk(&s, ways[i].button);
		ck_assert_int_eq((int)due_now(&s), 1);
		CHECK(list_says(&s, ways[i].before, ways[i].after));
		CHECK(visitor_sees(&s.v, "/samtal/angra"));
		CHECK(!visitor_sees(&s.v, "Sparat: deltagaren avstod."));
		undo_talk(&s, "/samtal?m=samtal-angrat");
		ck_assert_int_eq((int)due_now(&s), 2);
		CHECK(asker_wrote_nothing(&s) && world_rows(&s.w, "occasion_sum") == 0);
		CHECK(world_rows(&s.w, "card WHERE closed_month IS NOT NULL") == 0);
		CHECK(!list_says(&s, ways[i].before, ways[i].after));
		CHECK(!visitor_sees(&s.v, "data-undo"));
		undo_talk(&s, "/samtal?m=samtal-for-sent");
	}
}

TEST(the_answers_of_a_talk_are_taken_back_with_it)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	end_talk(&s, "gor=borja");
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/fragor"), 200);
	ck_assert_int_eq(asker_posts(&s, "/samtal/fragor", SOME_YES "&gor=spara"), 303);
	CHECK(world_rows(&s.w, "ballot") == BALLOT_SLIPS);
	CHECK(list_says(&s, "", " har fått frågorna."));
	undo_talk(&s, "/samtal?m=samtal-angrat");
	CHECK(asker_wrote_nothing(&s));
	ck_assert_int_eq((int)due_now(&s), 2);
}

TEST(paper_and_talk_take_back_their_own)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	end_talk(&s, "gor=avstar");
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	CHECK(visitor_sees(&s.v, "Formulär 1 i rad") && !visitor_sees(&s.v, "data-undo"));
	undo(&s, TOO_LATE);
	CHECK(world_rows(&s.w, "screening") == 1);
	key_one(&s, ALL_NO "&gor=spara");
	ck_assert_int_eq(visitor_get(&s.v, "/samtal"), 200);
	CHECK(!visitor_sees(&s.v, "data-undo"));
	undo_talk(&s, "/samtal?m=samtal-for-sent");
	CHECK(world_rows(&s.w, "screening") == 2);
	undo(&s, TAKEN_BACK);
	CHECK(world_rows(&s.w, "screening") == 1);
}
