/* From a request to its response: permission, CSRF, audit, transaction, layout, in this order. */
#include "core/http/dispatch.h"

#include "core/crypto/crypto.h"
#include "core/http/csrf.h"
#include "core/http/query.h"
#include "core/http/router.h"
#include "core/time/clock.h"

enum { RETRY_AFTER_SECONDS = 2, STATUS_SHOWN_AGAIN = 422 };

/* One request on its way. */
struct turn {
	const struct site *site;
	struct worker *worker;
	const struct request *request;
	struct reply *response;
	struct match match;
	struct session session;
	bool has_session;
	struct str token;		/* of the session cookie, "" without */
	struct request_context ctx;
};

/* ---- audit ---- */

/*
 * Records in a transaction of its own.  False when that must wait for a thread that may: the answer
 * is then deferred, and nothing has been done.
 */
static bool
record(struct turn *t, enum audit_verb verb, const char *kind, enum err *e)
{
	struct audit_event event = { verb, kind, t->ctx.at.id };
	struct tx *tx;

	if (!t->worker->may_wait) {
		t->response->is_deferred = true;
		return false;
	}
	*e = tx_begin(t->site->writer, &tx);
	if (*e != OK)
		return true;
	if (t->ctx.scope)
		*e = audit_append(tx, t->ctx.scope, &event);
	else
		*e = audit_append_as(tx, (org_id){ 0 }, t->ctx.account, &event);
	if (*e == OK)
		*e = tx_commit(tx);
	else
		tx_rollback(tx);
	return true;
}

/* ---- pages ---- */

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

	if (!t->has_session && !str_is_empty(form_token))
		page.csrf = csrf_of_form_token(t->worker->arena, form_token);
	buf_clear(&t->worker->main);
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
	TRY(buf_err(&r->body));
	if (arena_is_full(t->worker->arena))
		return ERR_LIMIT;
	r->status = status;
	r->content_type = page->content_type ? page->content_type : "text/html; charset=utf-8";
	r->file_name = page->file_name;
	r->clears_cookies = page->is_leaving && !t->has_session;
	if (!str_is_empty(page->form_token))
		r->set_cookie[1] = arena_printf(t->worker->arena,
			FORM_COOKIE "=%.*s; Path=/; Secure; HttpOnly; SameSite=Strict",
			STR_ARG(page->form_token));
	return OK;
}

static void
fail_with(struct turn *t, int status)
{
	struct page page = page_new(t);

	if (status == 503)
		t->response->retry_after = RETRY_AFTER_SECONDS;
	t->site->failure(&page, status, t->request->method);
	if (finish_page(t, &page, status) != OK)
		answer_bare(t, status);
}

static void
redirect(struct turn *t, struct str location)
{
	buf_free(&t->response->body);
	t->response->status = 303;
	t->response->location = location;
}

/* A refusal of somebody we know, or of a log-in, stands in the trail before the answer leaves. */
static void
refuse(struct turn *t)
{
	enum err e = OK;

	if (!record(t, AUDIT_VERB_REFUSE, t->match.route->pattern, &e))
		return;
	fail_with(t, e == OK ? 403 : err_status(e));
}

static void
show_page(struct turn *t, const struct route *shown, const struct form_state *state, int status)
{
	struct page page = page_new(t);
	enum err e;

	page.form = state;
	e = shown->show(&page);
	if (e == OK && shown->audit.kind &&
		!record(t, AUDIT_VERB_READ, shown->audit.kind, &e))
		return;
	if (e == OK && !str_is_empty(page.location.text)) {
		redirect(t, page.location.text);
		t->response->clears_cookies = page.is_leaving && !t->has_session;
		return;
	}
	if (e == OK)
		e = finish_page(t, &page, status);
	if (e == ERR_FORBIDDEN)
		refuse(t);
	else if (e != OK)
		fail_with(t, err_status(e));
}

/* ---- postings ---- */

/* The token must be that of the session, or, before there is one, of the browser's form cookie. */
static bool
has_form_token(struct turn *t)
{
	struct str given = pairs_value(t->worker->arena, t->request->body, STR(CSRF_FIELD));
	struct str cookie = cookie_value(t->request->cookie, STR(FORM_COOKIE));

	if (str_is_empty(given))
		return false;
	if (t->has_session && str_eq_secret(given, t->session.csrf))
		return true;
	return t->match.route->perm == PERM_PUBLIC && !str_is_empty(cookie) &&
		str_eq_secret(given, csrf_of_form_token(t->worker->arena, cookie));
}

