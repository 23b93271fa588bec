/* Ballots: seven answers, the states that follow from them, and the sealed slips they leave as. */
#ifndef FEATURES_SCREENING_BALLOT_H
#define FEATURES_SCREENING_BALLOT_H

#include "core/config/config.h"
#include "core/crypto/crypto.h"
#include "core/db/db.h"
#include "core/db/ids.h"

/* ---- codes; stored in counter, so never renumber ---- */

enum topic {
	TOPIC_NONE = 0,
	TOPIC_PSYCHOLOGICAL = 1,
	TOPIC_PHYSICAL = 2,
	TOPIC_SEXUAL_PRESSURE = 3,
	TOPIC_SEXUAL_VIOLATION = 4,
	TOPIC_WITNESSED_AS_CHILD = 5,
	TOPIC_EXPOSED_AS_CHILD = 6,
	TOPIC_OWN_USE = 7,
	TOPIC_COUNT
};

/* Not asked is not "wants not to answer", and neither is a no. */
enum answer {
	ANSWER_NOT_ASKED = 0,
	ANSWER_NO = 1,
	ANSWER_EARLIER = 2,	/* and the plain yes of the childhood topics */
	ANSWER_ONGOING = 3,	/* never on a childhood topic */
	ANSWER_DECLINED = 4,	/* "vill inte svara" */
	ANSWER_COUNT
};

/*
 * How the participant found it to be asked: one answer more on the ballot where the form has that
 * question.  No state follows from it.
 */
enum experience {
	EXPERIENCE_NOT_ASKED = 0,	/* or left without an answer */
	EXPERIENCE_GOOD = 1,
	EXPERIENCE_NEITHER = 2,
	EXPERIENCE_HARD = 3,
	EXPERIENCE_DECLINED = 4,
	EXPERIENCE_COUNT = ANSWER_COUNT	/* they share the columns of the counters */
};

/* counter.topic: the topics as they are, and */
enum counter_topic {
	COUNTER_BALLOTS = 0,	/* how many ballots were counted */
	COUNTER_NONE = 8,	/* the states: how many ballots were in each */
	COUNTER_EARLIER = 9,
	COUNTER_ONGOING = 10,
	COUNTER_WITNESSED = 11,
	COUNTER_ANY = 12,
	COUNTER_EXPERIENCE = 13,	/* answers of enum experience; not asked is not counted */
	COUNTER_TOPICS
};

enum ballot_cut {
	CUT_INTERVENTION = 1,	/* label: intervention id */
	CUT_SEX = 2,		/* label: sex, in the whole association */
	CUT_AGE = 3,		/* label: age band, in the whole association */
	CUT_OTHER = 4		/* label 0: what waited in intervention boxes at year's end */
};

/* Not exclusive; a set of bits. Never a score. */
enum ballot_state {
	STATE_NONE = 1,		/* at least one no, and no yes */
	STATE_EARLIER = 2,	/* earlier, in an adult topic (1-4) */
	STATE_ONGOING = 4,	/* ongoing, in an adult topic */
	STATE_WITNESSED = 8,	/* yes in a childhood topic (5-6) */
	STATE_OWN_EARLIER = 16,	/* uses or has used violence: one state in statistics */
	STATE_OWN_ONGOING = 32,
	STATE_ANY = 64		/* at least one yes, own use included */
};

/* The answers of one participant.  Lives in arenas that are wiped and in the vault, nowhere else. */
struct ballot {
	uint8_t answers[TOPIC_COUNT];	/* enum answer by enum topic; [0] is unused and 0 */
	uint8_t experience;		/* enum experience */
};

/* Nothing but known answers, and no "ongoing" in childhood. */
bool ballot_is_valid(const struct ballot *ballot);
/* Bits of enum ballot_state; 0 when every question was declined or not asked. */
unsigned ballot_states(const struct ballot *ballot);

/* ---- casting ---- */

enum {
	BALLOT_SLIPS = 3,
	BALLOT_SLIP_ID_BYTES = 16,
	BALLOT_PLAIN = 8,	/* version and experience in one byte, then seven answers */
	BALLOT_SLIP_BYTES = BALLOT_PLAIN + CRYPTO_SEAL_OVERHEAD
};

