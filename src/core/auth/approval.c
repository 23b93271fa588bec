/* What waits for a second person, and what one person may reset alone. */
#include "core/auth/approval.h"

#include "core/auth/auth.sql.h"
#include "core/auth/grant.sql.h"
#include "core/auth/internal.h"
#include "core/auth/second_step.h"
#include "core/time/clock.h"

enum { APPROVAL_ARENA = 4 * 1024 * 1024, KEPT_DAYS = 730 };

/* ---- asking ---- */

static enum err
check_ask(struct db *db, const struct scope *scope, struct arena *a,
	const struct sql_auth_approval_add_in *in)
{
	const struct sql_auth_approval_waits_in same = { .account_id = in->account_id,
		.kind = in->kind, .role = in->role, .team_id = in->team_id,
		.today_on = clock_today() };
	struct sql_auth_approval_waits waits;
	struct sql_auth_account_of account;

	if (!scope_may(scope, PERM_ADMIN) || !scope->account.v
		|| scope->account.v == in->account_id.v)
		return ERR_FORBIDDEN;
	TRY(sql_auth_account_of(db, a, in->account_id, &account));
	TRY(sql_auth_approval_waits(db, scope, a, &same, &waits));
	return waits.n == 0 ? OK : ERR_CONFLICT;
}

static enum err
ask(struct tx *tx, const struct scope *scope, struct arena *a, enum approval_kind kind,
	const struct grant *grant, approval_id *id)
{
	const struct sql_auth_approval_add_in in = { .account_id = grant->account,
		.kind = kind, .role = grant->role, .team_id = grant->team,
		.until_on = grant->until, .asked_by_id = scope->account,
		.asked_on = clock_today(),
		.expires_on = date_add_days(clock_today(), APPROVAL_DAYS) };
	const struct change_note note = { .grant = grant,
		.kind = kind == APPROVAL_ROLE ? CHANGE_ASKED : CHANGE_ASKED_RESET };
	struct sql_auth_approval_add row;

	TRY(check_ask(tx_db(tx), scope, a, &in));
	TRY(sql_auth_approval_add(tx, scope, a, &in, &row));
	TRY(change_note(tx, scope, grant->account, &note));
	*id = row.id;
	return OK;
}

static enum err
ask_role(struct tx *tx, const struct scope *scope, struct arena *a, const struct grant *grant,
	approval_id *id)
{
	struct date until;
	enum err e;

	TRY(grant_fits(tx_db(tx), scope, a, grant));
	e = grant_held(tx_db(tx), scope, a, grant, &until);
	if (e == OK && !grant_lasts_longer(grant->until, until))
		return ERR_CONFLICT;
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	if (e == ERR_NOT_FOUND)
		TRY(grant_may_begin(tx_db(tx), scope, a, grant));
	return ask(tx, scope, a, APPROVAL_ROLE, grant, id);
}

enum err
approval_ask_role(struct tx *tx, const struct scope *scope, const struct grant *grant,
	approval_id *id)
{
	struct arena *a;
	enum err e;

	if (!role_is_case_role(grant->role))
		return ERR_INVALID;
	a = arena_new(APPROVAL_ARENA);
	if (!a)
		return ERR_LIMIT;
	e = ask_role(tx, scope, a, grant, id);
	arena_free(a);
	return e;
}

enum err
approval_ask_reset(struct tx *tx, const struct scope *scope, account_id account,
	approval_id *id)
{
	const struct grant about = { .account = account, .role = ROLE_NONE };
	struct arena *a;
	enum err e;

	TRY(account_may_change(tx_db(tx), scope, account));
	a = arena_new(APPROVAL_ARENA);
	if (!a)
		return ERR_LIMIT;
	e = ask(tx, scope, a, APPROVAL_RESET, &about, id);
	arena_free(a);
	return e;
}

/* ---- looking ---- */