static void
take_session_change(struct turn *t, const struct session_change *change)
{
	switch (change->kind) {
	case SESSION_KEEP:
		break;
	case SESSION_OPENED:
		t->response->set_cookie[0] = arena_printf(t->worker->arena,
			SESSION_COOKIE "=%s; Path=/; Secure; HttpOnly; SameSite=Strict", change->token);
		break;
	case SESSION_CLOSED:
		t->response->set_cookie[0] = STR(SESSION_COOKIE
			"=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict");
		break;
	}
}

/* Everything in the transaction stands, or nothing of it. */
static enum err
run_action(struct turn *t, struct action *act)
{
	const struct route *route = t->match.route;
	enum err e;

	if (route->prepare)
		TRY(route->prepare(act));
	TRY(tx_begin(t->site->writer, &act->tx));
	act->db = tx_db(act->tx);
	e = route->act(act);
	if (e == OK && arena_is_full(t->worker->arena))
		e = ERR_LIMIT;
	if (e == OK)
		return tx_commit(act->tx);
	tx_rollback(act->tx);
	return e;
}

/* What the room found wrong is shown in its form; the rest has a page of its own. */
static void
answer_failed_action(struct turn *t, struct action *act, enum err failure)
{
	const struct match *m = &t->match;
	enum err e = OK;

	if (failure == ERR_FORBIDDEN &&
		!record(t, AUDIT_VERB_REFUSE, m->route->pattern, &e))
		return;
	if (e != OK)
		failure = e;
	if (m->shown && e == OK && (failure == ERR_INVALID || form_has_errors(act->state)))
		show_page(t, m->shown, act->state,
			failure == ERR_INVALID ? STATUS_SHOWN_AGAIN : err_status(failure));
	else
		fail_with(t, err_status(failure));
}

static void
post(struct turn *t)
{
	const struct route *route = t->match.route;
	struct form_state state = { .form = route->form };
	struct session_change change = { .kind = SESSION_KEEP };
	struct action act = {
		.ctx = t->ctx,
		.db = t->worker->db,
		.token = t->token,
		.state = &state,
		.session = &change,
	};
	enum err e = OK;

	if (route->form) {
		act.form = arena_alloc(t->worker->arena, route->form->size);
		e = act.form ? form_parse(route->form, t->request->body, t->worker->arena, &state,
			act.form) : ERR_LIMIT;
	}
	if (e == OK)
		e = run_action(t, &act);
	if (e != OK) {
		answer_failed_action(t, &act, e);
		return;
	}
	assert_always(!str_is_empty(act.location.text));
	redirect(t, act.location.text);
	take_session_change(t, &change);
}

/* ---- the way in ---- */

static enum err
load_session(struct turn *t)
{
	enum err e;

	t->token = cookie_value(t->request->cookie, STR(SESSION_COOKIE));
	if (str_is_empty(t->token))
		return OK;
	e = session_load(t->worker->db, t->worker->arena, t->token, &t->session);
	if (e == ERR_NOT_FOUND)
		return OK;
	TRY(e);
	t->has_session = true;
	t->ctx.scope = t->session.scope;
	t->ctx.account = t->session.account;
	t->ctx.lang = t->session.lang;
	t->ctx.vault = t->session.vault;
	return OK;
}

/*
 * Notes, once a minute, that the session is in use.  False when that must wait for a thread that
 * may; a busy database is no reason to refuse the page.
 */
static bool
touch_session(struct turn *t)
{
	struct tx *tx;
	enum err e;

	if (!t->has_session || !t->session.is_touch_due)
		return true;
	if (!t->worker->may_wait) {
		t->response->is_deferred = true;
		return false;
	}
	e = tx_begin(t->site->writer, &tx);
	if (e != OK)
		return true;
	e = session_touch(tx, t->token);
	if (e == OK)
		e = tx_commit(tx);
	else
		tx_rollback(tx);
	return true;
}

static void
choose_language(struct turn *t)
{
	struct str code = query_value(&t->ctx, "lang");
	enum lang lang;

	if (!str_is_empty(code) && lang_parse(code, &lang) == OK)
		t->ctx.lang = lang;
}

