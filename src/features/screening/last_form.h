/* What a session remembers of the forms it keys and the talks it holds, in its locked memory. */
#ifndef FEATURES_SCREENING_LAST_FORM_H
#define FEATURES_SCREENING_LAST_FORM_H

#include "features/screening/screening.h"

struct last_form {
	int64_t n_keyed;		/* in a row, taken-back ones not counted */
	bool may_undo;			/* one step back only */
	enum screening_face face;	/* each takes back its own */
	struct screening_handle handle;
};

/* All zero when nothing was keyed, or not for half an hour. */
struct last_form last_form_of(struct vault_key vault, struct arena *a);
/* One more was recorded: of Papper it counts among those keyed in a row. */
enum err last_form_keep(struct vault_key vault, struct arena *a, enum screening_face face,
	const struct screening_handle *handle);
/*
 * Takes the last one of a face back, once.  *was is what it was; *is_back is false, and nothing changed,
 * when it can no longer be taken back.
 */
enum err last_form_take_back(struct action *act, enum screening_face face,
	struct last_form *was, bool *is_back);

#endif
