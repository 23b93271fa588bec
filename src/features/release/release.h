/* Releases: statistics that may be shown, drawn once, stored with what they cost. */
#ifndef FEATURES_RELEASE_RELEASE_H
#define FEATURES_RELEASE_RELEASE_H

#include "core/http/handler.h"
#include "out/protect/interval.h"
#include "out/protect/noise.h"
#include "out/protect/plan.h"

/* The plan that Lotsa ships (content/statistics/plan.json), in the arena; it is always a good one. */
enum err release_plan(struct arena *a, const struct plan **out);
/* The same as it stands in its file. */
struct str release_plan_text(void);

/* ---- drawing ---- */

/* Stored in release_level; never renumber. */
enum release_level {
	LEVEL_INTERVENTION = 1,
	LEVEL_ASSOCIATION = 2,
	LEVEL_NATION = 3,
	LEVEL_COUNTY = 4,
	LEVELS = 5
};

struct release_order {
	const char *keys_dir;		/* where the journal lies (journal.h) */
	struct date today;		/* a period is due when it has ended */
	bool is_dry;			/* only say what is due */
	bool may_make_journal;		/* after the keys folder was lost: believe the database */
	const struct plan *plan;
	struct str plan_text;
	const struct noise_source *noise;
};

struct release_done {
	int64_t number;			/* of the release; 0 = nothing was due, or dry */
	int64_t opened;			/* how many releases that a crash left unopened may be shown now */
	struct {
		int32_t through;	/* half-year (year * 2 + 0 or 1); 0 = not due */
		int64_t groups, ballots;
	} levels[LEVELS];
	bool is_restored;		/* something was shown that this database does not know */
};

/*
 * Draws what is due at each level over the ballots that the level has not drawn yet, and stores the
 * figures with their cost in the transaction that drew them; then the release may be shown.  Safe to
 * interrupt: a release is there whole, or not at all and was never seen.  Safe to repeat: nothing is
 * drawn twice, also not by a restored database (doc/disclosure.md, "Ledger").  `writer` must not be in a
 * transaction.  ERR_INVALID when the plan does not fit the questions, ERR_LIMIT when an answer would
 * lose more than the plan's cap, ERR_CONFLICT when journal and database contradict each other,
 * ERR_NOT_FOUND when the journal is gone, ERR_BUSY, ERR_IO, ERR_DB: nothing was drawn then that
 * anybody saw.
 */
enum err release_run(struct db *writer, const struct release_order *order, struct arena *a,
	struct release_done *out);

/* The same with the shipped plan and the operating system's chance, whatever the order says of them. */
enum err release_now(struct db *writer, const struct release_order *order, struct arena *a,
	struct release_done *out);

/* ---- showing ---- */

/*
 * Figures of one place, layer and period.  Only a stored and opened release makes one.
 * Layers of ballots: "nation", "association", "association.sex" (label: enum sex), "association.age"
 * (label: age band), "intervention" (label: its id, 0 the others), and "county", which stands at the
 * nation's place with the county's number for its label.
 * Layers of referrals that ended in the period: "referral" of an association and "referral.nation",
 * label enum referral_track; "referral.county" at the nation's place, label REFERRAL_COUNTY_LABEL times
 * the county plus the track.  Their number is drawn as everything else: safe_table_n is not exact.
 * Figures: "REFERRAL" offered, accepted, arrived, declined, not_met, ended_early, completed,
 * not_followed_up, shares of offered (or of nothing); "CONTACT" promised (reached, and by a service with
 * a promise), in_time and late, shares of promised.
 */
struct safe_table;
enum { REFERRAL_COUNTY_LABEL = 10 };

struct safe_figure {
	int64_t value, of;		/* of: what the share is of */
	struct share share;		/* meaningless when of is 0 */
};

/* A period that has figures, newest first. */
struct release_period {
	int32_t from_half, halves;
	struct month drawn_month;	/* of its newest release */
};

enum err release_periods(struct db *db, struct arena *a, const char *layer, org_id place,
	struct release_period **periods, size_t *n);
/* The places that have figures in a layer. */
enum err release_places(struct db *db, struct arena *a, const char *layer, org_id **places,
	size_t *n);

/* What of a layer ("association", "association.sex", ...), in whole periods of it. */
struct release_cut {
	const char *layer;
	org_id place;
	int32_t from_half, halves;
	const struct plan *plan;	/* what release_plan gave, for who reads several tables; or NULL */
};

/*
 * Sums what the releases of its periods have shown, late ballots included: free of charge.
 * ERR_NOT_FOUND unless each of its half-years has figures that may be shown.
 */
enum err release_table(struct db *db, struct arena *a, const struct release_cut *cut,
	const struct safe_table **out);

/* What whoever uses the figures must know of the newest release among them. */
struct release_about {
	int64_t number;
	struct month drawn_month;
	struct str engine, plan;
	struct fraction cap;		/* epsilon of one answer to one topic, all figures together */
	int64_t few;			/* groups of fewer show nothing */
};
/* ERR_NOT_FOUND as above. */
enum err release_about(struct db *db, struct arena *a, const struct release_cut *cut,
	struct release_about *out);

