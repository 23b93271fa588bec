/* Who waits where: what a stranger asks for takes no thread that staff wait for. */
#include "tests/harness/harness.h"

#include <stdatomic.h>
#include <unistd.h>

#include "core/http/lane.h"
#include "tests/harness/visitor.h"

#define FORM_TYPE STR("application/x-www-form-urlencoded")

/* What a thread of the network makes of a request: it may not wait. */
static const struct reply *
at_the_door(struct visitor *v, const char *method, const char *path, struct request *request)
{
	v->site.config = &v->config;	/* the visitor has moved since it was made */
	v->worker.may_wait = false;
	request->method = str_of(method);
	request->path = str_of(path);
	request->host = STR("127.0.0.1:8080");
	response_free(&v->response);
	dispatch(&v->site, &v->worker, request, &v->response);
	v->worker.may_wait = true;
	return &v->response;
}

static struct visitor
visitor_ready(struct world *w, struct str token)
{
	struct visitor v = visitor_new(w, token);

	CHECK(visitor_get(&v, "/in") >= 200);
	return v;
}

static struct str
cookies_of(struct visitor *v)
{
	return arena_printf(v->arena, SESSION_COOKIE "=%.*s; " FORM_COOKIE "=%.*s",
		STR_ARG(v->session), STR_ARG(v->form_token));
}

static struct request
posting_of(struct visitor *v)
{
	return (struct request){ .cookie = cookies_of(v), .sec_fetch_site = STR("same-origin"),
		.content_type = FORM_TYPE,
		.body = arena_printf(v->arena, "login=x&" CSRF_FIELD "=%.*s",
			STR_ARG(v->csrf)) };
}

TEST(what_a_stranger_gets_wrong_is_refused_before_anything_is_queued)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_ready(&w, STR_NULL);
	struct request none = { .content_type = FORM_TYPE }, bad;
	const struct reply *r;

	r = at_the_door(&v, "POST", "/in", &none);
	CHECK(!r->is_deferred && r->status == 403);
	bad = posting_of(&v);
	bad.sec_fetch_site = STR("cross-site");
	r = at_the_door(&v, "POST", "/in", &bad);
	CHECK(!r->is_deferred && r->status == 403);
	bad = posting_of(&v);
	bad.origin = STR("https://evil.example");
	r = at_the_door(&v, "POST", "/in", &bad);
	CHECK(!r->is_deferred && r->status == 403);
	bad = posting_of(&v);
	bad.content_type = STR("text/plain");
	r = at_the_door(&v, "POST", "/in", &bad);
	CHECK(!r->is_deferred && r->status == 415);
}

TEST(a_stranger_before_a_door_of_staff_is_shown_away_without_waiting)
{
	static const char *const paths[] = { "/samtal", "/lotsningar", "/hem", "/granskning" };
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_ready(&w, STR_NULL);
	struct request made_up = { .cookie = STR(SESSION_COOKIE
		"=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA") };
	size_t i;

	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		const struct reply *r = at_the_door(&v, "GET", paths[i], &made_up);

		CHECK(!r->is_deferred && r->status == 303);
		CHECK(str_eq(r->location, STR("/in?m=slut")));
	}
	CHECK(at_the_door(&v, "POST", "/samtal/papper", &made_up)->status == 303);
	CHECK(!v.response.is_deferred);
}

TEST(public_pages_wait_for_no_worker)
{
	static const char *const paths[] = { "/", "/in", "/akut", "/ut", "/healthz",
		"/readyz" };
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_ready(&w, STR_NULL);
	struct request plain = { .cookie = STR_NULL };
	size_t i;

	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		const struct reply *r = at_the_door(&v, "GET", paths[i], &plain);

		ck_assert_msg(!r->is_deferred && r->status < 400, "%s", paths[i]);
	}
}

