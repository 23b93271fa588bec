/* Releases of an invented nation, and its counters beside a table with a row for each asking. */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/measure.h"

enum {
	MANY = 1000000,
	TOPICS = 7,
	TIMES = 5,
	PLACES = 80,
	UNITS = 12,
	HALVES = 20,
	KIB = 1024
};

/* What the newest year's release has stored, and what was stored of it before. */
static const char forget_all[] = "DELETE FROM release_figure; DELETE FROM release_group; "
	"DELETE FROM release_loss; DELETE FROM release_opening; DELETE FROM release_level; "
	"DELETE FROM release_drawn; DELETE FROM release; VACUUM;";
static const char forget_last[] = "CREATE TEMP TABLE gone AS SELECT release_id AS id FROM "
	"release_level WHERE level = 1 AND through_half = (SELECT max(through_half) FROM "
	"release_level WHERE level = 1); "
	"INSERT INTO gone SELECT r.id FROM release r WHERE r.id > (SELECT max(id) FROM gone); "
	"DELETE FROM release_drawn WHERE half_year >= (SELECT max(through_half) - 1 FROM "
	"release_level WHERE level = 1); "
	"DELETE FROM release_figure WHERE release_id IN gone; "
	"DELETE FROM release_group WHERE release_id IN gone; "
	"DELETE FROM release_loss WHERE release_id IN gone; "
	"DELETE FROM release_opening WHERE release_id IN gone; "
	"DELETE FROM release_level WHERE release_id IN gone; "
	"DELETE FROM release WHERE id IN gone; VACUUM;";

struct cost {
	double cpu, mib;
};

/* Of one process, started by a line of the shell. */
static struct cost
cost_of(const char *line)
{
	struct rusage used;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		execl("/bin/sh", "sh", "-c", line, (char *)NULL);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &used) != pid || status != 0)
		give_up(line);
	return (struct cost){ (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
		(double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6,
		(double)used.ru_maxrss / KIB };
}

static sqlite3 *
open_sql(const char *path)
{
	sqlite3 *sql;

	if (sqlite3_open(path, &sql) != SQLITE_OK)
		give_up(path);
	return sql;
}

static void
exec(sqlite3 *sql, const char *text)
{
	if (sqlite3_exec(sql, text, NULL, NULL, NULL) != SQLITE_OK)
		give_up(sqlite3_errmsg(sql));
}

/* The first number of the first row; goes through all rows. */
static int64_t
number(sqlite3 *sql, const char *query)
{
	sqlite3_stmt *stmt;
	int64_t value = 0;
	int n = 0;

	if (sqlite3_prepare_v2(sql, query, -1, &stmt, NULL) != SQLITE_OK)
		give_up(sqlite3_errmsg(sql));
	while (sqlite3_step(stmt) == SQLITE_ROW)
		if (n++ == 0)
			value = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return value;
}

/* ---- releases ---- */

static void
make_nation(const struct bench *b, int places, int askings)
{
	shell("%s demo --associations %d --askings %d --data %s/n%d-%d >/dev/null", b->binary,
		places, askings, b->dir, places, askings);
}

/* Releases again what was released, `TIMES` times; the figures that it stores in *figures. */
static struct cost
release_again(const struct bench *b, int places, int askings, const char *forget,
	int64_t *figures)
{
	double cpu[TIMES], mib[TIMES];
	char line[1024], path[512];
	int i;

	snprintf(path, sizeof(path), "%s/again/lotsa.db", b->dir);
	snprintf(line, sizeof(line), "exec %s release --new-journal --data %s/again >/dev/null",
		b->binary, b->dir);
	for (i = 0; i < TIMES; i++) {
		struct cost cost;
		sqlite3 *sql;

		shell("cd %s && rm -rf again again.keys && cp -r n%d-%d again && "
		      "cp -r n%d-%d.keys again.keys && rm again.keys/release.journal",
			b->dir, places, askings, places, askings);
		sql = open_sql(path);
		exec(sql, forget);
		sqlite3_close(sql);
		cost = cost_of(line);
		cpu[i] = cost.cpu;
		mib[i] = cost.mib;
		sql = open_sql(path);
		*figures = number(sql, "SELECT count(*) FROM release_figure WHERE release_id = "
			"(SELECT max(id) FROM release)");
		sqlite3_close(sql);
	}
	return (struct cost){ quantile(cpu, TIMES, 0.5), quantile(mib, TIMES, 1) };
}

static void
put_release(const struct bench *b, const char *what, int askings, const char *forget,
	const char *aim)
{
	int64_t figures;
	struct cost cost = release_again(b, PLACES, askings, forget, &figures);

	put_row(what, aim, "%.2f s of processor time, %.0f MiB; %lld figures", cost.cpu,
		cost.mib, (long long)figures);
}

/* The first release of nations of one kind and four sizes: the same work for each figure. */
static void
put_growth(const struct bench *b)
{
	static const int sizes[] = { 20, 40, 80, 160 };
	size_t i;

	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		int64_t figures;
		struct cost cost;

		make_nation(b, sizes[i], sizes[i] * 5000);
		cost = release_again(b, sizes[i], sizes[i] * 5000, forget_all, &figures);
		put_row("ten years at once, by the size of the nation", "the same for each",
			"%d associations: %lld figures, %.2f s, %.0f ms an association, %.0f MiB",
			sizes[i], (long long)figures, cost.cpu, 1000 * cost.cpu / sizes[i],
			cost.mib);
	}
}

