/* Log-in, paper form, referral and count, with one fault after another until there is none left. */
#include "core/time/clock.h"
#include "features/screening/test_asker.h"
#include "tests/faults/fault.h"
#include "tests/faults/ledgers.h"
#include "tests/harness/sodertalje.h"

enum { ROUNDS_MAX = 1 << 20, FORMS_A_BOX = 10, HOUR = 3600 };

struct scene {
	struct asker s;
	const char *target;
	int n_posted;		/* gives each form a key of its own */
};

/* A caseworker of the whole party, who also asks where no cards are needed. */
static void
scene_open(struct scene *scene)
{
	struct world *w = &scene->s.w;
	account_id account;

	fault_prepare();
	asker_open(&scene->s, ROLE_CASEWORKER);
	account = w->accounts[ROLE_CASEWORKER];
	world_begin(w);
	CHECK_ERR(OK, role_revoke(w->tx, world_job(w, w->party), account, ROLE_CASEWORKER,
		w->team));
	CHECK_ERR(OK, role_grant(w->tx, world_job(w, w->party), account, ROLE_CASEWORKER,
		(team_id){ 0 }));
	world_commit(w);
	visitor_free(&scene->s.v);
	scene->s.v = visitor_new(w, world_token(w, account));
	/* The route table is there before the first fault. */
	CHECK(visitor_get(&scene->s.v, "/samtal/papper") == 200);
}

/* Every one of the first faults, then thinner and thinner: the test is to take seconds. */
static int
next(int n)
{
	return n < 32 ? n + 1 : n + n / 8;
}

/* A failure says so on a page; for want of memory perhaps in one plain line, or as too much. */
static void
check_failure(struct visitor *v, enum fault_kind kind)
{
	bool is_memory = kind == FAULT_MEMORY || kind == FAULT_ARENA;
	int status = v->response.status;

	if (!is_memory)
		ledgers_expect_failure_page(v);
	ck_assert_msg(status == 500 || status == 503 || (is_memory && status == 413),
		"fault of kind %d was answered %d", (int)kind, status);
	CHECK(visitor_sees(v, "</html>") || visitor_sees(v, "Något gick fel hos oss."));
	CHECK(v->response.set_cookie[0].n == 0 && visitor_location(v).n == 0);
}

/* ---- a paper form ---- */

static const char *
paper_body(struct scene *scene)
{
	return arena_printf(scene->s.w.arena, "nyckel=%032x&team=%lld&kon=woman&alder=25-39"
		"&sprak=sv&gor=spara&" SOME_YES, (unsigned)++scene->n_posted,
		(long long)scene->s.w.counting_team.v).p;
}

static void
post_paper(struct scene *scene, enum fault_kind kind)
{
	struct visitor *v = &scene->s.v;
	bool has_failed = true;
	int n;

	for (n = 1; has_failed && n < ROUNDS_MAX; n = next(n)) {
		struct ledgers before = ledgers_read(&scene->s.w), after;
		const char *body = paper_body(scene);
		bool is_saved;

		fault_set(kind, n);
		is_saved = visitor_post(v, "/samtal/papper", body) == 303;
		has_failed = fault_clear();
		after = ledgers_read(&scene->s.w);
		CHECK(after.screenings == before.screenings + is_saved);
		CHECK(after.ballots == before.ballots + (is_saved ? BALLOT_SLIPS : 0));
		CHECK(after.postings == before.postings + is_saved);
		CHECK(after.audit == before.audit + is_saved);
		if (is_saved)
			CHECK(str_ends(visitor_location(v), STR("m=sparat")));
		else
			check_failure(v, kind);
		/* The same form again, with nothing in its way, is there once. */
		CHECK(visitor_post(v, "/samtal/papper", body) == 303);
		CHECK(str_ends(visitor_location(v), is_saved ? STR("m=redan")
							     : STR("m=sparat")));
	}
	CHECK(!has_failed && n > 1);
}

/* ---- logging in ---- */

static void
log_in(struct scene *scene, enum fault_kind kind)
{
	struct world *w = &scene->s.w;
	struct visitor v VISITOR_CLEANUP = visitor_new(w, STR_NULL);
	bool has_failed = true;
	struct str csrf;
	int n;

	CHECK(visitor_get(&v, "/in") == 200);
	csrf = v.csrf;
	for (n = 1; has_failed && n < ROUNDS_MAX; n = next(n)) {
		struct ledgers before = ledgers_read(w), after;
		int64_t sessions = world_rows(w, "session");
		bool is_in;

		/* Whoever tries often must wait; old sessions are swept by a log-in. */
		clock_fix(clock_now() + HOUR);
		fault_set(kind, n);
		is_in = visitor_post(&v, "/in", "login=caseworker&password="
			"en+hel+h%C3%B6g+tranor") == 303;
		has_failed = fault_clear();
		after = ledgers_read(w);
		CHECK(after.audit == before.audit + is_in);
		if (is_in)
			CHECK(v.response.set_cookie[0].n > 0 &&
				world_session(w, v.session).account.v > 0);
		else
			CHECK(world_rows(w, "session") == sessions);
		if (!is_in)
			check_failure(&v, kind);
		v.session = STR_NULL;
		v.csrf = csrf;
	}
	CHECK(!has_failed && n > 1);
}

