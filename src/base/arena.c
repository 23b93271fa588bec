/* Memory of one request. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK_SIZE = 16 * 1024, PRINTF_NEAR = 200 };

struct block {
	struct block *next;
	size_t size, used;
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct block *first, *current;
	size_t cap, taken;
	bool is_full;
};

static struct block *
block_new(size_t size)
{
	struct block *b = malloc(sizeof(*b) + size);

	if (b)
		*b = (struct block){ .size = size };
	return b;
}

struct arena *
arena_new(size_t cap)
{
	struct arena *a = calloc(1, sizeof(*a));

	if (!a)
		return NULL;
	a->first = block_new(BLOCK_SIZE);
	if (!a->first) {
		free(a);
		return NULL;
	}
	a->current = a->first;
	a->cap = cap;
	return a;
}

static void
free_after(struct block *b)
{
	struct block *next = b->next;

	b->next = NULL;
	while (next) {
		b = next;
		next = b->next;
		free(b);
	}
}

void
arena_wipe(struct arena *a)
{
	struct block *b;

	for (b = a->first; b; b = b->next)
		explicit_bzero(b->bytes, b->used);
}

void
arena_free(struct arena *a)
{
	if (!a)
		return;
	arena_wipe(a);
	free_after(a->first);
	free(a->first);
	free(a);
}

void
arena_reset(struct arena *a)
{
	arena_wipe(a);
	free_after(a->first);
	a->first->used = 0;
	a->current = a->first;
	a->taken = 0;
	a->is_full = false;
}

static void *
refuse(struct arena *a)
{
	a->is_full = true;
	return NULL;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	size_t rounded = (n + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	void *p;

	if (rounded < n || rounded > a->cap - a->taken)
		return refuse(a);
	if (rounded > a->current->size - a->current->used) {
		struct block *b = block_new(rounded > BLOCK_SIZE ? rounded : BLOCK_SIZE);

		if (!b)
			return refuse(a);
		a->current->next = b;
		a->current = b;
	}
	p = a->current->bytes + a->current->used;
	a->current->used += rounded;
	a->taken += rounded;
	return memset(p, 0, n);
}

void *
arena_array(struct arena *a, size_t count, size_t size)
{
	size_t n;

	if (__builtin_mul_overflow(count, size, &n))
		return refuse(a);
	return arena_alloc(a, n);
}

struct str
arena_str(struct arena *a, struct str s)
{
	const char *p = arena_cstr(a, s);

	return p ? (struct str){ p, s.n } : STR_NULL;
}

const char *
arena_cstr(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);

	if (p && s.n)
		memcpy(p, s.p, s.n);
	return p;
}

struct str
arena_printf(struct arena *a, const char *format, ...)
{
	char near[PRINTF_NEAR];
	va_list args;
	char *p;
	int n;

	/* Addresses and numbers are short: most texts are formatted once. */
	va_start(args, format);
	n = vsnprintf(near, sizeof(near), format, args);
	va_end(args);
	assert_always(n >= 0);
	p = arena_alloc(a, (size_t)n + 1);
	if (!p)
		return STR_NULL;
	if ((size_t)n < sizeof(near)) {
		memcpy(p, near, (size_t)n + 1);
		return (struct str){ p, (size_t)n };
	}
	va_start(args, format);
	vsnprintf(p, (size_t)n + 1, format, args);
	va_end(args);
	return (struct str){ p, (size_t)n };
}

bool
arena_is_full(const struct arena *a)
{
	return a->is_full;
}
