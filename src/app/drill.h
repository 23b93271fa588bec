/* The drill: a backup is restored beside the real database, proved, and taken away again. */
#ifndef APP_DRILL_H
#define APP_DRILL_H

#include "app/backup.h"
#include "core/db/snapshot.h"

struct drill_order {
	const char *from;		/* the backup */
	const char *escrow;		/* keys out of this file and two shares; NULL = those in use */
	struct str first, second;
};

/* What the drill showed, or where it stopped. */
struct drill_result {
	struct backup_facts facts;
	bool has_key;			/* the key of the slips was there to try */
	int64_t slips;			/* that wait, and opened */
	const char *step;		/* Swedish: what was being done when it went wrong */
	char table[SNAPSHOT_TABLE_MAX];	/* whose rows differ, "" = none */
	int signal;			/* that ended it, 0 = none */
};

/*
 * Whether the restored database of `scratch` is sound, holds row for row what the backup holds, goes on
 * where its audit chains stood, and whether its waiting slips open with the key in its keys folder.
 * ERR_CONFLICT when something differs; result->step says what.
 */
enum err drill_prove(const struct config *scratch, struct arena *a,
	const struct backup_opened *backup, struct drill_result *result);

/*
 * Restores into DATA/drill, brings up to date, proves, and removes the folder whatever happened, as it
 * does with what a killed drill has left.  INT, TERM and HUP wait for the end of a step.  Leaves in the
 * data folder that a drill was done today.  ERR_BUSY while another drill is running.
 */
enum err drill_run(const struct config *config, struct arena *a,
	const struct drill_order *order, struct drill_result *result);

/* The day of the last drill that went well; ERR_NOT_FOUND when there never was one. */
enum err drill_last_done(const struct config *config, struct arena *a, struct date *out);

/* `lotsa drill --from FILE [--escrow FILE]` */
int app_command_drill(const struct config *config, int argc, char **argv);

#endif
