/*
 * The server and the count as two users who share what both must write and nothing else.  Runs as root,
 * which alone can become others; says so and passes without it.
 */
#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/audit/audit.h"
#include "core/crypto/keys.h"
#include "features/screening/screening.h"
#include "tests/attack/scene.h"
#include "tests/harness/harness.h"

/* Numbers that no machine of ours has given away. */
enum { SERVER_UID = 64011, COUNT_UID = 64012, SERVER_GID = 64021, COUNT_GID = 64022 };

/* The folders as doc/operate.md lays them out. */
struct house {
	struct scene s;
	const char *folder;
	struct config config;
};

static void __attribute__((format(printf, 2, 3)))
shell(struct house *h, const char *format, ...)
{
	char command[2048];
	va_list args;

	va_start(args, format);
	vsnprintf(command, sizeof(command), format, args);
	va_end(args);
	ck_assert_msg(system(command) == 0, "%s in %s", command, h->folder);
}

static struct house
house_new(void)
{
	struct house h = { .s = scene_new(LEAK_NONE, 55) };
	struct world *w = &h.s.w;
	const char *f;

	scene_play(&h.s);
	CHECK_ERR(OK, db_truncate_wal(w->writer));
	f = h.folder = arena_printf(w->arena, "%s-users", w->dir).p;
	h.config = (struct config){ .data_dir = arena_printf(w->arena, "%s/data", f).p,
		.keys_dir = arena_printf(w->arena, "%s/keys", f).p,
		.ballot_keys_dir = arena_printf(w->arena, "%s/ballot", f).p };
	shell(&h, "mkdir -m 755 %s && cp -a %s %s/data && mv %s/data/keys %s/keys && "
		"mkdir %s/ballot && mv %s/keys/ballot.key %s/ballot/", f, w->dir, f, f, f, f, f,
		f);
	shell(&h, "rm -f %s/data/lotsa.db-*; chown -R %d:%d %s/data %s/keys && "
		"chown -R %d:%d %s/ballot && chmod 700 %s/ballot", f, SERVER_UID, SERVER_GID, f,
		f, COUNT_UID, COUNT_GID, f, f);
	shell(&h, "chmod 2770 %s/data && chmod 660 %s/data/lotsa.db && chmod 2750 %s/keys && "
		"chmod 640 %s/keys/audit.key && chmod 660 %s/keys/chain.head", f, f, f, f, f);
	return h;
}

static void
house_free(struct house *h)
{
	shell(h, "rm -rf %s", h->folder);
	scene_free(&h->s);
}
#define HOUSE_CLEANUP __attribute__((cleanup(house_free)))

