/* Which questions a team asks, out of the database. */
#ifndef FEATURES_SCREENING_QUESTIONS_H
#define FEATURES_SCREENING_QUESTIONS_H

#include "features/screening/instrument.h"

/* The instrument of an intervention ({0}: the newest in Swedish).  ERR_NOT_FOUND when there is none. */
enum err questions_load(struct db *db, struct arena *a, instrument_id id,
	struct instrument *out);
/* The same questions in the language of a conversation.  ERR_NOT_FOUND when they are not there. */
enum err questions_translated(struct db *db, struct arena *a, const struct instrument *of,
	struct str lang, struct instrument *out);
/*
 * Somebody was asked with it, in a conversation in that language: its wording, and that of the
 * translation if there is one, stays as it is from now on.
 */
enum err questions_lock(struct tx *tx, struct arena *a, instrument_id id, struct str lang);

#endif
