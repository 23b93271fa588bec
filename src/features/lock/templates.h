/* What the templates of the room are given. */
#ifndef FEATURES_LOCK_TEMPLATES_H
#define FEATURES_LOCK_TEMPLATES_H

#include "features/lock/lock.h"

struct lock_page {
	struct str code;
	struct lock lock;
	struct url put_on, key, take_off, move, back;
	const struct colleague *holders;
	size_t n_holders;
	const struct form_option *others;	/* colleagues without a key */
	size_t n_others;
	bool may_move;
	const struct form_option *heirs;	/* to whom */
	size_t n_heirs;
	const struct opening_row *openings;
	size_t n_openings;
	const char *status;
};

struct opening_page {
	const char *heading;
	struct url action, back;
};

struct opening_row {
	struct str name;	/* "" when the account has no role here any more */
	struct str code;
	int64_t reason;
	struct month month;
	struct url about, done;	/* the thing's lock; where "seen" is posted */
};

#endif
