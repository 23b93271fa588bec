/* The rules of places, interventions and teams. */
#include "features/people/people.h"

#include "features/people/internal.h"
#include "features/people/people.sql.h"

enum { NAME_MIN = 2, NAME_MAX = 200, CODE_MIN = 2, CODE_MAX = 40, FIRST_MAX = 24,
	AGAIN_MAX = 60 };

bool
people_is_name(struct str s)
{
	size_t n = str_code_points(s);

	return n >= NAME_MIN && n <= NAME_MAX;
}

bool
people_is_code(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!(s.p[i] >= 'a' && s.p[i] <= 'z') && !(s.p[i] >= '0' && s.p[i] <= '9')
			&& s.p[i] != '-')
			return false;
	return s.n >= CODE_MIN && s.n <= CODE_MAX;
}

/* An arena for the few rows that a rule looks at; the caller frees it. */
static enum err
small_arena(struct arena **a)
{
	*a = arena_new(16 * 1024);
	return *a ? OK : ERR_LIMIT;
}

enum err
org_create(struct tx *tx, const struct scope *scope, const struct org_new *in, org_id *id)
{
	struct sql_people_org_add row;
	struct arena *a;
	enum err e;

	if (in->kind < ORG_PARTY || in->kind > ORG_NATION || !people_is_code(in->code)
		|| !people_is_name(in->name))
		return ERR_INVALID;
	TRY(small_arena(&a));
	e = sql_people_org_add(tx, scope, a, in->kind, in->code, in->name, &row);
	arena_free(a);
	if (e == OK)
		*id = row.id;
	return e;
}

enum err
org_set_county(struct tx *tx, const struct scope *scope, org_id association, int64_t county)
{
	if (county < 0 || county > COUNTY_LAST)
		return ERR_INVALID;
	return sql_people_org_set_county(tx, scope, county, association, ORG_ASSOCIATION);
}

enum err
org_by_code(struct db *db, struct arena *a, struct str code, struct org_row *out)
{
	struct sql_people_org_by_code row;

	TRY(sql_people_org_by_code(db, a, code, &row));
	*out = (struct org_row){ row.id, (enum org_kind)row.kind, row.code, row.name,
		row.county };
	return OK;
}

enum err
org_by_id(struct db *db, struct arena *a, org_id id, struct org_row *out)
{
	struct sql_people_org_by_id row;

	TRY(sql_people_org_by_id(db, a, id, &row));
	*out = (struct org_row){ row.id, (enum org_kind)row.kind, row.code, row.name,
		row.county };
	return OK;
}

enum err
org_list(struct db *db, struct arena *a, int64_t kind, struct org_row **rows, size_t *n)
{
	struct sql_people_org_list *found;
	struct org_row *list;
	size_t n_found, i;

	TRY(sql_people_org_list(db, a, kind, &found, &n_found));
	list = ARENA_ARRAY(a, struct org_row, n_found + 1);
	if (!list)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		list[i] = (struct org_row){ found[i].id, (enum org_kind)found[i].kind,
			found[i].code, found[i].name, found[i].county };
	*rows = list;
	*n = n_found;
	return OK;
}

enum err
org_association(struct db *db, struct arena *a, const char *code, org_id *out)
{
	struct org_row *rows, one;
	size_t n;

	if (code) {
		TRY(org_by_code(db, a, str_of(code), &one));
		if (one.kind != ORG_ASSOCIATION)
			return ERR_NOT_FOUND;
		*out = one.id;
		return OK;
	}
	TRY(org_list(db, a, ORG_ASSOCIATION, &rows, &n));
	if (n != 1)
		return ERR_NOT_FOUND;
	*out = rows[0].id;
	return OK;
}

static enum err
check_kind(struct db *db, struct arena *a, org_id id, enum org_kind kind)
{
	struct org_row row;
	enum err e = org_by_id(db, a, id, &row);

	if (e == ERR_NOT_FOUND)
		return ERR_INVALID;
	TRY(e);
	return row.kind == kind ? OK : ERR_INVALID;
}

