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

const char *
err_words(enum err e)
{
	static const char *const words[ERR_COUNT] = {
		[OK] = "det gick bra",
		[ERR_NOT_FOUND] = "något som behövs finns inte: se efter att filen eller "
				  "mappen finns",
		[ERR_FORBIDDEN] = "det är inte tillåtet",
		[ERR_INVALID] = "innehållet stämmer inte",
		[ERR_CONFLICT] = "det finns redan, eller har ändrats under tiden",
		[ERR_BUSY] = "databasen används av något annat: försök igen om en stund",
		[ERR_LIMIT] = "det är för mycket på en gång",
		[ERR_IO] = "en fil eller mapp går inte att läsa eller skriva: finns den, får "
			   "du det, och finns det plats?",
		[ERR_DB] = "databasen svarar fel: kör lotsa doctor",
	};

	assert_always((unsigned)e < ERR_COUNT);
	return words[e];
}

_Noreturn void
err_abort(const char *file, int line, const char *claim)
{
	fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, claim);
	abort();
}
