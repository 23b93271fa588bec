/* Whole files in and out, for the tools of the build. */
#ifndef TOOLS_FILES_H
#define TOOLS_FILES_H

#include "base/buf.h"

/* The whole file instead of what `b` held; ERR_IO when it cannot be read or is over the buffer's cap. */
enum err tool_read(const char *path, struct buf *b);
/* Makes or replaces the file; ERR_IO when it cannot be written, or when `b` overflowed before. */
enum err tool_write(const char *path, const struct buf *b);

#endif
