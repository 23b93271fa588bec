/* The rules of a lock: who gets a key, who may change it, and who looks in without one. */
#include "features/lock/lock.h"

#include "core/time/clock.h"

enum { HOUR = 60 * 60 };

static const struct colleague *
colleague_of(const struct colleague *rows, size_t n, int64_t id)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (rows[i].id.v == id)
			return &rows[i];
	return NULL;
}

static void
add_once(account_id *out, size_t *n, account_id id)
{
	size_t i;

	for (i = 0; i < *n; i++)
		if (out[i].v == id.v)
			return;
	out[(*n)++] = id;
}

enum err
lock_first_keys(struct db *db, const struct scope *scope, struct arena *a, team_id team,
	const struct lock_input *in, account_id **out, size_t *n)
{
	account_id self = scope_account(scope), *keys;
	struct colleague *rows;
	size_t n_rows, count = 0, i;

	if (!choice_of(lock_ground_choices, LOCK_GROUNDS, in->ground))
		return ERR_INVALID;
	TRY(lock_colleagues(db, scope, a, team, &rows, &n_rows));
	keys = ARENA_ARRAY(a, account_id, n_rows + 2);
	if (!keys)
		return ERR_LIMIT;
	if (in->colleague != 0 && !colleague_of(rows, n_rows, in->colleague))
		return ERR_INVALID;
	if (in->ground == LOCK_SELF && in->colleague == self.v)
		return ERR_INVALID;
	if (in->ground != LOCK_SELF)
		add_once(keys, &count, self);
	if (in->colleague != 0)
		add_once(keys, &count, (account_id){ in->colleague });
	for (i = 0; i < n_rows; i++)
		if (rows[i].is_lead && in->ground != LOCK_LEAD &&
			(in->ground != LOCK_SELF || rows[i].id.v != self.v))
			add_once(keys, &count, rows[i].id);
	if (count == 0)
		return ERR_INVALID;
	*out = keys;
	*n = count;
	return OK;
}

/*
 * Who has a key may change the lock.  A team lead who looks in may too, so that a lock does not stay
 * when all its keys have left; but not where the lock is there because of a team lead: then she moves it,
 * to somebody else, once nobody has a key.
 */
enum err
lock_load(struct db *db, const struct scope *scope, struct arena *a, const struct lockable *of,
	int64_t id, struct lock *out)
{
	struct lock lock = { 0 };
	enum err e = of->read(db, scope, a, id, &lock);

	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	lock.is_locked = e == OK;
	lock.has_key = lock_is_key(&lock, lock_viewer_of(scope, a, of->ledger).who);
	lock.may_change = !lock.is_locked || lock.has_key ||
		(scope_has_role(scope, ROLE_TEAM_LEAD) && lock.ground != LOCK_LEAD);
	*out = lock;
	return OK;
}

/* A thing that the scope sees, to have its lock changed by it. */
static enum err
see_to_change(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct lockable *of, struct lock_thing *thing, struct lock *lock)
{
	TRY(of->see(tx_db(tx), scope, a, thing->id, thing));
	TRY(lock_load(tx_db(tx), scope, a, of, thing->id, lock));
	return lock->may_change ? OK : ERR_FORBIDDEN;
}

/* A team lead who locks herself out may not change the lock when she looks in. */
static int64_t
ground_kept(const struct scope *scope, int64_t ground)
{
	return ground == LOCK_SELF && scope_has_role(scope, ROLE_TEAM_LEAD) ? LOCK_LEAD
		: ground;
}

enum err
lock_put_on(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct lockable *of, int64_t id, const struct lock_input *in)
{
	struct lock_thing thing = { .id = id };
	struct lock lock;
	account_id *keys;
	size_t n, i;

	TRY(see_to_change(tx, scope, a, of, &thing, &lock));
	if (lock.is_locked)
		return ERR_CONFLICT;
	TRY(lock_first_keys(tx_db(tx), scope, a, thing.team, in, &keys, &n));
	TRY(of->put_on(tx, scope, id, ground_kept(scope, in->ground)));
	for (i = 0; i < n; i++)
		TRY(of->give_key(tx, scope, id, lock_who(a, keys[i], of->ledger)));
	return OK;
}

enum err
lock_take_off(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct lockable *of, int64_t id)
{
	struct lock_thing thing = { .id = id };
	struct lock lock;

	TRY(see_to_change(tx, scope, a, of, &thing, &lock));
	return of->take_off(tx, scope, id);
}

/*
 * Else somebody who locked it could take away the key of whoever is told of openings, and work unseen.
 * Where a team lead is the party, her key is anybody's to take who has one.
 */
bool
lock_may_take(
	const struct scope *scope, const struct lock *lock, const struct colleague *holder)
{
	return !holder->is_lead || lock->ground == LOCK_LEAD ||
		scope_has_role(scope, ROLE_TEAM_LEAD);
}

