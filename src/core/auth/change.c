/* The history of an account, and taking the last change back. */
#include "core/auth/internal.h"

#include "core/auth/auth.sql.h"
#include "core/auth/grant.sql.h"
#include "core/auth/notice.h"
#include "core/time/clock.h"

enum { HISTORY_ARENA = 256 * 1024, NAME_MIN = 2, NAME_MAX = 200 };

static enum err
add(struct tx *tx, const struct scope *scope, struct arena *a, account_id account,
	const struct change_note *note)
{
	const struct grant none = { .role = ROLE_NONE };
	const struct grant *grant = note->grant ? note->grant : &none;
	struct sql_auth_change_add_in in = { .account_id = account, .kind = note->kind,
		.done_on = clock_today(), .by_id = note->by.v ? note->by : scope->account,
		.second_id = note->second, .role = grant->role, .team_id = grant->team,
		.until_on = grant->until, .was_until_on = note->was_until, .was = note->was };
	struct sql_auth_change_last last;

	TRY(sql_auth_change_last(tx_db(tx), a, account, &last));
	in.nr = last.nr + 1;
	return sql_auth_change_add(tx, scope, &in);
}

/* Whoever has not been in yet need not be told by whoever sets up her account. */
static enum err
is_setting_up(struct tx *tx, const struct scope *scope, struct arena *a, account_id account,
	bool *out)
{
	struct sql_auth_logged_in_on row;

	TRY(sql_auth_logged_in_on(tx_db(tx), a, account, &row));
	*out = !str_is_empty(scope->job) && !date_is_set(row.last_login_on);
	return OK;
}

/* What opens, or opens no longer, is told to whoever's account it is. */
static enum err
tell(struct tx *tx, const struct scope *scope, struct arena *a, account_id account,
	const struct change_note *note)
{
	bool is_first;
	struct notice_new in = { .account = account, .confirmed_by = note->second,
		.by = note->by.v ? note->by : scope->account };

	if (note->kind == CHANGE_GRANTED)
		in.kind = NOTICE_ROLE_GRANTED;
	else if (note->kind == CHANGE_ENDED)
		in.kind = NOTICE_ROLE_ENDED;
	else if (note->kind == CHANGE_SECOND_OFF)
		in.kind = NOTICE_SECOND_STEP_OFF;
	else
		return OK;
	TRY(is_setting_up(tx, scope, a, account, &is_first));
	if (is_first && !note->second.v)
		return OK;
	if (note->grant) {
		in.role = note->grant->role;
		in.place = scope->org;
	}
	return notice_put(tx, &in);
}

enum err
change_note(struct tx *tx, const struct scope *scope, account_id account,
	const struct change_note *note)
{
	struct arena *a = arena_new(4096);
	enum err e;

	if (!a)
		return ERR_LIMIT;
	e = add(tx, scope, a, account, note);
	if (e == OK)
		e = tell(tx, scope, a, account, note);
	arena_free(a);
	return e;
}

/* ---- a new name ---- */

static enum err
rename_to(struct tx *tx, const struct scope *scope, struct arena *a, account_id id,
	struct str display_name)
{
	struct change_note note = { .kind = CHANGE_RENAMED };
	struct account account;

	TRY(account_by_id(tx_db(tx), a, id, &account));
	if (str_eq(account.display_name, display_name))
		return ERR_CONFLICT;
	note.was = account.display_name;
	TRY(sql_auth_account_rename(tx, scope, display_name, id));
	return change_note(tx, scope, id, &note);
}

enum err
account_rename(struct tx *tx, const struct scope *scope, account_id id, struct str display_name)
{
	size_t n = str_code_points(display_name);
	struct arena *a;
	enum err e;

	if (n < NAME_MIN || n > NAME_MAX)
		return ERR_INVALID;
	TRY(account_may_change(tx_db(tx), scope, id));
	a = arena_new(4096);
	if (!a)
		return ERR_LIMIT;
	e = rename_to(tx, scope, a, id, display_name);
	arena_free(a);
	return e;
}

/* ---- back ---- */

typedef enum err undo_fn(struct tx *tx, const struct scope *scope, const struct change *last,
	account_id account);

