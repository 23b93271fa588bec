/* Names of errors, and the way out for programming errors. */
#include "base/err.h"

#include <stdio.h>
#include <stdlib.h>

const char *
err_name(enum err e)
{
	static const char *const names[ERR_COUNT] = {
		[OK] = "ok",
		[ERR_NOT_FOUND] = "not_found",
		[ERR_FORBIDDEN] = "forbidden",
		[ERR_INVALID] = "invalid",
		[ERR_CONFLICT] = "conflict",
		[ERR_BUSY] = "busy",
		[ERR_LIMIT] = "limit",
		[ERR_IO] = "io",
		[ERR_DB] = "db",
	};

	assert_always((unsigned)e < ERR_COUNT);
	return names[e];
}

_Noreturn void
err_abort(const char *file, int line, const char *claim)
{
	fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, claim);
	abort();
}
