/* check_includes ROOT STAMP DEPFILE: fails the build when a source breaks the layering. */
#include "tools/check_includes/check.h"

#include <stdio.h>
#include <stdlib.h>

static int
write_file(const char *path, struct str s)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(s.p, 1, s.n, f) != s.n || fclose(f) != 0) {
		fprintf(stderr, "check_includes: %s cannot be written\n", path);
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}

int
main(int argc, char **argv)
{
	struct buf report = buf_new(4 << 20), seen = buf_new(4 << 20),
		   depends = buf_new(4 << 20);
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
		status = write_file(argv[3], buf_str(&depends)) |
			 write_file(argv[2], STR("The layering holds.\n"));
	} else {
		fprintf(stderr, "%.*s", STR_ARG(buf_str(&report)));
		fprintf(stderr, "check_includes: %s\n",
			e == ERR_INVALID ? "the layering of doc/tour.md is broken"
					 : err_name(e));
	}
	buf_free(&report);
	buf_free(&seen);
	buf_free(&depends);
	return status;
}
