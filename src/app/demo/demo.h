/* The demo: Södertälje with invented participants, the same every time. */
#ifndef APP_DEMO_DEMO_H
#define APP_DEMO_DEMO_H

#include "core/config/config.h"
#include "features/people/people.h"
#include "features/screening/screening.h"

/* Loaded by `lotsa demo` and asked for at the same place by everything that follows. */
enum { DEMO_TEAMS = 4, DEMO_COUNTING_TEAM = 3, DEMO_ACCOUNTS = 8 };

/* Where the parts of the demo stand once they are made. */
struct demo_world {
	struct arena *arena;
	struct db *writer;
	struct date today;
	org_id nation, association, municipality, region;
	org_id team_orgs[DEMO_TEAMS];
	team_id teams[DEMO_TEAMS];
	intervention_id interventions[DEMO_TEAMS];
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

/* Each loads one part in transactions of its own. */
enum err demo_load_places(struct demo_world *w);
enum err demo_load_content(struct demo_world *w);
enum err demo_load_asking(struct demo_world *w);
enum err demo_load_referrals(struct demo_world *w);
enum err demo_load_staff(struct demo_world *w);

/* `lotsa demo --data DIR` */
int app_command_demo(const struct config *config, int argc, char **argv);

#endif
