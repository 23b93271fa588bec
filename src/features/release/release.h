/* Releases: statistics that may be shown, drawn once, stored with what they cost. */
#ifndef FEATURES_RELEASE_RELEASE_H
#define FEATURES_RELEASE_RELEASE_H

#include "core/http/handler.h"
#include "out/protect/plan.h"

/* The plan that Lotsa ships (content/statistics/plan.json), in the arena; it is always a good one. */
enum err release_plan(struct arena *a, const struct plan **out);

/* `lotsa protect [--plan FIL] [--counts FIL]` */
int release_command_protect(const struct config *config, int argc, char **argv);

#endif
