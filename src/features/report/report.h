/* The report to the board: what may be shown, as a page and as files. */
#ifndef FEATURES_REPORT_REPORT_H
#define FEATURES_REPORT_REPORT_H

#include "core/http/handler.h"

/* Every version of what the manager of the scope's place wrote, as CSV, for its owner. */
enum err report_export_texts(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out);

/* /rapport */
extern const struct room report_room;

#endif
