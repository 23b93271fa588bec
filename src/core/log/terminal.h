/* What the command line prints cannot steer the terminal that shows it. */
#ifndef CORE_LOG_TERMINAL_H
#define CORE_LOG_TERMINAL_H

#include "base/buf.h"

/* What is between two calls: a byte whose meaning the next one tells. */
struct terminal_state {
	unsigned char waiting;	/* '\r' or 0xC2, 0 = none */
};

/*
 * Appends `bytes` with every control character but newline, tab and a carriage return before a
 * newline as '?': names, file headers and texts that somebody else wrote are data.
 */
void terminal_put(struct terminal_state *state, struct str bytes, struct buf *out);

/* From now on everything that the process prints goes that way. */
void terminal_guard(void);

#endif
