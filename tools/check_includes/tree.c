/* Walking the source tree, and the edges between rooms. */
#include "tools/check_includes/check.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "tools/files.h"

enum { FILE_CAP = 4 << 20, PATH_CAP = 4096, ROOMS_MAX = 64 };

void
fault(struct check *check, const struct source *source, int line, const char *format, ...)
{
	char text[300];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	buf_printf(check->report, "%.*s:%d: %s\n", STR_ARG(source->path), line, text);
	check->n_faults++;
}

/* The file with a zero byte behind it, for the scanners. */
static enum err
read_text(const char *path, struct buf *b)
{
	TRY(tool_read(path, b));
	buf_put_byte(b, '\0');
	b->n--;
	return buf_err(b);
}

/* The room's .may_include, empty when there is none. */
static void
read_may_include(const char *root, struct str folder, struct buf *b, struct buf *seen)
{
	char path[PATH_CAP];

	snprintf(path, sizeof(path), "%s/%.*s/.may_include", root, STR_ARG(folder));
	if (read_text(path, b) == OK)
		buf_printf(seen, "%s\n", path);
	else
		buf_put_byte(b, '\0');
}

static enum err
check_file(struct check *check, const char *root, const char *below, struct buf *seen)
{
	struct buf text = buf_new(FILE_CAP), may = buf_new(FILE_CAP);
	struct source source = { .path = str_of(below), .name = str_of(below) };
	struct str rest = source.path;
	char path[PATH_CAP];
	enum err e;

	if (snprintf(path, sizeof(path), "%s/%s", root, below) >= (int)sizeof(path))
		return ERR_LIMIT;
	buf_printf(seen, "%s\n", path);
	e = read_text(path, &text);
	if (e == OK) {
		while (str_split(&rest, '/', &source.name))
			;
		source.layer = layer_of(source.path);
		source.folder = folder_of(source.path);
		source.is_test = str_starts(source.name, STR("test_"));
		source.text = buf_str(&text);
		read_may_include(root, source.folder, &may, seen);
		source.may_include = may.p;
		if (source.layer == LAYER_NONE) {
			fault(check, &source, 1,
				"the folders are base, core, out, features and app");
		} else {
			check_includes_of(check, &source);
			check_calls_of(check, &source);
		}
	}
	buf_free(&text);
	buf_free(&may);
	return e;
}

static bool
is_source(const char *name)
{
	struct str s = str_of(name);

	return str_ends(s, STR(".c")) || str_ends(s, STR(".h"));
}

static enum err
walk(struct check *check, const char *root, const char *below, struct buf *seen)
{
	char path[PATH_CAP], inner[PATH_CAP];
	struct dirent **entries = NULL;
	enum err e = OK;
	int i, n;

	if (snprintf(path, sizeof(path), "%s/%s", root, below) >= (int)sizeof(path))
		return ERR_LIMIT;
	buf_printf(seen, "%s\n", path);
	n = scandir(path, &entries, NULL, alphasort);
	if (n < 0)
		return ERR_IO;
	for (i = 0; i < n; i++) {
		const char *name = entries[i]->d_name;
		struct stat st;

		snprintf(inner, sizeof(inner), "%s%s%s", below, below[0] ? "/" : "", name);
		if (snprintf(path, sizeof(path), "%s/%s", root, inner) < (int)sizeof(path) &&
			name[0] != '.' && e == OK && stat(path, &st) == 0) {
			if (S_ISDIR(st.st_mode))
				e = walk(check, root, inner, seen);
			else if (is_source(name))
				e = check_file(check, root, inner, seen);
		}
		free(entries[i]);
	}
	free(entries);
	return e;
}

/* ---- the rooms and the edges that their .may_include draw ---- */

struct rooms {
	const char *root;
	char names[ROOMS_MAX][64];
	bool edge[ROOMS_MAX][ROOMS_MAX];
	int n;
};

