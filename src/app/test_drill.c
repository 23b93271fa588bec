/* A drill proves what it says it proves, and leaves nothing behind. */
#include "app/drill.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/doctor.h"
#include "app/escrow.h"
#include "core/audit/audit.h"
#include "core/time/clock.h"
#include "core/crypto/keys.h"
#include "tests/attack/scene.h"
#include "tests/harness/harness.h"

/* A data folder with slips that wait, and a backup of it. */
struct stage {
	struct scene s;
	struct config config;
	const char *backup, *escrow;
	char shares[SHARES][SHARE_TEXT];
};

static void
stage_free(struct stage *st)
{
	/* The drill has closed the keys of the world. */
	CHECK_ERR(OK, audit_open_keys(st->config.keys_dir));
	scene_free(&st->s);
}
#define STAGE_CLEANUP __attribute__((cleanup(stage_free)))

static struct stage
stage_new(void)
{
	struct stage st = { .s = scene_new(LEAK_NONE, 41) };
	struct world *w = &st.s.w;

	scene_play(&st.s);
	st.config = (struct config){ .data_dir = w->dir, .keys_dir = w->keys_dir };
	st.backup = arena_printf(w->arena, "%s/copy", w->dir).p;
	st.escrow = arena_printf(w->arena, "%s/escrow", w->dir).p;
	CHECK_ERR(OK, backup_make(&st.config, w->arena, st.backup));
	CHECK_ERR(OK, escrow_make(&st.config, w->arena, st.escrow, st.shares));
	return st;
}

static enum err
drill(struct stage *st, bool by_escrow, struct drill_result *result)
{
	const struct drill_order order = { .from = st->backup,
		.escrow = by_escrow ? st->escrow : NULL,
		.first = str_of(st->shares[0]),
		.second = str_of(st->shares[2]) };

	return drill_run(&st->config, st->s.w.arena, &order, result);
}

static bool
is_left(struct stage *st, const char *name)
{
	return access(arena_printf(st->s.w.arena, "%s/%s", st->s.w.dir, name).p, F_OK) == 0;
}

static void
expect_gone(struct stage *st)
{
	CHECK(!is_left(st, "drill") && !is_left(st, "drill.lock"));
}

TEST(a_drill_proves_rows_chains_and_slips_and_leaves_no_folder)
{
	struct stage st STAGE_CLEANUP = stage_new();
	int64_t rows = world_audit_count(&st.s.w, st.s.w.party);
	struct drill_result result;
	struct date day;

	CHECK_ERR(ERR_NOT_FOUND, drill_last_done(&st.config, st.s.w.arena, &day));
	CHECK_ERR(OK, drill(&st, false, &result));
	CHECK(result.has_key && result.slips == 3 * POSTINGS);
	CHECK(str_contains(result.facts.counts, STR("\nballot=144\n")));
	expect_gone(&st);
	CHECK_ERR(OK, drill_last_done(&st.config, st.s.w.arena, &day));
	CHECK(day.days == st.s.w.today.days);
	/* The real chains have not moved. */
	CHECK_ERR(OK, audit_open_keys(st.config.keys_dir));
	ck_assert_int_eq(world_audit_count(&st.s.w, st.s.w.party), rows);
	CHECK_ERR(OK, audit_verify(st.s.w.db, &rows, &(struct audit_fault){ 0 }));
}

TEST(a_drill_with_two_shares_takes_the_keys_out_of_escrow)
{
	struct stage st STAGE_CLEANUP = stage_new();
	struct drill_result result;
	struct config elsewhere = st.config;
	const struct drill_order order = { .from = st.backup, .escrow = st.escrow,
		.first = str_of(st.shares[1]), .second = str_of(st.shares[2]) };
	const struct drill_order wrong = { .from = st.backup, .escrow = st.escrow,
		.first = str_of(st.shares[1]), .second = str_of(st.shares[1]) };

	elsewhere.keys_dir = "/nonexistent/keys";
	CHECK_ERR(OK, drill_run(&elsewhere, st.s.w.arena, &order, &result));
	CHECK(result.has_key && result.slips == 3 * POSTINGS);
	CHECK_ERR(ERR_INVALID, drill_run(&st.config, st.s.w.arena, &wrong, &result));
	expect_gone(&st);
	CHECK_ERR(ERR_NOT_FOUND, drill_run(&elsewhere, st.s.w.arena,
		&(struct drill_order){ .from = st.backup }, &result));
	expect_gone(&st);
}

TEST(a_damaged_or_missing_copy_ends_the_drill_and_leaves_nothing)
{
	struct stage st STAGE_CLEANUP = stage_new();
	struct drill_result result;
	struct date day;
	FILE *f = fopen(st.backup, "r+b");

	CHECK(f && fseek(f, 5000, SEEK_SET) == 0 && fputs("other", f) >= 0);
	fclose(f);
	CHECK_ERR(ERR_INVALID, drill(&st, false, &result));
	expect_gone(&st);
	st.backup = "/nonexistent/copy";
	CHECK_ERR(ERR_NOT_FOUND, drill(&st, false, &result));
	expect_gone(&st);
	CHECK_ERR(ERR_NOT_FOUND, drill_last_done(&st.config, st.s.w.arena, &day));
}

TEST(what_a_killed_drill_has_left_goes_with_the_next_one)
{
	struct stage st STAGE_CLEANUP = stage_new();
	struct drill_result result;

	CHECK(system(arena_printf(st.s.w.arena, "mkdir -p %s/drill/data && "
		"echo x > %s/drill/data/lotsa.db", st.s.w.dir, st.s.w.dir).p) == 0);
	CHECK_ERR(OK, drill(&st, false, &result));
	expect_gone(&st);
}

