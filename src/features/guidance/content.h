/* The files of content/guidance that the room carries. */
#ifndef FEATURES_GUIDANCE_CONTENT_H
#define FEATURES_GUIDANCE_CONTENT_H

#include "base/embedded.h"

extern const struct embedded_set embedded_guidance_content;

#endif
