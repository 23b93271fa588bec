/* Accounts and sessions: log-in, log-out, the chosen place, the PIN. */
#ifndef CORE_AUTH_SESSION_H
#define CORE_AUTH_SESSION_H

#include "core/auth/grant.h"
#include "core/auth/vault.h"
#include "core/i18n/i18n.h"

enum { SESSION_TOKEN_TEXT = 44 };	/* base64url of 32 random bytes, with its NUL */

/* One place where an account may act: (org, team), with its roles. */
struct place {
	org_id org;
	team_id team;		/* {0} = the whole place */
	struct str org_name;
	struct str team_name;
	unsigned roles;		/* bit per enum role */
};

/* Who the cookie belongs to, for the layout and the dispatcher. */
struct session {
	const struct scope *scope;	/* NULL until a place is chosen */
	account_id account;
	struct str display_name;
	enum lang lang;
	struct place place;		/* org 0 until chosen */
	size_t n_places;		/* that the account may choose from; 0 until one is chosen */
	struct vault_key vault;
	struct str csrf;		/* keyed to this session */
	enum gate gate;			/* closed, one at a time; the lock before the password */
	bool is_lock_fresh;		/* in memory alone: whoever locks it is on the way still */
	int64_t seconds_left;		/* until it ends, whatever is done */
	bool is_touch_due;		/* last seen more than a minute ago: see session_touch */
};

/*
 * The session of a cookie's token.  ERR_NOT_FOUND for an unknown, closed or too old one (idle
 * 30 minutes, absolute 12 hours).  Only the hash of a token is stored.
 */
enum err session_load(struct db *db, struct arena *a, struct str token, struct session *out);
/*
 * Moves the idle limit.  The dispatcher calls it, in the transaction it has anyhow or in one of its
 * own, when session_load said is_touch_due: at most one write a minute and session.
 */
enum err session_touch(struct tx *tx, struct str token);

/*
 * Somebody else may have the screen: the session opens nothing but what lies before GATE_PIN, in every
 * tab, until session_unlock, which its owner's right PIN leads to.  What its drawer holds stays.
 */
enum err session_lock(struct tx *tx, struct str token);
enum err session_unlock(struct tx *tx, struct str token);
/*
 * The same at once and without the database, so that a busy one opens nothing: from here on this process
 * takes the session for locked.  session_store_shut writes down what only memory knows, from the
 * server's idle moments and at its end.  A session that was locked before this process began is over:
 * wrong PINs are counted in memory, and a restart gives no new tries.
 */
void session_shut(struct str token);
enum err session_store_shut(struct db *writer);

/* What an action asks the dispatcher to do with the cookie. */
enum session_change_kind { SESSION_KEEP = 0, SESSION_OPENED, SESSION_CLOSED };
struct session_change {
	enum session_change_kind kind;
	char token[SESSION_TOKEN_TEXT];	/* the new token of SESSION_OPENED */
	bool awaits_code;		/* it opens nothing before second_step_finish */
};

/* ---- guessing: a delay that grows with every wrong try ---- */

enum guess_kind {
	GUESS_PASSWORD = 1,	/* per log-in name as typed, whether there is such an account or not */
	GUESS_ADDRESS = 2,	/* per address that the tries come from */
	GUESS_CODE = 3,		/* per account at the second step */
	GUESS_REMARK = 4	/* no guess, but bounded likewise: what an address may leave behind */
};

/* What one try is counted under; an empty name is not counted. */
struct guess {
	enum guess_kind kind;
	struct str name;
};

enum { GUESS_SET_MAX = 2 };
struct guess_set {
	struct guess by[GUESS_SET_MAX];
	size_t n;
};

/*
 * Counts a try before it is made, so that tries at the same time count too.  The first few are free,
 * then each doubles the wait for the next.  ERR_LIMIT while one of them waits: nothing is counted,
 * and whoever asks does no further work.  Counts live in memory and, after guess_keep, in the
 * database, so that a restart forgives nothing; a day without a try does.
 */
enum err guess_take(struct db *db, struct arena *a, const struct guess_set *set);
/* The try failed: what memory counts goes into the database.  In the transaction of its record. */
enum err guess_keep(struct tx *tx, const struct guess_set *set);
/* The try was right: a name and an account start anew, an address gets this one try back. */
enum err guess_forgive(struct tx *tx, const struct guess_set *set);

/* ---- log-in: prepare outside the transaction, finish inside ---- */

struct login_attempt {
	account_id account;	/* {0}: refused; whether the account exists cannot be told */
	bool has_second;	/* the second step is done */
	bool is_renewal;	/* a session goes on under a fresh token: no log-in at all */
	enum lang lang;		/* chosen before the log-in; Swedish stands there unchosen */
};

/*
 * Checks login and password against the read connection; always one argon2 call.  The attempt lives
 * in the arena.  ERR_FORBIDDEN is not returned here: session_open says so.
 */
enum err login_check(struct db *db, struct arena *a, struct str login, struct str password,
	struct login_attempt *out);