/* ---- counters, rows and columns ---- */

/* An asking as a row would keep it. */
struct columns {
	uint8_t place[MANY], half[MANY], unit[MANY], sex[MANY], age[MANY], answer[TOPICS][MANY];
};

static uint32_t
below(uint64_t *state, uint32_t limit)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33) % limit;
}

static void
fill_columns(struct columns *c)
{
	uint64_t state = 1;
	int i, t;

	for (i = 0; i < MANY; i++) {
		c->place[i] = (uint8_t)below(&state, PLACES);
		c->half[i] = (uint8_t)below(&state, HALVES);
		c->unit[i] = (uint8_t)below(&state, UNITS);
		c->sex[i] = (uint8_t)below(&state, 3);
		c->age[i] = (uint8_t)below(&state, 5);
		for (t = 0; t < TOPICS; t++)
			c->answer[t][i] = (uint8_t)below(&state, 5);
	}
}

static sqlite3 *
fill_rows(const struct columns *c)
{
	sqlite3 *sql = open_sql(":memory:");
	sqlite3_stmt *stmt;
	int i, t;

	exec(sql,
		"CREATE TABLE asking (place, half, unit, sex, age, a0, a1, a2, a3, a4, a5, a6)");
	exec(sql, "BEGIN");
	if (sqlite3_prepare_v2(sql,
		    "INSERT INTO asking VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", -1, &stmt,
		    NULL) != SQLITE_OK)
		give_up("insert");
	for (i = 0; i < MANY; i++) {
		sqlite3_bind_int(stmt, 1, c->place[i]);
		sqlite3_bind_int(stmt, 2, c->half[i]);
		sqlite3_bind_int(stmt, 3, c->unit[i]);
		sqlite3_bind_int(stmt, 4, c->sex[i]);
		sqlite3_bind_int(stmt, 5, c->age[i]);
		for (t = 0; t < TOPICS; t++)
			sqlite3_bind_int(stmt, 6 + t, c->answer[t][i]);
		if (sqlite3_step(stmt) != SQLITE_DONE)
			give_up("row");
		sqlite3_reset(stmt);
	}
	sqlite3_finalize(stmt);
	exec(sql, "COMMIT");
	return sql;
}

