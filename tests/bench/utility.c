/*
 * How wrong the published figures of an invented nation are: what its releases show of "yes to
 * anything", beside what was counted, by level and size.  Only a demo has both in one hand.
 * lotsa-utility DEMO/lotsa.db PLAN PICTURE.svg [DOCUMENT]: rows of a table on standard output, and a
 * drawing.  With a document it fails when half of a level's figures are further off than that says.
 */
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "out/protect/noise.h"
#include "out/protect/plan.h"
#include "tests/bench/doc_table.h"

enum { SIZES = 9, PLAN_MAX = 1 << 20, LEFT = 70, TOP = 20, WIDTH = 520, HEIGHT = 300 };
static const int64_t sizes[SIZES + 1] = { 10, 20, 50, 100, 200, 500, 1000, 5000, 50000,
	1 << 30 };

/* What was drawn of a group so far, by how its layer reads the counters. */
struct level {
	const char *layer, *drawn, *name, *colour, *where;	/* drawn: the layer with its noise */
};
#define IN_COUNTY " AND d.cut = 2 AND (SELECT o.county FROM org o WHERE o.id = " \
	"d.association_id) = g.label"
static const struct level levels[] = {
	{ "intervention", "intervention", "intervention", "#1b6d85",
		"d.level = 1 AND d.cut = CASE g.label WHEN 0 THEN 4 ELSE 1 END AND "
		"d.label = g.label AND d.association_id = g.place_id" },
	{ "association.age", "association.age", "age band of an association", "#8a5a00",
		"d.level = 2 AND d.cut = 3 AND d.label = g.label AND "
		"d.association_id = g.place_id" },
	{ "association.sex", "association.sex", "sex of an association", "#6b3fa0",
		"d.level = 2 AND d.cut = 2 AND d.label = g.label AND "
		"d.association_id = g.place_id" },
	{ "association", "association", "association", "#1f7a3d",
		"d.level = 2 AND d.cut = 2 AND d.association_id = g.place_id" },
	{ "county", "county", "county, half-year", "#b03060", "d.level = 4" IN_COUNTY },
	{ "county.year", "county", "county, year", "#e08aa8", "d.level = 2" IN_COUNTY },
	{ "nation", "nation", "nation, half-year", "#333333", "d.level = 3 AND d.cut = 2" },
	{ "nation.year", "nation", "nation, year", "#999999", "d.level = 2 AND d.cut = 2" },
};
enum { LEVELS_SHOWN = sizeof(levels) / sizeof(levels[0]) };

struct bucket {
	double error, sampling, predicted, n;	/* sums; in points, but n */
	int64_t groups;
};

/* How many persons each figure of a level is wrong by. */
struct misses {
	double *persons;
	size_t n, size;
};

static void
give_up(const char *why)
{
	fprintf(stderr, "lotsa-utility: %s\n", why);
	exit(1);
}

static void
add(struct bucket *buckets, int64_t n, int64_t shown, int64_t truth, double noise)
{
	double p = (double)truth / (double)n;
	int i = 0;

	while (n >= sizes[i + 1])
		i++;
	buckets[i].groups++;
	buckets[i].n += (double)n;
	buckets[i].error += 100 * fabs((double)(shown - truth)) / (double)n;
	buckets[i].sampling += 100 * sqrt(p * (1 - p) / (double)n) * 0.7979;	/* sqrt(2 / pi) */
	buckets[i].predicted += 100 * noise / (double)n;
}

static void
miss(struct misses *m, int64_t persons)
{
	if (m->n == m->size) {
		m->size = m->size ? m->size * 2 : 256;
		m->persons = realloc(m->persons, m->size * sizeof(*m->persons));
		if (!m->persons)
			give_up("memory");
	}
	m->persons[m->n++] = (double)persons;
}

