/* Random numbers: the operating system's, or for tests and the demo a stream that can be repeated. */
#include "core/crypto/crypto.h"

#include <pthread.h>
#include <sodium.h>

enum { STREAM_CHUNK = 512 };

/*
 * The repeatable stream serves crypto_random and what is built on it (row ids, slip ids, choices).
 * Keys, nonces, salts and sealed boxes are made inside libsodium and come from the operating system
 * whatever the seed is: a demo can be repeated, a secret never.
 */
static struct {
	pthread_mutex_t lock;
	bool is_seeded;
	uint8_t key[crypto_stream_chacha20_KEYBYTES];
	uint64_t nonce;
	uint8_t chunk[STREAM_CHUNK];
	size_t used;
} stream = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void
stream_take(uint8_t *out, size_t n)
{
	while (n > 0) {
		size_t part;

		if (stream.used == sizeof(stream.chunk)) {
			uint8_t nonce[crypto_stream_chacha20_NONCEBYTES];

			memcpy(nonce, &stream.nonce, sizeof(nonce));
			stream.nonce++;
			crypto_stream_chacha20(stream.chunk, sizeof(stream.chunk), nonce,
				stream.key);
			stream.used = 0;
		}
		part = sizeof(stream.chunk) - stream.used;
		if (part > n)
			part = n;
		memcpy(out, stream.chunk + stream.used, part);
		stream.used += part;
		out += part;
		n -= part;
	}
}

void
crypto_random(void *p, size_t n)
{
	pthread_mutex_lock(&stream.lock);
	if (stream.is_seeded)
		stream_take(p, n);
	else
		randombytes_buf(p, n);
	pthread_mutex_unlock(&stream.lock);
}

void
crypto_random_os(void *p, size_t n)
{
	randombytes_buf(p, n);
}

/*
 * Numbers below 2^32 mod limit are thrown away, so that what is left divides evenly (the method of
 * arc4random_uniform).
 */
uint32_t
crypto_random_below(uint32_t limit)
{
	uint32_t floor, r;

	if (limit < 2)
		return 0;
	floor = (uint32_t)(-limit) % limit;
	do
		crypto_random(&r, sizeof(r));
	while (r < floor);
	return r % limit;
}

int64_t
crypto_random_id(void)
{
	uint64_t r;

	do {
		crypto_random(&r, sizeof(r));
		r &= (UINT64_C(1) << 53) - 1;
	} while (r == 0);
	return (int64_t)r;
}

void
crypto_seed_for_tests(uint64_t seed)
{
	pthread_mutex_lock(&stream.lock);
	stream.is_seeded = seed != 0;
	stream.nonce = 0;
	stream.used = sizeof(stream.chunk);
	crypto_generichash(stream.key, sizeof(stream.key), (const uint8_t *)&seed, sizeof(seed),
		NULL, 0);
	pthread_mutex_unlock(&stream.lock);
}
