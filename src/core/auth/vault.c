/* Drawers of locked memory, one per session, and the count of wrong PINs. */
#include "core/auth/internal.h"

#include <pthread.h>

#include "core/time/clock.h"

enum { DRAWERS = 512, DRAWER_SECONDS = 30 * 60, PIN_TRIES = 5 };

struct drawer {
	uint8_t key[16];
	int64_t put_at;		/* 0 = empty */
	size_t n;
	uint8_t bytes[VAULT_BYTES];
};

struct tries {
	account_id account;
	int64_t last_at;
	int count;
};

struct vault {
	struct drawer drawers[DRAWERS];
	struct tries tries[DRAWERS];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct vault *vault;	/* made at the first use, kept as long as the process lives */

static void
vault_make(void)
{
	vault = crypto_locked_alloc(sizeof(*vault));
	assert_always(vault != NULL);
	memset(vault, 0, sizeof(*vault));
}

static void
vault_lock(void)
{
	assert_always(pthread_mutex_lock(&lock) == 0);
	if (!vault)
		vault_make();
}

static void
vault_unlock(void)
{
	assert_always(pthread_mutex_unlock(&lock) == 0);
}

/* What lay too long is wiped whenever somebody comes by, not only when its owner does. */
static void
wipe_old(int64_t now)
{
	size_t i;

	for (i = 0; i < DRAWERS; i++) {
		struct drawer *d = &vault->drawers[i];

		if (d->put_at && (now - d->put_at >= DRAWER_SECONDS || now < d->put_at))
			crypto_wipe(d, sizeof(*d));
	}
}

static struct drawer *
drawer_of(const struct vault_key *key)
{
	size_t i;

	for (i = 0; i < DRAWERS; i++)
		if (vault->drawers[i].put_at
			&& memcmp(vault->drawers[i].key, key->bytes, sizeof(key->bytes)) == 0)
			return &vault->drawers[i];
	return NULL;
}

static struct drawer *
oldest_drawer(void)
{
	struct drawer *oldest = &vault->drawers[0];
	size_t i;

	for (i = 1; i < DRAWERS; i++)
		if (vault->drawers[i].put_at < oldest->put_at)
			oldest = &vault->drawers[i];
	return oldest;
}

struct vault_key
vault_aside(struct vault_key key)
{
	key.bytes[0] ^= 0xff;
	return key;
}

struct vault_key
vault_looked_up(struct vault_key key)
{
	key.bytes[1] ^= 0xff;
	return key;
}

struct vault_key
vault_last_step(struct vault_key key)
{
	key.bytes[3] ^= 0xff;
	return key;
}

struct vault_key
vault_practice(struct vault_key key)
{
	key.bytes[2] ^= 0xff;
	return key;
}

enum err
vault_put(struct vault_key key, struct str bytes)
{
	int64_t now = clock_now();
	struct drawer *d;

	if (!key.is_set)
		return ERR_FORBIDDEN;
	if (bytes.n > VAULT_BYTES)
		return ERR_LIMIT;
	vault_lock();
	wipe_old(now);
	d = drawer_of(&key);
	if (!d)
		d = oldest_drawer();
	crypto_wipe(d, sizeof(*d));
	memcpy(d->key, key.bytes, sizeof(d->key));
	memcpy(d->bytes, bytes.p, bytes.n);
	d->n = bytes.n;
	d->put_at = now;
	vault_unlock();
	return OK;
}

enum err
vault_get(struct vault_key key, struct arena *a, struct str *out)
{
	enum err e = ERR_NOT_FOUND;
	const struct drawer *d;

	if (!key.is_set)
		return ERR_NOT_FOUND;
	vault_lock();
	wipe_old(clock_now());
	d = drawer_of(&key);
	if (d) {
		struct str copy = arena_str(a, (struct str){ (const char *)d->bytes, d->n });

		e = copy.n == d->n ? OK : ERR_LIMIT;
		if (e == OK)
			*out = copy;
	}
	vault_unlock();
	return e;
}

void
vault_wipe(struct vault_key key)
{
	struct drawer *d;

	if (!key.is_set)
		return;
	vault_lock();
	wipe_old(clock_now());
	d = drawer_of(&key);
	if (d)
		crypto_wipe(d, sizeof(*d));
	vault_unlock();
}

static void
wipe_all(struct vault_key key)
{
	vault_wipe(key);
	vault_wipe(vault_aside(key));
	vault_wipe(vault_looked_up(key));
	vault_wipe(vault_last_step(key));
}

void
vault_close(struct vault_key key)
{
	wipe_all(key);
	wipe_all(vault_practice(key));
}

/* The account's own line, or one to begin: an empty one, else the one longest unused. */
static struct tries *
tries_of(account_id account)
{
	struct tries *oldest = &vault->tries[0];
	size_t i;

	for (i = 0; i < DRAWERS; i++) {
		if (vault->tries[i].account.v == account.v)
			return &vault->tries[i];
		if (vault->tries[i].last_at < oldest->last_at)
			oldest = &vault->tries[i];
	}
	*oldest = (struct tries){ .account = account };
	return oldest;
}

bool
pin_try_take(account_id account)
{
	struct tries *t;
	bool is_left;

	vault_lock();
	t = tries_of(account);
	is_left = t->count < PIN_TRIES;
	if (is_left)
		t->count++;
	t->last_at = clock_now();
	vault_unlock();
	return is_left;
}

bool
pin_try_was_last(account_id account)
{
	bool was_last;

	vault_lock();
	was_last = tries_of(account)->count >= PIN_TRIES;
	vault_unlock();
	return was_last;
}

void
pin_tries_forgive(account_id account)
{
	vault_lock();
	*tries_of(account) = (struct tries){ .account = { 0 } };
	vault_unlock();
}
