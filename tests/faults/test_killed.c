/*
 * Every command that changes the data or the keys folder is killed before its first change to a file,
 * before its second, and so on; run again it ends well, and nothing is lost or there by halves.
 */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/backup.h"
#include "app/escrow.h"
#include "app/hall.h"
#include "app/purge.h"
#include "core/audit/command.h"
#include "core/crypto/keys.h"
#include "core/time/clock.h"
#include "features/screening/screening.h"
#include "tests/attack/scene.h"
#include "tests/faults/bad_disk.h"
#include "tests/faults/killed.h"
#include "tests/faults/program.h"
#include "tests/harness/harness.h"
#include "tests/paths.h"

enum { ROUNDS_MAX = 4000, THREE_YEARS = 3 * 366 * 86400, SLIPS = 3 * POSTINGS };

/* A world in which there is something to do, and the copy of it that is worked on. */
struct play {
	struct scene s;
	const char *folder;	/* holds the copy and what commands write */
	const char *out;	/* a file in it that is not there at first */
	const char *backup;
	char shares[SHARES][SHARE_TEXT];
	struct config config;	/* of the copy */
};

struct deed {
	int (*run)(struct play *play);
	void (*before)(struct play *play);	/* on a fresh copy, may be NULL */
	void (*killed)(struct play *play);	/* what must hold of the remains */
	void (*done)(struct play *play);
	int at_least;				/* changes to files that it makes */
};

static void __attribute__((format(printf, 2, 3)))
shell(struct play *play, const char *format, ...)
{
	char command[2048];
	va_list args;

	va_start(args, format);
	vsnprintf(command, sizeof(command), format, args);
	va_end(args);
	ck_assert_msg(system(command) == 0, "%s in %s", command, play->folder);
}

static const char *
in_copy(struct play *play, const char *name)
{
	return arena_printf(play->s.w.arena, "%s/%s", play->config.data_dir, name).p;
}

/* ---- processes ---- */

/* What is run apart, as killed_run takes it. */
struct running {
	struct play *play;
	int (*run)(struct play *play);
};

static int
run_now(void *context)
{
	const struct running *running = context;

	return running->run(running->play);
}

/* As killed_run. */
static int
run_apart(struct play *play, int (*run)(struct play *play), int n)
{
	struct running running = { play, run };

	return killed_run(run_now, &running, n);
}

static int
look_if_sound(struct play *play)
{
	char word[] = "audit", verb[] = "verify", *words[] = { word, verb, NULL };
	struct audit_fault fault;
	struct db *db;

	if (audit_command(&play->config, 2, words) != 0 ||
			keys_open(play->config.keys_dir, play->config.data_dir) != OK ||
			audit_open_keys(play->config.keys_dir) != OK ||
			db_open(in_copy(play, "lotsa.db"), DB_READ, &db) != OK)
		return 1;
	return db_check(db) == OK && audit_reaches_heads(db, &fault) == OK ? 0 : 2;
}

/* As `serve` would look at it at its start, and every link of the trail. */
static void
expect_sound(struct play *play)
{
	ck_assert_int_eq(run_apart(play, look_if_sound, 0), 0);
}

static int64_t
number(struct play *play, const char *query)
{
	sqlite3 *sql;
	int64_t v;

	CHECK(sqlite3_open(in_copy(play, "lotsa.db"), &sql) == SQLITE_OK);
	v = scene_number(sql, query);
	sqlite3_close(sql);
	return v;
}

static bool
is_there(const char *path)
{
	return access(path, F_OK) == 0;
}

/* ---- the play ---- */

static void
play_open(struct play *play)
{
	struct world *w = &play->s.w;
	struct config own = { 0 };

	bad_disk_insert();
	play->s = scene_new(LEAK_NONE, 700);
	scene_play(&play->s);
	CHECK_ERR(OK, db_truncate_wal(w->writer));
	play->folder = arena_printf(w->arena, "%s-play", w->dir).p;
	play->out = arena_printf(w->arena, "%s/out", play->folder).p;
	play->backup = arena_printf(w->arena, "%s.backup", w->dir).p;
	own.data_dir = w->dir;
	own.keys_dir = own.ballot_keys_dir = w->keys_dir;
	CHECK_ERR(OK, backup_make(&own, w->arena, play->backup));
	CHECK_ERR(OK, escrow_make(&own, w->arena, arena_printf(w->arena, "%s.escrow",
		w->dir).p, play->shares));
	play->config = own;
	play->config.data_dir = arena_printf(w->arena, "%s/data", play->folder).p;
	play->config.keys_dir = arena_printf(w->arena, "%s/keys", play->folder).p;
	play->config.ballot_keys_dir = play->config.keys_dir;
}

