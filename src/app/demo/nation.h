/* A nation of any size, while it is being invented: between nation.c and nation_half.c. */
#ifndef APP_DEMO_NATION_H
#define APP_DEMO_NATION_H

#include "app/demo/demo.h"

enum {
	NATION_OWN = 12,	/* interventions that an association begins with */
	NATION_JOINED = 6,	/* and gets from one that merges with it */
	NATION_UNITS = NATION_OWN + NATION_JOINED,
	NATION_YEARS = 10
};

struct nation_unit {
	intervention_id intervention;
	team_id team;
};

struct nation_place {
	org_id association, party;
	struct nation_unit units[NATION_UNITS];
	int n_units;
	int64_t weight;			/* how much it asks, beside the others */
	int32_t first_half, last_half;	/* in which it asks */
	int32_t joined_half;		/* from when it asks for the one that merged with it; 0 = none */
	uint32_t any_percent;		/* who says yes to something */
	uint32_t asked_percent[4];	/* of those who are due, by sex */
};

/* A box that is counted after its year was released. */
struct nation_late {
	struct ballot_box box;
	struct ballot_tally tally;
	struct nation_late *next;
};

struct nation {
	struct demo_world *w;
	struct nation_place *places;
	int64_t n;
	struct arena *late_arena;	/* of what is late; reset when it is counted */
	struct nation_late *late;
};

/*
 * Invents `n` ballots of a half-year in a place and counts them, with the quarters of the ask lists, in
 * the transaction; some of them are left in nation->late.
 */
enum err nation_half(struct nation *nation, struct tx *tx, const struct nation_place *place,
	int32_t half, int64_t n);

#endif
