/*
 * What editors decide is killed before its first change to a file, its second, and so on: accepting a
 * proposed change, checking a service, releasing a product.  Looked at as after a new start, each is
 * done with everything that belongs to it or not done at all, and then it can be done again.
 */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/audit/command.h"
#include "core/crypto/keys.h"
#include "features/catalogue/catalogue.h"
#include "features/material/test_paper.h"
#include "features/material/version.h"
#include "tests/attack/scene.h"
#include "tests/faults/bad_disk.h"
#include "tests/faults/killed.h"
#include "tests/harness/harness.h"

enum { ROUNDS_MAX = 400, CHANGES_AT_LEAST = 10, LOOK_EVERY = 8 };

#define SERVICE "Brottsofferstöd"
#define NUMBER "08-465 004 77"

/* A world in which something waits to be decided, and the copy of it where that happens. */
struct play {
	struct world w;
	struct config config; /* of the copy */
	const struct scope *editor;
	enum err (*decide)(struct play *play, struct tx *tx);
	/* queries: 1 where it is done and 0 where it is not; the same of all that belongs to it */
	const char *is_done, *is_whole;
	int64_t n_trail; /* rows of the trail before */
	struct catalogue_service service;
	service_proposal_id proposal;
	material_version_id version;
	struct made_product product;
};

