/* Reading JSON into the arena, strictly, and writing its strings. */
#include "core/json/json.h"

#include <jansson.h>

static enum err copy_value(json_t *from, struct arena *a, int depth, struct json *to);

static struct str
copy_text(json_t *from, struct arena *a)
{
	struct str raw = { json_string_value(from), json_string_length(from) };

	return arena_str(a, raw);
}

static enum err
copy_array(json_t *from, struct arena *a, int depth, struct json *to)
{
	size_t n = json_array_size(from), i;
	struct json *items = ARENA_ARRAY(a, struct json, n + 1);

	if (!items)
		return ERR_LIMIT;
	for (i = 0; i < n; i++)
		TRY(copy_value(json_array_get(from, i), a, depth + 1, &items[i]));
	to->items = items;
	to->n = n;
	return OK;
}

static enum err
copy_object(json_t *from, struct arena *a, int depth, struct json *to)
{
	size_t n = json_object_size(from), i = 0;
	struct json *items = ARENA_ARRAY(a, struct json, n + 1);
	const char *name;
	json_t *value;

	if (!items)
		return ERR_LIMIT;
	json_object_foreach(from, name, value) {
		TRY(copy_value(value, a, depth + 1, &items[i]));
		items[i++].name = arena_str(a, str_of(name));
	}
	to->items = items;
	to->n = n;
	return OK;
}

static enum err
copy_value(json_t *from, struct arena *a, int depth, struct json *to)
{
	if (depth > JSON_DEPTH_MAX)
		return ERR_INVALID;
	switch (json_typeof(from)) {
	case JSON_OBJECT:
		to->kind = JSON_IS_OBJECT;
		return copy_object(from, a, depth, to);
	case JSON_ARRAY:
		to->kind = JSON_IS_ARRAY;
		return copy_array(from, a, depth, to);
	case JSON_STRING:
		to->kind = JSON_IS_TEXT;
		to->text = copy_text(from, a);
		return OK;
	case JSON_INTEGER:
		to->kind = JSON_IS_INT;
		to->number = json_integer_value(from);
		return OK;
	case JSON_REAL:
		to->kind = JSON_IS_REAL;
		return OK;
	case JSON_TRUE:
	case JSON_FALSE:
		to->kind = JSON_IS_BOOL;
		to->number = json_typeof(from) == JSON_TRUE;
		return OK;
	case JSON_NULL:
		to->kind = JSON_IS_NULL;
		return OK;
	}
	return ERR_INVALID;
}

enum err
json_parse(struct str text, struct arena *a, const struct json **out, struct json_fault *fault)
{
	json_error_t error;
	json_t *root;
	struct json *copy;
	enum err e;

	if (text.n > JSON_BYTES_MAX)
		return ERR_LIMIT;
	root = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &error);
	if (!root) {
		*fault = (struct json_fault){ error.line > 0 ? error.line : 1,
			error.column > 0 ? error.column : 1, arena_str(a, str_of(error.text)) };
		return ERR_INVALID;
	}
	copy = ARENA_NEW(a, struct json);
	e = copy ? copy_value(root, a, 1, copy) : ERR_LIMIT;
	json_decref(root);
	if (e == OK && arena_is_full(a))
		e = ERR_LIMIT;
	if (e == ERR_INVALID)
		*fault = (struct json_fault){ 1, 1, STR("nested too deeply") };
	if (e == OK)
		*out = copy;
	return e;
}

const struct json *
json_member(const struct json *value, const char *name)
{
	size_t i;

	if (!value || value->kind != JSON_IS_OBJECT)
		return NULL;
	for (i = 0; i < value->n; i++)
		if (str_eq(value->items[i].name, str_of(name)))
			return &value->items[i];
	return NULL;
}

struct str
json_member_text(const struct json *value, const char *name)
{
	const struct json *member = json_member(value, name);

	return member && member->kind == JSON_IS_TEXT ? member->text : STR_NULL;
}

void
json_put_text(struct buf *b, struct str s)
{
	size_t i;

	buf_put_byte(b, '"');
	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\')
			buf_put_byte(b, '\\');
		if (c < 0x20)
			buf_printf(b, "\\u%04x", c);
		else
			buf_put_byte(b, (char)c);
	}
	buf_put_byte(b, '"');
}
