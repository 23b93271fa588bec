/* The man page: made from the table of commands and the table of settings. */
#ifndef APP_MAN_H
#define APP_MAN_H

#include "core/config/command.h"

/* lotsa(1) in roff, UTF-8, Swedish like every text of the command line. */
void man_put(struct buf *out, const struct command *commands, size_t n, const char *version);

#endif