static void
play_close(struct play *play)
{
	shell(play, "rm -rf %s %s.backup %s.escrow", play->folder, play->s.w.dir,
		play->s.w.dir);
	scene_free(&play->s);
}

static void
lay_out(struct play *play)
{
	struct world *w = &play->s.w;

	shell(play, "rm -rf %s && mkdir %s && cp -a %s %s && cp -a %s %s", play->folder,
		play->folder, w->dir, play->config.data_dir, w->keys_dir,
		play->config.keys_dir);
}

/* Each of the first changes, then thinner and thinner: the test is to take seconds. */
static int
next(int n)
{
	return n < 30 ? n + 1 : n + n / 10;
}

static void
kill_everywhere(const struct deed *deed)
{
	struct play play = { 0 };
	int n, status = -SIGKILL;

	play_open(&play);
	for (n = 1; status == -SIGKILL && n < ROUNDS_MAX; n = next(n)) {
		lay_out(&play);
		if (deed->before)
			deed->before(&play);
		status = run_apart(&play, deed->run, n);
		if (status == -SIGKILL) {
			deed->killed(&play);
			ck_assert_msg(run_apart(&play, deed->run, 0) == 0,
				"killed before change %d it cannot be done again", n);
		}
		deed->done(&play);
	}
	ck_assert_int_eq(status, 0);
	ck_assert_msg(n > deed->at_least, "only %d changes to files", n);
	play_close(&play);
}

/* ---- the count ---- */

static int
count(struct play *play)
{
	char word[] = "count", *words[] = { word, NULL };

	return ballot_command_count(&play->config, 1, words);
}

static void
every_slip_is_kept(struct play *play)
{
	expect_sound(play);
	ck_assert_int_eq(number(play, "SELECT (SELECT count(*) FROM ballot) + "
		"(SELECT ifnull(sum(n), 0) FROM counter WHERE topic = 0)"), SLIPS);
}

static void
every_slip_is_counted(struct play *play)
{
	every_slip_is_kept(play);
	CHECK(number(play, "SELECT count(*) FROM ballot") == 0);
}

TEST(a_count_that_is_killed_anywhere_loses_and_doubles_nothing)
{
	static const struct deed deed = { .run = count, .killed = every_slip_is_kept,
		.done = every_slip_is_counted, .at_least = 30 };

	kill_everywhere(&deed);
}

/* ---- the purge ---- */

static int
purge(struct play *play)
{
	char word[] = "purge", decision[] = "--decision", reference[] = "KS 2029:1",
	     receipt[] = "--receipt";
	char *words[] = { word, decision, reference, receipt, (char *)(uintptr_t)play->out,
		NULL };

	clock_fix(clock_now() + THREE_YEARS);
	return app_command_purge(&play->config, 5, words);
}

/* Whether the purge is in the database, and its receipt with it: never one without the other. */
static void
purged_or_not(struct play *play)
{
	int64_t receipts = number(play, "SELECT count(*) FROM purge_receipt");

	expect_sound(play);
	CHECK((number(play, "SELECT count(*) FROM posting") == 0) == (receipts == 1));
	CHECK((number(play, "SELECT count(*) FROM audit_anchor") > 0) == (receipts == 1));
	CHECK(receipts == 0 || is_there(play->out));
	unlink(play->out);
}

static void
purged(struct play *play)
{
	expect_sound(play);
	CHECK(number(play, "SELECT count(*) FROM posting") == 0);
	CHECK(number(play, "SELECT count(*) FROM purge_receipt") >= 1);
	CHECK(is_there(play->out));
}

TEST(a_purge_that_is_killed_anywhere_is_whole_or_not_done)
{
	static const struct deed deed = { .run = purge, .killed = purged_or_not,
		.done = purged, .at_least = 30 };

	kill_everywhere(&deed);
}

/* ---- backup and restore ---- */

static int
back_up(struct play *play)
{
	char word[] = "backup", flag[] = "--to";
	char *words[] = { word, flag, (char *)(uintptr_t)play->out, NULL };

	return app_command_backup(&play->config, 3, words);
}

static int
verify_backup(struct play *play)
{
	char word[] = "verify-backup", flag[] = "--from";
	char *words[] = { word, flag, (char *)(uintptr_t)play->out, NULL };

	return app_command_verify_backup(&play->config, 3, words);
}

static void
backed_up(struct play *play)
{
	ck_assert_int_eq(run_apart(play, verify_backup, 0), 0);
	every_slip_is_kept(play);
}

static void
backed_up_or_not(struct play *play)
{
	if (is_there(play->out))
		backed_up(play);
	unlink(play->out);
	every_slip_is_kept(play);
}

TEST(a_backup_that_is_killed_anywhere_is_whole_or_not_there)
{
	static const struct deed deed = { .run = back_up, .killed = backed_up_or_not,
		.done = backed_up, .at_least = 5 };

	kill_everywhere(&deed);
}