enum err
lock_change_key(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct lockable *of, int64_t id, const struct key_input *in)
{
	struct lock_thing thing = { .id = id };
	const struct colleague *holder;
	struct colleague *rows;
	struct lock lock;
	size_t n;

	TRY(see_to_change(tx, scope, a, of, &thing, &lock));
	if (!lock.is_locked)
		return ERR_CONFLICT;
	TRY(lock_colleagues(tx_db(tx), scope, a, thing.team, &rows, &n));
	holder = colleague_of(rows, n, in->take);
	if (holder && !lock_may_take(scope, &lock, holder))
		return ERR_FORBIDDEN;
	if (in->take != 0)
		return of->take_key(tx, scope, id,
			lock_who(a, (account_id){ in->take }, of->ledger));
	if (!colleague_of(rows, n, in->give))
		return ERR_INVALID;
	return of->give_key(tx, scope, id, lock_who(a, (account_id){ in->give }, of->ledger));
}

/* ---- moving a lock that nobody has a key to ---- */

enum err
lock_may_move(struct db *db, const struct scope *scope, struct arena *a,
	const struct lockable *of, const struct lock_thing *thing, const struct lock *lock,
	bool *may)
{
	struct colleague *rows;
	size_t n, i;

	*may = lock->is_locked && !lock->may_change && scope_has_role(scope, ROLE_TEAM_LEAD);
	if (!*may)
		return OK;
	TRY(lock_colleagues(db, scope, a, thing->team, &rows, &n));
	for (i = 0; i < n; i++)
		if (lock_is_key(lock, lock_who(a, rows[i].id, of->ledger)))
			*may = false;
	return OK;
}

enum err
lock_heirs(struct db *db, const struct scope *scope, struct arena *a,
	const struct lock_thing *thing, const struct lock *lock, struct colleague **rows,
	size_t *n)
{
	struct colleague *all;
	size_t n_all, i;

	TRY(lock_colleagues(db, scope, a, thing->team, &all, &n_all));
	*rows = all;
	*n = 0;
	for (i = 0; i < n_all; i++)
		if (all[i].id.v != scope_account(scope).v
			&& !(all[i].is_lead && lock->ground == LOCK_LEAD))
			all[(*n)++] = all[i];
	return OK;
}

enum err
lock_move(struct tx *tx, const struct scope *scope, struct arena *a, const struct lockable *of,
	int64_t id, const struct move_input *in)
{
	struct lock_thing thing;
	struct colleague *rows;
	struct lock lock;
	bool may;
	size_t n;

	TRY(of->see(tx_db(tx), scope, a, id, &thing));
	TRY(lock_load(tx_db(tx), scope, a, of, id, &lock));
	TRY(lock_may_move(tx_db(tx), scope, a, of, &thing, &lock, &may));
	if (!may)
		return ERR_FORBIDDEN;
	TRY(lock_heirs(tx_db(tx), scope, a, &thing, &lock, &rows, &n));
	if (!choice_of(lock_move_choices, LOCK_MOVE_REASONS, in->reason)
		|| !colleague_of(rows, n, in->colleague))
		return ERR_INVALID;
	return of->move(tx, scope, id, lock_who(a, (account_id){ in->colleague }, of->ledger),
		in->reason);
}

/* ---- looking in ---- */

/*
 * Until when somebody who looks in now may: an hour at least, to a full hour, so that what is kept does
 * not tell the minute.
 */
static int64_t
open_until(int64_t now)
{
	return (now / HOUR + 2) * HOUR;
}

/* Whether a team lead other than the scope's account has a key, to be told. */
static enum err
has_lead(struct db *db, const struct scope *scope, struct arena *a, const struct lockable *of,
	const struct lock_thing *thing, bool *has)
{
	struct colleague *rows;
	struct lock lock;
	size_t n, i;

	TRY(lock_load(db, scope, a, of, thing->id, &lock));
	TRY(lock_colleagues(db, scope, a, thing->team, &rows, &n));
	*has = false;
	for (i = 0; i < n; i++)
		*has |= rows[i].is_lead && rows[i].id.v != scope_account(scope).v &&
			lock_is_key(&lock, lock_who(a, rows[i].id, of->ledger));
	return OK;
}

static enum err
open_without_key(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct lockable *of, const struct lock_thing *thing, int64_t reason)
{
	struct lock_viewer viewer = lock_viewer_of(scope, a, of->ledger);
	struct lock_opening opening = { .thing = *thing, .who = viewer.who, .reason = reason,
		.month = date_month(clock_today()) };
	bool is_told;

	TRY(has_lead(tx_db(tx), scope, a, of, thing, &is_told));
	opening.is_for_auditor = !is_told;
	return of->open(tx, scope, a, &opening, viewer.now, open_until(viewer.now));
}

enum err
lock_look_in(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct lockable *of, const struct opening_input *in, int64_t *id)
{
	struct lock_thing found, seen;
	bool is_locked;
	enum err e;

	if (!choice_of(opening_reason_choices, OPENING_REASONS, in->reason))
		return ERR_INVALID;
	TRY(of->find(tx_db(tx), scope, a, in->code, &found, &is_locked));
	e = of->see(tx_db(tx), scope, a, found.id, &seen);
	if (e == ERR_NOT_FOUND && is_locked)
		e = open_without_key(tx, scope, a, of, &found, in->reason);
	TRY(e);
	*id = found.id;
	return OK;
}

enum err
lock_count_to_see(struct db *db, const struct scope *scope, struct arena *a,
	const struct lockable *of, int64_t *n)
{
	struct str who = lock_viewer_of(scope, a, of->ledger).who;
	struct lock_opening *rows;
	size_t count;

	TRY(of->openings_to_see(db, scope, a, who, &rows, &count));
	*n = (int64_t)count;
	return OK;
}
