/* The log: one line of key=value on stderr per event, and nothing personal in it. */
#ifndef CORE_LOG_LOG_H
#define CORE_LOG_LOG_H

#include "base/str.h"

/*
 * Writes "event=NAME " and the formatted rest as one line in one write.  No clock: whoever collects
 * the lines stamps them.  Never pass input, ids, names, addresses or sizes of staff pages.
 */
void log_event(const char *event, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Tests and the command line: nothing is written from now on. */
void log_silence(bool is_silent);

#endif
