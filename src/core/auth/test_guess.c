/* Tests of the delay against guessing: what memory forgets, the database remembers. */
#include "core/auth/internal.h"
#include "core/time/clock.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

enum { FREE_TRIES = 5 };

static void
keep(struct world *w, const struct guess_set *set)
{
	CHECK_ERR(OK, guess_keep(world_begin(w), set));
	world_commit(w);
}

TEST(a_restart_forgives_no_guesses)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct guess_set anna = { .by = { { GUESS_PASSWORD, STR("anna") } }, .n = 1 };
	int i;

	for (i = 0; i < FREE_TRIES; i++)
		CHECK_ERR(OK, guess_take(w.db, w.arena, &anna));
	CHECK_ERR(ERR_LIMIT, guess_take(w.db, w.arena, &anna));
	keep(&w, &anna);
	guess_forget_memory_for_tests();
	CHECK_ERR(ERR_LIMIT, guess_take(w.db, w.arena, &anna));
	clock_fix(clock_now() + 24 * 3600 + 10);
	CHECK_ERR(OK, guess_take(w.db, w.arena, &anna));
	keep(&w, &anna);
	for (i = 1; i < FREE_TRIES; i++)
		CHECK_ERR(OK, guess_take(w.db, w.arena, &anna));
}

TEST(no_wait_is_longer_than_its_limit_even_when_the_clock_is_set_back)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct guess_set anna = { .by = { { GUESS_PASSWORD, STR("anna") } }, .n = 1 };
	int64_t now = clock_now();
	int i;

	for (i = 0; i < 40; i++) {
		CHECK_ERR(OK, guess_take(w.db, w.arena, &anna));
		clock_fix(clock_now() + 5 * 60);
	}
	CHECK_ERR(OK, guess_take(w.db, w.arena, &anna));
	clock_fix(now);
	CHECK_ERR(ERR_LIMIT, guess_take(w.db, w.arena, &anna));
	clock_fix(now + 5 * 60);
	CHECK_ERR(OK, guess_take(w.db, w.arena, &anna));
}

TEST(the_database_holds_neither_names_nor_addresses)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct guess_set both = { .by = { { GUESS_PASSWORD, STR("anna.lovisa") },
		{ GUESS_ADDRESS, STR("192.0.2.77") } }, .n = 2 };
	const struct guess_set unknown = { .by = { { GUESS_ADDRESS, STR("") } }, .n = 1 };

	CHECK_ERR(OK, guess_take(w.db, w.arena, &both));
	keep(&w, &both);
	keep(&w, &unknown);
	CHECK(world_rows(&w, "login_delay") == 2);
	CHECK(world_rows(&w, "login_delay WHERE instr(who, 'anna') OR instr(who, '192.')") ==
		0);
}
