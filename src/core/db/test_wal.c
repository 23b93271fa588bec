/* The write-ahead log does not grow old: an idle moment empties it, a busy one waits for the next. */
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/audit/audit.h"
#include "core/db/engine.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

static long
log_bytes(struct world *w)
{
	struct stat st;

	return stat(arena_printf(w->arena, "%s/lotsa.db-wal", w->dir).p, &st) == 0 ?
		(long)st.st_size :
		0;
}

static void
write_something(struct world *w)
{
	const struct audit_event event = { .verb = AUDIT_VERB_JOB, .kind = "test" };

	CHECK_ERR(OK, audit_append_as(world_begin(w), w->party, (account_id){ 0 }, &event));
	world_commit(w);
}

TEST(an_idle_moment_empties_the_write_ahead_log)
{
	WORLD_CLEANUP struct world w = world_new();

	write_something(&w);
	CHECK(log_bytes(&w) > 0);
	CHECK_ERR(OK, db_truncate_wal_if_idle(w.writer));
	CHECK(log_bytes(&w) == 0);
	write_something(&w);
	CHECK(log_bytes(&w) > 0);
}

TEST(a_moment_in_which_somebody_writes_is_left_alone)
{
	WORLD_CLEANUP struct world w = world_new();

	write_something(&w);
	(void)world_begin(&w);
	CHECK_ERR(OK, db_truncate_wal_if_idle(w.writer));
	world_rollback(&w);
	CHECK(log_bytes(&w) > 0);
}

/* In a process of its own, as the command line. */
static void
commit_elsewhere(struct world *w)
{
	pid_t pid = fork();
	int status = 0;

	CHECK(pid >= 0);
	if (pid == 0) {
		struct str path = arena_printf(w->arena, "%s/lotsa.db", w->dir);
		sqlite3 *engine;

		_exit(engine_open(path.p, SQLITE_OPEN_READWRITE, &engine) != OK ||
			engine_run(engine, "UPDATE account SET created_on = 1") != OK);
	}
	CHECK(waitpid(pid, &status, 0) == pid && status == 0);
}

TEST(what_a_reader_remembers_is_forgotten_as_soon_as_anybody_commits)
{
	WORLD_CLEANUP struct world w = world_new();
	int64_t n = 0;

	CHECK(!db_recall(w.db, &n));
	db_keep(w.db, 7);
	CHECK(db_recall(w.db, &n) && n == 7);
	commit_elsewhere(&w);
	CHECK(!db_recall(w.db, &n) && !db_recall(w.db, &n));
	db_keep(w.db, 8);
	CHECK(db_recall(w.db, &n) && n == 8);
	(void)world_begin(&w);
	CHECK_ERR(OK, engine_run(w.writer->engine, "UPDATE account SET created_on = 2"));
	CHECK(db_recall(w.db, &n));
	world_commit(&w);
	CHECK(!db_recall(w.db, &n));
	CHECK(!db_recall(w.writer, &n));
	db_keep(w.writer, 9);
	CHECK(!db_recall(w.writer, &n));
}