static enum err
intervention_add(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct intervention_new *in, intervention_id *id)
{
	const struct sql_people_intervention_add_in values = {
		.association_id = in->association,
		.name = in->name,
		.uses_cards = in->uses_cards,
		.first_after = in->first_after,
		.again_after = in->again_after,
	};
	struct sql_people_intervention_add row;

	TRY(check_kind(tx_db(tx), a, scope_org(scope), ORG_PARTY));
	TRY(check_kind(tx_db(tx), a, in->association, ORG_ASSOCIATION));
	TRY(sql_people_intervention_add(tx, scope, a, &values, &row));
	*id = row.id;
	return unit_note(tx, scope, (struct unit){ row.id, { 0 } }, UNIT_CREATED, STR_NULL);
}

enum err
intervention_create(struct tx *tx, const struct scope *scope, const struct intervention_new *in,
	intervention_id *id)
{
	struct arena *a;
	enum err e;

	if (!people_is_name(in->name) || in->first_after < 0 || in->first_after > FIRST_MAX
		|| in->again_after < 0 || in->again_after > AGAIN_MAX)
		return ERR_INVALID;
	TRY(small_arena(&a));
	e = intervention_add(tx, scope, a, in, id);
	arena_free(a);
	return e;
}

static enum err
partner_add(struct tx *tx, const struct scope *scope, struct arena *a, intervention_id id,
	org_id partner)
{
	struct sql_people_intervention_exists row;
	struct org_row org;

	TRY(sql_people_intervention_exists(tx_db(tx), scope, a, id, &row));
	TRY(check_kind(tx_db(tx), a, partner, ORG_PARTY));
	TRY(org_by_id(tx_db(tx), a, partner, &org));
	if (partner.v == scope_org(scope).v)
		return ERR_INVALID;
	TRY(sql_people_partner_add(tx, scope, id, partner));
	return unit_note(tx, scope, (struct unit){ id, { 0 } }, UNIT_PARTNER, org.name);
}

enum err
intervention_add_partner(struct tx *tx, const struct scope *scope, intervention_id id,
	org_id partner)
{
	struct arena *a;
	enum err e;

	TRY(small_arena(&a));
	e = partner_add(tx, scope, a, id, partner);
	arena_free(a);
	return e;
}

enum err
intervention_partners(struct db *db, const struct scope *scope, struct arena *a,
	intervention_id id, struct org_row **rows, size_t *n)
{
	struct sql_people_partner_list *found;
	struct org_row *list;
	size_t n_found, i;

	TRY(sql_people_partner_list(db, scope, a, id, &found, &n_found));
	list = ARENA_ARRAY(a, struct org_row, n_found + 1);
	if (!list)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		list[i] = (struct org_row){ found[i].id, (enum org_kind)found[i].kind,
			found[i].code, found[i].name, found[i].county };
	*rows = list;
	*n = n_found;
	return OK;
}

enum err
intervention_set_instrument(struct tx *tx, const struct scope *scope, intervention_id id,
	instrument_id instrument)
{
	enum err e = sql_people_intervention_set_instrument(tx, scope, instrument, id);

	return e == ERR_CONFLICT ? ERR_NOT_FOUND : e;
}

static enum err
interventions(struct db *db, const struct scope *scope, struct arena *a, bool with_closed,
	struct intervention_row **rows, size_t *n)
{
	struct sql_people_intervention_list *found;
	struct intervention_row *list;
	size_t n_found, i;

	TRY(sql_people_intervention_list(db, scope, a, with_closed, &found, &n_found));
	list = ARENA_ARRAY(a, struct intervention_row, n_found + 1);
	if (!list)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		list[i] = (struct intervention_row){
			.id = found[i].id,
			.name = found[i].name,
			.association = found[i].association_id,
			.association_name = found[i].association_name,
			.uses_cards = found[i].uses_cards,
			.first_after = found[i].first_after,
			.again_after = found[i].again_after,
			.instrument = found[i].instrument_id,
			.closed = found[i].closed_month,
			.programme = found[i].programme_id,
			.programme_name = found[i].programme_name,
		};
	*rows = list;
	*n = n_found;
	return OK;
}

enum err
intervention_list(struct db *db, const struct scope *scope, struct arena *a,
	struct intervention_row **rows, size_t *n)
{
	return interventions(db, scope, a, false, rows, n);
}

