/* Files that a command was told to read. */
#include "core/file/file.h"

#include <errno.h>
#include <stdio.h>

enum err
file_read(struct arena *a, const char *path, size_t most, struct str *out)
{
	char *bytes = arena_alloc(a, most + 1);
	FILE *file;
	size_t n;
	bool is_bad;

	if (!bytes)
		return ERR_LIMIT;
	file = fopen(path, "rb");
	if (!file)
		return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	n = fread(bytes, 1, most + 1, file);
	is_bad = ferror(file) != 0;
	fclose(file);
	if (is_bad)
		return ERR_IO;
	if (n > most)
		return ERR_LIMIT;
	*out = (struct str){ bytes, n };
	return OK;
}
