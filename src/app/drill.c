/* Practising a restore. */
#include "app/drill.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/day_mark.h"
#include "app/escrow.h"
#include "app/folder.h"
#include "app/marked.h"
#include "core/audit/audit.h"
#include "features/screening/screening.h"

static const int ending_signals[] = { SIGINT, SIGTERM, SIGHUP };
enum { N_SIGNALS = sizeof(ending_signals) / sizeof(ending_signals[0]) };

static void
fill_signals(sigset_t *set)
{
	size_t i;

	sigemptyset(set);
	for (i = 0; i < N_SIGNALS; i++)
		sigaddset(set, ending_signals[i]);
}

/* One that waits is taken, so that it ends the drill and not the program before it has cleaned up. */
static bool
is_interrupted(struct drill_result *result)
{
	const struct timespec now = { 0, 0 };
	sigset_t set;
	int signal;

	fill_signals(&set);
	signal = sigtimedwait(&set, NULL, &now);
	if (signal > 0)
		result->signal = signal;
	return signal > 0;
}

/* Between two steps: what the next one is called, unless somebody wants it to end here. */
static enum err
step(struct drill_result *result, const char *name)
{
	result->step = name;
	return is_interrupted(result) ? ERR_IO : OK;
}

/* ---- proving ---- */

static enum err
prove_rows(struct db *db, struct str image, struct drill_result *result)
{
	struct db *copy;
	enum err e;

	TRY(snapshot_open(image, &copy));
	e = snapshot_compare(copy, db, "audit", result->table);
	db_close(copy);
	return e;
}

/* The restore has added one link of its own, which says that there was one. */
static enum err
prove_chains(struct db *db, struct drill_result *result)
{
	struct audit_fault fault;
	int64_t rows = 0;

	TRY(audit_verify(db, &rows, &fault));
	return rows == result->facts.audit_rows + 1 ? OK : ERR_CONFLICT;
}

static enum err
prove_slips(struct db *db, struct arena *a, const char *keys_dir, struct drill_result *result)
{
	enum err e = ballot_try_slips(db, a, keys_dir, &result->slips);

	if (e == ERR_NOT_FOUND)
		return OK;
	result->has_key = e == OK;
	return e == ERR_INVALID ? ERR_CONFLICT : e;
}

static enum err
prove_all(struct db *db, struct arena *a, const struct config *scratch,
	const struct backup_opened *backup, struct drill_result *result)
{
	TRY(step(result, "varje sida och hänvisning i databasen"));
	TRY(db_check(db));
	TRY(step(result, "raderna, tabell för tabell"));
	TRY(prove_rows(db, backup->image, result));
	TRY(step(result, "loggens kedjor"));
	TRY(prove_chains(db, result));
	TRY(step(result, "de förseglade sedlarna"));
	return prove_slips(db, a, scratch->keys_dir, result);
}

enum err
drill_prove(const struct config *scratch, struct arena *a, const struct backup_opened *backup,
	struct drill_result *result)
{
	struct db *db;
	enum err e;

	TRY(db_open(config_db_path(scratch, a), DB_READ, &db));
	e = prove_all(db, a, scratch, backup, result);
	db_close(db);
	return e;
}

/* ---- the scratch folder ---- */

static enum err
make_keys(const struct config *config, const struct config *scratch, struct arena *a,
	const struct drill_order *order)
{
	if (order->escrow)
		return escrow_restore(scratch, a, order->escrow, order->first, order->second);
	return escrow_copy_keys(config, a, scratch->keys_dir);
}

static enum err
restore_and_prove(const struct config *scratch, struct arena *a, const char *from,
	struct drill_result *result)
{
	struct backup_opened backup;
	enum err e;

	TRY(step(result, "återställningen"));
	TRY(backup_restore(scratch, a, from, &result->facts));
	e = backup_open(scratch, from, &backup);
	if (e == OK)
		e = drill_prove(scratch, a, &backup, result);
	backup_close(&backup);
	return e;
}

static enum err
drill_in(const struct config *config, struct arena *a, const char *folder,
	const struct drill_order *order, struct drill_result *result)
{
	struct config scratch = *config;
	enum err e;

	scratch.data_dir = arena_printf(a, "%s/data", folder).p;
	scratch.keys_dir = arena_printf(a, "%s/keys", folder).p;
	scratch.ballot_keys_dir = NULL;
	if (mkdir(folder, 0700) != 0)
		return ERR_IO;
	TRY(step(result, "nycklarna"));
	TRY(make_keys(config, &scratch, a, order));
	TRY(audit_open_keys(scratch.keys_dir));
	e = restore_and_prove(&scratch, a, order->from, result);
	audit_close_keys();
	return e;
}

/* The folder is held by a lock that dies with its process, so what a killed drill left can go. */
static enum err
drill_locked(const struct config *config, struct arena *a, const struct drill_order *order,
	struct drill_result *result)
{
	const char *folder = arena_printf(a, "%s/drill", config->data_dir).p;
	const char *lock = arena_printf(a, "%s/drill.lock", config->data_dir).p;
	int fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	enum err e = ERR_BUSY;

	if (fd < 0)
		return ERR_IO;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
		folder_remove(folder);
		e = drill_in(config, a, folder, order, result);
		folder_remove(folder);
		unlink(lock);
	}
	close(fd);
	return e;
}

enum err
drill_run(const struct config *config, struct arena *a, const struct drill_order *order,
	struct drill_result *result)
{
	sigset_t set, before;
	enum err e;

	*result = (struct drill_result){ .step = "mappen" };
	fill_signals(&set);
	if (sigprocmask(SIG_BLOCK, &set, &before) != 0)
		return ERR_IO;
	e = drill_locked(config, a, order, result);
	if (e == OK && is_interrupted(result))
		e = ERR_IO;
	if (e == OK)
		e = day_mark_today(config, a, MARK_DRILL);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return e;
}

enum err
drill_last_done(const struct config *config, struct arena *a, struct date *out)
{
	return day_mark_read(config, a, MARK_DRILL, out);
}
