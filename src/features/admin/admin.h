/* Administration of one's own place: users, roles, interventions, teams; no case data. */
#ifndef FEATURES_ADMIN_ADMIN_H
#define FEATURES_ADMIN_ADMIN_H

#include "core/http/handler.h"

/* /admin */
extern const struct room admin_room;

#endif