static int
double_cmp(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* What half of them are at most. */
static double
median(struct misses *m)
{
	qsort(m->persons, m->n, sizeof(*m->persons), double_cmp);
	return m->persons[m->n / 2];
}

/* What was shown and what was drawn of "yes to anything", where they are found quickly. */
static void
gather(sqlite3 *sql)
{
	static const char query[] =
		"PRAGMA temp_store = MEMORY; "
		"CREATE TEMP TABLE shown AS SELECT layer, place_id, label, from_half, "
		"sum(value) AS value FROM release_figure WHERE measure = 'ANY.yes' "
		"GROUP BY layer, place_id, label, from_half; "
		"CREATE INDEX temp.shown_at ON shown (layer, place_id, label, from_half); "
		"CREATE TEMP TABLE drawn AS SELECT level, association_id, half_year, cut, label, "
		"n FROM release_drawn WHERE topic = 12; "
		"CREATE INDEX temp.drawn_at ON drawn (level, association_id, half_year, cut); "
		"CREATE INDEX temp.drawn_in ON drawn (level, half_year, cut);";

	if (sqlite3_exec(sql, query, NULL, NULL, NULL) != SQLITE_OK)
		give_up(sqlite3_errmsg(sql));
}

/* Groups with all that their releases have shown, late ballots included. */
static void
read_level(sqlite3 *sql, const struct level *level, double noise, struct bucket *buckets,
	struct misses *misses)
{
	char query[2048];
	sqlite3_stmt *stmt;

	snprintf(query, sizeof(query),
		"SELECT g.n, (SELECT f.value FROM shown f WHERE f.layer = g.layer AND "
		"f.place_id = g.place_id AND f.label = g.label AND f.from_half = g.from_half), "
		"(SELECT sum(d.n) FROM drawn d WHERE d.half_year >= g.from_half AND "
		"d.half_year < g.from_half + g.n_halves AND %s) "
		"FROM (SELECT layer, place_id, label, from_half, n_halves, sum(n) AS n "
		"FROM release_group WHERE layer = '%s' GROUP BY place_id, label, from_half) g "
		"WHERE g.n >= 10",
		level->where, level->layer);
	if (sqlite3_prepare_v2(sql, query, -1, &stmt, NULL) != SQLITE_OK)
		give_up(sqlite3_errmsg(sql));
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		int64_t shown = sqlite3_column_int64(stmt, 1);
		int64_t truth = sqlite3_column_int64(stmt, 2);

		add(buckets, sqlite3_column_int64(stmt, 0), shown, truth, noise);
		miss(misses, shown > truth ? shown - truth : truth - shown);
	}
	sqlite3_finalize(stmt);
}

static double
noise_of(const struct plan *plan, const char *layer)
{
	int at = plan_layer(plan, str_of(layer));
	int any = plan_measure(plan, STR("ANY"), STR("yes"));

	if (at < 0 || any < 0)
		give_up("the plan has no such level");
	return noise_mean_size(plan->layers[at].epsilon[any]);
}

static void
print_level(const struct level *level, const struct bucket *b)
{
	int i;

	for (i = 0; i < SIZES; i++)
		if (b[i].groups >= 5)
			printf("| %s | %.0f | %lld | %.2f | %.2f | %.2f |\n", level->name,
				b[i].n / (double)b[i].groups, (long long)b[i].groups,
				b[i].error / (double)b[i].groups,
				b[i].predicted / (double)b[i].groups,
				b[i].sampling / (double)b[i].groups);
}

/* ---- the drawing: both axes logarithmic ---- */

static double
x_of(double n)
{
	return LEFT + WIDTH * log10(n / 10) / 4;
}

static double
y_of(double points)
{
	return TOP + HEIGHT * (1 - log10(fmax(points, 0.01) / 0.01) / 3.5);
}

static void
draw_axes(FILE *f)
{
	static const double points[] = { 0.01, 0.1, 1, 10 };
	size_t i;
	int power;

	fprintf(f, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 840 370\" "
		"role=\"img\" font-family=\"sans-serif\" font-size=\"13\">"
		"<title>Mean error of the published share, by level and number of answers</title>"
		"<rect width=\"840\" height=\"370\" fill=\"#fff\"/>\n");
	for (i = 0; i < 4; i++)
		fprintf(f, "<path d=\"M%d %.1fh%d\" stroke=\"#ccc\"/><text x=\"%d\" y=\"%.1f\" "
			"text-anchor=\"end\">%g</text>\n", LEFT, y_of(points[i]), WIDTH, LEFT - 8,
			y_of(points[i]) + 4, points[i]);
	for (power = 1; power <= 5; power++)
		fprintf(f, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f</text>\n",
			x_of(pow(10, power)), TOP + HEIGHT + 20, pow(10, power));
	fprintf(f, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">answers in the group</text>"
		"<text x=\"14\" y=\"%d\" transform=\"rotate(-90 14 %d)\" text-anchor=\"middle\">"
		"mean error, percentage points</text>\n", LEFT + WIDTH / 2, TOP + HEIGHT + 42,
		TOP + HEIGHT / 2, TOP + HEIGHT / 2);
}

