/* Files that a command was told to read. */
#ifndef CORE_FILE_FILE_H
#define CORE_FILE_FILE_H

#include "base/arena.h"

/*
 * The whole file at `path`, in the arena, which gives no more than the file has.  ERR_NOT_FOUND when it is
 * not there, ERR_LIMIT above `most` bytes or when the arena is full, else ERR_IO: also for a file that
 * grows meanwhile.
 */
enum err file_read(struct arena *a, const char *path, size_t most, struct str *out);

#endif
