/* What the example template shows; a room's templates.h looks like this. */
#ifndef TESTS_EXAMPLE_TEMPLATES_H
#define TESTS_EXAMPLE_TEMPLATES_H

#include "core/http/form.h"

struct visit {
	struct str name;
	struct url url;
	struct date on;
	bool is_current;
};

struct visits {
	const struct visit *rows;
	size_t n;
};

#endif
