/* sqlgen takes any bytes for a room's queries and answers with C or a place and a reason. */
#include "tests/fuzz/fuzz.h"
#include "tests/paths.h"
#include "tools/sqlgen/sqlgen.h"

FUZZ(sqlgen)
{
	static char path[] = SOURCE_ROOT "/tests/golden/sqlgen/schema.txt", *paths[] = { path };
	static struct schema schema;
	static struct arena *kept;
	struct source src = {
		.a = arena_new(64 << 20), .path = "fuzz.sql", .room = STR("visit")
	};
	struct buf out = buf_new(8 << 20);
	struct str fault = STR_NULL;

	kept = kept ? kept : arena_new(8 << 20);
	FUZZ_CHECK(schema.db || schema_load(kept, paths, 1, &schema, &fault) == OK);
	src.schema = &schema;
	if (source_read(&src, (struct str){ (const char *)bytes, n }) == OK)
		emit_source(&src, &out);
	else
		FUZZ_CHECK(src.refusal.n > 0);
	buf_free(&out);
	arena_free(src.a);
	return 0;
}
