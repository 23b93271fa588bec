/* The only door to zlib: gzip of a finished page, padded after the fact. */
#ifndef CORE_HTTP_SQUEEZE_H
#define CORE_HTTP_SQUEEZE_H

#include "base/buf.h"

/*
 * Appends the gzip of `bytes`.  With block > 0 (at most 32 KiB) it is a multiple of so many bytes:
 * the extra field of gzip's header, which every reader skips, takes up the rest.  So the length tells
 * nothing of what compresses well.  ERR_LIMIT without memory or past the buffer's cap.
 */
enum err squeeze(struct str bytes, size_t block, struct buf *out);

#endif
