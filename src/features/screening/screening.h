/* Asking: cards, when to ask them, occasions of asking, and the questions as data. */
#ifndef FEATURES_SCREENING_SCREENING_H
#define FEATURES_SCREENING_SCREENING_H

#include "core/auth/scope.h"
#include "core/http/handler.h"
#include "features/screening/ballot.h"

/* ---- codes; stored, so never renumber ---- */

enum sex { SEX_WOMAN = 1, SEX_MAN = 2, SEX_OTHER = 3 /* other or unknown */ };
enum age_band { AGE_16 = 1, AGE_25 = 2, AGE_40 = 3, AGE_55 = 4, AGE_65 = 5 };
enum screening_face { FACE_TOGETHER = 1 /* Samtal */, FACE_PAPER = 2, FACE_OWN_SCREEN = 3 };

/* Not asked is not declined, and neither is a no. */
enum screening_outcome {
	SCREENING_ASKED = 1,		/* has answered at least one question: always with a ballot */
	SCREENING_DECLINED = 2,		/* asked, but wants to answer nothing or have nothing counted */
	SCREENING_POSTPONED = 3,	/* "inte nu": the same due date is tried again next month */
	SCREENING_NOT_ASKED = 4		/* will not be asked: the card is closed */
};

/* Why there are no answers; 0 where the outcome is asked. */
enum screening_reason {
	REASON_NONE = 0,
	/* postponed */
	REASON_NOT_ALONE = 1,
	REASON_NO_INTERPRETER = 2,
	REASON_UNWELL = 3,
	REASON_WRONG_MOMENT = 4,
	REASON_NOT_TODAY = 5,		/* the participant does not want to today */
	REASON_OTHER_TIME = 6,		/* another time is agreed */
	REASON_NO_MEETING = 7,		/* the meeting did not take place */
	/* not asked */
	REASON_LEFT = 20,		/* has left the intervention */
	REASON_ASKED_ELSEWHERE = 21,	/* has been asked in another intervention of late */
	REASON_CANNOT_TAKE_PART = 22,	/* cannot take part in such a conversation */
	/* declined */
	REASON_DECLINED_ALL = 40,
	REASON_STOPPED = 41		/* stopped in the middle and wants nothing counted */
};

/* For forms, pages and files; code "woman", label N_("Kvinna"). */
extern const struct choice sex_choices[3];
extern const struct choice age_band_choices[5];
extern const struct choice screening_face_choices[3];
extern const struct choice screening_outcome_choices[4];
/* Every reason with its label; postponed and not asked stand first, in that order. */
enum { SCREENING_REASONS = 12, SCREENING_REASONS_BEFORE = 10 };
extern const struct choice screening_reason_choices[SCREENING_REASONS];

/* The outcome that a reason belongs to; 0 for a reason that is none. */
enum screening_outcome screening_reason_outcome(int64_t reason);

/* ---- cards ---- */

struct card_new {
	team_id team;			/* of an intervention with cards, in the scope's place */
	enum sex sex;
	enum age_band age_band;
	struct month start_month;
	struct str code;		/* drawn for it; empty = one is drawn */
};

struct card_made {
	card_id card;
	due_id due;			/* the first time to ask: start + first_after months */
	struct str code;		/* "TALL-SKED-7": drawn at random, unique in the party */
};

/* A code that no card of the party has; ERR_LIMIT when several in a row were taken. */
enum err screening_draw_code(struct db *db, const struct scope *scope, struct arena *a,
	struct str *code);

/*
 * ERR_INVALID for a code out of range and a team without cards or closed, ERR_NOT_FOUND for a team
 * that is not the scope's; ERR_CONFLICT when there is a card with the code that was given.
 */
enum err screening_create_card(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct card_new *in, struct card_made *out);

/* ---- an occasion ---- */

/*
 * With a card: `due` names the open due date that this occasion is about; team, sex and age band are
 * the card's.  Counts only: due {0}, and the three are typed.
 */
