/* Locked cards: who sees one, who may change its lock, and who looks in without a key. */
#include "features/screening/card_lock.h"

#include "core/time/clock.h"
#include "features/screening/card_code.h"
#include "features/screening/card_lock.sql.h"

struct lock_viewer
card_viewer(const struct scope *scope, struct arena *a)
{
	return lock_viewer_of(scope, a, LOCK_OF_CARD);
}

enum err
card_load(struct db *db, const struct scope *scope, struct arena *a, card_id id,
	struct sql_screening_card *row)
{
	struct lock_viewer viewer = card_viewer(scope, a);
	struct sql_screening_card_in in = { .id = id, .team_id = scope_team(scope),
		.who = viewer.who, .now = viewer.now };

	return sql_screening_card(db, scope, a, &in, row);
}

enum err
due_load(struct db *db, const struct scope *scope, struct arena *a, due_id id,
	struct sql_screening_due *row)
{
	struct lock_viewer viewer = card_viewer(scope, a);
	struct sql_screening_due_in in = { .id = id, .team_id = scope_team(scope),
		.who = viewer.who, .now = viewer.now };

	return sql_screening_due(db, scope, a, &in, row);
}

static enum err
load_keys(struct db *db, const struct scope *scope, struct arena *a, card_id id,
	struct card_lock *lock)
{
	struct lock_viewer viewer = card_viewer(scope, a);
	struct sql_screening_keys_of_card *rows;
	size_t i;

	TRY(sql_screening_keys_of_card(db, scope, a, id, &rows, &lock->n_keys));
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
card_lock_load(struct db *db, const struct scope *scope, struct arena *a, card_id id,
	struct card_lock *out)
{
	struct card_lock lock = { 0 };
	struct sql_screening_lock_of_card row;
	enum err e = sql_screening_lock_of_card(db, scope, a, id, &row);

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

/* A card that the scope sees, with its lock, to be changed by it. */
static enum err
load_to_change(struct tx *tx, const struct scope *scope, struct arena *a, card_id id,
	struct sql_screening_card *card, struct card_lock *lock)
{
	TRY(card_load(tx_db(tx), scope, a, id, card));
	TRY(card_lock_load(tx_db(tx), scope, a, id, lock));
	return lock->may_change ? OK : ERR_FORBIDDEN;
}

enum err
screening_lock_card(struct tx *tx, const struct scope *scope, struct arena *a, card_id id,
	const struct lock_input *in)
{
	struct sql_screening_card card;
	struct card_lock lock;
	account_id *keys;
	size_t n, i;

	TRY(load_to_change(tx, scope, a, id, &card, &lock));
	if (lock.is_locked)
		return ERR_CONFLICT;
	TRY(lock_first_keys(tx_db(tx), scope, a, card.team_id, in, &keys, &n));
	TRY(sql_screening_lock_card(tx, scope, id, in->ground));
	for (i = 0; i < n; i++)
		TRY(sql_screening_give_card_key(tx, scope, id,
			lock_who(a, keys[i], LOCK_OF_CARD)));
	return OK;
}

enum err
screening_unlock_card(struct tx *tx, const struct scope *scope, struct arena *a, card_id id)
{
	struct sql_screening_card card;
	struct card_lock lock;

	TRY(load_to_change(tx, scope, a, id, &card, &lock));
	return sql_screening_unlock_card(tx, scope, id);
}

enum err
screening_change_key(struct tx *tx, const struct scope *scope, struct arena *a, card_id id,
	const struct key_input *in)
{
	struct sql_screening_card card;
	struct colleague *rows;
	struct card_lock lock;
	size_t n, i;

	TRY(load_to_change(tx, scope, a, id, &card, &lock));
	if (!lock.is_locked)
		return ERR_CONFLICT;
	if (in->take != 0)
		return sql_screening_take_card_key(tx, scope, id,
			lock_who(a, (account_id){ in->take }, LOCK_OF_CARD));
	TRY(lock_colleagues(tx_db(tx), scope, a, card.team_id, &rows, &n));
	for (i = 0; i < n; i++)
		if (rows[i].id.v == in->give)
			return sql_screening_give_card_key(tx, scope, id,
				lock_who(a, rows[i].id, LOCK_OF_CARD));
	return ERR_INVALID;
}

/* ---- looking in ---- */

static enum err
find_by_code(struct db *db, const struct scope *scope, struct arena *a, struct str typed,
	struct sql_screening_card_by_code_locked *row)
{
	struct str codes[CARD_SPLITS_MAX];
	size_t n, i;

	TRY(card_code_read(a, typed, codes, &n));
	for (i = 0; i < n; i++) {
		enum err e = sql_screening_card_by_code_locked(db, scope, a, codes[i],
			scope_team(scope), row);

		if (e != ERR_NOT_FOUND)
			return e;
	}
	return ERR_NOT_FOUND;
}

static enum err
look_in(struct tx *tx, const struct scope *scope, struct arena *a, card_id id, team_id team,
	int64_t reason)
{
	struct lock_viewer viewer = card_viewer(scope, a);
	struct sql_screening_add_card_override_in in = { .card_id = id, .who = viewer.who,
		.reason = reason, .opened_month = date_month(clock_today()) };
	struct sql_screening_add_card_override added;
	struct card_lock lock;
	bool has_lead;

	TRY(card_lock_load(tx_db(tx), scope, a, id, &lock));
	TRY(lock_has_lead(tx_db(tx), scope, a, team, LOCK_OF_CARD, lock.keys, lock.n_keys,
		&has_lead));
	in.is_for_auditor = !has_lead;
	TRY(sql_screening_drop_card_openings(tx, scope, viewer.now));
	TRY(sql_screening_open_card(tx, scope, id, viewer.who,
		lock_open_until(viewer.now)));
	return sql_screening_add_card_override(tx, scope, a, &in, &added);
}

enum err
screening_open_card(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct opening_input *in, card_id *out)
{
	struct sql_screening_card_by_code_locked found;
	struct sql_screening_card card;
	enum err e;

	if (!choice_of(opening_reason_choices, OPENING_REASONS, in->reason))
		return ERR_INVALID;
	TRY(find_by_code(tx_db(tx), scope, a, in->code, &found));
	e = card_load(tx_db(tx), scope, a, found.id, &card);
	if (e == ERR_NOT_FOUND && found.is_locked)
		e = look_in(tx, scope, a, found.id, found.team_id, in->reason);
	TRY(e);
	*out = found.id;
	return OK;
}

/* ---- who is told ---- */

enum err
screening_openings_to_see(struct db *db, const struct scope *scope, struct arena *a, int64_t *n)
{
	struct sql_screening_overrides_to_see *rows;
	size_t count;

	TRY(sql_screening_overrides_to_see(db, scope, a, card_viewer(scope, a).who, &rows,
		&count));
	*n = (int64_t)count;
	return OK;
}

enum err
screening_openings_for_auditor(struct db *db, const struct scope *scope, struct arena *a,
	struct month from, int64_t *n)
{
	struct sql_screening_overrides_for_auditor row;

	TRY(sql_screening_overrides_for_auditor(db, scope, a, from, &row));
	*n = row.n;
	return OK;
}
