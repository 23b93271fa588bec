/* Who asks, where, and what that allows: nothing is read or written without a scope. */
#ifndef CORE_AUTH_SCOPE_H
#define CORE_AUTH_SCOPE_H

#include "core/db/db.h"
#include "core/db/ids.h"

/* Stored in role_grant.role; never renumber. */
enum role {
	ROLE_NONE = 0,
	ROLE_CASEWORKER = 1,		/* handläggare */
	ROLE_TEAM_LEAD = 2,		/* teamsamordnare */
	ROLE_CATALOGUE_EDITOR = 3,	/* katalogredaktör, samordnare */
	ROLE_ASSOCIATION_MANAGER = 4,	/* förbundschef */
	ROLE_NATIONAL_ANALYST = 5,	/* analytiker */
	ROLE_AUDITOR = 6,		/* granskare */
	ROLE_ADMINISTRATOR = 7,		/* administratör, no case data */
	ROLE_COUNT
};

/* Stored in org.kind; never renumber. */
enum org_kind {
	ORG_PARTY = 1,		/* huvudman, part: the individual plane */
	ORG_ASSOCIATION = 2,	/* samordningsförbund: the aggregate plane */
	ORG_NATION = 3
};

enum perm {
	PERM_NONE = 0,		/* a route without a permission: the build of the table fails */
	PERM_PUBLIC,		/* nobody needs to be known */
	PERM_LOGGED_IN,		/* a session, with or without a chosen place */
	PERM_STAFF,		/* a session with a place */
	PERM_ASK,		/* ask list, Samtal, Papper: caseworker, team lead */
	PERM_CARD_CREATE,	/* new cards: caseworker, team lead */
	PERM_TEAM_OVERVIEW,	/* who has not been asked, denominators: team lead */
	PERM_GUIDANCE,		/* staff page, texts by state: caseworker, team lead, editor, manager */
	PERM_GUIDANCE_EDIT,	/* the association's own texts: editor */
	PERM_CATALOGUE_READ,	/* every role */
	PERM_CATALOGUE_EDIT,	/* editor */
	PERM_REFERRAL_READ,	/* caseworker, team lead */
	PERM_REFERRAL_WRITE,	/* caseworker, team lead */
	PERM_REFERRAL_GIVE_UP,	/* close what is overdue: team lead */
	PERM_COVERAGE,		/* exact for one team, small cells hidden above: all but auditor, admin */
	PERM_AUDIT_READ,	/* auditor */
	PERM_ADMIN,		/* administrator */
	PERM_CONFIRM,		/* second person to what an administrator asks for: team lead */
	PERM_REPORT,		/* the report to the board, and its text: manager */
	PERM_NATION,		/* associations side by side: analyst */
	PERM_COUNT
};

/* What stands between a session and its pages: a bit each, for the routes that are open behind it. */
enum gate {
	GATE_NONE = 0,
	GATE_PASSWORD = 1,	/* the password was handed out: its owner chooses another first */
	GATE_PIN = 2		/* the session is locked: its owner gives the PIN first */
};

struct scope;	/* only core/auth makes one */

/* The place: party, association or nation. */
org_id scope_org(const struct scope *scope);
/* The team within it, {0} = the whole place. */
team_id scope_team(const struct scope *scope);
/* {0} for a job. */
account_id scope_account(const struct scope *scope);
bool scope_may(const struct scope *scope, enum perm perm);
bool scope_has_role(const struct scope *scope, enum role role);
/* For the audit trail: "" for a person, "demo", "import", "count" for a job. */
struct str scope_job(const struct scope *scope);

/*
 * A named system scope with every permission in one place, for the command line and jobs; each use
 * is audited under its name.  Lives in the arena.  ERR_LIMIT when the arena is full.
 */
enum err scope_for_job(struct arena *a, org_id org, const char *job, const struct scope **out);

/* Whether a role holds a permission: the one table. */
bool role_may(enum role role, enum perm perm);
/* "caseworker", for the command line and the log. */
const char *role_code(enum role role);
enum err role_parse(struct str code, enum role *out);

#endif
