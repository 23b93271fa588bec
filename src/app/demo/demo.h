/* The demo: Södertälje with invented participants, the same every time. */
#ifndef APP_DEMO_DEMO_H
#define APP_DEMO_DEMO_H

#include "core/config/config.h"
#include "features/people/people.h"
#include "features/screening/screening.h"

/* Loaded by `lotsa demo` and asked for at the same place by everything that follows. */
enum { DEMO_TEAMS = 4, DEMO_COUNTING_TEAM = 3, DEMO_ACCOUNTS = 9,
	DEMO_PROGRAMMES = 3 };

/* Where the parts of the demo stand once they are made. */
struct demo_world {
	struct arena *arena;
	struct db *writer;
	struct date today;
	org_id nation, association, municipality, region;
	org_id team_orgs[DEMO_TEAMS];
	team_id teams[DEMO_TEAMS];
	intervention_id interventions[DEMO_TEAMS];
	programme_id programmes[DEMO_PROGRAMMES];
	card_id locked_card;	/* of the first team: somebody who was asked lately */
	struct str locked_code;
	uint64_t random;	/* state of the demo's own generator */
};

struct demo_account {
	const char *login, *name, *password;
	enum role role;
	int team;		/* index, or -1 for the whole place */
	int place;		/* 0 nation, 1 association, 2 municipality, 3 region */
};
extern const struct demo_account demo_accounts[DEMO_ACCOUNTS];
extern const char demo_pin[];

/* A number in 0..limit-1 out of the demo's fixed stream; nothing secret comes from it. */
uint32_t demo_below(struct demo_world *w, uint32_t limit);

bool demo_chance(struct demo_world *w, uint32_t percent);
/* Whoever says yes to something does in `any_percent` of the cases. */
struct ballot demo_invent_ballot(struct demo_world *w, uint32_t any_percent);
/* enum experience: how it was to be asked. */
uint8_t demo_invent_experience(struct demo_world *w);
enum sex demo_invent_sex(struct demo_world *w);
enum age_band demo_invent_age(struct demo_world *w);

/* Each loads one part in transactions of its own. */
enum err demo_load_places(struct demo_world *w);
enum err demo_load_content(struct demo_world *w);
enum err demo_load_asking(struct demo_world *w);
enum err demo_load_referrals(struct demo_world *w);
enum err demo_load_staff(struct demo_world *w);

/*
 * A nation around the demo: so many associations with Södertälje among them, which ask and count for
 * ten years until the last half-year that has ended, each year released in the next as if it had just
 * been.  The others count only: their answers go into the counters as sums, and their ask lists are
 * typed denominators and sums of occasions.  Some merge, some piles of forms are counted a year late.
 * After the parts above.  The same seed and day give the same counters.
 */
struct demo_nation_order {
	int64_t associations;	/* 2..500 */
	int64_t askings;	/* 1000..50 000 000, of the others */
	const char *keys_dir;
};
enum err demo_load_nation(struct demo_world *w, const struct demo_nation_order *order);

/* `lotsa demo [--associations N --askings N] [--seed N]` */
int app_command_demo(const struct config *config, int argc, char **argv);

#endif
