/* `lotsa serve` and `lotsa migrate`. */
#include "app/hall.h"

#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/housekeeping.h"
#include "app/metrics.h"
#include "core/audit/audit.h"
#include "core/auth/locked_hash.h"
#include "core/crypto/crypto.h"
#include "core/crypto/keys.h"
#include "core/http/server.h"
#include "core/log/log.h"
#include "core/time/clock.h"

enum {
	SERVE_ARENA_MAX = 64 * 1024,
	HASHES_ARENA_MAX = 64 * 1024 * 1024,	/* a hundred thousand accounts */
	SECONDS_TO_DIE = 20
};

/* What one serving process holds. */
struct serving {
	const struct config *config;
	struct arena *arena;
	const char *db_path;
	int lock;
	struct db *writer;
	struct site site;
};

/* One line on stderr; gives the exit status. */
static int __attribute__((format(printf, 1, 2)))
complain(const char *format, ...)
{
	va_list args;

	fputs("lotsa serve: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	return 1;
}

/*
 * One server per data folder: two would each think themselves the only writer and hold sessions in
 * memories of their own.  The lock goes with the process, however it ends.
 */
static int
take_lock(struct serving *s)
{
	const char *path = arena_printf(s->arena, "%s/serve.lock", s->config->data_dir).p;

	s->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (s->lock < 0)
		return complain("Datamappen %s går inte att skriva i.", s->config->data_dir);
	if (flock(s->lock, LOCK_EX | LOCK_NB) != 0)
		return complain("En annan server använder redan %s. Stäng den först.",
			s->config->data_dir);
	return 0;
}

static int
complain_of_damage(const struct serving *s)
{
	return complain(
		"Databasen i %s är skadad. Ställ undan mappen och återställ den senaste "
		"säkerhetskopian i en ny: lotsa restore --from FIL --data MAPP",
		s->config->data_dir);
}

static int
open_database(struct serving *s)
{
	const char *data = s->config->data_dir;

	switch (db_open(s->db_path, DB_WRITE, &s->writer)) {
	case OK:
		return 0;
	case ERR_NOT_FOUND:
		return complain(
			"Det finns ingen databas i %s. Skapa den med: "
			"lotsa migrate --data MAPP",
			data);
	case ERR_INVALID:
		return complain("Databasen i %s är äldre än programmet. Ta en kopia och kör: "
			"lotsa migrate --data MAPP", data);
	case ERR_CONFLICT:
		return complain(
			"Databasen i %s är nyare än programmet. Använd det nyare programmet.",
			data);
	case ERR_DB:
		return complain_of_damage(s);
	case ERR_FORBIDDEN:
	case ERR_BUSY:
	case ERR_LIMIT:
	case ERR_IO:
	case ERR_COUNT:
	default:
		return complain("Databasen i %s går inte att öppna.", data);
	}
}

static int
open_keys(struct serving *s)
{
	const char *keys = s->config->keys_dir;
	enum err e = keys_open(keys, s->config->data_dir);

	if (e == OK)
		e = audit_open_keys(keys);
	if (e == OK)
		return 0;
	if (e == ERR_FORBIDDEN)
		return complain(
			"Nycklarna i %s kan läsas av andra. Rätta med: chmod -R go= MAPP",
			keys);
	return complain(
		"Nycklarna i %s går inte att läsa. Saknas de, kör: lotsa migrate --data MAPP",
		keys);
}

/*
 * A damaged page, or a database that has lost its newest part, is told before anybody writes more
 * into it.  A log cut short looks sound to the engine; the heads of the audit trail know better.
 */
static int
check_database(const struct serving *s)
{
	struct audit_fault fault;
	enum err e = db_check(s->writer);

	if (e == OK)
		e = audit_reaches_heads(s->writer, &fault);
	if (e == OK)
		return 0;
	if (e != ERR_CONFLICT)
		return complain_of_damage(s);
	return complain(
		"I databasen i %s saknas det som sparades sist: loggen slutar för tidigt. "
		"Ställ undan mappen och återställ den senaste säkerhetskopian i en ny: "
		"lotsa restore --from FIL --data MAPP",
		s->config->data_dir);
}

/* Passwords that an earlier release kept without a key; there are some once, after an upgrade. */
static int
lock_old_hashes(const struct serving *s)
{
	struct arena *a = arena_new(HASHES_ARENA_MAX);
	struct tx *tx = NULL;
	int64_t n = 0;
	enum err e = a ? tx_begin(s->writer, &tx) : ERR_LIMIT;

	if (e == OK)
		e = locked_hash_lock_all(tx, a, &n);
	if (e == OK && n > 0)
		e = tx_commit(tx);
	else if (tx)
		tx_rollback(tx);
	arena_free(a);
	return e == OK ? 0 : complain("Lösenorden går inte att låsa (%s).", err_words(e));
}

/*
 * What lies in memory while an answer is handled is not to be found in a file after a crash, nor by
 * another process of the same user.
 */
static int
leave_no_core(void)
{
	struct rlimit none = { 0, 0 };

	return setrlimit(RLIMIT_CORE, &none) == 0 && prctl(PR_SET_DUMPABLE, 0) == 0 ? 0 : 1;
}

static int
open_all(struct serving *s)
{
	if (leave_no_core() != 0)
		return complain("Minnesavbilder går inte att stänga av.");
	if (crypto_init() != OK)
		return complain("Kryptot går inte att starta.");
	if (access(s->config->data_dir, F_OK) != 0)
		return complain(
			"Datamappen %s finns inte. Skapa den med: lotsa migrate --data MAPP",
			s->config->data_dir);
	if (take_lock(s) != 0 || open_database(s) != 0 || open_keys(s) != 0 ||
		check_database(s) != 0 || lock_old_hashes(s) != 0)
		return 1;
	hall_site(&s->site);
	s->site.config = s->config;
	s->site.writer = s->writer;
	return site_open(&s->site) == OK ? 0 : complain("Minnet räcker inte.");
}

static void
close_all(struct serving *s)
{
	if (s->site.router)
		site_close(&s->site);
	if (s->writer)
		db_close(s->writer);
	audit_close_keys();
	keys_close();
	if (s->lock >= 0)
		close(s->lock);
	arena_free(s->arena);
}

static int
start_metrics(struct serving *s, const struct server *server, struct metrics **metrics)
{
	enum err e = metrics_start(s->config, server, metrics);
	const char *at = s->config->metrics;

	if (e == OK)
		return 0;
	if (e == ERR_FORBIDDEN)
		return complain("Mätvärden får bara lämnas på den egna datorn, inte på %s.",
			at);
	if (e == ERR_INVALID)
		return complain("%s är varken en sökväg eller en adress. Skriv till exempel "
			"/run/lotsa/metrics.sock.", at);
	if (e == ERR_CONFLICT)
		return complain("%s finns redan och är ingen socket.", at);
	return complain("Mätvärden går inte att lämna på %s.", at);
}

static int
start(struct serving *s, struct server **server)
{
	switch (server_start(&s->site, s->db_path, server)) {
	case OK:
		return 0;
	case ERR_FORBIDDEN:
		return complain("En övning får bara lyssna på den egna datorn, inte på %s.",
			s->config->listen);
	case ERR_INVALID:
		return complain("%s är ingen adress. Skriv till exempel 127.0.0.1:8080.",
			s->config->listen);
	case ERR_IO:
		return complain("Adressen %s är upptagen eller inte vår.", s->config->listen);
	case ERR_NOT_FOUND:
	case ERR_CONFLICT:
	case ERR_BUSY:
	case ERR_LIMIT:
	case ERR_DB:
	case ERR_COUNT:
	default:
		return complain("Det gick inte att börja lyssna på %s.", s->config->listen);
	}
}

/* A lock that the database was too busy for; a failure is tried again five seconds later. */
static void
store_locks(struct db *writer)
{
	if (session_store_shut(writer) != OK)
		log_event("session", "lock=waits");
}

/* Signals are blocked in every thread and taken here, one by one; meanwhile the house is kept. */
static void
wait_for_the_end(const sigset_t *ends, struct db *writer)
{
	const struct timespec pause = { .tv_sec = HOUSEKEEPING_SECONDS };
	struct housekeeping house = { 0 };

	while (sigtimedwait(ends, NULL, &pause) < 0) {
		store_locks(writer);
		if (housekeeping_turn(&house, writer, clock_monotonic_ns()) != OK)
			fprintf(stderr, "lotsa serve: Databasens spår gick inte att sopa igen; "
				"finns det plats på disken?\n");
	}
	/* Should an answer hang for ever, the process does not. */
	alarm(SECONDS_TO_DIE);
}

/* "127.0.0.1:0" stands for a free port; the line says which one it became. */
static void
announce(const struct config *config, int port)
{
	const char *colon = strrchr(config->listen, ':');

	printf("Lotsa lyssnar på http://%.*s:%d/\n", (int)(colon - config->listen),
		config->listen, port);
	fflush(stdout);
}

int
app_command_serve(const struct config *config, int argc, char **argv)
{
	struct serving s = {
		.config = config, .lock = -1, .arena = arena_new(SERVE_ARENA_MAX)
	};
	struct server *server = NULL;
	struct metrics *metrics = NULL;
	sigset_t ends;
	int status = 1;

	if (argc > 1) {
		complain("Okänt argument: %s", argv[1]);
		return 2;
	}
	if (!s.arena)
		return complain("Minnet räcker inte.");
	s.db_path = config_db_path(config, s.arena);
	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	pthread_sigmask(SIG_BLOCK, &ends, NULL);
	signal(SIGPIPE, SIG_IGN);
	if (open_all(&s) == 0 && start(&s, &server) == 0) {
		if (start_metrics(&s, server, &metrics) == 0) {
			announce(config, server_port(server));
			wait_for_the_end(&ends, s.writer);
			status = 0;
		}
		metrics_stop(metrics);
		server_stop(server);
		store_locks(s.writer);
		log_event("stop", "reason=%s", status == 0 ? "signal" : "metrics");
	}
	close_all(&s);
	return status;
}
