/* Whole files in and out, for the tools of the build. */
#include "tools/files.h"

#include <stdio.h>

enum err
tool_read(const char *path, struct buf *b)
{
	FILE *f = fopen(path, "rb");
	char block[8192];
	size_t n;
	bool failed;

	buf_clear(b);
	if (!f)
		return ERR_IO;
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		buf_put(b, (struct str){ block, n });
	failed = ferror(f) != 0;
	if (fclose(f) != 0 || failed || buf_err(b) != OK)
		return ERR_IO;
	return OK;
}

enum err
tool_write(const char *path, const struct buf *b)
{
	FILE *f = buf_err(b) == OK ? fopen(path, "wb") : NULL;
	bool failed;

	if (!f)
		return ERR_IO;
	failed = b->n > 0 && fwrite(b->p, 1, b->n, f) != b->n;
	if (fclose(f) != 0 || failed)
		return ERR_IO;
	return OK;
}
