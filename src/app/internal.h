/* What the files of the hall share. */
#ifndef APP_INTERNAL_H
#define APP_INTERNAL_H

#include "app/templates.h"

/* /, /hem, /ut, /healthz, /readyz */
extern const struct room app_room;

/* The ways that the scope's roles open; `pattern` is that of the page itself, or NULL. */
void ways_for(const struct scope *scope, const char *pattern, struct ways *out);

layout_fn layout_write;
failure_fn failure_write;
asset_fn asset_find;
/* The address of an embedded file, with the hash of its content in it. */
struct url asset_url(struct arena *a, const char *name);

#endif
