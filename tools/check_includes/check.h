/* The house's layering, held against every source file. */
#ifndef TOOLS_CHECK_INCLUDES_CHECK_H
#define TOOLS_CHECK_INCLUDES_CHECK_H

#include "base/buf.h"

/*
 * Checks every .c and .h below `root` (the folder with base/, core/ ...) and appends one line per
 * fault to `report`: "features/a/a.c:12: reason".  Files and folders read are appended to `seen`,
 * one a line.  ERR_INVALID when there are faults, ERR_IO when something cannot be read.
 */
enum err check_tree(const char *root, struct buf *report, struct buf *seen);

/* ---- the parts of the tool ---- */

enum layer { LAYER_BASE, LAYER_CORE, LAYER_OUT, LAYER_FEATURES, LAYER_APP, LAYER_NONE };

/* Where a source file stands: "features/referral/pages.c" is FEATURES, folder "features/referral". */
struct source {
	struct str path, folder, name, text;
	enum layer layer;
	bool is_test;
	const char *may_include;	/* the room's .may_include, or "" */
};

struct check {
	struct buf *report;
	int n_faults;
};

enum layer layer_of(struct str path);
/* "features/referral" of "features/referral/pages.c": two names deep, one for base and app. */
struct str folder_of(struct str path);
bool has_line(struct str text, struct str line);
void fault(struct check *check, const struct source *source, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* The #include lines of one file. */
void check_includes_of(struct check *check, const struct source *source);
/* The calls and texts of one file. */
void check_calls_of(struct check *check, const struct source *source);

#endif
