/* Interventions and teams as units: another name, the end, what was done, and taking it back. */
#include "features/people/people.h"

#include "core/auth/grant.h"
#include "core/time/clock.h"
#include "features/people/internal.h"
#include "features/people/people.sql.h"
#include "features/people/unit.sql.h"

enum { SMALL_ARENA = 32 * 1024 };

/* ---- what is there ---- */

/* The unit as it is now; the intervention of a team is found if only the team is named. */
struct unit_now {
	struct unit unit;
	struct str name;
	struct month closed;	/* its own end, not that of the intervention around it */
};

static enum err
intervention_now(struct db *db, const struct scope *scope, struct arena *a, struct unit unit,
	struct unit_now *out)
{
	struct intervention_row row;

	TRY(intervention_by_id(db, scope, a, unit.intervention, &row));
	*out = (struct unit_now){ unit, row.name, row.closed };
	return OK;
}

static enum err
unit_now(struct db *db, const struct scope *scope, struct arena *a, struct unit unit,
	struct unit_now *out)
{
	struct team_row row;

	if (unit.team.v == 0)
		return intervention_now(db, scope, a, unit, out);
	TRY(team_by_id(db, scope, a, unit.team, &row));
	*out = (struct unit_now){ { row.intervention, row.id }, row.name, row.own_closed };
	return OK;
}

enum err
unit_left(struct db *db, const struct scope *scope, struct arena *a, struct unit unit,
	struct unit_left *out)
{
	struct sql_people_unit_left row;

	TRY(sql_people_unit_left(db, scope, a, unit.intervention, unit.team, clock_today(),
		&row));
	*out = (struct unit_left){ row.cards, row.referrals, row.roles };
	return OK;
}

/* ---- what was done ---- */

enum err
unit_note(struct tx *tx, const struct scope *scope, struct unit unit,
	enum unit_change_kind kind, struct str was)
{
	struct sql_people_unit_change_add_in in = { .intervention_id = unit.intervention,
		.team_id = unit.team, .kind = kind, .done_on = clock_today(),
		.by_id = scope_account(scope), .was = was };
	struct sql_people_unit_change_last last;
	struct arena *a = arena_new(4096);
	enum err e;

	if (!a)
		return ERR_LIMIT;
	e = sql_people_unit_change_last(tx_db(tx), scope, a, &last);
	arena_free(a);
	TRY(e);
	in.nr = last.nr + 1;
	return sql_people_unit_change_add(tx, scope, &in);
}

static bool
can_be_undone(enum unit_change_kind kind)
{
	return kind == UNIT_RENAMED || kind == UNIT_CLOSED || kind == UNIT_OPENED;
}

/* A fresh change is taken back by whoever made a slip of the hand. */
static bool
is_fresh(struct date on)
{
	return on.days >= date_add_days(clock_today(), -CHANGE_UNDO_DAYS).days;
}

static bool
is_same(struct unit a, struct unit b)
{
	return a.intervention.v == b.intervention.v && a.team.v == b.team.v;
}

/* Newest first: the first row of a unit is its last change. */
static void
mark_what_can_be_undone(struct unit_change *rows, size_t n)
{
	size_t i, k;

	for (i = 0; i < n; i++) {
		for (k = 0; k < i; k++)
			if (is_same(rows[k].unit, rows[i].unit))
				break;
		rows[i].may_undo = k == i && can_be_undone(rows[i].kind)
			&& is_fresh(rows[i].on);
	}
}

enum err
unit_changes(struct db *db, const struct scope *scope, struct arena *a, struct unit of,
	struct unit_change **rows, size_t *n)
{
	struct sql_people_unit_changes *found;
	struct unit_change *list;
	size_t n_found, i;

	TRY(sql_people_unit_changes(db, scope, a, of.intervention, of.team, &found, &n_found));
	list = ARENA_ARRAY(a, struct unit_change, n_found + 1);
	if (!list)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		list[i] = (struct unit_change){
			.nr = found[i].nr,
			.unit = { found[i].intervention_id, found[i].team_id },
			.name = found[i].team_id.v ? found[i].team_name
				: found[i].intervention_name,
			.kind = (enum unit_change_kind)found[i].kind,
			.on = found[i].done_on,
			.by = found[i].by_name,
			.was = found[i].was,
		};
	mark_what_can_be_undone(list, n_found);
	*rows = list;
	*n = n_found;
	return OK;
}

