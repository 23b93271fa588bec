/* Builds the world of tests out of the same functions that `lotsa user` uses. */
#include "tests/harness/world.h"

#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/audit/audit.h"
#include "core/auth/locked_hash.h"
#include "core/crypto/keys.h"
#include "core/db/db.h"
#include "core/time/clock.h"
#include "tests/harness/harness.h"

/* 2026-11-22 12:00 UTC, a Sunday */
enum { WORLD_NOW = 1795348800, WORLD_SEED = 7 };

/* argon2id of WORLD_PASSWORD and of WORLD_PIN, made once; add_people locks them. */
static const char password_hash[] =
	"$argon2id$v=19$m=19456,t=2,p=1$"
	"IfZMuEFiNz2X7rDzoRhe9w$inYQCIyaWvNZkNjPVDK3NNqBbEO8ddPsHglIolLPJ7o";
static const char pin_hash[] =
	"$argon2id$v=19$m=19456,t=2,p=1$"
	"fmF2El0Rist/hHDebdMlsg$gYMSyOsN7ZrhXf4RXM1qoewU+rvnPGSGqqhQYEVTS9Q";

static const char *
in_dir(struct world *w, const char *dir, const char *name)
{
	return arena_printf(w->arena, "%s/%s", dir, name).p;
}

static void
open_files(struct world *w)
{
	/* in memory where the machine has such a folder: every commit waits for its disk */
	bool has_memory = access("/dev/shm", W_OK) == 0;
	char template[64];
	const char *path;

	snprintf(template, sizeof(template), "%s/lotsa-world-XXXXXX",
		has_memory ? "/dev/shm" : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(template));
	w->dir = arena_cstr(w->arena, str_of(template));
	w->keys_dir = in_dir(w, template, "keys");
	path = in_dir(w, template, "lotsa.db");
	CHECK_ERR(OK, db_create(path));
	CHECK_ERR(OK, keys_create(w->keys_dir, w->dir));
	CHECK_ERR(OK, keys_open(w->keys_dir, w->dir));
	CHECK_ERR(OK, audit_open_keys(w->keys_dir));
	CHECK_ERR(OK, db_open(path, DB_READ, &w->db));
	CHECK_ERR(OK, db_open(path, DB_WRITE, &w->writer));
}

static org_id
add_org(struct world *w, enum org_kind kind, struct str code, struct str name)
{
	struct org_new in = { kind, code, name };
	org_id id = { 0 };

	CHECK_ERR(OK, org_create(w->tx, world_job(w, (org_id){ 0 }), &in, &id));
	return id;
}

static intervention_id
add_intervention(struct world *w, org_id party, struct str name, bool uses_cards)
{
	struct intervention_new in = { .association = w->association, .name = name,
		.uses_cards = uses_cards, .first_after = 0, .again_after = 12 };
	intervention_id id = { 0 };

	CHECK_ERR(OK, intervention_create(w->tx, world_job(w, party), &in, &id));
	return id;
}

static team_id
add_team(struct world *w, org_id party, intervention_id intervention, struct str name)
{
	struct team_new in = { intervention, name, STR("Södertälje") };
	team_id id = { 0 };

	CHECK_ERR(OK, team_create(w->tx, world_job(w, party), &in, &id));
	return id;
}

static account_id
add_account(struct world *w, org_id org, const char *login)
{
	struct account_new in = { .login = str_of(login), .display_name = str_of(login),
		.password_hash = str_of(password_hash), .pin_hash = str_of(pin_hash),
		.is_practice = true, .lang = LANG_SV };
	account_id id = { 0 };

	CHECK_ERR(OK, account_create(w->tx, world_job(w, org), &in, &id));
	return id;
}

static void
grant(struct world *w, account_id account, enum role role, org_id org, team_id team)
{
	CHECK_ERR(OK, role_grant(w->tx, world_job(w, org), account, role, team));
}

static void
add_role(struct world *w, enum role role, const char *login, org_id org, team_id team)
{
	w->accounts[role] = add_account(w, org, login);
	grant(w, w->accounts[role], role, org, team);
}

