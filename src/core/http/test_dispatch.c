/* Tests of the dispatcher with a small room of its own: who is refused first. */
#include "tests/harness/harness.h"

#include <stdio.h>

#include "tests/harness/visitor.h"

/* ---- the room ---- */

struct wish {
	struct str name;
	int64_t number;
};

enum { WISH_NAME, WISH_NUMBER };

static const struct field wish_fields[] = {
	{ .name = "name", .label = "Namn", .kind = FIELD_TEXT, .is_required = true,
	  .offset = offsetof(struct wish, name) },
	{ .name = "number", .label = "Antal", .kind = FIELD_INT, .max = 100,
	  .offset = offsetof(struct wish, number) },
};

static const struct form wish_form = FORM("wish", struct wish, wish_fields);

static enum err
show_plain(struct page *page)
{
	page->title = STR("Sida");
	html_put_str(&page->html, STR("en sida ur rummet"));
	return OK;
}

static enum err
show_wish(struct page *page)
{
	page->title = STR("Önskan");
	page_form_begin(page, url_path("/onskan"));
	form_put_field(&page->html, &wish_form, page->form, WISH_NAME, STR_NULL);
	page_form_end(page);
	return OK;
}

static enum err
show_about(struct page *page)
{
	html_put_str(&page->html, str_of(page->ctx.about));
	return OK;
}

static int times_made;

static enum err
show_constant(struct page *page)
{
	times_made++;
	return show_plain(page);
}

static enum err
show_error(struct page *page)
{
	html_put_str(&page->html, STR("half a secret"));
	return (enum err)page->ctx.at.id;
}

static enum err
show_file(struct page *page)
{
	page->content_type = "text/csv; charset=utf-8";
	page->file_name = STR("andel.csv");
	buf_put(page->html.out, STR("a;b\n"));
	return OK;
}

/* Writes first and then finds the number too large. */
static enum err
act_wish(struct action *act)
{
	const struct wish *wish = act->form;
	struct audit_event event = { AUDIT_VERB_WRITE, "wish.add", 0 };

	TRY(audit_append_as(act->tx, (org_id){ 0 }, act->ctx.account, &event));
	if (wish->number == 13)
		form_error(act->state, WISH_NUMBER, "Inte tretton.");
	if (wish->number == 13)
		return ERR_INVALID;
	if (wish->number == 14)
		return ERR_FORBIDDEN;
	if (wish->number == 15)
		return ERR_CONFLICT;
	return see_other(act, url_path("/onskan?m=sparat"));
}

static const struct route test_routes[] = {
	GET("/", PERM_PUBLIC, AUDIT_NONE("test"), show_plain),
	GET("/inne", PERM_LOGGED_IN, AUDIT_NONE("test"), show_plain),
	GET("/personal", PERM_STAFF, AUDIT_NONE("test"), show_plain),
	GET("/samtal", PERM_ASK, AUDIT_READ("test.read"), show_plain),
	GET("/samtal/nytt", PERM_ASK, AUDIT_NONE("test"), show_plain),
	GET("/samtal/:id", PERM_ASK, AUDIT_NONE("test"), show_plain),
	GET("/fel/:id", PERM_PUBLIC, AUDIT_NONE("test"), show_error),
	GET("/om/:id", PERM_PUBLIC, AUDIT_NONE("test"), show_about, .about = "ett skåp"),
	GET("/fil", PERM_PUBLIC, AUDIT_NONE("test"), show_file),
	GET("/onskan", PERM_PUBLIC, AUDIT_NONE("test"), show_wish),
	GET("/fast", PERM_PUBLIC, AUDIT_NONE("test"), show_constant, .is_constant = true),
	GET("/fast/form", PERM_PUBLIC, AUDIT_NONE("test"), show_wish, .is_constant = true),
	POST("/onskan", PERM_PUBLIC, &wish_form, act_wish, .show = show_wish),
	POST("/samtal/:id/svar", PERM_ASK, &wish_form, act_wish),
};

static const struct room test_room = {
	.name = "test",
	.routes = test_routes,
	.n_routes = sizeof(test_routes) / sizeof(test_routes[0]),
};

static const struct room *const test_rooms[] = { &test_room };

static struct visitor
visit(struct world *w, struct str token)
{
	struct visitor v = visitor_new(w, token);

	v.site.rooms = test_rooms;
	v.site.n_rooms = 1;
	return v;
}

static struct visitor
visit_as(struct world *w, enum role role)
{
	return visit(w, world_token(w, w->accounts[role]));
}

/* ---- who comes in ---- */

