/* The rules of asking, in memory of a small world. */
#include "features/screening/screening.h"

#include "features/screening/card_lock.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

struct scene {
	struct world w;
	const struct scope *staff;
	struct card_made card;
	struct month now;
};

static struct scene
scene_new(void)
{
	struct scene s = { .w = world_new() };
	struct card_new new = { .sex = SEX_WOMAN, .age_band = AGE_25 };

	s.staff = world_scope(&s.w, ROLE_CASEWORKER);
	s.now = date_month(s.w.today);
	new.team = s.w.team;
	new.start_month = month_add(s.now, -1);
	world_begin(&s.w);
	CHECK_ERR(OK, screening_create_card(s.w.tx, s.staff, s.w.arena, &new, &s.card));
	world_commit(&s.w);
	return s;
}

static void
scene_free(struct scene *s)
{
	world_free(&s->w);
}
#define SCENE_CLEANUP __attribute__((cleanup(scene_free)))

static struct screening_new
asked(struct scene *s)
{
	struct ballot ballot = { .answers = { [TOPIC_PHYSICAL] = ANSWER_EARLIER } };
	struct screening_new in = { .due = s->card.due, .month = s->now, .face = FACE_PAPER,
		.outcome = SCREENING_ASKED,
		.posting = STR("0123456789abcdef0123456789abcdef") };

	CHECK_ERR(OK, ballot_seal(s->w.arena, &ballot, &in.ballot));
	return in;
}

static struct screening_new
without(struct scene *s, enum screening_outcome outcome, enum screening_reason reason)
{
	struct screening_new in = asked(s);

	in.ballot = NULL;
	in.outcome = outcome;
	in.reason = reason;
	return in;
}

static enum err
record(struct scene *s, const struct scope *scope, const struct screening_new *in,
	struct screening_done *done)
{
	enum err e;

	world_begin(&s->w);
	e = screening_record(s->w.tx, scope, s->w.arena, in, done);
	if (e == OK)
		world_commit(&s->w);
	else
		world_rollback(&s->w);
	return e;
}

static int64_t
due_until(struct scene *s, struct month until)
{
	int64_t n = -1;

	CHECK_ERR(OK, screening_due_count(s->w.db, s->staff, s->w.arena, until,
		(intervention_id){ 0 }, &n));
	return n;
}

static int64_t
slips(struct scene *s)
{
	return world_rows(&s->w, "ballot");
}

TEST(a_new_card_is_due_by_the_rule_of_its_intervention)
{
	struct scene s SCENE_CLEANUP = scene_new();
	struct due_row *rows;
	size_t n;

	CHECK_ERR(OK, screening_next_due(s.w.db, s.staff, s.w.arena, s.now, 3, &rows, &n));
	CHECK(n == 1 && rows[0].id.v == s.card.due.v && str_eq(rows[0].code, s.card.code));
	CHECK(rows[0].due_month.m == s.now.m - 1);
	CHECK(due_until(&s, month_add(s.now, -2)) == 0);
}

TEST(asking_meets_the_due_date_casts_one_ballot_and_comes_back)
{
	struct scene s SCENE_CLEANUP = scene_new();
	struct screening_new in = asked(&s);
	struct screening_done done;

	CHECK_ERR(OK, record(&s, s.staff, &in, &done));
	CHECK(!done.is_repeat && done.next_due.v != 0 && done.next_due.v != s.card.due.v);
	CHECK(slips(&s) == BALLOT_SLIPS);
	CHECK(due_until(&s, month_add(s.now, 11)) == 0);
	CHECK(due_until(&s, month_add(s.now, 12)) == 1);
}

TEST(a_repeat_of_a_posting_is_harmless)
{
	struct scene s SCENE_CLEANUP = scene_new();
	struct screening_new in = asked(&s);
	struct screening_done done;

	CHECK_ERR(OK, record(&s, s.staff, &in, &done));
	CHECK_ERR(OK, record(&s, s.staff, &in, &done));
	CHECK(done.is_repeat);
	CHECK(slips(&s) == BALLOT_SLIPS && world_rows(&s.w, "screening") == 1);
}

TEST(a_due_date_is_met_once_by_whoever_was_first)
{
	struct scene s SCENE_CLEANUP = scene_new();
	struct screening_new in = asked(&s);
	struct screening_done done;

	CHECK_ERR(OK, record(&s, s.staff, &in, &done));
	in.posting = STR("another-key-of-another-form");
	CHECK_ERR(ERR_CONFLICT, record(&s, s.staff, &in, &done));
	CHECK(slips(&s) == BALLOT_SLIPS && world_rows(&s.w, "posting") == 1);
}

TEST(declining_is_neither_a_no_nor_not_asked)
{
	struct scene s SCENE_CLEANUP = scene_new();
	struct screening_new in = without(&s, SCREENING_DECLINED, REASON_DECLINED_ALL);
	struct screening_done done;
	struct sql_screening_due due;

	CHECK_ERR(OK, record(&s, s.staff, &in, &done));
	CHECK(slips(&s) == 0);
	CHECK_ERR(OK, due_load(s.w.db, s.staff, s.w.arena, s.card.due, &due));
	CHECK(due.outcome == SCREENING_DECLINED);
	CHECK(done.next_due.v != 0);
}

TEST(not_now_keeps_the_due_date_and_tries_again_next_month)
{
	struct scene s SCENE_CLEANUP = scene_new();
	struct screening_new in = without(&s, SCREENING_POSTPONED, REASON_NOT_ALONE);
	struct screening_done done;
	struct sql_screening_due due;

	CHECK_ERR(OK, record(&s, s.staff, &in, &done));
	CHECK(done.next_due.v == s.card.due.v && slips(&s) == 0);
	CHECK_ERR(OK, due_load(s.w.db, s.staff, s.w.arena, s.card.due, &due));
	CHECK(due.outcome == 0 && due.due_month.m == s.now.m - 1 &&
		due.ask_month.m == s.now.m + 1);
	CHECK(due_until(&s, s.now) == 0 && due_until(&s, month_add(s.now, 1)) == 1);
}

