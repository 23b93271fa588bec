/*
 * The distinguisher: two small associations that differ in one answer on one ballot are released again
 * and again through the engine, and the published files are searched for whatever tells them apart.
 * Epsilon-differential privacy says that no event is more than e^epsilon times as probable in one as in
 * the other.  The same search has to find an engine whose noise is off, halved, repeated or drawn twice.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/crypto/crypto.h"
#include "out/protect/counts_file.h"

enum { ARENA = 8 << 20, FIGURES = 9, RANGE = 4000, BALLOTS = 200, MIDDLE = 200 };

/* Its losses add up to 1 for the one topic: all, sex, and the state that follows from it. */
static const char plan_json[] =
	"{\"plan\": \"attack\", \"cap\": \"1\", \"few\": 10, \"answers\": [\"NO\", \"YES\", \"SKIP\"], "
	"\"topics\": {\"T\": [\"NO\", \"YES\", \"SKIP\"]}, \"measures\": ["
	"{\"topic\": \"T\", \"answer\": \"answered\", \"rate\": \"a\", \"topics\": [\"T\"], "
	"\"answers\": [\"NO\", \"YES\"]}, "
	"{\"topic\": \"T\", \"answer\": \"yes\", \"rate\": \"y\", \"topics\": [\"T\"], "
	"\"answers\": [\"YES\"], \"within\": \"answered\", \"of\": \"answered\"}], "
	"\"layers\": [{\"name\": \"all\", \"epsilon\": {\"a\": \"1/5\", \"y\": \"3/10\"}}, "
	"{\"name\": \"sex\", \"epsilon\": {\"a\": \"1/5\", \"y\": \"3/10\"}}]}";
static const double epsilon = 1.0;

enum engine { SOUND, OFF, HALVED, REPEATED, TWICE, ENGINES };
static const char *const engine_names[ENGINES] = { "sound", "noise off", "noise halved",
	"noise repeated", "drawn twice" };

/* Half skip, half of the others say yes.  The secret: one more says yes instead of skipping. */
static void
put_counts(int secret, struct buf *out)
{
	const int women = BALLOTS / 2, answered = BALLOTS / 4;

	buf_clear(out);
	buf_printf(out, "level,group,parent,n,topic,answer,count\n"
		"all,a,,%d,T,answered,%d\nall,a,,%d,T,yes,%d\n"
		"sex,w,a,%d,T,answered,%d\nsex,w,a,%d,T,yes,%d\n"
		"sex,m,a,%d,T,answered,%d\nsex,m,a,%d,T,yes,%d\n",
		BALLOTS, 2 * answered + secret, BALLOTS, answered + secret,
		women, answered + secret, women, answered / 2 + secret,
		women, answered, women, answered - answered / 2);
}

static void
fill(void *context, void *bytes, size_t n)
{
	(void)context;
	crypto_random(bytes, n);
}

/* What is broken is broken outside of the engine, by what it is given. */
static void
release(const struct plan *plan, enum engine engine, int secret, struct arena *a,
	struct buf *out)
{
	struct buf csv BUF_CLEANUP = buf_new(4096);
	struct counts_file file;
	struct csv_fault fault;
	struct noise_bytes store;
	struct noise_source noise = noise_source_of(&store, fill, NULL);
	struct plan other = *plan;
	struct fraction rates[2][2] = { { { 1000, 1 }, { 1000, 1 } }, { { 2, 5 }, { 3, 5 } } };
	struct figure *figures;
	int i;

	arena_reset(a);
	put_counts(secret, &csv);
	if (counts_file_read(buf_str(&csv), plan, a, &file, &fault) != OK)
		abort();
	figures = ARENA_ARRAY(a, struct figure, file.n_cells * plan->n_measures);
	if (!figures)
		abort();
	for (i = 0; i < 2 && (engine == OFF || engine == HALVED); i++)
		other.layers[i].epsilon = rates[engine == HALVED];
	if (engine == REPEATED)
		crypto_seed_for_tests(77);
	if (protect_draw(&other, file.cells, file.n_cells, file.counts, &noise, figures) !=
			OK ||
		protect_fit(plan, file.cells, file.n_cells, a, figures) != OK)
		abort();
	counts_file_put(plan, &file, figures, out);
}