/*
 * Opens a fresh session (the old token, if any, is closed: rotation) and chooses the place at once
 * for somebody with one.  Whose account has a second step gets a session that awaits its code, and
 * opens nothing else, unless the attempt has_second or is_renewal.  A language that was chosen on the
 * way in becomes the account's.  ERR_FORBIDDEN for a refused attempt, audited by the dispatcher.
 */
enum err session_open(struct tx *tx, struct arena *a, const struct login_attempt *attempt,
	struct str old_token, struct session_change *change);
enum err session_close(struct tx *tx, struct str token, struct session_change *change);
/* The same after the last wrong PIN; recorded in the chain of `org`. */
enum err session_close_after_pins(struct tx *tx, org_id org, account_id account,
	struct str token, struct session_change *change);
/* Ends every session of the account, this one included; recorded in the chain of `org`. */
enum err session_close_everywhere(struct tx *tx, org_id org, account_id account,
	struct str token, struct session_change *change);
/* How many sessions of the account are open now. */
enum err session_count(struct db *db, struct arena *a, account_id account, int64_t *n);
/* Forgets the sessions that were opened before a time; none of them is of use after 12 hours. */
enum err session_purge(struct tx *tx, struct arena *a, int64_t before, int64_t *n);
/* Every place of the account, by name. */
enum err session_places(struct db *db, struct arena *a, account_id account, struct place **out,
	size_t *n);
/* Acts in another place from now on; the token is rotated, the vault wiped. ERR_NOT_FOUND. */
enum err session_choose_place(struct tx *tx, struct arena *a, struct str token, org_id org,
	team_id team, struct session_change *change);

/* ---- PIN ---- */

/*
 * Slow (argon2): from prepare.  OK; ERR_FORBIDDEN when wrong; the fifth wrong one in a row is
 * ERR_LIMIT and the session must be closed with session_close_after_pins.  Wrong tries are counted in
 * locked memory; what a PIN opens does not outlive it.
 */
enum err pin_check(struct db *db, struct arena *a, account_id account, struct vault_key vault,
	struct str pin);

/* ---- accounts: for /admin and `lotsa user` ---- */

/* >= 12 characters, at most 200, not a common one; the reason is an N_ text. */
enum err password_acceptable(struct str password, struct str login, const char **reason);
/* Exactly six digits, not all alike, not a run. */
enum err pin_acceptable(struct str pin, const char **reason);

struct account_new {
	struct str login;		/* lower-case letters, digits, '.', '-'; 2..40 */
	struct str display_name;
	/* from locked_hash_of; "" = none before the link of an invitation has been used */
	struct str password_hash;
	/* a published practice account: its handed-out password need not be changed */
	bool is_practice;
	struct str pin_hash;		/* "" = no PIN yet */
	enum lang lang;
};

/*
 * A person may change her own account; an administrator those that hold roles in her place, today or
 * later, and in no other (ERR_FORBIDDEN), so that nobody gets into another party through a new
 * password.  A job may change every one.  ERR_NOT_FOUND for an account without such a role here.
 */
enum err account_may_change(struct db *db, const struct scope *scope, account_id id);

/* ERR_CONFLICT when the log-in name is taken, ERR_INVALID when it or the name is no good. */
enum err account_create(struct tx *tx, const struct scope *scope, const struct account_new *new,
	account_id *id);
/*
 * Closes every session of the account, and ends its link.  A password that somebody else sets is a
 * handed-out one: it opens nothing but the page where its owner chooses another.
 */
enum err account_set_password(struct tx *tx, const struct scope *scope, account_id id,
	struct str password_hash);
/* One's own new password, after password_check, also before a place is chosen ({0}). */
enum err account_set_own_password(struct tx *tx, org_id org, account_id id,
	struct str password_hash);
enum err account_set_pin(struct tx *tx, const struct scope *scope, account_id id,
	struct str pin_hash);
enum err account_set_lang(struct tx *tx, const struct scope *scope, account_id id,
	enum lang lang);
/* Closes every session of a disabled account, and ends its link. */
enum err account_set_disabled(struct tx *tx, const struct scope *scope, account_id id,
	bool is_disabled);
enum err account_by_login(struct db *db, struct arena *a, struct str login, account_id *id);
/* Whether it holds a role today in the association, or in a party with a team there: else ERR_INVALID. */
enum err account_works_with(struct db *db, struct arena *a, account_id id, org_id association);

struct account {
	account_id id;
	struct str login, display_name;
	enum lang lang;
	bool has_password, has_pin, is_disabled;
	bool is_password_handed;	/* it must be changed at the next log-in */
	struct date login_before;	/* of the log-in before the newest one; 0 = none */
	unsigned days_known;		/* bit per enum role whose introduction was put away */
};
enum err account_by_id(struct db *db, struct arena *a, account_id id, struct account *out);
/* Puts away the introductions to these roles. */
enum err account_knows_days(struct tx *tx, account_id id, unsigned roles);

/* Checks one's own present password before a change: slow, from prepare.  OK or ERR_FORBIDDEN. */
enum err password_check(struct db *db, struct arena *a, account_id id, struct str password);
/* Four groups of readable characters, 80 bits: a first password to be told once. */
struct str password_generate(struct arena *a);
/* Six digits that pin_acceptable takes. */
struct str pin_generate(struct arena *a);

#endif
