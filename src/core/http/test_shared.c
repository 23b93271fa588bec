/* Tests of bytes with several holders. */
#include "tests/harness/harness.h"

#include <pthread.h>

#include "core/http/shared.h"

static int times_unmade;

static void
unmake(void *made)
{
	CHECK(made != NULL);
	times_unmade++;
}

static struct shared *
shared_of(const char *text)
{
	struct buf bytes = buf_new(64);
	struct shared *shared;

	buf_put_cstr(&bytes, text);
	shared = shared_new(&bytes);
	CHECK(shared && !bytes.p);
	return shared;
}

TEST(shared_bytes_stand_until_the_last_holder_has_gone)
{
	struct shared *shared = shared_of("en sida");
	struct shared *second = shared_take(shared);
	int made;

	times_unmade = 0;
	CHECK(shared_offer(shared, &made, unmake) == &made);
	shared_drop(shared);
	CHECK(times_unmade == 0);
	CHECK(str_eq(shared_bytes(second), STR("en sida")));
	CHECK(shared_made(second) == &made);
	shared_drop(second);
	CHECK(times_unmade == 1);
	shared_drop(NULL);
}

TEST(of_two_who_make_the_same_one_is_used_and_the_other_unmade)
{
	struct shared *shared = shared_of("en sida");
	int first, second;

	times_unmade = 0;
	CHECK(!shared_made(shared));
	CHECK(shared_offer(shared, &first, unmake) == &first);
	CHECK(shared_offer(shared, &second, unmake) == &first);
	CHECK(times_unmade == 1);
	shared_drop(shared);
	CHECK(times_unmade == 2);
}

/* ---- many at once ---- */

enum { HOLDERS = 8, TURNS = 2000 };

static void *
hold_and_drop(void *arg)
{
	struct shared *shared = arg;
	int i, wrong = 0;

	for (i = 0; i < TURNS; i++) {
		struct shared *mine = shared_take(shared);

		wrong += !str_eq(shared_bytes(mine), STR("för alla"));
		shared_drop(mine);
	}
	shared_drop(shared);
	return wrong ? arg : NULL;
}

TEST(shared_bytes_are_counted_by_all_threads)
{
	struct shared *shared = shared_of("för alla");
	pthread_t threads[HOLDERS];
	int i, made;

	times_unmade = 0;
	shared_offer(shared, &made, unmake);
	for (i = 0; i < HOLDERS; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL, hold_and_drop,
			shared_take(shared)), 0);
	for (i = 0; i < HOLDERS; i++) {
		void *wrong;

		ck_assert_int_eq(pthread_join(threads[i], &wrong), 0);
		CHECK(!wrong);
	}
	CHECK(times_unmade == 0);
	shared_drop(shared);
	CHECK(times_unmade == 1);
}
