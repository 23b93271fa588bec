/* check_includes ROOT STAMP DEPFILE: fails the build when a source breaks the layering. */
#include "tools/check_includes/check.h"

#include <stdio.h>
#include <stdlib.h>

#include "tools/files.h"

static int
write_or_say(const char *path, const struct buf *b)
{
	if (tool_write(path, b) == OK)
		return EXIT_SUCCESS;
	fprintf(stderr, "check_includes: %s cannot be written\n", path);
	return EXIT_FAILURE;
}

int
main(int argc, char **argv)
{
	struct buf report = buf_new(4 << 20), seen = buf_new(4 << 20),
		   depends = buf_new(4 << 20), stamp = buf_new(64);
	struct str rest, path;
	int status = EXIT_FAILURE;
	enum err e;

	if (argc != 4) {
		fprintf(stderr, "use: check_includes ROOT STAMP DEPFILE\n");
		return EXIT_FAILURE;
	}
	e = check_tree(argv[1], &report, &seen);
	if (e == OK) {
		buf_printf(&depends, "%s:", argv[2]);
		rest = buf_str(&seen);
		while (str_split(&rest, '\n', &path))
			if (path.n > 0)
				buf_printf(&depends, " \\\n %.*s", STR_ARG(path));
		buf_put_byte(&depends, '\n');
		buf_put_cstr(&stamp, "The layering holds.\n");
		status = write_or_say(argv[3], &depends) | write_or_say(argv[2], &stamp);
	} else {
		fprintf(stderr, "%.*s", STR_ARG(buf_str(&report)));
		fprintf(stderr, "check_includes: %s\n",
			e == ERR_INVALID ? "the layering of doc/tour.md is broken"
					 : err_name(e));
	}
	buf_free(&report);
	buf_free(&seen);
	buf_free(&depends);
	buf_free(&stamp);
	return status;
}
