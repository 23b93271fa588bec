/* Between the files of this room. */
#ifndef FEATURES_RELEASE_INTERNAL_H
#define FEATURES_RELEASE_INTERNAL_H

#include "core/crypto/crypto.h"
#include "features/people/people.h"
#include "features/release/journal.h"
#include "features/release/release.h"
#include "features/screening/screening.h"
#include "out/protect/protect.h"

/* The operating system's generator, whatever is seeded elsewhere. */
void release_fill(void *context, void *bytes, size_t n);

/* Our names of layers; a plan may leave some out, and have more that nobody draws yet. */
enum our_layer {
	OUR_NATION, OUR_COUNTY, OUR_ASSOCIATION, OUR_SEX, OUR_AGE, OUR_INTERVENTION, OUR_LAYERS
};
extern const char *const our_layer_names[OUR_LAYERS];

/* How a plan's measures read the counters. */
struct reading {
	int layers[OUR_LAYERS];		/* of the plan, -1 = it has none */
	uint64_t measures[COUNTER_TOPICS][ANSWER_COUNT];	/* bits of what a counter is part of */
};

/*
 * ERR_INVALID when the plan does not speak of our topics and answers, all of them, or has a measure
 * that the counters do not tell: its loss would not be what it says.
 */
enum err reading_of(const struct plan *plan, struct reading *out);
/* The plan's word for how it was to be asked. */
#define EXPERIENCE_TOPIC "EXPERIENCE"
/* Whether a measure is one of that. */
bool measure_is_experience(const struct plan *plan, const struct measure *m);

/* Which boxes a layer is drawn from: the cut, and for interventions also the others. */
enum release_level layer_level(enum our_layer layer);
bool layer_draws_box(enum our_layer layer, int64_t cut);

enum group_kind {
	GROUP_NATION_SUM,	/* all ballots of the nation in a period */
	GROUP_COUNTY_SUM,	/* all ballots of a county in a period */
	GROUP_PLACE_SUM,	/* all ballots of an association in a period */
	GROUP_SHOWN,		/* drawn by an earlier release */
	GROUP_NEW
};

struct group {
	enum group_kind kind;
	enum our_layer layer;	/* of the last two kinds */
	int64_t place, label, n;
	int32_t from, halves;
	int64_t release;	/* of GROUP_SHOWN */
	int32_t parent, part;	/* as in struct cell */
	bool is_apart;		/* a wide sum whose halves have figures of their own, not joined to it */
};

/* What a level has not drawn yet, box by box. */
struct undrawn;

/* A release that is being made. */
struct making {
	struct db *db;			/* of the transaction */
	struct arena *arena;
	const struct release_order *order;
	struct reading reading;
	int32_t through[LEVELS];	/* 0 = not due */
	int32_t blocked[LEVELS];	/* half-years that a newer database has drawn */
	org_id nation;
	struct org_row *associations;
	size_t n_associations;
	struct undrawn *undrawn[LEVELS];
	struct group *groups;
	size_t n_groups, groups_size;
	struct sum_index *sums;		/* those groups that are sums (sums.c) */
	int32_t *by_id;			/* numbers of the associations, sorted by id */
	int32_t *new_groups;		/* numbers of the new ones, sorted by group_cmp */
	size_t n_new;
};

/* Reads what is undrawn of the levels that are due; ERR_DB when counters have shrunk. */
enum err undrawn_read(struct making *m);
/* The ballots that one box has undrawn: for the ledger. */
struct undrawn_box {
	enum release_level level;
	org_id association;
	int64_t half_year, cut, label, n;
	bool is_new;	/* the level has drawn nothing of it */
};
typedef enum err undrawn_each(void *context, const struct undrawn_box *box);
enum err undrawn_boxes(struct making *m, undrawn_each *each, void *context);
/* Adds the true counts to the new groups. */
enum err undrawn_count(struct making *m, struct counts *counts);
/* From now on they are drawn. */
enum err undrawn_mark(struct making *m, struct tx *tx);

/* Readies association_of, once the associations are known; ERR_LIMIT. */
enum err associations_sort(struct making *m);

/* Makes the groups and how they add up, parents first. */
enum err groups_make(struct making *m);
/* The new group of a box in a layer; -1 when there is none. */
int32_t group_of_box(const struct making *m, enum our_layer layer,
	const struct undrawn_box *box);

/* "PHYSICAL.yes", in the arena. */
struct str measure_name(struct arena *a, const struct measure *m);
/* A variance as it is stored. */
int64_t spread_of(double variance);
/* Which of m->associations it is; their number when it is none of them. */
size_t association_of(const struct making *m, int64_t id);
/* The number of an association's county; 0 = none. */
int64_t county_of(const struct making *m, int64_t association);
/* NULL when the plan does not have it. */
const struct layer *plan_layer_of(const struct making *m, enum our_layer layer);

/* ---- the year of the nation and of counties ---- */

/*
 * The layer of what OUR_NATION and OUR_COUNTY are in a whole period of their associations: it is in no
 * plan, for nothing is drawn for it.  NULL for others.
 */
const char *wide_year_layer(struct str layer);
/*
 * What a release knows of those: the fit has the sum with the variance that it really has, which is less
 * than that of its halves together, whose errors pull against each other.  `figures`, fitted, by measure,
 * then group.
 */
enum err wide_years_store(const struct making *m, struct tx *tx, release_id release,
	const struct figure *figures);

/* ---- referrals ---- */

enum { REFERRALS_ASSOCIATION, REFERRALS_COUNTY, REFERRALS_NATION, REFERRAL_LAYERS };
extern const char *const referral_layer_names[REFERRAL_LAYERS];
/* The ledger's word for a whole referral. */
#define REFERRAL_TOPIC "REFERRAL"

/*
 * Draws, charges and stores what came of the referrals that ended in the periods that are due, in every
 * place and track, whether it has any or not: that one exists must not show.  Each period is drawn
 * once, whole, and none before the first ballot was counted anywhere.  ERR_INVALID for a plan that draws
 * different measures in different layers.
 */
enum err referrals_are_due(struct making *m, bool *out);
enum err referrals_store(struct making *m, struct tx *tx, release_id release);

/* Draws, fits and stores in `tx` under that number; checks the ledger before it is too late. */
enum err making_store(struct making *m, struct tx *tx, const struct scope *scope,
	int64_t number);

#endif
