/* What the demo's staff have under way: a lock, a role that ends, a request that waits. */
#include "app/demo/demo.h"

#include "core/auth/approval.h"
#include "core/auth/session.h"
#include "features/lock/lock.h"

enum { SUBSTITUTE_DAYS = 21, LONGER_DAYS = 90 };

/*
 * One of the staff at work: what needs somebody, and not a job, is done in her own session.  It is no
 * log-in that she would be told of.
 */
struct at_work {
	struct session_change session;
	const struct scope *scope;
};

static enum err
log_in(struct demo_world *w, struct tx *tx, const char *login, struct at_work *out)
{
	struct login_attempt attempt = { .is_renewal = true };
	struct session session;

	TRY(account_by_login(tx_db(tx), w->arena, str_of(login), &attempt.account));
	out->session.kind = SESSION_KEEP;
	TRY(session_open(tx, w->arena, &attempt, STR_NULL, &out->session));
	TRY(session_load(tx_db(tx), w->arena, str_of(out->session.token), &session));
	assert_always(session.scope);
	out->scope = session.scope;
	return OK;
}

static enum err
log_out(struct tx *tx, struct at_work *who)
{
	struct session_change change = { .kind = SESSION_KEEP };

	return session_close(tx, str_of(who->session.token), &change);
}

/* The team lead locks a card, and the caseworker, who has no key, looks in. */
static enum err
lock_a_card(struct demo_world *w, struct tx *tx)
{
	const struct lock_input lock = { .ground = LOCK_PARTY };
	const struct opening_input opening = { w->locked_code, OPENING_NEEDED_NOW };
	struct at_work lead, worker;
	int64_t id;

	assert_always(w->locked_card.v);
	TRY(log_in(w, tx, "teamsamordnare", &lead));
	TRY(lock_put_on(tx, lead.scope, w->arena, &lockable_cards, w->locked_card.v, &lock));
	TRY(log_out(tx, &lead));
	TRY(log_in(w, tx, "handlaggare.mia", &worker));
	TRY(lock_look_in(tx, worker.scope, w->arena, &lockable_cards, &opening, &id));
	return log_out(tx, &worker);
}

/* A substitute, invited and not here yet, whose role ends soon and is to last longer. */
static enum err
take_on_a_substitute(struct demo_world *w, struct tx *tx)
{
	const struct account_new in = { .login = STR("vikarie.mia"),
		.display_name = STR("Vikarie, MIA Vidare"), .lang = LANG_SV };
	struct grant grant = { .role = ROLE_CASEWORKER, .team = w->teams[0],
		.until = date_add_days(w->today, SUBSTITUTE_DAYS) };
	const struct scope *job;
	struct at_work administrator;
	approval_id id;

	TRY(scope_for_job(w->arena, w->municipality, "demo", &job));
	TRY(account_create(tx, job, &in, &grant.account));
	TRY(grant_give(tx, job, &grant));
	TRY(log_in(w, tx, "administrator", &administrator));
	grant.until = date_add_days(w->today, LONGER_DAYS);
	TRY(approval_ask_role(tx, administrator.scope, &grant, &id));
	return log_out(tx, &administrator);
}

enum err
demo_load_staff(struct demo_world *w)
{
	struct tx *tx;
	enum err e;

	TRY(tx_begin(w->writer, &tx));
	e = lock_a_card(w, tx);
	if (e == OK)
		e = take_on_a_substitute(w, tx);
	if (e == OK)
		return tx_commit(tx);
	tx_rollback(tx);
	return e;
}