TEST(who_will_not_be_asked_leaves_the_list_and_stays_unasked)
{
	struct scene s SCENE_CLEANUP = scene_new();
	struct screening_new in = without(&s, SCREENING_NOT_ASKED, REASON_LEFT);
	struct screening_done done;
	struct sql_screening_due due;

	CHECK_ERR(OK, record(&s, s.staff, &in, &done));
	CHECK(due_until(&s, month_add(s.now, 24)) == 0);
	CHECK_ERR(OK, due_load(s.w.db, s.staff, s.w.arena, s.card.due, &due));
	CHECK(due.outcome == 0);
}

TEST(outcome_reason_and_ballot_must_go_together)
{
	struct scene s SCENE_CLEANUP = scene_new();
	struct screening_new in = asked(&s);
	struct screening_done done;

	in.reason = REASON_STOPPED;
	CHECK_ERR(ERR_INVALID, record(&s, s.staff, &in, &done));
	in = asked(&s);
	in.outcome = SCREENING_DECLINED;
	in.reason = REASON_DECLINED_ALL;
	CHECK_ERR(ERR_INVALID, record(&s, s.staff, &in, &done));
	in = without(&s, SCREENING_ASKED, REASON_NONE);
	CHECK_ERR(ERR_INVALID, record(&s, s.staff, &in, &done));
	in = without(&s, SCREENING_DECLINED, REASON_NOT_ALONE);
	CHECK_ERR(ERR_INVALID, record(&s, s.staff, &in, &done));
	in = asked(&s);
	in.month = (struct month){ 0 };
	CHECK_ERR(ERR_INVALID, record(&s, s.staff, &in, &done));
	in = asked(&s);
	in.posting = STR("short");
	CHECK_ERR(ERR_INVALID, record(&s, s.staff, &in, &done));
	CHECK(world_rows(&s.w, "screening") == 0 && world_rows(&s.w, "posting") == 0);
}

TEST(counts_only_interventions_have_no_card_and_cards_no_other_way)
{
	struct scene s SCENE_CLEANUP = scene_new();
	struct screening_new in = asked(&s);
	const struct scope *party = world_job(&s.w, s.w.party);
	struct card_new card = { s.w.counting_team, SEX_MAN, AGE_16, s.now, STR_NULL };
	struct card_made made;
	struct screening_done done;

	in.due = (due_id){ 0 };
	in.team = s.w.counting_team;
	in.sex = SEX_MAN;
	in.age_band = AGE_55;
	CHECK_ERR(OK, record(&s, party, &in, &done));
	CHECK(done.next_due.v == 0 && slips(&s) == BALLOT_SLIPS);
	in.team = s.w.team;
	in.posting = STR("another-key-of-another-form");
	CHECK_ERR(ERR_INVALID, record(&s, party, &in, &done));
	world_begin(&s.w);
	CHECK_ERR(ERR_INVALID, screening_create_card(s.w.tx, party, s.w.arena, &card, &made));
	world_rollback(&s.w);
}

TEST(another_party_or_team_cannot_even_tell_that_it_exists)
{
	struct scene s SCENE_CLEANUP = scene_new();
	struct screening_new in = asked(&s);
	const struct scope *elsewhere = world_elsewhere(&s.w);
	struct card_new card = { s.w.team, SEX_MAN, AGE_16, s.now, STR_NULL };
	struct screening_done done;
	struct card_made made;
	struct due_row *rows;
	card_id found;
	size_t n;

	CHECK_ERR(ERR_NOT_FOUND, record(&s, elsewhere, &in, &done));
	CHECK_ERR(ERR_NOT_FOUND, screening_find_card(s.w.db, elsewhere, s.w.arena, s.card.code,
		&found));
	CHECK_ERR(OK, screening_next_due(s.w.db, elsewhere, s.w.arena, s.now, 3, &rows, &n));
	CHECK(n == 0);
	world_begin(&s.w);
	CHECK_ERR(ERR_NOT_FOUND, screening_create_card(s.w.tx, elsewhere, s.w.arena, &card,
		&made));
	card.team = s.w.second_team;
	CHECK_ERR(ERR_NOT_FOUND, screening_create_card(s.w.tx, s.staff, s.w.arena, &card,
		&made));
	world_rollback(&s.w);
	CHECK_ERR(OK, screening_find_card(s.w.db, s.staff, s.w.arena, s.card.code, &found));
	CHECK(found.v == s.card.card.v);
}

TEST(a_typed_number_replaces_the_one_before)
{
	struct scene s SCENE_CLEANUP = scene_new();
	const struct scope *party = world_job(&s.w, s.w.party);
	int64_t quarter = month_quarter(s.now);

	world_begin(&s.w);
	CHECK_ERR(OK, screening_set_denominator(s.w.tx, party, s.w.counting, quarter, SEX_MAN,
		12));
	CHECK_ERR(OK, screening_set_denominator(s.w.tx, party, s.w.counting, quarter, SEX_MAN,
		15));
	CHECK_ERR(ERR_INVALID, screening_set_denominator(s.w.tx, party, s.w.counting, quarter,
		SEX_MAN, -1));
	CHECK_ERR(ERR_INVALID, screening_set_denominator(s.w.tx, party, s.w.counting, 3,
		SEX_MAN, 1));
	world_commit(&s.w);
	CHECK(world_rows(&s.w, "denominator") == 1);
}
