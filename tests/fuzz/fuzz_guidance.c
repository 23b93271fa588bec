/* Any text is a guidance text or refused; a body is blocks that lie within the caps. */
#include "features/guidance/topics.h"
#include "tests/fuzz/fuzz.h"

FUZZ(guidance)
{
	struct str in = { (const char *)bytes, n };
	struct arena *a = arena_new(1 << 22);
	struct guidance_text text = { 0 };
	struct guidance_block *blocks;
	size_t n_blocks, i, items = 0;

	FUZZ_CHECK(a != NULL);
	if (guidance_text_parse(in, &text) == OK)
		FUZZ_CHECK(text.title.n > 0 && text.source.n > 0 && text.body.n > 0);
	if (guidance_blocks(a, in, &blocks, &n_blocks) == OK) {
		for (i = 0; i < n_blocks; i++)
			items += blocks[i].n;
		FUZZ_CHECK(items <= GUIDANCE_BLOCKS_MAX);
	}
	arena_free(a);
	return 0;
}
