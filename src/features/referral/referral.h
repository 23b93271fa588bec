/* Lotsning: an offered service followed to its end, without saying who it was offered to. */
#ifndef FEATURES_REFERRAL_REFERRAL_H
#define FEATURES_REFERRAL_REFERRAL_H

#include "core/auth/scope.h"
#include "core/http/handler.h"

/* Stored in referral.state; never renumber. */
enum referral_state {
	REFERRAL_NEW = 0,		/* not there yet */
	REFERRAL_OFFERED = 1,
	REFERRAL_DECLINED = 2,
	REFERRAL_ACCEPTED = 3,
	REFERRAL_CONTACTED = 4,
	REFERRAL_ARRIVED = 5,
	REFERRAL_ONGOING = 6,
	REFERRAL_COMPLETED = 7,
	REFERRAL_ENDED_EARLY = 8,
	REFERRAL_NO_CAPACITY = 9,
	REFERRAL_NOT_REACHED = 10,
	REFERRAL_NOT_FOLLOWED_UP = 11,
	REFERRAL_STATE_COUNT
};

/* Stored in referral.track. */
enum referral_track {
	REFERRAL_EXPOSED = 1,
	REFERRAL_OWN_USE = 2,
	REFERRAL_CHILD = 3,
	REFERRAL_RELATIVE = 4
};

/* Stored in referral.mode: how it was done. */
enum referral_mode {
	MODE_INFORMED = 1,		/* gave information and the slip */
	MODE_CALLED_TOGETHER = 2,
	MODE_WENT_ALONG = 3,
	MODE_BOOKED = 4,
	MODE_SECURE_CHANNEL = 5
};

/* Stored in referral.ground: on what ground anything was told to the service. */
enum referral_ground {
	GROUND_CONSENT = 1,
	GROUND_NO_IDENTITY = 2,
	GROUND_DUTY_TO_REPORT = 3,
	GROUND_OTHER_LAW = 4
};

/* Stored in referral.consent_scope; 0 where the ground is not consent. */
enum consent_scope {
	CONSENT_NONE = 0,
	CONSENT_CONTACT = 1,		/* that and how the service may reach the person */
	CONSENT_ATTENDANCE = 2,		/* and whether the person came */
	CONSENT_FOLLOWUP = 3		/* and how the support went to its end */
};

/* Stored in referral.reason. */
enum referral_reason {
	REFERRAL_REASON_NONE = 0,
	REFERRAL_REASON_QUEUE = 1,
	REFERRAL_REASON_NOT_THEIR_GROUP = 2,
	REFERRAL_REASON_CLOSED = 3,
	REFERRAL_REASON_NO_ANSWER = 4,
	REFERRAL_REASON_WRONG_CONTACT = 5,
	REFERRAL_REASON_CHANGED_MIND = 6,
	REFERRAL_REASON_MOVED = 7,
	REFERRAL_REASON_SERVICE_ENDED = 8,
	REFERRAL_REASON_DID_NOT_FIT = 9,
	REFERRAL_REASON_PRACTICAL = 10,
	REFERRAL_REASON_LEFT_INTERVENTION = 11,
	REFERRAL_REASON_STAFF_CHANGED = 12,
	REFERRAL_REASON_NO_ROUTE_TO_ASK = 13
};

/* Stored in referral.contact_delay: from the offer to the first contact. */
enum contact_delay {
	DELAY_UNKNOWN = 0,
	DELAY_SAME_DAY = 1,
	DELAY_24_HOURS = 2,
	DELAY_WEEK = 3,
	DELAY_LONGER = 4
};

/* On whose word a step is recorded; not stored. */
enum referral_word {
	WORD_PARTICIPANT = 1,
	WORD_SERVICE = 2	/* only with a consent that still holds */
};

