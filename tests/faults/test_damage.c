/* A database that is not as it was left is refused at the start, and the message says what to do. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/audit/audit.h"
#include "core/time/clock.h"
#include "tests/faults/ledgers.h"
#include "tests/faults/program.h"
#include "tests/harness/client.h"
#include "tests/harness/harness.h"

enum { PAGE = 4096, LOG_HEADER = 32, FRAME = 24 + PAGE, DAY = 86400 };

static const char *
database(struct world *w)
{
	return arena_printf(w->arena, "%s/lotsa.db", w->dir).p;
}

/* As if the program had been switched off: nothing is open, all is in the file. */
static void
leave(struct world *w)
{
	CHECK_ERR(OK, db_truncate_wal(w->writer));
}

static void
expect_restore_named(struct world *w, const char *what)
{
	struct str said;

	ck_assert_int_eq(program_run(w, "serve", w->dir, &said), 1);
	ck_assert_msg(str_contains(said, STR("lotsa restore --from FIL")) &&
			str_contains(said, str_of(what)), "serve said: %.*s", STR_ARG(said));
	CHECK(program_run(w, "doctor", w->dir, &said) != 0);
	ck_assert_msg(str_contains(said, STR("lotsa restore")), "the doctor said: %.*s",
		STR_ARG(said));
}

TEST(a_damaged_page_is_refused_and_the_restore_is_named)
{
	struct world w WORLD_CLEANUP = world_new();
	char noise[PAGE / 2];
	struct stat st;
	int fd;

	leave(&w);
	memset(noise, 0xA5, sizeof(noise));
	fd = open(database(&w), O_RDWR | O_CLOEXEC);
	CHECK(fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 20 * PAGE);
	/* a page in the middle, past the schema */
	CHECK(pwrite(fd, noise, sizeof(noise), 12 * PAGE) == (ssize_t)sizeof(noise));
	CHECK(fsync(fd) == 0 && close(fd) == 0);
	expect_restore_named(&w, "är skadad");
}

TEST(a_database_cut_short_is_refused_and_the_restore_is_named)
{
	struct world w WORLD_CLEANUP = world_new();
	struct stat st;

	leave(&w);
	CHECK(stat(database(&w), &st) == 0);
	CHECK(truncate(database(&w), st.st_size - 3 * PAGE) == 0);
	expect_restore_named(&w, "är skadad");
}

TEST(a_file_that_is_no_database_is_refused_and_the_restore_is_named)
{
	struct world w WORLD_CLEANUP = world_new();
	char noise[PAGE];
	int fd;

	leave(&w);
	memset(noise, 'x', sizeof(noise));
	fd = open(database(&w), O_RDWR | O_CLOEXEC);
	CHECK(fd >= 0 && pwrite(fd, noise, sizeof(noise), 0) == (ssize_t)sizeof(noise));
	CHECK(close(fd) == 0);
	expect_restore_named(&w, "är skadad");
}

static void
put_back(const char *path, struct str bytes)
{
	FILE *f = fopen(path, "wb");

	CHECK(f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n && fclose(f) == 0);
}

/* The engine takes a log cut short for a log that is shorter: only the trail tells the difference. */
TEST(a_log_cut_short_is_refused_and_the_restore_is_named)
{
	struct world w WORLD_CLEANUP = world_new();
	struct str file, log;
	struct audit_fault fault;
	int i;

	leave(&w);
	for (i = 0; i < 3; i++)
		(void)world_token(&w, w.accounts[ROLE_CASEWORKER]);
	CHECK_ERR(OK, audit_reaches_heads(w.db, &fault));
	file = program_file(&w, database(&w));
	log = program_file(&w, arena_printf(w.arena, "%s-wal", database(&w)).p);
	CHECK(log.n > LOG_HEADER + 4 * FRAME);
	db_close(w.db);
	db_close(w.writer);
	w.db = w.writer = NULL;
	put_back(database(&w), file);
	put_back(arena_printf(w.arena, "%s-wal", database(&w)).p,
		str_sub(log, 0, log.n - FRAME));
	expect_restore_named(&w, "saknas det som sparades sist");
}

TEST(a_sound_database_is_served_and_a_second_server_is_told_why_not)
{
	struct world w WORLD_CLEANUP = world_new();
	struct str said;
	int port, status;
	pid_t pid = program_serve(&w, arena_printf(w.arena, "%s/log", w.dir).p, &port);

	ck_assert_int_eq(program_run(&w, "serve", w.dir, &said), 1);
	CHECK(str_contains(said, STR("En annan server använder redan")));
	CHECK_ERR(OK, process_stop(pid, &status));
	CHECK(status == 0);
}

TEST(a_clock_set_back_ends_sessions_of_the_future_and_breaks_no_chain)
{
	struct world w WORLD_CLEANUP = world_new();
	int64_t now = clock_now();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	clock_fix(now + 3 * DAY);
	v.session = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	CHECK(visitor_get(&v, "/hem") == 200);
	/* as much as a time server corrects */
	clock_fix(now + 3 * DAY - 60);
	CHECK(visitor_get(&v, "/hem") == 200);
	clock_fix(now);
	CHECK(visitor_get(&v, "/hem") == 303);
	CHECK(str_eq(visitor_location(&v), STR("/in?m=slut")));
	CHECK(visitor_get(&v, "/in") == 200);
	CHECK(visitor_post(&v, "/in", "login=caseworker&password=en+hel+h%C3%B6g+tranor") ==
		303);
	CHECK(visitor_get(&v, "/hem") == 200);
	ledgers_read(&w);
	clock_fix(now + DAY);
	CHECK(visitor_get(&v, "/hem") == 303);
	ledgers_read(&w);
}
