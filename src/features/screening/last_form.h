/* What a session remembers of the forms it keys, in its locked memory. */
#ifndef FEATURES_SCREENING_LAST_FORM_H
#define FEATURES_SCREENING_LAST_FORM_H

#include "features/screening/screening.h"

struct last_form {
	int64_t n_keyed;		/* in a row, taken-back ones not counted */
	bool may_undo;			/* one step back only */
	struct screening_handle handle;
};

/* All zero when nothing was keyed, or not for half an hour. */
struct last_form last_form_of(struct vault_key vault, struct arena *a);
/* One more was keyed. */
enum err last_form_keep(struct vault_key vault, struct arena *a,
	const struct screening_handle *handle);
/* The last one is taken back (`is_back`), or can no longer be. */
enum err last_form_forget(struct vault_key vault, struct arena *a, bool is_back);

#endif
