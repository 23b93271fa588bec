/* The heads of the chains in a file of fixed places, two entries a chain, written in turn. */
#include "core/audit/head.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHECK_BYTES = 16, PATH_LONGEST = 4096 };

/* 64 bytes in the file, in the byte order of the machine. */
struct entry {
	int64_t org;
	int64_t seq;
	uint8_t mac[CRYPTO_HASH_BYTES];
	uint8_t check[CHECK_BYTES];
};

/*
 * Writing goes to the older of the two entries, so a crash in the middle of it leaves the newer one
 * as it was.
 */
struct place {
	struct entry entries[2];
};

_Static_assert(sizeof(struct place) == 128, "no padding in the file");

static struct {
	pthread_mutex_t lock;
	int fd;
	uint8_t *key;		/* locked memory */
	int64_t *orgs;		/* by place in the file, as far as it has been read */
	size_t n, size;
} file = { .lock = PTHREAD_MUTEX_INITIALIZER, .fd = -1 };

static void
entry_check(const struct entry *entry, uint8_t check[CHECK_BYTES])
{
	uint8_t hash[CRYPTO_HASH_BYTES];
	struct str part = { (const char *)entry, offsetof(struct entry, check) };

	crypto_keyed_hash(file.key, &part, 1, hash);
	memcpy(check, hash, CHECK_BYTES);
}

static bool
entry_is_good(const struct entry *entry)
{
	uint8_t check[CHECK_BYTES];

	entry_check(entry, check);
	return memcmp(check, entry->check, CHECK_BYTES) == 0;
}

/* The entry with the newest head that is whole, or -1. */
static int
place_newest(const struct place *place)
{
	bool first = entry_is_good(&place->entries[0]);
	bool second = entry_is_good(&place->entries[1]);

	if (first && second)
		return place->entries[1].seq > place->entries[0].seq;
	return first ? 0 : second ? 1 : -1;
}

static enum err
place_read(size_t i, struct place *out)
{
	ssize_t got = pread(file.fd, out, sizeof(*out), (off_t)(i * sizeof(*out)));

	return got == (ssize_t)sizeof(*out) ? OK : ERR_IO;
}

static enum err
place_count(size_t *n)
{
	struct stat st;

	if (fstat(file.fd, &st))
		return ERR_IO;
	/* what a crash left of a place that was being added is written over by the next one */
	*n = (size_t)st.st_size / sizeof(struct place);
	return OK;
}

static enum err
remember(size_t i, int64_t org)
{
	if (i >= file.size) {
		size_t size = file.size ? 2 * file.size : 64;
		int64_t *orgs = realloc(file.orgs, size * sizeof(*orgs));

		if (!orgs)
			return ERR_LIMIT;
		file.orgs = orgs;
		file.size = size;
	}
	file.orgs[i] = org;
	file.n = i + 1;
	return OK;
}

/* Reads what other processes have added since; the file only grows. */
static enum err
learn_new_places(void)
{
	struct place place;
	size_t n, i;

	TRY(place_count(&n));
	for (i = file.n; i < n; i++) {
		int newest;

		TRY(place_read(i, &place));
		newest = place_newest(&place);
		TRY(remember(i, newest < 0 ? INT64_MIN : place.entries[newest].org));
	}
	return OK;
}

static enum err
place_add(const struct entry *entry)
{
	struct place place = { { *entry, { 0 } } };
	size_t i = file.n;

	if (pwrite(file.fd, &place, sizeof(place), (off_t)(i * sizeof(place))) !=
			(ssize_t)sizeof(place))
		return ERR_IO;
	return remember(i, entry->org);
}

static enum err
place_move(size_t i, const struct entry *entry)
{
	struct place place;
	off_t at;
	int newest;

	TRY(place_read(i, &place));
	newest = place_newest(&place);
	if (newest >= 0 && place.entries[newest].seq >= entry->seq)
		return OK;
	at = (off_t)(i * sizeof(place) + (newest == 0 ? sizeof(*entry) : 0));
	if (pwrite(file.fd, entry, sizeof(*entry), at) != (ssize_t)sizeof(*entry))
		return ERR_IO;
	return OK;
}

