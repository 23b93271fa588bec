/* Memory of one request: taken piece by piece, given back all at once. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/buf.h"

struct arena;

/* An arena that hands out at most `cap` bytes in all; NULL when the machine has no memory. */
struct arena *arena_new(size_t cap);
void arena_free(struct arena *a);
/*
 * Everything handed out becomes invalid; the first block is kept for the next request.  Both overwrite
 * what was handed out: answers, passwords and whole pages lie there.
 */
void arena_reset(struct arena *a);

/* `n` zeroed bytes, aligned for any type; NULL past the cap (the caller answers ERR_LIMIT). */
void *arena_alloc(struct arena *a, size_t n);
/* Room for `count` things, or NULL past the cap or on overflow of the product. */
void *arena_array(struct arena *a, size_t count, size_t size);
#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, count) ((type *)arena_array((a), (count), sizeof(type)))

/* A copy with a NUL behind it; the empty slice past the cap (see arena_is_full). */
struct str arena_str(struct arena *a, struct str s);
/* printf into the arena; the empty slice past the cap. */
struct str arena_printf(struct arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* A NUL-terminated copy, or NULL past the cap. */
const char *arena_cstr(struct arena *a, struct str s);
/* In lower case and without accents: "Södertälje" gives "sodertalje"; the empty slice past the cap. */
struct str str_fold(struct arena *a, struct str s);
/* The same into `out`, which has room for s.n bytes; how many they became. */
size_t str_fold_bytes(struct str s, char *out);
/* Whether anything was refused since the last reset. */
bool arena_is_full(const struct arena *a);

/* Overwrites everything handed out, where a reset must wait. */
void arena_wipe(struct arena *a);

#endif
