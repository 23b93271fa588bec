/* Roles in a place: given until a day, taken back, listed. */
#include "core/auth/internal.h"

#include "core/auth/grant.sql.h"
#include "core/time/clock.h"

enum { SMALL_ARENA = 16 * 1024 };

bool
role_is_case_role(enum role role)
{
	return role == ROLE_CASEWORKER || role == ROLE_TEAM_LEAD;
}

/*
 * Who asks participants works for a party; an association never sees a participant, so those roles
 * do not exist there (domain.md: one place at a time).
 */
bool
role_belongs(enum role role, enum org_kind kind)
{
	switch (role) {
	case ROLE_CASEWORKER:
	case ROLE_TEAM_LEAD:
		return kind == ORG_PARTY;
	case ROLE_CATALOGUE_EDITOR:
	case ROLE_ASSOCIATION_MANAGER:
		return kind == ORG_ASSOCIATION;
	case ROLE_NATIONAL_ANALYST:
		return kind == ORG_NATION;
	case ROLE_AUDITOR:
	case ROLE_ADMINISTRATOR:
		return true;
	case ROLE_NONE:
	case ROLE_COUNT:
		break;
	}
	return false;
}

static bool
role_fits(enum role role, int64_t kind, team_id team)
{
	return role_belongs(role, (enum org_kind)kind) && (!team.v || role_is_case_role(role));
}

enum err
grant_fits(struct db *db, const struct scope *scope, struct arena *a, const struct grant *g)
{
	struct sql_auth_org_kind place;
	enum err e = sql_auth_org_kind(db, a, scope->org, &place);

	if (e == ERR_NOT_FOUND || (e == OK && !role_fits(g->role, place.kind, g->team)))
		return ERR_INVALID;
	TRY(e);
	if (date_is_set(g->until) && g->until.days < clock_today().days)
		return ERR_INVALID;
	return OK;
}

enum err
grant_held(struct db *db, const struct scope *scope, struct arena *a, const struct grant *g,
	struct date *until)
{
	const struct sql_auth_grant_held_in in = { .account_id = g->account, .role = g->role,
		.team_id = g->team, .today_on = clock_today() };
	struct sql_auth_grant_held row;

	TRY(sql_auth_grant_held(db, scope, a, &in, &row));
	*until = row.until_on;
	return OK;
}

bool
grant_lasts_longer(struct date until, struct date than)
{
	if (!date_is_set(than))
		return false;
	return !date_is_set(until) || until.days > than.days;
}

enum err
grant_move_end(struct tx *tx, const struct scope *scope, const struct grant *g)
{
	const struct sql_auth_grant_set_until_in in = { .account_id = g->account,
		.role = g->role, .team_id = g->team, .until_on = g->until };

	return sql_auth_grant_set_until(tx, scope, &in);
}

/* Nobody begins in a team that is closed; whoever works there may go on. */
enum err
grant_may_begin(struct db *db, const struct scope *scope, struct arena *a,
	const struct grant *g)
{
	struct sql_auth_team_closed row;
	enum err e;

	if (g->team.v == 0)
		return OK;
	e = sql_auth_team_closed(db, scope, a, g->team, &row);
	if (e == ERR_NOT_FOUND || (e == OK && month_is_set(row.closed_month)))
		return ERR_INVALID;
	return e;
}

/* A grant that was ended is taken up again; else a new one. */
enum err
grant_put(struct tx *tx, const struct scope *scope, struct arena *a, const struct grant *g)
{
	const struct sql_auth_grant_again_in again = { .account_id = g->account,
		.role = g->role, .team_id = g->team, .from_on = clock_today(),
		.until_on = g->until };
	const struct sql_auth_grant_add_in in = { .account_id = g->account, .role = g->role,
		.team_id = g->team, .from_on = clock_today(), .until_on = g->until };
	struct sql_auth_grant_add row;
	enum err e;

	TRY(grant_fits(tx_db(tx), scope, a, g));
	TRY(grant_may_begin(tx_db(tx), scope, a, g));
	e = sql_auth_grant_again(tx, scope, &again);
	return e == ERR_CONFLICT ? sql_auth_grant_add(tx, scope, a, &in, &row) : e;
}

