/* Administration of one's own place: users, roles, interventions, teams; no case data. */
#ifndef FEATURES_ADMIN_ADMIN_H
#define FEATURES_ADMIN_ADMIN_H

#include "core/http/handler.h"

/* What waits for an administrator of the scope's place. */
struct admin_standing {
	size_t n_ending;	/* roles whose last day is near */
	int64_t n_waiting;	/* requests that a team lead has not decided */
	bool has_interventions;	/* a party's: /admin/insatser */
	bool has_programmes;	/* the nation's: /admin/program */
};
enum err admin_standing(struct db *db, const struct scope *scope, struct arena *a,
	struct date today, struct admin_standing *out);

/* /admin */
extern const struct room admin_room;

#endif
