/* `lotsa audit`. */
#ifndef CORE_AUDIT_COMMAND_H
#define CORE_AUDIT_COMMAND_H

#include "core/config/config.h"

/*
 * `lotsa audit verify --data DIR`: 0 when every chain holds; otherwise 1, and the first bad row on
 * stderr with its chain, number and reason.
 */
int audit_command(const struct config *config, int argc, char **argv);

#endif