struct screening_new {
	due_id due;
	team_id team;
	enum sex sex;
	enum age_band age_band;
	struct month month;		/* of the occasion, never the day */
	enum screening_face face;
	enum screening_outcome outcome;
	enum screening_reason reason;
	struct str lang;		/* of the conversation, BCP 47; empty = "sv" */
	bool has_interpreter;
	const struct ballot_sealed *ballot;	/* when, and only when, outcome is asked */
	bool asks_experience;		/* the form had that question, whatever was answered */
	struct str posting;		/* the form's key, 16..64 bytes; empty = none (demo, import) */
};

/*
 * What it takes to take an occasion back.  It joins the ask list with sealed slips, so it lives in the
 * session's locked memory and nowhere else.
 */
struct screening_handle {
	screening_id occasion;
	enum screening_outcome outcome;
	card_id card;
	due_id due, next_due;
	struct month ask_month;		/* of the due date, before */
	struct ballot_handle ballot;	/* when outcome is asked */
	uint8_t posting[CRYPTO_HASH_BYTES];
};

struct screening_done {
	bool is_repeat;			/* the posting was taken in before: nothing was written */
	due_id next_due;		/* the one that follows, or the same one when postponed; {0} none */
	struct screening_handle handle;
};

/*
 * Records the occasion, casts its ballot, meets the due date and makes the next one by the
 * intervention's rule, all in `tx`.  A repeat of a posting is OK with is_repeat.  ERR_NOT_FOUND for a
 * due date or team that is not the scope's, ERR_CONFLICT when the due date is met already, ERR_INVALID
 * when outcome, reason, ballot, month or codes do not go together, or a team without cards is closed.
 */
enum err screening_record(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct screening_new *in, struct screening_done *out);

/*
 * Takes an occasion back: its row, its slips, the due date that followed and the posting's key are
 * gone, and the due date is as it was.  ERR_NOT_FOUND, with nothing changed, when a slip has been
 * counted, somebody was asked after it, or it is not the scope's.
 */
enum err screening_undo(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct screening_handle *handle);

/* ---- whom to ask ---- */

struct due_row {
	due_id id;
	card_id card_id;
	struct str code;
	team_id team_id;
	struct str team_name, intervention_name;
	enum sex sex;
	enum age_band age_band;
	struct month due_month, ask_month;
};

/* The first `n_max` due ones of the scope's team (or place) up to and with that month, oldest first. */
enum err screening_next_due(struct db *db, const struct scope *scope, struct arena *a,
	struct month until, size_t n_max, struct due_row **rows, size_t *n);
/* The same, page by page. */
struct due_filter {
	struct month until;
	intervention_id intervention;	/* {0} = all */
	size_t n_max;
	int64_t skip;
};
enum err screening_due_page(struct db *db, const struct scope *scope, struct arena *a,
	const struct due_filter *filter, struct due_row **rows, size_t *n);
/* How many are due up to and with that month, in an intervention ({0} = all). */
enum err screening_due_count(struct db *db, const struct scope *scope, struct arena *a,
	struct month until, intervention_id intervention, int64_t *n);

/* How many were due by the end of the month's quarter and have not been asked. */
enum err screening_not_asked_count(struct db *db, const struct scope *scope, struct arena *a,
	struct month now, int64_t *n);

/*
 * The card of a typed code, tolerant of case, spaces and missing hyphens.  ERR_INVALID when the check
 * character does not fit, ERR_NOT_FOUND when there is no such card here.
 */
enum err screening_find_card(struct db *db, const struct scope *scope, struct arena *a,
	struct str typed, card_id *out);

/* ---- locked cards: features/lock/lock.h ---- */

struct lockable;
extern const struct lockable lockable_cards;
/* How many openings the scope's account, with a key of its own, has not seen yet. */
enum err screening_openings_to_see(struct db *db, const struct scope *scope, struct arena *a,
	int64_t *n);
/* How many openings since a month nobody but the auditor is told of. */
enum err screening_openings_for_auditor(struct db *db, const struct scope *scope,
	struct arena *a, struct month from, int64_t *n);

/* ---- where somebody asks ---- */

/* An open team of an intervention that only counts: whom its forms are about is not said. */
struct counting_team {
	team_id team;
	struct str name;
	struct url talk, paper;
};

