/* Connections, transactions and migrations. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/db/engine.h"
#include "tests/harness/harness.h"

/* A folder of its own with a database file in it. */
struct fixture {
	char dir[64], path[80];
	struct arena *arena;
	struct db *writer, *reader;
};

static struct fixture
fixture_new(void)
{
	struct fixture f = { .dir = P_tmpdir "/lotsa-db-XXXXXX" };

	CHECK(mkdtemp(f.dir));
	snprintf(f.path, sizeof(f.path), "%s/lotsa.db", f.dir);
	CHECK_ERR(OK, db_create(f.path));
	CHECK_ERR(OK, db_open(f.path, DB_WRITE, &f.writer));
	CHECK_ERR(OK, db_open(f.path, DB_READ, &f.reader));
	f.arena = arena_new(1 << 20);
	return f;
}

static void
fixture_free(struct fixture *f)
{
	char path[128];

	db_close(f->writer);
	db_close(f->reader);
	arena_free(f->arena);
	unlink(f->path);
	snprintf(path, sizeof(path), "%s-wal", f->path);
	unlink(path);
	snprintf(path, sizeof(path), "%s-shm", f->path);
	unlink(path);
	CHECK(rmdir(f->dir) == 0);
}
#define FIXTURE_CLEANUP __attribute__((cleanup(fixture_free)))

/* Queries as sqlgen would write them. */
static const struct query add_org = { .name = "test.add",
	.kind = QUERY_CHANGE,
	.is_write = true,
	.sql = "INSERT INTO org (id, kind, code, name) VALUES (?1, ?2, ?3, 'Ort')",
	.n_params = 3 };
static const struct query count_orgs = { .name = "test.count", .kind = QUERY_ONE,
	.sql = "SELECT count(*) FROM org" };
static const struct query all_orgs = { .name = "test.all", .kind = QUERY_MANY, .cap = 3,
	.sql = "SELECT code FROM org ORDER BY id" };
static const struct query random_org = { .name = "test.random", .kind = QUERY_ONE,
	.is_write = true, .sql = "INSERT INTO org (id, kind, code, name) "
	"VALUES (random_id(), 1, 'slump', 'Ort') RETURNING id" };

static enum err
add(struct tx *tx, int64_t id, int64_t kind, const char *code)
{
	struct query_run run;

	query_start_write(&run, tx, &add_org);
	query_put_set(&run, 1, id);
	query_put_int(&run, 2, kind);
	query_put_text(&run, 3, str_of(code));
	return query_change(&run);
}

static void
read_int(struct query_run *run, struct arena *a, void *row)
{
	(void)a;
	*(int64_t *)row = query_col_int(run, 0);
}

static void
read_text(struct query_run *run, struct arena *a, void *row)
{
	*(struct str *)row = query_col_text(run, a, 0);
}

static int64_t
count(struct db *db, struct arena *a)
{
	struct query_run run;
	int64_t n = -1;

	query_start_read(&run, db, &count_orgs);
	CHECK_ERR(OK, query_one(&run, a, read_int, &n, sizeof(n)));
	return n;
}

static void
add_committed(struct db *writer, int64_t id, const char *code)
{
	struct tx *tx;

	CHECK_ERR(OK, tx_begin(writer, &tx));
	CHECK_ERR(OK, add(tx, id, 1, code));
	CHECK_ERR(OK, tx_commit(tx));
}

/* ---- opening ---- */

TEST(a_database_file_is_made_once_and_only_its_owner_reads_it)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct stat st;
	int number = 0;

	CHECK(stat(f.path, &st) == 0 && (st.st_mode & 0777) == 0600);
	CHECK_ERR(ERR_CONFLICT, db_create(f.path));
	CHECK_ERR(OK, db_schema_number(f.path, &number));
	CHECK(number == db_schema_known());
}

TEST(a_database_that_is_not_there_is_not_made_by_opening_it)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct db *db = NULL;
	char path[128];
	int number = 0;

	snprintf(path, sizeof(path), "%s/nowhere.db", f.dir);
	CHECK_ERR(ERR_NOT_FOUND, db_open(path, DB_WRITE, &db));
	CHECK_ERR(ERR_NOT_FOUND, db_migrate(path, &number));
	CHECK_ERR(ERR_NOT_FOUND, db_schema_number(path, &number));
	CHECK(access(path, F_OK) != 0 && !db);
}

