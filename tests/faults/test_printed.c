/* What somebody else wrote into a file is printed as text, and steers no terminal. */
#include <stdio.h>
#include <sys/stat.h>

#include "tests/faults/program.h"
#include "tests/harness/harness.h"

#define STEERING "\x1b]0;title\x07\x1b[2Jallt gick bra\xC2\x9b" "1A"

static void
put_file(struct world *w, const char *folder, const char *name, const char *text)
{
	FILE *f = fopen(arena_printf(w->arena, "%s/%s", folder, name).p, "wb");

	CHECK(f && fputs(text, f) >= 0 && fclose(f) == 0);
}

static void
expect_text(struct str said)
{
	size_t i;

	CHECK(str_contains(said, STR("allt gick bra")));
	for (i = 0; i < said.n; i++) {
		unsigned char c = (unsigned char)said.p[i];

		ck_assert_msg((c >= ' ' && c != 0x7f) || c == '\n', "%.*s", STR_ARG(said));
		CHECK(c != 0xC2 || i + 1 == said.n || (unsigned char)said.p[i + 1] >= 0xA0);
	}
}

TEST(a_file_to_be_imported_cannot_steer_the_terminal)
{
	struct world w WORLD_CLEANUP = world_new();
	const char *folder = arena_printf(w.arena, "%s/import", w.dir).p;
	struct str said;

	CHECK(mkdir(folder, 0700) == 0);
	put_file(&w, folder, "organisations.csv",
		"id,name,kind,parent_id,municipality,note," STEERING "\n");
	put_file(&w, folder, "services.csv", "id\n");
	CHECK(PROGRAM(&w, &said, "import", "catalogue", folder) == 1);
	expect_text(said);
	put_file(&w, folder, "q.json", "{\"\\u001b]0;x\\u0007allt gick bra\": 1}");
	CHECK(PROGRAM(&w, &said, "import", "instrument",
		arena_printf(w.arena, "%s/q.json", folder).p) == 1);
	expect_text(said);
}