enum err
intervention_list_all(struct db *db, const struct scope *scope, struct arena *a,
	struct intervention_row **rows, size_t *n)
{
	return interventions(db, scope, a, true, rows, n);
}

enum err
intervention_by_id(struct db *db, const struct scope *scope, struct arena *a,
	intervention_id id, struct intervention_row *out)
{
	struct intervention_row *rows;
	size_t n, i;

	TRY(intervention_list_all(db, scope, a, &rows, &n));
	for (i = 0; i < n; i++) {
		if (rows[i].id.v == id.v) {
			*out = rows[i];
			return OK;
		}
	}
	return ERR_NOT_FOUND;
}

enum err
intervention_by_name(struct db *db, const struct scope *scope, struct arena *a, struct str name,
	intervention_id *id)
{
	struct sql_people_intervention_by_name row;

	TRY(sql_people_intervention_by_name(db, scope, a, name, &row));
	*id = row.id;
	return OK;
}

/* A closed intervention gets no new team. */
static enum err
team_add(struct tx *tx, const struct scope *scope, struct arena *a, const struct team_new *in,
	team_id *id)
{
	struct sql_people_intervention_exists found;
	struct sql_people_team_add row;

	TRY(sql_people_intervention_exists(tx_db(tx), scope, a, in->intervention, &found));
	if (month_is_set(found.closed_month))
		return ERR_INVALID;
	TRY(sql_people_team_add(tx, scope, a, in->intervention, in->name, in->municipality,
		&row));
	*id = row.id;
	return unit_note(tx, scope, (struct unit){ in->intervention, row.id }, UNIT_CREATED,
		STR_NULL);
}

enum err
team_create(struct tx *tx, const struct scope *scope, const struct team_new *in, team_id *id)
{
	struct arena *a;
	enum err e;

	if (!people_is_name(in->name) || str_code_points(in->municipality) > NAME_MAX)
		return ERR_INVALID;
	TRY(small_arena(&a));
	e = team_add(tx, scope, a, in, id);
	arena_free(a);
	return e;
}

/* Closed by itself, or with its intervention: the month that holds. */
static struct month
closed_of(struct month own, struct month around)
{
	return month_is_set(own) ? own : around;
}

static enum err
teams(struct db *db, const struct scope *scope, struct arena *a, bool with_closed,
	struct team_row **rows, size_t *n)
{
	struct sql_people_team_list *found;
	struct team_row *list;
	size_t n_found, i;

	TRY(sql_people_team_list(db, scope, a, with_closed, &found, &n_found));
	list = ARENA_ARRAY(a, struct team_row, n_found + 1);
	if (!list)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		list[i] = (struct team_row){ found[i].id, found[i].name, found[i].municipality,
			found[i].intervention_id, found[i].intervention_name,
			found[i].uses_cards, found[i].closed_month,
			closed_of(found[i].closed_month, found[i].intervention_closed_month) };
	*rows = list;
	*n = n_found;
	return OK;
}

enum err
team_list(struct db *db, const struct scope *scope, struct arena *a, struct team_row **rows,
	size_t *n)
{
	return teams(db, scope, a, false, rows, n);
}

enum err
team_list_all(struct db *db, const struct scope *scope, struct arena *a, struct team_row **rows,
	size_t *n)
{
	return teams(db, scope, a, true, rows, n);
}

enum err
team_by_id(struct db *db, const struct scope *scope, struct arena *a, team_id id,
	struct team_row *out)
{
	struct sql_people_team_by_id row;

	TRY(sql_people_team_by_id(db, scope, a, id, &row));
	*out = (struct team_row){ row.id, row.name, row.municipality, row.intervention_id,
		row.intervention_name, row.uses_cards, row.closed_month,
		closed_of(row.closed_month, row.intervention_closed_month) };
	return OK;
}

enum err
team_by_name(struct db *db, const struct scope *scope, struct arena *a, struct str name,
	team_id *id)
{
	struct sql_people_team_by_name row;

	TRY(sql_people_team_by_name(db, scope, a, name, &row));
	*id = row.id;
	return OK;
}
