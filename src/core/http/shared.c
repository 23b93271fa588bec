/* Bytes that are counted by their holders. */
#include "core/http/shared.h"

#include <stdatomic.h>
#include <stdlib.h>

struct shared {
	atomic_uint holders;
	struct buf bytes;
	_Atomic(void *) made;
	_Atomic(void (*)(void *)) unmake;
};

struct shared *
shared_new(struct buf *bytes)
{
	struct shared *shared = calloc(1, sizeof(*shared));

	if (!shared)
		return NULL;
	atomic_init(&shared->holders, 1);
	atomic_init(&shared->made, NULL);
	atomic_init(&shared->unmake, NULL);
	shared->bytes = *bytes;
	*bytes = (struct buf){ 0 };
	return shared;
}

struct shared *
shared_take(struct shared *shared)
{
	atomic_fetch_add(&shared->holders, 1);
	return shared;
}

void
shared_drop(struct shared *shared)
{
	void (*unmake)(void *);
	void *made;

	if (!shared || atomic_fetch_sub(&shared->holders, 1) > 1)
		return;
	made = shared->made;
	unmake = shared->unmake;
	if (made)
		unmake(made);
	buf_free(&shared->bytes);
	free(shared);
}

struct str
shared_bytes(const struct shared *shared)
{
	return buf_str(&shared->bytes);
}

void *
shared_made(struct shared *shared)
{
	return shared->made;
}

void *
shared_offer(struct shared *shared, void *made, void (*unmake)(void *made))
{
	void *nothing = NULL;

	shared->unmake = unmake;
	if (atomic_compare_exchange_strong(&shared->made, &nothing, made))
		return made;
	unmake(made);
	return nothing;
}
