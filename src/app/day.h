/* A role's day in five lines: shown on /hem until it is put away, and at /hem/dagen at any time. */
#ifndef APP_DAY_H
#define APP_DAY_H

#include "core/http/handler.h"

enum { DAY_LINES = 5 };

struct day_role {
	enum role role;
	const char *name;		/* N_() */
	const char *lines[DAY_LINES];	/* N_() */
};

struct day {
	struct day_role roles[ROLE_COUNT];
	size_t n;
	bool may_practise;		/* asks participants */
};

/* Of every role that the scope has, but those whose bits are in `known`. */
void day_of(const struct scope *scope, unsigned known, struct day *out);

#endif
