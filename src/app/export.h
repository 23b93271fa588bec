/* Export: what an owner takes along at the end of a contract, in open formats. */
#ifndef APP_EXPORT_H
#define APP_EXPORT_H

#include "core/config/config.h"
#include "core/db/db.h"

/*
 * Writes a new folder (0700) of new files (0600): per association its catalogue (as it can be imported
 * again) and coverage by year, per place its teams, interventions, roles, what was not exported and
 * why (LÄS-MIG.txt), and what is public of the catalogue (open-data).  Never answers or counters.
 * Written beside and renamed: the folder is whole or not there.  Every place's chain in the audit
 * trail gets a row.  ERR_CONFLICT when the folder exists, ERR_IO.
 */
enum err export_run(struct db *writer, struct arena *a, const char *to);

/*
 * The same way a folder of what is public of the catalogue and nothing else, HSDS's tabular data package.
 * Nothing is noted in the audit trail: anybody can fetch it.
 */
enum err export_open_data(struct db *writer, struct arena *a, const char *to);

/* `lotsa export [--open-data] --to FOLDER` */
int app_command_export(const struct config *config, int argc, char **argv);

#endif
