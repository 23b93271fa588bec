/* Which questions a team asks, out of the database. */
#ifndef FEATURES_SCREENING_QUESTIONS_H
#define FEATURES_SCREENING_QUESTIONS_H

#include "features/screening/instrument.h"

/* The instrument of an intervention ({0}: the newest in Swedish).  ERR_NOT_FOUND when there is none. */
enum err questions_load(struct db *db, struct arena *a, instrument_id id,
	struct instrument *out);
/* Somebody was asked with it: its wording stays as it is from now on. */
enum err questions_lock(struct tx *tx, struct arena *a, instrument_id id);

#endif