TEST(nobody_is_sent_to_log_in_and_leaves_no_trace)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w, STR_NULL);
	int64_t before = world_audit_count(&w, (org_id){ 0 });

	CHECK(visitor_get(&v, "/samtal") == 303);
	CHECK(str_eq(visitor_location(&v), STR("/in")));
	CHECK(visitor_get(&v, "/inne") == 303);
	CHECK(visitor_post(&v, "/samtal/1/svar", "name=x") == 303);
	CHECK(visitor_get(&v, "/") == 200);
	CHECK(world_audit_count(&w, (org_id){ 0 }) == before);
}

TEST(a_made_up_or_broken_session_is_nobody)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w, STR_NULL);

	v.session = STR("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
	CHECK(visitor_get(&v, "/inne") == 303);
	v.session = STR("%00\x01x");
	CHECK(visitor_get(&v, "/inne") == 303);
	CHECK(visitor_get(&v, "/") == 200);
}

TEST(the_wrong_role_is_refused_and_the_refusal_recorded)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit_as(&w, ROLE_AUDITOR);
	int64_t before = world_audit_count(&w, w.party);

	CHECK(visitor_get(&v, "/samtal") == 403);
	CHECK(!visitor_sees(&v, "en sida ur rummet"));
	CHECK(world_audit_count(&w, w.party) == before + 1);
	CHECK(visitor_post(&v, "/samtal/1/svar", "name=x") == 403);
	CHECK(world_audit_count(&w, w.party) == before + 2);
	CHECK(visitor_get(&v, "/personal") == 200);
}

TEST(without_a_chosen_place_there_is_only_the_choice)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w, world_token(&w, w.both));

	CHECK(visitor_get(&v, "/samtal") == 303);
	CHECK(str_eq(visitor_location(&v), STR("/plats")));
	CHECK(visitor_get(&v, "/inne") == 200);
}

TEST(what_shows_case_data_is_recorded_before_it_is_shown)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit_as(&w, ROLE_CASEWORKER);
	int64_t before = world_audit_count(&w, w.party);

	CHECK(visitor_get(&v, "/samtal") == 200);
	CHECK(world_audit_count(&w, w.party) == before + 1);
	CHECK(visitor_get(&v, "/samtal/nytt") == 200);
	CHECK(world_audit_count(&w, w.party) == before + 1);
}

TEST(a_thread_of_the_network_writes_nothing_and_defers)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit_as(&w, ROLE_CASEWORKER);
	struct request request = { .method = STR("GET"), .path = STR("/samtal"),
		.host = STR("127.0.0.1:8080") };
	struct reply response = { 0 };

	CHECK(visitor_get(&v, "/samtal/nytt") == 200);
	request.cookie = arena_printf(v.arena, SESSION_COOKIE "=%.*s", STR_ARG(v.session));
	v.worker.may_wait = false;
	dispatch(&v.site, &v.worker, &request, &response);
	CHECK(response.is_deferred && response.status == 0 && !response.body.p);
	response_free(&response);
	request.path = STR("/samtal/nytt");
	dispatch(&v.site, &v.worker, &request, &response);
	CHECK(!response.is_deferred && response.status == 200);
	response_free(&response);
}

/* ---- addresses and methods ---- */

TEST(unknown_addresses_and_methods_say_so)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit_as(&w, ROLE_CASEWORKER);

	CHECK(visitor_get(&v, "/finns-inte") == 404);
	CHECK(visitor_get(&v, "/samtal/12x") == 404);
	CHECK(visitor_get(&v, "/samtal/-1") == 404);
	CHECK(visitor_get(&v, "/samtal/007") == 404);
	CHECK(visitor_get(&v, "/samtal/99999999999999999999") == 404);
	CHECK(visitor_get(&v, "/samtal/nytt/") == 404);
	CHECK(visitor_get(&v, "//samtal") == 404);
	CHECK(visitor_post(&v, "/samtal", "") == 405);
	CHECK(str_eq(visitor_header(&v, "Allow"), STR("GET, HEAD")));
	CHECK(visitor_get(&v, "/samtal/1/svar") == 405);
	CHECK(str_eq(visitor_header(&v, "Allow"), STR("POST")));
	v.next.method = STR("DELETE");
	CHECK(visitor_get(&v, "/onskan") == 405);
	CHECK(str_eq(visitor_header(&v, "Allow"), STR("GET, HEAD, POST")));
	v.next.method = STR("HEAD");
	CHECK(visitor_get(&v, "/samtal/nytt") == 200);
	CHECK(visitor_get(&v, "/samtal/4711") == 200);
}

TEST(a_handler_of_several_routes_is_told_which_one_it_serves)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w, STR_NULL);

	CHECK(visitor_get(&v, "/om/1") == 200);
	CHECK(visitor_sees(&v, "ett skåp"));
}