/* Nobody changes her own roles, and a case role is not given by one person alone. */
static enum err
may_give(const struct scope *scope, const struct grant *g)
{
	if (!scope_may(scope, PERM_ADMIN))
		return ERR_FORBIDDEN;
	if (scope->account.v && scope->account.v == g->account.v)
		return ERR_FORBIDDEN;
	return OK;
}

enum err
grant_give(struct tx *tx, const struct scope *scope, const struct grant *grant)
{
	const struct change_note note = { .kind = CHANGE_GRANTED, .grant = grant };
	struct arena *a;
	enum err e = may_give(scope, grant);

	TRY(e);
	a = arena_new(SMALL_ARENA);
	if (!a)
		return ERR_LIMIT;
	e = grant_fits(tx_db(tx), scope, a, grant);
	if (e == OK && role_is_case_role(grant->role) && str_is_empty(scope->job))
		e = ERR_FORBIDDEN;
	if (e == OK)
		e = grant_put(tx, scope, a, grant);
	arena_free(a);
	TRY(e);
	return change_note(tx, scope, grant->account, &note);
}

enum err
role_grant(struct tx *tx, const struct scope *scope, account_id account, enum role role,
	team_id team)
{
	const struct grant grant = { .account = account, .role = role, .team = team };

	return grant_give(tx, scope, &grant);
}

static enum err
check_until(struct tx *tx, const struct scope *scope, struct arena *a, const struct grant *g,
	struct date *was)
{
	TRY(grant_held(tx_db(tx), scope, a, g, was));
	if (was->days == g->until.days)
		return ERR_CONFLICT;
	TRY(grant_fits(tx_db(tx), scope, a, g));
	if (role_is_case_role(g->role) && str_is_empty(scope->job)
		&& grant_lasts_longer(g->until, *was))
		return ERR_FORBIDDEN;
	return OK;
}

enum err
grant_set_until(struct tx *tx, const struct scope *scope, const struct grant *grant)
{
	struct change_note note = { .kind = CHANGE_UNTIL, .grant = grant };
	struct arena *a;
	enum err e = may_give(scope, grant);

	TRY(e);
	a = arena_new(SMALL_ARENA);
	if (!a)
		return ERR_LIMIT;
	e = check_until(tx, scope, a, grant, &note.was_until);
	arena_free(a);
	TRY(e);
	TRY(grant_move_end(tx, scope, grant));
	return change_note(tx, scope, grant->account, &note);
}

/* The grant ends with yesterday: who had access when can still be told. */
static enum err
end_it(struct tx *tx, const struct scope *scope, struct arena *a, const struct grant *g)
{
	const struct sql_auth_grant_end_in in = { .account_id = g->account, .role = g->role,
		.team_id = g->team, .until_on = date_add_days(clock_today(), -1) };
	struct change_note note = { .kind = CHANGE_ENDED, .grant = g };

	TRY(grant_held(tx_db(tx), scope, a, g, &note.was_until));
	TRY(sql_auth_grant_end(tx, scope, &in));
	return change_note(tx, scope, g->account, &note);
}

enum err
role_revoke(struct tx *tx, const struct scope *scope, account_id account, enum role role,
	team_id team)
{
	const struct grant grant = { .account = account, .role = role, .team = team };
	struct arena *a;
	enum err e;

	if (!scope_may(scope, PERM_ADMIN))
		return ERR_FORBIDDEN;
	a = arena_new(SMALL_ARENA);
	if (!a)
		return ERR_LIMIT;
	e = end_it(tx, scope, a, &grant);
	arena_free(a);
	return e;
}

enum err
account_list(struct db *db, const struct scope *scope, struct arena *a,
	struct account_row **rows, size_t *n)
{
	struct sql_auth_account_list *found;
	struct account_row *list;
	size_t n_found, i;

	if (!scope_may(scope, PERM_ADMIN))
		return ERR_FORBIDDEN;
	TRY(sql_auth_account_list(db, scope, a, clock_today(), &found, &n_found));
	list = ARENA_ARRAY(a, struct account_row, n_found ? n_found : 1);
	if (!list)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		list[i] = (struct account_row){
			.id = found[i].id,
			.login = found[i].login,
			.display_name = found[i].display_name,
			.role = (enum role)found[i].role,
			.team = found[i].team_id,
			.team_name = found[i].team_name,
			.until = found[i].until_on,
			.is_disabled = found[i].is_disabled,
		};
	*rows = list;
	*n = n_found;
	return OK;
}
