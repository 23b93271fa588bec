/* Own words beside the questions: only their author reads them, and they are never about a person. */
#include "features/screening/own_words.h"
#include "features/screening/test_asker.h"

#define WORDS "Jag%20fr%C3%A5gar%20alla%20och%20v%C3%A4ntar"
#define READ "Jag frågar alla och väntar"

static void
talk(struct asker *s)
{
	ck_assert_int_eq(visitor_get(&s->v, asker_url(s, "/samtal/nytt/%lld",
		s->cards[0].card.v)), 200);
	ck_assert_int_eq(asker_posts(s, "/samtal/nytt", "gor=borja"), 303);
	ck_assert_int_eq(visitor_get(&s->v, "/samtal/fragor"), 200);
}

TEST(own_words_stand_beside_their_question_and_not_on_paper)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/egna-ord"), 200);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/egna-ord", "ord2=" WORDS), 303);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/egna-ord?m=sparat"), 200);
	CHECK(visitor_sees(&s.v, READ) && visitor_sees(&s.v, "Sparat. Orden står bredvid"));
	talk(&s);
	CHECK(visitor_sees(&s.v, READ) && visitor_sees(&s.v, "För dig som frågar"));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	CHECK(!visitor_sees(&s.v, READ) && !visitor_sees(&s.v, "staff-half"));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/egna-ord"), 200);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/egna-ord", "ord2="), 303);
	CHECK(world_rows(&s.w, "own_words") == 0);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/egna-ord?m=sparat"), 200);
	CHECK(visitor_sees(&s.v, "Inga egna ord står bredvid frågorna i nästa samtal."));
}

TEST(nobody_else_reads_own_words_not_even_a_team_lead)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct own_words own;
	int topic;

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/egna-ord"), 200);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/egna-ord", "ord1=" WORDS), 303);
	s.v.session = world_token(&s.w, s.w.accounts[ROLE_TEAM_LEAD]);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/egna-ord"), 200);
	CHECK(!visitor_sees(&s.v, READ));
	CHECK_ERR(OK, own_words_load(s.w.db, world_elsewhere(&s.w), s.w.arena, &own));
	for (topic = 1; topic < TOPIC_COUNT; topic++)
		CHECK(str_is_empty(own.of[topic]));
}

TEST(own_words_that_look_like_a_person_are_refused_and_kept_in_the_form)
{
	struct asker s ASKER_CLEANUP = { 0 };
	const char *why;

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/egna-ord"), 200);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/egna-ord",
		"ord1=" WORDS "&ord3=hon+som+heter+19121212-1212"), 422);
	CHECK(visitor_sees(&s.v, "personnummer") && visitor_sees(&s.v, READ));
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/egna-ord", arena_printf(s.w.arena,
		"ord3=som+%.*s,+sa", STR_ARG(s.cards[0].code)).p), 422);
	CHECK(visitor_sees(&s.v, "kortkod"));
	CHECK(world_rows(&s.w, "own_words") == 0);
	CHECK(own_words_acceptable(s.w.arena, STR("Ring 020-50 50 50, en-och-en"), &why));
}

TEST(the_words_of_whoever_has_left_are_purged_and_the_owner_may_take_them)
{
	struct asker s ASKER_CLEANUP = { 0 };
	const struct scope *job;
	struct buf csv BUF_CLEANUP = buf_new(1 << 16);
	int64_t n;

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/egna-ord"), 200);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/egna-ord", "ord1=" WORDS), 303);
	job = world_job(&s.w, s.w.party);
	CHECK_ERR(OK, screening_export_words(s.w.db, job, s.w.arena, &csv));
	CHECK(str_contains(buf_str(&csv), STR("PSYCHOLOGICAL," READ)));
	CHECK_ERR(OK, screening_purge_words(world_begin(&s.w), job, s.w.arena, s.w.today, &n));
	CHECK(n == 0);
	CHECK_ERR(OK, account_set_disabled(s.w.tx, job, s.w.accounts[ROLE_CASEWORKER], true));
	CHECK_ERR(OK, screening_purge_words(s.w.tx, job, s.w.arena, s.w.today, &n));
	world_commit(&s.w);
	CHECK(n == 1 && world_rows(&s.w, "own_words") == 0);
}
