/* Whole copies of a database in memory. */
#include "core/db/snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/db/engine.h"

/* In the file's header: 2 stands for WAL, which an image in memory cannot have. */
enum { WRITE_VERSION_AT = 18, READ_VERSION_AT = 19, ROLLBACK_JOURNAL = 1, HEADER_BYTES = 100 };

static enum err
leave_out(sqlite3 *copy, const char *const *tables, size_t n)
{
	size_t i;

	TRY(engine_run(copy, "PRAGMA foreign_keys = OFF"));
	for (i = 0; i < n; i++) {
		char sql[128];
		int64_t is_there = 0;

		sqlite3_snprintf(sizeof(sql), sql,
			"SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = %Q",
			tables[i]);
		TRY(engine_number(copy, sql, &is_there));
		sqlite3_snprintf(sizeof(sql), sql, "DELETE FROM \"%w\"", tables[i]);
		if (is_there)
			TRY(engine_run(copy, sql));
	}
	return engine_run(copy, "VACUUM");
}

static enum err
copy_whole(sqlite3 *from, sqlite3 *to)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
	int rc;

	if (!backup)
		return engine_err(to);
	rc = sqlite3_backup_step(backup, -1);
	sqlite3_backup_finish(backup);
	return rc == SQLITE_DONE ? OK : rc == SQLITE_BUSY ? ERR_BUSY : ERR_DB;
}

static enum err
serialize(sqlite3 *copy, struct snapshot *out)
{
	sqlite3_int64 n = 0;
	unsigned char *bytes = sqlite3_serialize(copy, "main", &n, 0);

	if (!bytes)
		return ERR_LIMIT;
	assert_always(n >= HEADER_BYTES);
	bytes[WRITE_VERSION_AT] = ROLLBACK_JOURNAL;
	bytes[READ_VERSION_AT] = ROLLBACK_JOURNAL;
	*out = (struct snapshot){ .bytes = bytes, .n = (size_t)n };
	return OK;
}

enum err
snapshot_take(
	const char *path, const char *const *left_out, size_t n_left_out, struct snapshot *out)
{
	sqlite3 *from, *copy;
	enum err e;

	if (access(path, F_OK) != 0)
		return ERR_NOT_FOUND;
	TRY(engine_open(path, SQLITE_OPEN_READWRITE, &from));
	e = engine_open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &copy);
	if (e == OK) {
		e = copy_whole(from, copy);
		if (e == OK)
			e = leave_out(copy, left_out, n_left_out);
		if (e == OK)
			e = serialize(copy, out);
		sqlite3_close(copy);
	}
	sqlite3_close(from);
	return e;
}

void
snapshot_free(struct snapshot *snapshot)
{
	sqlite3_free(snapshot->bytes);
	*snapshot = (struct snapshot){ NULL, 0 };
}

/* Whether every page, index and reference of the image is as it should be. */
static enum err
check_sound(sqlite3 *engine)
{
	int64_t faults = 0;

	if (engine_number(engine,
		    "SELECT count(*) FROM pragma_integrity_check "
		    "WHERE integrity_check <> 'ok'",
		    &faults) != OK ||
		faults > 0)
		return ERR_INVALID;
	if (engine_number(engine, "SELECT count(*) FROM pragma_foreign_key_check", &faults) !=
		OK)
		return ERR_INVALID;
	return faults > 0 ? ERR_INVALID : OK;
}

static enum err
load_image(sqlite3 *engine, struct str image)
{
	unsigned char *bytes = sqlite3_malloc64(image.n);

	if (!bytes)
		return ERR_LIMIT;
	memcpy(bytes, image.p, image.n);
	bytes[WRITE_VERSION_AT] = ROLLBACK_JOURNAL;
	bytes[READ_VERSION_AT] = ROLLBACK_JOURNAL;
	/* The engine frees the bytes, also when it fails. */
	if (sqlite3_deserialize(engine, "main", bytes, (sqlite3_int64)image.n,
		    (sqlite3_int64)image.n,
		    SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE) !=
		SQLITE_OK)
		return ERR_INVALID;
	return OK;
}

/* A sound database that is none of ours would otherwise be migrated to an empty one of ours. */
static enum err
check_ours(sqlite3 *engine)
{
	int number = 0;

	TRY(engine_schema_number(engine, &number));
	return number > 0 ? OK : ERR_INVALID;
}

