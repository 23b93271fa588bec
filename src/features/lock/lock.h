/* What a locked card and a locked referral have in common: who sees it, and who may look in. */
#ifndef FEATURES_LOCK_LOCK_H
#define FEATURES_LOCK_LOCK_H

#include "core/auth/scope.h"
#include "core/http/handler.h"

/* Why it is locked; stored, never renumber. */
enum lock_ground {
	LOCK_PARTY = 1,		/* a colleague is a party */
	LOCK_NEAR = 2,		/* a colleague is close to one */
	LOCK_SELF = 3,		/* whoever locks is: she gets no key */
	LOCK_LEAD = 4		/* a team lead is: no other team lead gets a key unless named */
};

/* Why somebody without a key looked in; stored, never renumber. */
enum opening_reason {
	OPENING_NEEDED_NOW = 1,
	OPENING_ABSENT = 2,	/* who has the key is not there */
	OPENING_MEETING = 3,
	OPENING_WRONG = 4	/* the lock is wrong */
};

enum { LOCK_GROUNDS = 4, OPENING_REASONS = 4 };
extern const struct choice lock_ground_choices[LOCK_GROUNDS];
extern const struct choice opening_reason_choices[OPENING_REASONS];
/* Their Swedish labels, marked for translation; "" for none. */
/* As whoever locks says it, and as others read it. */
const char *label_lock_ground(int64_t ground);
const char *told_lock_ground(int64_t ground);
const char *label_opening_reason(int64_t reason);

/* ---- names of accounts in the keys of a ledger ---- */

enum lock_ledger { LOCK_OF_CARD = 1, LOCK_OF_REFERRAL = 2 };

/* 32 bytes in the arena, other ones in each ledger; empty when the arena is full. */
struct str lock_who(struct arena *a, account_id account, enum lock_ledger ledger);

/* Who looks, and when: what every query about things that may be locked is given. */
struct lock_viewer {
	struct str who;
	int64_t now;
};
struct lock_viewer lock_viewer_of(const struct scope *scope, struct arena *a,
	enum lock_ledger ledger);

/* Somebody who works with a team's participants. */
struct colleague {
	account_id id;
	struct str name;
	bool is_lead;
};
/* Caseworkers and team leads of a team and of the whole place, by name. */
enum err lock_colleagues(struct db *db, const struct scope *scope, struct arena *a,
	team_id team, struct colleague **rows, size_t *n);

/*
 * Until when somebody who looks in now may: an hour at least, to a full hour, so that what is kept does
 * not tell the minute.
 */
int64_t lock_open_until(int64_t now);

/* ---- locking ---- */

struct lock_input {
	int64_t ground;
	int64_t colleague;	/* account, 0 = none */
};
enum lock_field { LOCK_GROUND, LOCK_COLLEAGUE };
extern const struct form lock_form;

struct key_input {
	int64_t give, take;	/* accounts, 0 = none */
};
enum key_field { KEY_GIVE, KEY_TAKE };
extern const struct form key_form;

/*
 * Who gets a key: whoever locks, the colleague she names, the team leads; without those whom the
 * ground says.  ERR_INVALID for a ground or colleague that is none, and when nobody would be left.
 */
enum err lock_first_keys(struct db *db, const struct scope *scope, struct arena *a,
	team_id team, const struct lock_input *in, account_id **out, size_t *n);

/* Whether a team lead other than the scope's account is among these keys, to be told. */
enum err lock_has_lead(struct db *db, const struct scope *scope, struct arena *a, team_id team,
	enum lock_ledger ledger, const struct str *keys, size_t n, bool *has);

/* ---- looking in ---- */

struct opening_input {
	struct str code;
	int64_t reason;
};
enum opening_field { OPENING_CODE, OPENING_REASON };
extern const struct form opening_form;

/* ---- pages ---- */

struct lock_opening {
	struct str name;	/* "" when the account has no role here any more */
	struct str code;	/* of the card or slip, "" where it does not matter */
	int64_t reason;
	struct month month;
	struct url about, done;	/* the thing; where "seen" is posted; empty = none */
};

struct lock_page {
	struct str code;
	struct url lock, key, unlock, back;	/* where the three forms go */
	bool is_locked;
	bool may_change;		/* false: looks in for a while */
	int64_t ground;
	const struct colleague *holders;
	size_t n_holders;
	const struct form_option *others;	/* colleagues without a key */
	size_t n_others;
	const struct lock_opening *openings;
	size_t n_openings;
	const char *status;
};

/* Fills holders and others out of the keys' names. */
enum err lock_page_fill(struct page *page, team_id team, enum lock_ledger ledger,
	const struct str *keys, size_t n, struct lock_page *view);
/* The name behind a key; "" when nobody with a role here has it. */
enum err lock_name_of(struct db *db, const struct scope *scope, struct arena *a, team_id team,
	enum lock_ledger ledger, struct str who, struct str *name);

void lock_put_page(struct page *page, const struct lock_page *view);
/* The form of looking in; `what` is an N_() heading. */
void lock_put_opening_form(struct page *page, const char *heading, struct url action,
	struct url back);
/* For the team lead: who looked in. */
void lock_put_openings(struct page *page, const char *heading, const struct lock_opening *rows,
	size_t n);

#endif
