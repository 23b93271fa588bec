/* The ways to join ledgers. */
#include "tests/attack/attack.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { WINDOW = 8, ANSWERS = 7, HIGHEST_ANSWER = 4 };

/* ---- by order ---- */

struct ranked {
	double seen;
	int truth;
};

static int
by_seen(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	return x->seen < y->seen ? -1 : x->seen > y->seen;
}

static size_t
one_row_a_truth(struct rows *rows)
{
	bool is_met[ROWS_MAX] = { false };
	size_t i, n = 0;

	for (i = 0; i < rows->n; i++) {
		int truth = rows->row[i].truth;

		if (truth < 0 || truth >= ROWS_MAX || is_met[truth])
			continue;
		is_met[truth] = true;
		rows->row[n++] = rows->row[i];
	}
	rows->n = n;
	return n;
}

static bool
is_constant(const struct rows *rows, size_t seen)
{
	size_t i;

	for (i = 1; i < rows->n; i++)
		if (rows->row[i].seen[seen] != rows->row[0].seen[seen])
			return false;
	return true;
}

static void
sorted(const struct rows *rows, size_t seen, struct ranked out[ROWS_MAX])
{
	size_t i;

	for (i = 0; i < rows->n; i++)
		out[i] = (struct ranked){ rows->row[i].seen[seen], rows->row[i].truth };
	qsort(out, rows->n, sizeof(*out), by_seen);
}

/* Spearman's rho of two permutations of 0..n-1. */
static double
rank_correlation(const struct ranked *a, const struct ranked *b, size_t n)
{
	double sum = 0, m = (double)n;
	size_t i;

	for (i = 0; i < n; i++)
		sum += (double)(a[i].truth - b[i].truth) * (a[i].truth - b[i].truth);
	return 1 - 6 * sum / (m * (m * m - 1));
}

void
attack_by_order(struct order_attack *attack, struct rows *a, struct rows *b)
{
	struct ranked x[ROWS_MAX], y[ROWS_MAX];
	size_t n = one_row_a_truth(a), i, k;

	assert_always(one_row_a_truth(b) == n && n > 2);
	attack->n_a = a->n_seen;
	attack->n_b = b->n_seen;
	attack->folders++;
	for (i = 0; i < a->n_seen; i++) {
		snprintf(attack->names_a[i], NAME_MAX_BYTES, "%s", a->names[i]);
		if (is_constant(a, i))
			continue;
		sorted(a, i, x);
		for (k = 0; k < b->n_seen; k++) {
			snprintf(attack->names_b[k], NAME_MAX_BYTES, "%s", b->names[k]);
			if (is_constant(b, k))
				continue;
			sorted(b, k, y);
			attack->sum[i][k] += rank_correlation(x, y, n);
		}
	}
}

double
order_attack_strength(const struct order_attack *attack, char *how, size_t n)
{
	double best = 0;
	size_t i, k;

	for (i = 0; i < attack->n_a; i++)
		for (k = 0; k < attack->n_b; k++) {
			double mean = fabs(attack->sum[i][k]) / attack->folders;

			if (mean <= best)
				continue;
			best = mean;
			snprintf(how, n, "%s against %s", attack->names_a[i],
				attack->names_b[k]);
		}
	return best;
}

/* ---- by equal bytes ---- */

static bool
share_bytes(struct str a, struct str b)
{
	size_t i;

	for (i = 0; i + WINDOW <= a.n; i++)
		if (memmem(b.p, b.n, a.p + i, WINDOW))
			return true;
	return false;
}

double
attack_by_bytes(struct rows *a, struct rows *b)
{
	size_t i, k, right = 0, n = 0;

	for (i = 0; i < a->n; i++) {
		size_t alike = 0, wrong = 0;

		if (a->row[i].truth < 0)
			continue;
		n++;
		for (k = 0; k < b->n; k++)
			if (share_bytes(a->row[i].all, b->row[k].all)) {
				alike++;
				wrong += b->row[k].truth != a->row[i].truth;
			}
		right += alike > 0 && wrong == 0;
	}
	return n ? (double)right / (double)n : 0;
}

/* ---- by reading ---- */

static bool
has_answers(struct str s)
{
	size_t i, run = 0;

	for (i = 0; i < s.n && run < ANSWERS; i++)
		run = (uint8_t)s.p[i] <= HIGHEST_ANSWER ? run + 1 : 0;
	return run >= ANSWERS;
}

double
attack_by_reading(const struct rows *slips)
{
	size_t i, read = 0;

	for (i = 0; i < slips->n; i++)
		read += has_answers(slips->row[i].all);
	return slips->n ? (double)read / (double)slips->n : 0;
}

double
attack_by_remains(const struct rows *earlier, const struct disk *now)
{
	size_t i, found = 0;

	for (i = 0; i < earlier->n; i++) {
		struct str s = earlier->row[i].all;

		found += memmem(now->file.p, now->file.n, s.p, s.n) != NULL ||
			memmem(now->log.p, now->log.n, s.p, s.n) != NULL;
	}
	return earlier->n ? (double)found / (double)earlier->n : 0;
}
