/* Commands from timers: the day of their last good run is kept, so that a silent one is noticed. */
#ifndef APP_MARKED_H
#define APP_MARKED_H

#include "core/config/config.h"

/* Day marks in the data folder (app/day_mark.h). */
#define MARK_BACKUP "backup.made"
#define MARK_DRILL "drill.done"
#define MARK_COUNT "counted"
#define MARK_AUDIT "audit.verified"

/* `lotsa count`. */
int app_command_count(const struct config *config, int argc, char **argv);
/* `lotsa audit verify`. */
int app_command_audit(const struct config *config, int argc, char **argv);

#endif
