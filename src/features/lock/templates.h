/* What the templates of the room are given. */
#ifndef FEATURES_LOCK_TEMPLATES_H
#define FEATURES_LOCK_TEMPLATES_H

#include "features/lock/lock.h"

struct opening_page {
	const char *heading;
	struct url action, back;
};

#endif
