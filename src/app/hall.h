/* The hall: every room of the house, and the site made out of them. */
#ifndef APP_HALL_H
#define APP_HALL_H

#include "core/http/dispatch.h"

/* Fills rooms, layout, failure pages and assets; config and writer are the caller's to set. */
void hall_site(struct site *site);

/* `lotsa serve`. */
int app_command_serve(const struct config *config, int argc, char **argv);
/* `lotsa migrate`. */
int app_command_migrate(const struct config *config, int argc, char **argv);

#endif
