/* Showing: pages, failures, constant pages, and the audit rows of what is shown or refused. */
#include "core/http/csrf.h"
#include "core/http/kept.h"
#include "core/http/query.h"
#include "core/http/turn.h"
#include "core/log/log.h"

enum { RETRY_AFTER_SECONDS = 2 };

/* ---- audit ---- */

/*
 * Records in a transaction of its own.  False when that must wait for a thread that may: the answer
 * is then deferred, and nothing has been done.
 */
enum err
turn_append(struct turn *t, struct tx *tx, enum audit_verb verb, const char *kind)
{
	struct audit_event event = { verb, kind, t->subject };

	if (t->ctx.scope)
		return audit_append(tx, t->ctx.scope, &event);
	return audit_append_as(tx, (org_id){ 0 }, t->ctx.account, &event);
}

static bool
turn_record(struct turn *t, enum audit_verb verb, const char *kind, enum err *e)
{
	struct tx *tx;

	if (!t->worker->may_wait) {
		t->response->is_deferred = true;
		return false;
	}
	*e = tx_begin(t->site->writer, &tx);
	if (*e != OK)
		return true;
	*e = turn_append(t, tx, verb, kind);
	if (*e == OK)
		*e = tx_commit(tx);
	else
		tx_rollback(tx);
	return true;
}

/* ---- pages ---- */

/* Whether the answer depends on nothing but the route, the language and the day. */
static bool
is_kept(const struct turn *t)
{
	const struct route *route = t->match.route;

	return route && (route->is_constant || route->is_question) && !t->has_session &&
		str_is_empty(t->request->query);
}

static struct page
page_new(struct turn *t)
{
	struct page page = {
		.ctx = t->ctx,
		.db = t->worker->db,
		.html = { &t->worker->main, t->worker->arena, t->ctx.lang },
		.csrf = t->has_session ? t->session.csrf : STR_NULL,
	};
	struct str form_token = cookie_value(t->request->cookie, STR(FORM_COOKIE));

	/* A constant page has no form, for its token would be handed to everybody. */
	if (!t->has_session && !str_is_empty(form_token) && !is_kept(t))
		page.csrf = csrf_of_form_token(t->worker->arena, form_token);
	buf_clear(&t->worker->main);
	t->worker->is_written = true;
	return page;
}

/* When even the error page cannot be written. */
static void
answer_bare(struct turn *t, int status)
{
	buf_free(&t->response->body);
	t->response->status = status;
	t->response->content_type = "text/plain; charset=utf-8";
	t->response->constant = STR("Något gick fel hos oss. Försök igen om en stund.\n");
}

/* Spaces behind the end of the document, so that its length tells nothing of what was asked. */
static void
pad(struct buf *page)
{
	struct str spaces = STR("                                                    ");

	while (page->n % QUESTION_BYTES != 0 && buf_err(page) == OK)
		buf_put(page, str_sub(spaces, 0, QUESTION_BYTES - page->n % QUESTION_BYTES));
}

/* Whoever has these bytes already is told so. */
static void
offer(const struct request *request, struct reply *r)
{
	r->is_open_data = true;
	if (r->status != 200)
		return;
	kept_etag(buf_str(&r->body), r->etag);
	if (!str_contains(request->if_none_match, str_of(r->etag)))
		return;
	buf_free(&r->body);
	r->status = 304;
	r->content_type = NULL;
}

/* Puts what the page wrote into the response, with the layout around it where it is HTML. */
static enum err
finish_page(struct turn *t, struct page *page, int status)
{
	struct reply *r = t->response;
	struct frame frame = {
		.session = t->has_session ? &t->session : NULL,
		.body = buf_str(&t->worker->main),
		.route = t->match.route,
		.status = status,
	};

	TRY(buf_err(&t->worker->main));
	buf_free(&r->body);
	r->body = buf_new(RESPONSE_BODY_MAX);
	if (page->content_type) {
		buf_put(&r->body, frame.body);
	} else {
		page->html.out = &r->body;
		t->site->layout(page, &frame);
	}
	if (t->match.route && t->match.route->is_question)
		pad(&r->body);
	TRY(buf_err(&r->body));
	if (arena_is_full(t->worker->arena))
		return ERR_LIMIT;
	r->status = page->is_refused ? err_status(ERR_INVALID) : status;
	r->content_type = page->content_type ? page->content_type : "text/html; charset=utf-8";
	if (page->is_open_data)
		offer(t->request, r);
	r->file_name = page->file_name;
	r->clears_cookies = page->is_leaving && !t->has_session;
	if (!str_is_empty(page->form_token))
		r->set_cookie[1] = arena_printf(t->worker->arena,
			FORM_COOKIE "=%.*s; Path=/; Secure; HttpOnly; SameSite=Strict",
			STR_ARG(page->form_token));
	return OK;
}

