/* The inserts of one paper form, bare. */
#include "tests/bench/bare.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/*
 * What one paper form of a counts-only team leaves behind: the posting, the screening, three slips of
 * 56 bytes and one audit row, in tables like those of db/migrations.
 */
static const char schema[] =
	"PRAGMA journal_mode=WAL;"
	"CREATE TABLE IF NOT EXISTS posting (key_hash BLOB PRIMARY KEY, day INTEGER)"
	" WITHOUT ROWID;"
	"CREATE TABLE IF NOT EXISTS screening (id INTEGER PRIMARY KEY, org_id INTEGER,"
	" intervention_id INTEGER, team_id INTEGER, card_id INTEGER, due_id INTEGER,"
	" month INTEGER,"
	" face INTEGER, outcome INTEGER, reason INTEGER, lang TEXT, has_interpreter INTEGER,"
	" sex INTEGER, age_band INTEGER);"
	"CREATE INDEX IF NOT EXISTS screening_month ON screening (org_id, month);"
	"CREATE INDEX IF NOT EXISTS screening_card ON screening (org_id, card_id);"
	"CREATE TABLE IF NOT EXISTS ballot (association_id INTEGER, half_year INTEGER,"
	" cut INTEGER,"
	" label INTEGER, slip BLOB, sealed BLOB,"
	" PRIMARY KEY (association_id, half_year, cut, label, slip)) WITHOUT ROWID;"
	"CREATE TABLE IF NOT EXISTS audit (org_id INTEGER, seq INTEGER, day INTEGER,"
	" verb INTEGER,"
	" sealed BLOB, mac BLOB, PRIMARY KEY (org_id, seq)) WITHOUT ROWID;";

static const char *const statements[] = {
	"BEGIN IMMEDIATE",
	"INSERT INTO posting VALUES (randomblob(32), 1)",
	"INSERT INTO screening VALUES (abs(random() >> 10), 1, 2, 3, NULL, NULL, 24322, 2, 1, 0,"
	" 'sv', 0, 1, 2)",
	"INSERT INTO ballot VALUES (1, 4053, 1, 7, randomblob(16), randomblob(56))",
	"INSERT INTO ballot VALUES (1, 4053, 2, 1, randomblob(16), randomblob(56))",
	"INSERT INTO ballot VALUES (1, 4053, 3, 2, randomblob(16), randomblob(56))",
	"INSERT INTO audit SELECT 1, ifnull(max(seq), 0) + 1, 20779, 2,"
	" randomblob(168),"
	" randomblob(32) FROM audit WHERE org_id = 1",
	"COMMIT",
};
enum { STATEMENTS = sizeof(statements) / sizeof(statements[0]), THREADS_MAX = 64 };

struct job {
	const char *path;
	int each;
	int failures;
};

static sqlite3 *
open_bare(const char *path)
{
	sqlite3 *db;

	if (sqlite3_open(path, &db) != SQLITE_OK)
		return NULL;
	sqlite3_busy_timeout(db, 10000);
	sqlite3_exec(db,
		"PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON",
		NULL, NULL, NULL);
	return db;
}

static void *
work(void *arg)
{
	struct job *job = arg;
	sqlite3_stmt *prepared[STATEMENTS] = { NULL };
	sqlite3 *db = open_bare(job->path);
	int i, n;

	for (i = 0; i < STATEMENTS; i++)
		if (!db ||
			sqlite3_prepare_v2(db, statements[i], -1, &prepared[i], NULL) !=
				SQLITE_OK)
			job->failures++;
	for (n = 0; n < job->each && job->failures == 0; n++)
		for (i = 0; i < STATEMENTS; i++) {
			if (sqlite3_step(prepared[i]) != SQLITE_DONE)
				job->failures++;
			sqlite3_reset(prepared[i]);
		}
	for (i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(prepared[i]);
	sqlite3_close(db);
	return NULL;
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

enum err
bare_run(const char *path, int clients, int each, double *per_second)
{
	struct job jobs[THREADS_MAX];
	pthread_t threads[THREADS_MAX];
	int i, failures = 0;
	sqlite3 *db = open_bare(path);
	double start;

	if (clients > THREADS_MAX || !db ||
		sqlite3_exec(db, schema, NULL, NULL, NULL) != SQLITE_OK)
		return ERR_DB;
	start = now();
	for (i = 0; i < clients; i++) {
		jobs[i] = (struct job){ .path = path, .each = each };
		if (pthread_create(&threads[i], NULL, work, &jobs[i]) != 0)
			return ERR_LIMIT;
	}
	for (i = 0; i < clients; i++) {
		pthread_join(threads[i], NULL);
		failures += jobs[i].failures;
	}
	*per_second = (double)clients * each / (now() - start);
	sqlite3_close(db);
	return failures ? ERR_DB : OK;
}
