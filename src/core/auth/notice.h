/* Notices: what others did to somebody's account, shown to her after log-in until she has read it. */
#ifndef CORE_AUTH_NOTICE_H
#define CORE_AUTH_NOTICE_H

#include "core/auth/scope.h"

/* Stored in notice.kind; never renumber.  No text is kept, so nothing about anybody can be written. */
enum notice_kind {
	NOTICE_PASSWORD = 1,		/* a password was set by somebody else, or by a link */
	NOTICE_PIN = 2,			/* a PIN was set by somebody else */
	NOTICE_SECOND_STEP_OFF = 3,	/* log-in in two steps was turned off by somebody else */
	NOTICE_ROLE_GRANTED = 4,	/* with role and place */
	NOTICE_ROLE_ENDED = 5,		/* the same */
	NOTICE_ENABLED = 6,		/* the account was opened again after it had been closed */
	NOTICE_KIND_COUNT
};

/*
 * Whatever changes an account (account_set_*, grant_give, role_revoke, reset_second_step, link_use)
 * leaves its own.
 */
struct notice_new {
	account_id account;
	enum notice_kind kind;
	enum role role;			/* ROLE_NONE where it is about none */
	org_id place;			/* of the role; {0} where it is about none */
	account_id by;			/* {0}: the command line */
	account_id confirmed_by;	/* {0}: needed no second person */
};
/* Nothing is left for what somebody did to her own account. */
enum err notice_put(struct tx *tx, const struct notice_new *in);

struct notice {
	notice_id id;
	enum notice_kind kind;
	enum role role;
	struct str place_name;		/* "" where it is about no place */
	struct str by_name;		/* display name; "" for the command line */
	struct str confirmed_name;	/* "" without a second person */
	struct date made_on;
};
/* Unread ones, newest first, at most fifty. */
enum err notice_list(struct db *db, struct arena *a, account_id account, struct notice **rows,
	size_t *n);
/* The owner has read it; ERR_NOT_FOUND for one that is none of hers. */
enum err notice_dismiss(struct tx *tx, account_id account, notice_id id);

#endif
