/* Brings a database file to the schema that this program knows. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "core/db/engine.h"

int
db_schema_known(void)
{
	return migrations_n;
}

enum err
engine_schema_number(sqlite3 *engine, int *out)
{
	int64_t n = 0;

	TRY(engine_number(engine, "SELECT count(*) FROM sqlite_schema WHERE name = 'migration'",
		&n));
	if (n > 0)
		TRY(engine_number(engine, "SELECT ifnull(max(number), 0) FROM migration", &n));
	*out = (int)n;
	return OK;
}

static enum err
note(sqlite3 *engine, const struct migration *m)
{
	sqlite3_stmt *stmt;
	int rc;

	TRY(engine_run(engine, "CREATE TABLE IF NOT EXISTS migration ("
		"number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT"));
	if (sqlite3_prepare_v2(engine, "INSERT INTO migration VALUES (?1, ?2)", -1, &stmt,
		    NULL) != SQLITE_OK)
		return engine_err(engine);
	sqlite3_bind_int(stmt, 1, m->number);
	sqlite3_bind_text(stmt, 2, m->name, -1, SQLITE_STATIC);
	rc = sqlite3_step(stmt);
	sqlite3_finalize(stmt);
	return rc == SQLITE_DONE ? OK : engine_err(engine);
}

/* A migration may rebuild tables, so foreign keys are looked at once, at its end. */
static enum err
check_keys(sqlite3 *engine)
{
	int64_t faults = 0;

	TRY(engine_number(engine, "SELECT count(*) FROM pragma_foreign_key_check", &faults));
	return faults ? ERR_INVALID : OK;
}

/* OK and *is_done when another process has applied it meanwhile. */
static enum err
apply_within(sqlite3 *engine, const struct migration *m, bool *is_done)
{
	int in_file = 0;

	TRY(engine_schema_number(engine, &in_file));
	*is_done = in_file >= m->number;
	if (*is_done)
		return OK;
	TRY(engine_run(engine, m->sql));
	TRY(note(engine, m));
	return check_keys(engine);
}

static enum err
apply(sqlite3 *engine, const struct migration *m, int *applied)
{
	bool is_done = false;
	enum err e;

	TRY(engine_run(engine, "BEGIN IMMEDIATE"));
	e = apply_within(engine, m, &is_done);
	if (e == OK)
		e = engine_run(engine, "COMMIT");
	if (!sqlite3_get_autocommit(engine))
		sqlite3_exec(engine, "ROLLBACK", NULL, NULL, NULL);
	if (e == OK && !is_done)
		++*applied;
	return e;
}

enum err
engine_migrate(sqlite3 *engine, const struct migration *known, int n, int *applied)
{
	int i, in_file = 0;
	enum err e = OK;

	TRY(engine_schema_number(engine, &in_file));
	if (in_file > n)
		return ERR_CONFLICT;
	TRY(engine_run(engine, "PRAGMA foreign_keys = OFF"));
	for (i = in_file; e == OK && i < n; i++) {
		assert_always(known[i].number == i + 1);
		e = apply(engine, &known[i], applied);
	}
	TRY(engine_run(engine, "PRAGMA foreign_keys = ON"));
	return e;
}

enum err
db_migrate(const char *path, int *applied)
{
	sqlite3 *engine;
	int n = 0;
	enum err e;

	if (access(path, F_OK) != 0)
		return ERR_NOT_FOUND;
	TRY(engine_open(path, SQLITE_OPEN_READWRITE, &engine));
	e = engine_migrate(engine, migrations, migrations_n, &n);
	sqlite3_close(engine);
	if (e == OK)
		*applied = n;
	return e;
}

enum err
db_schema_number(const char *path, int *in_file)
{
	sqlite3 *engine;
	enum err e;

	if (access(path, F_OK) != 0)
		return ERR_NOT_FOUND;
	TRY(engine_open(path, SQLITE_OPEN_READWRITE, &engine));
	e = engine_schema_number(engine, in_file);
	sqlite3_close(engine);
	return e;
}

void
db_discard(const char *path)
{
	static const char *const suffixes[] = { "", "-wal", "-shm" };
	char name[4096];
	size_t i;

	for (i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++)
		if (snprintf(name, sizeof(name), "%s%s", path, suffixes[i]) < (int)sizeof(name))
			unlink(name);
}

enum err
db_create(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	int applied = 0;
	enum err e;

	if (fd < 0)
		return errno == EEXIST ? ERR_CONFLICT : ERR_IO;
	engine_share(fd, path);
	close(fd);
	e = db_migrate(path, &applied);
	if (e != OK)
		db_discard(path);
	return e;
}