TEST(every_connection_has_the_promised_settings)
{
	static const struct {
		const char *pragma;
		int64_t value;
	} settings[] = { { "PRAGMA synchronous", 2 }, { "PRAGMA foreign_keys", 1 },
		{ "PRAGMA trusted_schema", 0 }, { "PRAGMA secure_delete", 1 },
		{ "PRAGMA cell_size_check", 1 }, { "PRAGMA busy_timeout", BUSY_MS },
		{ "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'", 1 } };
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	size_t i;

	for (i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
		int64_t got = -1;

		CHECK_ERR(OK, engine_number(f.writer->engine, settings[i].pragma, &got));
		ck_assert_msg(got == settings[i].value, "%s", settings[i].pragma);
		CHECK_ERR(OK, engine_number(f.reader->engine, settings[i].pragma, &got));
		ck_assert_msg(got == settings[i].value, "%s", settings[i].pragma);
	}
}

TEST(a_read_connection_cannot_write)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();

	CHECK(engine_run(f.reader->engine, "DELETE FROM org") != OK);
	CHECK(engine_run(f.reader->engine, "CREATE TABLE more (id)") != OK);
	CHECK_ERR(OK, engine_run(f.writer->engine, "CREATE TABLE more (id)"));
}

TEST(a_database_newer_than_the_program_is_refused)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct db *db = NULL;
	int applied = 0;

	CHECK_ERR(OK, engine_run(f.writer->engine, "INSERT INTO migration VALUES (9999, 'x')"));
	CHECK_ERR(ERR_CONFLICT, db_open(f.path, DB_READ, &db));
	CHECK_ERR(ERR_CONFLICT, db_open(f.path, DB_WRITE, &db));
	CHECK_ERR(ERR_CONFLICT, db_migrate(f.path, &applied));
	CHECK(!db);
}

TEST(a_database_older_than_the_program_wants_migrating_first)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct db *db = NULL;

	CHECK_ERR(OK, engine_run(f.writer->engine,
		"DELETE FROM migration WHERE number = (SELECT max(number) FROM migration)"));
	CHECK_ERR(ERR_INVALID, db_open(f.path, DB_READ, &db));
}

/* ---- migrations ---- */

static const struct migration good_then_bad[] = {
	{ 1, "0001_good.sql", "CREATE TABLE one (id INTEGER PRIMARY KEY) STRICT;" },
	{ 2, "0002_bad.sql", "CREATE TABLE two (id INTEGER PRIMARY KEY) STRICT;"
		"INSERT INTO one VALUES (1); INSERT INTO nowhere VALUES (1);" },
	{ 3, "0003_after.sql", "CREATE TABLE three (id INTEGER PRIMARY KEY) STRICT;" },
};
static const struct migration dangling[] = {
	{ 1, "0001_dangling.sql",
		"CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT;"
		"CREATE TABLE b (a_id INTEGER REFERENCES a (id)) STRICT; INSERT INTO b VALUES "
		"(7);" },
};

TEST(a_migration_that_fails_halfway_leaves_nothing)
{
	sqlite3 *engine;
	int applied = 0, number = 0;
	int64_t n = -1;

	CHECK_ERR(OK,
		engine_open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &engine));
	CHECK_ERR(ERR_DB, engine_migrate(engine, good_then_bad, 3, &applied));
	CHECK(applied == 1);
	CHECK_ERR(OK, engine_schema_number(engine, &number));
	CHECK(number == 1);
	CHECK_ERR(OK, engine_number(engine, "SELECT count(*) FROM one", &n));
	CHECK(n == 0);
	CHECK_ERR(OK, engine_number(engine, "SELECT count(*) FROM sqlite_schema "
		"WHERE name IN ('two', 'three')", &n));
	CHECK(n == 0);
	sqlite3_close(engine);
}

TEST(a_migration_that_leaves_a_dangling_reference_is_undone)
{
	sqlite3 *engine;
	int applied = 0, number = -1;

	CHECK_ERR(OK,
		engine_open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &engine));
	CHECK_ERR(ERR_INVALID, engine_migrate(engine, dangling, 1, &applied));
	CHECK_ERR(OK, engine_schema_number(engine, &number));
	CHECK(applied == 0 && number == 0);
	sqlite3_close(engine);
}

TEST(migrating_twice_changes_nothing)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	int applied = -1;

	CHECK_ERR(OK, db_migrate(f.path, &applied));
	CHECK(applied == 0);
}

/* ---- transactions ---- */