/* One programme in a year. */
struct programme_sum {
	programme_id programme;
	size_t group;			/* of the table */
	int64_t n_published;		/* interventions that the sum is of; the others are too few */
	int64_t n_interventions;	/* all that were there in the year, or are open */
	struct release_about about;	/* of the newest release among them; number 0 = there is none */
	int32_t from_half;		/* where their year begins; 0 = not alike, or none is published */
};

struct programme_sums {
	const struct safe_table *table;	/* label: the programme's id; is_few: nothing is published */
	struct programme_sum *sums;
	size_t n;
};
/*
 * What was published of the interventions of each programme, added up: numbers, ballots and variances.
 * Of a year, calendar or from July, whichever their association has.  A function of what is published:
 * free of charge, and nothing is stored.  A programme without interventions is not there.
 */
enum err release_programmes(struct db *db, struct arena *a, const struct plan *plan,
	int64_t year, struct programme_sums *out);

/* How it was to be asked: parts of those who answered that question, each with its own interval. */
struct safe_experience {
	int64_t n, answered;		/* ballots, exact; and those of them with an answer */
	struct safe_figure good, neither, hard;
};

size_t safe_table_groups(const struct safe_table *table);
int64_t safe_table_label(const struct safe_table *table, size_t group);
/* Exact; 0 where there are too few to say. */
int64_t safe_table_n(const struct safe_table *table, size_t group);
/* Fewer ballots than the plan shows: there is no figure of the group. */
bool safe_table_is_few(const struct safe_table *table, size_t group);
/* "PHYSICAL", "yes"; false when the group has no such figure. */
bool safe_table_figure(const struct safe_table *table, size_t group, const char *topic,
	const char *answer, struct safe_figure *out);

/*
 * False where the form did not ask it, and where fewer answered than the plan shows; the topic
 * "EXPERIENCE" has no figure then either.  Its figures are nested, so that they add up: "answered", of
 * them "not_good", of them "hard".
 */
bool safe_table_experience(const struct safe_table *table, size_t group,
	struct safe_experience *out);

/* ---- tallies of years before Lotsa ---- */

/* A figure of an imported year; the share's interval has the noise that the import told of. */
struct earlier_figure {
	int64_t year, yes, of;
	struct str topic;		/* "PHYSICAL" */
	struct str epsilon;		/* "3/4" as it was told; "" where the number is exact */
	bool is_protected;		/* false: the number is exact, and marked so wherever it stands */
	struct share share;
};

/* All of an association, by year. */
enum err release_earlier(struct db *db, struct arena *a, org_id association,
	const struct earlier_figure **figures, size_t *n);

struct csv_fault;
struct earlier_done {
	int64_t figures, unprotected;
};
/*
 * Brings yearly tallies in as a release of their own, all or nothing: columns association, year, topic,
 * yes, of and, for counts with noise, epsilon.  ERR_INVALID and *fault for a file that is wrong: also for a
 * year that has not ended, that was imported before, or of which Lotsa has counted answers itself:
 * exact numbers beside drawn ones of the same answers would undo their protection.  Under the scope of
 * a job, in its transaction.
 */
enum err release_import_earlier(struct tx *tx, const struct scope *scope, struct arena *a,
	struct str csv, struct date today, struct earlier_done *done, struct csv_fault *fault);

/*
 * Every figure of the scope's place that may be shown, as CSV: label is an intervention, sex, age band
 * or track by the layer; a group of too few says so instead.
 */
enum err release_export(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out);

/*
 * A share of tenths in words, to begin a sentence with: "Fyra av tio", "Nästan alla", "Färre än en av
 * tio".  Every such word on pages and in files comes from here.
 */
const char *rate_words(int32_t thousandths);
/*
 * A share that may be any of more than half of all shares says and compares nothing: pages and papers call
 * it "för osäkert", files of numbers have it with its interval.
 */
bool share_is_telling(const struct share *share);

/* The lines of a table of answers, in their order. */
struct answer_line {
	const char *label;		/* N_ */
	const char *topic;		/* "PHYSICAL" */
};
enum { ANSWER_STATES = 4, ANSWER_TOPICS = 7 };
extern const struct answer_line answer_states[ANSWER_STATES];
extern const struct answer_line answer_topics[ANSWER_TOPICS];
/* The answers to how it was to be asked, in their order. */
struct experience_line {
	const char *label;		/* N_ */
	const char *answer;		/* "good" */
};
enum { EXPERIENCE_LINES = 3 };
extern const struct experience_line experience_lines[EXPERIENCE_LINES];
const struct safe_figure *experience_figure(const struct safe_experience *experience,
	size_t line);
/* Thousandths to whole percent, half up. */
int64_t answer_percent(int32_t thousandths);

/* ---- commands ---- */

/* `lotsa protect [--plan FIL] [--counts FIL]` */
int release_command_protect(const struct config *config, int argc, char **argv);
/* `lotsa release --data MAPP [--dry-run]` */
int release_command(const struct config *config, int argc, char **argv);

/* `lotsa import tallies FIL [--dry-run]` */
int release_command_import(const struct config *config, int argc, char **argv);

/* /statistik/forbund */
extern const struct room release_room;

#endif