/* What the teams that a scope may ask for do. */
struct asking_teams {
	bool has_cards;			/* one asks by cards, be it closed */
	bool may_begin;			/* one gives out new cards */
	bool may_count;			/* one only counts, be it closed */
	const struct counting_team *counting;
	size_t n_counting;
};
enum err asking_teams_read(struct db *db, const struct scope *scope, struct arena *a,
	struct asking_teams *out);
/* The ways into Samtal and Papper of each counting team; a sentence where nobody can ask at all. */
void asking_teams_put(struct html *h, const struct asking_teams *teams);

/* ---- counts-only interventions ---- */

/* How many were due in a quarter (year * 4 + 0..3); typed again, it replaces. */
enum err screening_set_denominator(struct tx *tx, const struct scope *scope,
	intervention_id intervention, int64_t quarter, enum sex sex, int64_t n);

/* A quarter (year * 4 + 0..3) of a counts-only intervention and one of its teams. */
struct screening_quarter {
	intervention_id intervention;
	team_id team;
	int64_t quarter;
	enum sex sex;
	int64_t due, asked, declined;	/* asked: those who did not decline */
};
/*
 * Its typed denominator, and its occasions as sums that no occasion stands behind: for `lotsa demo`
 * alone, whose nation is too large to be asked one by one.  Whoever calls it writes the audit line.
 * ERR_CONFLICT when the quarter has a denominator.
 */
enum err screening_load_quarter(struct tx *tx, const struct scope *scope,
	const struct screening_quarter *in);

/* ---- export ---- */

/* The ask list of the scope's party as CSV; rows of one card have its code in common. */
enum err screening_export_asks(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out);

/* What its caseworkers have written beside the questions, for the owner of the place. */
enum err screening_export_words(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out);

/* ---- purge ---- */

/* Forgets the words of those who no longer work with participants here. */
enum err screening_purge_words(struct tx *tx, const struct scope *scope, struct arena *a,
	struct date today, int64_t *n);

struct cards_purged {
	int64_t cards, dues;
	int64_t dues_ahead;	/* of those, due after `now`: a person who has left is not due */
	int64_t occasions;	/* kept as numbers of their month, without card and language */
};

/*
 * Deletes the scope's cards that were closed before a month, with their due dates.  Their persons
 * stay in the coverage of every quarter, half-year and year as sums.
 */
enum err screening_purge_cards(struct tx *tx, const struct scope *scope, struct arena *a,
	struct month before, struct month now, struct cards_purged *out);
/* Forgets the keys of postings taken in before a day. */
enum err screening_purge_postings(struct tx *tx, struct arena *a, struct date before,
	int64_t *n);

/* ---- the questions as data (content/instruments/README.md) ---- */

struct instrument_fault {
	struct str place;		/* "rad 12, kolumn 4" or "questions[3].options" */
	struct str reason;		/* Swedish, a sentence */
};

/*
 * Takes in a file byte for byte.  ERR_INVALID with `fault` when it is not understood; ERR_CONFLICT
 * with `fault` when that version is in use with another wording.  The same file again is OK.
 */
enum err screening_import_instrument(struct tx *tx, const struct scope *scope, struct arena *a,
	struct str json, instrument_id *id, struct instrument_fault *fault);

/* The files that were taken in, every version in every language. */
struct instrument_file {
	struct str code, version, lang, source;
};
enum err screening_instruments(struct db *db, struct arena *a, struct instrument_file **rows,
	size_t *n);

/*
 * `lotsa import instrument FILE [--intervention NAME --party CODE] --data DIR`: argv[0] is "instrument".
 * With an intervention it asks that form from now on.
 */
int screening_command_import(const struct config *config, int argc, char **argv);

/* How many ballot boxes are full enough to be counted and have not been, for `lotsa doctor`. */
enum err screening_boxes_to_count(struct db *db, struct arena *a, int64_t *n);

/* `lotsa count --data DIR` */
int ballot_command_count(const struct config *config, int argc, char **argv);

/* /samtal and everything under it */
extern const struct room screening_room;

#endif