static enum err
open_image(struct str image, sqlite3 **out)
{
	sqlite3 *engine;
	int applied = 0;
	enum err e;

	if (image.n < HEADER_BYTES || !str_starts(image, STR("SQLite format 3")))
		return ERR_INVALID;
	TRY(engine_open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &engine));
	e = load_image(engine, image);
	if (e == OK)
		e = check_sound(engine);
	if (e == OK)
		e = check_ours(engine);
	if (e == OK)
		e = engine_migrate(engine, migrations, migrations_n, &applied);
	if (e == OK)
		e = engine_run(engine, "PRAGMA query_only = ON");
	if (e != OK) {
		sqlite3_close(engine);
		return e;
	}
	*out = engine;
	return OK;
}

enum err
snapshot_open(struct str image, struct db **out)
{
	sqlite3 *engine;

	TRY(open_image(image, &engine));
	return engine_wrap(engine, DB_READ, out);
}

enum err
snapshot_write(struct str image, const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	enum err e = OK;

	if (fd < 0)
		return errno == EEXIST ? ERR_CONFLICT : ERR_IO;
	engine_share(fd, path);
	while (image.n > 0 && e == OK) {
		ssize_t n = write(fd, image.p, image.n);

		if (n > 0)
			image = str_sub(image, (size_t)n, image.n);
		else if (errno != EINTR)
			e = ERR_IO;
	}
	if (e == OK && fsync(fd) != 0)
		e = ERR_IO;
	if (close(fd) != 0 && e == OK)
		e = ERR_IO;
	if (e != OK)
		unlink(path);
	return e;
}

enum err
snapshot_put_counts(struct db *db, struct buf *out)
{
	sqlite3_stmt *names;
	enum err e = OK;

	if (sqlite3_prepare_v2(db->engine,
		    "SELECT name FROM sqlite_schema WHERE type = 'table' AND "
		    "name NOT LIKE 'sqlite_%' ORDER BY name",
		    -1, &names, NULL) != SQLITE_OK)
		return engine_err(db->engine);
	while (e == OK && sqlite3_step(names) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(names, 0);
		char sql[160];
		int64_t n = 0;

		sqlite3_snprintf(sizeof(sql), sql, "SELECT count(*) FROM \"%w\"", name);
		e = engine_number(db->engine, sql, &n);
		buf_printf(out, "%s=%lld\n", name, (long long)n);
	}
	sqlite3_finalize(names);
	return e == OK ? buf_err(out) : e;
}

static bool
is_same_value(sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
	struct str left = { sqlite3_column_blob(a, column),
		(size_t)sqlite3_column_bytes(a, column) };
	struct str right = { sqlite3_column_blob(b, column),
		(size_t)sqlite3_column_bytes(b, column) };

	return sqlite3_column_type(a, column) == sqlite3_column_type(b, column) &&
		str_eq(left, right);
}

/* Both give their rows in the order of their keys, so equal tables walk in step. */
static enum err
compare_rows(sqlite3_stmt *a, sqlite3_stmt *b)
{
	int left, right, i, n = sqlite3_column_count(a);

	if (n != sqlite3_column_count(b))
		return ERR_CONFLICT;
	do {
		left = sqlite3_step(a);
		right = sqlite3_step(b);
		if (left != right)
			return ERR_CONFLICT;
		for (i = 0; left == SQLITE_ROW && i < n; i++)
			if (!is_same_value(a, b, i))
				return ERR_CONFLICT;
	} while (left == SQLITE_ROW);
	return left == SQLITE_DONE ? OK : ERR_DB;
}

static enum err
compare_table(struct db *a, struct db *b, const char *name)
{
	sqlite3_stmt *left = NULL, *right = NULL;
	char sql[160];
	enum err e = ERR_CONFLICT;

	sqlite3_snprintf(sizeof(sql), sql, "SELECT * FROM \"%w\" NOT INDEXED", name);
	if (sqlite3_prepare_v2(a->engine, sql, -1, &left, NULL) == SQLITE_OK &&
		sqlite3_prepare_v2(b->engine, sql, -1, &right, NULL) == SQLITE_OK)
		e = compare_rows(left, right);
	sqlite3_finalize(left);
	sqlite3_finalize(right);
	return e;
}

enum err
snapshot_compare(
	struct db *a, struct db *b, const char *except, char table[SNAPSHOT_TABLE_MAX])
{
	sqlite3_stmt *names;
	enum err e = OK;

	if (sqlite3_prepare_v2(a->engine,
		    "SELECT name FROM sqlite_schema WHERE type = 'table' AND "
		    "name NOT LIKE 'sqlite_%' ORDER BY name",
		    -1, &names, NULL) != SQLITE_OK)
		return engine_err(a->engine);
	while (e == OK && sqlite3_step(names) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(names, 0);

		if (strcmp(name, except) != 0)
			e = compare_table(a, b, name);
		if (e != OK)
			sqlite3_snprintf(SNAPSHOT_TABLE_MAX, table, "%s", name);
	}
	sqlite3_finalize(names);
	return e;
}