static struct approval
approval_of(const struct sql_auth_approvals *row)
{
	struct approval p = { .id = row->id, .kind = (enum approval_kind)row->kind,
		.state = (enum approval_state)row->state,
		.grant = { row->account_id, (enum role)row->role, row->team_id,
			row->until_on },
		.login = row->login, .display_name = row->display_name,
		.team_name = row->team_name, .asked_by = row->asked_by_id,
		.asked_by_name = row->asked_by_name,
		.decided_by_name = row->decided_by_name, .asked_on = row->asked_on,
		.expires_on = row->expires_on, .decided_on = row->decided_on };

	if (p.state == APPROVAL_WAITING && p.expires_on.days < clock_today().days)
		p.state = APPROVAL_EXPIRED;
	return p;
}

enum err
approval_list(struct db *db, const struct scope *scope, struct arena *a,
	struct approval **rows, size_t *n)
{
	struct sql_auth_approvals *found;
	struct approval *list;
	size_t n_found, i;

	if (!scope_may(scope, PERM_ADMIN) && !scope_may(scope, PERM_CONFIRM))
		return ERR_FORBIDDEN;
	TRY(sql_auth_approvals(db, scope, a, date_add_days(clock_today(), -KEPT_DAYS), &found,
		&n_found));
	list = ARENA_ARRAY(a, struct approval, n_found ? n_found : 1);
	if (!list)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		list[i] = approval_of(&found[i]);
	*rows = list;
	*n = n_found;
	return OK;
}

enum err
approval_by_id(struct db *db, const struct scope *scope, struct arena *a, approval_id id,
	struct approval *out)
{
	struct approval *rows;
	size_t n, i;

	TRY(approval_list(db, scope, a, &rows, &n));
	for (i = 0; i < n; i++) {
		if (rows[i].id.v == id.v) {
			*out = rows[i];
			return OK;
		}
	}
	return ERR_NOT_FOUND;
}

/* ---- who may decide ---- */

/* Of one account: how often one of two things was done to it since a day, by whom. */
static enum err
count_changes(struct db *db, struct arena *a, account_id account, const enum change_kind *kinds,
	int days, struct sql_auth_changes_since *out)
{
	const struct sql_auth_changes_since_in in = { .account_id = account,
		.kind_a = kinds[0], .kind_b = kinds[1],
		.since_on = date_add_days(clock_today(), -days) };

	return sql_auth_changes_since(db, a, &in, out);
}

/* Whoever has just reset a team lead's log-in could be at her screen. */
static enum err
is_fresh(struct db *db, struct arena *a, account_id account, bool *out)
{
	static const enum change_kind passwords[] = { CHANGE_PASSWORD, CHANGE_LINK };
	static const enum change_kind others[] = { CHANGE_INVITED, CHANGE_SECOND_OFF };
	struct sql_auth_changes_since n, m;

	TRY(count_changes(db, a, account, passwords, APPROVAL_DAYS, &n));
	TRY(count_changes(db, a, account, others, APPROVAL_DAYS, &m));
	*out = n.n_by_people + m.n_by_people > 0;
	return OK;
}

static enum err
is_administrator(struct db *db, const struct scope *scope, struct arena *a, account_id account,
	bool *out)
{
	const struct grant grant = { .account = account, .role = ROLE_ADMINISTRATOR };
	struct sql_auth_account_of row;
	struct date until;
	enum err e;

	TRY(sql_auth_account_of(db, a, account, &row));
	e = grant_held(db, scope, a, &grant, &until);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	*out = e == OK && !row.is_disabled;
	return OK;
}

enum err
approval_bar(struct db *db, const struct scope *scope, struct arena *a,
	const struct approval *approval, enum approval_bar *out)
{
	bool is_admin, fresh = false;

	TRY(is_administrator(db, scope, a, approval->asked_by, &is_admin));
	if (scope->account.v)
		TRY(is_fresh(db, a, scope->account, &fresh));
	if (!scope_may(scope, PERM_CONFIRM))
		*out = APPROVAL_BAR_ROLE;
	else if (approval->state != APPROVAL_WAITING)
		*out = APPROVAL_BAR_OVER;
	else if (approval->asked_by.v == scope->account.v)
		*out = APPROVAL_BAR_OWN;
	else if (approval->grant.account.v == scope->account.v)
		*out = APPROVAL_BAR_ABOUT;
	else if (fresh)
		*out = APPROVAL_BAR_FRESH;
	else if (!is_admin)
		*out = APPROVAL_BAR_ASKER;
	else
		*out = APPROVAL_MAY;
	return OK;
}

