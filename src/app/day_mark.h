/* Small files in the data folder that say on which day something was last done. */
#ifndef APP_DAY_MARK_H
#define APP_DAY_MARK_H

#include "base/date.h"
#include "core/config/config.h"

/* Writes today into DATA/name (0600). */
enum err day_mark_today(const struct config *config, struct arena *a, const char *name);
/* ERR_NOT_FOUND when it was never written, ERR_INVALID when it says something else than a day. */
enum err day_mark_read(const struct config *config, struct arena *a, const char *name,
	struct date *out);

#endif
