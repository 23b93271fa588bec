/* Sealing and chaining audit rows under keys derived from audit.key. */
#include "core/audit/chain.h"

#include <pthread.h>
#include <stdio.h>

#include "core/audit/head.h"

enum { PATH_LONGEST = 4096 };

struct chain_keys {
	uint8_t mac[CRYPTO_KEY_BYTES];
	uint8_t seal[CRYPTO_KEY_BYTES];
	uint8_t of_day[CRYPTO_KEY_BYTES];
	int32_t day;		/* whose key of_day is; 0 = none yet */
};

static struct chain_keys *keys;		/* locked memory */
static pthread_mutex_t day_lock = PTHREAD_MUTEX_INITIALIZER;

static struct str
bytes(const void *p, size_t n)
{
	return (struct str){ p, n };
}

enum err
chain_open_keys(const char *keys_dir)
{
	uint8_t master[CRYPTO_KEY_BYTES], head_key[CRYPTO_KEY_BYTES];
	struct chain_keys *fresh;
	char path[PATH_LONGEST];
	enum err e;
	int n;

	n = snprintf(path, sizeof(path), "%s/audit.key", keys_dir);
	if (n < 0 || n >= (int)sizeof(path))
		return ERR_LIMIT;
	TRY(crypto_key_read(path, master, sizeof(master)));
	fresh = crypto_locked_alloc(sizeof(*fresh));
	if (!fresh)
		return ERR_LIMIT;
	crypto_subkey(master, "auditmac", fresh->mac);
	crypto_subkey(master, "auditsea", fresh->seal);
	crypto_subkey(master, "audithed", head_key);
	crypto_wipe(master, sizeof(master));
	e = head_open(keys_dir, head_key);
	crypto_wipe(head_key, sizeof(head_key));
	if (e != OK) {
		crypto_locked_free(fresh);
		return e;
	}
	crypto_locked_free(keys);
	keys = fresh;
	return OK;
}

void
chain_close_keys(void)
{
	crypto_locked_free(keys);
	keys = NULL;
}

bool
chain_has_keys(void)
{
	return keys != NULL;
}

static void
key_of_day(struct date day, uint8_t out[CRYPTO_KEY_BYTES])
{
	struct str part = bytes(&day.days, sizeof(day.days));

	pthread_mutex_lock(&day_lock);
	if (keys->day != day.days) {
		crypto_keyed_hash(keys->seal, &part, 1, keys->of_day);
		keys->day = day.days;
	}
	memcpy(out, keys->of_day, CRYPTO_KEY_BYTES);
	pthread_mutex_unlock(&day_lock);
}

void
chain_seal(struct date day, const struct chain_detail *detail,
	uint8_t sealed[CHAIN_SEALED_BYTES])
{
	uint8_t key[CRYPTO_KEY_BYTES];

	key_of_day(day, key);
	crypto_wrap(bytes(detail, sizeof(*detail)), key, sealed);
	crypto_wipe(key, sizeof(key));
}

enum err
chain_unseal(struct date day, struct str sealed, struct chain_detail *out)
{
	uint8_t key[CRYPTO_KEY_BYTES];
	struct chain_detail detail;
	enum err e;

	if (sealed.n != CHAIN_SEALED_BYTES)
		return ERR_INVALID;
	key_of_day(day, key);
	e = crypto_unwrap(sealed, key, (uint8_t *)&detail);
	crypto_wipe(key, sizeof(key));
	TRY(e);
	detail.kind[sizeof(detail.kind) - 1] = '\0';
	detail.job[sizeof(detail.job) - 1] = '\0';
	*out = detail;
	return OK;
}

/*
 * One buffer and one hash call: a verification of years of rows spends its time here.  Numbers stand
 * in it as eight bytes each, the lengths of the parts are fixed, so no two rows give the same bytes.
 */
void
chain_mac(const uint8_t before[CRYPTO_HASH_BYTES], const struct chain_row *row,
	uint8_t mac[CRYPTO_HASH_BYTES])
{
	struct {
		uint8_t before[CRYPTO_HASH_BYTES];
		int64_t org, seq, day, verb;
		uint8_t sealed[CHAIN_SEALED_BYTES];
	} all = { .org = row->org.v, .seq = row->seq, .day = row->day.days, .verb = row->verb };
	struct str part = bytes(&all, sizeof(all));

	_Static_assert(sizeof(all) == CRYPTO_HASH_BYTES + 32 + CHAIN_SEALED_BYTES,
		"no padding");
	assert_always(row->sealed.n == CHAIN_SEALED_BYTES);
	memcpy(all.before, before, sizeof(all.before));
	memcpy(all.sealed, row->sealed.p, CHAIN_SEALED_BYTES);
	crypto_keyed_hash(keys->mac, &part, 1, mac);
}

/* The length stands in front of a part, so no anchor is ever a row's mac. */
void
chain_seal_anchor(const struct chain_anchor *anchor, uint8_t seal[CRYPTO_HASH_BYTES])
{
	struct {
		int64_t org, seq, day;
		uint8_t mac[CRYPTO_HASH_BYTES];
	} all = { .org = anchor->org.v, .seq = anchor->seq, .day = anchor->day.days };
	struct str parts[] = { STR("anchor"), bytes(&all, sizeof(all)) };

	_Static_assert(sizeof(all) == CRYPTO_HASH_BYTES + 24, "no padding");
	memcpy(all.mac, anchor->mac, sizeof(all.mac));
	crypto_keyed_hash(keys->mac, parts, 2, seal);
}
