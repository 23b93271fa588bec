/* Slices of text: a pointer and a length, never owned, never NUL-terminated by promise. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/err.h"

/* Bytes p[0..n); valid UTF-8 wherever it came through str_is_utf8, raw bytes for blobs. */
struct str {
	const char *p;
	size_t n;
};

#define STR(lit) ((struct str){ "" lit, sizeof(lit) - 1 })
#define STR_NULL ((struct str){ "", 0 })
/* For printf: printf("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).n, (s).p

/* The slice of a NUL-terminated string; NULL gives the empty slice. */
struct str str_of(const char *cstr);
bool str_eq(struct str a, struct str b);
/* -1, 0 or 1 by bytes, shorter first. */
int str_cmp(struct str a, struct str b);
bool str_is_empty(struct str s);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Index of the first `byte`, or -1. */
ptrdiff_t str_find_byte(struct str s, char byte);
bool str_contains(struct str s, struct str part);
/* Without spaces, tabs and line ends at either end. */
struct str str_trim(struct str s);
/* Bytes [from, to), clamped to the slice. */
struct str str_sub(struct str s, size_t from, size_t to);
/*
 * Splits off what stands before the first `sep` and moves `rest` behind it.  False when `rest` was
 * already spent (p == NULL); the last part leaves `rest` spent.
 */
bool str_split(struct str *rest, char sep, struct str *part);
/* Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF (RFC 3629). */
bool str_is_utf8(struct str s);
/* Number of code points; the slice must be valid UTF-8. */
size_t str_code_points(struct str s);
/* Whole slice as a decimal integer with an optional minus; ERR_INVALID otherwise. */
enum err str_to_int(struct str s, int64_t *out);
/* Compare without looking at the time it takes; lengths are not secret. */
bool str_eq_secret(struct str a, struct str b);

#endif
