/* Makes typed C functions of the queries of a room, and refuses queries that break the rules. */
#include "tools/sqlgen/sqlgen.h"

#include <stdio.h>
#include <stdlib.h>

#include "tools/files.h"

static const char usage[] =
	"sqlgen ids OUT MIGRATION...\n"
	"sqlgen migrations OUT MIGRATION...\n"
	"sqlgen queries [--any-place] [--room ROOM] OUT.h OUT.c IN.sql [.may_include] -- "
	"MIGRATION...\n"
	"sqlgen sets OUT STEM...\n";

static struct arena *memory;

static _Noreturn void
fail(struct str message)
{
	fprintf(stderr, "%.*s\n", STR_ARG(message));
	exit(EXIT_FAILURE);
}

static void
write_file(const char *path, const struct buf *text)
{
	if (tool_write(path, text) != OK)
		fail(arena_printf(memory, "%s: cannot be written", path));
}

/* Migrations are numbered from 0001 without gaps, and given in that order. */
static void
check_number(const char *path, int number)
{
	struct str rest = str_of(path), name = rest;
	struct str wanted = arena_printf(memory, "%04d_", number);

	while (str_split(&rest, '/', &name))
		;
	if (!str_starts(name, wanted))
		fail(arena_printf(memory, "%s: the next migration begins with %.*s", path,
			STR_ARG(wanted)));
}

static struct schema
load(char **paths, int n)
{
	struct schema schema = { 0 };
	struct str fault = STR_NULL;

	if (schema_load(memory, paths, n, &schema, &fault) != OK)
		fail(fault.n ? fault : STR("sqlgen: the engine does not start"));
	return schema;
}

/* The room is the folder that the file lies in. */
static struct str
room_of(const char *path)
{
	struct str rest = str_of(path), part, last = STR_NULL, room = STR_NULL;

	while (str_split(&rest, '/', &part)) {
		room = last;
		last = part;
	}
	return room;
}

/* `view NAME` lines; the others speak of headers and are check_includes' business. */
static enum err
read_views(struct source *src, const char *path)
{
	struct str text, line;

	TRY(sql_file_read(src->a, path, &text));
	while (str_split(&text, '\n', &line)) {
		line = str_trim(line);
		if (!str_starts(line, STR("view ")))
			continue;
		if (src->n_views == MAX_REFS)
			return ERR_LIMIT;
		src->views[src->n_views++] = str_trim(str_sub(line, 5, line.n));
	}
	return OK;
}

static enum err
understand(struct source *src)
{
	struct str text;

	if (sql_file_read(src->a, src->path, &text) != OK)
		return refuse(src, 0, "cannot be read");
	return source_read(src, text);
}

/* argv from behind "queries"; returns the exit status. */
static int
make_queries(int argc, char **argv)
{
	struct source src = { .a = memory, .room = STR_NULL };
	struct buf out BUF_CLEANUP = buf_new(8 << 20);
	struct schema schema;
	const char *paths[4] = { 0 };
	int i, n = 0;

	for (i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--any-place") == 0)
			src.may_any_place = true;
		else if (strcmp(argv[i], "--room") == 0 && i + 1 < argc)
			src.room = str_of(argv[++i]);
		else if (n < 4)
			paths[n++] = argv[i];
	}
	if (n < 3 || i + 1 >= argc)
		fail(str_of(usage));
	schema = load(argv + i + 1, argc - i - 1);
	src.path = paths[2];
	src.schema = &schema;
	src.room = src.room.n ? src.room : room_of(paths[2]);
	src.may_any_place |= str_eq(src.room, STR("auth")) || str_eq(src.room, STR("audit"));
	if (paths[3] && read_views(&src, paths[3]) != OK)
		fail(arena_printf(memory, "%s: cannot be read", paths[3]));
	if (understand(&src) != OK)
		fail(src.refusal);
	emit_header(&src, &out);
	write_file(paths[0], &out);
	buf_clear(&out);
	emit_source(&src, &out);
	write_file(paths[1], &out);
	sqlite3_close(schema.db);
	return EXIT_SUCCESS;
}

/* argv from behind the mode: OUT and then files or stems. */
static int
make_list(const char *mode, int argc, char **argv)
{
	struct buf out BUF_CLEANUP = buf_new(8 << 20);
	struct schema schema = { 0 };
	struct str *texts = ARENA_ARRAY(memory, struct str, (size_t)argc);
	int i;

	if (strcmp(mode, "sets") != 0)
		schema = load(argv + 1, argc - 1);
	if (strcmp(mode, "ids") == 0) {
		emit_ids(&schema, &out);
	} else if (strcmp(mode, "migrations") == 0) {
		for (i = 1; i < argc; i++) {
			check_number(argv[i], i);
			if (sql_file_read(memory, argv[i], &texts[i - 1]) != OK)
				fail(arena_printf(memory, "%s: cannot be read", argv[i]));
		}
		emit_migrations(texts, argv + 1, argc - 1, &out);
	} else if (strcmp(mode, "sets") == 0) {
		emit_sets(argv + 1, argc - 1, &out);
	} else {
		fail(str_of(usage));
	}
	write_file(argv[0], &out);
	sqlite3_close(schema.db);
	return EXIT_SUCCESS;
}

int
main(int argc, char **argv)
{
	int status;

	memory = arena_new(256 << 20);
	if (argc < 3 || !memory)
		fail(str_of(usage));
	status = strcmp(argv[1], "queries") == 0 ? make_queries(argc - 2, argv + 2) :
		make_list(argv[1], argc - 2, argv + 2);
	arena_free(memory);
	return status;
}
