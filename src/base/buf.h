/* A growing byte buffer with a mandatory cap and a sticky error. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

/*
 * Appending never fails on the spot: the first append that would pass the cap, or find no memory,
 * marks the buffer, and it stays as it was from then on.  Whoever sends the bytes asks buf_err()
 * once.  So a template of a hundred appends has one error check, and none can be forgotten.
 *
 * Memory that a buffer gives back, because it grows or ends, is overwritten first.
 */
struct buf {
	char *p;
	size_t n;	/* bytes used */
	size_t size;	/* bytes allocated */
	size_t cap;	/* bytes allowed */
	enum err err;
};

/* An empty buffer that may grow to `cap` bytes; owns heap memory until buf_free. */
struct buf buf_new(size_t cap);
void buf_free(struct buf *b);
/* Empty again, memory and cap kept, error cleared. */
void buf_clear(struct buf *b);
void buf_put(struct buf *b, struct str s);
void buf_put_cstr(struct buf *b, const char *s);
void buf_put_byte(struct buf *b, char c);
void buf_put_int(struct buf *b, int64_t v);
/* Lower-case hexadecimal of the bytes. */
void buf_put_hex(struct buf *b, struct str bytes);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* OK, or ERR_LIMIT when an append did not fit. */
enum err buf_err(const struct buf *b);
/* The bytes so far, valid until the next append. */
struct str buf_str(const struct buf *b);

#define BUF_CLEANUP __attribute__((cleanup(buf_free)))

#endif
