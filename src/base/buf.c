/* A growing byte buffer. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { BUF_FIRST_SIZE = 256 };

struct buf
buf_new(size_t cap)
{
	assert_always(cap > 0);
	return (struct buf){ .cap = cap };
}

/* What stood there may be somebody's: freed memory keeps none of it. */
static void
give_back(struct buf *b)
{
	if (b->p)
		explicit_bzero(b->p, b->size);
	free(b->p);
}

void
buf_free(struct buf *b)
{
	give_back(b);
	*b = (struct buf){ .cap = b->cap };
}

void
buf_clear(struct buf *b)
{
	b->n = 0;
	b->err = OK;
}

/* Makes room for `more` bytes; false, and the buffer marked, when there is none. */
static bool
reserve(struct buf *b, size_t more)
{
	size_t size = b->size ? b->size : BUF_FIRST_SIZE;
	char *p;

	if (b->err != OK)
		return false;
	if (more > b->cap - b->n) {
		b->err = ERR_LIMIT;
		return false;
	}
	if (b->n + more <= b->size)
		return true;
	while (size < b->n + more)
		size *= 2;
	p = malloc(size);
	if (!p) {
		b->err = ERR_LIMIT;
		return false;
	}
	if (b->n > 0)
		memcpy(p, b->p, b->n);
	give_back(b);
	b->p = p;
	b->size = size;
	return true;
}

void
buf_put(struct buf *b, struct str s)
{
	if (s.n == 0 || !reserve(b, s.n))
		return;
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

void
buf_put_cstr(struct buf *b, const char *s)
{
	buf_put(b, str_of(s));
}

void
buf_put_byte(struct buf *b, char c)
{
	buf_put(b, (struct str){ &c, 1 });
}

void
buf_put_int(struct buf *b, int64_t v)
{
	buf_printf(b, "%lld", (long long)v);
}

void
buf_put_hex(struct buf *b, struct str bytes)
{
	static const char digits[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < bytes.n; i++) {
		unsigned char c = (unsigned char)bytes.p[i];

		buf_put_byte(b, digits[c >> 4]);
		buf_put_byte(b, digits[c & 15]);
	}
}

void
buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert_always(n >= 0);
	/* One byte more, for the NUL that vsnprintf insists on. */
	if (!reserve(b, (size_t)n + 1))
		return;
	va_start(args, format);
	vsnprintf(b->p + b->n, (size_t)n + 1, format, args);
	va_end(args);
	b->n += (size_t)n;
}

enum err
buf_err(const struct buf *b)
{
	return b->err;
}

struct str
buf_str(const struct buf *b)
{
	return b->n ? (struct str){ b->p, b->n } : STR_NULL;
}
