/* handbook IN.md OUT.c: the handbook as chapters that the program carries. */
#include "tools/handbook/handbook.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tools/files.h"

enum { TEXT_CAP = 1 << 20, PATH_CAP = 4096 };

static const char *folder;

static bool
has_picture(const char *file)
{
	char path[PATH_CAP];

	snprintf(path, sizeof(path), "%s/bilder/%s", folder, file);
	return access(path, R_OK) == 0;
}

int
main(int argc, char **argv)
{
	struct buf text = buf_new(TEXT_CAP), out = buf_new(4 * TEXT_CAP);
	struct handbook_error error = { 0 };
	const char *in;

	if (argc != 3) {
		fputs("handbook IN.md OUT.c\n", stderr);
		return EXIT_FAILURE;
	}
	in = argv[1];
	if (tool_read(in, &text) != OK) {
		fprintf(stderr, "%s: cannot be read\n", in);
		return EXIT_FAILURE;
	}
	folder = dirname(strdup(in));
	if (handbook_translate(buf_str(&text), has_picture, &out, &error) != OK) {
		fprintf(stderr, "%s:%d: error: %s\n", in, error.line, error.text);
		return EXIT_FAILURE;
	}
	if (tool_write(argv[2], &out) != OK) {
		fprintf(stderr, "%s: cannot be written\n", argv[2]);
		return EXIT_FAILURE;
	}
	buf_free(&text);
	buf_free(&out);
	return EXIT_SUCCESS;
}