TEST(too_much_is_refused)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w, STR_NULL);
	char *big = arena_alloc(v.arena, REQUEST_BODY_MAX + 2);

	memset(big, 'a', REQUEST_BODY_MAX + 1);
	CHECK(visitor_post(&v, "/onskan", big) == 413);
	v.next.is_body_too_large = true;
	CHECK(visitor_post(&v, "/onskan", "name=x") == 413);
	big[0] = '/';
	big[REQUEST_PATH_MAX + 1] = '\0';
	CHECK(visitor_get(&v, big) == 414);
}

TEST(another_name_of_the_server_is_refused)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w, STR_NULL);

	v.next.host = STR("evil.example:8080");
	CHECK(visitor_get(&v, "/") == 421);
	v.next.host = STR("localhost:8080");
	CHECK(visitor_get(&v, "/") == 200);
	v.config.host = "lotsa.example.se";
	CHECK(visitor_get(&v, "/") == 421);
	v.next.host = STR("lotsa.example.se");
	CHECK(visitor_get(&v, "/") == 200);
}

TEST(a_practice_server_is_not_for_others)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w, STR_NULL);

	v.next.is_forwarded = true;
	CHECK(visitor_get(&v, "/") == 200);
	v.config.is_demo = true;
	v.next.is_forwarded = true;
	CHECK(visitor_get(&v, "/") == 403);
	CHECK(visitor_get(&v, "/") == 200);
	CHECK(visitor_sees(&v, "ÖVNING"));
}

/* ---- postings ---- */

TEST(a_posting_needs_the_token_of_its_session)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit_as(&w, ROLE_CASEWORKER);
	struct visitor other VISITOR_CLEANUP = visit_as(&w, ROLE_TEAM_LEAD);
	int64_t before = world_audit_count(&w, w.party);

	v.next.body = STR("name=x");
	CHECK(visitor_post(&v, "/samtal/1/svar", "") == 403);
	CHECK(world_audit_count(&w, w.party) == before + 1);
	v.next.body = STR("name=x&csrf=");
	CHECK(visitor_post(&v, "/samtal/1/svar", "") == 403);
	v.next.body = arena_printf(v.arena, "name=x&csrf=%.*s", STR_ARG(other.csrf));
	CHECK(visitor_post(&v, "/samtal/1/svar", "") == 403);
	CHECK(visitor_post(&v, "/samtal/1/svar", "name=x") == 303);
	CHECK(str_eq(visitor_location(&v), STR("/onskan?m=sparat")));
}

TEST(a_posting_must_come_from_our_own_page)
{
	static const struct {
		const char *origin, *referer, *site;
		int status;
	} cases[] = {
		{ "http://127.0.0.1:8080", "", "same-origin", 303 },
		{ "http://127.0.0.1:8080", "", "", 303 },
		{ "https://127.0.0.1:8080", "", "none", 303 },
		{ "http://127.0.0.1:8080", "", "cross-site", 403 },
		{ "http://127.0.0.1:8080", "", "same-site", 403 },
		{ "http://127.0.0.1:8081", "", "", 403 },
		{ "http://evil.example", "", "same-origin", 403 },
		{ "http://127.0.0.1:8080.evil.example", "", "", 403 },
		{ "127.0.0.1:8080", "", "", 403 },
		{ "null", "", "same-origin", 303 },
		{ "null", "", "none", 403 },
		{ "null", "", "", 403 },
		{ "null", "http://127.0.0.1:8080/x", "", 403 },
		{ "", "http://127.0.0.1:8080/samtal", "", 303 },
		{ "", "http://evil.example/127.0.0.1:8080", "", 403 },
		{ "", "", "same-origin", 303 },
		{ "", "", "", 403 },
	};
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit_as(&w, ROLE_CASEWORKER);
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		v.next.origin = str_of(cases[i].origin);
		v.next.referer = str_of(cases[i].referer);
		v.next.sec_fetch_site = str_of(cases[i].site);
		ck_assert_int_eq(visitor_post(&v, "/samtal/1/svar", "name=x"), cases[i].status);
	}
}

TEST(only_forms_are_understood)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit_as(&w, ROLE_CASEWORKER);

	v.next.content_type = STR("application/json");
	CHECK(visitor_post(&v, "/samtal/1/svar", "name=x") == 415);
	v.next.content_type = STR("application/x-www-form-urlencoded; charset=UTF-8");
	CHECK(visitor_post(&v, "/samtal/1/svar", "name=x") == 303);
}

TEST(before_log_in_the_form_is_bound_to_the_browser)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w, STR_NULL);
	struct str first;

	CHECK(visitor_post(&v, "/onskan", "name=x") == 403);
	CHECK(visitor_get(&v, "/onskan") == 200);
	CHECK(!str_is_empty(v.form_token) && !str_is_empty(v.csrf));
	CHECK(visitor_post(&v, "/onskan", "name=x") == 303);
	first = v.form_token;
	CHECK(visitor_get(&v, "/onskan") == 200);
	CHECK(str_eq(first, v.form_token));
	v.form_token = STR("00112233445566778899aabbccddeeff");
	CHECK(visitor_post(&v, "/onskan", "name=x") == 403);
}

