/* htmlgen DIR HEADER SOURCE FILE.html...: the templates of a room as one header and one source. */
#include "tools/htmlgen/htmlgen.h"

#include <stdio.h>
#include <stdlib.h>

#include "tools/files.h"

enum { FILE_CAP = 4 << 20 };

static void
die(const char *what, const char *path)
{
	fprintf(stderr, "htmlgen: %s: %s\n", what, path);
	exit(EXIT_FAILURE);
}

/* features/screening/screening.html.h -> FEATURES_SCREENING_SCREENING_HTML_H */
static void
put_guard(struct buf *b, const char *dir, const char *room)
{
	const char *parts[] = { dir, "_", room, "_html_h" };
	size_t i, k;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		for (k = 0; parts[i][k]; k++) {
			char c = parts[i][k];

			if (c >= 'a' && c <= 'z')
				c = (char)(c - 'a' + 'A');
			else if (!(c >= '0' && c <= '9'))
				c = '_';
			buf_put_byte(b, c);
		}
}

int
main(int argc, char **argv)
{
	struct buf header = buf_new(FILE_CAP), source = buf_new(FILE_CAP),
		   text = buf_new(FILE_CAP);
	struct htmlgen_error error;
	const char *room;
	int i, failed = 0;

	if (argc < 5)
		die("use", "htmlgen DIR HEADER SOURCE FILE.html...");
	room = strrchr(argv[1], '/');
	room = room ? room + 1 : argv[1];
	buf_printf(&header, "/* The templates of %s; made by htmlgen. */\n#ifndef ", argv[1]);
	put_guard(&header, argv[1], room);
	buf_put_cstr(&header, "\n#define ");
	put_guard(&header, argv[1], room);
	buf_printf(&header,
		"\n\n#include \"core/html/html.h\"\n#include \"%s/templates.h\"\n\n", argv[1]);
	buf_printf(&source,
		"/* The templates of %s; made by htmlgen. */\n#include \"%s/%s.html.h\"\n",
		argv[1], argv[1], room);
	for (i = 4; i < argc; i++) {
		if (tool_read(argv[i], &text) != OK)
			die("cannot be read, or is too large", argv[i]);
		if (htmlgen_file(buf_str(&text), argv[i], &source, &header, &error) == OK)
			continue;
		fprintf(stderr, "%s:%d: error: %s\n", argv[i], error.line,
			error.line ? error.text : "too large");
		failed++;
	}
	if (failed)
		return EXIT_FAILURE;
	buf_put_cstr(&header, "\n#endif\n");
	if (tool_write(argv[2], &header) != OK)
		die("cannot be written", argv[2]);
	if (tool_write(argv[3], &source) != OK)
		die("cannot be written", argv[3]);
	buf_free(&header);
	buf_free(&source);
	buf_free(&text);
	return EXIT_SUCCESS;
}