static int
restore(struct play *play)
{
	char word[] = "restore", flag[] = "--from";
	char *words[] = { word, flag, (char *)(uintptr_t)play->backup, NULL };

	return app_command_restore(&play->config, 3, words);
}

static void
lose_database(struct play *play)
{
	shell(play, "rm -f %s/lotsa.db %s/lotsa.db-wal %s/lotsa.db-shm", play->config.data_dir,
		play->config.data_dir, play->config.data_dir);
}

static void
restored(struct play *play)
{
	every_slip_is_kept(play);
	/* what stood in the backup, and the row of the restore */
	CHECK(number(play, "SELECT count(*) FROM audit") ==
		scene_number(play->s.raw, "SELECT count(*) FROM disk.audit") + 1);
}

static void
restored_or_not(struct play *play)
{
	if (is_there(in_copy(play, "lotsa.db")))
		restored(play);
	lose_database(play);
}

TEST(a_restore_that_is_killed_anywhere_is_whole_or_can_be_done_again)
{
	static const struct deed deed = { .run = restore, .before = lose_database,
		.killed = restored_or_not, .done = restored, .at_least = 20 };

	kill_everywhere(&deed);
}

/* ---- migrate ---- */

static int
migrate(struct play *play)
{
	char word[] = "migrate", *words[] = { word, NULL };

	return app_command_migrate(&play->config, 1, words);
}

static void
lose_everything(struct play *play)
{
	shell(play, "rm -r %s %s", play->config.data_dir, play->config.keys_dir);
}

static void
nothing(struct play *play)
{
	(void)play;
}

TEST(a_first_migration_that_is_killed_anywhere_is_ended_by_the_next)
{
	static const struct deed deed = { .run = migrate, .before = lose_everything,
		.killed = nothing, .done = expect_sound, .at_least = 40 };

	kill_everywhere(&deed);
}

static void
take_earlier(struct play *play)
{
	struct world *w = &play->s.w;
	struct str dump = program_file(w, SOURCE_ROOT "/tests/golden/upgrade/0008.sql");
	sqlite3 *sql;

	lose_database(play);
	CHECK(sqlite3_open(in_copy(play, "lotsa.db"), &sql) == SQLITE_OK);
	CHECK(sqlite3_exec(sql, arena_cstr(w->arena, dump), NULL, NULL, NULL) == SQLITE_OK);
	/* its trail is not of these keys */
	CHECK(sqlite3_exec(sql, "DELETE FROM audit", NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(sql);
	shell(play, ": > %s/chain.head", play->config.keys_dir);
}

TEST(an_upgrade_that_is_killed_anywhere_is_ended_by_the_next)
{
	static const struct deed deed = { .run = migrate, .before = take_earlier,
		.killed = nothing, .done = expect_sound, .at_least = 20 };

	kill_everywhere(&deed);
}

/* ---- the escrow ---- */

static int
put_in_escrow(struct play *play)
{
	char shares[SHARES][SHARE_TEXT];

	return escrow_make(&play->config, play->s.w.arena, play->out, shares) == OK ? 0 : 1;
}

static void
forget_escrow(struct play *play)
{
	unlink(play->out);
}

static void
is_in_escrow(struct play *play)
{
	CHECK(is_there(play->out));
	expect_sound(play);
}

TEST(an_escrow_that_is_killed_anywhere_can_be_made_again)
{
	static const struct deed deed = { .run = put_in_escrow, .killed = forget_escrow,
		.done = is_in_escrow, .at_least = 3 };

	kill_everywhere(&deed);
}

static int
take_from_escrow(struct play *play)
{
	struct world *w = &play->s.w;

	return escrow_restore(&play->config, w->arena, arena_printf(w->arena, "%s.escrow",
		w->dir).p, str_of(play->shares[0]), str_of(play->shares[2])) == OK ? 0 : 1;
}

static void
lose_keys(struct play *play)
{
	shell(play, "rm -r %s", play->config.keys_dir);
}

static void
keys_are_back(struct play *play)
{
	struct world *w = &play->s.w;

	CHECK_ERR(OK, escrow_confirm(&play->config, w->arena, arena_printf(w->arena,
		"%s.escrow", w->dir).p, str_of(play->shares[1]), str_of(play->shares[2])));
}

static void
keys_are_back_or_not(struct play *play)
{
	if (!is_there(play->config.keys_dir))
		return;
	keys_are_back(play);
	lose_keys(play);
}

TEST(keys_that_come_back_from_escrow_are_all_there_or_none)
{
	static const struct deed deed = { .run = take_from_escrow, .before = lose_keys,
		.killed = keys_are_back_or_not, .done = keys_are_back, .at_least = 10 };

	kill_everywhere(&deed);
}
