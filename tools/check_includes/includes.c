/* Who may include whom. */
#include "tools/check_includes/check.h"

static const char *const layer_names[] = { "base", "core", "out", "features", "app" };

enum layer
layer_of(struct str path)
{
	struct str first;
	int i;

	if (str_find_byte(path, '/') < 0)
		return LAYER_APP;
	str_split(&path, '/', &first);
	for (i = 0; i < LAYER_NONE; i++)
		if (str_eq(first, str_of(layer_names[i])))
			return (enum layer)i;
	return LAYER_NONE;
}

struct str
folder_of(struct str path)
{
	enum layer layer = layer_of(path);
	ptrdiff_t first = str_find_byte(path, '/'), second;
	struct str rest;

	if (first < 0)
		return STR_NULL;
	if (layer == LAYER_BASE || layer == LAYER_APP)
		return str_sub(path, 0, (size_t)first);
	rest = str_sub(path, (size_t)first + 1, path.n);
	second = str_find_byte(rest, '/');
	return str_sub(path, 0, second < 0 ? (size_t)first : (size_t)(first + 1 + second));
}

bool
has_line(struct str text, struct str line)
{
	struct str part;

	while (str_split(&text, '\n', &part))
		if (str_eq(str_trim(part), line))
			return true;
	return false;
}

static struct str
last_name(struct str path)
{
	struct str name = STR_NULL;

	while (str_split(&path, '/', &name))
		;
	return name;
}

/* Libraries that one folder keeps to itself. */
static const struct {
	const char *header;
	const char *folder;
} doors[] = {
	{ "sqlite3.h", "core/db" },
	{ "libpq-fe.h", "core/db" },
	{ "microhttpd.h", "core/http" },
	{ "zlib.h", "core/http" },
	{ "sodium.h", "core/crypto" },
	{ "libgfshare.h", "core/crypto" },
	{ "jansson.h", "core/json" },
	{ "csv.h", "core/csv" },
	{ "liboath/oath.h", "core/auth" },
	{ "qrencode.h", "core/qr" },
	{ "pango/pangocairo.h", "out/pdf" },
	{ "cairo-pdf.h", "out/pdf" },
	{ "qpdf/qpdf-c.h", "out/pdf" },
};

static void
check_library(struct check *check, const struct source *source, int line, struct str header)
{
	size_t i;

	for (i = 0; i < sizeof(doors) / sizeof(doors[0]); i++)
		if (str_eq(header, str_of(doors[i].header)) &&
			!str_eq(source->folder, str_of(doors[i].folder)))
			fault(check, source, line, "only %s sees <%s>", doors[i].folder,
				doors[i].header);
}

/* Generated headers and internal ones belong to their folder. */
static bool
is_private(struct str path)
{
	return str_ends(path, STR(".sql.h")) || str_ends(path, STR(".html.h")) ||
	       str_ends(path, STR("internal.h")) || str_ends(path, STR("/templates.h"));
}

/* Another room is seen through features/ROOM/ROOM.h, and .may_include must name it. */
static void
check_room(struct check *check, const struct source *source, int line, struct str path)
{
	struct str folder = folder_of(path), room = last_name(folder), name = last_name(path);

	if (name.n != room.n + 2 || !str_starts(name, room) || !str_ends(name, STR(".h"))) {
		fault(check, source, line, "the only door of a room is its %.*s.h, not %.*s",
			STR_ARG(room), STR_ARG(name));
		return;
	}
	if (source->layer == LAYER_FEATURES && !has_line(str_of(source->may_include), name))
		fault(check, source, line, "%.*s/.may_include does not name %.*s",
			STR_ARG(source->folder), STR_ARG(name));
}

/* What is data in and bytes out reaches neither rows nor requests nor the clock. */
static bool
is_closed_to_out(struct str path)
{
	return str_starts(path, STR("core/db/")) || str_starts(path, STR("core/http/")) ||
	       str_starts(path, STR("core/time/")) || str_starts(path, STR("core/auth/")) ||
	       str_starts(path, STR("core/audit/"));
}

static void
check_own(struct check *check, const struct source *source, int line, struct str path)
{
	enum layer layer = layer_of(path);
	bool is_own = str_eq(folder_of(path), source->folder);

	if (str_find_byte(path, '/') < 0 || str_contains(path, STR(".."))) {
		fault(check, source, line, "\"%.*s\": paths are written from src/",
			STR_ARG(path));
		return;
	}
	if (is_private(path) && !is_own) {
		fault(check, source, line, "%.*s is private to %.*s", STR_ARG(path),
			STR_ARG(folder_of(path)));
		return;
	}
	if (source->is_test)
		return;
	if (layer == LAYER_NONE) {
		fault(check, source, line, "%.*s is no part of the program", STR_ARG(path));
		return;
	}
	if (layer > source->layer) {
		fault(check, source, line, "%s may not include %s: include downward only",
			layer_names[source->layer], layer_names[layer]);
		return;
	}
	if (layer == LAYER_FEATURES && !is_own)
		check_room(check, source, line, path);
	if (source->layer == LAYER_OUT && is_closed_to_out(path))
		fault(check, source, line, "out takes data and gives bytes: no %.*s",
			STR_ARG(folder_of(path)));
}

/* The name between the quotes or brackets of an #include line; false for any other line. */
static bool
included(struct str line, struct str *path, bool *is_library)
{
	struct str rest = str_trim(line);
	ptrdiff_t end;

	if (!str_starts(rest, STR("#")))
		return false;
	rest = str_trim(str_sub(rest, 1, rest.n));
	if (!str_starts(rest, STR("include")))
		return false;
	rest = str_trim(str_sub(rest, strlen("include"), rest.n));
	if (rest.n < 2 || (rest.p[0] != '"' && rest.p[0] != '<'))
		return false;
	*is_library = rest.p[0] == '<';
	rest = str_sub(rest, 1, rest.n);
	end = str_find_byte(rest, *is_library ? '>' : '"');
	*path = str_sub(rest, 0, end < 0 ? rest.n : (size_t)end);
	return true;
}

void
check_includes_of(struct check *check, const struct source *source)
{
	struct str rest = source->text, text, path;
	bool is_library;
	int line;

	for (line = 1; str_split(&rest, '\n', &text); line++) {
		if (!included(text, &path, &is_library))
			continue;
		if (!is_library)
			check_own(check, source, line, path);
		else if (!source->is_test)
			check_library(check, source, line, path);
	}
}
