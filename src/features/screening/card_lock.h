/* Who sees a card: inside the room, every way to one goes through here. */
#ifndef FEATURES_SCREENING_CARD_LOCK_H
#define FEATURES_SCREENING_CARD_LOCK_H

#include "features/lock/lock.h"
#include "features/screening/screening.h"
#include "features/screening/screening.sql.h"

/* Who asks the queries of the ask list, and when. */
struct lock_viewer card_viewer(const struct scope *scope, struct arena *a);

/* ERR_NOT_FOUND for a card of another team or place, and for one that is locked for the scope. */
enum err card_load(struct db *db, const struct scope *scope, struct arena *a, card_id id,
	struct sql_screening_card *row);
enum err due_load(struct db *db, const struct scope *scope, struct arena *a, due_id id,
	struct sql_screening_due *row);

#endif