/* True when the route's permission is held; otherwise the response is made. */
static bool
is_permitted(struct turn *t)
{
	enum perm perm = t->match.route->perm;

	if (perm == PERM_PUBLIC)
		return true;
	if (!t->has_session) {
		redirect(t, STR("/in"));
		return false;
	}
	if (perm == PERM_LOGGED_IN)
		return true;
	if (!t->ctx.scope) {
		redirect(t, STR("/plats"));
		return false;
	}
	if (scope_may(t->ctx.scope, perm))
		return true;
	refuse(t);
	return false;
}

static void
answer_route(struct turn *t)
{
	const struct route *route = t->match.route;
	enum err e;

	if (!t->worker->may_wait &&
		(route->method == METHOD_POST || route->audit.kind || route->is_slow)) {
		t->response->is_deferred = true;
		return;
	}
	e = load_session(t);
	if (e != OK) {
		fail_with(t, err_status(e));
		return;
	}
	choose_language(t);
	if (!touch_session(t) || !is_permitted(t))
		return;
	if (route->method == METHOD_GET) {
		show_page(t, route, NULL, 200);
	} else if (!request_is_same_origin(t->request) || !has_form_token(t)) {
		/* Whoever is not logged in could fill the trail with these. */
		if (t->has_session)
			refuse(t);
		else
			fail_with(t, 403);
	} else if (!str_starts(t->request->content_type,
		STR("application/x-www-form-urlencoded"))) {
		fail_with(t, 415);
	} else {
		post(t);
	}
}

static bool
answer_asset(struct turn *t)
{
	const struct site *site = t->site;
	struct asset asset;

	if (!site->asset || !site->asset(t->request->path, &asset))
		return false;
	t->response->status = 200;
	t->response->content_type = asset.content_type;
	t->response->constant = asset.bytes;
	t->response->is_immutable = true;
	return true;
}

/* The status of what no route needs to see, or 0. */
static int
refused_unseen(const struct turn *t)
{
	const struct config *config = t->site->config;
	const struct request *request = t->request;

	if (config->is_demo && request->is_forwarded)
		return 403;
	if (!host_is_ours(config, request->host))
		return 421;
	if (request->path.n > REQUEST_PATH_MAX || request->query.n > 4 * REQUEST_PATH_MAX)
		return 414;
	if (request->is_body_too_large || request->body.n > REQUEST_BODY_MAX)
		return 413;
	return 0;
}

void
dispatch(const struct site *site, struct worker *worker, const struct request *request,
	struct reply *response)
{
	struct turn t = { .site = site, .worker = worker, .request = request, .response = response };
	int status = refused_unseen(&t);

	arena_reset(worker->arena);
	t.ctx = (struct request_context){
		.arena = worker->arena,
		.query = request->query,
		.today = clock_today(),
		.config = site->config,
	};
	if (status != 0) {
		fail_with(&t, status);
		return;
	}
	router_match(site->router, request->method, request->path, &t.match);
	t.ctx.at = t.match.at;
	response->route = t.match.route;
	if (t.match.route) {
		answer_route(&t);
	} else if (t.match.allow) {
		response->allow = t.match.allow;
		fail_with(&t, 405);
	} else if (!answer_asset(&t)) {
		fail_with(&t, 404);
	}
}

/* ---- site and worker ---- */

enum err
site_open(struct site *site)
{
	csrf_start();
	return router_new(site->rooms, site->n_rooms, &site->router);
}

void
site_close(struct site *site)
{
	router_free(site->router);
	site->router = NULL;
}

size_t
site_n_routes(const struct site *site)
{
	return router_n(site->router);
}

const struct route *
site_route(const struct site *site, size_t i)
{
	return router_route(site->router, i);
}

enum err
worker_open(struct db *db, bool may_wait, struct worker *out)
{
	struct arena *arena = arena_new(REQUEST_ARENA_MAX);

	if (!arena)
		return ERR_LIMIT;
	*out = (struct worker){
		.db = db,
		.arena = arena,
		.main = buf_new(RESPONSE_BODY_MAX),
		.may_wait = may_wait,
	};
	return OK;
}

void
worker_wipe(struct worker *worker)
{
	arena_wipe(worker->arena);
	arena_reset(worker->arena);
	if (worker->main.p)
		crypto_wipe(worker->main.p, worker->main.size);
}

void
worker_close(struct worker *worker)
{
	worker_wipe(worker);
	arena_free(worker->arena);
	buf_free(&worker->main);
	*worker = (struct worker){ 0 };
}
