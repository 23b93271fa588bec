/* What has been counted and not been drawn: with store.c the only ones here that see true counts. */
#include "features/release/draw.sql.h"
#include "features/release/internal.h"

typedef struct sql_release_undrawn counter_row;
typedef struct sql_release_undrawn_boxes box_row;

enum { BOX_ARENA = 256 * 1024 };

/* Only the boxes are kept: what they hold is read box by box, when it is added up. */
struct undrawn {
	box_row *boxes;		/* sorted */
	size_t n;
};

/* The one or two cuts whose boxes a level draws. */
static const int64_t cuts_of[LEVELS][2] = { { 0, 0 }, { CUT_INTERVENTION, CUT_OTHER },
	{ CUT_SEX, CUT_AGE }, { CUT_SEX, CUT_SEX }, { CUT_SEX, CUT_SEX } };

/* Counters only grow; one that has shrunk was tampered with, and nothing is drawn from it. */
static enum err
read_level(struct making *m, enum release_level level)
{
	struct undrawn *u = ARENA_NEW(m->arena, struct undrawn);
	size_t i;

	if (!u)
		return ERR_LIMIT;
	TRY(sql_release_undrawn_boxes(m->db, m->arena,
		&(struct sql_release_undrawn_boxes_in){ .level = level,
			.blocked = m->blocked[level], .through = m->through[level],
			.first_cut = cuts_of[level][0], .other_cut = cuts_of[level][1] },
		&u->boxes, &u->n));
	for (i = 0; i < u->n; i++)
		if (u->boxes[i].n < 0)
			return ERR_DB;
	m->undrawn[level] = u;
	return OK;
}

enum err
undrawn_read(struct making *m)
{
	int level;

	for (level = 1; level < LEVELS; level++)
		if (m->through[level] > 0)
			TRY(read_level(m, (enum release_level)level));
	return OK;
}

static struct undrawn_box
box_of(const struct undrawn *u, size_t i, int level)
{
	const box_row *row = &u->boxes[i];

	return (struct undrawn_box){ (enum release_level)level, row->association_id,
		row->half_year, row->cut, row->label, row->n, row->is_new };
}

enum err
undrawn_boxes(struct making *m, undrawn_each *each, void *context)
{
	size_t i;
	int level;

	for (level = 1; level < LEVELS; level++)
		for (i = 0; m->undrawn[level] && i < m->undrawn[level]->n; i++) {
			struct undrawn_box box = box_of(m->undrawn[level], i, level);

			TRY(each(context, &box));
		}
	return OK;
}

static void
count_row(const struct making *m, const counter_row *row, size_t group, struct counts *counts)
{
	uint64_t measures = m->reading.measures[row->topic][row->answer];

	for (; measures; measures &= measures - 1)
		counts_add(counts, group, (size_t)__builtin_ctzll(measures), row->n);
}

/* What a count of boxes carries from one to the next. */
struct counting {
	struct making *m;
	struct arena *a;	/* of one box */
	struct counts *counts;
};

/* Nothing has to be looked up of what was drawn before: most boxes of a release are new. */
static enum err
read_new_box(const struct counting *c, const struct undrawn_box *box, counter_row **rows,
	size_t *n)
{
	struct sql_release_new_box *found;
	size_t i;

	TRY(sql_release_new_box(c->m->db, c->a, &(struct sql_release_new_box_in){
		.association_id = box->association, .half_year = box->half_year,
		.cut = box->cut, .label = box->label }, &found, n));
	*rows = ARENA_ARRAY(c->a, counter_row, *n + 1);
	if (!*rows)
		return ERR_LIMIT;
	for (i = 0; i < *n; i++)
		(*rows)[i] = (counter_row){ found[i].topic, found[i].answer, found[i].n };
	return OK;
}

static enum err
read_box(const struct counting *c, const struct undrawn_box *box, counter_row **rows, size_t *n)
{
	size_t i;

	if (box->is_new)
		return read_new_box(c, box, rows, n);
	TRY(sql_release_undrawn(c->m->db, c->a, &(struct sql_release_undrawn_in){
		.level = box->level, .association_id = box->association,
		.half_year = box->half_year, .cut = box->cut, .label = box->label }, rows, n));
	for (i = 0; i < *n; i++)
		if ((*rows)[i].n < 0)
			return ERR_DB;
	return OK;
}

static enum err
count_box(void *context, const struct undrawn_box *box)
{
	struct counting *c = context;
	counter_row *rows;
	size_t n, i;
	int layer;

	/* the reset overwrites what the box before it held */
	arena_reset(c->a);
	TRY(read_box(c, box, &rows, &n));
	for (layer = 0; layer < OUR_LAYERS; layer++) {
		int32_t group = group_of_box(c->m, (enum our_layer)layer, box);

		for (i = 0; group >= 0 && i < n; i++)
			count_row(c->m, &rows[i], (size_t)group, c->counts);
	}
	return OK;
}

enum err
undrawn_count(struct making *m, struct counts *counts)
{
	struct counting c = { m, arena_new(BOX_ARENA), counts };
	enum err e = c.a ? undrawn_boxes(m, count_box, &c) : ERR_LIMIT;

	arena_free(c.a);
	return e;
}

static enum err
mark_box(void *context, const struct undrawn_box *box)
{
	struct tx *tx = context;

	if (box->is_new)
		return sql_release_mark_new(tx, &(struct sql_release_mark_new_in){
			.level = box->level, .association_id = box->association,
			.half_year = box->half_year, .cut = box->cut, .label = box->label });
	return sql_release_mark_drawn(tx, &(struct sql_release_mark_drawn_in){
		.level = box->level, .association_id = box->association,
		.half_year = box->half_year, .cut = box->cut, .label = box->label });
}

enum err
undrawn_mark(struct making *m, struct tx *tx)
{
	return undrawn_boxes(m, mark_box, tx);
}