static void
add_people(struct world *w)
{
	const team_id whole = { 0 };
	int64_t n;

	add_role(w, ROLE_CASEWORKER, "caseworker", w->party, w->team);
	add_role(w, ROLE_TEAM_LEAD, "team-lead", w->party, w->team);
	add_role(w, ROLE_CATALOGUE_EDITOR, "catalogue-editor", w->association, whole);
	add_role(w, ROLE_ASSOCIATION_MANAGER, "association-manager", w->association, whole);
	add_role(w, ROLE_NATIONAL_ANALYST, "national-analyst", w->nation, whole);
	add_role(w, ROLE_AUDITOR, "auditor", w->party, whole);
	add_role(w, ROLE_ADMINISTRATOR, "administrator", w->party, whole);
	w->elsewhere = add_account(w, w->other_party, "elsewhere");
	grant(w, w->elsewhere, ROLE_CASEWORKER, w->other_party, w->other_team);
	w->both = add_account(w, w->party, "both");
	grant(w, w->both, ROLE_CASEWORKER, w->party, w->team);
	grant(w, w->both, ROLE_CASEWORKER, w->other_party, w->other_team);
	CHECK_ERR(OK, locked_hash_lock_all(w->tx, w->arena, &n));
}

struct world
world_new(void)
{
	struct world w = { .arena = arena_new(16 * 1024 * 1024) };

	ck_assert_ptr_nonnull(w.arena);
	CHECK_ERR(OK, crypto_init());
	clock_fix(WORLD_NOW);
	crypto_seed_for_tests(WORLD_SEED);
	w.today = clock_today();
	open_files(&w);
	world_begin(&w);
	w.association = add_org(&w, ORG_ASSOCIATION, STR("forbundet"),
		STR("Samordningsförbundet"));
	w.party = add_org(&w, ORG_PARTY, STR("kommunen"), STR("Kommunen"));
	w.other_party = add_org(&w, ORG_PARTY, STR("regionen"), STR("Regionen"));
	w.nation = add_org(&w, ORG_NATION, STR("nationen"), STR("Nationen"));
	w.intervention = add_intervention(&w, w.party, STR("Stegen"), true);
	w.counting = add_intervention(&w, w.party, STR("Öppet hus"), false);
	w.other_intervention = add_intervention(&w, w.other_party, STR("Vägen"), true);
	w.team = add_team(&w, w.party, w.intervention, STR("Team Norr"));
	w.second_team = add_team(&w, w.party, w.intervention, STR("Team Syd"));
	w.counting_team = add_team(&w, w.party, w.counting, STR("Team Torget"));
	w.other_team = add_team(&w, w.other_party, w.other_intervention, STR("Team Väst"));
	add_people(&w);
	world_commit(&w);
	return w;
}

