/* Locked referrals: the queries of their locks, for the rules of features/lock. */
#include "features/referral/lock.h"

#include "features/referral/referral_lock.sql.h"

/* ---- what can be locked ---- */

static enum err
see(struct db *db, const struct scope *scope, struct arena *a, int64_t id,
	struct lock_thing *out)
{
	struct referral row;

	TRY(referral_by_id(db, scope, a, (referral_id){ id }, &row));
	*out = (struct lock_thing){ row.id.v, row.slip_code, row.team };
	return OK;
}

static enum err
find(struct db *db, const struct scope *scope, struct arena *a, struct str typed,
	struct lock_thing *out, bool *is_locked)
{
	struct sql_referral_by_slip_locked row;
	struct str code;

	TRY(referral_slip_code_read(a, typed, &code));
	TRY(sql_referral_by_slip_locked(db, scope, a, code, scope_team(scope), &row));
	*out = (struct lock_thing){ row.id.v, row.slip_code, row.team_id };
	*is_locked = row.is_locked;
	return OK;
}

static enum err
read_lock(struct db *db, const struct scope *scope, struct arena *a, int64_t id,
	struct lock *out)
{
	struct sql_referral_lock_of_referral lock;
	struct sql_referral_keys_of_referral *keys;
	size_t n, i;

	TRY(sql_referral_lock_of_referral(db, scope, a, (referral_id){ id }, &lock));
	TRY(sql_referral_keys_of_referral(db, scope, a, (referral_id){ id }, &keys, &n));
	out->keys = ARENA_ARRAY(a, struct str, n + 1);
	if (!out->keys)
		return ERR_LIMIT;
	for (i = 0; i < n; i++)
		out->keys[i] = keys[i].who;
	if (n == 1)
		out->moved_reason = keys[0].moved_reason;
	out->n_keys = n;
	out->ground = lock.ground;
	return OK;
}

static enum err
openings_of(struct db *db, const struct scope *scope, struct arena *a, int64_t id,
	struct lock_opening **out, size_t *n)
{
	struct sql_referral_overrides_of_referral *rows;
	struct lock_opening *found;
	size_t count, i;

	TRY(sql_referral_overrides_of_referral(db, scope, a, (referral_id){ id }, &rows,
		&count));
	found = ARENA_ARRAY(a, struct lock_opening, count + 1);
	if (!found)
		return ERR_LIMIT;
	for (i = 0; i < count; i++)
		found[i] = (struct lock_opening){ .who = rows[i].who,
			.reason = rows[i].reason, .month = rows[i].opened_month };
	*out = found;
	*n = count;
	return OK;
}

static enum err
openings_to_see(struct db *db, const struct scope *scope, struct arena *a, struct str who,
	struct lock_opening **out, size_t *n)
{
	struct sql_referral_overrides_to_see *rows;
	struct lock_opening *found;
	size_t count, i;

	TRY(sql_referral_overrides_to_see(db, scope, a, who, &rows, &count));
	found = ARENA_ARRAY(a, struct lock_opening, count + 1);
	if (!found)
		return ERR_LIMIT;
	for (i = 0; i < count; i++)
		found[i] = (struct lock_opening){ .id = rows[i].id.v,
			.thing = { rows[i].referral_id.v, rows[i].slip_code, rows[i].team_id },
			.who = rows[i].who, .reason = rows[i].reason,
			.month = rows[i].opened_month };
	*out = found;
	*n = count;
	return OK;
}

static enum err
put_on(struct tx *tx, const struct scope *scope, int64_t id, int64_t ground)
{
	return sql_referral_lock_referral(tx, scope, (referral_id){ id }, ground);
}

static enum err
take_off(struct tx *tx, const struct scope *scope, int64_t id)
{
	return sql_referral_unlock_referral(tx, scope, (referral_id){ id });
}

static enum err
give_key(struct tx *tx, const struct scope *scope, int64_t id, struct str who)
{
	return sql_referral_give_referral_key(tx, scope, (referral_id){ id }, who);
}

static enum err
take_key(struct tx *tx, const struct scope *scope, int64_t id, struct str who)
{
	return sql_referral_take_referral_key(tx, scope, (referral_id){ id }, who);
}

static enum err
move(struct tx *tx, const struct scope *scope, int64_t id, struct str who, int64_t reason)
{
	TRY(sql_referral_drop_referral_keys(tx, scope, (referral_id){ id }));
	return sql_referral_move_referral_key(tx, scope, (referral_id){ id }, who, reason);
}

static enum err
open_for(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct lock_opening *opening, int64_t now, int64_t until)
{
	referral_id id = { opening->thing.id };
	struct sql_referral_add_referral_override_in in = { .referral_id = id,
		.who = opening->who, .reason = opening->reason, .opened_month = opening->month,
		.is_for_auditor = opening->is_for_auditor };
	struct sql_referral_add_referral_override added;

	TRY(sql_referral_drop_referral_openings(tx, scope, now));
	TRY(sql_referral_open_referral(tx, scope, id, opening->who, until));
	return sql_referral_add_referral_override(tx, scope, a, &in, &added);
}

static enum err
set_seen(struct tx *tx, const struct scope *scope, int64_t opening, struct str who)
{
	return sql_referral_see_override(tx, scope, (referral_override_id){ opening }, who);
}

const struct lockable lockable_referrals = {
	.ledger = LOCK_OF_REFERRAL,
	.see = see,
	.find = find,
	.read = read_lock,
	.openings_of = openings_of,
	.openings_to_see = openings_to_see,
	.put_on = put_on,
	.take_off = take_off,
	.give_key = give_key,
	.take_key = take_key,
	.move = move,
	.open = open_for,
	.set_seen = set_seen,
	.at = { .list = "/lotsningar", .opening = "/lotsningar/oppning",
		.openings = "/lotsningar/oppningar", .one = "/lotsningar/%lld",
		.lock = "/lotsningar/%lld/las", .key = "/lotsningar/%lld/nyckel",
		.take_off = "/lotsningar/%lld/upplasning", .move = "/lotsningar/%lld/flytt",
		.seen = "/lotsningar/oppningar/%lld" },
	.told = N_("Lotsningen är låst. Andra i teamet ser den inte."),
	.misread = N_("Koden är felskriven."),
	.open_heading = N_("Öppna en låst lotsning"),
	.opened_heading = N_("Låsta lotsningar som öppnats"),
};

/* ---- who is told ---- */

enum err
referral_openings_to_see(struct db *db, const struct scope *scope, struct arena *a, int64_t *n)
{
	return lock_count_to_see(db, scope, a, &lockable_referrals, n);
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