/* Three independent sealed boxes of one size with the same answers: nothing in them is alike. */
struct ballot_sealed {
	uint8_t slips[BALLOT_SLIPS][BALLOT_SLIP_BYTES];
};

/*
 * For a route's prepare, outside the transaction: a quarter of a millisecond.  Reads only the public
 * key (keys_open has been called).  ERR_INVALID for a ballot that is not valid; ERR_LIMIT when the
 * arena is full.
 */
enum err ballot_seal(struct arena *a, const struct ballot *ballot,
	const struct ballot_sealed **out);

/* What the outside of the three slips says; nothing else is stored with them. */
struct ballot_labels {
	org_id association;
	intervention_id intervention;
	int64_t sex;		/* 1..3 */
	int64_t age_band;	/* 1..5 */
	struct month month;	/* of the occasion: only its half-year is kept */
};

/*
 * Where the three slips of one ballot lie.  It joins what the boxes keep apart, so it lives in the
 * session's locked memory and nowhere else.
 */
struct ballot_handle {
	org_id association;
	int64_t half_year;
	int64_t labels[BALLOT_SLIPS];		/* by cut: intervention, sex, age band */
	uint8_t slips[BALLOT_SLIPS][BALLOT_SLIP_ID_BYTES];
};

/*
 * Puts the slips into their boxes in the transaction of their screening, which is also what the
 * audit trail speaks of: the slips themselves have no line there.
 */
enum err ballot_cast(struct tx *tx, struct arena *a, const struct ballot_labels *labels,
	const struct ballot_sealed *sealed, struct ballot_handle *out);

/*
 * That the form of a ballot had the question of the experience: a release shows figures of it for the
 * association and half-year then.  The same whatever was answered.
 */
enum err ballot_note_experience(struct tx *tx, org_id association, struct month month);

/* ---- counting ---- */

/*
 * The answers of one slip.  ERR_INVALID when it was not sealed with this key, was changed, or holds
 * no ballot.
 */
enum err ballot_open(struct str slip, const uint8_t *public_key, const uint8_t *secret_key,
	struct ballot *out);

/* A box is opened only when at least so many slips lie in it. */
enum { BALLOT_BOX_MIN = 10 };

/* How many gave each answer, by counter topic: all that remains of ballots. */
struct ballot_tally {
	int64_t n[COUNTER_TOPICS][ANSWER_COUNT];
};
void ballot_tally_add(struct ballot_tally *tally, const struct ballot *ballot);

struct ballot_box {
	org_id association;
	int64_t half_year, cut, label;	/* enum ballot_cut */
};
/*
 * Adds a tally to the counters of a box.  For ballot_count, and for `lotsa demo`, whose nation has more
 * ballots than anybody could seal; whoever calls it writes the audit line.
 */
enum err ballot_count_up(struct tx *tx, const struct ballot_box *box,
	const struct ballot_tally *tally);

struct ballot_counted {
	int64_t boxes;		/* opened, counted and emptied */
	int64_t slips;		/* in those */
	int64_t boxes_waiting;	/* left with fewer than BALLOT_BOX_MIN */
	int64_t boxes_bad;	/* left as they were: a slip in them does not open */
	bool has_traces;	/* readers kept the log from being truncated: count again */
};

/*
 * Opens every full enough box, adds it to the counters and destroys its slips, one transaction a box;
 * what waits in intervention boxes of an earlier year than `today` goes to the association's other
 * interventions together.  Forgets postings older than a week.  At last the database is written anew,
 * so that neither slips nor the order in which rows came are left in it.  Safe to repeat and to
 * interrupt.  `writer` must not be in a transaction.  ERR_NOT_FOUND without the private key.
 */
enum err ballot_count(struct db *writer, const char *keys_dir, struct date today,
	struct ballot_counted *out);

/*
 * Whether every slip that waits opens with the private key of the folder; counts them and says nothing
 * of what they hold.  ERR_INVALID when one does not, ERR_NOT_FOUND without the key.
 */
enum err ballot_try_slips(struct db *db, struct arena *a, const char *keys_dir, int64_t *n);

#endif
