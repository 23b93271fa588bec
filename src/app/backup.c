/* Making, verifying and restoring backups. */
#include "app/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/day_mark.h"
#include "app/marked.h"
#include "core/audit/audit.h"
#include "core/crypto/keys.h"
#include "core/crypto/stream.h"
#include "core/db/snapshot.h"
#include "core/time/clock.h"

enum { HEAD_MAX = 64 * 1024, DAY_TEXT = 10 };
static const size_t backup_max = (size_t)8 << 30;

/* They let somebody in for a while: whoever restores logs in, and opens, anew. */
static const char *const left_out[] = { "session", "login_link", "login_delay", "card_opening",
	"referral_opening" };
enum { N_LEFT_OUT = sizeof(left_out) / sizeof(left_out[0]) };

static const char verified_mark[] = "backup.verified";

static enum err
write_with_key(const struct config *config, const char *to, struct str head, struct str image)
{
	const struct str parts[] = { head, image };
	uint8_t key[CRYPTO_KEY_BYTES];
	enum err e;

	TRY(keys_backup(config->keys_dir, key));
	e = stream_write_file(to, key, parts, 2);
	crypto_wipe(key, sizeof(key));
	return e;
}

static enum err
put_head(struct arena *a, struct str image, struct buf *head)
{
	struct db *copy;
	enum err e;

	buf_put(head, STR("lotsa-backup 1\n"));
	buf_put(head, date_text(a, clock_today()));
	buf_put_byte(head, '\n');
	TRY(snapshot_open(image, &copy));
	e = snapshot_put_counts(copy, head);
	db_close(copy);
	buf_put_byte(head, '\n');
	return e == OK ? buf_err(head) : e;
}

enum err
backup_make(const struct config *config, struct arena *a, const char *to)
{
	BUF_CLEANUP struct buf head = buf_new(HEAD_MAX);
	struct snapshot snapshot;
	struct str image;
	enum err e;

	if (access(to, F_OK) == 0)
		return ERR_CONFLICT;
	TRY(snapshot_take(config_db_path(config, a), left_out, N_LEFT_OUT, &snapshot));
	image = (struct str){ (const char *)snapshot.bytes, snapshot.n };
	e = put_head(a, image, &head);
	if (e == OK)
		e = write_with_key(config, to, buf_str(&head), image);
	if (e == OK)
		e = day_mark_today(config, a, MARK_BACKUP);
	snapshot_free(&snapshot);
	return e;
}

/* Takes the clear text apart; the slices point into it. */
static enum err
take_apart(struct backup_opened *opened)
{
	struct str rest = buf_str(&opened->plain), line;
	const char *end = memmem(rest.p, rest.n, "\n\n", 2);

	if (!end || !str_split(&rest, '\n', &line) || !str_eq(line, STR("lotsa-backup 1")) ||
		!str_split(&rest, '\n', &opened->made_on) || opened->made_on.n != DAY_TEXT)
		return ERR_INVALID;
	opened->counts = (struct str){ rest.p, (size_t)(end + 1 - rest.p) };
	opened->image = str_sub(rest, opened->counts.n + 1, rest.n);
	return OK;
}

enum err
backup_open(const struct config *config, const char *from, struct backup_opened *out)
{
	uint8_t key[CRYPTO_KEY_BYTES];
	enum err e;

	out->plain = buf_new(backup_max);
	TRY(keys_backup(config->keys_dir, key));
	e = stream_read_file(from, key, &out->plain);
	crypto_wipe(key, sizeof(key));
	return e == OK ? take_apart(out) : e;
}

void
backup_close(struct backup_opened *opened)
{
	buf_free(&opened->plain);
}

/* Whether the image holds what the backup says, with its audit chains whole. */
static enum err
prove(const struct backup_opened *opened, int64_t *audit_rows)
{
	BUF_CLEANUP struct buf counts = buf_new(HEAD_MAX);
	struct audit_fault fault;
	struct db *db;
	enum err e;

	TRY(snapshot_open(opened->image, &db));
	e = snapshot_put_counts(db, &counts);
	if (e == OK && !str_eq(buf_str(&counts), opened->counts))
		e = ERR_CONFLICT;
	if (e == OK)
		e = audit_verify_copy(db, audit_rows, &fault);
	db_close(db);
	return e;
}