enum err
unit_purge(struct tx *tx, const struct scope *scope, struct arena *a, struct date before,
	int64_t *n)
{
	struct sql_people_unit_changes_old row;

	TRY(sql_people_unit_changes_old(tx_db(tx), scope, a, before, &row));
	TRY(sql_people_unit_changes_forget(tx, scope, before));
	*n = row.n;
	return OK;
}

/* ---- changing ---- */

typedef enum err change_fn(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct unit_now *now, struct str name);

/* Looks at the unit and changes it; the arena lives for the change. */
static enum err
change(struct tx *tx, const struct scope *scope, struct unit unit, change_fn *how,
	struct str name)
{
	struct unit_now now;
	struct arena *a;
	enum err e;

	if (!scope_may(scope, PERM_ADMIN))
		return ERR_FORBIDDEN;
	a = arena_new(SMALL_ARENA);
	if (!a)
		return ERR_LIMIT;
	e = unit_now(tx_db(tx), scope, a, unit, &now);
	if (e == OK)
		e = how(tx, scope, a, &now, name);
	arena_free(a);
	return e;
}

static enum err
rename_it(struct tx *tx, const struct scope *scope, struct arena *a, const struct unit_now *now,
	struct str name)
{
	(void)a;
	if (str_eq(now->name, name))
		return ERR_CONFLICT;
	if (now->unit.team.v)
		TRY(sql_people_team_rename(tx, scope, name, now->unit.team));
	else
		TRY(sql_people_intervention_rename(tx, scope, name, now->unit.intervention));
	return unit_note(tx, scope, now->unit, UNIT_RENAMED, now->name);
}

enum err
unit_rename(struct tx *tx, const struct scope *scope, struct unit unit, struct str name)
{
	if (!people_is_name(name))
		return ERR_INVALID;
	return change(tx, scope, unit, rename_it, name);
}

static enum err
close_it(struct tx *tx, const struct scope *scope, struct arena *a, const struct unit_now *now,
	struct str name)
{
	struct month month = date_month(clock_today());

	(void)a, (void)name;
	if (now->unit.team.v)
		TRY(sql_people_team_close(tx, scope, month, now->unit.team));
	else
		TRY(sql_people_intervention_close(tx, scope, month, now->unit.intervention));
	return unit_note(tx, scope, now->unit, UNIT_CLOSED, STR_NULL);
}

enum err
unit_close(struct tx *tx, const struct scope *scope, struct unit unit)
{
	return change(tx, scope, unit, close_it, STR_NULL);
}

static enum err
open_it(struct tx *tx, const struct scope *scope, struct arena *a, const struct unit_now *now,
	struct str name)
{
	(void)a, (void)name;
	if (now->unit.team.v)
		TRY(sql_people_team_open(tx, scope, now->unit.team));
	else
		TRY(sql_people_intervention_open(tx, scope, now->unit.intervention));
	return unit_note(tx, scope, now->unit, UNIT_OPENED, STR_NULL);
}

enum err
unit_open(struct tx *tx, const struct scope *scope, struct unit unit)
{
	return change(tx, scope, unit, open_it, STR_NULL);
}

static enum err
undo_change(struct tx *tx, const struct scope *scope,
	const struct sql_people_unit_change_newest *last)
{
	const struct unit unit = { last->intervention_id, last->team_id };

	switch ((enum unit_change_kind)last->kind) {
	case UNIT_RENAMED:
		return unit_rename(tx, scope, unit, last->was);
	case UNIT_CLOSED:
		return unit_open(tx, scope, unit);
	case UNIT_OPENED:
		return unit_close(tx, scope, unit);
	case UNIT_CREATED:
	case UNIT_PARTNER:
	case UNIT_PROGRAMME:
	case UNIT_CHANGE_KINDS:
		break;
	}
	return ERR_INVALID;
}

enum err
unit_undo(struct tx *tx, const struct scope *scope, int64_t nr, struct unit *out)
{
	struct sql_people_unit_change_newest last;
	struct arena *a;
	enum err e;

	if (!scope_may(scope, PERM_ADMIN))
		return ERR_FORBIDDEN;
	a = arena_new(SMALL_ARENA);
	if (!a)
		return ERR_LIMIT;
	e = sql_people_unit_change_newest(tx_db(tx), scope, a, nr, &last);
	if (e == OK && last.nr != nr)
		e = ERR_CONFLICT;
	else if (e == OK && !is_fresh(last.done_on))
		e = ERR_INVALID;
	if (e == OK)
		e = undo_change(tx, scope, &last);
	if (e == OK)
		*out = (struct unit){ last.intervention_id, last.team_id };
	arena_free(a);
	return e;
}