enum {
	REFERRAL_STATE_CHOICES = 11,
	REFERRAL_TRACK_CHOICES = 4,
	REFERRAL_MODE_CHOICES = 5,
	REFERRAL_GROUND_CHOICES = 4,
	REFERRAL_CONSENT_CHOICES = 4,
	REFERRAL_REASON_CHOICES = 14,
	REFERRAL_DELAY_CHOICES = 5,
	REFERRAL_WORD_CHOICES = 2,
	REFERRAL_OVERDUE_DAYS = 30,	/* after which a team lead may close what is still open */
	REFERRAL_KEPT_MONTHS = 12	/* after it was closed; then it may be purged */
};
extern const struct choice referral_state_choices[REFERRAL_STATE_CHOICES];
extern const struct choice referral_track_choices[REFERRAL_TRACK_CHOICES];
extern const struct choice referral_mode_choices[REFERRAL_MODE_CHOICES];
extern const struct choice referral_ground_choices[REFERRAL_GROUND_CHOICES];
extern const struct choice referral_consent_choices[REFERRAL_CONSENT_CHOICES];
extern const struct choice referral_reason_choices[REFERRAL_REASON_CHOICES];
extern const struct choice referral_delay_choices[REFERRAL_DELAY_CHOICES];
extern const struct choice referral_word_choices[REFERRAL_WORD_CHOICES];

/* One line of the transition table (domain.md §6). */
struct referral_transition {
	enum referral_state from, to;
	enum perm perm;
	bool needs_reason;
	bool needs_word;
	bool needs_overdue;	/* more than REFERRAL_OVERDUE_DAYS past the follow-up date */
	bool is_end;
};
extern const struct referral_transition referral_transitions[];
extern const size_t referral_n_transitions;

/* The line of the table, or NULL: then nobody may. */
const struct referral_transition *referral_transition_of(enum referral_state from,
	enum referral_state to);
/* Whether that reason belongs to that end. */
bool referral_reason_fits(enum referral_state to, enum referral_reason reason);

struct referral_new {
	service_id service;
	team_id team;			/* {0} = the team of the scope */
	enum referral_track track;
	enum referral_mode mode;
	enum referral_ground ground;
	enum consent_scope consent_scope;
	struct date consent_until;
	struct date followup_on;	/* after today, at most a year ahead */
	int64_t sessions_planned;	/* 0 = not known */
	struct str slip_code;		/* of the form, so that it can be sent twice; "" = draw one */
};

struct referral {
	referral_id id;
	team_id team;
	struct str slip_code;		/* "L7K-3PQ" */
	enum referral_track track;
	service_id service;
	struct str service_name, organisation_name, phone;
	enum referral_mode mode;
	enum referral_ground ground;
	enum consent_scope consent_scope;
	struct date consent_until;
	enum referral_state state;
	struct month offered_month;
	struct date followup_on;
	int64_t sessions_done, sessions_planned;
	enum contact_delay contact_delay;
	enum referral_reason reason;
	struct month closed_month;	/* 0 = open */
};

struct referral_step {
	enum referral_state from;	/* what the caseworker saw: ERR_CONFLICT when it moved on */
	int64_t sessions_seen;
	enum referral_state to;
	enum referral_reason reason;
	enum referral_word word;
	enum contact_delay contact_delay;	/* with CONTACTED */
	struct date followup_on;		/* 0 = as it was */
};

/*
 * What it takes to take a step back.  It says who took it and on which day, which the referral must
 * not: it lives in the session's locked memory and nowhere else.
 */
struct referral_handle {
	referral_id id;
	struct date day;
	enum referral_state from, to;
	int64_t sessions_before, sessions_after;
	struct date followup_before, followup_after;
	enum contact_delay delay_before;
	struct month closed_month;	/* by the step; 0 = it was no end */
	org_id association;		/* of the tally, when it was an end */
	int64_t contact;
};

/*
 * Whether a step may be recorded on that word: the service's only with a consent to attendance or
 * more that still holds.
 */
bool referral_word_is_good(
	const struct referral *r, enum referral_word word, struct date today);
/*
 * Records an offer; the state is OFFERED, the month today's.  The same slip code with the same service
 * and team again is the same form sent again: OK with the referral that it made the first time.
 * ERR_INVALID when a rule is broken (consent without scope, follow-up date not ahead, a closed team, a
 * service that has ended),
 * ERR_NOT_FOUND for a team of another place.
 */