/* ---- offering support, and looking at it ---- */

static void
offer(struct scene *scene, enum fault_kind kind)
{
	struct world *w = &scene->s.w;
	struct visitor *v = &scene->s.v;
	struct catalogue_service service =
		sodertalje_service(w, "Stöd till våldsutsatta kvinnor");
	const char *body = arena_printf(w->arena, "tjanst=%lld&spar=exposed&satt=informed"
		"&grund=no_identity&uppfoljning=2026-12-06&team=%lld",
		(long long)service.id.v, (long long)w->team.v).p;
	bool has_failed = true;
	int n;

	for (n = 1; has_failed && n < ROUNDS_MAX; n = next(n)) {
		struct ledgers before = ledgers_read(w), after;
		bool is_saved;

		fault_set(kind, n);
		is_saved = visitor_post(v, "/lotsningar", body) == 303;
		has_failed = fault_clear();
		after = ledgers_read(w);
		CHECK(after.referrals == before.referrals + is_saved);
		CHECK(after.audit == before.audit + is_saved);
		if (!is_saved)
			check_failure(v, kind);
	}
	CHECK(!has_failed && n > 1);
}

/* A page is shown whole and stands in the trail, or is not shown. */
static void
look(struct scene *scene, enum fault_kind kind, const char *target)
{
	struct visitor *v = &scene->s.v;
	bool has_failed = true;
	int n;

	for (n = 1; has_failed && n < ROUNDS_MAX; n = next(n)) {
		struct ledgers before = ledgers_read(&scene->s.w), after;
		bool is_shown;

		fault_set(kind, n);
		is_shown = visitor_get(v, target) == 200;
		has_failed = fault_clear();
		after = ledgers_read(&scene->s.w);
		if (is_shown)
			CHECK(after.audit == before.audit + 1 && visitor_sees(v, "</html>"));
		else
			check_failure(v, kind);
	}
	CHECK(!has_failed && n > 1);
}

/* ---- counting ---- */

static void
count(struct scene *scene, enum fault_kind kind)
{
	struct world *w = &scene->s.w;
	struct ballot_counted done;
	bool has_failed = true;
	int n, i;

	for (n = 1; has_failed && n < ROUNDS_MAX; n = next(n)) {
		struct ledgers before, after;
		enum err e;

		for (i = 0; i < FORMS_A_BOX; i++)
			CHECK(visitor_post(&scene->s.v, "/samtal/papper", paper_body(scene)) ==
				303);
		before = ledgers_read(w);
		fault_set(kind, n);
		fault_enter();
		e = ballot_count(w->writer, w->keys_dir, w->today, &done);
		fault_leave();
		has_failed = fault_clear();
		after = ledgers_read(w);
		CHECK(after.counted + after.ballots == before.counted + before.ballots);
		CHECK(e == OK || has_failed);
		CHECK_ERR(OK, ballot_count(w->writer, w->keys_dir, w->today, &done));
		after = ledgers_read(w);
		CHECK(after.ballots == 0 && done.boxes_bad == 0 && !done.has_traces);
	}
	CHECK(!has_failed && n > 1);
}

#define TEST_FAULTS(kind_name, kind)                                     \
	TEST(a_paper_form_is_whole_or_not_there_whatever_##kind_name)    \
	{                                                                \
		struct scene scene = { 0 };                              \
		scene_open(&scene);                                      \
		post_paper(&scene, kind);                                \
		asker_close(&scene.s);                                   \
	}                                                                \
	TEST(a_log_in_is_whole_or_not_there_whatever_##kind_name)        \
	{                                                                \
		struct scene scene = { 0 };                              \
		scene_open(&scene);                                      \
		log_in(&scene, kind);                                    \
		asker_close(&scene.s);                                   \
	}                                                                \
	TEST(a_referral_is_whole_or_not_there_whatever_##kind_name)      \
	{                                                                \
		struct scene scene = { 0 };                              \
		scene_open(&scene);                                      \
		sodertalje_import(&scene.s.w);                           \
		offer(&scene, kind);                                     \
		look(&scene, kind, "/lotsningar");                       \
		look(&scene, kind, "/samtal/papper");                    \
		asker_close(&scene.s);                                   \
	}                                                                \
	TEST(a_count_loses_and_doubles_nothing_whatever_##kind_name)     \
	{                                                                \
		struct scene scene = { 0 };                              \
		scene_open(&scene);                                      \
		count(&scene, kind);                                     \
		asker_close(&scene.s);                                   \
	}

TEST_FAULTS(statement_fails, FAULT_STATEMENT)
TEST_FAULTS(statements_fail_from_then_on, FAULT_STATEMENTS)
TEST_FAULTS(memory_is_missing, FAULT_MEMORY)
TEST_FAULTS(arena_is_full, FAULT_ARENA)
TEST_FAULTS(memory_of_the_engine_is_missing, FAULT_ENGINE_MEMORY)
