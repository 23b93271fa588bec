/* The plan of protected statistics: what is drawn where, at which loss, and that it stays under a cap. */
#ifndef OUT_PROTECT_PLAN_H
#define OUT_PROTECT_PLAN_H

#include "base/arena.h"
#include "out/protect/fraction.h"

enum {
	PLAN_TOPICS_MAX = 32,
	PLAN_ANSWERS_MAX = 16,
	PLAN_MEASURES_MAX = 64,
	PLAN_LAYERS_MAX = 32,
	PLAN_CEILING = 4	/* no plan may cost an answer more, whatever cap it names */
};

/*
 * A number that is counted over ballots: those on which at least one of `topics` has one of
 * `answers` (bits by place in the plan's lists).
 */
struct measure {
	struct str topic, answer;	/* its name in files: "PHYSICAL", "yes" */
	struct str rate;		/* its line in a layer's epsilon */
	uint32_t topics, answers;
	uint64_t within;		/* measures (bits) that it is never greater than; nor the ballots */
	int of;				/* the measure that its share is of, -1 = the ballots */
};

/* How long ballots are gathered before they are drawn: "half", "year", "year-july". */
enum plan_period { PERIOD_HALF, PERIOD_YEAR, PERIOD_YEAR_JULY };

/*
 * A division of the ballots: each lies in exactly one group of the layer ("association",
 * "association.sex").  epsilon by measure; 0 = not drawn there.
 */
struct layer {
	struct str name;
	enum plan_period period;	/* a ballot belongs to one; the engine itself does not care */
	struct fraction *epsilon;
};

struct plan {
	struct str name;
	struct fraction cap;		/* of what one answer may lose, over all layers together */
	int64_t few;			/* groups with fewer ballots show nothing */
	struct str topics[PLAN_TOPICS_MAX], answers[PLAN_ANSWERS_MAX];
	uint32_t possible[PLAN_TOPICS_MAX];	/* answers that a topic may have */
	size_t n_topics, n_answers, n_measures, n_layers;
	struct measure measures[PLAN_MEASURES_MAX];	/* `within` and `of` stand before */
	struct layer layers[PLAN_LAYERS_MAX];
	/*
	 * What is drawn of referrals, under a cap of its own; NULL = nothing.  Its unit is a whole
	 * referral, there or not: its first answer to each topic says that it is not.
	 */
	const struct plan *referrals;
};

/* Where and why a plan is refused; both Swedish or names of the file, in the arena. */
struct plan_fault {
	struct str place;	/* "layers[2].epsilon.yes", "rad 4, kolumn 7" */
	struct str reason;
};

/*
 * Reads a plan (JSON; doc/disclosure.md shows one).  ERR_INVALID with *fault for a file that is no
 * plan, for unknown members and names, and for one whose loss of some topic is above its cap, or its
 * cap above PLAN_CEILING; ERR_LIMIT past the sizes above.
 */
enum err plan_read(struct str json, struct arena *a, const struct plan **out,
	struct plan_fault *fault);

/*
 * What one answer to `topic` may lose in one layer: the most expensive change of it, which costs the
 * sum of the epsilons of all measures that the change can move by one.  A measure over several topics
 * is taken to move whenever the changed topic alone would move it.  Basic composition (Dwork and Roth
 * 2014, theorem 3.16); within a layer a ballot lies in one group only (parallel composition).
 */
enum err plan_layer_loss(const struct plan *plan, size_t layer, size_t topic,
	struct fraction *out);
/*
 * The same over all layers: their sum.  It is never less than the most expensive single change over
 * all layers together, and equals it when the same change is dearest in each.
 */
enum err plan_loss(const struct plan *plan, size_t topic, struct fraction *out);
/* The dearest topic's. */
enum err plan_worst_loss(const struct plan *plan, struct fraction *out);
/* What a layer, and what all of them, can tell of everything on one ballot: the sum over topics. */
enum err plan_layer_ballot_loss(const struct plan *plan, size_t layer, struct fraction *out);
enum err plan_ballot_loss(const struct plan *plan, struct fraction *out);

/* The first half-year (year * 2 + 0 or 1) of the period that a half-year is in, and how many it has. */
int32_t plan_period_first(enum plan_period period, int32_t half);
int32_t plan_period_halves(enum plan_period period);

/* The number of a layer or measure by name, or -1. */
int plan_layer(const struct plan *plan, struct str name);
int plan_measure(const struct plan *plan, struct str topic, struct str answer);
/*
 * The measures (bits) drawn in a layer that together are one that is not: each of the same topic, each
 * ballot in at most one of them.  0 when there are none.
 */
uint64_t plan_parts(const struct plan *plan, size_t layer, size_t measure);

#endif
