/* Locked referrals: who may change a lock, and who looks in without a key. */
#include "features/referral/lock.h"

#include "core/time/clock.h"
#include "features/referral/referral_lock.sql.h"

static enum err
load_keys(struct db *db, const struct scope *scope, struct arena *a, referral_id id,
	struct referral_lock *lock)
{
	struct lock_viewer viewer = lock_viewer_of(scope, a, LOCK_OF_REFERRAL);
	struct sql_referral_keys_of_referral *rows;
	size_t i;

	TRY(sql_referral_keys_of_referral(db, scope, a, id, &rows, &lock->n_keys));
	lock->keys = ARENA_ARRAY(a, struct str, lock->n_keys + 1);
	if (!lock->keys)
		return ERR_LIMIT;
	for (i = 0; i < lock->n_keys; i++) {
		lock->keys[i] = rows[i].who;
		lock->has_key |= str_eq(rows[i].who, viewer.who);
	}
	return OK;
}

/*
 * Who has a key may change the lock.  A team lead who looks in may too, so that a lock does not stay
 * when all its keys have left; but not where the lock is there because of a team lead.
 */
enum err
referral_lock_load(struct db *db, const struct scope *scope, struct arena *a, referral_id id,
	struct referral_lock *out)
{
	struct referral_lock lock = { 0 };
	struct sql_referral_lock_of_referral row;
	enum err e = sql_referral_lock_of_referral(db, scope, a, id, &row);

	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	lock.is_locked = e == OK;
	if (lock.is_locked) {
		lock.ground = row.ground;
		TRY(load_keys(db, scope, a, id, &lock));
	}
	lock.may_change = !lock.is_locked || lock.has_key ||
		(scope_has_role(scope, ROLE_TEAM_LEAD) && lock.ground != LOCK_LEAD);
	*out = lock;
	return OK;
}

/* A referral that the scope sees, with its lock, to be changed by it. */
static enum err
load_to_change(struct tx *tx, const struct scope *scope, struct arena *a, referral_id id,
	struct referral *referral, struct referral_lock *lock)
{
	TRY(referral_by_id(tx_db(tx), scope, a, id, referral));
	TRY(referral_lock_load(tx_db(tx), scope, a, id, lock));
	return lock->may_change ? OK : ERR_FORBIDDEN;
}

enum err
referral_lock(struct tx *tx, const struct scope *scope, struct arena *a, referral_id id,
	const struct lock_input *in)
{
	struct referral referral;
	struct referral_lock lock;
	account_id *keys;
	size_t n, i;

	TRY(load_to_change(tx, scope, a, id, &referral, &lock));
	if (lock.is_locked)
		return ERR_CONFLICT;
	TRY(lock_first_keys(tx_db(tx), scope, a, referral.team, in, &keys, &n));
	TRY(sql_referral_lock_referral(tx, scope, id, in->ground));
	for (i = 0; i < n; i++)
		TRY(sql_referral_give_referral_key(tx, scope, id,
			lock_who(a, keys[i], LOCK_OF_REFERRAL)));
	return OK;
}

enum err
referral_unlock(struct tx *tx, const struct scope *scope, struct arena *a, referral_id id)
{
	struct referral referral;
	struct referral_lock lock;

	TRY(load_to_change(tx, scope, a, id, &referral, &lock));
	return sql_referral_unlock_referral(tx, scope, id);
}

enum err
referral_change_key(struct tx *tx, const struct scope *scope, struct arena *a, referral_id id,
	const struct key_input *in)
{
	struct referral referral;
	struct colleague *rows;
	struct referral_lock lock;
	size_t n, i;

	TRY(load_to_change(tx, scope, a, id, &referral, &lock));
	if (!lock.is_locked)
		return ERR_CONFLICT;
	if (in->take != 0)
		return sql_referral_take_referral_key(tx, scope, id,
			lock_who(a, (account_id){ in->take }, LOCK_OF_REFERRAL));
	TRY(lock_colleagues(tx_db(tx), scope, a, referral.team, &rows, &n));
	for (i = 0; i < n; i++)
		if (rows[i].id.v == in->give)
			return sql_referral_give_referral_key(tx, scope, id,
				lock_who(a, rows[i].id, LOCK_OF_REFERRAL));
	return ERR_INVALID;
}

/* ---- looking in ---- */

static enum err
look_in(struct tx *tx, const struct scope *scope, struct arena *a, referral_id id, team_id team,
	int64_t reason)
{
	struct lock_viewer viewer = lock_viewer_of(scope, a, LOCK_OF_REFERRAL);
	struct sql_referral_add_referral_override_in in = { .referral_id = id,
		.who = viewer.who,
		.reason = reason, .opened_month = date_month(clock_today()) };
	struct sql_referral_add_referral_override added;
	struct referral_lock lock;
	bool has_lead;

	TRY(referral_lock_load(tx_db(tx), scope, a, id, &lock));
	TRY(lock_has_lead(tx_db(tx), scope, a, team, LOCK_OF_REFERRAL, lock.keys, lock.n_keys,
		&has_lead));
	in.is_for_auditor = !has_lead;
	TRY(sql_referral_drop_referral_openings(tx, scope, viewer.now));
	TRY(sql_referral_open_referral(tx, scope, id, viewer.who,
		lock_open_until(viewer.now)));
	return sql_referral_add_referral_override(tx, scope, a, &in, &added);
}

enum err
referral_open_locked(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct opening_input *in, referral_id *out)
{
	struct sql_referral_by_slip_locked found;
	struct str code;
	struct referral referral;
	enum err e;

	if (!choice_of(opening_reason_choices, OPENING_REASONS, in->reason))
		return ERR_INVALID;
	TRY(referral_slip_code_read(a, in->code, &code));
	TRY(sql_referral_by_slip_locked(tx_db(tx), scope, a, code, scope_team(scope), &found));
	e = referral_by_id(tx_db(tx), scope, a, found.id, &referral);
	if (e == ERR_NOT_FOUND && found.is_locked)
		e = look_in(tx, scope, a, found.id, found.team_id, in->reason);
	TRY(e);
	*out = found.id;
	return OK;
}

/* ---- who is told ---- */

enum err
referral_openings_to_see(struct db *db, const struct scope *scope, struct arena *a, int64_t *n)
{
	struct sql_referral_overrides_to_see *rows;
	size_t count;

	TRY(sql_referral_overrides_to_see(db, scope, a,
		lock_viewer_of(scope, a, LOCK_OF_REFERRAL).who, &rows,
		&count));
	*n = (int64_t)count;
	return OK;
}

enum err
referral_openings_for_auditor(struct db *db, const struct scope *scope, struct arena *a,
	struct month from, int64_t *n)
{
	struct sql_referral_overrides_for_auditor row;

	TRY(sql_referral_overrides_for_auditor(db, scope, a, from, &row));
	*n = row.n;
	return OK;
}
