/* Links that work once: the secret stands where no browser sends it. */
#ifndef CORE_HTTP_ONE_TIME_H
#define CORE_HTTP_ONE_TIME_H

#include "base/arena.h"
#include "core/config/config.h"

/*
 * "https://HOST/path#token", with http where the host is this machine alone.  What stands after '#' is
 * sent to no server: it is in no log on its way, and a mail program that looks at the address learns
 * nothing and uses nothing up.  The page at `path` has a form marked "data-link" with a field named
 * "lank", into which the script moves the token.
 */
struct str one_time_link(
	struct arena *a, const struct config *config, const char *path, struct str token);
/* What was posted in that field: the token, also out of a whole address that somebody pasted. */
struct str one_time_token(struct str pasted);

#endif
