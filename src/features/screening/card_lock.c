/* Locked cards: the queries of their locks, for the rules of features/lock. */
#include "features/screening/card_lock.h"

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

/* ---- what can be locked ---- */

static enum err
see(struct db *db, const struct scope *scope, struct arena *a, int64_t id,
	struct lock_thing *out)
{
	struct sql_screening_card row;

	TRY(card_load(db, scope, a, (card_id){ id }, &row));
	*out = (struct lock_thing){ row.id.v, row.code, row.team_id };
	return OK;
}

static enum err
find(struct db *db, const struct scope *scope, struct arena *a, struct str typed,
	struct lock_thing *out, bool *is_locked)
{
	struct sql_screening_card_by_code_locked row;
	struct str codes[CARD_SPLITS_MAX];
	enum err e = ERR_NOT_FOUND;
	size_t n, i;

	TRY(card_code_read(a, typed, codes, &n));
	for (i = 0; e == ERR_NOT_FOUND && i < n; i++)
		e = sql_screening_card_by_code_locked(db, scope, a, codes[i], scope_team(scope),
			&row);
	TRY(e);
	*out = (struct lock_thing){ row.id.v, row.code, row.team_id };
	*is_locked = row.is_locked;
	return OK;
}

static enum err
read_lock(struct db *db, const struct scope *scope, struct arena *a, int64_t id,
	struct lock *out)
{
	struct sql_screening_lock_of_card lock;
	struct sql_screening_keys_of_card *keys;
	size_t n, i;

	TRY(sql_screening_lock_of_card(db, scope, a, (card_id){ id }, &lock));
	TRY(sql_screening_keys_of_card(db, scope, a, (card_id){ id }, &keys, &n));
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
	struct sql_screening_overrides_of_card *rows;
	struct lock_opening *found;
	size_t count, i;

	TRY(sql_screening_overrides_of_card(db, scope, a, (card_id){ id }, &rows, &count));
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
	struct sql_screening_overrides_to_see *rows;
	struct lock_opening *found;
	size_t count, i;

	TRY(sql_screening_overrides_to_see(db, scope, a, who, &rows, &count));
	found = ARENA_ARRAY(a, struct lock_opening, count + 1);
	if (!found)
		return ERR_LIMIT;
	for (i = 0; i < count; i++)
		found[i] = (struct lock_opening){ .id = rows[i].id.v,
			.thing = { rows[i].card_id.v, rows[i].code, rows[i].team_id },
			.who = rows[i].who, .reason = rows[i].reason,
			.month = rows[i].opened_month };
	*out = found;
	*n = count;
	return OK;
}

static enum err
put_on(struct tx *tx, const struct scope *scope, int64_t id, int64_t ground)
{
	return sql_screening_lock_card(tx, scope, (card_id){ id }, ground);
}

static enum err
take_off(struct tx *tx, const struct scope *scope, int64_t id)
{
	return sql_screening_unlock_card(tx, scope, (card_id){ id });
}

static enum err
give_key(struct tx *tx, const struct scope *scope, int64_t id, struct str who)
{
	return sql_screening_give_card_key(tx, scope, (card_id){ id }, who);
}

static enum err
take_key(struct tx *tx, const struct scope *scope, int64_t id, struct str who)
{
	return sql_screening_take_card_key(tx, scope, (card_id){ id }, who);
}

static enum err
move(struct tx *tx, const struct scope *scope, int64_t id, struct str who, int64_t reason)
{
	TRY(sql_screening_drop_card_keys(tx, scope, (card_id){ id }));
	return sql_screening_move_card_key(tx, scope, (card_id){ id }, who, reason);
}

static enum err
open_for(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct lock_opening *opening, int64_t now, int64_t until)
{
	card_id id = { opening->thing.id };
	struct sql_screening_add_card_override_in in = { .card_id = id, .who = opening->who,
		.reason = opening->reason, .opened_month = opening->month,
		.is_for_auditor = opening->is_for_auditor };
	struct sql_screening_add_card_override added;

	TRY(sql_screening_drop_card_openings(tx, scope, now));
	TRY(sql_screening_open_card(tx, scope, id, opening->who, until));
	return sql_screening_add_card_override(tx, scope, a, &in, &added);
}

static enum err
set_seen(struct tx *tx, const struct scope *scope, int64_t opening, struct str who)
{
	return sql_screening_see_override(tx, scope, (card_override_id){ opening }, who);
}

const struct lockable lockable_cards = {
	.ledger = LOCK_OF_CARD,
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
	.at = { .list = "/samtal", .opening = "/samtal/oppning",
		.openings = "/samtal/oppningar", .one = "/samtal/kort/%lld",
		.lock = "/samtal/kort/%lld/las", .key = "/samtal/kort/%lld/nyckel",
		.take_off = "/samtal/kort/%lld/upplasning", .move = "/samtal/kort/%lld/flytt",
		.seen = "/samtal/oppningar/%lld" },
	.told = N_("Kortet är låst. Andra i teamet ser det inte."),
	.misread = N_("Koden är felskriven: det sista tecknet passar inte till orden."),
	.open_heading = N_("Öppna ett låst kort"),
	.opened_heading = N_("Låsta kort som öppnats"),
};

/* ---- who is told ---- */

enum err
screening_openings_to_see(struct db *db, const struct scope *scope, struct arena *a, int64_t *n)
{
	return lock_count_to_see(db, scope, a, &lockable_cards, n);
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
