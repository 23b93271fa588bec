/* Files carried inside the program: assets, texts, migrations, translations. */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include "base/str.h"

struct embedded_file {
	const char *path;		/* "instruments/sju-fragor-neutral.sv.json" */
	const unsigned char *bytes;	/* followed by a NUL that is not counted */
	size_t n;
	char hash[17];			/* of the content, hexadecimal: for addresses and ETags */
};

/* Made by tools/embed: one set per meson custom_target, sorted by path. */
struct embedded_set {
	const struct embedded_file *files;
	size_t n;
};

/* The file with exactly that path, or NULL. */
const struct embedded_file *embedded_find(const struct embedded_set *set, struct str path);
/* Its bytes as a slice. */
struct str embedded_str(const struct embedded_file *file);

#endif