static enum err
move_locked(const struct entry *entry)
{
	size_t i;

	TRY(learn_new_places());
	for (i = 0; i < file.n; i++)
		if (file.orgs[i] == entry->org)
			return place_move(i, entry);
	return place_add(entry);
}

enum err
head_move(const struct head *head)
{
	struct entry entry = { .org = head->org.v, .seq = head->seq };
	enum err e = ERR_IO;

	memcpy(entry.mac, head->mac, sizeof(entry.mac));
	pthread_mutex_lock(&file.lock);
	if (file.fd >= 0 && flock(file.fd, LOCK_EX) == 0) {
		entry_check(&entry, entry.check);
		e = move_locked(&entry);
		flock(file.fd, LOCK_UN);
	}
	pthread_mutex_unlock(&file.lock);
	return e;
}

static enum err
all_locked(struct arena *a, struct head **heads, size_t *n)
{
	struct head *found;
	struct place place;
	size_t places, i;

	TRY(place_count(&places));
	found = ARENA_ARRAY(a, struct head, places + 1);
	if (!found)
		return ERR_LIMIT;
	for (i = 0; i < places; i++) {
		const struct entry *entry;
		int newest;

		TRY(place_read(i, &place));
		newest = place_newest(&place);
		if (newest < 0)
			return ERR_CONFLICT;
		entry = &place.entries[newest];
		found[i] = (struct head){ .org = { entry->org }, .seq = entry->seq };
		memcpy(found[i].mac, entry->mac, sizeof(found[i].mac));
	}
	*heads = found;
	*n = places;
	return OK;
}

enum err
head_all(struct arena *a, struct head **heads, size_t *n)
{
	enum err e = ERR_IO;

	pthread_mutex_lock(&file.lock);
	if (file.fd >= 0 && flock(file.fd, LOCK_SH) == 0) {
		e = all_locked(a, heads, n);
		flock(file.fd, LOCK_UN);
	}
	pthread_mutex_unlock(&file.lock);
	return e;
}

enum err
head_forget_all(void)
{
	enum err e = ERR_IO;

	pthread_mutex_lock(&file.lock);
	if (file.fd >= 0 && flock(file.fd, LOCK_EX) == 0) {
		e = ftruncate(file.fd, 0) == 0 ? OK : ERR_IO;
		file.n = 0;
		flock(file.fd, LOCK_UN);
	}
	pthread_mutex_unlock(&file.lock);
	return e;
}

static void
close_locked(void)
{
	if (file.fd >= 0)
		close(file.fd);
	crypto_locked_free(file.key);
	free(file.orgs);
	file.fd = -1;
	file.key = NULL;
	file.orgs = NULL;
	file.n = file.size = 0;
}

enum err
head_open(const char *keys_dir, const uint8_t key[CRYPTO_KEY_BYTES])
{
	char path[PATH_LONGEST];
	uint8_t *locked;
	int n, fd;

	n = snprintf(path, sizeof(path), "%s/chain.head", keys_dir);
	if (n < 0 || n >= (int)sizeof(path))
		return ERR_LIMIT;
	fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return errno == ENOENT ? ERR_NOT_FOUND :
			errno == EACCES ? ERR_FORBIDDEN : ERR_IO;
	locked = crypto_locked_alloc(CRYPTO_KEY_BYTES);
	if (!locked) {
		close(fd);
		return ERR_LIMIT;
	}
	memcpy(locked, key, CRYPTO_KEY_BYTES);
	pthread_mutex_lock(&file.lock);
	close_locked();
	file.fd = fd;
	file.key = locked;
	pthread_mutex_unlock(&file.lock);
	return OK;
}

void
head_close(void)
{
	pthread_mutex_lock(&file.lock);
	close_locked();
	pthread_mutex_unlock(&file.lock);
}
