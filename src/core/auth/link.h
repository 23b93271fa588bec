/* One-time links: by an invitation or a reset, somebody sets her own password. */
#ifndef CORE_AUTH_LINK_H
#define CORE_AUTH_LINK_H

#include "core/auth/session.h"

/* Stored in login_link.kind; never renumber. */
enum link_kind {
	LINK_NONE = 0,
	LINK_INVITATION = 1,	/* 72 hours */
	LINK_RESET = 2		/* 24 hours; the password holds until the link is used; TOTP stays */
};

enum { LINK_TOKEN_TEXT = SESSION_TOKEN_TEXT };	/* 43 characters of base64url and a NUL */

/*
 * A fresh link for the account; every older one of it is dead.  `token` is told once (as an address:
 * url_login_link of the room people), kept nowhere, and written into no log.  As account_may_change;
 * also ERR_FORBIDDEN for oneself, who asks with her present password, and where two are needed
 * (reset_needs_second), and ERR_CONFLICT for a disabled account.
 */
enum err link_make(struct tx *tx, const struct scope *scope, account_id account,
	enum link_kind kind, char token[LINK_TOKEN_TEXT]);
/* Ends it unused; ERR_NOT_FOUND when there is none. */
enum err link_withdraw(struct tx *tx, const struct scope *scope, account_id account);

/* The newest link of an account, for whoever may change it.  kind LINK_NONE: there is none. */
struct link_state {
	enum link_kind kind;
	bool is_used, is_over;
	struct date until;	/* its last day */
	account_id made_by;	/* {0}: the command line */
};
enum err link_state_of(struct db *db, const struct scope *scope, struct arena *a,
	account_id account, struct link_state *out);

/* ---- the person who got it, logged in as nobody ---- */

struct link_found {
	account_id account;
	struct str login;
	enum link_kind kind;
};
/*
 * Whose link it is; changes nothing.  ERR_NOT_FOUND for one that is unknown, used, too old, replaced,
 * or of a disabled account: they cannot be told apart.
 */
enum err link_find(struct db *db, struct arena *a, struct str token, struct link_found *out);
/*
 * Uses it up and sets the password, which is now her own; ends her sessions, and after a reset leaves
 * her a notice.  ERR_NOT_FOUND as link_find; of two at the same time one gets it.
 */
enum err link_use(struct tx *tx, struct arena *a, struct str token, struct str password_hash);

#endif
