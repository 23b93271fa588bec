/* Fitting: least squares, whole numbers, bounds, and what was published before. */
#include "out/protect/tree.h"

#include <math.h>
#include <stdlib.h>

#include "core/crypto/crypto.h"
#include "tests/harness/harness.h"

enum { ARENA = 16 << 20, CELLS = 64 };

struct forest {
	struct cell cells[CELLS];
	struct figure figures[CELLS];
	size_t n;
};

static int32_t
add(struct forest *f, int32_t parent, int32_t part, int64_t n, struct figure drawn)
{
	f->cells[f->n] = (struct cell){ CELL_DRAWN, parent, part, 0, n };
	f->figures[f->n] = drawn;
	return (int32_t)f->n++;
}

static void
fit(struct forest *f)
{
	struct arena *a = arena_new(ARENA);

	CHECK_ERR(OK, tree_fit(f->cells, f->n, NULL, a, f->figures));
	arena_free(a);
}

static int64_t
sum_of(const struct forest *f, int32_t parent, int32_t part)
{
	int64_t sum = 0;
	size_t c;

	for (c = 0; c < f->n; c++)
		if (f->cells[c].parent == parent && f->cells[c].part == part)
			sum += f->figures[c].value;
	return sum;
}

TEST(a_parent_drawn_with_its_two_parts_is_fitted_as_hay_and_others_have_it)
{
	struct forest f = { .n = 0 };

	/* equal variances: the difference of 9 goes in thirds */
	add(&f, -1, 0, 1000, (struct figure){ 509, 4, true });
	add(&f, 0, 1, 500, (struct figure){ 200, 4, true });
	add(&f, 0, 1, 500, (struct figure){ 300, 4, true });
	fit(&f);
	CHECK(f.figures[0].value == 506);
	CHECK(f.figures[1].value == 203 && f.figures[2].value == 303);
	/* 1 / (1/4 + 1/8) */
	CHECK(fabs(f.figures[0].variance - 8.0 / 3) < 1e-9);
	CHECK(fabs(f.figures[1].variance - 8.0 / 3) < 1e-9);
}

/* ---- against the normal equations ---- */

/* Solves A x = b in place, n by n, with pivots. */
static void
solve(double *a, double *b, size_t n)
{
	size_t i, j, k;

	for (i = 0; i < n; i++) {
		size_t best = i;

		for (j = i; j < n; j++)
			if (fabs(a[j * n + i]) > fabs(a[best * n + i]))
				best = j;
		for (k = 0; k < n; k++) {
			double t = a[i * n + k];

			a[i * n + k] = a[best * n + k];
			a[best * n + k] = t;
		}
		double t = b[i];

		b[i] = b[best];
		b[best] = t;
		for (j = i + 1; j < n; j++) {
			double f = a[j * n + i] / a[i * n + i];

			for (k = i; k < n; k++)
				a[j * n + k] -= f * a[i * n + k];
			b[j] -= f * b[i];
		}
	}
	for (i = n; i-- > 0;) {
		for (k = i + 1; k < n; k++)
			b[i] -= a[i * n + k] * b[k];
		b[i] /= a[i * n + i];
	}
}

/* x = y - S C' (C S C')^-1 C y for constraints C, a row per partition. */
static void
least_squares(const struct forest *f, const double (*c)[CELLS], size_t rows, double *x)
{
	static double m[CELLS * CELLS], b[CELLS];
	size_t i, j, k;

	for (i = 0; i < rows; i++) {
		b[i] = 0;
		for (k = 0; k < f->n; k++)
			b[i] += c[i][k] * (double)f->figures[k].value;
		for (j = 0; j < rows; j++) {
			m[i * rows + j] = 0;
			for (k = 0; k < f->n; k++)
				m[i * rows + j] += c[i][k] * f->figures[k].variance * c[j][k];
		}
	}
	solve(m, b, rows);
	for (k = 0; k < f->n; k++) {
		x[k] = (double)f->figures[k].value;
		for (i = 0; i < rows; i++)
			x[k] -= f->figures[k].variance * c[i][k] * b[i];
	}
}

