/* The journal: what it keeps over a crash, and what it refuses. */
#include "features/release/journal.h"

#include <stdio.h>

#include "tests/harness/harness.h"
#include "tests/harness/world.h"

enum { ARENA = 4 << 20 };

static void
write_text(const char *dir, const char *text)
{
	char path[300];
	FILE *f;

	snprintf(path, sizeof(path), "%s/release.journal", dir);
	f = fopen(path, "wb");
	CHECK(f && fputs(text, f) >= 0);
	fclose(f);
}

TEST(the_journal_remembers_what_has_begun_and_what_has_ended)
{
	struct world w WORLD_CLEANUP = world_new();
	struct journal_entry entry = { .number = 3, .through = { 0, 4051, 4051, 4052 } };
	struct journal *journal;

	CHECK_ERR(ERR_NOT_FOUND, journal_open(w.keys_dir, false, w.arena, &journal));
	CHECK_ERR(OK, journal_open(w.keys_dir, true, w.arena, &journal));
	CHECK(journal_last(journal) == 0);
	CHECK_ERR(OK, journal_begin(journal, &entry));
	CHECK_ERR(ERR_LIMIT, journal_begin(journal, &entry));
	entry.number = 4;
	CHECK_ERR(OK, journal_begin(journal, &entry));
	CHECK_ERR(OK, journal_end(journal, 3));
	CHECK_ERR(ERR_INVALID, journal_end(journal, 9));
	journal_close(journal);

	CHECK_ERR(OK, journal_open(w.keys_dir, false, w.arena, &journal));
	CHECK(journal_last(journal) == 4 && journal_find(journal, 9) == NULL);
	CHECK(journal_find(journal, 3)->has_ended && !journal_find(journal, 4)->has_ended);
	CHECK(journal_find(journal, 3)->through[3] == 4052);
	CHECK(journal_find(journal, 4)->through[1] == 4051);
	journal_close(journal);
}

TEST(two_processes_do_not_hold_the_journal_at_once)
{
	struct world w WORLD_CLEANUP = world_new();
	struct journal *first, *second;

	CHECK_ERR(OK, journal_open(w.keys_dir, true, w.arena, &first));
	CHECK_ERR(ERR_BUSY, journal_open(w.keys_dir, true, w.arena, &second));
	journal_close(first);
	CHECK_ERR(OK, journal_open(w.keys_dir, true, w.arena, &second));
	journal_close(second);
}

TEST(a_line_that_a_crash_cut_off_is_taken_away_and_any_other_damage_is_refused)
{
	static const char *const bad[] = { "begin\n", "begin x 3:1\n", "begin 1 9:1\n",
		"begin 1 3:x\n", "end 1\n", "begin 1 3:1\nbegin 1 3:1\n", "begin 1 3:1\nend 1 2\n",
		"hello\n", "begin 0 3:1\n", "begin 1 2:4294967298\n", "begin 1 2:-1\n",
		"begin 9223372036854775807 3:1\n" };
	struct world w WORLD_CLEANUP = world_new();
	struct journal *journal;
	size_t i;

	write_text(w.keys_dir, "begin 1 3:4052\nend 1\nbegin 2 3:40");
	CHECK_ERR(OK, journal_open(w.keys_dir, false, w.arena, &journal));
	CHECK(journal_last(journal) == 1 && journal_find(journal, 1)->has_ended);
	CHECK_ERR(OK, journal_begin(journal, &(struct journal_entry){ .number = 2 }));
	journal_close(journal);
	CHECK_ERR(OK, journal_open(w.keys_dir, false, w.arena, &journal));
	CHECK(journal_last(journal) == 2);
	journal_close(journal);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct arena *a = arena_new(ARENA);

		write_text(w.keys_dir, bad[i]);
		ck_assert_msg(a && journal_open(w.keys_dir, false, a, &journal) == ERR_INVALID,
			"%s", bad[i]);
		arena_free(a);
	}
}
