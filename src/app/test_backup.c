/* Backups are encrypted, without sessions, told from damaged ones, and never restored over anything. */
#include "app/backup.h"
#include "app/escrow.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/audit/audit.h"
#include "core/db/snapshot.h"
#include "core/time/clock.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

static struct config
config_of(const struct world *w)
{
	return (struct config){ .data_dir = w->dir, .keys_dir = w->keys_dir };
}

static const char *
backup_of(struct world *w, const struct config *config)
{
	const char *path = arena_printf(w->arena, "%s/copy", w->dir).p;

	CHECK_ERR(OK, backup_make(config, w->arena, path));
	return path;
}

static struct str
read_file(struct world *w, const char *path)
{
	FILE *f = fopen(path, "rb");
	char *bytes = arena_alloc(w->arena, 2 << 20);
	size_t n;

	CHECK(f && bytes);
	n = fread(bytes, 1, 2 << 20, f);
	fclose(f);
	return (struct str){ bytes, n };
}

static void
write_file(const char *path, struct str bytes)
{
	FILE *f = fopen(path, "wb");

	CHECK(f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n);
	fclose(f);
}

TEST(a_backup_proves_its_rows_and_its_audit_chain)
{
	WORLD_CLEANUP struct world w = world_new();
	struct config config = config_of(&w);
	struct backup_facts facts;
	struct date day;

	(void)world_token(&w, w.accounts[ROLE_CASEWORKER]);
	CHECK_ERR(ERR_NOT_FOUND, backup_last_verified(&config, w.arena, &day));
	CHECK_ERR(OK, backup_verify(&config, w.arena, backup_of(&w, &config), &facts));
	CHECK(str_contains(facts.counts, STR("\norg=4\n")));
	CHECK(str_contains(facts.counts, STR("\nsession=0\n")));
	CHECK(facts.audit_rows > 0);
	CHECK_ERR(OK, backup_last_verified(&config, w.arena, &day));
	CHECK(day.days == w.today.days);
}

TEST(nothing_in_a_backup_can_be_read_without_its_key)
{
	WORLD_CLEANUP struct world w = world_new();
	struct config config = config_of(&w);
	struct str bytes = read_file(&w, backup_of(&w, &config));
	struct snapshot clear;

	CHECK_ERR(OK, snapshot_take(config_db_path(&config, w.arena), NULL, 0, &clear));
	CHECK(str_contains((struct str){ (char *)clear.bytes, clear.n }, STR("caseworker")));
	CHECK(!str_contains(bytes, STR("caseworker")));
	CHECK(!str_contains(bytes, STR("SQLite")));
	snapshot_free(&clear);
}

TEST(a_changed_cut_or_lengthened_backup_is_refused)
{
	WORLD_CLEANUP struct world w = world_new();
	struct config config = config_of(&w);
	const char *path = backup_of(&w, &config);
	struct str whole = read_file(&w, path);
	struct backup_facts facts;
	size_t at;

	for (at = 0; at < whole.n; at += whole.n / 7) {
		char *changed = (char *)arena_str(w.arena, whole).p;

		changed[at] = (char)(changed[at] ^ 1);
		write_file(path, (struct str){ changed, whole.n });
		CHECK_ERR(ERR_INVALID, backup_verify(&config, w.arena, path, &facts));
		write_file(path, str_sub(whole, 0, at));
		CHECK_ERR(ERR_INVALID, backup_verify(&config, w.arena, path, &facts));
	}
	write_file(path, arena_printf(w.arena, "%s", "LOTSAK1\n"));
	CHECK_ERR(ERR_INVALID, backup_verify(&config, w.arena, path, &facts));
	write_file(path, whole);
	CHECK_ERR(OK, backup_verify(&config, w.arena, path, &facts));
}

TEST(a_backup_replaces_neither_a_file_nor_a_database)
{
	WORLD_CLEANUP struct world w = world_new();
	struct config config = config_of(&w);
	const char *path = backup_of(&w, &config);
	struct backup_facts facts;

	CHECK_ERR(ERR_CONFLICT, backup_make(&config, w.arena, path));
	CHECK_ERR(ERR_BUSY, backup_restore(&config, w.arena, path, &facts));
}

/* Whoever put the damaged database away and left its log would get its pages into the new one. */
TEST(a_database_is_not_restored_beside_the_log_of_another)
{
	WORLD_CLEANUP struct world w = world_new();
	struct config config = config_of(&w), fresh = config;
	const char *path = backup_of(&w, &config);
	struct backup_facts facts;
	const char *log;

	fresh.data_dir = arena_printf(w.arena, "%s/fresh", w.dir).p;
	log = arena_printf(w.arena, "%s/lotsa.db-wal", fresh.data_dir).p;
	CHECK(mkdir(fresh.data_dir, 0700) == 0);
	write_file(log, STR("pages of another"));
	CHECK_ERR(ERR_BUSY, backup_restore(&fresh, w.arena, path, &facts));
	CHECK(access(config_db_path(&fresh, w.arena), F_OK) != 0);
	CHECK(unlink(log) == 0);
	CHECK_ERR(OK, backup_restore(&fresh, w.arena, path, &facts));
	CHECK(access(arena_printf(w.arena, "%s.part", config_db_path(&fresh, w.arena)).p,
		F_OK) != 0);
}

