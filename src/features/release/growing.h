/* The groups of a release while they are found: between groups.c and sums.c. */
#ifndef FEATURES_RELEASE_GROWING_H
#define FEATURES_RELEASE_GROWING_H

#include "features/release/draw.sql.h"
#include "features/release/internal.h"

typedef struct sql_release_waiting waiting_row;

struct growing {
	struct making *m;
	struct group *fresh;	/* of boxes, in the order of their level */
	size_t n_fresh, fresh_size;
	/* what earlier releases have shown of the same periods, by layer */
	struct group *earlier[OUR_LAYERS];
	size_t n_earlier[OUR_LAYERS];
	waiting_row *waiting;
	size_t n_waiting;
};

enum err add_group(struct making *m, const struct group *g);

bool is_cell(const struct group *g);
bool has_same_period(const struct making *m, enum our_layer a, enum our_layer b);
/* Two levels hold the same ballots only if both have drawn all that there is, now. */
bool are_level(const struct making *m, enum release_level a, enum release_level b, int32_t from,
	int32_t halves);
/* No slip of the association waits in a box of these cuts (bits). */
bool is_all_counted(const struct growing *gr, const struct group *g, unsigned cuts);

/* Readies the lookup of sums for the half-years from..to; ERR_LIMIT. */
enum err sums_begin(struct making *m, int32_t from, int32_t to);
/* A group that is a sum, once it has its number, is found from then on. */
void sums_note(struct making *m, int32_t number);
/* The sum of that kind for a group's period, place and county; -1 when there is none. */
int32_t sum_of(const struct making *m, enum group_kind kind, const struct group *g);
/* What the sum of a place is a part of: its county's, else the nation's, else -1. */
int32_t parent_of_place(const struct making *m, const struct group *place);
/* What a cell of the nation or of a county is a part of, with what it has drawn; -1. */
int32_t parent_of_wide(const struct making *m, const struct group *cell);
/* A sum of the nation, or of the county, for every period in which an association has something new. */
enum err add_wide_sums(struct growing *gr, enum group_kind kind);
/* A sum of the place of an association's cell, unless it has one. */
enum err add_place_sum(struct making *m, const struct group *cell);

#endif
