/* Between the files of this room. */
#ifndef FEATURES_RELEASE_INTERNAL_H
#define FEATURES_RELEASE_INTERNAL_H

#include "core/crypto/crypto.h"
#include "features/release/release.h"
#include "out/protect/noise.h"

/* The shipped plan as it stands in its file. */
struct str release_plan_text(void);

/* The operating system's generator, whatever is seeded elsewhere. */
void release_fill(void *context, void *bytes, size_t n);

#endif