/* The counts of three cuts, by topic and answer. */
static double
group_rows(sqlite3 *sql)
{
	static const char *const cuts[] = { "unit", "sex", "age" };
	double start = now();
	size_t i;
	int t;

	for (i = 0; i < 3; i++)
		for (t = 0; t < TOPICS; t++) {
			char query[160];

			snprintf(query, sizeof(query), "SELECT count(*) FROM asking "
				"GROUP BY place, half, %s, a%d", cuts[i], t);
			number(sql, query);
		}
	return now() - start;
}

static double
tally_columns(const struct columns *c, int32_t *tally)
{
	const uint8_t *const cuts[] = { c->unit, c->sex, c->age };
	double start = now();
	int k, t, i;

	memset(tally, 0, sizeof(*tally) * 3 * TOPICS * PLACES * HALVES * UNITS * 5);
	for (k = 0; k < 3; k++)
		for (t = 0; t < TOPICS; t++) {
			int32_t *base = tally + (k * TOPICS + t) * PLACES * HALVES * UNITS * 5;

			for (i = 0; i < MANY; i++)
				base[((c->place[i] * HALVES + c->half[i]) * UNITS +
					     cuts[k][i]) *
						5 +
					c->answer[t][i]]++;
		}
	return now() - start;
}

static double
read_counters(sqlite3 *sql)
{
	double start = now();

	number(sql,
		"SELECT n, association_id, half_year, cut, label, topic, answer FROM counter");
	return now() - start;
}

static void
put_counting(const struct bench *b)
{
	struct columns *c = malloc(sizeof(*c));
	int32_t *tally = calloc(3 * TOPICS * PLACES * HALVES * UNITS * 5, sizeof(*tally));
	double by_rows[TIMES], by_columns[TIMES], by_counters[TIMES], rows[TIMES],
		columns[TIMES];
	char path[400];
	sqlite3 *asked, *counted;
	int i;

	if (!c || !tally)
		give_up("memory");
	fill_columns(c);
	asked = fill_rows(c);
	snprintf(path, sizeof(path), "%s/n%d-%d/lotsa.db", b->dir, PLACES, MANY);
	counted = open_sql(path);
	for (i = 0; i < TIMES; i++) {
		by_rows[i] = 1000 * group_rows(asked);
		by_columns[i] = 1000 * tally_columns(c, tally);
		by_counters[i] = 1000 * read_counters(counted);
		rows[i] = by_rows[i] / by_counters[i];
		columns[i] = by_columns[i] / by_counters[i];
	}
	put_row("counts of three cuts of a million askings", "-",
		"counters read in %.0f ms; GROUP BY over rows in memory %.0f ms, %.0f times as "
		"long (%.0f-%.0f); packed columns in C %.0f ms, %.1f times (%.1f-%.1f)",
		quantile(by_counters, TIMES, 0.5), quantile(by_rows, TIMES, 0.5),
		quantile(rows, TIMES, 0.5), quantile(rows, TIMES, 0), quantile(rows, TIMES, 1),
		quantile(by_columns, TIMES, 0.5), quantile(columns, TIMES, 0.5),
		quantile(columns, TIMES, 0), quantile(columns, TIMES, 1));
	sqlite3_close(asked);
	sqlite3_close(counted);
	free(tally);
	free(c);
}

void
bench_release(const struct bench *b)
{
	make_nation(b, PLACES, MANY);
	put_release(b, "a year of a nation of a million askings in ten years, released", MANY,
		forget_last, "< 1 s, < 200 MB");
	put_release(
		b, "its ten years in one release, which happens once", MANY, forget_all, "-");
	put_counting(b);
	make_nation(b, PLACES, 10 * MANY);
	put_release(b, "a year of a nation of ten million", 10 * MANY, forget_last,
		"< 1.5 s more than reading");
	put_release(b, "its ten years in one release", 10 * MANY, forget_all, "-");
	put_growth(b);
}
