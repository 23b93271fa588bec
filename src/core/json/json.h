/* Reading JSON into the arena, strictly, and writing its strings. */
#ifndef CORE_JSON_JSON_H
#define CORE_JSON_JSON_H

#include "base/arena.h"

enum json_kind {
	JSON_IS_NULL,
	JSON_IS_BOOL,
	JSON_IS_INT,
	JSON_IS_REAL,
	JSON_IS_TEXT,
	JSON_IS_ARRAY,
	JSON_IS_OBJECT
};

/* A value; members and items stand in the order of the file. */
struct json {
	enum json_kind kind;
	int64_t number;			/* JSON_IS_INT; JSON_IS_BOOL: 0 or 1 */
	struct str text;		/* JSON_IS_TEXT, valid UTF-8 */
	struct str name;		/* as a member of an object */
	const struct json *items;	/* JSON_IS_ARRAY, JSON_IS_OBJECT */
	size_t n;
};

/* Where and why a text is no JSON (RFC 8259). */
struct json_fault {
	int line, column;		/* from 1 */
	struct str reason;		/* English, of the parser */
};

enum { JSON_BYTES_MAX = 1024 * 1024, JSON_DEPTH_MAX = 16 };

/*
 * ERR_INVALID with `fault` for what is no JSON, has a member twice, a NUL in a text or is nested
 * deeper than JSON_DEPTH_MAX; ERR_LIMIT past JSON_BYTES_MAX or when the arena is full.
 */
enum err json_parse(struct str text, struct arena *a, const struct json **out,
	struct json_fault *fault);
/* The member of an object, or NULL when it is not there or `value` is no object. */
const struct json *json_member(const struct json *value, const char *name);
/* The text of a member, or the empty slice when it is missing or no text. */
struct str json_member_text(const struct json *value, const char *name);

/* A quoted string with everything escaped that RFC 8259 asks for. */
void json_put_text(struct buf *b, struct str s);

#endif
