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

/* Why a lock was moved; stored, never renumber. */
enum lock_move_reason {
	LOCK_MOVE_LEFT = 1,	/* whoever had a key has left */
	LOCK_MOVE_TEAM = 2,	/* whoever had a key works in another team */
	LOCK_MOVE_CLOSED = 3	/* the account of whoever had a key is closed */
};

enum { LOCK_GROUNDS = 4, OPENING_REASONS = 4, LOCK_MOVE_REASONS = 3 };
extern const struct choice lock_ground_choices[LOCK_GROUNDS];
extern const struct choice lock_move_choices[LOCK_MOVE_REASONS];
extern const struct choice opening_reason_choices[OPENING_REASONS];
/* Swedish, marked for translation: why it is locked, as others read it; "" for no such reason. */
const char *told_lock_ground(int64_t ground);
const char *label_opening_reason(int64_t reason);
const char *label_lock_move(int64_t reason);

/* ---- what can be locked ---- */

enum lock_ledger { LOCK_OF_CARD = 1, LOCK_OF_REFERRAL = 2 };

/* A card or a referral, by the id and the code that it has in its ledger. */
struct lock_thing {
	int64_t id;
	struct str code;
	team_id team;
};

/* The lock of one thing, and what it is to the scope's account. */
struct lock {
	bool is_locked, has_key, may_change;
	int64_t ground;
	struct str *keys;	/* names by lock_who */
	size_t n_keys;
	int64_t moved_reason;	/* of the only key, when the lock was moved to it; else 0 */
};

/* That somebody looked in without a key. */
struct lock_opening {
	int64_t id;
	struct lock_thing thing;
	struct str who;
	int64_t reason;
	struct month month;
	bool is_for_auditor;	/* no other team lead has a key */
};

/*
 * What a ledger brings: queries over tables of its own, addresses and words.  The rules and the pages
 * are in this room, the same for all; no table of one ledger is ever named beside one of another.
 */
struct lockable {
	enum lock_ledger ledger;

	/* ERR_NOT_FOUND when it is not there for the scope, or locked for it. */
	enum err (*see)(struct db *db, const struct scope *scope, struct arena *a, int64_t id,
		struct lock_thing *out);
	/* By its typed code, locked or not.  ERR_INVALID for a misread one, ERR_NOT_FOUND. */
	enum err (*find)(struct db *db, const struct scope *scope, struct arena *a,
		struct str typed, struct lock_thing *out, bool *is_locked);
	/* Ground and keys; ERR_NOT_FOUND when it is not locked. */
	enum err (*read)(struct db *db, const struct scope *scope, struct arena *a, int64_t id,
		struct lock *out);
	enum err (*openings_of)(struct db *db, const struct scope *scope, struct arena *a,
		int64_t id, struct lock_opening **rows, size_t *n);
	/* Of the things that somebody has a key to, what others did and no team lead has seen. */
	enum err (*openings_to_see)(struct db *db, const struct scope *scope, struct arena *a,
		struct str who, struct lock_opening **rows, size_t *n);

	enum err (*put_on)(struct tx *tx, const struct scope *scope, int64_t id,
		int64_t ground);
	enum err (*take_off)(struct tx *tx, const struct scope *scope, int64_t id);
	enum err (*give_key)(struct tx *tx, const struct scope *scope, int64_t id,
		struct str who);
	/* ERR_CONFLICT for the last one. */
	enum err (*take_key)(struct tx *tx, const struct scope *scope, int64_t id,
		struct str who);
	/* Takes all keys and gives one, which says why. */
	enum err (*move)(struct tx *tx, const struct scope *scope, int64_t id, struct str who,
		int64_t reason);
	/* Shows the thing to `opening->who` from now until then, and notes that it was. */
	enum err (*open)(struct tx *tx, const struct scope *scope, struct arena *a,
		const struct lock_opening *opening, int64_t now, int64_t until);
	/* ERR_CONFLICT when it is not for `who` to see, or seen. */
	enum err (*set_seen)(struct tx *tx, const struct scope *scope, int64_t opening,
		struct str who);