/* A root with two partitions, one of whose parts has three of its own. */
static void
grow(struct forest *f, double (*c)[CELLS])
{
	static const int parents[] = { -1, 0, 0, 0, 0, 1, 1, 1, 2, 2 };
	static const int parts[] = { 0, 1, 1, 2, 2, 1, 1, 1, 4, 4 };
	static const int rows[] = { -1, 0, 0, 1, 1, 2, 2, 2, 3, 3 };
	static const int parent_of_row[] = { 0, 0, 1, 2 };
	size_t i;

	for (i = 0; i < 10; i++) {
		add(f, parents[i], parts[i], 1000000,
			(struct figure){ 1000 + crypto_random_below(50000),
				1 + crypto_random_below(900), true });
		if (rows[i] >= 0)
			c[rows[i]][i] = 1;
	}
	for (i = 0; i < 4; i++)
		c[i][parent_of_row[i]] = -1;
}

TEST(messages_over_the_tree_give_the_least_squares_of_the_normal_equations)
{
	int round;

	CHECK_ERR(OK, crypto_init());
	crypto_seed_for_tests(11);
	for (round = 0; round < 200; round++) {
		struct forest f = { .n = 0 };
		double c[4][CELLS] = { { 0 } }, x[CELLS];
		size_t i;

		grow(&f, c);
		least_squares(&f, c, 4, x);
		for (i = 0; i < f.n; i++)
			if (x[i] < 50)
				break;
		if (i < f.n)
			continue;
		fit(&f);
		for (i = 0; i < f.n; i++)
			ck_assert_double_eq_tol((double)f.figures[i].value, x[i], 2.5);
		CHECK(sum_of(&f, 0, 1) == f.figures[0].value);
		CHECK(sum_of(&f, 0, 2) == f.figures[0].value);
		CHECK(sum_of(&f, 1, 1) == f.figures[1].value);
		CHECK(sum_of(&f, 2, 4) == f.figures[2].value);
	}
}

/* ---- bounds ---- */

TEST(figures_stay_between_nothing_and_everybody_and_still_add_up)
{
	int round;

	CHECK_ERR(OK, crypto_init());
	crypto_seed_for_tests(12);
	for (round = 0; round < 2000; round++) {
		struct forest f = { .n = 0 };
		int64_t n[3], all = 0;
		size_t i;

		for (i = 0; i < 3; i++)
			all += n[i] = crypto_random_below(12);
		add(&f, -1, 0, all,
			(struct figure){ (int64_t)crypto_random_below(80) - 40, 50, true });
		for (i = 0; i < 3; i++)
			add(&f, 0, 1, n[i], (struct figure){
				(int64_t)crypto_random_below(80) - 40, 90, true });
		fit(&f);
		for (i = 0; i < f.n; i++)
			CHECK(f.figures[i].value >= 0 && f.figures[i].value <= f.cells[i].n);
		CHECK(sum_of(&f, 0, 1) == f.figures[0].value);
	}
}

TEST(an_inner_measure_is_nowhere_greater_than_its_outer_one)
{
	struct arena *a = arena_new(ARENA);
	int round;

	CHECK_ERR(OK, crypto_init());
	crypto_seed_for_tests(13);
	for (round = 0; round < 2000; round++) {
		struct forest outer = { .n = 0 }, inner;
		size_t i;

		add(&outer, -1, 0, 40, (struct figure){ crypto_random_below(60), 20, true });
		for (i = 0; i < 4; i++)
			add(&outer, 0, 1, 10,
				(struct figure){ crypto_random_below(20), 20, true });
		inner = outer;
		for (i = 0; i < 5; i++)
			inner.figures[i].value = crypto_random_below(60);
		arena_reset(a);
		CHECK_ERR(OK, tree_fit(outer.cells, 5, NULL, a, outer.figures));
		CHECK_ERR(OK, tree_fit(inner.cells, 5, outer.figures, a, inner.figures));
		for (i = 0; i < 5; i++)
			CHECK(inner.figures[i].value >= 0 &&
				inner.figures[i].value <= outer.figures[i].value);
		CHECK(sum_of(&inner, 0, 1) == inner.figures[0].value);
	}
	arena_free(a);
}

