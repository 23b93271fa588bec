/*
 * The noise as it is used: for every epsilon of a plan many draws from a fixed seed, or from the operating
 * system's generator, compared with the discrete Laplace distribution by Pearson's chi-square.  Beside it
 * the same draws with one in three hundred replaced by zero, which ten million draws must notice.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/crypto/crypto.h"
#include "out/protect/noise.h"
#include "out/protect/plan.h"

enum { PLAN_MAX = 1 << 20, RATES_MAX = 64, FEWEST = 50, BOUND_MAX = 2000, SKEW = 300,
	ENOUGH = 10000000 };
static const double far_off = 4.5;	/* passed once in 150 000 */

static void
fill(void *context, void *bytes, size_t n)
{
	(void)context;
	crypto_random(bytes, n);
}

/* The largest value that is expected often enough to stand for itself. */
static int
bound_of(double epsilon, double draws)
{
	double q = exp(-epsilon);
	int bound = 1;

	while (bound < BOUND_MAX && draws * (1 - q) / (1 + q) * pow(q, bound + 1) >= FEWEST)
		bound++;
	return bound;
}

static double
chi_square(const int64_t *counted, int bound, double draws, double epsilon)
{
	double q = exp(-epsilon), sum = 0, tail = draws * pow(q, bound + 1) / (1 + q);
	int x;

	for (x = -bound - 1; x <= bound + 1; x++) {
		double expected = abs(x) > bound ? tail
						 : draws * (1 - q) / (1 + q) * pow(q, abs(x));
		double off = (double)counted[x + bound + 1] - expected;

		sum += off * off / expected;
	}
	return sum;
}

/* Wilson and Hilferty's cube root makes a normal variable of chi-square. */
static double
score_of(double sum, double degrees)
{
	return (cbrt(sum / degrees) - (1 - 2 / (9 * degrees))) / sqrt(2 / (9 * degrees));
}

static bool
try(struct fraction epsilon, int64_t draws)
{
	static int64_t counted[2][2 * BOUND_MAX + 3];
	int bound = bound_of(fraction_double(epsilon), (double)draws);
	struct noise_bytes store;
	struct noise_source source = noise_source_of(&store, fill, NULL);
	double score[2];
	int64_t i;
	int k;

	memset(counted, 0, sizeof(counted));
	for (i = 0; i < draws; i++) {
		int64_t x = noise_draw(&source, epsilon);

		x = x < -bound - 1 ? -bound - 1 : x > bound + 1 ? bound + 1 : x;
		counted[0][x + bound + 1]++;
		counted[1][(i % SKEW ? x : 0) + bound + 1]++;
	}
	for (k = 0; k < 2; k++)
		score[k] = score_of(chi_square(counted[k], bound, (double)draws,
			fraction_double(epsilon)), 2 * bound + 2);
	printf("epsilon %lld/%lld: %lld draws, %d values, %.2f standard deviations; with one "
	       "in %d wrong %.2f\n",
		(long long)epsilon.num, (long long)epsilon.den, (long long)draws, 2 * bound + 3,
		score[0], SKEW, score[1]);
	return fabs(score[0]) < far_off && (draws < ENOUGH || score[1] > far_off);
}

static size_t
rates_of(const struct plan *plan, struct fraction *rates, size_t n)
{
	size_t layer, m, i;

	for (layer = 0; layer < plan->n_layers; layer++)
		for (m = 0; m < plan->n_measures; m++) {
			struct fraction e = plan->layers[layer].epsilon[m];

			for (i = 0; i < n && fraction_cmp(rates[i], e) != 0; i++)
				;
			if (i == n && n < RATES_MAX && !fraction_is_zero(e))
				rates[n++] = e;
		}
	return n;
}

/* lotsa-noise PLAN DRAWS [SEED]: without a seed from the operating system's generator. */
int
main(int argc, char **argv)
{
	static char text[PLAN_MAX];
	struct arena *a = arena_new(16 << 20);
	FILE *f = argc > 2 ? fopen(argv[1], "rb") : NULL;
	struct fraction rates[RATES_MAX];
	struct plan_fault fault;
	const struct plan *plan;
	size_t n = 0, i;
	bool is_right = true;

	if (!a || !f || crypto_init() != OK)
		return 2;
	if (argc > 3)
		crypto_seed_for_tests((uint64_t)atoll(argv[3]));
	n = fread(text, 1, sizeof(text), f);
	fclose(f);
	if (plan_read((struct str){ text, n }, a, &plan, &fault) != OK)
		return 2;
	n = rates_of(plan, rates, 0);
	if (plan->referrals)
		n = rates_of(plan->referrals, rates, n);
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (i = 0; i < n; i++)
		is_right = try(rates[i], atoll(argv[2])) && is_right;
	arena_free(a);
	puts(is_right ? "right" : "WRONG");
	return !is_right;
}
