/* What the files of the hall share. */
#ifndef APP_INTERNAL_H
#define APP_INTERNAL_H

#include "app/templates.h"

/* /hem, /ut, /healthz, /readyz */
extern const struct room app_room;

/* The ways that the scope's roles open; `pattern` is that of the page itself, or NULL. */
void ways_for(const struct scope *scope, const char *pattern, struct ways *out);

/* Practising with an invented participant: its first and last page, and what stands beside. */
page_fn practice_show, practice_done_show;
/* NULL for a page that is not practised. */
const struct practice_note *practice_note_of(const struct route *route);

layout_fn layout_write;
failure_fn failure_write;
asset_fn asset_find;

#endif