TEST(a_signal_ends_a_drill_after_it_has_cleaned_up)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct stage st STAGE_CLEANUP = stage_new();
	char word[] = "drill", flag[] = "--from";
	char *words[] = { word, flag, (char *)(uintptr_t)st.backup, NULL };
	sigset_t set, before;
	size_t i;

	for (i = 0; i < 3; i++) {
		sigemptyset(&set);
		sigaddset(&set, signals[i]);
		CHECK(sigprocmask(SIG_BLOCK, &set, &before) == 0);
		CHECK(raise(signals[i]) == 0);
		ck_assert_int_eq(app_command_drill(&st.config, 3, words), 128 + signals[i]);
		/* Taken by the drill: it does not end this process. */
		CHECK(sigprocmask(SIG_SETMASK, &before, NULL) == 0);
		expect_gone(&st);
		CHECK(!is_left(&st, "drill.done"));
	}
	ck_assert_int_eq(app_command_drill(&st.config, 3, words), 0);
	CHECK(is_left(&st, "drill.done"));
}

/* ---- each proof is broken once ---- */

/* Restores into a folder, changes something there, and says what the proof finds. */
static enum err
prove_after(struct stage *st, const char *sql, struct drill_result *result)
{
	static int n;
	struct arena *a = st->s.w.arena;
	struct config scratch = st->config;
	struct backup_opened backup;
	sqlite3 *raw;
	enum err e;

	*result = (struct drill_result){ 0 };
	scratch.data_dir = arena_printf(a, "%s/restored-%d", st->s.w.dir, n++).p;
	scratch.keys_dir = arena_printf(a, "%s/keys", scratch.data_dir).p;
	CHECK(mkdir(scratch.data_dir, 0700) == 0);
	CHECK_ERR(OK, escrow_copy_keys(&st->config, a, scratch.keys_dir));
	CHECK_ERR(OK, audit_open_keys(scratch.keys_dir));
	CHECK_ERR(OK, backup_restore(&scratch, a, st->backup, &result->facts));
	CHECK(sqlite3_open(config_db_path(&scratch, a), &raw) == SQLITE_OK);
	ck_assert_msg(sqlite3_exec(raw, sql, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", sql,
		sqlite3_errmsg(raw));
	sqlite3_close(raw);
	CHECK_ERR(OK, backup_open(&scratch, st->backup, &backup));
	e = drill_prove(&scratch, a, &backup, result);
	backup_close(&backup);
	audit_close_keys();
	return e;
}

TEST(a_row_that_is_missing_added_or_changed_is_found_in_its_table)
{
	static const struct {
		const char *sql, *table;
	} breaks[] = {
		{ "DELETE FROM role_grant WHERE id = (SELECT max(id) FROM role_grant)",
			"role_grant" },
		{ "UPDATE team SET name = 'Ett annat' WHERE id = (SELECT min(id) FROM team)",
			"team" },
		{ "INSERT INTO org (id, kind, code, name) VALUES (99, 1, 'ny', 'Ny')", "org" },
		{ "DELETE FROM ballot WHERE slip = (SELECT min(slip) FROM ballot)", "ballot" },
		{ "UPDATE ballot SET sealed = zeroblob(length(sealed)) "
		  "WHERE slip = (SELECT min(slip) FROM ballot)", "ballot" },
		{ "INSERT INTO counter VALUES ((SELECT min(id) FROM org), 4053, 2, 1, 0, 0, 1)",
			"counter" },
	};
	struct stage st STAGE_CLEANUP = stage_new();
	struct drill_result result;
	size_t i;

	CHECK_ERR(OK, prove_after(&st, "SELECT 1", &result));
	for (i = 0; i < sizeof(breaks) / sizeof(breaks[0]); i++) {
		CHECK_ERR(ERR_CONFLICT, prove_after(&st, breaks[i].sql, &result));
		ck_assert_str_eq(result.table, breaks[i].table);
	}
}

TEST(a_changed_or_shortened_audit_chain_is_found)
{
	struct stage st STAGE_CLEANUP = stage_new();
	struct drill_result result;

	CHECK_ERR(ERR_CONFLICT, prove_after(&st,
		"UPDATE audit SET day = day + 1 WHERE seq = 3", &result));
	CHECK(result.table[0] == '\0' && strstr(result.step, "kedjor"));
	CHECK_ERR(ERR_CONFLICT,
		prove_after(&st, "DELETE FROM audit WHERE org_id = 0", &result));
	CHECK(strstr(result.step, "kedjor"));
}

TEST(slips_that_do_not_open_with_the_key_are_found)
{
	struct stage st STAGE_CLEANUP = stage_new();
	struct world *w = &st.s.w;
	struct drill_result result;

	/* A pair that does not belong together: the slips were sealed to the other half. */
	CHECK(system(arena_printf(w->arena,
		"head -c 32 /dev/urandom > %s/ballot.key", w->keys_dir).p) == 0);
	CHECK_ERR(ERR_CONFLICT, drill(&st, false, &result));
	CHECK(strstr(result.step, "sedlarna") && !result.has_key);
	expect_gone(&st);
	CHECK(unlink(arena_printf(w->arena, "%s/ballot.key", w->keys_dir).p) == 0);
	CHECK_ERR(OK, drill(&st, false, &result));
	CHECK(!result.has_key);
}
