/* gzip (RFC 1952) with the padding in the extra field of its header. */
#include "core/http/squeeze.h"

#include <stdlib.h>
#include <zlib.h>

enum {
	WINDOW_BITS_GZIP = 15 + 16,
	MEMORY_LEVEL = 8,
	LEVEL = 9,
	/* XLEN, the name and the length of the one subfield. */
	EXTRA_HEAD = 2 + 4,
	EXTRA_MAX = 40 * 1024
};

/* One pass with `extra` bytes in the header; *n says how long it became. */
static enum err
deflate_once(struct str bytes, struct str extra, struct buf *out)
{
	z_stream z = { 0 };
	gz_header head = { .os = 255 };
	char piece[4096];
	enum err e = OK;
	int rc;

	if (deflateInit2(&z, LEVEL, Z_DEFLATED, WINDOW_BITS_GZIP, MEMORY_LEVEL,
		Z_DEFAULT_STRATEGY) != Z_OK)
		return ERR_LIMIT;
	head.extra = extra.n > 0 ? (Bytef *)(uintptr_t)extra.p : NULL;
	head.extra_len = (uInt)extra.n;
	deflateSetHeader(&z, &head);
	z.next_in = (Bytef *)(uintptr_t)bytes.p;
	z.avail_in = (uInt)bytes.n;
	do {
		z.next_out = (Bytef *)piece;
		z.avail_out = sizeof(piece);
		rc = deflate(&z, Z_FINISH);
		buf_put(out, (struct str){ piece, sizeof(piece) - z.avail_out });
	} while (rc == Z_OK);
	if (rc != Z_STREAM_END)
		e = ERR_LIMIT;
	deflateEnd(&z);
	return e == OK ? buf_err(out) : e;
}

/* A subfield of zeros with a name that nobody has registered. */
static void
name_extra(char *extra, size_t n)
{
	size_t data = n - (EXTRA_HEAD - 2);

	extra[0] = 'p';
	extra[1] = 'd';
	extra[2] = (char)(data & 0xff);
	extra[3] = (char)(data >> 8);
}

enum err
squeeze(struct str bytes, size_t block, struct buf *out)
{
	static const char zeros[EXTRA_MAX];
	struct buf bare BUF_CLEANUP = buf_new(out->cap), extra BUF_CLEANUP = buf_new(EXTRA_MAX);
	size_t n;

	TRY(deflate_once(bytes, STR_NULL, &bare));
	if (block == 0) {
		buf_put(out, buf_str(&bare));
		return buf_err(out);
	}
	n = (bare.n + EXTRA_HEAD + block - 1) / block * block - bare.n - 2;
	buf_put(&extra, (struct str){ zeros, n });
	TRY(buf_err(&extra));
	name_extra(extra.p, n);
	return deflate_once(bytes, buf_str(&extra), out);
}
