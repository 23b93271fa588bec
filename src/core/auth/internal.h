/* What the files of core/auth share with one another and with nobody else. */
#ifndef CORE_AUTH_INTERNAL_H
#define CORE_AUTH_INTERNAL_H

#include "core/auth/session.h"
#include "core/crypto/crypto.h"

struct scope {
	org_id org;
	team_id team;
	account_id account;
	unsigned roles;		/* bit per enum role */
	struct str job;		/* "" for a person */
};

#define ROLE_BIT(role) (1u << (role))

/* Copies into the arena; ERR_LIMIT when it is full. */
enum err scope_new(struct arena *a, const struct scope *from, const struct scope **out);

enum {
	SESSION_TOKEN_BYTES = 32,
	SESSION_IDLE_SECONDS = 30 * 60,
	SESSION_AGE_SECONDS = 12 * 3600,
	SESSION_TOUCH_SECONDS = 60,
	SESSION_FUTURE_SECONDS = 300,	/* how far the clock may be set back */
	SESSION_CSRF_TEXT = 44
};

/* Everything that follows from a token; none of it leads back to the token. */
struct token {
	uint8_t hash[CRYPTO_HASH_BYTES];	/* what the database knows */
	struct vault_key vault;
	char csrf[SESSION_CSRF_TEXT];
};

/* A fresh token as text, for the cookie. */
void token_new(char text[SESSION_TOKEN_TEXT]);
/* ERR_NOT_FOUND when it is not 43 characters of base64url. */
enum err token_read(struct str text, struct token *out);

/*
 * Wrong PINs in a row, per account, in locked memory.  pin_try_take counts a try before it is made,
 * so that guesses at the same time count too: false when none is left.  pin_tries_forgive starts
 * again from none: after a right PIN and after a log-in.
 */
bool pin_try_take(account_id account);
bool pin_try_was_last(account_id account);
void pin_tries_forgive(account_id account);

/* ---- shut.c: which sessions are locked, until this process ends ---- */

void shut_add(const struct token *token);
bool shut_has(const struct token *token);
void shut_remove(const struct token *token);
/* As after a restart. */
void shut_forget_memory_for_tests(void);

/* ---- grant.c, for approval.c and change.c; none of them asks who may ---- */

/* Whether the role belongs in the scope's place and its last day is not over: else ERR_INVALID. */
enum err grant_fits(struct db *db, const struct scope *scope, struct arena *a,
	const struct grant *g);
/* ERR_INVALID in a team that is closed (features/people/people.h), where nobody begins. */
enum err grant_may_begin(struct db *db, const struct scope *scope, struct arena *a,
	const struct grant *g);
/* Its last day when it is held today; ERR_NOT_FOUND. */
enum err grant_held(struct db *db, const struct scope *scope, struct arena *a,
	const struct grant *g, struct date *until);
bool grant_lasts_longer(struct date until, struct date than);
enum err grant_put(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct grant *g);
enum err grant_move_end(struct tx *tx, const struct scope *scope, const struct grant *g);
/*
 * Whether the account holds no role in another place, is to get none there, and had none that could be
 * taken up again by undoing: else ERR_FORBIDDEN.
 */
enum err account_is_only_here(struct db *db, const struct scope *scope, struct arena *a,
	account_id id);

/* As after a restart: what the database does not know is forgotten. */
void guess_forget_memory_for_tests(void);

#endif
