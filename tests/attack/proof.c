/* Searching observations for whatever tells two secrets apart. */
#include "tests/attack/proof.h"

#include <math.h>
#include <stdlib.h>

enum { BEST = 24 };

struct learned {
	size_t n;
	double errors;		/* how many standard errors a bound is away */
	double *weight;		/* of the sum */
	double *apart;		/* how far the means are, in standard deviations */
};

static double
bound(double x, double n, double z)
{
	double p = x / n, z2 = z * z / n;
	double half = fabs(z) / (1 + z2) * sqrt(p * (1 - p) / n + z2 / (4 * n));

	return (p + z2 / 2) / (1 + z2) + (z < 0 ? -half : half);
}

static double
proved_by(double x, double y, double n, double errors)
{
	double low = bound(x, n, -errors), high = bound(y, n, errors);

	return low > 0 ? fmax(0, log(low / high)) : 0;
}

/* ---- learning ---- */

static void
learn(short *const rows[2], size_t rounds, struct learned *l)
{
	size_t j, i;
	int s;

	for (j = 0; j < l->n; j++) {
		double mean[2] = { 0, 0 }, square = 0, variance,
		       half = floor((double)rounds / 2);

		for (s = 0; s < 2; s++)
			for (i = 0; i < rounds / 2; i++) {
				double x = rows[s][i * l->n + j];

				mean[s] += x / half;
				square += x * x / (double)rounds;
			}
		variance = square - (mean[0] * mean[0] + mean[1] * mean[1]) / 2;
		variance = fmax(variance, 0) + 0.01;
		l->weight[j] = (mean[1] - mean[0]) / variance;
		l->apart[j] = fabs(mean[1] - mean[0]) / sqrt(variance);
	}
}

/* ---- testing ---- */

struct seen {
	double value;
	int secret;
};

static int
by_value(const void *a, const void *b)
{
	const struct seen *x = a, *y = b;

	return (x->value > y->value) - (x->value < y->value);
}

/* The best of all thresholds, in both directions. */
static double
best_threshold(struct seen *seen, size_t n, double errors)
{
	double below[2] = { 0, 0 }, half = (double)n / 2, best = 0;
	size_t i;

	qsort(seen, n, sizeof(*seen), by_value);
	for (i = 0; i < n; i++) {
		below[seen[i].secret]++;
		if (i + 1 < n && seen[i + 1].value <= seen[i].value)
			continue;
		best = fmax(best, proved_by(below[0], below[1], half, errors));
		best = fmax(best, proved_by(below[1], below[0], half, errors));
		best = fmax(best, proved_by(half - below[0], half - below[1], half, errors));
		best = fmax(best, proved_by(half - below[1], half - below[0], half, errors));
	}
	return best;
}

static double
value_of(const short *row, const struct learned *l, size_t number)
{
	double sum = 0;
	size_t j;

	if (number < l->n)
		return row[number];
	for (j = 0; j < l->n; j++)
		sum += l->weight[j] * row[j];
	return sum;
}

/* `number` = l->n: the weighted sum. */
static double
test(short *const rows[2], size_t rounds, const struct learned *l, size_t number,
	struct seen *seen)
{
	size_t n = 0, i;
	int s;

	for (s = 0; s < 2; s++)
		for (i = rounds / 2; i < rounds / 2 * 2; i++)
			seen[n++] = (struct seen){ value_of(rows[s] + i * l->n, l, number), s };
	return best_threshold(seen, n, l->errors);
}

static size_t
next_best(struct learned *l)
{
	size_t best = 0, j;

	for (j = 1; j < l->n; j++)
		if (l->apart[j] > l->apart[best])
			best = j;
	l->apart[best] = -1;
	return best;
}

double
proved_loss(short *const rows[2], size_t rounds, size_t n, double errors)
{
	struct learned l = { n, errors, calloc(n, sizeof(double)), calloc(n, sizeof(double)) };
	struct seen *seen = calloc(rounds + 2, sizeof(*seen));
	double best;
	int i;

	if (!l.weight || !l.apart || !seen)
		abort();
	learn(rows, rounds, &l);
	best = test(rows, rounds, &l, n, seen);
	for (i = 0; i < BEST; i++)
		best = fmax(best, test(rows, rounds, &l, next_best(&l), seen));
	free(seen);
	free(l.apart);
	free(l.weight);
	return best;
}