static int64_t
number(const struct play *play, const char *query)
{
	char path[256];
	sqlite3 *sql;
	int64_t v;

	snprintf(path, sizeof(path), "%s/lotsa.db", play->config.data_dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	v = scene_number(sql, query);
	sqlite3_close(sql);
	return v;
}

static void
lay_out(const struct play *play)
{
	char command[512];

	snprintf(command, sizeof(command), "rm -rf %s && cp -a %s %s", play->config.data_dir,
		play->w.dir, play->config.data_dir);
	CHECK(system(command) == 0);
}

static void
play_open(struct play *play)
{
	struct world *w = &play->w;

	bad_disk_insert();
	*w = world_new();
	paper_import(w);
	play->config.data_dir = arena_printf(w->arena, "%s-play", w->dir).p;
	play->config.keys_dir = arena_printf(w->arena, "%s-play/keys", w->dir).p;
	play->editor = world_scope(w, ROLE_CATALOGUE_EDITOR);
	play->service = sodertalje_service(w, SERVICE);
}

static void
play_close(struct play *play)
{
	char command[512];

	snprintf(command, sizeof(command), "rm -rf %s", play->config.data_dir);
	CHECK(system(command) == 0);
	world_free(&play->w);
}

/* ---- in a process of its own ---- */

static enum err
in_transaction(struct play *play, struct db *db)
{
	struct tx *tx;

	TRY(tx_begin(db, &tx));
	if (play->decide(play, tx) != OK) {
		tx_rollback(tx);
		return ERR_CONFLICT;
	}
	return tx_commit(tx);
}

/* As the server does it, from opening the keys until the database is closed. */
static int
decide(void *context)
{
	struct play *play = context;
	const char *keys = play->config.keys_dir;
	struct db *db;
	enum err e;

	if (keys_open(keys, play->config.data_dir) != OK || audit_open_keys(keys) != OK ||
		db_open(arena_printf(play->w.arena, "%s/lotsa.db", play->config.data_dir).p,
			DB_WRITE, &db) != OK)
		return 1;
	e = in_transaction(play, db);
	db_close(db);
	return e == OK ? 0 : 2;
}

static int
verify_trail(void *context)
{
	const struct play *play = context;
	char word[] = "audit", verb[] = "verify", *words[] = { word, verb, NULL };

	return audit_command(&play->config, 2, words);
}

/* ---- killing ---- */

/* Each of the first changes, then thinner and thinner: most of a file are its pages, one like another. */
static int
next(int n)
{
	return n < 20 ? n + 1 : n + n / 8;
}

/* Whether it is done; then with all that belongs to it and one row of the trail, else with none. */
static bool
expect_whole_or_none(const struct play *play)
{
	int64_t done = number(play, play->is_done);

	CHECK(done == 0 || done == 1);
	ck_assert_int_eq(number(play, play->is_whole), done);
	ck_assert_int_eq(number(play, "SELECT count(*) FROM audit") - play->n_trail, done);
	return done == 1;
}

static void
kill_everywhere(struct play *play)
{
	int n, status = -SIGKILL, n_none = 0, n_done = 0, round = 0;

	CHECK_ERR(OK, db_truncate_wal(play->w.writer));
	lay_out(play);
	play->n_trail = number(play, "SELECT count(*) FROM audit");
	CHECK(!expect_whole_or_none(play));
	for (n = 1; status == -SIGKILL && n < ROUNDS_MAX; n = next(n), round++) {
		bool is_done;

		lay_out(play);
		status = killed_run(decide, play, n);
		CHECK(status == -SIGKILL || status == 0);
		is_done = expect_whole_or_none(play);
		n_none += !is_done;
		n_done += is_done;
		if (round % LOOK_EVERY == 0 || status == 0)
			ck_assert_int_eq(killed_run(verify_trail, play, 0), 0);
		if (!is_done && round % LOOK_EVERY == 0) {
			ck_assert_int_eq(killed_run(decide, play, 0), 0);
			CHECK(expect_whole_or_none(play));
		}
		/* what is done is not done twice */
		if (is_done && round % LOOK_EVERY == 1)
			ck_assert_int_eq(killed_run(decide, play, 0), 2);
	}
	CHECK(status == 0 && n_none >= CHANGES_AT_LEAST && n_done > 0);
}

/* ---- the three decisions ---- */

static enum err
accept_change(struct play *play, struct tx *tx)
{
	return catalogue_accept_change(tx, play->editor, play->w.arena, play->proposal,
		play->service.version, play->w.today);
}

TEST(an_accepted_change_that_is_killed_anywhere_is_whole_or_still_waits)
{
	struct play play = { .decide = accept_change,
		.is_done = "SELECT count(*) FROM service WHERE phone = '" NUMBER
			   "' AND version = 2",
		.is_whole =
			"SELECT (SELECT count(*) FROM service_decision WHERE made_version = 2)"
			" * (SELECT count(*) FROM service_version WHERE version = 2"
			" AND phone = '" NUMBER "')"
			" + (SELECT count(*) <> 1 FROM service_proposal)"
			" + (SELECT count(*) > 1 FROM service_version WHERE version > 1)" };
	struct catalogue_proposing in;
	struct catalogue_change *rows;
	size_t n;

	play_open(&play);
	in = (struct catalogue_proposing){ .service = play.service.id,
		.version = play.service.version,
		.source = SOURCE_CALL,
		.checked_on = play.w.today,
		.facts = catalogue_facts_of(&play.service) };
	in.facts.phone = STR(NUMBER);
	CHECK_ERR(OK,
		catalogue_propose_change(world_begin(&play.w),
			world_scope(&play.w, ROLE_CASEWORKER), play.w.arena, &in,
			play.w.today));
	world_commit(&play.w);
	CHECK_ERR(OK,
		catalogue_changes(play.w.db, world_job(&play.w, play.w.association),
			play.w.arena, (service_id){ 0 }, true, &rows, &n));
	CHECK(n == 1);
	play.proposal = rows[0].id;
	kill_everywhere(&play);
	play_close(&play);
}

/* A service may be checked again and again: that it stood unchecked is what the editor saw. */
static enum err
check_service(struct play *play, struct tx *tx)
{
	struct date tomorrow = date_add_days(play->w.today, 1);
	struct catalogue_service now;

	TRY(catalogue_service(tx_db(tx), play->editor, play->w.arena, play->service.id, &now));
	if (now.verified_on.days == tomorrow.days)
		return ERR_CONFLICT;
	return catalogue_verify(tx, play->editor, play->w.arena,
		&(struct catalogue_checking){
			play->service.id, play->service.version, SOURCE_CALL, STR("växeln") },
		tomorrow);
}

TEST(a_check_that_is_killed_anywhere_is_whole_or_not_done)
{
	struct play play = { .decide = check_service,
		.is_done = "SELECT count(*) FROM service WHERE verified_on ="
			   " (SELECT 1 + min(verified_on) FROM service)",
		.is_whole = "SELECT count(*) FROM service_check WHERE evidence = 'växeln'" };

	play_open(&play);
	kill_everywhere(&play);
	play_close(&play);
}

static enum err
release(struct play *play, struct tx *tx)
{
	return version_release(
		tx, play->editor, play->w.arena, play->version, &play->product, play->w.today);
}

static struct made_product
made(struct play *play)
{
	const struct making making = { .product = PRODUCT_CARD,
		.code = STR("sv"),
		.address = STR("HTTPS://X.SE/K"),
		.by = play->w.accounts[ROLE_CATALOGUE_EDITOR],
		.today = play->w.today,
		.is_for_release = true };
	struct made_product out;

	CHECK_ERR(OK, material_make(play->w.db, play->editor, play->w.arena, &making, &out));
	return out;
}

TEST(a_release_that_is_killed_anywhere_is_whole_or_still_in_review)
{
	struct play play = { .decide = release,
		.is_done = "SELECT count(*) FROM material_version WHERE state = 2" };
	struct made_product draft;

	play_open(&play);
	draft = play.product = made(&play);
	draft.printed.pdf = STR("utkast");
	CHECK_ERR(OK,
		version_add(world_begin(&play.w), play.editor, play.w.arena, &draft,
			&play.version));
	world_commit(&play.w);
	/* the file of the release, whole, or the draft's, whole */
	play.is_whole = arena_printf(play.w.arena,
		"SELECT CASE length(pdf) WHEN %zu THEN 1 WHEN %zu THEN 0 ELSE 9 END"
		" + 2 * (released_by_id IS NOT NULL) - 2 * (state = 2) FROM material_version",
		play.product.printed.pdf.n, draft.printed.pdf.n)
				.p;
	kill_everywhere(&play);
	play_close(&play);
}