static int
room_number(const struct rooms *rooms, struct str name)
{
	int i;

	for (i = 0; i < rooms->n; i++)
		if (str_eq(name, str_of(rooms->names[i])))
			return i;
	return -1;
}

/* A line is "x.h" or "view NAME", the latter being sqlgen's; # begins a comment. */
static void
read_edges(struct check *check, struct rooms *rooms, int from, struct buf *seen)
{
	struct buf may = buf_new(FILE_CAP);
	char folder[128], path[160];
	struct source source;
	struct str rest, line;
	int number, to;

	snprintf(folder, sizeof(folder), "features/%s", rooms->names[from]);
	snprintf(path, sizeof(path), "%s/.may_include", folder);
	source = (struct source){ .path = str_of(path) };
	read_may_include(rooms->root, str_of(folder), &may, seen);
	rest = buf_str(&may);
	for (number = 1; str_split(&rest, '\n', &line); number++) {
		line = str_trim(line);
		if (!may.p[0] || line.n <= 1 || line.p[0] == '#' ||
			str_starts(line, STR("view ")))
			continue;
		to = str_ends(line, STR(".h"))
			     ? room_number(rooms, str_sub(line, 0, line.n - 2))
			     : -1;
		if (to < 0)
			fault(check, &source, number, "\"%.*s\" is no ROOM.h and no view",
				STR_ARG(line));
		else
			rooms->edge[from][to] = true;
	}
	buf_free(&may);
}

/* Depth first; `path` are the rooms on the way here. */
static bool
find_cycle(
	const struct rooms *rooms, int at, int *path, int depth, bool *done, struct buf *text)
{
	int i, to;

	for (i = 0; i < depth; i++) {
		if (path[i] != at)
			continue;
		for (; i < depth; i++)
			buf_printf(text, "%s -> ", rooms->names[path[i]]);
		buf_put_cstr(text, rooms->names[at]);
		return true;
	}
	if (done[at])
		return false;
	done[at] = true;
	path[depth] = at;
	for (to = 0; to < rooms->n; to++)
		if (rooms->edge[at][to] && find_cycle(rooms, to, path, depth + 1, done, text))
			return true;
	return false;
}

static void
check_cycles(struct check *check, const struct rooms *rooms)
{
	struct source source = { .path = STR("features") };
	bool done[ROOMS_MAX] = { false };
	int path[ROOMS_MAX + 1], i;

	for (i = 0; i < rooms->n; i++) {
		struct buf text = buf_new(8192);

		if (!done[i] && find_cycle(rooms, i, path, 0, done, &text))
			fault(check, &source, 1, "rooms include one another in a circle: %.*s",
				STR_ARG(buf_str(&text)));
		buf_free(&text);
	}
}

static enum err
check_rooms(struct check *check, const char *root, struct buf *seen)
{
	struct rooms rooms = { .root = root };
	struct dirent **entries = NULL;
	char path[PATH_CAP];
	int i, n;

	snprintf(path, sizeof(path), "%s/features", root);
	n = scandir(path, &entries, NULL, alphasort);
	if (n < 0)
		return OK;
	for (i = 0; i < n; i++) {
		struct str name = str_of(entries[i]->d_name);

		if (name.p[0] != '.' && rooms.n < ROOMS_MAX &&
			name.n < sizeof(rooms.names[0]) && !str_contains(name, STR(".")))
			memcpy(rooms.names[rooms.n++], name.p, name.n);
		free(entries[i]);
	}
	free(entries);
	for (i = 0; i < rooms.n; i++)
		read_edges(check, &rooms, i, seen);
	check_cycles(check, &rooms);
	return OK;
}

enum err
check_tree(const char *root, struct buf *report, struct buf *seen)
{
	struct check check = { .report = report };

	TRY(walk(&check, root, "", seen));
	TRY(check_rooms(&check, root, seen));
	if (buf_err(report) != OK || buf_err(seen) != OK)
		return ERR_LIMIT;
	return check.n_faults ? ERR_INVALID : OK;
}
