/* The handbook within the program. */
#ifndef FEATURES_HANDBOOK_HANDBOOK_H
#define FEATURES_HANDBOOK_HANDBOOK_H

#include "core/http/handler.h"

/* /handbok, /handbok/:code, /handbok/bild/:code */
extern const struct room handbook_room;

#endif
