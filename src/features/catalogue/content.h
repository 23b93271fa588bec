/* The files of content/ that the room carries. */
#ifndef FEATURES_CATALOGUE_CONTENT_H
#define FEATURES_CATALOGUE_CONTENT_H

#include "base/embedded.h"

extern const struct embedded_set embedded_catalogue_content;

#endif