enum err
approval_waiting(struct db *db, const struct scope *scope, struct arena *a, int64_t *n)
{
	struct approval *rows;
	enum approval_bar bar;
	size_t n_rows, i;
	int64_t found = 0;

	TRY(approval_list(db, scope, a, &rows, &n_rows));
	for (i = 0; i < n_rows; i++) {
		if (rows[i].state != APPROVAL_WAITING)
			continue;
		TRY(approval_bar(db, scope, a, &rows[i], &bar));
		found += bar == APPROVAL_MAY;
	}
	*n = found;
	return OK;
}

enum err
approval_has_decider(struct db *db, const struct scope *scope, struct arena *a,
	account_id asker, account_id about, bool *out)
{
	struct sql_auth_approval_deciders row;

	TRY(sql_auth_approval_deciders(db, scope, a, clock_today(), asker, about, &row));
	*out = row.n > 0;
	return OK;
}

/* ---- deciding ---- */

/* Given, or made to last longer when it was given in the meantime. */
static enum err
give(struct tx *tx, const struct scope *scope, struct arena *a, const struct approval *p)
{
	struct change_note note = { .kind = CHANGE_GRANTED, .grant = &p->grant,
		.by = p->asked_by, .second = scope->account };
	enum err e = grant_held(tx_db(tx), scope, a, &p->grant, &note.was_until);

	if (e == ERR_NOT_FOUND) {
		TRY(grant_put(tx, scope, a, &p->grant));
		return change_note(tx, scope, p->grant.account, &note);
	}
	TRY(e);
	if (!grant_lasts_longer(p->grant.until, note.was_until))
		return OK;
	note.kind = CHANGE_UNTIL;
	TRY(grant_fits(tx_db(tx), scope, a, &p->grant));
	TRY(grant_move_end(tx, scope, &p->grant));
	return change_note(tx, scope, p->grant.account, &note);
}

static enum err
end_second_step(struct tx *tx, const struct scope *scope, account_id account)
{
	enum err e;

	TRY(sql_auth_recovery_drop(tx, account));
	e = sql_auth_totp_end(tx, scope, account);
	return e == ERR_CONFLICT ? ERR_NOT_FOUND : e;
}

static enum err
reset(struct tx *tx, const struct scope *scope, struct arena *a, const struct approval *p)
{
	const struct change_note note = { .kind = CHANGE_SECOND_OFF, .by = p->asked_by,
		.second = scope->account };
	enum err e;

	TRY(account_is_only_here(tx_db(tx), scope, a, p->grant.account));
	e = end_second_step(tx, scope, p->grant.account);
	if (e == ERR_NOT_FOUND)
		return OK;
	TRY(e);
	return change_note(tx, scope, p->grant.account, &note);
}

static enum err
confirm(struct tx *tx, const struct scope *scope, struct arena *a, approval_id id)
{
	struct approval p;
	enum approval_bar bar;

	TRY(approval_by_id(tx_db(tx), scope, a, id, &p));
	TRY(approval_bar(tx_db(tx), scope, a, &p, &bar));
	if (bar != APPROVAL_MAY)
		return bar == APPROVAL_BAR_OVER ? ERR_CONFLICT : ERR_FORBIDDEN;
	TRY(sql_auth_approval_confirm(tx, scope, scope->account, clock_today(), id));
	return p.kind == APPROVAL_ROLE ? give(tx, scope, a, &p) : reset(tx, scope, a, &p);
}

