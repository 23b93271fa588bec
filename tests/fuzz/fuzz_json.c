/* Any text is JSON or has a fault with a place; whatever was read can be written. */
#include "core/json/json.h"
#include "tests/fuzz/fuzz.h"

static void
write_texts(struct buf *b, const struct json *value)
{
	size_t i;

	FUZZ_CHECK(str_is_utf8(value->text));
	json_put_text(b, value->text);
	for (i = 0; i < value->n; i++)
		write_texts(b, &value->items[i]);
}

FUZZ(json)
{
	struct str in = { (const char *)bytes, n };
	struct arena *a = arena_new(1 << 22);
	struct buf b = buf_new(1 << 22);
	const struct json *value;
	struct json_fault fault = { 0 };
	enum err e;

	FUZZ_CHECK(a != NULL);
	e = json_parse(in, a, &value, &fault);
	if (e == OK)
		write_texts(&b, value);
	else
		FUZZ_CHECK(e != ERR_INVALID || fault.line > 0);
	buf_free(&b);
	arena_free(a);
	return 0;
}
