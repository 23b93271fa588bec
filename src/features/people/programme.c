/* Programmes, and which interventions are part of them. */
#include "core/auth/grant.h"
#include "features/people/internal.h"
#include "features/people/people.sql.h"
#include "features/people/programme.sql.h"

enum { SMALL_ARENA = 32 * 1024 };

/* The list is the nation's: a programme reaches over the associations. */
static enum err
check_keeper(struct db *db, const struct scope *scope, struct arena *a)
{
	struct org_row place;

	if (!scope_may(scope, PERM_ADMIN))
		return ERR_FORBIDDEN;
	if (scope_org(scope).v == 0)
		return OK;
	TRY(org_by_id(db, a, scope_org(scope), &place));
	return place.kind == ORG_NATION ? OK : ERR_FORBIDDEN;
}

enum err
programme_create(struct tx *tx, const struct scope *scope, struct str code, struct str name,
	programme_id *id)
{
	struct sql_people_programme_add row;
	struct arena *a = arena_new(SMALL_ARENA);
	enum err e;

	if (!a)
		return ERR_LIMIT;
	e = check_keeper(tx_db(tx), scope, a);
	if (e == OK && (!people_is_code(code) || !people_is_name(name)))
		e = ERR_INVALID;
	if (e == OK)
		e = sql_people_programme_add(tx, scope, a, code, name, &row);
	if (e == OK)
		*id = row.id;
	arena_free(a);
	return e;
}

static enum err
rename_it(struct tx *tx, const struct scope *scope, struct arena *a, programme_id id,
	struct str name)
{
	struct sql_people_programme_by_id row;

	TRY(check_keeper(tx_db(tx), scope, a));
	if (!people_is_name(name))
		return ERR_INVALID;
	TRY(sql_people_programme_by_id(tx_db(tx), a, id, &row));
	return sql_people_programme_rename(tx, scope, name, id);
}

enum err
programme_rename(struct tx *tx, const struct scope *scope, programme_id id, struct str name)
{
	struct arena *a = arena_new(SMALL_ARENA);
	enum err e;

	if (!a)
		return ERR_LIMIT;
	e = rename_it(tx, scope, a, id, name);
	arena_free(a);
	return e;
}

enum err
programme_by_code(struct db *db, struct arena *a, struct str code, struct programme_row *out)
{
	struct sql_people_programme_by_code row;

	TRY(sql_people_programme_by_code(db, a, code, &row));
	*out = (struct programme_row){ .id = row.id, .code = row.code, .name = row.name };
	return OK;
}

enum err
programme_list(struct db *db, struct arena *a, struct programme_row **rows, size_t *n)
{
	struct sql_people_programme_list *found;
	struct programme_row *list;
	size_t n_found, i;

	TRY(sql_people_programme_list(db, a, &found, &n_found));
	list = ARENA_ARRAY(a, struct programme_row, n_found + 1);
	if (!list)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		list[i] = (struct programme_row){ found[i].id, found[i].code, found[i].name,
			found[i].n };
	*rows = list;
	*n = n_found;
	return OK;
}

static enum err
set_programme(struct tx *tx, const struct scope *scope, struct arena *a, intervention_id id,
	programme_id programme)
{
	struct intervention_row now;
	struct sql_people_programme_by_id row;
	enum err e;

	TRY(intervention_by_id(tx_db(tx), scope, a, id, &now));
	if (now.programme.v == programme.v)
		return ERR_CONFLICT;
	e = programme.v ? sql_people_programme_by_id(tx_db(tx), a, programme, &row) : OK;
	if (e == ERR_NOT_FOUND)
		return ERR_INVALID;
	TRY(e);
	TRY(sql_people_intervention_set_programme(tx, scope, programme, id));
	return unit_note(tx, scope, (struct unit){ id, { 0 } }, UNIT_PROGRAMME,
		now.programme_name);
}

enum err
intervention_set_programme(struct tx *tx, const struct scope *scope, intervention_id id,
	programme_id programme)
{
	struct arena *a;
	enum err e;

	if (!scope_may(scope, PERM_ADMIN))
		return ERR_FORBIDDEN;
	a = arena_new(SMALL_ARENA);
	if (!a)
		return ERR_LIMIT;
	e = set_programme(tx, scope, a, id, programme);
	arena_free(a);
	return e;
}