enum err referral_offer(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct referral_new *in, struct date today, referral_id *id);
/*
 * One step of the table.  ERR_FORBIDDEN when the role may not, ERR_INVALID for a step that the table
 * does not have or a reason or word that is missing, ERR_CONFLICT when somebody else was first: two
 * caseworkers with the same list must not overwrite each other's outcome.  `taken` is what it takes to
 * take the step back.
 */
enum err referral_move(struct tx *tx, const struct scope *scope, struct arena *a,
	referral_id id, const struct referral_step *step, struct date today,
	struct referral_handle *taken);
/* Whether that step is the last of the referral, and was taken today. */
bool referral_may_undo(const struct referral *now, const struct referral_handle *taken,
	struct date today);
/*
 * Takes a step back: the referral is as it was, and is not counted as ended.  ERR_CONFLICT, with
 * nothing changed, when something came after it or the day is over; ERR_FORBIDDEN when the role may
 * not, ERR_NOT_FOUND for a referral that is not the scope's or is locked since.
 */
enum err referral_undo(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct referral_handle *taken, struct date today);
/* A referral of the scope's team (or place); ERR_NOT_FOUND for any other. */
enum err referral_by_id(struct db *db, const struct scope *scope, struct arena *a,
	referral_id id, struct referral *out);
/* The open ones of the scope's team, oldest follow-up first. */
enum err referral_list_open(struct db *db, const struct scope *scope, struct arena *a,
	struct referral **rows, size_t *n);
/* How many follow-ups of the scope's team are due today or before, for /hem. */
enum err referral_followups_due(struct db *db, const struct scope *scope, struct arena *a,
	struct date today, int64_t *n);

/* What has come of some referrals, as it stands now. */
struct referral_counts {
	int64_t offered;
	int64_t accepted, arrived, completed;	/* of offered, each also one of those before it */
	int64_t not_followed_up;		/* of offered, in none of the three: nobody knows */
	int64_t promised;	/* reached, by a service that promises contact within a day */
	int64_t in_time;	/* of promised: as soon as the service promises */
};
/*
 * Those of the scope's team (or place) that were offered in these months, both included.  One that is
 * locked for the scope's account is not among them: what it has no key to moves no number of its own.
 */
enum err referral_count(struct db *db, const struct scope *scope, struct arena *a,
	struct month from, struct month through, struct referral_counts *out);
/* Whether all that were offered since a month are still there, however soon they were closed. */
bool referral_are_kept_since(struct month from, struct date today);

/*
 * Deletes the scope's referrals that were closed before a month; they stay as sums by team, half-year
 * of the offer, track, service and end.
 */
enum err referral_purge(struct tx *tx, const struct scope *scope, struct arena *a,
	struct month before, int64_t *n);

/* Every referral of the scope's party as CSV. */
enum err referral_export(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out);

/* A fresh slip code: five random characters and a check character, read as "L7K-3PQ". */
struct str referral_slip_code(struct arena *a);
/* Whether the check character is right; case and the dash do not matter. */
bool referral_slip_code_ok(struct str code);
/* As it is stored: capitals and a dash.  ERR_INVALID for one that is misread. */
enum err referral_slip_code_read(struct arena *a, struct str typed, struct str *code);

/*
 * Whether a name may stand on a slip that lies in somebody's pocket: it says nothing about what the
 * contact is for (ux.md S6, and stricter: parts of words count).
 */
bool referral_is_neutral(struct arena *a, struct str name);

/* ---- locked referrals: features/lock/lock.h ---- */

/* As screening_openings_to_see and screening_openings_for_auditor. */
enum err referral_openings_to_see(struct db *db, const struct scope *scope, struct arena *a,
	int64_t *n);
enum err referral_openings_for_auditor(struct db *db, const struct scope *scope,
	struct arena *a, struct month from, int64_t *n);

/* "/lotsningar/17" */
struct url url_referral(struct arena *a, referral_id id);
/* The form for an offer, with the service chosen. */
struct url url_referral_new(struct arena *a, service_id service);

/* /lotsningar */
extern const struct room referral_room;

#endif
