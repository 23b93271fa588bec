/* A form that also asks how it was to be asked: keyed, talked through, left open, refused elsewhere. */
#include "core/audit/audit.h"
#include "core/crypto/keys.h"
#include "features/screening/test_asker.h"

#include <sqlite3.h>

#include "tests/harness/command.h"
#include "tests/paths.h"

/* What the first slip of the database holds. */
static struct ballot
first_ballot(struct asker *s)
{
	uint8_t pub[32], sec[32], sealed[BALLOT_SLIP_BYTES];
	struct ballot ballot;
	sqlite3_stmt *stmt;
	sqlite3 *db;

	CHECK(sqlite3_open(arena_printf(s->w.arena, "%s/lotsa.db", s->w.dir).p, &db) ==
		SQLITE_OK);
	CHECK(sqlite3_prepare_v2(db, "SELECT sealed FROM ballot LIMIT 1", -1, &stmt, NULL) ==
		SQLITE_OK);
	CHECK(sqlite3_step(stmt) == SQLITE_ROW);
	CHECK(sqlite3_column_bytes(stmt, 0) == BALLOT_SLIP_BYTES);
	memcpy(sealed, sqlite3_column_blob(stmt, 0), sizeof(sealed));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	CHECK_ERR(OK, keys_ballot_pair(s->w.keys_dir, pub, sec));
	CHECK_ERR(OK, ballot_open((struct str){ (const char *)sealed, sizeof(sealed) }, pub,
		sec, &ballot));
	return ballot;
}

/* Where `what` stands on the page; it must. */
static size_t
place_of(struct asker *s, const char *what)
{
	struct str body = visitor_body(&s->v);
	const char *at = memmem(body.p, body.n, what, strlen(what));

	ck_assert_msg(at, "%s does not stand on the page", what);
	return (size_t)(at - body.p);
}

TEST(the_question_comes_after_the_seven_and_its_answer_leaves_in_the_slip)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct ballot ballot;

	asker_open(&s, ROLE_CASEWORKER);
	asker_asks_experience(&s);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	CHECK(place_of(&s, "data-question=\"EXPERIENCE\"") >
		place_of(&s, "data-question=\"OWN_USE\""));
	CHECK(visitor_sees(&s.v, "Hur var det att få de här frågorna?"));
	ck_assert_int_eq(asker_posts(&s, "/samtal/papper",
		ALL_NO "&upplevelse=hard&gor=spara"), 303);
	ballot = first_ballot(&s);
	CHECK(ballot.experience == EXPERIENCE_HARD);
	CHECK(ballot.answers[TOPIC_PHYSICAL] == ANSWER_NO);
	CHECK(ballot_states(&ballot) == STATE_NONE);
	CHECK(world_rows(&s.w, "experience_asked") == 1);
}

TEST(it_may_be_left_open_and_that_it_was_asked_is_noted_all_the_same)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	asker_asks_experience(&s);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	ck_assert_int_eq(asker_posts(&s, "/samtal/papper", ALL_NO "&gor=spara"), 303);
	CHECK(first_ballot(&s).experience == EXPERIENCE_NOT_ASKED);
	CHECK(world_rows(&s.w, "experience_asked") == 1);
}

TEST(alone_it_is_no_answer_to_the_form)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	asker_asks_experience(&s);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	ck_assert_int_eq(asker_posts(&s, "/samtal/papper", "upplevelse=good&gor=spara"), 422);
	CHECK(asker_wrote_nothing(&s) && world_rows(&s.w, "experience_asked") == 0);
}

TEST(a_form_without_the_question_neither_shows_nor_takes_it)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	CHECK(!visitor_sees(&s.v, "EXPERIENCE"));
	ck_assert_int_eq(asker_posts(&s, "/samtal/papper",
		ALL_NO "&upplevelse=good&gor=spara"), 422);
	CHECK(asker_wrote_nothing(&s));
	ck_assert_int_eq(asker_posts(&s, "/samtal/papper", ALL_NO "&gor=spara"), 303);
	CHECK(world_rows(&s.w, "experience_asked") == 0);
}

TEST(in_a_talk_it_is_one_step_more_and_the_last_page_is_the_same_whatever_was_said)
{
	static const char *const said[] = { "", "&upplevelse=hard" };
	struct asker s ASKER_CLEANUP = { 0 };
	struct str pages[2];
	size_t i;

	asker_open(&s, ROLE_CASEWORKER);
	asker_asks_experience(&s);
	for (i = 0; i < 2; i++) {
		ck_assert_int_eq(visitor_get(&s.v, asker_url(&s, "/samtal/nytt/%lld",
			s.cards[i].card.v)), 200);
		ck_assert_int_eq(asker_posts(&s, "/samtal/nytt", "gor=borja"), 303);
		ck_assert_int_eq(visitor_get(&s.v, "/samtal/fragor"), 200);
		CHECK(place_of(&s, "data-question=\"EXPERIENCE\" data-step") <
			place_of(&s, "data-last-step"));
		ck_assert_int_eq(asker_posts(&s, "/samtal/fragor", arena_printf(s.w.arena,
			ALL_NO "%s&gor=spara", said[i]).p), 303);
		ck_assert_int_eq(visitor_get(&s.v, "/samtal/slut"), 200);
		pages[i] = arena_str(s.w.arena, visitor_body(&s.v));
	}
	CHECK(str_eq(pages[0], pages[1]));
}

static int
import(struct world *w, const char *file, const char *intervention)
{
	const struct config config = { .data_dir = w->dir, .keys_dir = w->keys_dir };
	const char *const words[] = { "instrument",
		arena_printf(w->arena, SOURCE_ROOT "/content/instruments/%s", file).p,
		"--intervention", intervention, "--party", "kommunen", NULL };
	char said[512];
	int status = command_call(screening_command_import, &config, words, said, sizeof(said));

	CHECK_ERR(OK, audit_open_keys(w->keys_dir));
	return status;
}

TEST(an_intervention_begins_to_ask_it_by_a_command_and_a_wrong_name_takes_nothing_in)
{
	static const char file[] = "sju-fragor-upplevelse.sv.json";
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	CHECK(import(&s.w, file, "Trappan som inte finns") == 1);
	CHECK(world_rows(&s.w, "instrument") == 2);
	CHECK(import(&s.w, file, "Stegen") == 0);
	CHECK(world_rows(&s.w, "instrument") == 3);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	CHECK(visitor_sees(&s.v, "Hur var det att få de här frågorna?"));
}
