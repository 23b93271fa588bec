/* Roles in a place: given until a day, taken back; who holds them, what was done, what can be undone. */
#ifndef CORE_AUTH_GRANT_H
#define CORE_AUTH_GRANT_H

#include "core/auth/scope.h"

/* A role that opens what concerns participants: an administrator alone cannot give it. */
bool role_is_case_role(enum role role);
/* Whether somebody can have that role in a place of that kind. */
bool role_belongs(enum role role, enum org_kind kind);

struct grant {
	account_id account;
	enum role role;
	team_id team;		/* {0} = the whole place */
	struct date until;	/* the last day, {0} = without end */
};

/*
 * Gives a role in the scope's own place.  ERR_CONFLICT when held, ERR_INVALID when the role does not
 * belong in such a place (a caseworker in an association), is not one of a team, the team is
 * another's or closed, or the last day lies behind; ERR_FORBIDDEN for a role for oneself, and for a
 * case role from anybody but a job: that is asked for (core/auth/approval.h).
 */
enum err grant_give(struct tx *tx, const struct scope *scope, const struct grant *grant);
/* The same without an end. */
enum err role_grant(struct tx *tx, const struct scope *scope, account_id account,
	enum role role, team_id team);
/*
 * Another last day, {0} = none.  ERR_NOT_FOUND when the role is not held here, ERR_INVALID for a day
 * behind, ERR_CONFLICT when it is that already; ERR_FORBIDDEN as for grant_give, where a case role
 * would last longer.
 */
enum err grant_set_until(struct tx *tx, const struct scope *scope, const struct grant *grant);
/* It gives nothing from now on.  ERR_NOT_FOUND when not held here. */
enum err role_revoke(struct tx *tx, const struct scope *scope, account_id account,
	enum role role, team_id team);

struct account_row {
	account_id id;
	struct str login, display_name;
	enum role role;
	team_id team;
	struct str team_name;
	struct date until;	/* {0} = without end */
	bool is_disabled;
};
/* Who may do what in the scope's place: one row per role held today, by name. */
enum err account_list(struct db *db, const struct scope *scope, struct arena *a,
	struct account_row **rows, size_t *n);

/* How long before its end a role is warned of. */
enum { GRANT_WARN_DAYS = 30 };

/* ---- looking for people ---- */

struct person {
	account_id id;
	struct str login, display_name;
	bool is_disabled;
	struct date last_login_on;		/* {0} = never yet */
	const struct account_row *roles;	/* held here today */
	size_t n_roles;
};

/* What is looked for: words that all stand in the log-in name, the name or a role's team. */
struct person_filter {
	struct str words;	/* "" = everybody; case and accents do not matter */
	int64_t role;		/* enum role, PERSON_WITHOUT_ROLE, PERSON_DISABLED, 0 = any */
	int64_t page;		/* from 1; one beyond the last gives the last */
};
enum { PERSON_WITHOUT_ROLE = 100, PERSON_DISABLED = 101, PERSON_PAGE_ROWS = 25 };

struct people {
	struct person *rows;	/* of the page, by name */
	size_t n;
	size_t n_found;		/* on every page */
	int64_t page, n_pages;	/* n_pages >= 1 */
};
/* Whoever holds or held a role here, or was to get one.  PERM_ADMIN, else ERR_FORBIDDEN. */
enum err person_find(struct db *db, const struct scope *scope, struct arena *a,
	const struct person_filter *filter, struct people *out);

/* One of them; ERR_NOT_FOUND for whoever was never to hold a role here. */
enum err person_by_id(struct db *db, const struct scope *scope, struct arena *a, account_id id,
	struct person *out);

/* ---- what was done to an account, and taking the last thing back ---- */

/* Stored in account_change.kind; never renumber. */
enum change_kind {
	CHANGE_CREATED = 1,
	CHANGE_GRANTED = 2,
	CHANGE_UNTIL = 3,
	CHANGE_ENDED = 4,
	CHANGE_DISABLED = 5,
	CHANGE_ENABLED = 6,
	CHANGE_RENAMED = 7,
	CHANGE_PASSWORD = 8,	/* by somebody else than the person */
	CHANGE_PIN = 9,		/* likewise */
	CHANGE_SECOND_OFF = 10,	/* likewise */
	CHANGE_INVITED = 11,	/* a link for the first log-in */
	CHANGE_LINK = 12,	/* a link for a new password */
	CHANGE_ASKED = 13,	/* for a role, waiting for a second person */
	CHANGE_REFUSED = 14,
	CHANGE_WITHDRAWN = 15,
	CHANGE_ASKED_RESET = 16,
	CHANGE_KINDS
};

enum { CHANGE_UNDO_DAYS = 7 };

struct change {
	int64_t nr;
	enum change_kind kind;
	struct date on;
	struct str by;		/* a name; "" = whoever runs Lotsa */
	struct str second;	/* who confirmed, "" = nobody had to */
	enum role role;
	team_id team;
	struct str team_name;
	struct date until, was_until;
	struct str was;		/* the name before a new one */
	bool may_undo;		/* the last one, fresh, and of a kind that can be taken back */
};

/* For the functions of core/auth that change an account: one row of its history. */
struct change_note {
	enum change_kind kind;
	const struct grant *grant;	/* or NULL: no role */
	struct date was_until;
	struct str was;
	account_id by, second;	/* {0}: by the scope's own account, and nobody */
};
enum err change_note(struct tx *tx, const struct scope *scope, account_id account,
	const struct change_note *note);

/* Newest first, at most a hundred; of the own place and by whoever runs Lotsa.  PERM_ADMIN. */
enum err change_list(struct db *db, const struct scope *scope, struct arena *a,
	account_id account, struct change **rows, size_t *n);
/*
 * Takes change `nr` back: a role ended or given another last day, an account disabled or opened, a
 * new name.  ERR_CONFLICT when something was done since, ERR_INVALID when it cannot be undone or is
 * older than CHANGE_UNDO_DAYS, ERR_FORBIDDEN for one's own account.
 */
enum err change_undo(struct tx *tx, const struct scope *scope, account_id account, int64_t nr);
/* Forgets the changes and requests of before a day. */
enum err change_purge(struct tx *tx, struct arena *a, struct date before, int64_t *n_changes,
	int64_t *n_approvals);

/* 2..200 characters, else ERR_INVALID; ERR_CONFLICT when it is the name already. */
enum err account_rename(struct tx *tx, const struct scope *scope, account_id id,
	struct str display_name);

#endif