/* The role lasts as it did before: who confirmed it then need not confirm a slip of the hand. */
static enum err
undo_end(struct tx *tx, const struct scope *scope, const struct change *last,
	account_id account)
{
	const struct grant grant = { account, last->role, last->team, last->was_until };
	const struct change_note note = { .kind = CHANGE_UNTIL, .grant = &grant,
		.was_until = last->kind == CHANGE_ENDED ? date_add_days(last->on, -1)
			: last->until };

	const struct notice_new told = { .account = account, .kind = NOTICE_ROLE_GRANTED,
		.role = last->role, .place = scope->org, .by = scope->account };

	TRY(grant_move_end(tx, scope, &grant));
	if (last->kind == CHANGE_ENDED)
		TRY(notice_put(tx, &told));
	return change_note(tx, scope, account, &note);
}

static enum err
undo_disabled(struct tx *tx, const struct scope *scope, const struct change *last,
	account_id account)
{
	return account_set_disabled(tx, scope, account, last->kind == CHANGE_ENABLED);
}

static enum err
undo_renamed(struct tx *tx, const struct scope *scope, const struct change *last,
	account_id account)
{
	return account_rename(tx, scope, account, last->was);
}

/* What one person can do can one person undo; what opens more than was open cannot be undone. */
static undo_fn *
undo_of(enum change_kind kind)
{
	static undo_fn *const undo[CHANGE_KINDS] = {
		[CHANGE_UNTIL] = undo_end,
		[CHANGE_ENDED] = undo_end,
		[CHANGE_DISABLED] = undo_disabled,
		[CHANGE_ENABLED] = undo_disabled,
		[CHANGE_RENAMED] = undo_renamed,
	};

	return kind < CHANGE_KINDS ? undo[kind] : NULL;
}

enum err
change_list(struct db *db, const struct scope *scope, struct arena *a, account_id account,
	struct change **rows, size_t *n)
{
	struct date limit = date_add_days(clock_today(), -CHANGE_UNDO_DAYS);
	struct sql_auth_changes_of *found;
	struct change *list;
	size_t n_found, i;

	if (!scope_may(scope, PERM_ADMIN))
		return ERR_FORBIDDEN;
	TRY(sql_auth_changes_of(db, a, account, scope->org, &found, &n_found));
	list = ARENA_ARRAY(a, struct change, n_found ? n_found : 1);
	if (!list)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		list[i] = (struct change){ .nr = found[i].nr,
			.kind = (enum change_kind)found[i].kind, .on = found[i].done_on,
			.by = found[i].by_name, .second = found[i].second_name,
			.role = (enum role)found[i].role, .team = found[i].team_id,
			.team_name = found[i].team_name, .until = found[i].until_on,
			.was_until = found[i].was_until_on, .was = found[i].was };
	if (n_found > 0)
		list[0].may_undo = undo_of(list[0].kind) && list[0].on.days >= limit.days;
	*rows = list;
	*n = n_found;
	return OK;
}

static enum err
undo_last(struct tx *tx, const struct scope *scope, struct arena *a, account_id account,
	int64_t nr)
{
	struct change *rows;
	size_t n;

	TRY(change_list(tx_db(tx), scope, a, account, &rows, &n));
	if (n == 0)
		return ERR_NOT_FOUND;
	if (rows[0].nr != nr)
		return ERR_CONFLICT;
	if (!rows[0].may_undo)
		return ERR_INVALID;
	return undo_of(rows[0].kind)(tx, scope, &rows[0], account);
}

enum err
change_undo(struct tx *tx, const struct scope *scope, account_id account, int64_t nr)
{
	struct arena *a;
	enum err e;

	if (scope->account.v && scope->account.v == account.v)
		return ERR_FORBIDDEN;
	a = arena_new(HISTORY_ARENA);
	if (!a)
		return ERR_LIMIT;
	e = undo_last(tx, scope, a, account, nr);
	arena_free(a);
	return e;
}

enum err
change_purge(struct tx *tx, struct arena *a, struct date before, int64_t *n_changes,
	int64_t *n_approvals)
{
	struct sql_auth_changes_old changes;
	struct sql_auth_approvals_old approvals;

	TRY(sql_auth_changes_old(tx_db(tx), a, before, &changes));
	TRY(sql_auth_approvals_old(tx_db(tx), a, before, &approvals));
	TRY(sql_auth_changes_forget(tx, before));
	TRY(sql_auth_approvals_forget(tx, before));
	*n_changes = changes.n;
	*n_approvals = approvals.n;
	return OK;
}
