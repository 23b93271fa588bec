/* Printed products: made from the catalogue, read by colleagues, released, and then never changed. */
#ifndef FEATURES_MATERIAL_MATERIAL_H
#define FEATURES_MATERIAL_MATERIAL_H

#include "core/auth/scope.h"
#include "core/http/handler.h"

/*
 * Makes, and releases where no acute fact is stale, one of every product in Swedish for the scope's
 * association: the demo begins with them.
 */
enum err material_make_all(struct tx *tx, const struct scope *scope, struct arena *a,
	account_id by, struct date today);

/* The place's own words as they were brought in: a JSON array of the files. */
enum err material_export(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out);

/* `lotsa import material FILE --data DIR [--association CODE]`: argv[0] is "material". */
int material_command_import(const struct config *config, int argc, char **argv);

/* /material */
extern const struct room material_room;

#endif
