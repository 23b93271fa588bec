/* embed NAME OUT.c ROOT... -- FILE...: files become one sorted table of bytes (base/embedded.h). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/files.h"

enum { FILES_MAX = 512, FILE_CAP = 16 << 20, OUT_CAP = 128 << 20 };

struct input {
	char *real;		/* absolute path */
	const char *path;	/* below its root */
};

static void
die(const char *what, const char *path)
{
	fprintf(stderr, "embed: %s: %s\n", what, path);
	exit(EXIT_FAILURE);
}

static char *
real_path(const char *path)
{
	char *real = realpath(path, NULL);

	if (!real)
		die("does not exist", path);
	return real;
}

/* The part of the path below the first root that holds it. */
static const char *
below(const char *real, char *const *roots, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		size_t length = strlen(roots[i]);

		if (strncmp(real, roots[i], length) == 0 && real[length] == '/')
			return real + length + 1;
	}
	die("lies below none of the roots", real);
	return NULL;
}

static int
by_path(const void *a, const void *b)
{
	return strcmp(((const struct input *)a)->path, ((const struct input *)b)->path);
}

/* FNV-1a, 64 bits: tells versions of a file apart, and promises nothing against an attacker. */
static unsigned long long
hash_of(struct str s)
{
	unsigned long long h = 0xcbf29ce484222325u;
	size_t i;

	for (i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
	return h;
}

static void
put_bytes(struct buf *out, int number, struct str s)
{
	size_t i;

	buf_printf(out, "static const unsigned char file_%d[%zu] = {", number, s.n + 1);
	for (i = 0; i < s.n; i++)
		buf_printf(out, "%s%u,", i % 24 == 0 ? "\n\t" : "", (unsigned char)s.p[i]);
	buf_put_cstr(out, "\n\t0\n};\n");
}

static void
put_set(const char *name, const struct input *inputs, int n, struct buf *out)
{
	struct buf table = buf_new(OUT_CAP), bytes = buf_new(FILE_CAP);
	int i;

	buf_put_cstr(out, "/* Made by embed. */\n#include \"base/embedded.h\"\n\n");
	for (i = 0; i < n; i++) {
		if (i > 0 && strcmp(inputs[i - 1].path, inputs[i].path) == 0)
			die("stands twice", inputs[i].path);
		if (strpbrk(inputs[i].path, "\"\\\n?"))
			die("has a strange name", inputs[i].path);
		if (tool_read(inputs[i].real, &bytes) != OK)
			die("cannot be read, or is too large", inputs[i].path);
		put_bytes(out, i, buf_str(&bytes));
		buf_printf(&table, "\t{ \"%s\", file_%d, %zu, \"%016llx\" },\n", inputs[i].path,
			i, bytes.n, hash_of(buf_str(&bytes)));
	}
	buf_printf(out, "\nstatic const struct embedded_file files[] = {\n%.*s};\n\n",
		STR_ARG(buf_str(&table)));
	buf_printf(out, "extern const struct embedded_set embedded_%s;\n", name);
	buf_printf(out, "const struct embedded_set embedded_%s = { files, %d };\n", name, n);
	if (buf_err(&table) != OK || buf_err(out) != OK)
		die("too large", name);
	buf_free(&table);
	buf_free(&bytes);
}

int
main(int argc, char **argv)
{
	struct buf out = buf_new(OUT_CAP);
	struct input inputs[FILES_MAX];
	int i, n_roots = 0, n = 0;
	char **roots;

	if (argc < 6)
		die("use", "embed NAME OUT.c ROOT... -- FILE...");
	roots = argv + 3;
	for (i = 3; i < argc && strcmp(argv[i], "--") != 0; i++)
		argv[i] = real_path(argv[i]);
	n_roots = i - 3;
	for (i++; i < argc; i++, n++) {
		if (n == FILES_MAX)
			die("too many files", argv[i]);
		inputs[n].real = real_path(argv[i]);
		inputs[n].path = below(inputs[n].real, roots, n_roots);
	}
	if (n == 0)
		die("no files", argv[1]);
	qsort(inputs, (size_t)n, sizeof(inputs[0]), by_path);
	put_set(argv[1], inputs, n, &out);
	if (tool_write(argv[2], &out) != OK)
		die("cannot be written", argv[2]);
	for (i = 0; i < n_roots; i++)
		free(roots[i]);
	for (i = 0; i < n; i++)
		free(inputs[i].real);
	buf_free(&out);
	return EXIT_SUCCESS;
}
