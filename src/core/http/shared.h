/* The bytes of a finished page, sent by many answers at once and kept until the last has gone. */
#ifndef CORE_HTTP_SHARED_H
#define CORE_HTTP_SHARED_H

#include "base/buf.h"

struct shared;

/* Takes over *bytes, which is empty afterwards.  NULL without memory: then *bytes is as it was. */
struct shared *shared_new(struct buf *bytes);
/* One more holder of it; gives it back. */
struct shared *shared_take(struct shared *shared);
/* One holder less.  NULL is nothing. */
void shared_drop(struct shared *shared);
struct str shared_bytes(const struct shared *shared);

/*
 * What the network makes of the bytes once for all answers, or NULL; `unmake` ends it with the bytes.
 * shared_offer gives back what stands there, which is somebody else's when they were faster: then
 * what was offered is unmade already.
 */
void *shared_made(struct shared *shared);
void *shared_offer(struct shared *shared, void *made, void (*unmake)(void *made));

#endif