void
turn_fail(struct turn *t, int status)
{
	struct page page = page_new(t);

	/* Without memory a token looks missing and a field empty: that is nobody's fault but ours. */
	if (arena_is_full(t->worker->arena))
		status = err_status(ERR_LIMIT);
	if (status == 503)
		t->response->retry_after = RETRY_AFTER_SECONDS;
	t->site->failure(&page, status, t->request->method);
	if (finish_page(t, &page, status) != OK)
		answer_bare(t, status);
}

/* Before a log-in, and after it, no account says in which language somebody reads. */
static bool
is_way_in(struct str path)
{
	struct str rest = path, door;

	return str_split(&rest, '?', &door) &&
		(str_eq(door, STR(WAY_IN_PATH)) || str_starts(door, STR(WAY_IN_PATH "/")));
}

void
turn_redirect(struct turn *t, struct str location)
{
	struct url there = { location };

	if (is_way_in(location))
		there = url_in_lang(t->worker->arena, there, t->ctx.lang);
	buf_free(&t->response->body);
	t->response->status = 303;
	t->response->location = there.text;
}

/* A refusal of somebody we know, or of a log-in, stands in the trail before the answer leaves. */
void
turn_refuse(struct turn *t)
{
	enum err e = OK;

	if (!arena_is_full(t->worker->arena) &&
		!turn_record(t, AUDIT_VERB_REFUSE, t->match.route->pattern, &e))
		return;
	turn_fail(t, e == OK ? 403 : err_status(e));
}

/* The struct of the question's form, or NULL: then the page begins anew. */
static const void *
parse_question(struct turn *t)
{
	const struct form *form = t->match.route->form;
	struct form_state state = { .form = form };
	struct arena *a = t->worker->arena;
	void *asked = arena_alloc(a, form->size);

	if (!asked || form_parse(form, t->request->body, a, &state, asked) != OK)
		return NULL;
	return asked;
}

void
turn_show(struct turn *t, const struct route *shown, const struct form_state *state, int status)
{
	struct page page = page_new(t);
	enum err e;

	page.form = state;
	if (shown->is_question)
		page.asked = parse_question(t);
	e = shown->show(&page);
	if (page.shown != 0)
		t->subject = page.shown;
	if (e == OK && shown->audit.kind &&
		!turn_record(t, AUDIT_VERB_READ, shown->audit.kind, &e))
		return;
	if (e == OK && !str_is_empty(page.location.text)) {
		turn_redirect(t, page.location.text);
		t->response->clears_cookies = page.is_leaving && !t->has_session;
		return;
	}
	if (e == OK)
		e = finish_page(t, &page, status);
	if (e == ERR_FORBIDDEN)
		turn_refuse(t);
	else if (e != OK)
		turn_fail(t, err_status(e));
}

/* ---- pages that are the same for everybody ---- */

static enum err
find_key(const struct turn *t, struct kept_key *key)
{
	const struct route *route = t->match.route;

	*key = (struct kept_key){
		.route = t->match.index, .lang = t->ctx.lang, .day = t->ctx.today,
		.asked = route->is_question ? t->request->body : STR_NULL,
	};
	return route->stamp ? route->stamp(t->worker->db, t->worker->arena, &key->stamp) : OK;
}

bool
turn_answer_kept(struct turn *t)
{
	struct kept_key key;

	return is_kept(t) && find_key(t, &key) == OK &&
		kept_answer(t->site->kept, &key, t->request, t->response);
}

void
turn_show_route(struct turn *t)
{
	struct reply *r = t->response;
	struct kept_key key;
	enum err e;

	if (!is_kept(t)) {
		turn_show(t, t->match.route, NULL, 200);
		return;
	}
	/* Before the page is made: what changes meanwhile makes it once too often, never too seldom. */
	e = find_key(t, &key);
	if (e != OK) {
		turn_fail(t, err_status(e));
		return;
	}
	if (kept_answer(t->site->kept, &key, t->request, r))
		return;
	turn_show(t, t->match.route, NULL, 200);
	if (r->status == 200 && str_is_empty(r->set_cookie[1]) && !r->is_deferred &&
		kept_put(t->site->kept, &key, t->match.route, r) == OK)
		kept_answer(t->site->kept, &key, t->request, r);
}
