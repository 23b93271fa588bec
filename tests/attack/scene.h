/* An honest program at work in a data folder, with a leak planted into it or none. */
#ifndef TESTS_ATTACK_SCENE_H
#define TESTS_ATTACK_SCENE_H

#include "tests/attack/disk.h"
#include "tests/harness/world.h"

enum leak {
	LEAK_NONE,
	LEAK_NUMBERED_SLIPS,	/* slip ids count upwards */
	LEAK_TIME,		/* slips know when they came */
	LEAK_SIZE,		/* the size of a slip follows from the answers */
	LEAK_ONE_KEY,		/* one ephemeral key for the three slips */
	LEAK_PLACE,		/* slips lie in the file in the order in which they came */
	LEAK_REFERENCE,		/* a slip names its screening */
	LEAK_AUDIT,		/* an audit row names the screening in clear */
	LEAK_COUNT_AT_ONCE,	/* a box is counted whatever lies in it */
	LEAK_CLEAR,		/* answers are not sealed */
	LEAK_SHAPE,		/* a yes writes one row more */
	LEAK_REMAINS		/* deleted slips stay in the file */
};

enum { POSTINGS = 48 };

/* One data folder, an honest program at work in it, and somebody who notes what is true. */
struct scene {
	struct world w;
	enum leak leak;
	sqlite3 *raw;		/* plants leaks and notes truths */
	const struct scope *scope;
	service_id service;
	bool is_ready;
};

struct scene scene_new(enum leak leak, uint64_t seed);
void scene_free(struct scene *s);
#define SCENE_CLEANUP __attribute__((cleanup(scene_free)))

/* POSTINGS paper forms, and an offer of support after each. */
void scene_play(struct scene *s);
/* The paper form number `i`: seven no for an even number, else at least one yes. */
void scene_post(struct scene *s, int i);
/* The rows of a query on a copy, with their truths out of the table `name`. */
struct rows scene_rows(struct scene *s, struct disk *disk, const char *name, const char *sql);
/* The first number that a query gives. */
int64_t scene_number(sqlite3 *sql, const char *query);
/* Changes the data folder behind the program's back. */
void scene_run_sql(struct scene *s, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
