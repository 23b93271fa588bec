/* From a request to its response: session, permission, origin and token, then the page or posting. */
#include "core/http/dispatch.h"

#include "core/auth/second_step.h"
#include "core/crypto/crypto.h"
#include "core/http/csrf.h"
#include "core/http/kept.h"
#include "core/http/query.h"
#include "core/http/turn.h"
#include "core/log/log.h"
#include "core/time/clock.h"

enum { MAIN_KEPT_MAX = 128 * 1024 };

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
	t->ctx.is_practice = t->match.route->is_practice;
	if (t->ctx.is_practice)
		t->ctx.vault = vault_practice(t->session.vault);
	return OK;
}

/*
 * Notes, once a minute, that the session is in use.  False when that must wait for a thread that
 * may; a busy database is no reason to turn_refuse the page.
 */
static bool
touch_session(struct turn *t)
{
	struct tx *tx;
	enum err e;

	/* whoever waits at the lock keeps nothing alive, and whoever leaves does not wait */
	if (!t->has_session || !t->session.is_touch_due || t->session.gate == GATE_PIN ||
		t->match.route->locks)
		return true;
	if (!t->worker->may_wait) {
		t->response->is_deferred = true;
		return false;
	}
	e = tx_begin(t->site->writer, &tx);
	if (e != OK)
		return true;
	e = session_touch(tx, t->token);
	if (e != OK)
		tx_rollback(tx);
	else if (tx_commit(tx) != OK)
		log_event("session", "touch=lost");
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

/*
 * Whoever is not logged in is sent to log in; a browser that still has a cookie is told why, and one
 * that owes the code of the second step is sent to give it.
 */
static void
send_to_log_in(struct turn *t)
{
	struct second_step_waiting waiting;
	enum err e;

	if (str_is_empty(t->token)) {
		turn_redirect(t, STR(WAY_IN_PATH));
		return;
	}
	e = second_step_waiting(t->worker->db, t->worker->arena, t->token, &waiting);
	turn_redirect(t, e == OK ? STR(WAY_IN_PATH "/kod") : STR(WAY_IN_PATH "?m=slut"));
}

/* A gate that is closed comes before every page but those that lie in front of it. */
static bool
is_through_gate(struct turn *t)
{
	static const struct str pages[] = {
		[GATE_PASSWORD] = { "/in/losenord", 12 },
		[GATE_PIN] = { GATE_PIN_PATH, sizeof(GATE_PIN_PATH) - 1 },
	};
	enum gate gate = t->session.gate;

	if (gate == GATE_NONE || (t->match.route->gates & gate))
		return true;
	/* The lock that this very request has set, looked at again by the thread that may wait. */
	if (t->match.route->locks && t->session.is_lock_fresh)
		return true;
	turn_redirect(t, pages[gate]);
	return false;
}

/*
 * Whoever hides, or leaves the session behind with somebody who may go back, does not wait: not for a
 * place in a queue, not for the database, not for a form without fault.  Memory holds the lock from here
 * on, and session_store_shut writes it down.
 */
static void
lock_at_once(struct turn *t)
{
	const struct route *route = t->match.route;

	if (!route->locks || !t->has_session)
		return;
	if (route->method == METHOD_GET ||
		(request_is_same_origin(t->request) && turn_has_form_token(t)))
		session_shut(t->token);
}

/* True when the route's permission is held; otherwise the response is made. */
static bool
is_permitted(struct turn *t)
{
	enum perm perm = t->match.route->perm;

	if (perm == PERM_PUBLIC)
		return true;
	if (!t->has_session) {
		send_to_log_in(t);
		return false;
	}
	if (!is_through_gate(t))
		return false;
	if (perm == PERM_LOGGED_IN)
		return true;
	if (!t->ctx.scope) {
		turn_redirect(t, STR("/plats"));
		return false;
	}
	if (scope_may(t->ctx.scope, perm))
		return true;
	turn_refuse(t);
	return false;
}

/*
 * What every posting must show before anything is done for it.  All of it costs microseconds, so a
 * thread of the network sees to it, and a flood of forged postings takes no worker from anybody.
 */
static bool
is_posting_ours(struct turn *t)
{
	bool is_question = t->match.route->is_question;

	/* A question writes nothing and reads nobody's: whoever sends it may have the answer. */
	if (!is_question && !(request_is_same_origin(t->request) &&
			(t->match.route->is_tokenless || turn_has_form_token(t)))) {
		/* Whoever is not logged in could fill the trail with these. */
		if (t->has_session)
			turn_refuse(t);
		else
			turn_fail(t, 403);
		return false;
	}
	if (str_starts(t->request->content_type, STR("application/x-www-form-urlencoded")))
		return true;
	turn_fail(t, 415);
	return false;
}

/*
 * Whether the rest may wait for the disk or for argon2, or compute for longer than a page: a thread of
 * the network, behind which staff stand too, does none of these.
 */
static bool
is_for_another(const struct turn *t)
{
	const struct route *route = t->match.route;

	return !t->worker->may_wait &&
		(route->method == METHOD_POST || route->audit.kind || route->is_slow);
}

/* Guesses at passwords must not be in the way of whoever looks for help, nor the other way round. */
static enum lane_name
lane_of(const struct turn *t)
{
	const struct route *route = t->match.route;

	if (t->has_session && route->perm != PERM_PUBLIC)
		return LANE_STAFF;
	return route->method == METHOD_POST && !route->is_question ? LANE_STRANGERS
		: LANE_PUBLIC;
}

static void
answer_route(struct turn *t)
{
	const struct route *route = t->match.route;
	enum err e = load_session(t);

	t->response->lane = lane_of(t);
	if (e != OK) {
		turn_fail(t, err_status(e));
		return;
	}
	choose_language(t);
	lock_at_once(t);
	if (!touch_session(t) || !is_permitted(t))
		return;
	if (route->method == METHOD_POST && !is_posting_ours(t))
		return;
	/* what is in memory keeps nobody waiting */
	if (is_for_another(t))
		t->response->is_deferred = !turn_answer_kept(t);
	else if (route->method == METHOD_GET || route->is_question)
		turn_show_route(t);
	else
		turn_post(t);
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
	struct turn t = {
		.site = site, .worker = worker, .request = request, .response = response
	};
	int status = refused_unseen(&t);

	arena_reset(worker->arena);
	t.ctx = (struct request_context){
		.arena = worker->arena,
		.query = request->query,
		.today = clock_today(),
		.config = site->config,
	};
	if (status != 0) {
		turn_fail(&t, status);
		return;
	}
	router_match(site->router, request->method, request->path, &t.match);
	t.ctx.at = t.match.at;
	t.subject = t.match.at.id;
	response->route = t.match.route;
	if (t.match.route) {
		t.ctx.about = t.match.route->about;
		answer_route(&t);
	} else if (t.match.allow) {
		response->allow = t.match.allow;
		turn_fail(&t, 405);
	} else if (!answer_asset(&t)) {
		turn_fail(&t, 404);
	}
}

/* ---- site and worker ---- */

enum err
site_open(struct site *site)
{
	csrf_start();
	TRY(router_new(site->rooms, site->n_rooms, &site->router));
	site->kept = kept_new();
	if (site->kept)
		return OK;
	site_close(site);
	return ERR_LIMIT;
}

void
site_close(struct site *site)
{
	router_free(site->router);
	kept_free(site->kept);
	site->router = NULL;
	site->kept = NULL;
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

/* A page much larger than others is not kept room for: it would be wiped with every small one. */
void
worker_wipe(struct worker *worker)
{
	arena_reset(worker->arena);
	if (worker->main.size > MAIN_KEPT_MAX)
		buf_free(&worker->main);
	else if (worker->main.p && worker->is_written)
		crypto_wipe(worker->main.p, worker->main.size);
	worker->is_written = false;
	crypto_wipe_stack();
}

void
worker_close(struct worker *worker)
{
	worker_wipe(worker);
	arena_free(worker->arena);
	buf_free(&worker->main);
	*worker = (struct worker){ 0 };
}
