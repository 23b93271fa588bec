/* What commands have in common that write into the trail, and `lotsa audit`. */
#ifndef CORE_AUDIT_COMMAND_H
#define CORE_AUDIT_COMMAND_H

#include "core/config/config.h"
#include "core/db/db.h"

/*
 * Opens the keys of the trail and then the database.  Says what crypto_init, audit_open_keys and
 * db_open say; after a failure nothing is open.
 */
enum err audit_open_db(const struct config *config, struct arena *a, enum db_mode mode,
	struct db **out);
/* Closes both. */
void audit_close_db(struct db *db);

/*
 * `lotsa audit verify --data DIR`: 0 when every chain holds; otherwise 1, and the first bad row on
 * stderr with its chain, number and reason.
 */
int audit_command(const struct config *config, int argc, char **argv);

#endif
