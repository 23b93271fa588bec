/* Plays the scene: the real functions of the rooms do the work, plain SQL plants the leaks. */
#include "tests/attack/scene.h"

#include <stdarg.h>
#include <stdio.h>

#include "features/referral/referral.h"
#include "features/screening/screening.h"
#include "tests/harness/harness.h"

void
scene_run_sql(struct scene *s, const char *format, ...)
{
	char sql[1024], *message = NULL;
	va_list args;

	va_start(args, format);
	vsnprintf(sql, sizeof(sql), format, args);
	va_end(args);
	ck_assert_msg(sqlite3_exec(s->raw, sql, NULL, NULL, &message) == SQLITE_OK,
		"%s: %s", sql, message);
}

int64_t
scene_number(sqlite3 *sql, const char *query)
{
	sqlite3_stmt *stmt;
	int64_t v;

	ck_assert_msg(sqlite3_prepare_v2(sql, query, -1, &stmt, NULL) == SQLITE_OK, "%s",
		query);
	CHECK(sqlite3_step(stmt) == SQLITE_ROW);
	v = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return v;
}

static const char note_truths[] =
	"INSERT OR IGNORE INTO truth SELECT 'ballot', slip, %1$d FROM ballot;"
	"INSERT OR IGNORE INTO truth SELECT 'screening', id, %1$d FROM screening;"
	"INSERT OR IGNORE INTO truth SELECT 'due', id, %1$d FROM due;"
	"INSERT OR IGNORE INTO truth SELECT 'referral', id, %1$d FROM referral;"
	"INSERT OR IGNORE INTO truth SELECT 'posting', key_hash, %1$d FROM posting;"
	"INSERT OR IGNORE INTO truth SELECT 'audit', mac, %1$d FROM audit";

struct scene
scene_new(enum leak leak, uint64_t seed)
{
	struct scene s = { .w = world_new(), .leak = leak, .service = { 7001 } };
	int i;

	crypto_seed_for_tests(seed);
	CHECK(sqlite3_open(":memory:", &s.raw) == SQLITE_OK);
	sqlite3_busy_timeout(s.raw, 5000);
	scene_run_sql(&s, "ATTACH '%s/lotsa.db' AS disk; PRAGMA disk.secure_delete = %d",
		s.w.dir, leak != LEAK_REMAINS);
	scene_run_sql(&s, "CREATE TABLE truth (name, key, number, PRIMARY KEY (name, key))");
	scene_run_sql(&s, "INSERT INTO organisation (id, owner_org_id, code, name, kind) "
		"VALUES (7000, %lld, 'o', 'Kommunen', 1);"
		"INSERT INTO service (id, owner_org_id, organisation_id, code, name, tracks) "
		"VALUES (7001, %lld, 7000, 's', 'Stödet', 1)", (long long)s.w.association.v,
		(long long)s.w.association.v);
	if (leak == LEAK_TIME || leak == LEAK_REFERENCE)
		scene_run_sql(&s, "ALTER TABLE ballot "
			"ADD COLUMN extra INTEGER NOT NULL DEFAULT 0");
	s.scope = world_scope(&s.w, ROLE_CASEWORKER);
	world_begin(&s.w);
	for (i = 0; i < POSTINGS; i++) {
		struct card_new card = { s.w.team, SEX_WOMAN, AGE_25, month_of(2026, 3),
			STR_NULL };
		struct card_made made;

		CHECK_ERR(OK, screening_create_card(s.w.tx, s.scope, s.w.arena, &card, &made));
	}
	world_commit(&s.w);
	scene_run_sql(&s, note_truths, -1);
	return s;
}

void
scene_free(struct scene *s)
{
	sqlite3_close(s->raw);
	world_free(&s->w);
}

static struct ballot
ballot_of(int i)
{
	struct ballot ballot = { .experience = 0 };
	int t;

	for (t = 1; t < TOPIC_COUNT; t++)
		ballot.answers[t] = i % 2 && (i / 2 + t) % 2 ? ANSWER_EARLIER : ANSWER_NO;
	return ballot;
}

/* ---- leaks ---- */

#define NEW_SLIPS "slip NOT IN (SELECT key FROM truth WHERE name = 'ballot')"

static void
leak_from_slips(struct scene *s, int i)
{
	switch ((int)s->leak) {
	case LEAK_NUMBERED_SLIPS:
		scene_run_sql(s, "UPDATE ballot SET slip = "
			"CAST(printf('%%06d0000000000', %d + cut) AS BLOB) WHERE " NEW_SLIPS,
			10 * i);
		break;
	case LEAK_SIZE:
		scene_run_sql(s, "UPDATE ballot SET sealed = "
			"CAST(sealed || zeroblob(%d) AS BLOB) WHERE " NEW_SLIPS, i % 2);
		break;
	case LEAK_ONE_KEY:
		scene_run_sql(s, "UPDATE ballot SET sealed = CAST(x'%016x%016x' || "
			"substr(sealed, 17) AS BLOB) WHERE " NEW_SLIPS, i + 0x1234567,
			i + 0x7654321);
		break;
	case LEAK_CLEAR:
		scene_run_sql(s, "UPDATE ballot SET sealed = CAST(substr(sealed, 1, 40) || "
			"x'0101020103010101' || substr(sealed, 49) AS BLOB) WHERE " NEW_SLIPS);
		break;
	default:
		break;
	}
}