static void
become(uid_t uid, gid_t gid)
{
	const gid_t groups[] = { gid, SERVER_GID };

	umask(0077);
	if (setgroups(2, groups) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
		_exit(120);
}

/* What the work gives, done by another user in another process. */
static int
run_as(struct house *h, uid_t uid, gid_t gid, int (*work)(struct house *h))
{
	pid_t pid = fork();
	int status;

	CHECK(pid >= 0);
	if (pid == 0) {
		become(uid, gid);
		crypto_seed_for_tests(0);
		_exit(work(h));
	}
	CHECK(waitpid(pid, &status, 0) == pid && WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int
as_server(struct house *h, int (*work)(struct house *h))
{
	return run_as(h, SERVER_UID, SERVER_GID, work);
}

static int
as_count(struct house *h, int (*work)(struct house *h))
{
	return run_as(h, COUNT_UID, COUNT_GID, work);
}

/* ---- works ---- */

static int
count(struct house *h)
{
	char word[] = "count", *words[] = { word, NULL };

	audit_close_keys();
	return ballot_command_count(&h->config, 1, words);
}

static enum err
write_with(struct db *writer)
{
	const struct audit_event event = { .verb = AUDIT_VERB_JOB, .kind = "test.write" };
	struct tx *tx;
	enum err e;

	TRY(tx_begin(writer, &tx));
	e = audit_append_as(tx, (org_id){ 0 }, (account_id){ 0 }, &event);
	if (e == OK)
		return tx_commit(tx);
	tx_rollback(tx);
	return e;
}

static int
serve_a_little(struct house *h)
{
	struct audit_fault fault;
	struct db *writer;
	int64_t rows;

	audit_close_keys();
	if (keys_open(h->config.keys_dir, h->config.data_dir) != OK ||
			audit_open_keys(h->config.keys_dir) != OK)
		return 1;
	if (db_open(config_db_path(&h->config, h->s.w.arena), DB_WRITE, &writer) != OK)
		return 2;
	if (write_with(writer) != OK)
		return 3;
	if (audit_verify(writer, &rows, &fault) != OK)
		return 4;
	db_close(writer);
	return 0;
}

/* With the log open and in use the other user counts, and this one goes on. */
static int
serve_while_counting(struct house *h)
{
	struct db *writer;

	audit_close_keys();
	if (audit_open_keys(h->config.keys_dir) != OK ||
			db_open(config_db_path(&h->config, h->s.w.arena), DB_WRITE, &writer) !=
				OK || write_with(writer) != OK)
		return 1;
	shell(h, "touch %s/data/open", h->folder);
	while (access(arena_printf(h->s.w.arena, "%s/data/counted", h->folder).p, F_OK) != 0)
		usleep(10000);
	return write_with(writer) == OK ? 0 : 2;
}

static int
reads_a_key(const char *dir, const char *name)
{
	uint8_t key[CRYPTO_KEY_BYTES];
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	return crypto_key_read(path, key, sizeof(key)) == OK;
}

static int
reads_keys_of_the_server(struct house *h)
{
	const char *dir = h->config.keys_dir;

	return reads_a_key(dir, "session.key") + reads_a_key(dir, "posting.key") +
		reads_a_key(dir, "totp.key") + reads_a_key(dir, "backup.key");
}

static int
reads_the_audit_key(struct house *h)
{
	return reads_a_key(h->config.keys_dir, "audit.key");
}

static int
reads_the_key_of_slips(struct house *h)
{
	return reads_a_key(h->config.ballot_keys_dir, "ballot.key");
}

static bool
may_become_others(void)
{
	if (geteuid() == 0)
		return true;
	printf("skipped: only root can try two users\n");
	return false;
}

TEST(the_count_runs_as_its_own_user_and_both_write_what_the_other_wrote)
{
	if (!may_become_others())
		return;
	struct house h HOUSE_CLEANUP = house_new();

	ck_assert_int_eq(as_count(&h, count), 0);
	ck_assert_int_eq(as_server(&h, serve_a_little), 0);
	ck_assert_int_eq(as_count(&h, count), 0);
	ck_assert_int_eq(as_server(&h, serve_a_little), 0);
}

TEST(the_count_opens_boxes_while_the_server_of_another_user_has_the_log_open)
{
	pid_t server;
	int status;

	if (!may_become_others())
		return;
	struct house h HOUSE_CLEANUP = house_new();

	server = fork();
	CHECK(server >= 0);
	if (server == 0) {
		become(SERVER_UID, SERVER_GID);
		_exit(serve_while_counting(&h));
	}
	while (access(arena_printf(h.s.w.arena, "%s/data/open", h.folder).p, F_OK) != 0)
		usleep(10000);
	ck_assert_int_eq(as_count(&h, count), 0);
	shell(&h, "touch %s/data/counted", h.folder);
	CHECK(waitpid(server, &status, 0) == server);
	ck_assert_int_eq(status, 0);
	ck_assert_int_eq(as_server(&h, serve_a_little), 0);
}

TEST(neither_user_reads_the_keys_of_the_other)
{
	if (!may_become_others())
		return;
	struct house h HOUSE_CLEANUP = house_new();

	ck_assert_int_eq(as_count(&h, reads_keys_of_the_server), 0);
	ck_assert_int_eq(as_server(&h, reads_keys_of_the_server), 4);
	ck_assert_int_eq(as_server(&h, reads_the_key_of_slips), 0);
	ck_assert_int_eq(as_count(&h, reads_the_key_of_slips), 1);
	ck_assert_int_eq(as_count(&h, reads_the_audit_key), 1);
	/* A key that the group may read counts as open where the folder is not shared on purpose. */
	shell(&h, "chmod g-s %s/keys", h.folder);
	ck_assert_int_eq(as_server(&h, reads_the_audit_key), 0);
	shell(&h, "chmod g+s %s/keys && chmod 660 %s/keys/audit.key", h.folder, h.folder);
	ck_assert_int_eq(as_server(&h, reads_the_audit_key), 0);
}
