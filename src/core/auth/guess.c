/* Guessing at the way in: tries counted in memory and in the database, and a delay that grows. */
#include "core/auth/internal.h"

#include <pthread.h>

#include "core/auth/auth.sql.h"
#include "core/crypto/keys.h"
#include "core/time/clock.h"

enum { GUESSERS = 2048, FIRST_WAIT_SECONDS = 5, DAY_SECONDS = 24 * 3600 };

/*
 * How many tries cost nothing, and the longest wait.  A name waits a short time only, or anybody could
 * keep its owner out; behind one address sits a whole office.
 */
static const struct {
	int64_t n_free, wait_max;
} limits[] = {
	[GUESS_PASSWORD] = { 5, 5 * 60 },
	[GUESS_ADDRESS] = { 20, 15 * 60 },
	[GUESS_CODE] = { 4, 15 * 60 },
	[GUESS_REMARK] = { 5, 60 * 60 },
};

struct guesser {
	uint8_t who[CRYPTO_HASH_BYTES];
	int64_t tries;		/* 0 = empty */
	int64_t until_at;	/* the next try is not looked at before */
	int64_t last_at;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct guesser guessers[GUESSERS];

static struct str
who_str(const uint8_t who[CRYPTO_HASH_BYTES])
{
	return (struct str){ (const char *)who, CRYPTO_HASH_BYTES };
}

/* Names and addresses stand nowhere: the key of the hash lies outside the data folder. */
static void
who_of(const struct guess *guess, uint8_t who[CRYPTO_HASH_BYTES])
{
	const char kind = (char)('0' + guess->kind);
	struct str parts[] = { { &kind, 1 }, guess->name };
	uint8_t key[CRYPTO_KEY_BYTES];

	crypto_subkey(keys_session(), "lg-delay", key);
	crypto_keyed_hash(key, parts, 2, who);
	crypto_wipe(key, sizeof(key));
}

static int64_t
wait_after(enum guess_kind kind, int64_t tries)
{
	int64_t wait = FIRST_WAIT_SECONDS, i;

	if (tries < limits[kind].n_free)
		return 0;
	for (i = limits[kind].n_free; i < tries && wait < limits[kind].wait_max; i++)
		wait *= 2;
	return wait < limits[kind].wait_max ? wait : limits[kind].wait_max;
}

/* The line of `who`, or one to begin: an empty one, else the one longest unused. */
static struct guesser *
line_of(const uint8_t who[CRYPTO_HASH_BYTES])
{
	struct guesser *oldest = &guessers[0];
	size_t i;

	for (i = 0; i < GUESSERS; i++) {
		if (guessers[i].tries && memcmp(guessers[i].who, who, CRYPTO_HASH_BYTES) == 0)
			return &guessers[i];
		if (guessers[i].last_at < oldest->last_at)
			oldest = &guessers[i];
	}
	*oldest = (struct guesser){ .tries = 0 };
	memcpy(oldest->who, who, CRYPTO_HASH_BYTES);
	return oldest;
}

static void
guess_lock(void)
{
	assert_always(pthread_mutex_lock(&lock) == 0);
}

static void
guess_unlock(void)
{
	assert_always(pthread_mutex_unlock(&lock) == 0);
}

/* What the database knows and memory does not: after a restart, or when the line was needed. */
static void
recall(const struct guess *guess, struct guesser *line, const struct sql_auth_delay_of *kept,
	int64_t now)
{
	int64_t wait_max = limits[guess->kind].wait_max;

	if (!line->tries && kept->tries && now - kept->until_at < DAY_SECONDS) {
		line->tries = kept->tries;
		line->until_at = kept->until_at;
	}
	if (line->tries && now - line->until_at >= DAY_SECONDS)
		line->tries = line->until_at = 0;
	/* a clock that was set back makes no wait longer than it can be */
	if (line->until_at > now + wait_max)
		line->until_at = now + wait_max;
}

static enum err
count(const struct guess_set *set, uint8_t who[][CRYPTO_HASH_BYTES],
	const struct sql_auth_delay_of *kept)
{
	int64_t now = clock_now();
	bool waits = false;
	size_t i;

	for (i = 0; i < set->n; i++) {
		struct guesser *line;

		if (str_is_empty(set->by[i].name))
			continue;
		line = line_of(who[i]);
		recall(&set->by[i], line, &kept[i], now);
		line->last_at = now;
		waits = waits || line->until_at > now;
	}
	for (i = 0; i < set->n && !waits; i++) {
		struct guesser *line;

		if (str_is_empty(set->by[i].name))
			continue;
		line = line_of(who[i]);
		line->tries++;
		line->last_at = now;
		line->until_at = now + wait_after(set->by[i].kind, line->tries);
	}
	return waits ? ERR_LIMIT : OK;
}

enum err
guess_take(struct db *db, struct arena *a, const struct guess_set *set)
{
	uint8_t who[GUESS_SET_MAX][CRYPTO_HASH_BYTES];
	struct sql_auth_delay_of kept[GUESS_SET_MAX] = { { .tries = 0 } };
	enum err e;
	size_t i;

	for (i = 0; i < set->n; i++) {
		who_of(&set->by[i], who[i]);
		e = sql_auth_delay_of(db, a, who_str(who[i]), &kept[i]);
		if (e != OK && e != ERR_NOT_FOUND)
			return e;
	}
	guess_lock();
	e = count(set, who, kept);
	guess_unlock();
	return e;
}

enum err
guess_keep(struct tx *tx, const struct guess_set *set)
{
	size_t i;

	for (i = 0; i < set->n; i++) {
		uint8_t who[CRYPTO_HASH_BYTES];
		struct guesser line;

		if (str_is_empty(set->by[i].name))
			continue;
		who_of(&set->by[i], who);
		guess_lock();
		line = *line_of(who);
		guess_unlock();
		if (line.tries)
			TRY(sql_auth_delay_put(tx, who_str(who), line.tries, line.until_at));
	}
	return sql_auth_delay_drop_old(tx, clock_now() - DAY_SECONDS);
}

enum err
guess_forgive(struct tx *tx, const struct guess_set *set)
{
	size_t i;

	for (i = 0; i < set->n; i++) {
		uint8_t who[CRYPTO_HASH_BYTES];
		struct guesser *line;

		if (str_is_empty(set->by[i].name))
			continue;
		who_of(&set->by[i], who);
		guess_lock();
		line = line_of(who);
		/* who may log in from an address does not thereby clear it for others */
		if (set->by[i].kind == GUESS_ADDRESS && line->tries > 1)
			line->tries--;
		else
			line->tries = 0;
		line->until_at = line->tries ? clock_now() : 0;
		guess_unlock();
		if (set->by[i].kind != GUESS_ADDRESS)
			TRY(sql_auth_delay_forget(tx, who_str(who)));
	}
	return OK;
}

void
guess_forget_memory_for_tests(void)
{
	guess_lock();
	memset(guessers, 0, sizeof(guessers));
	guess_unlock();
}
