/* What has been counted and not been drawn: with store.c the only ones here that see true counts. */
#include "features/release/draw.sql.h"
#include "features/release/internal.h"

typedef struct sql_release_undrawn counter_row;

struct undrawn {
	counter_row *rows;	/* sorted by box */
	size_t n;
};

/* The one or two cuts whose boxes a level draws. */
static const int64_t cuts_of[LEVELS][2] = { { 0, 0 }, { CUT_INTERVENTION, CUT_OTHER },
	{ CUT_SEX, CUT_AGE }, { CUT_SEX, CUT_SEX }, { CUT_SEX, CUT_SEX } };

/* Counters only grow; one that has shrunk was tampered with, and nothing is drawn from it. */
static enum err
check_rows(const struct undrawn *u)
{
	size_t i;

	for (i = 0; i < u->n; i++)
		if (u->rows[i].n < 0)
			return ERR_DB;
	return OK;
}

static enum err
read_level(struct making *m, enum release_level level)
{
	struct undrawn *u = ARENA_NEW(m->arena, struct undrawn);

	if (!u)
		return ERR_LIMIT;
	TRY(sql_release_undrawn(m->db, m->arena,
		&(struct sql_release_undrawn_in){ .level = level, .blocked = m->blocked[level],
			.through = m->through[level], .first_cut = cuts_of[level][0],
			.other_cut = cuts_of[level][1] },
		&u->rows, &u->n));
	TRY(check_rows(u));
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

static bool
is_same_box(const counter_row *a, const counter_row *b)
{
	return a->association_id.v == b->association_id.v && a->half_year == b->half_year &&
		a->cut == b->cut && a->label == b->label;
}

/* The rows of one box from `first` on: where they end, and the box. */
static size_t
box_at(const struct undrawn *u, size_t first, enum release_level level, struct undrawn_box *box)
{
	const counter_row *row = &u->rows[first];
	size_t i;

	*box = (struct undrawn_box){ level, row->association_id, row->half_year, row->cut,
		row->label, 0 };
	for (i = first; i < u->n && is_same_box(row, &u->rows[i]); i++)
		if (u->rows[i].topic == COUNTER_BALLOTS)
			box->n += u->rows[i].n;
	return i;
}

enum err
undrawn_boxes(struct making *m, undrawn_each *each, void *context)
{
	struct undrawn_box box;
	size_t i;
	int level;

	for (level = 1; level < LEVELS; level++) {
		const struct undrawn *u = m->undrawn[level];

		for (i = 0; u && i < u->n;) {
			i = box_at(u, i, (enum release_level)level, &box);
			/* answers without ballots are no ballots' answers */
			if (box.n == 0)
				return ERR_DB;
			TRY(each(context, &box));
		}
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

static void
count_box(const struct making *m, const struct undrawn *u, size_t first, size_t end,
	const struct undrawn_box *box, struct counts *counts)
{
	int layer;
	size_t i;

	for (layer = 0; layer < OUR_LAYERS; layer++) {
		int32_t group = group_of_box(m, (enum our_layer)layer, box);

		if (group < 0)
			continue;
		for (i = first; i < end; i++)
			count_row(m, &u->rows[i], (size_t)group, counts);
	}
}

enum err
undrawn_count(struct making *m, struct counts *counts)
{
	struct undrawn_box box;
	size_t i, end;
	int level;

	for (level = 1; level < LEVELS; level++) {
		struct undrawn *u = m->undrawn[level];

		for (i = 0; u && i < u->n; i = end) {
			end = box_at(u, i, (enum release_level)level, &box);
			count_box(m, u, i, end, &box, counts);
		}
		if (u && u->n > 0)
			crypto_wipe(u->rows, u->n * sizeof(*u->rows));
		m->undrawn[level] = NULL;
	}
	return OK;
}

enum err
undrawn_mark(struct making *m, struct tx *tx)
{
	int level;

	for (level = 1; level < LEVELS; level++)
		if (m->through[level] > 0)
			TRY(sql_release_mark_drawn(tx, &(struct sql_release_mark_drawn_in){
				.level = level, .blocked = m->blocked[level],
				.through = m->through[level],
				.first_cut = cuts_of[level][0],
				.other_cut = cuts_of[level][1] }));
	return OK;
}
