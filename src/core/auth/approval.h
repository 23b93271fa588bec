/* What needs a second person: a case role for somebody, and resetting both halves of a log-in. */
#ifndef CORE_AUTH_APPROVAL_H
#define CORE_AUTH_APPROVAL_H

#include "core/auth/grant.h"

enum { APPROVAL_DAYS = 14, RESET_DAYS = 30 };

/* Stored in approval.kind and approval.state; never renumber. */
enum approval_kind { APPROVAL_ROLE = 1, APPROVAL_RESET = 2 };
enum approval_state {
	APPROVAL_WAITING = 1,
	APPROVAL_CONFIRMED = 2,
	APPROVAL_REFUSED = 3,
	APPROVAL_WITHDRAWN = 4,
	APPROVAL_EXPIRED = 5		/* not stored: waiting, and the last day is over */
};

struct approval {
	approval_id id;
	enum approval_kind kind;
	enum approval_state state;
	struct grant grant;		/* account; with its role, team and last day for a role */
	struct str login, display_name, team_name;
	account_id asked_by;
	struct str asked_by_name, decided_by_name;	/* "" = nobody yet, or whoever runs Lotsa */
	struct date asked_on, expires_on, decided_on;
};

/*
 * An administrator asks for a case role, or for more time with one, for somebody else.  ERR_CONFLICT
 * when it is held (as long) or already asked for, ERR_INVALID as grant_give, ERR_FORBIDDEN for
 * oneself, ERR_NOT_FOUND without such an account.
 */
enum err approval_ask_role(struct tx *tx, const struct scope *scope, const struct grant *grant,
	approval_id *id);
/* Asks to reset both of somebody: confirmed, the second step is off and a new link may be made. */
enum err approval_ask_reset(struct tx *tx, const struct scope *scope, account_id account,
	approval_id *id);

/* Of the last two years, newest first; PERM_ADMIN or PERM_CONFIRM. */
enum err approval_list(struct db *db, const struct scope *scope, struct arena *a,
	struct approval **rows, size_t *n);
enum err approval_by_id(struct db *db, const struct scope *scope, struct arena *a,
	approval_id id, struct approval *out);

/* Why somebody may not confirm. */
enum approval_bar {
	APPROVAL_MAY = 0,
	APPROVAL_BAR_ROLE,	/* is no team lead here */
	APPROVAL_BAR_OVER,	/* decided, withdrawn or too old */
	APPROVAL_BAR_OWN,	/* asked for it herself */
	APPROVAL_BAR_ABOUT,	/* it is about her */
	APPROVAL_BAR_FRESH,	/* an administrator reset her own log-in lately */
	APPROVAL_BAR_ASKER	/* who asked is no administrator here any more */
};
enum err approval_bar(struct db *db, const struct scope *scope, struct arena *a,
	const struct approval *approval, enum approval_bar *out);

/* Both: ERR_FORBIDDEN when barred, ERR_CONFLICT when it is over, ERR_NOT_FOUND. */
enum err approval_confirm(struct tx *tx, const struct scope *scope, approval_id id);
enum err approval_refuse(struct tx *tx, const struct scope *scope, approval_id id);
/* By an administrator of the place; ERR_CONFLICT when it is over. */
enum err approval_withdraw(struct tx *tx, const struct scope *scope, approval_id id);

/* How many wait for somebody's decision: those that she may decide. */
enum err approval_waiting(struct db *db, const struct scope *scope, struct arena *a,
	int64_t *n);
/* Whether the place has a team lead who could decide about this account's request. */
enum err approval_has_decider(struct db *db, const struct scope *scope, struct arena *a,
	account_id asker, account_id about, bool *out);

/* ---- resets: one half alone, both only by two ---- */

enum reset { RESET_PASSWORD, RESET_SECOND };
/*
 * Whether resetting this half is left to two, because the other one was reset within RESET_DAYS: not
 * for a job, and not for a password after a confirmed request of APPROVAL_DAYS, which ended the second
 * step once and ends no other, or while the second step is on.
 */
enum err reset_needs_second(struct db *db, const struct scope *scope, struct arena *a,
	account_id account, enum reset what, bool *out);
/*
 * Turns off somebody's lost second step.  ERR_NOT_FOUND when there is none, ERR_FORBIDDEN when two
 * are needed, for oneself, and as account_may_change.
 */
enum err reset_second_step(struct tx *tx, const struct scope *scope, account_id account);

#endif
