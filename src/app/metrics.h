/* What the operator's collector is told: doc/decisions/0023-metrics.md says what it is not. */
#ifndef APP_METRICS_H
#define APP_METRICS_H

#include "core/config/config.h"
#include "core/db/db.h"
#include "core/http/server.h"

struct metrics;

/*
 * Opens the socket of config->metrics; without that setting *out is NULL.  `server` outlives it.
 * ERR_LIMIT, and what db_open and scrape_start say.
 */
enum err metrics_start(const struct config *config, const struct server *server,
	struct metrics **out);
/* NULL is allowed. */
void metrics_stop(struct metrics *metrics);

/* The facts of the installation alone, looked up now: sizes in whole MiB, ages in whole days. */
void metrics_put_facts(const struct config *config, struct db *db, struct arena *a,
	struct buf *out);

#endif