TEST(a_page_without_a_form_sets_no_cookie)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w, STR_NULL);

	CHECK(visitor_get(&v, "/") == 200);
	CHECK(str_is_empty(visitor_header(&v, "Set-Cookie")));
}

TEST(a_broken_rule_shows_the_form_again_and_saves_nothing)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit_as(&w, ROLE_CASEWORKER);
	int64_t before = world_audit_count(&w, (org_id){ 0 });

	CHECK(visitor_post(&v, "/onskan", "name=") == 422);
	CHECK(visitor_sees(&v, "<form"));
	CHECK(visitor_post(&v, "/onskan", "name=m%C3%B6rk&number=13") == 422);
	CHECK(visitor_sees(&v, "mörk"));
	CHECK(world_audit_count(&w, (org_id){ 0 }) == before);
	CHECK(visitor_post(&v, "/onskan", "name=x&number=15") == 409);
	CHECK(world_audit_count(&w, (org_id){ 0 }) == before);
	CHECK(visitor_post(&v, "/onskan", "name=x&number=12") == 303);
	CHECK(world_audit_count(&w, (org_id){ 0 }) == before + 1);
	CHECK(visitor_post(&v, "/samtal/1/svar", "name=") == 400);
}

TEST(a_refusal_within_an_action_is_recorded)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit_as(&w, ROLE_CASEWORKER);
	int64_t before = world_audit_count(&w, w.party);

	CHECK(visitor_post(&v, "/onskan", "name=x&number=14") == 403);
	CHECK(world_audit_count(&w, w.party) == before + 1);
}

/* ---- answers ---- */

TEST(every_answer_carries_the_headers_of_the_house)
{
	static const char *const targets[] = { "/", "/samtal", "/finns-inte", "/fel/8",
		"/fil" };
	static const char *const names[] = { "Content-Security-Policy", "Referrer-Policy",
		"Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
		"Permissions-Policy", "X-Content-Type-Options", "Cache-Control" };
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w, STR_NULL);
	size_t i, j;

	for (i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
		visitor_get(&v, targets[i]);
		for (j = 0; j < sizeof(names) / sizeof(names[0]); j++)
			CHECK(!str_is_empty(visitor_header(&v, names[j])));
		CHECK(str_eq(visitor_header(&v, "Cache-Control"), STR("no-store")));
		CHECK(str_contains(visitor_header(&v, "Content-Security-Policy"),
			STR("frame-ancestors 'none'")));
	}
	CHECK(str_eq(visitor_header(&v, "Content-Disposition"),
		STR("attachment; filename=\"andel.csv\"")));
	CHECK(str_eq(visitor_header(&v, "Content-Type"), STR("text/csv; charset=utf-8")));
}

TEST(every_error_has_its_status_and_shows_nothing_half_done)
{
	static const int expected[ERR_COUNT] = { 200, 404, 403, 400, 409, 503, 413, 503, 500 };
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w, STR_NULL);
	int e;

	for (e = ERR_NOT_FOUND; e < ERR_COUNT; e++) {
		char target[16];

		snprintf(target, sizeof(target), "/fel/%d", e);
		ck_assert_int_eq(visitor_get(&v, target), expected[e]);
		CHECK(!visitor_sees(&v, "half a secret"));
		CHECK(visitor_sees(&v, "<h1"));
		CHECK(str_is_empty(visitor_header(&v, "Retry-After")) == (expected[e] != 503));
	}
}

TEST(a_constant_page_is_made_once_a_day_and_only_for_nobody)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w, STR_NULL);

	CHECK(visitor_get(&v, "/fast") == 200 && times_made == 1);
	CHECK(visitor_get(&v, "/fast") == 200 && times_made == 1);
	CHECK(visitor_sees(&v, "en sida ur rummet") && visitor_sees(&v, "</html>"));
	CHECK(visitor_get(&v, "/fast?lang=en") == 200 && times_made == 2);
	CHECK(visitor_get(&v, "/fast") == 200 && times_made == 2);
	v.session = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	CHECK(visitor_get(&v, "/fast") == 200 && times_made == 3);
	CHECK(visitor_sees(&v, "/logga-ut"));
	v.session = STR_NULL;
	CHECK(visitor_get(&v, "/fast") == 200 && times_made == 3);
	CHECK(!visitor_sees(&v, "/logga-ut"));
}

TEST(a_form_token_is_never_kept_for_the_next_visitor)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w, STR_NULL);
	struct str first;

	CHECK(visitor_get(&v, "/fast/form") == 200);
	first = v.csrf;
	CHECK(visitor_get(&v, "/fast/form") == 200);
	CHECK(!str_is_empty(first) && !str_eq(first, v.csrf));
}