TEST(a_restored_database_goes_on_where_the_backup_stood)
{
	WORLD_CLEANUP struct world w = world_new();
	struct config config = config_of(&w), fresh = config;
	const char *path = backup_of(&w, &config);
	struct audit_fault fault;
	struct backup_facts facts;
	struct db *db;
	int64_t rows = 0, before;
	int i;

	for (i = 0; i < 3; i++) {
		const struct audit_event event = { .verb = AUDIT_VERB_JOB,
			.kind = "test.later" };

		CHECK_ERR(OK,
			audit_append_as(world_begin(&w), w.party, (account_id){ 0 }, &event));
		world_commit(&w);
	}
	before = world_audit_count(&w, w.party);
	fresh.data_dir = arena_printf(w.arena, "%s/fresh", w.dir).p;
	CHECK_ERR(OK, backup_restore(&fresh, w.arena, path, &facts));
	CHECK_ERR(OK, db_open(config_db_path(&fresh, w.arena), DB_READ, &db));
	CHECK_ERR(OK, audit_verify(db, &rows, &fault));
	CHECK(rows == facts.audit_rows + 1);
	CHECK(before == world_audit_count(&w, w.party));
	db_close(db);
}

TEST(a_broken_image_is_no_database)
{
	WORLD_CLEANUP struct world w = world_new();
	struct config config = config_of(&w);
	struct snapshot snapshot;
	struct str image;
	struct db *db;

	CHECK_ERR(OK, snapshot_take(config_db_path(&config, w.arena), NULL, 0, &snapshot));
	image = (struct str){ (char *)snapshot.bytes, snapshot.n };
	CHECK_ERR(OK, snapshot_open(image, &db));
	db_close(db);
	memset(snapshot.bytes + 4096, 0x5A, 4096);
	CHECK_ERR(ERR_INVALID, snapshot_open(image, &db));
	CHECK_ERR(ERR_INVALID, snapshot_open(str_sub(image, 0, 50), &db));
	snapshot_free(&snapshot);
}

/* What the command says on stderr. */
static struct str
said_by(struct world *w, const struct config *config,
	int (*command)(const struct config *, int, char **), const char *word, const char *flag)
{
	const char *path = arena_printf(w->arena, "%s/said", w->dir).p;
	char *words[] = { (char *)(uintptr_t)word, (char *)(uintptr_t)flag,
		(char *)(uintptr_t)arena_printf(w->arena, "%s/copy", w->dir).p, NULL };
	int kept = dup(STDERR_FILENO), to = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	CHECK(kept >= 0 && to >= 0);
	fflush(stderr);
	CHECK(dup2(to, STDERR_FILENO) >= 0);
	ck_assert_int_eq(command(config, 3, words), 0);
	fflush(stderr);
	CHECK(dup2(kept, STDERR_FILENO) >= 0);
	close(to);
	close(kept);
	CHECK_ERR(OK, audit_open_keys(w->keys_dir));
	return read_file(w, path);
}

TEST(a_backup_made_with_the_clock_set_back_is_whole_and_says_so)
{
	WORLD_CLEANUP struct world w = world_new();
	struct config config = config_of(&w);
	const char *path = backup_of(&w, &config);
	struct backup_facts before, after;
	struct str said;

	CHECK_ERR(OK, backup_verify(&config, w.arena, path, &before));
	CHECK(unlink(path) == 0);
	clock_fix(clock_now() - INT64_C(400) * 86400);
	said = said_by(&w, &config, app_command_backup, "backup", "--to");
	CHECK(str_contains(said, STR("klockan är ställd bakåt: en kopia prövades 2026-11-22")));
	CHECK_ERR(OK, backup_verify(&config, w.arena, path, &after));
	CHECK(str_eq(before.counts, after.counts) && before.audit_rows == after.audit_rows);
	CHECK(str_eq(after.made_on, STR("2025-10-18")));
	clock_fix(clock_now() + INT64_C(400) * 86400);
	CHECK_ERR(OK, backup_verify(&config, w.arena, path, &after));
	CHECK(unlink(path) == 0);
	said = said_by(&w, &config, app_command_backup, "backup", "--to");
	CHECK(!str_contains(said, STR("klockan")));
}

TEST(a_verified_backup_complains_until_the_keys_are_in_escrow)
{
	WORLD_CLEANUP struct world w = world_new();
	struct config config = config_of(&w);
	const char *escrow = arena_printf(w.arena, "%s/escrow", w.dir).p;
	char shares[SHARES][SHARE_TEXT];
	struct str said;

	(void)backup_of(&w, &config);
	said = said_by(&w, &config, app_command_verify_backup, "verify-backup", "--from");
	CHECK(str_contains(said, STR("förvar är inte prövat")));
	CHECK_ERR(OK, escrow_make(&config, w.arena, escrow, shares));
	said = said_by(&w, &config, app_command_verify_backup, "verify-backup", "--from");
	CHECK(str_contains(said, STR("förvar är inte prövat")));
	CHECK_ERR(OK, escrow_confirm(&config, w.arena, escrow, str_of(shares[0]),
		str_of(shares[1])));
	said = said_by(&w, &config, app_command_verify_backup, "verify-backup", "--from");
	CHECK(str_is_empty(said));
}
