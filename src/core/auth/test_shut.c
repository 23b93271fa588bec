/* A lock holds at once: with a busy database, a broken form, and after a restart. */
#include "core/auth/internal.h"
#include "core/time/clock.h"
#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"

TEST(hiding_holds_while_the_database_is_busy)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct busy *busy;

	CHECK(visitor_get(&v, "/hem") == 200);
	busy = world_keep_busy(&w);
	CHECK(visitor_post(&v, "/samtal/dold", "svar1=no") == 303);
	CHECK(visitor_led_to(&v, "/samtal/dold"));
	CHECK(visitor_get(&v, "/hem") == 303 && visitor_led_to(&v, "/samtal/dold"));
	CHECK_ERR(ERR_BUSY, session_store_shut(w.writer));
	world_let_go(busy);
	CHECK(visitor_get(&v, "/hem") == 303 && visitor_led_to(&v, "/samtal/dold"));
	CHECK_ERR(OK, session_store_shut(w.writer));
	CHECK(visitor_post(&v, "/samtal/dold/fortsatt", "pin=481625") == 303);
	CHECK(visitor_get(&v, "/hem") == 200);
}

/* What a thread of the network makes of it: it may not wait, and the queue behind it may be full. */
static const struct reply *
at_the_door(struct visitor *v, const char *method, const char *path)
{
	struct request request = { .method = str_of(method), .path = str_of(path),
		.host = STR("127.0.0.1:8080"), .sec_fetch_site = STR("same-origin"),
		.content_type = STR("application/x-www-form-urlencoded"),
		.cookie = arena_printf(v->arena, SESSION_COOKIE "=%.*s", STR_ARG(v->session)),
		.body = arena_printf(v->arena, CSRF_FIELD "=%.*s", STR_ARG(v->csrf)) };

	v->site.config = &v->config;
	v->worker.may_wait = false;
	response_free(&v->response);
	dispatch(&v->site, &v->worker, &request, &v->response);
	v->worker.may_wait = true;
	return &v->response;
}

TEST(hiding_holds_before_it_waits_in_any_queue)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));

	CHECK(visitor_get(&v, "/hem") == 200);
	clock_fix(clock_now() + SESSION_TOUCH_SECONDS);
	CHECK(at_the_door(&v, "POST", "/samtal/dold")->is_deferred);
	CHECK(world_session(&w, v.session).gate == GATE_PIN);
}

TEST(hiding_holds_with_a_broken_form)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));

	CHECK(visitor_get(&v, "/hem") == 200);
	CHECK(visitor_post(&v, "/samtal/dold", "tillfalle=x&kon=ingen") == 303);
	CHECK(visitor_led_to(&v, "/samtal/dold"));
	CHECK(visitor_get(&v, "/hem") == 303 && visitor_led_to(&v, "/samtal/dold"));
}

TEST(hiding_what_is_practised_locks_nothing)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));

	CHECK(visitor_get(&v, "/hem") == 200);
	CHECK(visitor_post(&v, "/ovning/samtal/dold", "svar1=no&gor=") != 403);
	CHECK(world_session(&w, v.session).gate == GATE_NONE);
}

TEST(leaving_locks_without_waiting_for_anybody)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct busy *busy;

	CHECK(visitor_get(&v, "/hem") == 200);
	busy = world_keep_busy(&w);
	clock_fix(clock_now() + SESSION_TOUCH_SECONDS);
	CHECK(!at_the_door(&v, "GET", "/ut")->is_deferred && v.response.status == 303);
	CHECK(world_session(&w, v.session).gate == GATE_PIN);
	world_let_go(busy);
}

TEST(a_forged_hiding_locks_nobody)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));

	CHECK(visitor_get(&v, "/hem") == 200);
	v.csrf = STR("made-up");
	CHECK(visitor_post(&v, "/samtal/dold", "svar1=no") == 403);
	CHECK(world_session(&w, v.session).gate == GATE_NONE);
}

TEST(a_session_locked_before_a_restart_is_over)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));

	CHECK(visitor_get(&v, "/hem") == 200);
	session_shut(v.session);
	CHECK_ERR(OK, session_store_shut(w.writer));
	CHECK(visitor_get(&v, "/hem") == 303 && visitor_led_to(&v, "/samtal/dold"));
	shut_forget_memory_for_tests();
	CHECK(visitor_get(&v, "/hem") == 303 && visitor_led_to(&v, "/in?m=slut"));
	CHECK(visitor_post(&v, "/samtal/dold/fortsatt", "pin=481625") == 303);
	CHECK(visitor_led_to(&v, "/in?m=slut"));
}

TEST(more_locks_than_memory_holds_open_none_that_is_stored)
{
	WORLD_CLEANUP struct world w = world_new();
	struct str first = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	char other[SESSION_TOKEN_TEXT];
	struct session s;
	int i;

	session_shut(first);
	for (i = 0; i < 511; i++) {
		token_new(other);
		session_shut(str_of(other));
	}
	CHECK(world_session(&w, first).gate == GATE_PIN);
	CHECK_ERR(OK, session_store_shut(w.writer));
	token_new(other);
	session_shut(str_of(other));
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, first, &s));
}

TEST(the_last_wrong_pin_leaves_a_record_of_its_own)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct audit_detail last;
	int i;

	CHECK(visitor_get(&v, "/hem") == 200);
	session_shut(v.session);
	for (i = 0; i < 4; i++)
		CHECK(visitor_post(&v, "/samtal/dold/fortsatt", "pin=111112") == 403);
	last = world_audit_last(&w, w.party);
	CHECK(str_eq(last.kind, STR("/samtal/dold/fortsatt")));
	CHECK(visitor_post(&v, "/samtal/dold/fortsatt", "pin=111112") == 303);
	last = world_audit_last(&w, w.party);
	CHECK(str_eq(last.kind, STR("session.pin_end")));
	CHECK(last.account.v == w.accounts[ROLE_CASEWORKER].v);
	CHECK(last.subject == last.account.v);
}