TEST(what_is_rolled_back_was_never_there)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct tx *tx;

	CHECK_ERR(OK, tx_begin(f.writer, &tx));
	CHECK_ERR(OK, add(tx, 1, 1, "ett"));
	CHECK(count(tx_db(tx), f.arena) == 1);
	CHECK(count(f.reader, f.arena) == 0);
	tx_rollback(tx);
	CHECK(count(f.reader, f.arena) == 0);
	add_committed(f.writer, 2, "två");
	CHECK(count(f.reader, f.arena) == 1);
}

static void
note_call(void *context)
{
	*(int *)context = *(int *)context * 10 + 1;
}

static void
note_other_call(void *context)
{
	*(int *)context = *(int *)context * 10 + 2;
}

TEST(what_waits_for_the_commit_is_called_in_order_and_only_then)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct tx *tx;
	int calls = 0;

	CHECK_ERR(OK, tx_begin(f.writer, &tx));
	tx_after_commit(tx, note_call, &calls);
	tx_rollback(tx);
	CHECK(calls == 0);
	CHECK_ERR(OK, tx_begin(f.writer, &tx));
	tx_after_commit(tx, note_call, &calls);
	tx_after_commit(tx, note_other_call, &calls);
	CHECK(calls == 0);
	CHECK_ERR(OK, tx_commit(tx));
	CHECK(calls == 12);
}

/* Fifty times: reads a number, adds one, writes it back; `context` is the path. */
static void *
add_fifty(void *context)
{
	struct db *db;
	int i;

	CHECK_ERR(OK, db_open(context, DB_WRITE, &db));
	for (i = 0; i < 50; i++) {
		char sql[80];
		int64_t n = 0;
		struct tx *tx;

		CHECK_ERR(OK, tx_begin(db, &tx));
		CHECK_ERR(OK, engine_number(db->engine, "SELECT created_on FROM account", &n));
		snprintf(sql, sizeof(sql), "UPDATE account SET created_on = %lld",
			(long long)n + 1);
		CHECK_ERR(OK, engine_run(db->engine, sql));
		CHECK_ERR(OK, tx_commit(tx));
	}
	db_close(db);
	return NULL;
}

/* Read, add, write back: without one writer at a time some additions would be lost. */
TEST(two_writers_in_threads_and_one_in_another_process_take_turns)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	pthread_t threads[2];
	int64_t n = 0;
	int status = 0;
	pid_t pid;

	CHECK_ERR(OK, engine_run(f.writer->engine,
			      "INSERT INTO account (id, login, display_name, "
			      "password_hash, created_on) VALUES (1, 'a', 'A', '', 0)"));
	pid = fork();
	if (pid == 0) {
		add_fifty(f.path);
		_exit(0);
	}
	CHECK(pthread_create(&threads[0], NULL, add_fifty, f.path) == 0);
	CHECK(pthread_create(&threads[1], NULL, add_fifty, f.path) == 0);
	pthread_join(threads[0], NULL);
	pthread_join(threads[1], NULL);
	CHECK(waitpid(pid, &status, 0) == pid && status == 0);
	CHECK_ERR(OK, engine_number(f.reader->engine, "SELECT created_on FROM account", &n));
	CHECK(n == 150);
}

TEST(another_process_that_keeps_the_database_gives_busy)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	sqlite3 *other;
	struct tx *tx = NULL;

	CHECK_ERR(OK, engine_open(f.path, SQLITE_OPEN_READWRITE, &other));
	CHECK_ERR(OK, engine_run(other, "BEGIN IMMEDIATE"));
	sqlite3_busy_timeout(f.writer->engine, 20);
	CHECK_ERR(ERR_BUSY, tx_begin(f.writer, &tx));
	CHECK_ERR(OK, engine_run(other, "COMMIT"));
	CHECK_ERR(OK, tx_begin(f.writer, &tx));
	CHECK_ERR(OK, tx_commit(tx));
	sqlite3_close(other);
}

TEST(a_transaction_that_the_engine_threw_away_does_nothing_more)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct tx *tx;

	CHECK_ERR(OK, tx_begin(f.writer, &tx));
	CHECK_ERR(OK, add(tx, 1, 1, "ett"));
	/* What a full disk does in the middle of a transaction. */
	CHECK_ERR(OK, engine_run(f.writer->engine, "ROLLBACK"));
	CHECK_ERR(ERR_DB, add(tx, 2, 1, "två"));
	CHECK_ERR(ERR_DB, tx_commit(tx));
	CHECK(count(f.reader, f.arena) == 0);
	add_committed(f.writer, 3, "tre");
}

