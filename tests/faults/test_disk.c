/* A paper form is posted while the disk fails at one place after another. */
#include <sqlite3.h>

#include "core/db/engine.h"
#include "features/screening/card_code.h"
#include "features/screening/test_asker.h"
#include "tests/faults/bad_disk.h"
#include "tests/faults/ledgers.h"

enum { ROUNDS_MAX = 200 };

static void
open_paper(struct asker *s, const char **body)
{
	asker_open(s, ROLE_CASEWORKER);
	CHECK(visitor_get(&s->v, "/samtal/papper") == 200);
	*body = asker_form(s, SOME_YES "&gor=spara");
}

/* After whatever happened the form is there exactly once, and the next one can be opened. */
static void
check_saved_once(struct asker *s, const struct ledgers *before)
{
	struct ledgers after = ledgers_read(&s->w);

	CHECK(after.screenings == before->screenings + 1);
	CHECK(after.ballots == before->ballots + BALLOT_SLIPS);
	CHECK(after.postings == before->postings + 1);
	CHECK(after.due_met == before->due_met + 1);
	CHECK(after.audit > before->audit);
	CHECK(visitor_get(&s->v, "/samtal/papper?m=sparat") == 200);
	CHECK(visitor_sees(&s->v, "Sparat."));
}

/*
 * Posts the same form while the n-th operation fails, for each n until none fails.  Gives the number
 * of times that the posting did.
 */
static int
post_until_saved(struct asker *s, const char *body, enum bad_disk_kind kind, bool is_lasting)
{
	struct ledgers before = ledgers_read(&s->w), after;
	int n, failed = 0;

	for (n = 1; n < ROUNDS_MAX; n++) {
		int status;

		bad_disk_break(kind, n, is_lasting);
		status = visitor_post(&s->v, "/samtal/papper", body);
		if (!bad_disk_mend() || status == 303)
			break;
		failed++;
		ledgers_expect_failure_page(&s->v);
		after = ledgers_read(&s->w);
		CHECK(ledgers_are_equal(&before, &after));
	}
	CHECK(s->v.response.status == 303 && n < ROUNDS_MAX);
	CHECK(str_eq(visitor_location(&s->v), STR("/samtal/papper?m=sparat")));
	check_saved_once(s, &before);
	return failed;
}

static void
try_disk(enum bad_disk_kind kind, bool is_lasting, int at_least)
{
	struct asker s ASKER_CLEANUP = { 0 };
	const char *body;
	int failed;

	bad_disk_insert();
	open_paper(&s, &body);
	failed = post_until_saved(&s, body, kind, is_lasting);
	ck_assert_msg(failed >= at_least, "the posting failed only %d times", failed);
}

TEST(a_disk_that_is_full_at_any_write_saves_nothing_by_halves)
{
	try_disk(BAD_DISK_FULL, true, 5);
}

TEST(a_disk_that_is_full_for_one_write_saves_nothing_by_halves)
{
	try_disk(BAD_DISK_FULL, false, 5);
}

TEST(a_disk_that_fails_at_any_write_saves_nothing_by_halves)
{
	try_disk(BAD_DISK_BROKEN, true, 5);
}

TEST(a_posting_that_does_not_reach_the_disk_is_not_saved)
{
	try_disk(BAD_DISK_NO_SYNC, true, 1);
	try_disk(BAD_DISK_NO_SYNC, false, 1);
}

/*
 * Makes cards while the n-th operation of the disk fails, until none does.  Gives how many were saved
 * although something had failed.
 */
static int
make_cards(struct asker *s, enum bad_disk_kind kind)
{
	struct arena *a = s->w.arena;
	bool is_bad = true;
	int n, saved = 0;

	for (n = 1; is_bad && n < ROUNDS_MAX; n++) {
		struct ledgers before = ledgers_read(&s->w), after;
		int64_t cards = world_rows(&s->w, "card");
		struct str code = card_code_sealed(a, card_code_draw(a));
		const char *body = arena_printf(a,
			"team=%lld&kon=man&alder=25-39&start=2026-11&nyckel=%.*s",
			(long long)s->w.team.v, STR_ARG(code)).p;
		bool is_saved;

		bad_disk_break(kind, n, true);
		is_saved = visitor_post(&s->v, "/samtal/kort/nytt", body) == 303;
		is_bad = bad_disk_mend();
		after = ledgers_read(&s->w);
		CHECK(world_rows(&s->w, "card") == cards + is_saved);
		CHECK(is_saved ? after.audit > before.audit
			       : ledgers_are_equal(&before, &after));
		saved += is_saved && is_bad;
	}
	CHECK(!is_bad);
	return saved;
}

/* The log is emptied into the database after every commit: what fails then has been saved. */
TEST(a_disk_that_fails_while_the_log_is_emptied_loses_nothing)
{
	static const enum bad_disk_kind kinds[] = { BAD_DISK_FULL, BAD_DISK_BROKEN,
		BAD_DISK_NO_SYNC };
	struct asker s ASKER_CLEANUP = { 0 };
	size_t k;

	bad_disk_insert();
	asker_open(&s, ROLE_CASEWORKER);
	CHECK(sqlite3_exec(s.w.writer->engine, "PRAGMA wal_autocheckpoint = 1", NULL, NULL,
		NULL) == SQLITE_OK);
	CHECK(visitor_get(&s.v, "/samtal/kort/nytt") == 200);
	for (k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
		CHECK(make_cards(&s, kinds[k]) > 0);
}

TEST(a_disk_that_became_read_only_is_told_and_recovers_without_help)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct ledgers before, after;
	const char *body;
	int i;

	bad_disk_insert();
	open_paper(&s, &body);
	before = ledgers_read(&s.w);
	bad_disk_break(BAD_DISK_READ_ONLY, 1, true);
	for (i = 0; i < 3; i++) {
		visitor_post(&s.v, "/samtal/papper", body);
		ledgers_expect_failure_page(&s.v);
		/* a page that leaves no trace in the trail is not shown */
		CHECK(visitor_get(&s.v, "/samtal/papper") == 503);
		/* what is public needs no disk to write on */
		CHECK(visitor_get(&s.v, "/akut") == 200);
	}
	CHECK(bad_disk_mend());
	after = ledgers_read(&s.w);
	CHECK(ledgers_are_equal(&before, &after));
	CHECK(visitor_post(&s.v, "/samtal/papper", body) == 303);
	check_saved_once(&s, &before);
}
