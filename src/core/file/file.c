/* Files that a command was told to read. */
#include "core/file/file.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

/* For how many bytes to make room: of what is no plain file nobody knows. */
static size_t
room_for(FILE *file, size_t most)
{
	struct stat found;

	if (fstat(fileno(file), &found) != 0 || !S_ISREG(found.st_mode) ||
		(uint64_t)found.st_size > most)
		return most;
	return (size_t)found.st_size;
}

/* One byte more than there should be tells when there is more. */
static enum err
read_all(struct arena *a, FILE *file, size_t most, struct str *out)
{
	size_t room = room_for(file, most), n;
	char *bytes = arena_alloc(a, room + 1);

	if (!bytes)
		return ERR_LIMIT;
	n = fread(bytes, 1, room + 1, file);
	if (ferror(file))
		return ERR_IO;
	if (n > room)
		return room == most ? ERR_LIMIT : ERR_IO;
	*out = (struct str){ bytes, n };
	return OK;
}

enum err
file_read(struct arena *a, const char *path, size_t most, struct str *out)
{
	FILE *file = fopen(path, "rb");
	enum err e;

	if (!file)
		return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	e = read_all(a, file, most, out);
	fclose(file);
	return e;
}
