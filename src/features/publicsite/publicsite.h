/* The public help finder: for whom, what, where, and then at most five answers. */
#ifndef FEATURES_PUBLICSITE_PUBLICSITE_H
#define FEATURES_PUBLICSITE_PUBLICSITE_H

#include "core/http/handler.h"

/* /, /k, /en, /latt and the cards to print */
extern const struct room publicsite_room;

#endif