/* A line with a mark for each size; dashed: what who was asked moves it by. */
static void
draw_line(FILE *f, const struct bucket *b, const char *colour, bool is_sampling)
{
	int i, n = 0;

	fprintf(f, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s d=\"", colour,
		is_sampling ? " stroke-dasharray=\"5 4\"" : "");
	for (i = 0; i < SIZES; i++)
		if (b[i].groups >= 5)
			fprintf(f, "%c%.1f %.1f", n++ ? 'L' : 'M',
				x_of(b[i].n / (double)b[i].groups),
				y_of((is_sampling ? b[i].sampling : b[i].error) /
					(double)b[i].groups));
	fprintf(f, "\"/>\n");
	for (i = 0; i < SIZES && !is_sampling; i++)
		if (b[i].groups >= 5)
			fprintf(f, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>\n",
				x_of(b[i].n / (double)b[i].groups),
				y_of(b[i].error / (double)b[i].groups), colour);
}

static void
draw(const char *path, struct bucket buckets[LEVELS_SHOWN + 1][SIZES])
{
	FILE *f = fopen(path, "w");
	size_t i;

	if (!f)
		give_up(path);
	draw_axes(f);
	for (i = 0; i < LEVELS_SHOWN; i++) {
		draw_line(f, buckets[i], levels[i].colour, false);
		fprintf(f, "<circle cx=\"625\" cy=\"%zu\" r=\"4\" fill=\"%s\"/>"
			"<text x=\"640\" y=\"%zu\">%s</text>\n", 40 + 24 * i, levels[i].colour,
			44 + 24 * i, levels[i].name);
	}
	draw_line(f, buckets[LEVELS_SHOWN], "#777", true);
	fprintf(f, "<path d=\"M615 %zuh20\" stroke=\"#777\" stroke-width=\"2\" "
		"stroke-dasharray=\"5 4\"/><text x=\"640\" y=\"%zu\">who was asked (sampling)"
		"</text></svg>\n", 40 + 24 * i, 44 + 24 * i);
	if (fclose(f) != 0)
		give_up(path);
}

static const struct plan *
read_plan(const char *path)
{
	static char text[PLAN_MAX];
	struct arena *a = arena_new(16 << 20);
	FILE *f = fopen(path, "rb");
	struct plan_fault fault;
	const struct plan *plan;
	size_t n;

	if (!a || !f)
		give_up(path);
	n = fread(text, 1, sizeof(text), f);
	fclose(f);
	if (plan_read((struct str){ text, n }, a, &plan, &fault) != OK)
		give_up("no plan");
	return plan;
}

/* 0 when every level keeps to what the document promises of it. */
static int
compare(const char *document, struct misses misses[LEVELS_SHOWN])
{
	struct doc_table promised;
	double most;
	int bad = 0;
	size_t i;

	if (!doc_table_read(document, "| level | half of", &promised))
		give_up("the document promises nothing");
	for (i = 0; i < LEVELS_SHOWN; i++) {
		if (!doc_table_number(&promised, levels[i].name, 1, &most) || misses[i].n == 0)
			give_up(levels[i].name);
		if (median(&misses[i]) <= most)
			continue;
		fprintf(stderr, "lotsa-utility: %s: half are wrong by %.0f persons or more, "
			"promised are %.0f\n", levels[i].name, median(&misses[i]), most);
		bad = 1;
	}
	return bad;
}

int
main(int argc, char **argv)
{
	static struct bucket buckets[LEVELS_SHOWN + 1][SIZES];
	static struct misses misses[LEVELS_SHOWN];
	const struct plan *plan;
	sqlite3 *sql;
	size_t i;
	int k;

	if (argc != 4 && argc != 5)
		give_up("lotsa-utility DEMO/lotsa.db PLAN PICTURE.svg [DOCUMENT]");
	plan = read_plan(argv[2]);
	if (sqlite3_open_v2(argv[1], &sql, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		give_up(argv[1]);
	gather(sql);
	printf("| level | answers, mean | groups | error | one draw's noise | sampling |\n"
	       "|---|---|---|---|---|---|\n");
	for (i = 0; i < LEVELS_SHOWN; i++) {
		read_level(sql, &levels[i], noise_of(plan, levels[i].drawn), buckets[i],
			&misses[i]);
		print_level(&levels[i], buckets[i]);
		for (k = 0; k < SIZES; k++) {
			struct bucket *all = &buckets[LEVELS_SHOWN][k];

			all->groups += buckets[i][k].groups;
			all->n += buckets[i][k].n;
			all->sampling += buckets[i][k].sampling;
		}
	}
	printf("\n| level | half of the figures are wrong by at most, persons |\n|---|---|\n");
	for (i = 0; i < LEVELS_SHOWN; i++)
		if (misses[i].n > 0)
			printf("| %s | %.0f |\n", levels[i].name, median(&misses[i]));
	draw(argv[3], buckets);
	sqlite3_close(sql);
	return argc == 5 ? compare(argv[4], misses) : 0;
}
