/* An idle server leaves neither a log nor an order in the file. */
#include "app/housekeeping.h"

#include <sys/stat.h>

#include "core/audit/audit.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

static const int64_t second = 1000000000;

static void
write_something(struct world *w)
{
	const struct audit_event event = { .verb = AUDIT_VERB_JOB, .kind = "test" };

	CHECK_ERR(OK, audit_append_as(world_begin(w), w->party, (account_id){ 0 }, &event));
	world_commit(w);
}

static int64_t
log_bytes(struct world *w)
{
	struct stat st;

	return stat(arena_printf(w->arena, "%s/lotsa.db-wal", w->dir).p, &st) == 0 ? st.st_size
										   : 0;
}

/* A turn at that second: the file is written anew exactly when the next time is put off. */
static bool
is_rewritten_at(struct world *w, struct housekeeping *h, int64_t at)
{
	int64_t before = h->rewrite_at;

	CHECK_ERR(OK, housekeeping_turn(h, w->writer, at * second));
	CHECK(log_bytes(w) == 0);
	return before != 0 && h->rewrite_at > before;
}

TEST(the_log_is_emptied_at_every_turn_and_the_database_written_anew_after_a_minute)
{
	WORLD_CLEANUP struct world w = world_new();
	struct housekeeping h = { 0 };

	write_something(&w);
	CHECK(!is_rewritten_at(&w, &h, 10));
	write_something(&w);
	CHECK(!is_rewritten_at(&w, &h, 69));
	CHECK(is_rewritten_at(&w, &h, 71));
	/* nothing written, nothing to hide */
	CHECK(!is_rewritten_at(&w, &h, 7000));
	write_something(&w);
	CHECK(is_rewritten_at(&w, &h, 7005));
}

TEST(whoever_writes_is_left_alone_by_the_housekeeping)
{
	WORLD_CLEANUP struct world w = world_new();
	struct housekeeping h = { 0 };

	write_something(&w);
	CHECK(!is_rewritten_at(&w, &h, 10));
	(void)world_begin(&w);
	CHECK(!is_rewritten_at(&w, &h, 80));
	world_rollback(&w);
	CHECK(is_rewritten_at(&w, &h, 85));
}