TEST(a_full_database_is_an_io_error_and_keeps_what_was_committed)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct tx *tx;
	enum err e = OK;
	int64_t id, pages = 0;

	add_committed(f.writer, 1, "ett");
	CHECK_ERR(OK, engine_number(f.writer->engine, "PRAGMA page_count", &pages));
	CHECK_ERR(OK, engine_run(f.writer->engine, arena_printf(f.arena,
		"PRAGMA max_page_count = %lld", (long long)pages + 2).p));
	CHECK_ERR(OK, tx_begin(f.writer, &tx));
	for (id = 2; e == OK && id < 10000; id++)
		e = add(tx, id, 1, arena_printf(f.arena, "kod-%lld", (long long)id).p);
	CHECK(e == ERR_IO);
	tx_rollback(tx);
	CHECK(count(f.reader, f.arena) == 1);
}

TEST(a_change_without_its_audit_row_cannot_be_committed)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct tx *tx;

	CHECK_ERR(OK, tx_begin(f.writer, &tx));
	CHECK_ERR(OK, add(tx, 1, 1, "ett"));
	CHECK_ERR(ERR_IO, query_audited(tx, ERR_IO));
	CHECK_ERR(ERR_DB, add(tx, 2, 1, "två"));
	CHECK_ERR(ERR_DB, tx_commit(tx));
	CHECK(count(f.reader, f.arena) == 0);
}

/* Everything that a deleted row was, in the file and beside it. */
static bool
folder_holds(const struct fixture *f, const char *word)
{
	char command[256];

	snprintf(command, sizeof(command), "grep -q -a '%s' %s/*", word, f->dir);
	return system(command) == 0;
}

TEST(a_deleted_row_leaves_nothing_behind_once_the_log_is_cut)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();

	add_committed(f.writer, 1, "kanariefågel");
	CHECK(folder_holds(&f, "kanarief"));
	CHECK_ERR(OK, engine_run(f.writer->engine, "DELETE FROM org"));
	CHECK_ERR(OK, db_truncate_wal(f.writer));
	CHECK(!folder_holds(&f, "kanarief"));
}

/* ---- queries ---- */

TEST(a_broken_constraint_says_whether_somebody_was_first)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct tx *tx;

	CHECK_ERR(OK, tx_begin(f.writer, &tx));
	CHECK_ERR(OK, add(tx, 1, 1, "ett"));
	CHECK_ERR(ERR_CONFLICT, add(tx, 2, 1, "ett"));
	CHECK_ERR(ERR_CONFLICT, add(tx, 1, 1, "två"));
	CHECK_ERR(ERR_INVALID, add(tx, 3, 9, "tre"));
	CHECK_ERR(ERR_INVALID, add(tx, 3, 1, ""));
	CHECK_ERR(OK, add(tx, 3, 1, "tre"));
	CHECK_ERR(OK, tx_commit(tx));
	CHECK(count(f.reader, f.arena) == 2);
}

TEST(more_rows_than_the_cap_are_too_many)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct query_run run;
	struct str *codes = NULL;
	size_t n = 0;

	add_committed(f.writer, 1, "ett");
	add_committed(f.writer, 2, "två");
	add_committed(f.writer, 3, "tre");
	query_start_read(&run, f.reader, &all_orgs);
	CHECK_ERR(OK, query_many(&run, f.arena, read_text, sizeof(*codes), &codes, &n));
	CHECK(n == 3 && str_eq(codes[1], STR("två")));
	add_committed(f.writer, 4, "fyra");
	query_start_read(&run, f.reader, &all_orgs);
	CHECK_ERR(ERR_LIMIT, query_many(&run, f.arena, read_text, sizeof(*codes), &codes, &n));
	CHECK(n == 3);
}

TEST(an_arena_too_small_for_the_rows_is_a_limit)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct arena *small = arena_new(64);
	struct query_run run;
	struct str *codes = NULL;
	size_t n = 0;

	add_committed(f.writer, 1, "ett");
	query_start_read(&run, f.reader, &all_orgs);
	CHECK_ERR(ERR_LIMIT, query_many(&run, small, read_text, sizeof(*codes), &codes, &n));
	CHECK(!codes && n == 0);
	arena_free(small);
}

TEST(random_ids_come_from_the_program)
{
	struct fixture f FIXTURE_CLEANUP = fixture_new();
	struct query_run run;
	struct tx *tx;
	int64_t id = 0;

	CHECK_ERR(OK, tx_begin(f.writer, &tx));
	query_start_write(&run, tx, &random_org);
	CHECK_ERR(OK, query_one(&run, f.arena, read_int, &id, sizeof(id)));
	CHECK(id > 0 && id < (int64_t)1 << 53);
	CHECK_ERR(OK, tx_commit(tx));
}
