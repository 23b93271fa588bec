/* Least squares over the tree, by messages upward and downward. */
#include "out/protect/tree_parts.h"

#include <math.h>

/* Two independent estimates of one number; of two exact ones the first. */
static struct estimate
combine(struct estimate a, struct estimate b)
{
	double weight;

	if (isinf(b.variance) || a.variance <= 0)
		return a;
	if (isinf(a.variance) || b.variance <= 0)
		return b;
	weight = b.variance / (a.variance + b.variance);
	return (struct estimate){ a.mean * weight + b.mean * (1 - weight),
		a.variance * weight };
}

static const struct estimate nothing = { 0, INFINITY };

static struct estimate
own_estimate(const struct tree *t, size_t cell)
{
	const struct figure *figure = &t->figures[cell];

	if (!figure->is_known)
		return nothing;
	return (struct estimate){ (double)figure->value,
		t->cells[cell].kind == CELL_FIXED ? 0 : figure->variance };
}

/* What the children of a partition say of their parent. */
static struct estimate
partition_estimate(const struct partition *p)
{
	return p->n_unknown > 0 ? nothing : p->sum;
}

static void
sum_children(const struct tree *t, struct partition *p)
{
	int32_t c;

	p->sum = (struct estimate){ 0, 0 };
	p->n_unknown = 0;
	for (c = p->first; c >= 0; c = t->nodes[c].next) {
		const struct estimate *up = &t->nodes[c].up;

		if (isinf(up->variance)) {
			p->n_unknown++;
			continue;
		}
		p->sum.mean += up->mean;
		p->sum.variance += up->variance;
	}
}

/* From the leaves: what a cell's own draw and everything below it say. */
static void
pass_up(struct tree *t)
{
	size_t c;
	int32_t p;

	for (c = t->n; c-- > 0;) {
		struct estimate up = own_estimate(t, c);

		for (p = t->nodes[c].first_partition; p >= 0; p = t->partitions[p].next) {
			sum_children(t, &t->partitions[p]);
			up = combine(up, partition_estimate(&t->partitions[p]));
		}
		t->nodes[c].up = up;
	}
}

/* What is known of the parent of a partition without the partition itself. */
static struct estimate
estimate_beside(const struct tree *t, size_t cell, int32_t partition)
{
	struct estimate e = combine(own_estimate(t, cell), t->nodes[cell].down);
	int32_t p;

	for (p = t->nodes[cell].first_partition; p >= 0; p = t->partitions[p].next)
		if (p != partition)
			e = combine(e, partition_estimate(&t->partitions[p]));
	return e;
}

/* A child is its parent less its siblings. */
static struct estimate
estimate_from_above(struct estimate parent, const struct partition *p, struct estimate up)
{
	bool is_unknown = isinf(up.variance);

	if (p->n_unknown > is_unknown || isinf(parent.variance))
		return nothing;
	if (is_unknown)
		up = (struct estimate){ 0, 0 };
	return (struct estimate){ parent.mean - (p->sum.mean - up.mean),
		parent.variance + fmax(0, p->sum.variance - up.variance) };
}

static void
pass_down(struct tree *t)
{
	size_t v;
	int32_t p, c;

	for (v = 0; v < t->n; v++) {
		if (t->cells[v].parent < 0)
			t->nodes[v].down = nothing;
		for (p = t->nodes[v].first_partition; p >= 0; p = t->partitions[p].next) {
			struct estimate parent = estimate_beside(t, v, p);

			for (c = t->partitions[p].first; c >= 0; c = t->nodes[c].next)
				t->nodes[c].down = estimate_from_above(
					parent, &t->partitions[p], t->nodes[c].up);
		}
		t->nodes[v].best = combine(t->nodes[v].up, t->nodes[v].down);
	}
}

/* The partition of the parent with that number; a new one when it has none yet. */
static struct partition *
partition_of(struct tree *t, int32_t parent, int32_t part)
{
	struct partition *p;
	int32_t i;

	for (i = t->nodes[parent].first_partition; i >= 0; i = t->partitions[i].next)
		if (t->partitions[i].part == part)
			return &t->partitions[i];
	i = (int32_t)t->n_partitions++;
	p = &t->partitions[i];
	*p = (struct partition){ .part = part, .first = -1,
		.next = t->nodes[parent].first_partition };
	t->nodes[parent].first_partition = i;
	return p;
}

enum err
tree_grow(const struct cell *cells, size_t n, struct arena *a, struct tree *t)
{
	size_t c;

	if (n > INT32_MAX)
		return ERR_LIMIT;
	t->cells = cells;
	t->n = n;
	t->nodes = ARENA_ARRAY(a, struct node, n + 1);
	t->partitions = ARENA_ARRAY(a, struct partition, n + 1);
	if (!t->nodes || !t->partitions)
		return ERR_LIMIT;
	for (c = 0; c < n; c++)
		t->nodes[c].first_partition = t->nodes[c].next = -1;
	/* from the end, so that children stand in their own order */
	for (c = n; c-- > 0;) {
		struct partition *p;

		if (cells[c].parent < 0)
			continue;
		p = partition_of(t, cells[c].parent, cells[c].part);
		t->nodes[c].next = p->first;
		p->first = (int32_t)c;
		p->size++;
		p->n += cells[c].n;
	}
	return OK;
}

bool
tree_is_sound(const struct cell *cells, size_t n_cells, struct arena *a, size_t *bad)
{
	struct tree t = { 0 };
	int32_t p;
	size_t c;

	for (c = 0; c < n_cells; c++) {
		int32_t parent = cells[c].parent;

		*bad = c;
		if (cells[c].n < 0 || parent >= (int32_t)c ||
				(parent >= 0 && cells[parent].kind == CELL_FIXED))
			return false;
	}
	if (tree_grow(cells, n_cells, a, &t) != OK)
		return false;
	for (c = 0; c < n_cells; c++)
		for (p = t.nodes[c].first_partition; p >= 0; p = t.partitions[p].next)
			if (t.partitions[p].n != cells[c].n) {
				*bad = c;
				return false;
			}
	return true;
}

void
tree_estimate(struct tree *t)
{
	pass_up(t);
	pass_down(t);
}

enum err
tree_fit(const struct cell *cells, size_t n_cells, const struct figure *within,
	struct arena *a, struct figure *figures)
{
	struct tree t = { .figures = figures, .within = within, .arena = a };

	TRY(tree_grow(cells, n_cells, a, &t));
	tree_estimate(&t);
	return tree_make_whole(&t);
}