	struct {
		const char *list, *opening, *openings;
		/* with %lld */
		const char *one, *lock, *key, *take_off, *move, *seen;
	} at;
	/* Marked for translation. */
	const char *told;		/* it is locked now */
	const char *misread;		/* a code that is none */
	const char *open_heading, *opened_heading;
};

/* ---- names of accounts in the keys of a ledger ---- */

/* 32 bytes in the arena, other ones in each ledger; empty when the arena is full. */
struct str lock_who(struct arena *a, account_id account, enum lock_ledger ledger);
bool lock_is_key(const struct lock *lock, struct str who);

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

/* The lock of a thing that the scope sees; `is_locked` tells whether there is one. */
enum err lock_load(struct db *db, const struct scope *scope, struct arena *a,
	const struct lockable *of, int64_t id, struct lock *out);

/*
 * From then on only those with a key see the thing and what hangs on it; for all others it is not
 * found, and no list or number of theirs has it.  Statistics count it as before.  ERR_CONFLICT when
 * it is locked already.
 */
enum err lock_put_on(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct lockable *of, int64_t id, const struct lock_input *in);
/* Both for whoever has a key, or a team lead who looks in; else ERR_FORBIDDEN. */
enum err lock_take_off(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct lockable *of, int64_t id);
/* Whether the scope, which may change the lock, may take this holder's key: a lead's only a lead may. */
bool lock_may_take(const struct scope *scope, const struct lock *lock,
	const struct colleague *holder);
enum err lock_change_key(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct lockable *of, int64_t id, const struct key_input *in);

struct move_input {
	int64_t colleague;	/* account */
	int64_t reason;
};
enum move_field { MOVE_COLLEAGUE, MOVE_REASON };
extern const struct form move_form;

/*
 * Whether the scope's account, a team lead who looks in but may not change the lock, may hand it to a
 * colleague: when nobody who works here has a key any more.
 */
enum err lock_may_move(struct db *db, const struct scope *scope, struct arena *a,
	const struct lockable *of, const struct lock_thing *thing, const struct lock *lock,
	bool *may);
/*
 * To whom: never to herself, and to no team lead where the lock is there because of one.
 */
enum err lock_heirs(struct db *db, const struct scope *scope, struct arena *a,
	const struct lock_thing *thing, const struct lock *lock, struct colleague **rows,
	size_t *n);
/*
 * The lock and its ground stay; its only key is the colleague's.  ERR_FORBIDDEN unless lock_may_move,
 * ERR_INVALID for a reason that is none and for a colleague that is not among lock_heirs.
 */
enum err lock_move(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct lockable *of, int64_t id, const struct move_input *in);

/* ---- looking in ---- */

struct opening_input {
	struct str code;
	int64_t reason;
};
enum opening_field { OPENING_CODE, OPENING_REASON };
extern const struct form opening_form;

/*
 * Shows a locked thing of the own team to the scope's account for an hour or two, and tells.  One that
 * it sees anyway is only found.  ERR_NOT_FOUND and ERR_INVALID as of->find.
 */
enum err lock_look_in(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct lockable *of, const struct opening_input *in, int64_t *id);
/* How many openings the scope's account, with a key of its own, has not seen yet. */
enum err lock_count_to_see(struct db *db, const struct scope *scope, struct arena *a,
	const struct lockable *of, int64_t *n);

/*
 * Says that a typed code finds nothing, the same whether it is locked or nowhere; returns what the
 * action returns.
 */
enum err lock_code_not_found(struct action *act, const struct lockable *of, int field,
	enum err e);

/* ---- pages: handlers for routes that are `.about` a struct lockable ---- */

/* at.lock, at.key, at.take_off */
enum err lock_show(struct page *page);
enum err lock_save(struct action *act);
enum err lock_key_save(struct action *act);
enum err lock_off_save(struct action *act);
/* at.move: for the team lead */
enum err lock_move_save(struct action *act);
/* at.opening: looking in */
enum err lock_opening_show(struct page *page);
enum err lock_opening_save(struct action *act);
/* at.openings and at.seen: for the team lead */
enum err lock_openings_show(struct page *page);
enum err lock_opening_seen(struct action *act);

#endif