/* ---- published before ---- */

TEST(what_was_published_stays_and_the_rest_adds_up_to_it)
{
	struct forest f = { .n = 0 };

	/* a year: half of it published, half drawn; beside it the same ballots by another cut */
	add(&f, -1, 0, 200, (struct figure){ 0 });
	f.cells[0].kind = CELL_JOINT;
	f.cells[0].layer = -1;
	add(&f, 0, 1, 100, (struct figure){ 40, 0, true });
	f.cells[1].kind = CELL_FIXED;
	add(&f, 0, 1, 100, (struct figure){ 50, 8, true });
	add(&f, 0, 2, 120, (struct figure){ 60, 8, true });
	add(&f, 0, 2, 80, (struct figure){ 60, 8, true });
	fit(&f);
	CHECK(f.figures[1].value == 40);
	CHECK(f.figures[0].is_known && f.figures[0].value == 40 + f.figures[2].value);
	CHECK(sum_of(&f, 0, 2) == f.figures[0].value);
	CHECK(f.figures[2].value > 50 && f.figures[3].value < 60);
}

TEST(a_partition_that_published_figures_leave_no_room_for_does_not_bind)
{
	struct forest f = { .n = 0 };

	add(&f, -1, 0, 100, (struct figure){ 0 });
	f.cells[0].kind = CELL_JOINT;
	add(&f, 0, 1, 100, (struct figure){ 50, 0, true });
	f.cells[1].kind = CELL_FIXED;
	add(&f, 0, 2, 90, (struct figure){ 60, 0, true });
	f.cells[2].kind = CELL_FIXED;
	add(&f, 0, 2, 10, (struct figure){ 4, 2, true });
	fit(&f);
	CHECK(f.figures[1].value == 50 && f.figures[2].value == 60);
	CHECK(f.figures[3].value >= 0 && f.figures[3].value <= 10);
}

TEST(what_no_sum_tells_stays_unknown_and_what_one_tells_is_known)
{
	struct forest f = { .n = 0 };

	add(&f, -1, 0, 100, (struct figure){ 60, 4, true });
	add(&f, 0, 1, 50, (struct figure){ 20, 4, true });
	add(&f, 0, 1, 50, (struct figure){ 0 });
	add(&f, 0, 2, 50, (struct figure){ 0 });
	add(&f, 0, 2, 50, (struct figure){ 0 });
	fit(&f);
	CHECK(f.figures[2].is_known && f.figures[2].value == 40);
	CHECK(!f.figures[3].is_known && !f.figures[4].is_known);
}

TEST(cells_out_of_order_or_without_their_n_are_not_sound)
{
	struct arena *a = arena_new(ARENA);
	struct forest f = { .n = 0 };
	size_t bad = 9;

	add(&f, -1, 0, 100, (struct figure){ 0 });
	add(&f, 0, 1, 50, (struct figure){ 0 });
	add(&f, 0, 1, 50, (struct figure){ 0 });
	CHECK(tree_is_sound(f.cells, f.n, a, &bad));
	f.cells[2].n = 49;
	CHECK(!tree_is_sound(f.cells, f.n, a, &bad) && bad == 0);
	f.cells[2].n = 50;
	f.cells[2].parent = 2;
	CHECK(!tree_is_sound(f.cells, f.n, a, &bad) && bad == 2);
	arena_free(a);
}
