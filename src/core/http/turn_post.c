/* Postings: the token, the form, the transaction, the answer after the commit. */
#include "core/http/csrf.h"
#include "core/http/query.h"
#include "core/http/turn.h"

enum { STATUS_SHOWN_AGAIN = 422 };

/* The token must be that of the session, or, before there is one, of the browser's form cookie. */
bool
turn_has_form_token(struct turn *t)
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
			SESSION_COOKIE "=%s; Path=/; Secure; HttpOnly; SameSite=Strict",
			change->token);
		break;
	case SESSION_CLOSED:
		t->response->set_cookie[0] = STR(SESSION_COOKIE
			"=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict");
		break;
	}
}

/* Practising leaves nothing behind, but whoever guessed at the PIN five times is out all the same. */
static bool
is_undone(const struct turn *t, const struct action *act)
{
	return t->match.route->is_practice && act->session->kind == SESSION_KEEP;
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
	if (e == OK)
		take_session_change(t, act->session);
	/* After the commit nothing may be missing from the answer. */
	if (e == OK && arena_is_full(t->worker->arena))
		e = ERR_LIMIT;
	if (e == OK && !is_undone(t, act))
		e = tx_commit(act->tx);
	else
		tx_rollback(act->tx);
	if (e != OK)
		t->response->set_cookie[0] = STR_NULL;
	return e;
}

/* A refused action: its record, and what the route leaves behind with it. */
static enum err
record_refused(struct turn *t, struct action *act)
{
	const struct route *route = t->match.route;
	enum err e;

	TRY(tx_begin(t->site->writer, &act->tx));
	act->db = tx_db(act->tx);
	e = turn_append(t, act->tx, AUDIT_VERB_REFUSE, route->pattern);
	if (e == OK && route->refused)
		e = route->refused(act);
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

	/* It is locked all the same, and whoever walked in sees no page of staff. */
	if (t->match.route->locks) {
		turn_redirect(t, STR(GATE_PIN_PATH));
		return;
	}
	if (arena_is_full(t->worker->arena)) {
		turn_fail(t, err_status(ERR_LIMIT));
		return;
	}
	if (failure == ERR_FORBIDDEN)
		e = record_refused(t, act);
	if (e != OK)
		failure = e;
	if (m->shown && e == OK && (failure == ERR_INVALID || form_has_errors(act->state)))
		turn_show(t, m->shown, act->state,
			failure == ERR_INVALID ? STATUS_SHOWN_AGAIN : err_status(failure));
	else
		turn_fail(t, err_status(failure));
}

void
turn_post(struct turn *t)
{
	const struct route *route = t->match.route;
	struct form_state state = { .form = route->form };
	struct session_change change = { .kind = SESSION_KEEP };
	struct action act = {
		.ctx = t->ctx,
		.db = t->worker->db,
		.token = t->token,
		.peer = t->request->peer,
		.state = &state,
		.session = &change,
	};
	enum err e = OK;

	if (route->form) {
		act.form = arena_alloc(t->worker->arena, route->form->size);
		e = act.form ? form_parse(route->form, t->request->body, t->worker->arena,
				       &state, act.form)
			     : ERR_LIMIT;
	}
	if (e == OK)
		e = run_action(t, &act);
	if (e != OK) {
		answer_failed_action(t, &act, e);
		return;
	}
	assert_always(!str_is_empty(act.location.text));
	turn_redirect(t, act.location.text);
}
