/* Whole numbers near the estimates: in their bounds, and adding up. */
#include "out/protect/tree_parts.h"

#include <math.h>
#include <stdlib.h>

static bool
is_known(const struct tree *t, size_t cell)
{
	return !isinf(t->nodes[cell].best.variance);
}

static bool
all_known(const struct tree *t, const struct partition *p)
{
	int32_t c;

	for (c = p->first; c >= 0; c = t->nodes[c].next)
		if (!is_known(t, (size_t)c))
			return false;
	return true;
}

static void
own_bounds(struct tree *t, size_t cell)
{
	struct node *node = &t->nodes[cell];

	if (t->cells[cell].kind == CELL_FIXED && t->figures[cell].is_known) {
		node->low = node->high = t->figures[cell].value;
		return;
	}
	node->low = 0;
	node->high = t->cells[cell].n;
	if (t->within && t->within[cell].is_known)
		node->high = t->within[cell].value;
}

/*
 * From the leaves: a parent can be what its children can be together.  A partition that published
 * figures leave no room for does not bind.
 */
static void
find_bounds(struct tree *t)
{
	size_t v;
	int32_t p, c;

	for (v = t->n; v-- > 0;) {
		struct node *node = &t->nodes[v];

		own_bounds(t, v);
		for (p = node->first_partition; p >= 0; p = t->partitions[p].next) {
			struct partition *part = &t->partitions[p];
			int64_t low = 0, high = 0;

			for (c = part->first; c >= 0; c = t->nodes[c].next) {
				low += t->nodes[c].low;
				high += t->nodes[c].high;
			}
			low = low > node->low ? low : node->low;
			high = high < node->high ? high : node->high;
			part->is_binding = low <= high && is_known(t, v) && all_known(t, part);
			if (part->is_binding) {
				node->low = low;
				node->high = high;
			}
		}
	}
}

static double
within_bounds(const struct node *node, double x)
{
	return fmin(fmax(x, (double)node->low), (double)node->high);
}

/* How strongly a cell yields; a sum that is known exactly yields last. */
static double
yield_of(const struct node *node)
{
	return fmax(node->best.variance, 1e-6);
}

struct moved {
	double sum, yield;	/* of all children; of those that can still move */
};

static struct moved
move_all(const struct tree *t, const struct partition *p, double shift)
{
	struct moved m = { 0, 0 };
	int32_t c;

	for (c = p->first; c >= 0; c = t->nodes[c].next) {
		const struct node *node = &t->nodes[c];
		double x = node->best.mean + shift * yield_of(node);

		m.sum += within_bounds(node, x);
		if (x > (double)node->low && x < (double)node->high)
			m.yield += yield_of(node);
	}
	return m;
}

/*
 * The common shift (a Lagrange multiplier) at which the children, each moved in proportion to its
 * variance and kept in its bounds, add up to `total`: the weighted least squares projection.
 * Newton steps kept inside a bracket; the sum never falls as the shift grows.
 */
static double
find_shift(const struct tree *t, const struct partition *p, double total)
{
	double from = -1, to = 1, shift = 0;
	int i;

	for (i = 0; i < 80 && move_all(t, p, from).sum > total; i++)
		from *= 2;
	for (i = 0; i < 80 && move_all(t, p, to).sum < total; i++)
		to *= 2;
	for (i = 0; i < 200; i++) {
		struct moved m = move_all(t, p, shift);
		double next;

		if (fabs(m.sum - total) < 1e-9)
			break;
		if (m.sum > total)
			to = shift;
		else
			from = shift;
		next = m.yield > 0 ? shift + (total - m.sum) / m.yield : from;
		shift = next > from && next < to ? next : (from + to) / 2;
	}
	return shift;
}

struct rest {
	double rest;
	int32_t cell;
};

/* The largest remainder first, then the order of the cells. */
static int
rest_cmp(const void *a, const void *b)
{
	const struct rest *x = a, *y = b;

	if (x->rest > y->rest)
		return -1;
	if (x->rest < y->rest)
		return 1;
	return x->cell < y->cell ? -1 : x->cell > y->cell;
}

/* Gives out `left` in ones, to whom has most coming; a negative one is taken back. */
static void
settle(struct tree *t, struct rest *rests, size_t n, int64_t left)
{
	size_t i;

	while (left != 0) {
		int64_t before = left;

		for (i = 0; i < n && left != 0; i++) {
			size_t k = left > 0 ? i : n - 1 - i;
			int32_t c = rests[k].cell;
			int64_t *value = &t->figures[c].value;

			if (left > 0 && *value < t->nodes[c].high) {
				++*value;
				left--;
			} else if (left < 0 && *value > t->nodes[c].low) {
				--*value;
				left++;
			}
		}
		/* the bounds of the parent are the sums of these bounds */
		assert_always(left != before);
	}
}

static enum err
divide(struct tree *t, const struct partition *p, int64_t total)
{
	struct rest *rests = ARENA_ARRAY(t->arena, struct rest, (size_t)p->size);
	double shift = find_shift(t, p, (double)total);
	int64_t left = total;
	size_t n = 0;
	int32_t c;

	if (!rests)
		return ERR_LIMIT;
	for (c = p->first; c >= 0; c = t->nodes[c].next) {
		struct node *node = &t->nodes[c];
		double x = within_bounds(node, node->best.mean + shift * yield_of(node));
		int64_t whole = (int64_t)floor(x + 1e-9);

		t->figures[c].value = whole;
		node->is_given = true;
		rests[n++] = (struct rest){ x - (double)whole, c };
		left -= whole;
	}
	qsort(rests, n, sizeof(*rests), rest_cmp);
	settle(t, rests, n, left);
	return OK;
}

enum err
tree_make_whole(struct tree *t)
{
	size_t v;
	int32_t p;

	find_bounds(t);
	for (v = 0; v < t->n; v++)
		t->nodes[v].is_given = false;
	for (v = 0; v < t->n; v++) {
		struct node *node = &t->nodes[v];
		struct figure *figure = &t->figures[v];

		if (t->cells[v].kind == CELL_FIXED)
			continue;
		figure->is_known = is_known(t, v);
		if (!figure->is_known) {
			*figure = (struct figure){ 0 };
			continue;
		}
		figure->variance = node->best.variance;
		if (!node->is_given)
			figure->value = (int64_t)floor(
				within_bounds(node, node->best.mean) + 0.5);
		for (p = node->first_partition; p >= 0; p = t->partitions[p].next)
			if (t->partitions[p].is_binding)
				TRY(divide(t, &t->partitions[p], figure->value));
	}
	return OK;
}
