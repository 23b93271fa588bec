/* A command of the command line, called in this process. */
#ifndef TESTS_HARNESS_COMMAND_H
#define TESTS_HARNESS_COMMAND_H

#include "core/config/config.h"

enum { COMMAND_WORDS_MAX = 16 };

typedef int command_fn(const struct config *config, int argc, char **argv);

/*
 * Gives its exit status, and in `said` what it wrote on standard output, cut to `size`; what it
 * complains of is thrown away.  `words` end with NULL.
 */
int command_call(command_fn *command, const struct config *config, const char *const *words,
	char *said, size_t size);

#endif
