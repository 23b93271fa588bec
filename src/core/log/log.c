/* The log on stderr. */
#include "core/log/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 512 };

static atomic_bool silent;

void
log_event(const char *event, const char *format, ...)
{
	char line[LINE_MAX_BYTES];
	va_list args;
	int head, rest;
	size_t n;

	if (silent)
		return;
	head = snprintf(line, sizeof(line) - 1, "event=%s ", event);
	if (head < 0 || (size_t)head >= sizeof(line) - 1)
		return;
	va_start(args, format);
	rest = vsnprintf(line + head, sizeof(line) - 1 - (size_t)head, format, args);
	va_end(args);
	if (rest < 0)
		return;
	n = (size_t)head + (size_t)rest;
	if (n > sizeof(line) - 2)
		n = sizeof(line) - 2;
	line[n++] = '\n';
	/* A log that nobody reads any more stops no request. */
	if (write(STDERR_FILENO, line, n) < 0)
		return;
}

void
log_silence(bool is_silent)
{
	silent = is_silent;
}
