/* The tree while it is being fitted: between tree.c and whole.c. */
#ifndef OUT_PROTECT_TREE_PARTS_H
#define OUT_PROTECT_TREE_PARTS_H

#include "out/protect/tree.h"

/* variance INFINITY: nothing is known. */
struct estimate {
	double mean, variance;
};

struct partition {
	int32_t part;
	int32_t first;		/* child; the next one in node.next */
	int32_t next;		/* partition of the same parent */
	int32_t size;
	int64_t n;		/* ballots of the children */
	struct estimate sum;	/* of the children that are known from below */
	int32_t n_unknown;	/* the others */
	bool is_binding;	/* its whole numbers have to add up to the parent's */
};

struct node {
	int32_t first_partition, next;
	struct estimate up, down, best;
	int64_t low, high;	/* what the whole number may be */
	bool is_given;		/* it has its whole number */
};

struct tree {
	const struct cell *cells;
	size_t n;
	struct figure *figures;
	const struct figure *within;	/* may be NULL */
	struct arena *arena;
	struct node *nodes;
	struct partition *partitions;
	size_t n_partitions;
};

/* Links cells to parents and partitions; ERR_LIMIT. */
enum err tree_grow(const struct cell *cells, size_t n, struct arena *a, struct tree *t);
/* The least squares estimate of t->figures: node.best. */
void tree_estimate(struct tree *t);
/* Turns the best estimates into whole figures that fit together; ERR_LIMIT when the arena is full. */
enum err tree_make_whole(struct tree *t);

#endif