static void
leak_elsewhere(struct scene *s, int i)
{
	switch ((int)s->leak) {
	case LEAK_AUDIT:
		scene_run_sql(s, "UPDATE audit SET sealed = "
			"(SELECT CAST('screening ' || id AS BLOB) FROM screening "
			"WHERE id NOT IN (SELECT key FROM truth "
			"WHERE name = 'screening')) WHERE mac NOT IN "
			"(SELECT key FROM truth WHERE name = 'audit')");
		break;
	case LEAK_COUNT_AT_ONCE:
		scene_run_sql(s, "INSERT INTO counter SELECT association_id, half_year, cut, "
			"label, 9, 0, %d FROM ballot WHERE " NEW_SLIPS " ON CONFLICT "
			"DO UPDATE SET n = n + excluded.n", i % 2);
		break;
	case LEAK_SHAPE:
		if (i % 2)
			scene_run_sql(s, "INSERT INTO audit SELECT 999, %d, day, verb, sealed, "
				"randomblob(32) FROM audit LIMIT 1", i + 1);
		break;
	default:
		break;
	}
}

/*
 * What would stand in the slips, put there at last: the honest program, which knows of no such
 * column, loses it whenever it moves a slip.
 */
static void
leak_at_last(struct scene *s)
{
	int i;

	if (s->leak == LEAK_TIME)
		scene_run_sql(s, "UPDATE ballot SET extra = 1795348800 + 60 * "
			"(SELECT number FROM truth WHERE name = 'ballot' AND key = slip)");
	if (s->leak == LEAK_REFERENCE)
		scene_run_sql(s, "UPDATE ballot SET extra = "
			"(SELECT b.key FROM truth a, truth b WHERE a.name = 'ballot' "
			"AND a.key = slip AND b.name = 'screening' "
			"AND b.number = a.number)");
	if (s->leak != LEAK_PLACE)
		return;
	/* as if slips had been put into the file one after the other, without the shuffle */
	scene_run_sql(s, "CREATE TEMP TABLE kept AS SELECT * FROM ballot; DELETE FROM ballot");
	for (i = 0; i < POSTINGS; i++)
		scene_run_sql(s, "INSERT INTO ballot SELECT * FROM kept WHERE slip IN "
			"(SELECT key FROM truth WHERE name = 'ballot' AND number = %d)", i);
}

/* ---- the honest program ---- */

static void
refer(struct scene *s)
{
	struct referral_new in = { .service = s->service, .track = REFERRAL_EXPOSED,
		.mode = MODE_INFORMED, .ground = GROUND_NO_IDENTITY,
		.followup_on = date_add_days(s->w.today, 14) };
	referral_id id;

	CHECK_ERR(OK, referral_offer(s->w.tx, s->scope, s->w.arena, &in, s->w.today, &id));
}

static void
post(struct scene *s, int i, bool with_referral)
{
	struct screening_new in = { .month = month_of(2026, 11), .face = FACE_PAPER,
		.outcome = SCREENING_ASKED };
	struct screening_done done;
	struct ballot ballot = ballot_of(i);
	struct due_row *due;
	char key[40];
	size_t n;

	CHECK_ERR(OK, screening_next_due(s->w.db, s->scope, s->w.arena, in.month, POSTINGS,
		&due, &n));
	CHECK(n > 0);
	in.due = due[crypto_random_below((uint32_t)n)].id;
	snprintf(key, sizeof(key), "posting key number %08d", i);
	in.posting = str_of(key);
	CHECK_ERR(OK, ballot_seal(s->w.arena, &ballot, &in.ballot));
	world_begin(&s->w);
	CHECK_ERR(OK, screening_record(s->w.tx, s->scope, s->w.arena, &in, &done));
	CHECK(!done.is_repeat);
	if (with_referral)
		refer(s);
	world_commit(&s->w);
}

static void
post_and_leak(struct scene *s, int i, bool with_referral)
{
	post(s, i, with_referral);
	leak_from_slips(s, i);
	leak_elsewhere(s, i);
	scene_run_sql(s, note_truths, i);
}

void
scene_post(struct scene *s, int i)
{
	post_and_leak(s, i, false);
}

void
scene_play(struct scene *s)
{
	int i;

	for (i = 0; i < POSTINGS; i++)
		post_and_leak(s, i, true);
	leak_at_last(s);
}

struct rows
scene_rows(struct scene *s, struct disk *disk, const char *name, const char *sql)
{
	struct rows rows = disk_rows(disk, sql);
	sqlite3_stmt *stmt;
	size_t i;

	CHECK(sqlite3_prepare_v2(s->raw, "SELECT number FROM truth WHERE name = ?1 AND "
		"key = CASE WHEN ?3 THEN ?2 ELSE ?4 END", -1, &stmt, NULL) == SQLITE_OK);
	for (i = 0; i < rows.n; i++) {
		struct row *row = &rows.row[i];
		int64_t id = 0;

		memcpy(&id, row->key.p, row->key.n < sizeof(id) ? row->key.n : sizeof(id));
		sqlite3_bind_text(stmt, 1, name, -1, SQLITE_STATIC);
		sqlite3_bind_blob(stmt, 2, row->key.p, (int)row->key.n, SQLITE_STATIC);
		sqlite3_bind_int(stmt, 3, row->key.n != sizeof(id));
		sqlite3_bind_int64(stmt, 4, id);
		row->truth = -1;
		if (sqlite3_step(stmt) == SQLITE_ROW)
			row->truth = sqlite3_column_int(stmt, 0);
		sqlite3_reset(stmt);
	}
	sqlite3_finalize(stmt);
	return rows;
}