static void
remove_files(const char *dir)
{
	char path[4096];
	struct dirent *entry;
	DIR *d = opendir(dir);

	while (d && (entry = readdir(d)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(path, sizeof(path), "%s/%s", dir, entry->d_name);
		if (unlink(path) != 0)
			remove_files(path);
	}
	if (d)
		closedir(d);
	rmdir(dir);
}

void
world_free(struct world *w)
{
	if (w->tx)
		world_rollback(w);
	db_close(w->db);
	db_close(w->writer);
	audit_close_keys();
	keys_close();
	remove_files(w->dir);
	arena_free(w->arena);
	clock_fix(0);
	crypto_seed_for_tests(0);
}

struct tx *
world_begin(struct world *w)
{
	assert_always(!w->tx);
	CHECK_ERR(OK, tx_begin(w->writer, &w->tx));
	return w->tx;
}

void
world_commit(struct world *w)
{
	struct tx *tx = w->tx;

	w->tx = NULL;
	CHECK_ERR(OK, tx_commit(tx));
}

void
world_rollback(struct world *w)
{
	struct tx *tx = w->tx;

	w->tx = NULL;
	tx_rollback(tx);
}

const struct scope *
world_job(struct world *w, org_id org)
{
	const struct scope *scope = NULL;

	CHECK_ERR(OK, scope_for_job(w->arena, org, "test", &scope));
	return scope;
}

/* The password is taken for checked: argon2 has tests of its own. */
struct str
world_token(struct world *w, account_id account)
{
	struct login_attempt attempt = { .account = account };
	struct session_change change = { .kind = SESSION_KEEP };
	bool is_own = !w->tx;

	if (is_own)
		world_begin(w);
	CHECK_ERR(OK, session_open(w->tx, w->arena, &attempt, STR_NULL, &change));
	if (is_own)
		world_commit(w);
	CHECK(change.kind == SESSION_OPENED);
	return arena_str(w->arena, str_of(change.token));
}

struct session
world_session(struct world *w, struct str token)
{
	struct session session = { 0 };

	CHECK_ERR(OK, session_load(w->tx ? tx_db(w->tx) : w->db, w->arena, token, &session));
	return session;
}

const struct scope *
world_scope(struct world *w, enum role role)
{
	return world_session(w, world_token(w, w->accounts[role])).scope;
}

const struct scope *
world_elsewhere(struct world *w)
{
	return world_session(w, world_token(w, w->elsewhere)).scope;
}

int64_t
world_audit_count(struct world *w, org_id org)
{
	const char *path = in_dir(w, w->dir, "lotsa.db");
	sqlite3_stmt *stmt = NULL;
	sqlite3 *db = NULL;
	int64_t n;

	ck_assert_int_eq(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	ck_assert_int_eq(sqlite3_prepare_v2(db, "SELECT count(*) FROM audit WHERE org_id = ?1",
		-1, &stmt, NULL), SQLITE_OK);
	sqlite3_bind_int64(stmt, 1, org.v);
	ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
	n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return n;
}

struct audit_detail
world_audit_last(struct world *w, org_id org)
{
	const char *path = in_dir(w, w->dir, "lotsa.db");
	struct audit_detail detail;
	sqlite3_stmt *stmt = NULL;
	sqlite3 *db = NULL;
	struct str sealed;

	ck_assert_int_eq(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	ck_assert_int_eq(sqlite3_prepare_v2(db, "SELECT day, sealed FROM audit "
		"WHERE org_id = ?1 ORDER BY seq DESC", -1, &stmt, NULL), SQLITE_OK);
	sqlite3_bind_int64(stmt, 1, org.v);
	ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
	sealed = (struct str){ sqlite3_column_blob(stmt, 1),
		(size_t)sqlite3_column_bytes(stmt, 1) };
	CHECK_ERR(OK, audit_open_detail(w->arena,
		(struct date){ sqlite3_column_int(stmt, 0) }, sealed, &detail));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return detail;
}

int64_t
world_rows(struct world *w, const char *table)
{
	const char *path = in_dir(w, w->dir, "lotsa.db");
	struct str sql = arena_printf(w->arena, "SELECT count(*) FROM %s", table);
	sqlite3_stmt *stmt = NULL;
	sqlite3 *db = NULL;
	int64_t n;

	ck_assert_int_eq(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	ck_assert_int_eq(sqlite3_prepare_v2(db, sql.p, -1, &stmt, NULL), SQLITE_OK);
	ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
	n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return n;
}

/* The columns of a table as one expression, rows in the order of their text. */
static void
put_table(struct world *w, sqlite3 *db, const char *table, struct buf *out)
{
	struct str sql = arena_printf(w->arena,
		"SELECT group_concat('quote(\"' || name || '\")', ' || '','' || ') "
		"FROM pragma_table_info('%s') WHERE name <> 'seen_at'", table);
	sqlite3_stmt *stmt = NULL;

	ck_assert_int_eq(sqlite3_prepare_v2(db, sql.p, -1, &stmt, NULL), SQLITE_OK);
	ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
	sql = arena_printf(w->arena, "SELECT %s AS row FROM \"%s\" ORDER BY row",
		(const char *)sqlite3_column_text(stmt, 0), table);
	sqlite3_finalize(stmt);
	ck_assert_int_eq(sqlite3_prepare_v2(db, sql.p, -1, &stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		buf_put_cstr(out, table);
		buf_put(out, STR(": "));
		buf_put_cstr(out, (const char *)sqlite3_column_text(stmt, 0));
		buf_put(out, STR("\n"));
	}
	sqlite3_finalize(stmt);
}

struct str
world_tables(struct world *w)
{
	struct buf out BUF_CLEANUP = buf_new(1 << 24);
	sqlite3_stmt *stmt = NULL;
	sqlite3 *db = NULL;

	ck_assert_int_eq(sqlite3_open_v2(in_dir(w, w->dir, "lotsa.db"), &db,
		SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	ck_assert_int_eq(sqlite3_prepare_v2(db, "SELECT name FROM sqlite_schema "
		"WHERE type = 'table' ORDER BY name", -1, &stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		put_table(w, db, (const char *)sqlite3_column_text(stmt, 0), &out);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	CHECK_ERR(OK, buf_err(&out));
	return arena_str(w->arena, buf_str(&out));
}

struct busy *
world_keep_busy(struct world *w)
{
	sqlite3 *other;

	CHECK(sqlite3_open(arena_printf(w->arena, "%s/lotsa.db", w->dir).p, &other) ==
		SQLITE_OK);
	CHECK(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK);
	return (struct busy *)other;
}

void
world_let_go(struct busy *busy)
{
	sqlite3 *other = (sqlite3 *)busy;

	CHECK(sqlite3_exec(other, "COMMIT", NULL, NULL, NULL) == SQLITE_OK);
	CHECK(sqlite3_close(other) == SQLITE_OK);
}
