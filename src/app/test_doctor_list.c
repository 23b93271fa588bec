/* What the doctor counts, and how her examination ends. */
#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/day_mark.h"
#include "app/doctor.h"
#include "app/hall.h"
#include "core/audit/audit.h"
#include "core/crypto/keys.h"
#include "core/db/engine.h"
#include "core/time/clock.h"
#include "tests/harness/command.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"

enum { MIB = 1024 * 1024 };

/* What the command says, and its exit status; the world's keys are open again afterwards. */
static int
doctor(struct world *w, char *said, size_t size)
{
	const struct config config = { .data_dir = w->dir, .keys_dir = w->keys_dir };
	const char *const words[] = { "doctor", NULL };
	int status = command_call(app_command_doctor, &config, words, said, size);

	CHECK_ERR(OK, keys_open(w->keys_dir, w->dir));
	CHECK_ERR(OK, audit_open_keys(w->keys_dir));
	return status;
}

static bool
says(struct world *w, const char *text)
{
	char said[8192];

	return doctor(w, said, sizeof(said)) >= 0 && strstr(said, text);
}

/* Ten slips in one box: it can be counted. */
static void
fill_a_box(struct world *w)
{
	char sql[512];
	sqlite3 *db;

	snprintf(sql, sizeof(sql),
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) "
		"INSERT INTO ballot (association_id, half_year, cut, label, slip, sealed) "
		"SELECT %lld, 4053, 2, 1, randomblob(16), randomblob(64) FROM n",
		(long long)w->association.v);
	CHECK(sqlite3_open(arena_printf(w->arena, "%s/lotsa.db", w->dir).p, &db) == SQLITE_OK);
	CHECK(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(db);
}

TEST(the_doctor_counts_full_boxes_and_stale_facts)
{
	struct world w WORLD_CLEANUP = world_new();

	sodertalje_import(&w);
	CHECK(says(&w, "bra     inaktuella uppgifter i katalogen: 0"));
	CHECK(says(&w, "bra     lådor som är fulla nog att räknas: 0"));
	fill_a_box(&w);
	clock_fix(clock_now() + INT64_C(200) * 86400);
	CHECK(says(&w, "varning inaktuella uppgifter i katalogen: 22"));
	CHECK(says(&w, "varning lådor som är fulla nog att räknas: 1"));
}

/* As an import of before it looked at the organisation left it. */
TEST(the_doctor_finds_an_address_beside_protected_housing)
{
	struct world w WORLD_CLEANUP = world_new();

	sodertalje_import(&w);
	CHECK(says(&w, "bra     skyddade boenden vars organisation har en adress: 0"));
	CHECK(sqlite3_exec(tx_db(world_begin(&w))->engine,
		      "UPDATE organisation SET note = 'Storgatan 3' WHERE id IN"
		      " (SELECT organisation_id FROM service WHERE name = 'Kvinnoboende')",
		      NULL, NULL, NULL) == SQLITE_OK);
	world_commit(&w);
	CHECK(says(&w, "fel     skyddade boenden vars organisation har en adress: 1"));
}

TEST(the_doctor_sees_a_long_log_and_an_escrow_that_was_never_tried)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct config config = { .data_dir = w.dir, .keys_dir = w.keys_dir };
	const char *wal = arena_printf(w.arena, "%s/lotsa.db-wal", w.dir).p;
	struct stat st;

	CHECK(says(&w, "varning nycklarnas förvar är inte prövat"));
	CHECK_ERR(OK, day_mark_today(&config, w.arena, "escrow.confirmed"));
	CHECK(says(&w, "bra     nycklarnas förvar prövades 2026-11-22"));
	CHECK(says(&w, "bra     databasens skrivlogg"));
	CHECK(stat(wal, &st) == 0 && truncate(wal, 70 * MIB) == 0);
	CHECK(says(&w, "varning databasens skrivlogg: 70 MiB"));
	CHECK(truncate(wal, st.st_size) == 0);
}

TEST(the_doctor_ends_by_the_worst_she_found)
{
	struct world w WORLD_CLEANUP = world_new();
	char said[8192];

	CHECK(doctor(&w, said, sizeof(said)) == 1 && strstr(said, "varning"));
	CHECK(strstr(said, "Gör så här: "));
	CHECK(chmod(w.keys_dir, 0750) == 0);
	CHECK(doctor(&w, said, sizeof(said)) == 2 && strstr(said, "fel     nyckelmappen"));
}

TEST(migrate_makes_folders_that_only_their_owner_opens)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct config config = { .data_dir = arena_printf(w.arena, "%s/ny", w.dir).p,
		.keys_dir = arena_printf(w.arena, "%s/ny.keys", w.dir).p };
	const char *const words[] = { "migrate", NULL };
	char said[256];
	struct stat st;
	mode_t before = umask(0);

	CHECK(command_call(app_command_migrate, &config, words, said, sizeof(said)) == 0);
	umask(before);
	CHECK(stat(config.data_dir, &st) == 0 && (st.st_mode & 0777) == 0700);
	CHECK(stat(config.keys_dir, &st) == 0 && (st.st_mode & 0777) == 0700);
	CHECK(stat(config_db_path(&config, w.arena), &st) == 0 && (st.st_mode & 0777) == 0600);
}
