/* Own words: what a caseworker wants to remember at each question.  Nobody else reads them. */
#ifndef FEATURES_SCREENING_OWN_WORDS_H
#define FEATURES_SCREENING_OWN_WORDS_H

#include "features/screening/asking.h"

struct own_words {
	struct str of[TOPIC_COUNT];	/* by topic; empty = none */
};

/* Those of the scope's account, in the scope's place. */
enum err own_words_load(struct db *db, const struct scope *scope, struct arena *a,
	struct own_words *out);
/*
 * Whether they may be kept; `why` (N_) says why not.  They are about how to ask, so nothing in them may
 * look like a personal number or the code of a card.
 */
bool own_words_acceptable(struct arena *a, struct str words, const char **why);

#endif
