/* The facts of an installation beside the server's counts, looked up once a minute. */
#include "app/metrics.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "app/backup.h"
#include "app/day_mark.h"
#include "app/escrow.h"
#include "app/marked.h"
#include "core/http/scrape.h"
#include "core/time/clock.h"
#include "features/catalogue/catalogue.h"
#include "features/people/people.h"

enum { METRICS_ARENA_MAX = 16 << 20, FACTS_MAX = 16 * 1024, FACTS_SECONDS = 60 };

struct metrics {
	const struct config *config;
	const struct server *server;
	struct scrape *scrape;
	struct db *db;
	struct arena *a;
	struct buf facts;
	int64_t facts_due;	/* monotonic nanoseconds */
};

static void
put_head(struct buf *out, const char *name, const char *help)
{
	buf_printf(out, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name);
}

/*
 * Whole MiB: a file grows by a few KiB with every posting, and a finer figure would be a clock of
 * single askings.
 */
static void
put_size(struct buf *out, const char *name, const char *help, uint64_t bytes)
{
	unsigned long long whole = bytes >> 20 << 20;

	put_head(out, name, help);
	buf_printf(out, "%s %llu\n", name, whole);
}

static uint64_t
size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (uint64_t)st.st_size : 0;
}

static void
put_sizes(const struct config *config, struct arena *a, struct buf *out)
{
	const char *path = config_db_path(config, a);
	struct statvfs fs;

	put_size(out, "lotsa_database_bytes", "Size of the database in whole MiB.",
		size_of(path));
	put_size(out, "lotsa_wal_bytes", "Size of its write-ahead log in whole MiB.",
		size_of(arena_printf(a, "%s-wal", path).p));
	if (statvfs(config->data_dir, &fs) == 0)
		put_size(out, "lotsa_disk_free_bytes", "Free on the disk of the data folder.",
			(uint64_t)fs.f_bavail * fs.f_frsize);
}

/* What was never done was done infinitely long ago, so that one rule of alarm catches both. */
static void
put_age(struct buf *out, const char *what, enum err e, struct date day)
{
	buf_printf(out, "lotsa_days_since{what=\"%s\"} ", what);
	if (e == OK)
		buf_put_int(out, clock_today().days - day.days);
	else
		buf_put(out, STR("+Inf"));
	buf_put(out, STR("\n"));
}

static void
put_ages(const struct config *config, struct arena *a, struct buf *out)
{
	struct date day = { 0 };
	enum err e;

	put_head(out, "lotsa_days_since", "Whole days since it last went well.");
	e = day_mark_read(config, a, MARK_BACKUP, &day);
	put_age(out, "backup", e, day);
	e = backup_last_verified(config, a, &day);
	put_age(out, "backup_verified", e, day);
	e = day_mark_read(config, a, MARK_COUNT, &day);
	put_age(out, "count", e, day);
	e = day_mark_read(config, a, MARK_AUDIT, &day);
	put_age(out, "audit_verified", e, day);
	e = escrow_last_confirmed(config, a, &day);
	put_age(out, "escrow_confirmed", e, day);
}

static enum err
count_stale(struct db *db, struct arena *a, int64_t *out)
{
	struct org_row *orgs;
	size_t i, n;
	int64_t sum = 0;

	TRY(org_list(db, a, ORG_ASSOCIATION, &orgs, &n));
	for (i = 0; i < n; i++) {
		const struct scope *scope;
		int64_t stale = 0;

		TRY(scope_for_job(a, orgs[i].id, "metrics", &scope));
		TRY(catalogue_to_verify(db, scope, a, clock_today(), &stale));
		sum += stale;
	}
	*out = sum;
	return OK;
}

void
metrics_put_facts(const struct config *config, struct db *db, struct arena *a, struct buf *out)
{
	int64_t stale;

	put_head(out, "lotsa_build_info", "The version that runs.");
	buf_printf(out, "lotsa_build_info{version=\"%s\"} 1\n", LOTSA_VERSION);
	put_sizes(config, a, out);
	put_ages(config, a, out);
	if (count_stale(db, a, &stale) != OK)
		return;
	put_head(out, "lotsa_stale_services",
		"Services of the catalogues with a fact that is too old.");
	buf_printf(out, "lotsa_stale_services %lld\n", (long long)stale);
}

static void
put_all(void *context, struct buf *out)
{
	struct metrics *m = context;
	int64_t now = clock_monotonic_ns();

	if (now >= m->facts_due) {
		buf_clear(&m->facts);
		metrics_put_facts(m->config, m->db, m->a, &m->facts);
		arena_reset(m->a);
		m->facts_due = now + FACTS_SECONDS * (int64_t)1000000000;
	}
	buf_put(out, buf_str(&m->facts));
	server_put_metrics(m->server, out);
}

enum err
metrics_start(const struct config *config, const struct server *server, struct metrics **out)
{
	struct metrics *m;
	enum err e;

	*out = NULL;
	if (config->metrics[0] == '\0')
		return OK;
	m = calloc(1, sizeof(*m));
	if (!m)
		return ERR_LIMIT;
	*m = (struct metrics){ .config = config, .server = server,
		.a = arena_new(METRICS_ARENA_MAX), .facts = buf_new(FACTS_MAX) };
	e = m->a ? db_open(config_db_path(config, m->a), DB_READ, &m->db) : ERR_LIMIT;
	if (e == OK)
		e = scrape_start(config->metrics, put_all, m, &m->scrape);
	if (e != OK) {
		metrics_stop(m);
		return e;
	}
	*out = m;
	return OK;
}

void
metrics_stop(struct metrics *metrics)
{
	if (!metrics)
		return;
	scrape_stop(metrics->scrape);
	db_close(metrics->db);
	arena_free(metrics->a);
	buf_free(&metrics->facts);
	free(metrics);
}