TEST(a_whole_log_in_waits_among_strangers_and_staff_among_staff)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor stranger VISITOR_CLEANUP = visitor_ready(&w, STR_NULL);
	struct visitor staff VISITOR_CLEANUP = visitor_ready(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct request form, page = { .cookie = cookies_of(&staff) };
	const struct reply *r;

	/* tokens of forms are as old as the newest of the two sites */
	CHECK(visitor_get(&stranger, "/in") == 200);
	form = posting_of(&stranger);
	r = at_the_door(&stranger, "POST", "/in", &form);
	CHECK(r->is_deferred && r->lane == LANE_STRANGERS);
	r = at_the_door(&staff, "GET", "/samtal", &page);
	CHECK(r->is_deferred && r->lane == LANE_STAFF);
	form = posting_of(&staff);
	r = at_the_door(&staff, "POST", "/samtal/papper", &form);
	CHECK(r->is_deferred && r->lane == LANE_STAFF);
	/* having a session makes nobody a faster guesser */
	r = at_the_door(&staff, "POST", "/in", &form);
	CHECK(r->is_deferred && r->lane == LANE_STRANGERS);
	/* a refusal of somebody known is written down, and for that it waits */
	form.sec_fetch_site = STR("cross-site");
	r = at_the_door(&staff, "POST", "/samtal/papper", &form);
	CHECK(r->is_deferred && r->lane == LANE_STAFF);
	/* the way out of a session waits behind nobody */
	r = at_the_door(&staff, "GET", "/ut", &page);
	CHECK(!r->is_deferred && r->status == 303);
}

TEST(a_question_and_open_data_wait_neither_among_guessers_nor_among_staff)
{
	static const char *const data[] = { "/services", "/organizations", "/organizations/x",
		"/service_at_locations" };
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_ready(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct request question = { .content_type = FORM_TYPE, .body = STR("for=jag") };
	struct request plain = { .cookie = cookies_of(&v) };
	const struct reply *r = at_the_door(&v, "POST", "/k", &question);
	size_t i;

	CHECK(r->is_deferred && r->lane == LANE_PUBLIC);
	for (i = 0; i < sizeof(data) / sizeof(data[0]); i++) {
		r = at_the_door(&v, "GET", data[i], &plain);
		ck_assert_msg(r->is_deferred && r->lane == LANE_PUBLIC, "%s", data[i]);
	}
}

/* ---- lanes ---- */

enum { WAITING = 5, SHARE = 3 };

static atomic_bool may_go;
static atomic_int done;

static void
hold(void *arg, struct worker *worker)
{
	CHECK(worker->may_wait && !arg);
	while (!may_go)
		usleep(1000);
	atomic_fetch_add(&done, 1);
}

TEST(a_lane_is_bounded_and_no_address_gets_all_of_it)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct lane_size size = { 1, WAITING, SHARE };
	struct lane_load load;
	struct lane *lane;
	int i;

	CHECK_ERR(OK, lane_open(arena_printf(w.arena, "%s/lotsa.db", w.dir).p, &size, &lane));
	for (i = 0; i < SHARE; i++)
		CHECK_ERR(OK, lane_submit(lane, hold, NULL, STR("192.0.2.1"), &load));
	CHECK_ERR(ERR_BUSY, lane_submit(lane, hold, NULL, STR("192.0.2.1"), &load));
	CHECK(load.busy == 1 && load.waiting == SHARE - 1);
	CHECK_ERR(OK, lane_submit(lane, hold, NULL, STR("192.0.2.2"), &load));
	/* an address that nobody knows is no reason to think them one */
	CHECK_ERR(OK, lane_submit(lane, hold, NULL, STR_NULL, &load));
	CHECK_ERR(OK, lane_submit(lane, hold, NULL, STR_NULL, &load));
	CHECK_ERR(ERR_BUSY, lane_submit(lane, hold, NULL, STR("192.0.2.3"), &load));
	CHECK(load.busy == 1 && load.waiting == WAITING);
	may_go = true;
	while (done < WAITING + 1)
		usleep(1000);
	/* the last seat is left just after its job */
	for (i = 0; i < 1000; i++) {
		if (lane_submit(lane, hold, NULL, STR("192.0.2.1"), &load) == OK)
			break;
		usleep(1000);
	}
	CHECK(i < 1000);
	lane_close(lane);
	CHECK(done == WAITING + 2);
}