enum err
backup_last_verified(const struct config *config, struct arena *a, struct date *out)
{
	return day_mark_read(config, a, verified_mark, out);
}

static void
put_facts(struct arena *a, const struct backup_opened *opened, int64_t audit_rows,
	struct backup_facts *out)
{
	*out = (struct backup_facts){ .made_on = arena_str(a, opened->made_on),
		.counts = arena_str(a, opened->counts),
		.audit_rows = audit_rows };
}

enum err
backup_verify(const struct config *config, struct arena *a, const char *from,
	struct backup_facts *out)
{
	struct backup_opened opened;
	int64_t audit_rows = 0;
	enum err e = backup_open(config, from, &opened);

	if (e == OK)
		e = prove(&opened, &audit_rows);
	if (e == OK)
		e = day_mark_today(config, a, verified_mark);
	if (e == OK)
		put_facts(a, &opened, audit_rows, out);
	backup_close(&opened);
	return e;
}

/* The chains now stand where they stood at the backup; the first new link says why. */
static enum err
note_restored(const char *path)
{
	const struct audit_event event = { .verb = AUDIT_VERB_JOB, .kind = "backup.restore" };
	struct db *writer;
	struct tx *tx;
	enum err e;

	TRY(db_open(path, DB_WRITE, &writer));
	e = audit_heads_follow(writer);
	if (e == OK)
		e = tx_begin(writer, &tx);
	if (e == OK) {
		e = audit_append_as(tx, (org_id){ 0 }, (account_id){ 0 }, &event);
		if (e == OK)
			e = tx_commit(tx);
		else
			tx_rollback(tx);
	}
	db_close(writer);
	return e;
}

/*
 * A log without its database is one as well: the engine would write its pages into the database that
 * is put beside it.
 */
static bool
has_database(const struct config *config, struct arena *a)
{
	const char *path = config_db_path(config, a);

	return access(path, F_OK) == 0 || access(arena_printf(a, "%s-wal", path).p, F_OK) == 0;
}

static enum err
make_ready(const struct config *config, struct str image, const char *path)
{
	int applied = 0;

	TRY(snapshot_write(image, path));
	TRY(keys_create(config->keys_dir, config->data_dir));
	TRY(db_migrate(path, &applied));
	return note_restored(path);
}

/*
 * Everything is done under another name; a database that bears its own is whole, and a restore that
 * was interrupted can be done again.
 */
static enum err
put_in_place(const struct config *config, struct arena *a, struct str image)
{
	const char *path = config_db_path(config, a);
	const char *part = arena_printf(a, "%s.part", path).p;
	enum err e;
	int fd;

	if (mkdir(config->data_dir, 0700) != 0 && errno != EEXIST)
		return ERR_IO;
	db_discard(part);
	e = make_ready(config, image, part);
	if (e == OK && has_database(config, a))
		e = ERR_BUSY;
	if (e == OK && rename(part, path) != 0)
		e = ERR_IO;
	if (e != OK) {
		db_discard(part);
		return e;
	}
	fd = open(config->data_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return ERR_IO;
	e = fsync(fd) == 0 ? OK : ERR_IO;
	close(fd);
	return e;
}

enum err
backup_restore(const struct config *config, struct arena *a, const char *from,
	struct backup_facts *out)
{
	struct backup_opened opened;
	int64_t audit_rows = 0;
	enum err e;

	if (has_database(config, a))
		return ERR_BUSY;
	e = backup_open(config, from, &opened);
	if (e == OK)
		e = prove(&opened, &audit_rows);
	if (e == OK)
		e = put_in_place(config, a, opened.image);
	if (e == OK)
		put_facts(a, &opened, audit_rows, out);
	backup_close(&opened);
	return e;
}
