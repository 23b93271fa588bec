/* Files that a command was told to read. */
#ifndef CORE_FILE_FILE_H
#define CORE_FILE_FILE_H

#include "base/arena.h"

/*
 * The whole file at `path`, in the arena.  ERR_NOT_FOUND when it is not there, ERR_LIMIT above `most`
 * bytes or when the arena is full, else ERR_IO.
 */
enum err file_read(struct arena *a, const char *path, size_t most, struct str *out);

#endif
