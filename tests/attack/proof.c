/* Searching observations for whatever tells two secrets apart. */
#include "tests/attack/proof.h"

#include <math.h>
#include <stdlib.h>

enum { BEST = 24 };

struct learned {
	size_t n;
	const struct known *known;
	double errors;		/* how many standard errors a bound is away */
	double *weight;		/* of the sum */
	double *apart;		/* how far the means are, in standard deviations */
	double *certainty;	/* one over the standard deviation */
	size_t best[BEST];	/* the numbers that are farthest apart, the farthest first */
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
		l->certainty[j] = 1 / sqrt(variance);
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

/* What is looked at: one number, a weighted sum of the best or of all, or what the truth says of a file. */
enum kind { ONE, BEST_SUM, WHOLE_SUM, TRUTH_SUM };

struct event {
	enum kind kind;
	size_t at;	/* the number, how many of the best, or the file; `files` for all of them */
};

/*
 * Of Laplace noise the ratio of probabilities rises between the two true values and is the same outside of
 * them, in steps that the noise's size gives: the best test there is of one number.
 */
static double
by_truth(const short *row, const struct learned *l, size_t j)
{
	short low = l->known->sure[0][j], high = l->known->sure[1][j], x = row[j];
	double sign = 1;

	if (low > high) {
		short other = low;

		low = high;
		high = other;
		sign = -1;
	}
	return sign * (x < low ? low : x > high ? high : x) * l->certainty[j];
}

static double
sum_by_truth(const short *row, const struct learned *l, size_t file)
{
	size_t j;
	double sum = 0;

	for (j = 0; j < l->n; j++)
		if (l->known->sure[0][j] != l->known->sure[1][j] &&
			(file == l->known->files ||
				j / l->known->file_numbers % l->known->files == file))
			sum += by_truth(row, l, j);
	return sum;
}

static double
value_of(const short *row, const struct learned *l, const struct event *event)
{
	double sum = 0;
	size_t i;

	if (event->kind == ONE)
		return row[event->at];
	if (event->kind == TRUTH_SUM)
		return sum_by_truth(row, l, event->at);
	for (i = 0; event->kind == BEST_SUM && i < event->at; i++)
		sum += l->weight[l->best[i]] * row[l->best[i]];
	for (i = 0; event->kind == WHOLE_SUM && i < l->n; i++)
		sum += l->weight[i] * row[i];
	return sum;
}

static double
test(short *const rows[2], size_t rounds, const struct learned *l, struct event event,
	struct seen *seen)
{
	size_t n = 0, i;
	int s;

	for (s = 0; s < 2; s++)
		for (i = rounds / 2; i < rounds / 2 * 2; i++)
			seen[n++] = (struct seen){ value_of(rows[s] + i * l->n, l, &event), s };
	return best_threshold(seen, n, l->errors);
}

static void
find_best(struct learned *l)
{
	size_t i, j;

	for (i = 0; i < BEST; i++) {
		size_t best = 0;

		for (j = 1; j < l->n; j++)
			if (l->apart[j] > l->apart[best])
				best = j;
		l->best[i] = best;
		l->apart[best] = -1;
	}
}

double
proved_loss(short *const rows[2], const struct known *known, size_t rounds, size_t n,
	double errors)
{
	struct learned l = { .n = n, .known = known, .errors = errors,
		.weight = calloc(n, sizeof(double)), .apart = calloc(n, sizeof(double)),
		.certainty = calloc(n, sizeof(double)) };
	struct seen *seen = calloc(rounds + 2, sizeof(*seen));
	double best;
	size_t i;

	if (!l.weight || !l.apart || !l.certainty || !seen)
		abort();
	learn(rows, rounds, &l);
	find_best(&l);
	best = test(rows, rounds, &l, (struct event){ WHOLE_SUM, 0 }, seen);
	for (i = 0; i < BEST; i++)
		best = fmax(best,
			test(rows, rounds, &l, (struct event){ ONE, l.best[i] }, seen));
	for (i = 2; i <= BEST; i *= 2)
		best = fmax(
			best, test(rows, rounds, &l, (struct event){ BEST_SUM, i }, seen));
	for (i = 0; i <= known->files; i++)
		best = fmax(
			best, test(rows, rounds, &l, (struct event){ TRUTH_SUM, i }, seen));
	free(seen);
	free(l.certainty);
	free(l.apart);
	free(l.weight);
	return best;
}