/* Sums of the published values of the groups and measures that the secret moves. */
static void
read_statistics(struct str text, int *statistics)
{
	static const int without[4] = { BALLOTS / 2, BALLOTS / 4, BALLOTS / 4, BALLOTS / 8 };
	struct str line, cell, rest;
	int row = 0, column, i, lowest = 2 * MIDDLE, highest = 0;
	int64_t value[6] = { 0 };

	while (str_split(&text, '\n', &line)) {
		rest = line;
		for (column = 0; str_split(&rest, ',', &cell); column++)
			if (column == 5 && row >= 1 && row <= 6)
				if (str_to_int(cell, &value[row - 1]) != OK)
					abort();
		row++;
	}
	/* all answered, all yes, women answered, women yes, and sums of them */
	for (i = 0; i < 4; i++)
		statistics[i] += (int)value[i];
	statistics[4] += (int)(value[0] + value[1]);
	statistics[5] += (int)(value[2] + value[3]);
	statistics[6] += (int)(value[0] + value[1] + value[2] + value[3]);
	/* every figure at once above, or below, what it would be without the secret: the best event */
	for (i = 0; i < 4; i++) {
		int above = MIDDLE + (int)value[i] - without[i];

		lowest = above < lowest ? above : lowest;
		highest = above > highest ? above : highest;
	}
	statistics[7] += lowest;
	statistics[8] += highest;
}

struct counted {
	int64_t n[2][FIGURES][RANGE];
};

static void
run(const struct plan *plan, enum engine engine, int64_t rounds, struct arena *a,
	struct counted *c)
{
	struct buf out BUF_CLEANUP = buf_new(1 << 16);
	int secret, i, k;
	int64_t round;

	memset(c, 0, sizeof(*c));
	crypto_seed_for_tests(2026 + engine);
	for (round = 0; round < rounds; round++)
		for (secret = 0; secret < 2; secret++) {
			int statistics[FIGURES] = { 0 };

			for (k = 0; k < (engine == TWICE ? 4 : 1); k++) {
				buf_clear(&out);
				release(plan, engine, secret, a, &out);
				read_statistics(buf_str(&out), statistics);
			}
			for (i = 0; i < FIGURES; i++) {
				int at = statistics[i] < 0 ? 0 : statistics[i];

				c->n[secret][i][at < RANGE ? at : RANGE - 1]++;
			}
		}
}

/*
 * The largest loss that the counts prove: over all events "statistic i is at least t" and "at most t",
 * the logarithm of the ratio of a lower bound of one probability and an upper bound of the other, both
 * five standard errors away (Wilson), so that chance proves nothing in the thousands of events looked at.
 */
static double
bound(int64_t x, int64_t n, double z)
{
	double p = (double)x / (double)n, z2 = z * z / (double)n;
	double half = fabs(z) / (1 + z2) * sqrt(p * (1 - p) / (double)n + z2 / (4 * (double)n));

	return (p + z2 / 2) / (1 + z2) + (z < 0 ? -half : half);
}

static double
proved_by(int64_t x, int64_t y, int64_t n)
{
	double low = bound(x, n, -5), high = bound(y, n, 5);

	return low > 0 ? log(low / high) : 0;
}

static double
proved_loss(const struct counted *c, int64_t rounds)
{
	double worst = 0;
	int i, t;

	for (i = 0; i < FIGURES; i++) {
		int64_t x = 0, y = 0;

		for (t = 0; t < RANGE; t++) {
			x += c->n[0][i][t];
			y += c->n[1][i][t];
			worst = fmax(worst, proved_by(x, y, rounds));
			worst = fmax(worst, proved_by(y, x, rounds));
			worst = fmax(worst, proved_by(rounds - x, rounds - y, rounds));
			worst = fmax(worst, proved_by(rounds - y, rounds - x, rounds));
		}
	}
	return worst;
}

int
main(int argc, char **argv)
{
	int64_t rounds = argc > 1 ? atoll(argv[1]) : 20000;
	struct arena *plans = arena_new(ARENA), *a = arena_new(ARENA);
	struct counted *c = malloc(sizeof(*c));
	struct plan_fault fault;
	const struct plan *plan;
	int engine, failed = 0;

	if (!plans || !a || !c || crypto_init() != OK ||
			plan_read(str_of(plan_json), plans, &plan, &fault) != OK)
		return 2;
	for (engine = 0; engine < ENGINES; engine++) {
		double loss;
		bool is_right;

		run(plan, (enum engine)engine, rounds, a, c);
		loss = proved_loss(c, rounds);
		is_right = engine == SOUND ? loss <= epsilon : loss > epsilon;
		printf("%-15s proves a loss of %.2f; the plan says %.2f: %s\n",
			engine_names[engine], loss, epsilon, is_right ? "right" : "WRONG");
		failed |= !is_right;
	}
	free(c);
	arena_free(a);
	arena_free(plans);
	return failed;
}
