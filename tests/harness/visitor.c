/* Requests through the dispatcher. */
#include "tests/harness/visitor.h"

#include <strings.h>

#include "app/hall.h"
#include "tests/harness/harness.h"

enum { VISITOR_ARENA_MAX = 64 * 1024 * 1024 };

struct visitor
visitor_new(struct world *w, struct str token)
{
	struct visitor v = {
		.arena = arena_new(VISITOR_ARENA_MAX),
		.config = { .data_dir = w->dir,
			.keys_dir = w->keys_dir,
			.listen = "127.0.0.1:8080",
			.host = "127.0.0.1:8080",
			.exit_url = "https://example.se/",
			.accessibility_contact = "",
			.security_contact = "",
			.threads = 1,
			.workers = 1 },
	};

	CHECK(v.arena);
	v.session = arena_str(v.arena, token);
	hall_site(&v.site);
	v.site.writer = w->writer;
	CHECK_ERR(OK, worker_open(w->db, true, &v.worker));
	if (!str_is_empty(token))
		v.csrf = arena_str(v.arena, world_session(w, token).csrf);
	return v;
}

void
visitor_free(struct visitor *v)
{
	if (v->site.router)
		site_close(&v->site);
	response_free(&v->response);
	worker_close(&v->worker);
	arena_free(v->arena);
}

struct header_search {
	struct visitor *visitor;
	const char *name;
	struct str value;
};

static void
look_at_header(void *context, const char *name, const char *value)
{
	struct header_search *search = context;

	if (strcasecmp(name, search->name) == 0 && str_is_empty(search->value))
		search->value = arena_str(search->visitor->arena, str_of(value));
}

struct str
visitor_header(struct visitor *v, const char *name)
{
	struct header_search search = { v, name, STR_NULL };

	response_headers(&v->response, v->arena, look_at_header, &search);
	return search.value;
}

/* "NAME=value; Path=/ ..." */
static void
keep_cookie(struct visitor *v, struct str header)
{
	struct str rest = header, pair, name;

	if (str_is_empty(header))
		return;
	CHECK(str_contains(header, STR("; Secure; HttpOnly; SameSite=Strict")));
	CHECK(str_split(&rest, ';', &pair) && str_split(&pair, '=', &name));
	if (str_eq(name, STR(SESSION_COOKIE)))
		v->session = arena_str(v->arena, pair);
	else if (str_eq(name, STR(FORM_COOKIE)))
		v->form_token = arena_str(v->arena, pair);
	else
		ck_abort_msg("not a cookie of ours");
}

struct str
visitor_field(struct visitor *v, const char *name)
{
	struct str page = visitor_body(v),
		   mark = arena_printf(v->arena, "name=\"%s\" value=\"", name);
	const char *at = page.n ? memmem(page.p, page.n, mark.p, mark.n) : NULL, *end;

	if (!at)
		return STR_NULL;
	at += mark.n;
	end = memchr(at, '"', page.n - (size_t)(at - page.p));
	return end ? arena_str(v->arena, (struct str){ at, (size_t)(end - at) }) : STR_NULL;
}

int
visitor_send(struct visitor *v, const char *target)
{
	struct str rest = str_of(target);
	struct str csrf;

	/* The config holds pointers into the visitor, which has moved since it was made. */
	v->site.config = &v->config;
	if (!v->site.router)
		CHECK_ERR(OK, site_open(&v->site));
	str_split(&rest, '?', &v->next.path);
	v->next.query = rest.p ? rest : STR_NULL;
	response_free(&v->response);
	dispatch(&v->site, &v->worker, &v->next, &v->response);
	CHECK(v->response.status >= 200 && !v->response.is_deferred);
	keep_cookie(v, v->response.set_cookie[0]);
	keep_cookie(v, v->response.set_cookie[1]);
	csrf = visitor_field(v, CSRF_FIELD);
	if (!str_is_empty(csrf))
		v->csrf = csrf;
	v->next = (struct request){ 0 };
	return v->response.status;
}

static void
set(struct str *field, struct str value)
{
	if (!field->p)
		*field = value;
}

/* What a browser on one of our pages sends; whatever the test has set already stays. */
static void
fill_in(struct visitor *v, struct str method)
{
	struct request *r = &v->next;

	set(&r->method, method);
	set(&r->host, STR("127.0.0.1:8080"));
	set(&r->sec_fetch_site, STR("same-origin"));
	set(&r->cookie, arena_printf(v->arena, SESSION_COOKIE "=%.*s; " FORM_COOKIE "=%.*s",
		STR_ARG(v->session), STR_ARG(v->form_token)));
}

int
visitor_get(struct visitor *v, const char *target)
{
	fill_in(v, STR("GET"));
	return visitor_send(v, target);
}

int
visitor_post(struct visitor *v, const char *target, const char *body)
{
	fill_in(v, STR("POST"));
	set(&v->next.origin, STR("http://127.0.0.1:8080"));
	set(&v->next.content_type, STR("application/x-www-form-urlencoded"));
	set(&v->next.body,
		arena_printf(v->arena, "%s%s" CSRF_FIELD "=%.*s", body, *body ? "&" : "",
			STR_ARG(v->csrf)));
	return visitor_send(v, target);
}

struct str
visitor_body(const struct visitor *v)
{
	return response_body(&v->response);
}

bool
visitor_sees(const struct visitor *v, const char *text)
{
	return str_contains(visitor_body(v), str_of(text));
}

struct str
visitor_location(const struct visitor *v)
{
	return v->response.location;
}

bool
visitor_led_to(const struct visitor *v, const char *path)
{
	return str_eq(visitor_location(v), str_of(path));
}
