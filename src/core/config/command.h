/* One row of the command table in main.c: `lotsa NAME ...`. */
#ifndef CORE_CONFIG_COMMAND_H
#define CORE_CONFIG_COMMAND_H

#include "core/config/config.h"

struct command {
	const char *name;	/* "user" */
	const char *usage;	/* "add LOGIN --name NAMN": what follows the name in the help */
	const char *help;	/* one Swedish sentence */
	/*
	 * argv[0] is the command's name, settings are already taken out.  Gives the exit status: 0 done,
	 * 1 failed (said on stderr, in Swedish), 2 called wrongly.
	 */
	int (*run)(const struct config *config, int argc, char **argv);
};

#endif