static enum err
refuse(struct tx *tx, const struct scope *scope, struct arena *a, approval_id id)
{
	struct change_note note = { .kind = CHANGE_REFUSED };
	struct approval p;
	enum approval_bar bar;

	TRY(approval_by_id(tx_db(tx), scope, a, id, &p));
	TRY(approval_bar(tx_db(tx), scope, a, &p, &bar));
	if (bar == APPROVAL_BAR_OVER)
		return ERR_CONFLICT;
	if (bar == APPROVAL_BAR_ROLE || bar == APPROVAL_BAR_OWN || bar == APPROVAL_BAR_ABOUT)
		return ERR_FORBIDDEN;
	TRY(sql_auth_approval_refuse(tx, scope, scope->account, clock_today(), id));
	note.grant = &p.grant;
	return change_note(tx, scope, p.grant.account, &note);
}

static enum err
withdraw(struct tx *tx, const struct scope *scope, struct arena *a, approval_id id)
{
	struct change_note note = { .kind = CHANGE_WITHDRAWN };
	struct approval p;

	if (!scope_may(scope, PERM_ADMIN))
		return ERR_FORBIDDEN;
	TRY(approval_by_id(tx_db(tx), scope, a, id, &p));
	TRY(sql_auth_approval_withdraw(tx, scope, scope->account, clock_today(), id));
	note.grant = &p.grant;
	return change_note(tx, scope, p.grant.account, &note);
}

typedef enum err decide_fn(struct tx *tx, const struct scope *scope, struct arena *a,
	approval_id id);

static enum err
decide(struct tx *tx, const struct scope *scope, approval_id id, decide_fn *how)
{
	struct arena *a = arena_new(APPROVAL_ARENA);
	enum err e;

	if (!a)
		return ERR_LIMIT;
	e = how(tx, scope, a, id);
	arena_free(a);
	return e;
}

enum err
approval_confirm(struct tx *tx, const struct scope *scope, approval_id id)
{
	return decide(tx, scope, id, confirm);
}

enum err
approval_refuse(struct tx *tx, const struct scope *scope, approval_id id)
{
	return decide(tx, scope, id, refuse);
}

enum err
approval_withdraw(struct tx *tx, const struct scope *scope, approval_id id)
{
	return decide(tx, scope, id, withdraw);
}

/* ---- resets ---- */

enum err
reset_needs_second(struct db *db, const struct scope *scope, struct arena *a,
	account_id account, enum reset what, bool *out)
{
	static const enum change_kind of_password[] = { CHANGE_PASSWORD, CHANGE_LINK };
	static const enum change_kind of_second[] = { CHANGE_SECOND_OFF, CHANGE_SECOND_OFF };
	struct sql_auth_changes_since other;
	struct sql_auth_approval_resets confirmed;
	struct second_step step;

	if (!str_is_empty(scope->job) || scope->account.v == account.v) {
		*out = false;
		return OK;
	}
	TRY(second_step_of(db, a, account, &step));
	TRY(count_changes(db, a, account, what == RESET_PASSWORD ? of_second : of_password,
		RESET_DAYS, &other));
	TRY(sql_auth_approval_resets(db, scope, a, account,
		date_add_days(clock_today(), -APPROVAL_DAYS), &confirmed));
	*out = other.n > 0;
	/* what was confirmed turned the second step off already: only the link is left to make */
	if (what == RESET_PASSWORD && (step.is_on || confirmed.n > 0))
		*out = false;
	return OK;
}

static enum err
reset_alone(struct tx *tx, const struct scope *scope, struct arena *a, account_id account)
{
	bool needs_second;

	TRY(reset_needs_second(tx_db(tx), scope, a, account, RESET_SECOND, &needs_second));
	if (needs_second)
		return ERR_FORBIDDEN;
	TRY(end_second_step(tx, scope, account));
	return change_note(tx, scope, account,
		&(struct change_note){ .kind = CHANGE_SECOND_OFF });
}

enum err
reset_second_step(struct tx *tx, const struct scope *scope, account_id account)
{
	struct arena *a;
	enum err e;

	if (scope->account.v && scope->account.v == account.v)
		return ERR_FORBIDDEN;
	TRY(account_may_change(tx_db(tx), scope, account));
	a = arena_new(64 * 1024);
	if (!a)
		return ERR_LIMIT;
	e = reset_alone(tx, scope, a, account);
	arena_free(a);
	return e;
}
