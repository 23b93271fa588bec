/* The write-ahead log does not grow old: an idle moment empties it, a busy one waits for the next. */
#include <sys/stat.h>

#include "core/audit/audit.h"
#include "core/db/db.h"
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
