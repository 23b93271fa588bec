/* Scopes, and the one table of what a role may do. */
#include "core/auth/internal.h"

enum {
	CASEWORKER = ROLE_BIT(ROLE_CASEWORKER),
	TEAM_LEAD = ROLE_BIT(ROLE_TEAM_LEAD),
	EDITOR = ROLE_BIT(ROLE_CATALOGUE_EDITOR),
	MANAGER = ROLE_BIT(ROLE_ASSOCIATION_MANAGER),
	ANALYST = ROLE_BIT(ROLE_NATIONAL_ANALYST),
	AUDITOR = ROLE_BIT(ROLE_AUDITOR),
	ADMINISTRATOR = ROLE_BIT(ROLE_ADMINISTRATOR),
	EVERY_ROLE = CASEWORKER | TEAM_LEAD | EDITOR | MANAGER | ANALYST | AUDITOR
		| ADMINISTRATOR
};

static const unsigned roles_with[PERM_COUNT] = {
	[PERM_PUBLIC] = EVERY_ROLE,
	[PERM_LOGGED_IN] = EVERY_ROLE,
	[PERM_STAFF] = EVERY_ROLE,
	[PERM_ASK] = CASEWORKER | TEAM_LEAD,
	[PERM_CARD_CREATE] = CASEWORKER | TEAM_LEAD,
	[PERM_TEAM_OVERVIEW] = TEAM_LEAD,
	[PERM_GUIDANCE] = CASEWORKER | TEAM_LEAD | EDITOR | MANAGER,
	[PERM_GUIDANCE_EDIT] = EDITOR,
	[PERM_CATALOGUE_READ] = EVERY_ROLE,
	[PERM_CATALOGUE_EDIT] = EDITOR,
	[PERM_REFERRAL_READ] = CASEWORKER | TEAM_LEAD,
	[PERM_REFERRAL_WRITE] = CASEWORKER | TEAM_LEAD,
	[PERM_REFERRAL_GIVE_UP] = TEAM_LEAD,
	[PERM_COVERAGE] = CASEWORKER | TEAM_LEAD | MANAGER | EDITOR | ANALYST,
	[PERM_AUDIT_READ] = AUDITOR,
	[PERM_ADMIN] = ADMINISTRATOR,
	[PERM_CONFIRM] = TEAM_LEAD,
	[PERM_REPORT] = MANAGER,
	[PERM_NATION] = ANALYST,
};

static const char *const role_codes[ROLE_COUNT] = {
	[ROLE_NONE] = "none",
	[ROLE_CASEWORKER] = "caseworker",
	[ROLE_TEAM_LEAD] = "team_lead",
	[ROLE_CATALOGUE_EDITOR] = "catalogue_editor",
	[ROLE_ASSOCIATION_MANAGER] = "association_manager",
	[ROLE_NATIONAL_ANALYST] = "national_analyst",
	[ROLE_AUDITOR] = "auditor",
	[ROLE_ADMINISTRATOR] = "administrator",
};

org_id
scope_org(const struct scope *scope)
{
	return scope->org;
}

team_id
scope_team(const struct scope *scope)
{
	return scope->team;
}

account_id
scope_account(const struct scope *scope)
{
	return scope->account;
}

struct str
scope_job(const struct scope *scope)
{
	return scope->job;
}

bool
scope_may(const struct scope *scope, enum perm perm)
{
	if (perm <= PERM_NONE || perm >= PERM_COUNT)
		return false;
	if (perm == PERM_PUBLIC)
		return true;
	if (!scope)
		return false;
	return !str_is_empty(scope->job) || (roles_with[perm] & scope->roles) != 0;
}

/* A job holds permissions, not roles. */
bool
scope_has_role(const struct scope *scope, enum role role)
{
	if (!scope || role <= ROLE_NONE || role >= ROLE_COUNT)
		return false;
	return (scope->roles & ROLE_BIT(role)) != 0;
}

enum err
scope_new(struct arena *a, const struct scope *from, const struct scope **out)
{
	struct scope *scope = ARENA_NEW(a, struct scope);

	if (!scope)
		return ERR_LIMIT;
	*scope = *from;
	scope->job = arena_str(a, from->job);
	if (scope->job.n != from->job.n)
		return ERR_LIMIT;
	*out = scope;
	return OK;
}

enum err
scope_for_job(struct arena *a, org_id org, const char *job, const struct scope **out)
{
	struct scope scope = { .org = org, .job = str_of(job) };

	assert_always(scope.job.n > 0);
	return scope_new(a, &scope, out);
}

bool
role_may(enum role role, enum perm perm)
{
	if (role <= ROLE_NONE || role >= ROLE_COUNT || perm <= PERM_NONE || perm >= PERM_COUNT)
		return false;
	return (roles_with[perm] & ROLE_BIT(role)) != 0;
}

const char *
role_code(enum role role)
{
	return role > ROLE_NONE && role < ROLE_COUNT ? role_codes[role] : role_codes[ROLE_NONE];
}

enum err
role_parse(struct str code, enum role *out)
{
	int role;

	for (role = ROLE_CASEWORKER; role < ROLE_COUNT; role++) {
		if (str_eq(code, str_of(role_codes[role]))) {
			*out = (enum role)role;
			return OK;
		}
	}
	return ERR_INVALID;
}
